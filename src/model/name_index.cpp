/// Ids and the names they go by.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "intake_join.hpp"

namespace permu {
namespace {

constexpr std::uint32_t several = std::numeric_limits<std::uint32_t>::max();

}  // namespace

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

std::string_view NameIndex::like(std::string_view name)
{
    const auto key = [](std::string_view id) {
        const std::string text = lower(normalised(id));
        return text.substr(std::min(text.find_first_not_of('0'), text.size()));
    };
    if (alike_.empty()) {
        for (std::uint32_t row = 0; row < exact_.ids().size(); ++row)
            alike_.try_emplace(key(exact_.ids()[row]), row);
    }
    const auto at = alike_.find(key(name));
    return at == alike_.end() || at->first.empty() ? std::string_view{} : exact_.ids()[at->second];
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
