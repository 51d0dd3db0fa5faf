/// Ids that are read as they are and may not look, or work elsewhere, as one thinks.
#include "permu/model/doubtful_id.hpp"

#include <algorithm>
#include <array>

namespace permu {
namespace {

/// Characters of two or three bytes in UTF-8, from the first to the last.
struct Span {
    std::string_view first, last;
};
constexpr std::array<Span, 6> unseen = {{
    {"\xCC\x80", "\xCD\xAF"},          // U+0300 to 036F: accents that combine with the letter before
    {"\xD8\x9C", "\xD8\x9C"},          // U+061C
    {"\xE2\x80\x8B", "\xE2\x80\x8F"},  // U+200B to 200F: no width, left and right marks
    {"\xE2\x80\xA8", "\xE2\x80\xAE"},  // U+2028 to 202E: line ends, overrides of direction
    {"\xE2\x81\xA0", "\xE2\x81\xAF"},  // U+2060 to 206F: joiners, isolates
    {"\xEF\xBB\xBF", "\xEF\xBB\xBF"},  // U+FEFF
}};

bool is_unseen(std::string_view rest)
{
    return std::ranges::any_of(unseen, [&](const Span& span) {
        const std::string_view here = rest.substr(0, span.first.size());
        return here.size() == span.first.size() && here >= span.first && here <= span.last;
    });
}

bool is_unusual(std::string_view id)
{
    if (id.find("..") != std::string_view::npos) return true;
    for (std::size_t i = 0; i < id.size(); ++i) {
        const auto byte = static_cast<unsigned char>(id[i]);
        if (byte < 0x20 || byte == 0x7F || byte == '<' || byte == '>' || byte == '"' || byte == '\\')
            return true;
        if (byte >= 0xCC && is_unseen(id.substr(i))) return true;
    }
    return false;
}

}  // namespace

std::optional<Problem> unusual_id(std::string_view id)
{
    if (!is_unusual(id)) return {};
    return Problem{.severity = Severity::warning,
                   .code = "id.unusual",
                   .found = Said("\"" + printable(id) + "\""),
                   .expected = {"an id of visible letters, digits and - _ ( ) /",
                                "由可见的文字、数字和 - _ ( ) / 组成的编号"},
                   .remedy = {"it is taken as it is; see whether other programs can use it",
                              "按原样使用；请确认其他软件能否处理"}};
}

std::optional<Problem> formula_id(std::string_view id)
{
    if (id.empty() || std::string_view("=+-@").find(id[0]) == std::string_view::npos) return {};
    return Problem{
        .severity = Severity::warning,
        .code = "id.formula",
        .found = Said("\"" + printable(id) + "\""),
        .expected = {"an id that no spreadsheet takes for a formula", "不会被电子表格当作公式的编号"},
        .remedy = {"ids are written as they are: open tables as text, or rename it",
                   "编号按原样写出：请以文本方式打开表格，或更改编号"}};
}

}  // namespace permu
