/// QML styles as text. Only the `<Option>` form of properties is written: newer readers dropped the older
/// one.
#include "permu/io/styles.hpp"

#include <fmt/format.h>

#include "permu/base/table.hpp"

namespace permu {

// Line breaks are written as references, since XML turns them into blanks inside attributes.
std::string xml_escaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&apos;";
                break;
            case '\t':
            case '\n':
            case '\r':
                out += fmt::format("&#{};", static_cast<int>(c));
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20) out += c;
        }
    }
    return out;
}

/// One property of a symbol.
static std::string option(std::string_view name, std::string_view value)
{
    return fmt::format("<Option name=\"{}\" type=\"QString\" value=\"{}\"/>", name, value);
}

/// A fill with a thin grey outline, number `index` of the style.
static std::string fill_symbol(std::size_t index, std::uint32_t rgb)
{
    const std::string colour =
        fmt::format("{},{},{},255", rgb >> 16U & 0xffU, rgb >> 8U & 0xffU, rgb & 0xffU);
    return fmt::format(
        "   <symbol name=\"{}\" type=\"fill\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\n"
        "    <layer class=\"SimpleFill\" enabled=\"1\" locked=\"0\" pass=\"0\">\n"
        "     <Option type=\"Map\">{}{}{}{}{}{}</Option>\n"
        "    </layer>\n   </symbol>\n",
        index, option("color", colour), option("style", "solid"), option("outline_color", "90,90,90,255"),
        option("outline_style", "solid"), option("outline_width", "0.06"),
        option("outline_width_unit", "MM"));
}

/// The names that fields are shown by; GeoPackage itself has no place for them.
static std::string alias_list(const std::vector<FieldAlias>& aliases, Language language)
{
    std::string out = " <aliases>\n";
    for (std::size_t i = 0; i < aliases.size(); ++i) {
        out += fmt::format("  <alias field=\"{}\" index=\"{}\" name=\"{}\"/>\n",
                           xml_escaped(aliases[i].field), i, xml_escaped(aliases[i].alias.in(language)));
    }
    return out + " </aliases>\n";
}

/// The frame around a renderer. The version is the oldest whose form this is.
static std::string document(std::string_view renderer, const std::vector<FieldAlias>& aliases,
                            Language language)
{
    return fmt::format(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        "<qgis version=\"3.22.0\" styleCategories=\"Symbology|Fields\">\n"
        "{}{} <layerGeometryType>2</layerGeometryType>\n</qgis>\n",
        renderer, alias_list(aliases, language));
}

/// Light grey: there, but not spoken of.
static constexpr std::uint32_t other_colour = 0xe6e6e6;

std::string qml(const CategoryStyle& style, Language language)
{
    std::string categories, symbols;
    const auto add = [&](std::size_t index, std::string_view value, std::string_view label,
                         std::uint32_t rgb) {
        categories += fmt::format("   <category symbol=\"{}\" value=\"{}\" label=\"{}\" render=\"true\"/>\n",
                                  index, xml_escaped(value), xml_escaped(label));
        symbols += fill_symbol(index, rgb);
    };
    std::size_t index = 0;
    for (const auto& look : style.categories)
        add(index++, look.value, look.label.in(language), look.rgb);
    // The category without a value takes what is left.
    add(index, "", language == Language::zh ? "其他" : "other", other_colour);
    return document(
        fmt::format(
            " <renderer-v2 type=\"categorizedSymbol\" attr=\"{}\" enableorderby=\"0\" forceraster=\"0\" "
            "symbollevels=\"0\">\n  <categories>\n{}  </categories>\n  <symbols>\n{}  </symbols>\n"
            " </renderer-v2>\n",
            xml_escaped(style.field), categories, symbols),
        style.aliases, language);
}

std::string qml(const RangeStyle& style, Language language)
{
    std::string ranges, symbols;
    // Limits in their shortest form read back as the same double, so no value falls between two classes.
    for (std::size_t i = 0; i < style.ranges.size(); ++i) {
        const auto& look = style.ranges[i];
        ranges +=
            fmt::format("   <range symbol=\"{}\" lower=\"{}\" upper=\"{}\" label=\"{}\" render=\"true\"/>\n",
                        i, shortest(look.lower), shortest(look.upper), xml_escaped(look.label.in(language)));
        symbols += fill_symbol(i, look.rgb);
    }
    return document(
        fmt::format(" <renderer-v2 type=\"graduatedSymbol\" attr=\"{}\" graduatedMethod=\"GraduatedColor\" "
                    "enableorderby=\"0\" forceraster=\"0\" symbollevels=\"0\">\n  <ranges>\n{}  </ranges>\n"
                    "  <symbols>\n{}  </symbols>\n </renderer-v2>\n",
                    xml_escaped(style.field), ranges, symbols),
        style.aliases, language);
}

}  // namespace permu
