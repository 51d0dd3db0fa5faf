/// Fills the parameters of a struct from a table of the scenario, and tells everything that is wrong with it.
///
/// A rule of the scenario takes a few lines:
///     IdleLand rule;
///     if (const Node* table = table_at(root, "rules.idle_land", problems)) {
///         bind(*table, parameters(rule), {"rules.idle_land", {"step"}}, problems);
///         for (const Step& step : steps_of(*table, problems))
///             bind(*step.table, parameters(later), {"rules.idle_land.step", {"from"}}, problems);
///     }
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "permu/base/parameter.hpp"
#include "permu/base/problem.hpp"
#include "permu/base/units.hpp"
#include "permu/scenario/document.hpp"

namespace permu {

struct BindContext {
    std::string path = {};  ///< of the table, for messages: "rules.idle_land"; "" for the top
    std::vector<std::string_view> also = {};  ///< keys of the table that somebody else reads: "step"
};

/// Puts each value of `table` into the slot of the parameter with its key; what the table lacks stays as it
/// is.
///
/// Numbers go in as inner units. Names of a NamedNumbers or NamedTexts are laid over those there; tables
/// inside one become names with dots (industrial = { 5 = … } is "industrial.5"). A path is joined to the
/// folder of its file. A text parameter with a finite `max` is at most that many characters long. A number
/// may be `inf` only where its `choices` hold "inf". Adds an error for: an unknown key (with the nearest and
/// the valid ones), a wrong type, a missing, unknown or wrong unit, a value out of range or not among the
/// choices, a date, a path that is no local file's. The slot of a wrong value stays as it is. No order of
/// keys matters.
void bind(const Node& table, const Parameters& parameters, const BindContext& context, Problems& problems);

/// The table at a dotted path; null where there is none. An error where something else stands there.
const Node* table_at(const Node& root, std::string_view path, Problems& problems);

/// An error for each key of `table` that is not `known`.
void refuse_unknown(const Node& table, const std::vector<std::string_view>& known, std::string_view path,
                    Problems& problems);

/// What changes in a rule from a year on: one element of [[rules.NAME.step]].
struct Step {
    Year from = 0;
    const Node* table =
        nullptr;  ///< holds `from` besides the parameters; lives as long as the scenario's tree
};

/// The steps of a rule by year. Errors: no list of tables, `from` missing or no year, a year twice, years
/// that do not ascend.
std::vector<Step> steps_of(const Node& rule_table, Problems& problems);

/// Years that a scenario may name.
inline constexpr YearSpan scenario_years{1949, 2200};

}  // namespace permu
