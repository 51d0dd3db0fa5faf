/// Files that the tests of the readers write for themselves, and what the readers say about them.
#pragma once

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/io/gdal_session.hpp"
#include "permu/io/read_layer.hpp"
#include "permu/io/read_table.hpp"

namespace permu::test {

/// A folder of its own for each test, gone afterwards.
class ReadTest : public ::testing::Test {
protected:
    ReadTest()
    {
        start_gdal();
        const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  ("permu_" + std::to_string(getpid()) + "_" + info->test_suite_name() + "_" + info->name());
        std::filesystem::create_directories(folder_);
    }
    ~ReadTest() override { std::filesystem::remove_all(folder_); }

    std::string path(const std::string& name) const { return (folder_ / name).string(); }

    std::string write_text(const std::string& name, std::string_view bytes) const
    {
        std::ofstream(path(name), std::ios::binary) << bytes;
        return path(name);
    }

    /// Puts the files `stem`.shp, .shx and the others of a shapefile into an archive.
    void zip(const std::string& archive, const std::string& stem) const
    {
        for (const char* suffix : {".shp", ".shx", ".dbf", ".prj", ".cpg"}) {
            const std::string inside = "/vsizip/" + path(archive) + "/" + stem + suffix;
            ASSERT_EQ(
                VSISync(path(stem + suffix).c_str(), inside.c_str(), nullptr, nullptr, nullptr, nullptr), 1);
        }
    }

private:
    std::filesystem::path folder_;
};

/// One feature of a test file.
struct Parcel {
    std::string id;
    double price = 0;
    std::string wkt;
};

/// Two unit squares of 100 m, side by side, near the middle of the zone of EPSG:4547.
inline const std::vector<Parcel> two_squares = {
    {"一号", 12.5, "POLYGON ((500000 3400000,500100 3400000,500100 3400100,500000 3400100,500000 3400000))"},
    {"二号", 30, "POLYGON ((500100 3400000,500200 3400000,500200 3400100,500100 3400100,500100 3400000))"}};

using Tune = std::function<void(OGRLayer&)>;

/// Writes `parcels` with fields parcel_id (text), price (real) and year (whole, the row number + 2020).
/// `crs` is an EPSG code, 0 for none; options LAYER=name and TYPE=POINT are of the layer, the others of the
/// driver; `tune` may add to the layer at the end.
inline void write_parcels(const std::string& driver, const std::string& file,
                          const std::vector<Parcel>& parcels, int crs = 4547,
                          const std::vector<std::string>& options = {}, const Tune& tune = {})
{
    GDALDriver* gdal = GetGDALDriverManager()->GetDriverByName(driver.c_str());
    ASSERT_NE(gdal, nullptr) << driver;
    const bool exists = std::filesystem::exists(file);
    const GDALDatasetUniquePtr dataset(exists
                                           ? GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE)
                                           : gdal->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    ASSERT_TRUE(dataset) << file;
    OGRSpatialReference system;
    if (crs != 0) system.importFromEPSG(crs);
    system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    CPLStringList list;
    std::string name = "parcels";
    OGRwkbGeometryType type = wkbUnknown;
    for (const std::string& option : options) {
        if (option.starts_with("LAYER=")) {
            name = option.substr(6);
        } else if (option == "TYPE=POINT") {
            type = wkbPoint25D;
        } else {
            list.AddString(option.c_str());
        }
    }
    OGRLayer* layer = dataset->CreateLayer(name.c_str(), crs == 0 ? nullptr : &system, type, list.List());
    ASSERT_NE(layer, nullptr);
    OGRFieldDefn id("parcel_id", OFTString);
    id.SetWidth(40);
    OGRFieldDefn price("price", OFTReal);
    OGRFieldDefn year("year", OFTInteger64);
    for (OGRFieldDefn* field : {&id, &price, &year}) {
        ASSERT_EQ(layer->CreateField(field), OGRERR_NONE);
    }
    for (std::size_t i = 0; i < parcels.size(); ++i) {
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField(0, parcels[i].id.c_str());
        feature.SetField(1, parcels[i].price);
        feature.SetField(2, static_cast<GIntBig>(2020 + i));
        if (!parcels[i].wkt.empty()) {
            OGRGeometry* geometry = nullptr;
            ASSERT_EQ(OGRGeometryFactory::createFromWkt(parcels[i].wkt.c_str(), nullptr, &geometry),
                      OGRERR_NONE);
            feature.SetGeometryDirectly(geometry);
        }
        ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
    if (tune) tune(*layer);
}

inline std::string read_bytes(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Runs SQL on a GeoPackage, as a hostile writer would.
inline void run_sql(const std::string& file, const std::vector<std::string>& statements)
{
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
    ASSERT_TRUE(dataset);
    for (const std::string& statement : statements) {
        dataset->ReleaseResultSet(dataset->ExecuteSQL(statement.c_str(), nullptr, nullptr));
    }
}

/// The first problem of that code, or null.
inline const Problem* find(const Problems& problems, std::string_view code)
{
    for (const Problem& problem : problems.all()) {
        if (problem.code == code) return &problem;
    }
    return nullptr;
}

/// All codes in a line, for messages of failed tests.
inline std::string codes(const Problems& problems)
{
    std::string text;
    for (const Problem& problem : problems.all()) {
        text += problem.code + " ";
    }
    return text;
}

/// The problems with which reading was refused; none when it was not.
inline Problems refusal(const std::function<void()>& read)
{
    try {
        read();
    } catch (const Error& error) {
        return error.problems();
    }
    return {};
}

inline Problems refusal_of_layer(const FileSource& source, const ReadLimits& limits = {})
{
    return refusal([&] {
        Problems problems;
        read_layer(source, limits, problems);
    });
}

inline Problems refusal_of_table(const FileSource& source, const ReadLimits& limits = {})
{
    return refusal([&] {
        Problems problems;
        read_table(source, limits, problems);
    });
}

inline std::string cell(const Table& table, std::string_view column, std::size_t row)
{
    const TableColumn* found = table.find(column);
    return found == nullptr ? "(no such column)" : cell_text(*found, row);
}

}  // namespace permu::test
