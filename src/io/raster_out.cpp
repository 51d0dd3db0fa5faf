/// Writes maps as cloud-optimised GeoTIFF: a dataset that paints itself is copied out.
#include "permu/io/raster_out.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdal_rat.h>

#include "raster_source.hpp"
#include "vector_formats.hpp"

namespace permu {

namespace {

bool copy_out(GDALDataset& dataset, const std::string& path, unsigned threads)
{
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("COG");
    if (driver == nullptr) return false;
    CPLStringList options;
    // ZSTD takes a third of DEFLATE's time and of its room; what GDAL of QGIS 3 opens it. A GDAL that was
    // built without it writes DEFLATE.
    const char* known = driver->GetMetadataItem(GDAL_DMD_CREATIONOPTIONLIST);
    const bool zstd = known != nullptr && std::strstr(known, "ZSTD") != nullptr;
    options.SetNameValue("COMPRESS", zstd ? "ZSTD" : "DEFLATE");
    options.SetNameValue("LEVEL", "1");
    // Land of one parcel has one value: equal pixels side by side, which a predictor would only stir up.
    options.SetNameValue("PREDICTOR", "NO");
    options.SetNameValue("OVERVIEWS", "FORCE_USE_EXISTING");
    // Tiles without a parcel take no room.
    options.SetNameValue("SPARSE_OK", "YES");
    options.SetNameValue("BLOCKSIZE", std::to_string(tile_side).c_str());
    options.SetNameValue("NUM_THREADS", std::to_string(std::max(threads, 1U)).c_str());
    // Tiles are compressed by several threads, but written in order.
    options.SetNameValue("BIGTIFF", "IF_SAFER");
    GDALDatasetUniquePtr copy(
        driver->CreateCopy(path.c_str(), &dataset, true, options.List(), nullptr, nullptr));
    if (copy) copy->FlushCache(true);
    return copy != nullptr;
}

/// Reads the file again, tile by tile, and compares it with what was painted.
bool arrived(const std::string& path, PaintedDataset& source)
{
    const CPLStringList drivers(CSLAddString(nullptr, "GTiff"), true);
    const GDALDatasetUniquePtr file(
        GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers.List()));
    const int width = source.GetRasterXSize(), height = source.GetRasterYSize();
    if (!file || file->GetRasterXSize() != width || file->GetRasterYSize() != height) return false;
    GDALRasterBand* wanted = source.GetRasterBand(1);
    GDALRasterBand* found = file->GetRasterBand(1);
    const GDALDataType type = wanted->GetRasterDataType();
    int across = 0, down = 0;
    found->GetBlockSize(&across, &down);
    if (found->GetRasterDataType() != type || across != tile_side || down != tile_side ||
        found->GetOverviewCount() != wanted->GetOverviewCount() ||
        CSLCount(found->GetCategoryNames()) != CSLCount(wanted->GetCategoryNames())) {
        return false;
    }
    std::vector<float> tile(std::size_t{tile_side} * tile_side);  // of the widest type
    for (int row = 0; row * tile_side < height; ++row) {
        for (int column = 0; column * tile_side < width; ++column) {
            if (found->ReadBlock(column, row, tile.data()) != CE_None) return false;
            const int columns = std::min(tile_side, width - column * tile_side);
            const int rows = std::min(tile_side, height - row * tile_side);
            if (fingerprint(tile.data(), type, columns, rows) != source.fingerprint(column, row))
                return false;
        }
    }
    return true;
}

/// Copies the dataset out and looks whether it arrived; half a file does not stay.
void write_map(const std::string& path, const PixelRuns& runs, ShapeValues values, BandLook look,
               const std::string& crs_wkt, unsigned threads)
{
    const GdalErrors errors;
    PaintedDataset dataset(runs, values, std::move(look), crs_wkt);
    const std::string sidecar = path + ".aux.xml";
    ::unlink(path.c_str());
    ::unlink(sidecar.c_str());
    errno = 0;
    const bool written =
        copy_out(dataset, path, threads) && !errors.failed() && arrived(path, dataset) && !errors.failed();
    if (written) return;
    SystemError error = not_written(path, errors);
    ::unlink(path.c_str());
    ::unlink(sidecar.c_str());
    throw error;
}

GDALColorEntry colour(std::uint32_t rgb, short alpha)
{
    return {static_cast<short>(rgb >> 16U & 0xffU), static_cast<short>(rgb >> 8U & 0xffU),
            static_cast<short>(rgb & 0xffU), alpha};
}

/// Colour table, names and attribute table: three places in which programs look for the same.
BandLook look_of(std::span<const Category> categories, Language language)
{
    BandLook look;
    look.colours = std::make_unique<GDALColorTable>();
    auto table = std::make_unique<GDALDefaultRasterAttributeTable>();
    const std::array<const char*, 5> names{"Value", "Class", "Red", "Green", "Blue"};
    const std::array<GDALRATFieldUsage, 5> usages{GFU_MinMax, GFU_Name, GFU_Red, GFU_Green, GFU_Blue};
    for (std::size_t i = 0; i < names.size(); ++i)
        table->CreateColumn(names[i], i == 1 ? GFT_String : GFT_Integer, usages[i]);
    std::size_t most = 0;
    for (const auto& category : categories)
        most = std::max<std::size_t>(most, category.value);
    // Names are a list by value, so values without a category get an empty one.
    look.names.resize(most + 1);
    // The format stores 256 colours whether they are used or not: the others are invisible.
    const GDALColorEntry nothing = colour(0xffffff, 0);
    for (int value = 0; value < 256; ++value)
        look.colours->SetColorEntry(value, &nothing);
    int row = 0;
    for (const auto& category : categories) {
        const GDALColorEntry entry = colour(category.rgb, 255);
        const std::string& name = category.name.in(language);
        look.colours->SetColorEntry(category.value, &entry);
        look.names[category.value] = name;
        table->SetValue(row, 0, static_cast<int>(category.value));
        table->SetValue(row, 1, name.c_str());
        table->SetValue(row, 2, static_cast<int>(entry.c1));
        table->SetValue(row, 3, static_cast<int>(entry.c2));
        table->SetValue(row, 4, static_cast<int>(entry.c3));
        ++row;
    }
    look.table = std::move(table);
    return look;
}

}  // namespace

void write_category_map(const std::string& path, const PixelRuns& runs, const std::string& crs_wkt,
                        std::span<const std::uint8_t> values, std::span<const Category> categories,
                        const RasterOptions& options)
{
    start_gdal();
    write_map(path, runs, values, look_of(categories, options.language), crs_wkt, options.threads);
}

void write_number_map(const std::string& path, const PixelRuns& runs, const std::string& crs_wkt,
                      std::span<const float> values, const NumberLegend& legend, const RasterOptions& options)
{
    start_gdal();
    BandLook look;
    look.description = legend.name.in(options.language);
    look.unit = legend.unit;
    write_map(path, runs, values, std::move(look), crs_wkt, options.threads);
}

}  // namespace permu
