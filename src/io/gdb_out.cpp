/// Writes a layer as a file geodatabase: a folder of tables, the same bytes each time.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include "feature_writer.hpp"
#include "file_out.hpp"
#include "permu/io/digest.hpp"
#include "vector_formats.hpp"

namespace permu {
namespace {

constexpr const char* driver = "OpenFileGDB";

/// "{AABBCCDD-EEFF-…}" as its table holds it: the first three groups with their last byte first.
std::string binary_of(const std::string& guid)
{
    std::string bytes;
    for (std::size_t i = 0; i + 1 < guid.size(); ++i) {
        if (std::isxdigit(static_cast<unsigned char>(guid[i])) == 0) continue;
        bytes += static_cast<char>(std::stoi(guid.substr(i, 2), nullptr, 16));
        ++i;
    }
    if (bytes.size() != 16) return {};
    std::reverse(bytes.begin(), bytes.begin() + 4);
    std::reverse(bytes.begin() + 4, bytes.begin() + 6);
    std::reverse(bytes.begin() + 6, bytes.begin() + 8);
    return bytes;
}

/// The k-th of a series that is the same in every file.
std::string fixed_guid(std::size_t k)
{
    std::string hex = sha256_text("permu geodatabase item " + std::to_string(k)).substr(0, 32);
    std::transform(hex.begin(), hex.end(), hex.begin(), [](char c) { return c >= 'a' ? c - 'a' + 'A' : c; });
    for (const std::size_t dash : {20U, 16U, 12U, 8U}) {
        hex.insert(dash, 1, '-');
    }
    return "{" + hex + "}";
}

/// The names GDAL drew at random for the items of the database and their relations, in the order of rows.
std::vector<std::string> random_guids(const std::string& path, const GdalErrors& errors)
{
    const CPLStringList drivers(CSLAddString(nullptr, driver), true);
    const CPLStringList options(CSLAddString(nullptr, "LIST_ALL_TABLES=YES"), true);
    const GDALDatasetUniquePtr dataset(
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.List(), options.List()));
    if (!dataset) throw not_written(path, errors);
    std::vector<std::string> guids;
    for (const char* name : {"GDB_Items", "GDB_ItemRelationships"}) {
        OGRLayer* layer = dataset->GetLayerByName(name);
        if (layer == nullptr) throw not_written(path, errors);
        for (const auto& feature : *layer) {
            guids.emplace_back(feature->GetFieldAsString("UUID"));
        }
    }
    return guids;
}

void replace_all(std::string& bytes, const std::string& from, const std::string& to)
{
    for (std::size_t at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + to.size())) {
        bytes.replace(at, to.size(), to);
    }
}

/// Puts fixed names in the place of the random ones, wherever the tables of the system mention them.
void fix_guids(const std::string& path, const GdalErrors& errors)
{
    const std::vector<std::string> guids = random_guids(path, errors);
    for (const char* table : {"a00000004.gdbtable", "a00000006.gdbtable"}) {
        const std::string file = path + "/" + table;
        std::ostringstream read;
        read << std::ifstream(file, std::ios::binary).rdbuf();
        std::string bytes = read.str();
        for (std::size_t k = 0; k < guids.size(); ++k) {
            if (binary_of(guids[k]).empty()) throw not_written(file, errors);
            replace_all(bytes, binary_of(guids[k]), binary_of(fixed_guid(k)));
            replace_all(bytes, guids[k], fixed_guid(k));
        }
        FileOut out(file);
        out.write(bytes);
        out.close();
    }
}

}  // namespace

void write_file_gdb(const std::string& path, const VectorLayer& layer, const Progress& progress)
{
    const GdalErrors errors;
    {
        auto dataset = create_dataset(driver, path, errors);
        const auto crs = reference_system(layer.crs_wkt);
        OGRLayer* made = dataset->CreateLayer(layer.name.c_str(), crs.get(), wkbMultiPolygon, nullptr);
        if (made == nullptr || !add_fields(*made, *layer.attributes)) throw not_written(path, errors);
        FeatureWriter writer(*made, *layer.attributes, layer.shapes);
        if (!writer.write_all(progress)) throw not_written(path, errors);
        close_checked(dataset, path, errors);
    }
    fix_guids(path, errors);
    const ExpectedLayer expected{layer.name, layer.shapes->size()};
    verify_vector(path, driver, {&expected, 1});
}

}  // namespace permu
