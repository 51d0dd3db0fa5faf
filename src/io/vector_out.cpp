/// Chooses the writer of a vector format; writes the two formats that need no more than a layer and its rows.
#include "permu/io/vector_out.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <utility>

#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include "feature_writer.hpp"
#include "vector_formats.hpp"

namespace permu {

/// In the order of the enumeration.
static constexpr std::array<std::pair<VectorFormat, std::string_view>, 5> extensions{{
    {VectorFormat::gpkg, "gpkg"},
    {VectorFormat::shapefile, "shp"},
    {VectorFormat::geojson, "geojson"},
    {VectorFormat::flatgeobuf, "fgb"},
    {VectorFormat::file_gdb, "gdb"},
}};

std::string_view extension(VectorFormat format)
{
    return extensions[static_cast<std::size_t>(format)].second;
}

std::optional<VectorFormat> find_vector_format(std::string_view extension)
{
    for (const auto& [format, text] : extensions) {
        if (text == extension) return format;
    }
    return std::nullopt;
}

/// Whether rows, shapes and columns agree in number, and the format can hold what is asked.
static void check_layers(const std::string& path, VectorFormat format, std::span<const VectorLayer> layers)
{
    const auto fail = [&](const std::string& found) {
        Problem problem;
        problem.code = "output.layers";
        problem.where = path;
        problem.found = Said(found);
        throw InvariantError(std::move(problem));
    };
    if (layers.empty()) fail("no layer");
    if (format != VectorFormat::gpkg && layers.size() != 1) fail("several layers for a format of one");
    for (const auto& layer : layers) {
        if (layer.attributes == nullptr) fail("no attributes in " + layer.name);
        if (format != VectorFormat::gpkg && layer.shapes == nullptr) fail("no shapes in " + layer.name);
        const std::size_t rows = layer.shapes != nullptr ? layer.shapes->size() : layer.attributes->rows();
        for (const auto& column : layer.attributes->columns) {
            const std::size_t cells = std::visit([](const auto& all) { return all.size(); }, column.cells);
            if (cells != rows) fail("column " + column.name + " of " + layer.name + " has other rows");
        }
    }
}

/// Rows without a shape, which a FlatGeobuf cannot hold and GDAL leaves out without a word.
static Problems shapeless_rows(const std::string& path, const Shapes& shapes)
{
    Problems problems;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (shapes.parts(i) != 0) continue;
        Problem problem;
        problem.severity = Severity::warning;
        problem.code = "output.no_shape";
        problem.where = path;
        problem.found = {"a row without a shape, which is left out", "没有图形的行，已略去"};
        problem.expected = {"a shape in every row of a FlatGeobuf", "FlatGeobuf 每行都有图形"};
        problem.remedy = {"write GeoPackage to keep such rows", "要保留这些行请输出 GeoPackage"};
        problems.tally(std::move(problem), std::to_string(i));
    }
    return problems;
}

/// GeoJSON and FlatGeobuf. `rows` are expected to be found afterwards.
static void write_single(const std::string& path, const char* driver, const VectorLayer& layer,
                         CPLStringList& layer_options, const Progress& progress, std::size_t rows)
{
    const GdalErrors errors;
    auto dataset = create_dataset(driver, path, errors);
    const auto crs = reference_system(layer.crs_wkt);
    OGRLayer* made =
        dataset->CreateLayer(layer.name.c_str(), crs.get(), wkbMultiPolygon, layer_options.List());
    if (made == nullptr || !add_fields(*made, *layer.attributes)) throw not_written(path, errors);
    FeatureWriter writer(*made, *layer.attributes, layer.shapes);
    if (!writer.write_all(progress)) throw not_written(path, errors);
    close_checked(dataset, path, errors);
    const ExpectedLayer expected{{}, rows};
    verify_vector(path, driver, {&expected, 1});
}

/// Its index needs every shape's place, which is why GDAL writes all rows twice.
static Problems write_flatgeobuf(const std::string& path, const VectorLayer& layer, const Progress& progress)
{
    Problems problems = shapeless_rows(path, *layer.shapes);
    std::size_t rows = layer.shapes->size();
    for (const auto& problem : problems.all())
        rows -= problem.count;
    CPLStringList options;
    options.SetNameValue("SPATIAL_INDEX", "YES");
    write_single(path, "FlatGeobuf", layer, options, progress, rows);
    return problems;
}

static void write_geojson(const std::string& path, const VectorLayer& layer, const Progress& progress)
{
    CPLStringList options;
    // The only form that all readers of GeoJSON understand alike.
    options.SetNameValue("RFC7946", "YES");
    write_single(path, "GeoJSON", layer, options, progress, layer.shapes->size());
}

static Problems write_format(const std::string& path, VectorFormat format,
                             std::span<const VectorLayer> layers, const VectorOptions& options)
{
    switch (format) {
        case VectorFormat::gpkg:
            write_gpkg(path, layers, options);
            break;
        case VectorFormat::shapefile:
            return write_shapefile(path, layers[0], options);
        case VectorFormat::geojson:
            write_geojson(path, layers[0], options.progress);
            break;
        case VectorFormat::flatgeobuf:
            return write_flatgeobuf(path, layers[0], options.progress);
        case VectorFormat::file_gdb:
            write_file_gdb(path, layers[0], options.progress);
            break;
    }
    return {};
}

/// The file, or the folder of a geodatabase; a link is removed, not what it leads to.
static void remove_output(const std::string& path, VectorFormat format)
{
    std::error_code error;
    if (format == VectorFormat::file_gdb) {
        std::filesystem::remove_all(path, error);
    } else {
        ::unlink(path.c_str());
    }
}

Problems write_vector(const std::string& path, VectorFormat format, std::span<const VectorLayer> layers,
                      const VectorOptions& options)
{
    start_gdal();
    check_layers(path, format, layers);
    remove_output(path, format);
    errno = 0;
    try {
        return write_format(path, format, layers, options);
    } catch (...) {
        // Half a file that opens is worse than none.
        remove_output(path, format);
        throw;
    }
}

}  // namespace permu
