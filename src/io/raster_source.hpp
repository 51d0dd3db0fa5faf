/// A map as GDAL sees it before it is a file: pixels are painted when they are asked for, from the runs of
/// the shapes and one value a shape, so that the memory of a map is that of its runs.
#pragma once

#include <gdal_priv.h>
#include <gdal_rat.h>
#include <ogr_spatialref.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "permu/geometry/raster.hpp"

namespace permu {

/// Side of a tile, in memory and in the file.
inline constexpr int tile_side = 256;

/// Values by shape; pixels of no shape, and of shapes without a value, are 0 or NaN.
using ShapeValues = std::variant<std::span<const std::uint8_t>, std::span<const float>>;

/// What is said of the band beside its pixels.
struct BandLook {
    std::string description, unit;
    std::vector<std::string> names;  ///< by value
    std::unique_ptr<GDALColorTable> colours;
    std::unique_ptr<GDALRasterAttributeTable> table;
};

/// The same of a tile read from a file. \param pixels  rows of `tile_side` pixels, of which only those on the
/// map count
std::uint64_t fingerprint(const void* pixels, GDALDataType type, int columns, int rows);

/// One band and its overviews, each half as wide as the one before. A pixel of an overview is the pixel of
/// the full map at its middle, so that every colour and number on it is one of a shape.
class PaintedDataset final : public GDALDataset {
public:
    PaintedDataset(const PixelRuns& runs, ShapeValues values, BandLook look, const std::string& crs_wkt);
    CPLErr GetGeoTransform(double* transform) override;
    const OGRSpatialReference* GetSpatialRef() const override;
    /// A number that differs, but for luck, where a pixel of the tile does; of the full map as it was
    /// painted.
    std::uint64_t fingerprint(int column, int row) const;

private:
    const PixelRuns& runs_;
    BandLook look_;
    std::optional<OGRSpatialReference> crs_;
};

}  // namespace permu
