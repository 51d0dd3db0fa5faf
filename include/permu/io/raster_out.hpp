/// Writes maps as cloud-optimised GeoTIFF: categories with colours and names, or numbers.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "permu/base/text.hpp"
#include "permu/geometry/raster.hpp"

namespace permu {

/// One value of a category map.
struct Category {
    std::uint8_t value{};  ///< 1 … 255; 0 is "no data"
    Said name;
    std::uint32_t rgb = 0x808080;  ///< 0xRRGGBB
};

/// What the numbers of a map are.
struct NumberLegend {
    Said name;         ///< "tax per mu"
    std::string unit;  ///< "万元/亩"; may be empty
};

struct RasterOptions {
    Language language = Language::zh;  ///< of names inside the file
    unsigned threads = 1;              ///< for compression; never changes a byte
};

/// Writes a map of categories: one band of bytes with a colour table; the names and a table of attributes
/// stand in `<path>.aux.xml`, which belongs beside it. Tiles without a shape are left out of the file; a
/// pixel of an overview is the pixel at its middle. The file is closed, opened again and compared pixel by
/// pixel.
///
/// \param values  by shape of the runs; 0, and shapes beyond the values: "no data"
/// \throws SystemError  "output.not_written" naming the file and the cause
void write_category_map(const std::string& path, const PixelRuns& runs, const std::string& crs_wkt,
                        std::span<const std::uint8_t> values, std::span<const Category> categories,
                        const RasterOptions& options = {});

/// The same with 32-bit floats; NaN is "no data".
void write_number_map(const std::string& path, const PixelRuns& runs, const std::string& crs_wkt,
                      std::span<const float> values, const NumberLegend& legend,
                      const RasterOptions& options = {});

}  // namespace permu
