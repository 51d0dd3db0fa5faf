/// Writes maps as cloud-optimised GeoTIFF: the caller's array becomes a dataset in memory, which is copied
/// out.
#include "permu/io/raster_out.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <limits>
#include <vector>

#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdal_rat.h>

#include "vector_formats.hpp"

namespace permu {

namespace {

/// The array as a dataset of one band; nothing is copied.
GDALDatasetUniquePtr wrap(const Grid& grid, const std::string& crs_wkt, const void* pixels, GDALDataType type)
{
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("MEM");
    GDALDatasetUniquePtr dataset;
    if (driver == nullptr) return dataset;
    const int width = static_cast<int>(grid.width), height = static_cast<int>(grid.height);
    dataset.reset(driver->Create("", width, height, 0, type, nullptr));
    if (!dataset) return dataset;
    std::array<char, 64> address{};
    CPLPrintPointer(address.data(), const_cast<void*>(pixels), static_cast<int>(address.size()) - 1);
    CPLStringList options;
    options.SetNameValue("DATAPOINTER", address.data());
    // Rows go south from the upper left corner.
    std::array<double, 6> place{grid.origin_x, grid.pixel, 0, grid.origin_y, 0, -grid.pixel};
    bool good = dataset->AddBand(type, options.List()) == CE_None &&
                dataset->SetGeoTransform(place.data()) == CE_None;
    if (const auto crs = reference_system(crs_wkt); crs)
        good = good && dataset->SetSpatialRef(crs.get()) == CE_None;
    if (!good) dataset.reset();
    return dataset;
}

/// Halved again and again until one tile holds the whole.
bool add_overviews(GDALDataset& dataset, const char* resampling)
{
    constexpr int tile = 512;
    std::vector<int> factors;
    for (int factor = 2; std::max(dataset.GetRasterXSize(), dataset.GetRasterYSize()) / factor * 2 > tile;
         factor *= 2) {
        factors.push_back(factor);
    }
    return factors.empty() ||
           dataset.BuildOverviews(resampling, static_cast<int>(factors.size()), factors.data(), 0, nullptr,
                                  nullptr, nullptr, nullptr) == CE_None;
}

bool copy_out(GDALDataset& dataset, const std::string& path, unsigned threads)
{
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("COG");
    if (driver == nullptr) return false;
    CPLStringList options;
    // Every desktop program reads DEFLATE; ZSTD is a little faster, but older ones cannot open it.
    options.SetNameValue("COMPRESS", "DEFLATE");
    options.SetNameValue("LEVEL", "1");
    options.SetNameValue("PREDICTOR",
                         dataset.GetRasterBand(1)->GetRasterDataType() == GDT_Byte ? "NO" : "YES");
    options.SetNameValue("NUM_THREADS", std::to_string(std::max(threads, 1U)).c_str());
    // Tiles are compressed by several threads, but written in order.
    options.SetNameValue("BIGTIFF", "IF_SAFER");
    GDALDatasetUniquePtr copy(
        driver->CreateCopy(path.c_str(), &dataset, true, options.List(), nullptr, nullptr));
    if (copy) copy->FlushCache(true);
    return copy != nullptr;
}

/// Reads the file again, strip by strip, and compares it with the array.
bool arrived(const std::string& path, GDALDataset& source)
{
    const CPLStringList drivers(CSLAddString(nullptr, "GTiff"), true);
    const GDALDatasetUniquePtr file(
        GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers.List()));
    const int width = source.GetRasterXSize(), height = source.GetRasterYSize();
    if (!file || file->GetRasterXSize() != width || file->GetRasterYSize() != height) return false;
    GDALRasterBand* wanted = source.GetRasterBand(1);
    GDALRasterBand* found = file->GetRasterBand(1);
    const GDALDataType type = wanted->GetRasterDataType();
    if (found->GetOverviewCount() != wanted->GetOverviewCount() ||
        CSLCount(found->GetCategoryNames()) != CSLCount(wanted->GetCategoryNames())) {
        return false;
    }
    constexpr int strip = 512;  // one row of tiles
    const std::size_t row_bytes = static_cast<std::size_t>(width) * GDALGetDataTypeSizeBytes(type);
    std::vector<char> a(row_bytes * strip), b(row_bytes * strip);
    for (int top = 0; top < height; top += strip) {
        const int rows = std::min(strip, height - top);
        if (wanted->RasterIO(GF_Read, 0, top, width, rows, a.data(), width, rows, type, 0, 0, nullptr) !=
                CE_None ||
            found->RasterIO(GF_Read, 0, top, width, rows, b.data(), width, rows, type, 0, 0, nullptr) !=
                CE_None ||
            std::memcmp(a.data(), b.data(), row_bytes * static_cast<std::size_t>(rows)) != 0) {
            return false;
        }
    }
    return true;
}

/// A wrong number of pixels would be read past the end of the array.
void check_size(const std::string& path, const Grid& grid, std::size_t pixels)
{
    constexpr std::uint32_t most = std::numeric_limits<int>::max();
    if (grid.width > 0 && grid.height > 0 && grid.width <= most && grid.height <= most &&
        pixels == static_cast<std::size_t>(grid.width) * grid.height) {
        return;
    }
    Problem problem;
    problem.code = "output.grid";
    problem.where = path;
    problem.found = Said(std::to_string(pixels));
    problem.expected = Said(std::to_string(grid.width) + " x " + std::to_string(grid.height));
    throw InvariantError(std::move(problem));
}

/// Copies the dataset out and looks whether it arrived; half a file does not stay.
void write_map(GDALDataset* dataset, bool good, const std::string& path, const RasterOptions& options,
               const GdalErrors& errors)
{
    const std::string sidecar = path + ".aux.xml";
    ::unlink(path.c_str());
    ::unlink(sidecar.c_str());
    errno = 0;
    const bool written = good && copy_out(*dataset, path, options.threads) && !errors.failed() &&
                         arrived(path, *dataset) && !errors.failed();
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
bool describe_categories(GDALRasterBand& band, std::span<const Category> categories, Language language)
{
    GDALColorTable colours;
    GDALDefaultRasterAttributeTable table;
    const std::array<const char*, 5> names{"Value", "Class", "Red", "Green", "Blue"};
    const std::array<GDALRATFieldUsage, 5> usages{GFU_MinMax, GFU_Name, GFU_Red, GFU_Green, GFU_Blue};
    bool good = true;
    for (std::size_t i = 0; i < names.size(); ++i) {
        good = good && table.CreateColumn(names[i], i == 1 ? GFT_String : GFT_Integer, usages[i]) == CE_None;
    }
    std::size_t most = 0;
    for (const auto& category : categories)
        most = std::max<std::size_t>(most, category.value);
    // Names are a list by value, so values without a category get an empty one.
    std::vector<std::string> by_value(most + 1);
    // The format stores 256 colours whether they are used or not: the others are invisible.
    const GDALColorEntry nothing = colour(0xffffff, 0);
    for (int value = 0; value < 256; ++value)
        colours.SetColorEntry(value, &nothing);
    int row = 0;
    for (const auto& category : categories) {
        const GDALColorEntry entry = colour(category.rgb, 255);
        const std::string& name = category.name.in(language);
        colours.SetColorEntry(category.value, &entry);
        by_value[category.value] = name;
        table.SetValue(row, 0, static_cast<int>(category.value));
        table.SetValue(row, 1, name.c_str());
        table.SetValue(row, 2, static_cast<int>(entry.c1));
        table.SetValue(row, 3, static_cast<int>(entry.c2));
        table.SetValue(row, 4, static_cast<int>(entry.c3));
        ++row;
    }
    CPLStringList list;
    for (const auto& name : by_value)
        list.AddString(name.c_str());
    return good && band.SetColorTable(&colours) == CE_None &&
           band.SetColorInterpretation(GCI_PaletteIndex) == CE_None && band.SetNoDataValue(0) == CE_None &&
           band.SetCategoryNames(list.List()) == CE_None && band.SetDefaultRAT(&table) == CE_None;
}

}  // namespace

void write_category_map(const std::string& path, const Grid& grid, const std::string& crs_wkt,
                        std::span<const std::uint8_t> pixels, std::span<const Category> categories,
                        const RasterOptions& options)
{
    start_gdal();
    check_size(path, grid, pixels.size());
    const GdalErrors errors;
    const auto dataset = wrap(grid, crs_wkt, pixels.data(), GDT_Byte);
    const bool good = dataset &&
                      describe_categories(*dataset->GetRasterBand(1), categories, options.language) &&
                      add_overviews(*dataset, "NEAREST");
    write_map(dataset.get(), good, path, options, errors);
}

void write_number_map(const std::string& path, const Grid& grid, const std::string& crs_wkt,
                      std::span<const float> pixels, const NumberLegend& legend, const RasterOptions& options)
{
    start_gdal();
    check_size(path, grid, pixels.size());
    const GdalErrors errors;
    const auto dataset = wrap(grid, crs_wkt, pixels.data(), GDT_Float32);
    bool good = dataset != nullptr;
    if (good) {
        GDALRasterBand* band = dataset->GetRasterBand(1);
        band->SetDescription(legend.name.in(options.language).c_str());
        good = band->SetNoDataValue(std::numeric_limits<double>::quiet_NaN()) == CE_None &&
               (legend.unit.empty() || band->SetUnitType(legend.unit.c_str()) == CE_None) &&
               add_overviews(*dataset, "AVERAGE");
    }
    write_map(dataset.get(), good, path, options, errors);
}

}  // namespace permu
