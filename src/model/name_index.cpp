/// Ids and the names they go by.
#include <fmt/format.h>

#include <limits>

#include "intake_join.hpp"

namespace permu {
namespace {

constexpr std::uint32_t several = std::numeric_limits<std::uint32_t>::max();

/// The three bytes of U+FF01 … U+FF5E as the ASCII sign they are the wide form of; 0 for anything else.
char narrow(std::string_view text)
{
    if (text.size() < 3 || text[0] != '\xef') return 0;
    const auto second = static_cast<unsigned char>(text[1]), third = static_cast<unsigned char>(text[2]);
    if (second != 0xbc && second != 0xbd) return 0;
    const int code = ((second & 0x3f) << 6) + (third & 0x3f);  // of U+F000 + code
    constexpr int first = 0xf01, last = 0xf5e, to_ascii = 0xf01 - 0x21;
    return code >= first && code <= last ? static_cast<char>(code - to_ascii) : char{0};
}

}  // namespace

std::string normalised(std::string_view name)
{
    constexpr std::string_view ideographic_space = "\xe3\x80\x80", no_break_space = "\xc2\xa0";
    std::string out;
    while (!name.empty()) {
        if (const char ascii = narrow(name); ascii != 0) {
            out += ascii;
            name.remove_prefix(3);
        } else if (name.starts_with(ideographic_space)) {
            name.remove_prefix(ideographic_space.size());
        } else if (name.starts_with(no_break_space)) {
            name.remove_prefix(no_break_space.size());
        } else {
            if (std::string_view(" \t\r\n").find(name[0]) == std::string_view::npos) out += name[0];
            name.remove_prefix(1);
        }
    }
    return out;
}

NameIndex::NameIndex(std::vector<std::string_view> ids) : exact_(std::move(ids)) {}

NameIndex::Found NameIndex::find(std::string_view name)
{
    if (const auto row = exact_.find(name)) return {How::exact, *row};
    if (normalised_.empty()) {
        for (std::uint32_t row = 0; row < exact_.ids().size(); ++row) {
            const auto [at, is_new] = normalised_.try_emplace(normalised(exact_.ids()[row]), row);
            if (!is_new) at->second = several;
        }
    }
    const auto at = normalised_.find(normalised(name));
    if (at == normalised_.end() || at->first.empty()) return {};
    return at->second == several ? Found{How::ambiguous, 0} : Found{How::normalised, at->second};
}

void note_normalised(Cells& cells, std::string_view name, std::string_view id, std::size_t row,
                     std::string_view field)
{
    cells.fault(
        {.severity = Severity::warning,
         .code = fmt::format("id.normalised.{}", field),
         .found = Said("\"" + printable(name) + "\""),
         .expected = Said("\"" + printable(id) + "\""),
         .remedy = {"taken as that one: they differ in blanks or full-width letters only; correct the table",
                    "两者仅空格或全半角不同，按同一编号处理；请更正表格"}},
        row, field);
}

}  // namespace permu
