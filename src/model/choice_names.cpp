/// Words of Chinese tables for the values of fields of choices.
#include <map>
#include <string>
#include <utility>

#include "permu/base/csv.hpp"
#include "permu/base/resource.hpp"
#include "permu/model/fields.hpp"

namespace permu {
namespace {

/// Field and word → value, as scenarios/tables/choice_names.csv has them.
using Words = std::map<std::pair<std::string, std::string>, std::string>;

const Words& words()
{
    static const Words all = [] {
        const Table table = parse_csv(resource("scenarios/tables/choice_names.csv"), "choice_names.csv");
        Words out;
        for (std::uint32_t i = 0; i < table.rows(); ++i) {
            const auto cell = [&](std::string_view column) {
                return std::string(text_column(table, column).texts[AnyRow{i}]);
            };
            out.emplace(std::pair(cell("field"), cell("name")), cell("value"));
        }
        return out;
    }();
    return all;
}

}  // namespace

std::string_view choice_named(std::string_view field, std::string_view text)
{
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    const auto known = words().find(std::pair(std::string(field), std::string(text)));
    return known == words().end() ? text : std::string_view(known->second);
}

}  // namespace permu
