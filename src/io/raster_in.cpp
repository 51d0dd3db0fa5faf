/// Reads a band of a GeoTIFF, and its means over polygons.
#include "permu/io/raster_in.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "io/gate.hpp"
#include "io/refuse.hpp"
#include "permu/io/crs.hpp"
#include "permu/io/gdal_session.hpp"

namespace permu {
namespace {

using namespace reading;

[[noreturn]] void refuse_raster(const std::string& path, const char* code, Said found, Said expected)
{
    refuse({.code = code,
            .where = at(path),
            .found = std::move(found),
            .expected = std::move(expected),
            .remedy = {"export the raster again (gdalwarp, gdal_translate -b 1)",
                       "请重新导出栅格（gdalwarp、gdal_translate -b 1）"}});
}

/// Corner and size of the cells; rasters that are turned or mirrored are refused.
CellGrid grid_of(GDALDataset& dataset, const std::string& path)
{
    double g[6] = {};
    const bool placed = dataset.GetGeoTransform(g) == CE_None;
    const bool finite =
        std::isfinite(g[0]) && std::isfinite(g[1]) && std::isfinite(g[3]) && std::isfinite(g[5]);
    if (!placed || !finite || g[2] != 0 || g[4] != 0 || !(g[1] > 0) || !(g[5] < 0)) {
        refuse_raster(path, "raster.grid", {"a raster without a place, or turned", "栅格没有位置，或有旋转"},
                      {"rows from north to south, columns from west to east", "行自北向南、列自西向东"});
    }
    return {g[0],
            g[3],
            g[1],
            -g[5],
            static_cast<std::size_t>(dataset.GetRasterXSize()),
            static_cast<std::size_t>(dataset.GetRasterYSize())};
}

std::string crs_wkt_of(GDALDataset& dataset, const std::string& path)
{
    const OGRSpatialReference* system = dataset.GetSpatialRef();
    char* text = nullptr;
    const char* const options[] = {"FORMAT=WKT2", nullptr};
    if (system == nullptr || system->exportToWkt(&text, options) != OGRERR_NONE) {
        CPLFree(text);
        refuse_raster(path, "raster.crs", {"no coordinate system", "没有坐标系"},
                      {"a GeoTIFF with its system", "带坐标系的 GeoTIFF"});
    }
    const std::string wkt = text;
    CPLFree(text);
    return parse_crs(wkt, at(path)).wkt;
}

void check_size(const CellGrid& grid, GDALRasterBand& band, const std::string& path, std::uint64_t most_cells)
{
    int block_columns = 0, block_rows = 0;
    band.GetBlockSize(&block_columns, &block_rows);
    const std::uint64_t cells = std::uint64_t{grid.columns} * grid.rows;
    const std::uint64_t block = std::uint64_t(block_columns) * static_cast<std::uint64_t>(block_rows);
    if (cells <= most_cells && block <= most_cells) return;
    const std::string many = std::to_string(std::max(cells, block)), most = std::to_string(most_cells);
    refuse_limit(at(path), {many + " cells", many + " 个像元"}, {"at most " + most, "不超过 " + most},
                 {"cut the raster to the region, or resample it", "请裁剪到研究范围，或重采样"});
}

/// Values of NaN, of "no data" and beyond all numbers become NaN.
void clean(std::vector<float>& values, GDALRasterBand& band)
{
    int has = 0;
    const double missing = band.GetNoDataValue(&has);
    const auto none = static_cast<float>(missing);
    const auto scale = static_cast<float>(band.GetScale()), offset = static_cast<float>(band.GetOffset());
    for (float& value : values) {
        const bool empty = !std::isfinite(value) || (has != 0 && value == none);
        value = empty ? std::numeric_limits<float>::quiet_NaN() : value * scale + offset;
    }
}

Problem told(const char* code, const std::string& where, Said found, Said expected)
{
    return {.severity = Severity::warning,
            .code = code,
            .where = where,
            .found = std::move(found),
            .expected = std::move(expected),
            .remedy = {"check the extent and the gaps of the raster, or give the field in the table",
                       "请检查栅格范围与空洞，或在表中给出该字段"}};
}

/// The column to be filled, made where there is none; null where it is one of texts.
NumberCells* cells_for(const std::string& column, std::size_t rows, Table& table)
{
    for (TableColumn& existing : table.columns) {
        if (existing.name == column) return std::get_if<NumberCells>(&existing.cells);
    }
    table.columns.push_back({column, NumberCells(rows, std::numeric_limits<double>::quiet_NaN())});
    return &std::get<NumberCells>(table.columns.back().cells);
}

/// The least and the largest value; upside down where there is none.
std::pair<double, double> range_of(const RasterBand& band)
{
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const float value : band.values) {
        if (std::isnan(value)) continue;
        low = std::min(low, double{value});
        high = std::max(high, double{value});
    }
    return {low, high};
}

Problem beyond_range(const RasterColumn& raster, double low, double high)
{
    const std::string found = fmt::format("{:.7g} … {:.7g}", low, high);
    const std::string due = fmt::format("{} … {}", raster.least, raster.most);
    return {.code = "raster.range",
            .where = at(raster.path),
            .found = {"cells of " + found, "像元值为 " + found},
            .expected = {raster.column + " of " + due, raster.column + " 应为 " + due},
            .remedy = {"scale the raster to that range (gdal_calc.py or the raster calculator of QGIS), and "
                       "mark cells without a value as no data",
                       "请将栅格换算到该范围（gdal_calc.py 或 QGIS 栅格计算器），无值像元请标为 nodata"}};
}

}  // namespace

RasterBand read_raster(const std::string& path, std::uint64_t most_cells)
{
    start_gdal();
    const Gate gate = pass_gate(path, Wanted::raster, {});
    const GdalErrors errors;
    const char* const drivers[] = {driver_name(gate.format), nullptr};
    const GDALDatasetUniquePtr dataset(
        GDALDataset::Open(gate.open_path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers));
    if (!dataset || errors.failed()) {
        refuse_damaged(at(path), {"content that cannot be read: " + errors.failure_text(),
                                  "内容无法读取：" + errors.failure_text()});
    }
    if (dataset->GetRasterCount() != 1) {
        const std::string count = std::to_string(dataset->GetRasterCount());
        refuse_raster(path, "raster.bands", {count + " bands", count + " 个波段"}, {"one band", "一个波段"});
    }
    GDALRasterBand& band = *dataset->GetRasterBand(1);
    RasterBand read{grid_of(*dataset, path), {}, crs_wkt_of(*dataset, path)};
    check_size(read.grid, band, path, most_cells);
    read.values.resize(read.grid.columns * read.grid.rows);
    const int columns = dataset->GetRasterXSize(), rows = dataset->GetRasterYSize();
    const CPLErr failed = band.RasterIO(GF_Read, 0, 0, columns, rows, read.values.data(), columns, rows,
                                        GDT_Float32, 0, 0, nullptr);
    if (failed != CE_None || errors.failed()) {
        refuse_damaged(at(path), {"cells that cannot be read: " + errors.failure_text(),
                                  "像元无法读取：" + errors.failure_text()});
    }
    clean(read.values, band);
    return read;
}

void add_raster_means(const RasterColumn& raster, const Places& places, Table& table, Problems& problems)
{
    const std::string& path = raster.path;
    const std::string& column = raster.column;
    NumberCells* cells = cells_for(column, places.shapes.size(), table);
    if (cells == nullptr) {
        problems.add(
            told("raster.unused", at(path),
                 {"a column " + column + " that holds no decimal numbers", "已有非小数类型的列 " + column},
                 {"no such column, or decimal numbers with gaps", "没有该列，或为有空值的小数列"}));
        return;
    }
    RasterBand band = read_raster(path);
    if (raster.change) {
        for (float& value : band.values)
            if (!std::isnan(value)) value = static_cast<float>(raster.change(value));
    }
    const auto [low, high] = range_of(band);
    if (low < raster.least || high > raster.most) return problems.add(beyond_range(raster, low, high));
    const Shapes moved = reproject(places.shapes, places.crs_wkt, band.crs_wkt);
    const std::vector<ZonalMean> means = zonal_means(moved, band.grid, band.values);
    constexpr double whole = 0.999;
    for (std::size_t row = 0; row < means.size(); ++row) {
        if (!std::isnan((*cells)[row])) continue;
        // A mean lies between its values, also after rounding.
        (*cells)[row] =
            std::isnan(means[row].mean) ? means[row].mean : std::clamp(means[row].mean, low, high);
        if (means[row].seen >= whole) continue;
        const bool outside = std::isnan(means[row].mean);
        problems.tally(
            outside ? told("raster.outside", at(path), {"no value under a polygon", "图形下没有栅格值"},
                           {"values under every polygon", "每个图形下均有栅格值"})
                    : told("raster.partly", at(path),
                           {"a polygon partly without values", "图形部分区域没有栅格值"},
                           {"values under every polygon", "每个图形下均有栅格值"}),
            places.name(row));
    }
}

}  // namespace permu
