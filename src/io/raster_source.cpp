/// Bands that paint their tiles.
#include "raster_source.hpp"

#include <cpl_string.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <variant>

#include "vector_formats.hpp"

namespace permu {
namespace {

GDALDataType type_of(const ShapeValues& values)
{
    return std::holds_alternative<std::span<const float>>(values) ? GDT_Float32 : GDT_Byte;
}

template <class Pixel>
Pixel nothing()
{
    return std::numeric_limits<Pixel>::has_quiet_NaN ? std::numeric_limits<Pixel>::quiet_NaN() : Pixel{0};
}

/// One level of the map: every `factor`-th pixel of it, a power of two.
class PaintedBand final : public GDALRasterBand {
public:
    PaintedBand(const PixelRuns& runs, ShapeValues values, const BandLook& look, int factor)
        : runs_(runs),
          values_(values),
          look_(look),
          factor_(factor),
          shift_(std::countr_zero(static_cast<std::uint32_t>(factor)))
    {
        const auto part = [&](std::uint32_t side) { return (static_cast<int>(side) + factor - 1) / factor; };
        nRasterXSize = part(runs.grid.width), nRasterYSize = part(runs.grid.height);
        nBlockXSize = nBlockYSize = tile_side;
        eDataType = type_of(values);
        eAccess = GA_ReadOnly;
        // Names come from the look and must not be written beside anything.
        SetDescription(look.description.c_str());
    }

    void belong_to(GDALDataset* dataset) { poDS = dataset, nBand = 1; }
    /// Keeps a fingerprint of every tile from now on.
    void keep_prints()
    {
        tiles_across_ = static_cast<std::size_t>((nRasterXSize + tile_side - 1) / tile_side);
        const auto down = static_cast<std::size_t>((nRasterYSize + tile_side - 1) / tile_side);
        prints_.assign(tiles_across_ * down, 0);
    }
    std::uint64_t fingerprint(int column, int row) const { return prints_[index(column, row)]; }
    void add_overview(std::unique_ptr<PaintedBand> level) { overviews_.push_back(std::move(level)); }

    int GetOverviewCount() override { return static_cast<int>(overviews_.size()); }
    GDALRasterBand* GetOverview(int level) override
    {
        const bool there = level >= 0 && level < GetOverviewCount();
        return there ? overviews_[static_cast<std::size_t>(level)].get() : nullptr;
    }
    double GetNoDataValue(int* success) override
    {
        if (success != nullptr) *success = TRUE;
        return eDataType == GDT_Byte ? 0 : std::numeric_limits<double>::quiet_NaN();
    }
    const char* GetUnitType() override { return look_.unit.c_str(); }
    GDALColorTable* GetColorTable() override { return look_.colours.get(); }
    GDALColorInterp GetColorInterpretation() override
    {
        return look_.colours ? GCI_PaletteIndex : GCI_Undefined;
    }
    GDALRasterAttributeTable* GetDefaultRAT() override { return look_.table.get(); }
    char** GetCategoryNames() override
    {
        if (look_.names.empty()) return nullptr;
        if (names_.empty()) {
            for (const std::string& name : look_.names)
                names_.AddString(name.c_str());
        }
        return names_.List();
    }

protected:
    CPLErr IReadBlock(int column, int row, void* pixels) override
    {
        const int left = column * tile_side, top = row * tile_side;
        std::visit([&](const auto& values) { paint(values, left, top, pixels); }, values_);
        if (!prints_.empty()) {
            prints_[index(column, row)] =
                permu::fingerprint(pixels, eDataType, std::min(tile_side, nRasterXSize - left),
                                   std::min(tile_side, nRasterYSize - top));
        }
        return CE_None;
    }

private:
    std::size_t index(int column, int row) const
    {
        return static_cast<std::size_t>(row) * tiles_across_ + static_cast<std::size_t>(column);
    }

    /// The pixel of the full map that pixel `at` of this level shows.
    std::uint32_t source(int at, std::uint32_t side) const
    {
        return std::min(static_cast<std::uint32_t>(at) * factor_ + factor_ / 2, side - 1);
    }

    template <class Pixel>
    void paint(std::span<const Pixel> values, int left, int top, void* pixels) const
    {
        auto* out = static_cast<Pixel*>(pixels);
        std::fill_n(out, std::size_t{tile_side} * tile_side, nothing<Pixel>());
        const int rows = std::min(tile_side, nRasterYSize - top);
        const int columns = std::min(tile_side, nRasterXSize - left);
        for (int row = 0; row < rows; ++row) {
            const auto runs = runs_.row(source(top + row, runs_.grid.height));
            if (!runs.empty()) paint_row(values, runs, left, {out + std::size_t{tile_side} * row, columns});
        }
    }

    template <class Pixel>
    struct Line {
        Pixel* pixels;
        int count;
    };

    /// The first pixel of this level that shows column `column` of the full map or one right of it.
    std::uint32_t pixel_of(std::uint32_t column) const
    {
        const std::uint32_t half = factor_ / 2;
        return column <= half ? 0 : (column - half + factor_ - 1) >> shift_;
    }

    /// Run by run; the last one reaches to the end, as the last pixel shows the last column.
    template <class Pixel>
    void paint_row(std::span<const Pixel> values, std::span<const PixelRun> runs, int left,
                   Line<Pixel> line) const
    {
        const auto first = static_cast<std::uint32_t>(left),
                   end = first + static_cast<std::uint32_t>(line.count);
        // The run that holds the first pixel: the last one that does not begin after it.
        auto run = std::ranges::upper_bound(runs, source(left, runs_.grid.width), {}, &PixelRun::column) - 1;
        for (std::uint32_t from = first; run != runs.end() && from < end; ++run) {
            const bool last = run + 1 == runs.end();
            const std::uint32_t to = last ? end : std::min(pixel_of((run + 1)->column), end);
            if (from >= to) continue;
            if (run->shape < values.size()) {
                // Runs are short: a loop takes less time than the call of a library.
                const Pixel value = values[run->shape];
                for (std::uint32_t at = from - first; at < to - first; ++at)
                    line.pixels[at] = value;
            }
            from = to;
        }
    }

    const PixelRuns& runs_;
    ShapeValues values_;
    const BandLook& look_;
    std::uint32_t factor_;
    int shift_;  ///< factor_ = 1 << shift_
    std::vector<std::unique_ptr<PaintedBand>> overviews_;
    CPLStringList names_;
    std::size_t tiles_across_ = 0;
    std::vector<std::uint64_t> prints_;  ///< by tile; none for overviews
};

}  // namespace

std::uint64_t fingerprint(const void* pixels, GDALDataType type, int columns, int rows)
{
    // Four numbers side by side: each waits for its own last multiplication, not for that of the others.
    constexpr std::size_t lanes = 4, word_bytes = sizeof(std::uint64_t);
    std::array<std::uint64_t, lanes> prints{};
    const auto stir = [&prints](std::size_t lane, const char* from, std::size_t count) {
        std::uint64_t word = 0;
        std::memcpy(&word, from, count);
        const std::uint64_t mixed = (prints[lane] ^ word) * 0x9e3779b97f4a7c15U;
        prints[lane] = mixed ^ mixed >> 32U;
    };
    const auto bytes = static_cast<std::size_t>(GDALGetDataTypeSizeBytes(type));
    const std::size_t row_bytes = bytes * static_cast<std::size_t>(columns);
    const char* row = static_cast<const char*>(pixels);
    for (int i = 0; i < rows; ++i, row += bytes * tile_side) {
        std::size_t at = 0;
        for (; at + lanes * word_bytes <= row_bytes; at += lanes * word_bytes)
            for (std::size_t lane = 0; lane < lanes; ++lane)
                stir(lane, row + at + lane * word_bytes, word_bytes);
        for (; at < row_bytes; at += word_bytes)
            stir(0, row + at, std::min(word_bytes, row_bytes - at));
    }
    for (std::size_t lane = 1; lane < lanes; ++lane)
        stir(0, reinterpret_cast<const char*>(&prints[lane]), word_bytes);
    return prints[0];
}

PaintedDataset::PaintedDataset(const PixelRuns& runs, ShapeValues values, BandLook look,
                               const std::string& crs_wkt)
    : runs_(runs), look_(std::move(look))
{
    if (const auto crs = reference_system(crs_wkt); crs) crs_ = *crs;
    nRasterXSize = static_cast<int>(runs.grid.width), nRasterYSize = static_cast<int>(runs.grid.height);
    auto band = std::make_unique<PaintedBand>(runs, values, look_, 1);
    // Halved again and again until one tile holds the whole.
    const int side = std::max(nRasterXSize, nRasterYSize);
    for (int factor = 2; side / factor * 2 > tile_side; factor *= 2) {
        auto level = std::make_unique<PaintedBand>(runs, values, look_, factor);
        level->belong_to(this);
        band->add_overview(std::move(level));
    }
    band->keep_prints();
    SetBand(1, band.release());
}

CPLErr PaintedDataset::GetGeoTransform(double* transform)
{
    const Grid& grid = runs_.grid;
    // Rows go south from the upper left corner.
    const double place[] = {grid.origin_x, grid.pixel, 0, grid.origin_y, 0, -grid.pixel};
    std::copy(std::begin(place), std::end(place), transform);
    return CE_None;
}

const OGRSpatialReference* PaintedDataset::GetSpatialRef() const
{
    return crs_ ? &*crs_ : nullptr;
}

std::uint64_t PaintedDataset::fingerprint(int column, int row) const
{
    const auto* band = static_cast<const PaintedBand*>(papoBands[0]);
    return band->fingerprint(column, row);
}

}  // namespace permu
