/// Styles that desktop GIS programs open layers with: QML text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "permu/base/text.hpp"

namespace permu {

/// One value of the field that colours a layer.
struct CategoryLook {
    std::string value;  ///< as it stands in the field
    Said label;
    std::uint32_t rgb = 0x808080;  ///< 0xRRGGBB
};

/// The Chinese or English name that a field is shown by.
struct FieldAlias {
    std::string field;
    Said alias;
};

/// Fill colours by the values of one field; other values are drawn light grey.
struct CategoryStyle {
    std::string field;
    std::vector<CategoryLook> categories;
    std::vector<FieldAlias> aliases;
};

/// One class of a graduated style: lower < value ≤ upper, the first class with its lower end.
struct RangeLook {
    double lower{};
    double upper{};
    Said label;
    std::uint32_t rgb = 0x808080;
};

/// Fill colours by classes of a number.
struct RangeStyle {
    std::string field;
    std::vector<RangeLook> ranges;
    std::vector<FieldAlias> aliases;
};

/// A whole QML document: polygons filled by category with thin outlines, and the aliases.
std::string qml(const CategoryStyle& style, Language language);
std::string qml(const RangeStyle& style, Language language);

/// Text made safe for XML elements and quoted attributes; bytes below 0x20 that XML forbids are dropped.
std::string xml_escaped(std::string_view text);

}  // namespace permu
