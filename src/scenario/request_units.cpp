/// Units of the columns of a table, checked against the fields they are for.
#include "scenario/request_units.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "permu/model/fields.hpp"
#include "scenario/bind_value.hpp"

namespace permu {
namespace {

const InputField* field_named(std::string_view table, std::string_view name)
{
    const auto all = all_fields();
    const auto at = std::ranges::find_if(
        all, [&](const InputField& field) { return table_name(field.table) == table && field.name == name; });
    return at == all.end() ? nullptr : &*at;
}

/// "m², 亩, ha, km², 万亩": the units whose numbers can be brought to those of the field.
Said units_like(const InputField& field)
{
    std::string list;
    for (const UnitInfo& unit : all_units())
        if (unit.dimension == info(field.unit).dimension)
            list += (list.empty() ? "" : ", ") + std::string(unit.symbol);
    return {"one of: " + list, "下列之一：" + list};
}

bool is_of_kind(const InputField& field, std::string_view spelling)
{
    const auto unit = find_unit(spelling);
    return unit && !is_bare(*unit) && info(*unit).dimension == info(field.unit).dimension;
}

}  // namespace

NameMap read_units(const Node* table, const NamedTexts& units, std::string_view name, Problems& problems)
{
    NameMap known;
    for (const auto& [field_name, spelling] : units) {
        const InputField* field = field_named(name, field_name);
        if (field == nullptr) continue;  // an unknown field is said where names are checked
        const bool takes_units = field->type == FieldType::number && !is_bare(field->unit);
        if (takes_units && is_of_kind(*field, spelling)) {
            known.emplace(field_name, spelling);
            continue;
        }
        const Node* value = table == nullptr ? nullptr : table->find("units." + field_name);
        const Position at = value != nullptr ? value->at : table != nullptr ? table->at : Position{};
        problems.add(problem_at(
            at, "scenario.unit", value != nullptr ? describe_value(*value) : Said("\"" + spelling + "\""),
            takes_units ? units_like(*field)
                        : Said(fmt::format("no unit: {} has none", field_name),
                               fmt::format("不填单位：{} 没有单位", field_name)),
            Said("`permu list fields` shows the unit of each field; leave out what is in it already",
                 "可用 permu list fields 查看各字段的单位；已是该单位的无需填写")));
    }
    return known;
}

}  // namespace permu
