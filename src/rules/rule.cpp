/// What all rules share: the parks they cover, their first parameters, and the mark of a clause that does not
/// bind.
#include "permu/rules/rule.hpp"

#include <algorithm>

namespace permu {
namespace {

/// "山西" and "山西省" are one province.
bool same_province(std::string_view a, std::string_view b)
{
    return a.starts_with(b) || b.starts_with(a);
}

}  // namespace

bool RuleScope::covers(const ParkTable& parks, ParkId park) const
{
    if (!level.empty() && info(parks.level[park]).id != level) return false;
    if (!kind.empty() && parks.kind[park.index] != kind) return false;
    const std::string& of = parks.province[park.index];
    return province.empty() || (!of.empty() && same_province(of, province));
}

Parameters scope_parameters(RuleScope& scope)
{
    return {
        {.key = "enabled",
         .slot = &scope.enabled,
         .help = {"whether the rule runs at all", "是否启用本规则"},
         .source = {}},
        {.key = "applies_to.level",
         .slot = &scope.level,
         .help = {"only parks of this level; without it all", "只适用于该级别的园区；不填为全部"},
         .source = {},
         .choices = {"national", "provincial"}},
        {.key = "applies_to.kind",
         .slot = &scope.kind,
         .help = {"only parks of this kind, as their field `kind` says; without it all",
                  "只适用于该类型的园区（取字段 kind 的值）；不填为全部"},
         .source = {}},
        {.key = "applies_to.province",
         .slot = &scope.province,
         .help = {"only parks of this province; without it all", "只适用于该省份的园区；不填为全部"},
         .source = {}},
        {.key = "effective_from",
         .slot = &scope.effective_from,
         .unit = Unit::year,
         .help =
             {"first year in force where it is later than the document's own; events of earlier years are "
              "marked hypothetical; 0: as the document says",
              "晚于文件施行年份时的生效年份，之前的事件标记为“假定”；0 表示以文件为准"},
         .source = {},
         .min = 0,
         .max = 9999},
    };
}

Event rule_event(const State& state, const RuleRecord& record, const RuleScope& scope, std::size_t kind,
                 ParkId park)
{
    Event event;
    event.rule = record.id;
    event.kind = &record.events[kind];
    event.entity = park.valid() ? EntityKind::park : EntityKind::region;
    event.row = park.valid() ? park.index : 0;
    event.year = state.year;
    event.hypothetical = state.year < std::max(record.binding.from, scope.effective_from);
    if (park.valid()) {
        const std::string& province = state.parks.province[park.index];
        const ParkLevel level = state.parks.level[park], bound = record.binding.level;
        const bool elsewhere = !record.binding.province.empty() && !province.empty() &&
                               !same_province(province, record.binding.province);
        const bool other_level = bound != ParkLevel::unknown && level != ParkLevel::unknown && level != bound;
        event.hypothetical = event.hypothetical || elsewhere || other_level;
    }
    return event;
}

}  // namespace permu
