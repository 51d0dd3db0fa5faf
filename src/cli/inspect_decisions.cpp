/// What a person must decide or verify of a proposed scenario before a check.
#include <fmt/format.h>

#include <algorithm>

#include "inspect.hpp"

namespace permu {
namespace {

/// "a, b, c and 4 more".
Said listed(std::span<const std::string> names)
{
    constexpr std::size_t most = 8;
    std::string out;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i)
        out += (i == 0 ? "" : ", ") + printable(names[i], 40);
    if (names.size() <= most) return Said(out);
    const std::size_t more = names.size() - most;
    return {fmt::format("{} and {} more", out, more), fmt::format("{} 等，另有 {} 项", out, more)};
}

void add_crs(const Inspection& in, std::vector<Decision>& out)
{
    if ((!in.polygons && !in.points && !in.placed) || in.crs.verdict == CrsVerdict::found) return;
    const Said& why = in.crs.reason;
    if (in.crs.code.empty()) {
        out.push_back({std::string(marks::crs_open), {"give the CRS: " + why.en, "请给出坐标系：" + why.zh}});
    } else if (in.crs.verdict == CrsVerdict::wrong) {
        out.push_back(
            {std::string(marks::crs_replaced),
             {fmt::format("{} is taken in place of the file's CRS, verify: {}", in.crs.code, why.en),
              fmt::format("以 {} 代替文件所述坐标系，请核实：{}", in.crs.code, why.zh)}});
    } else {
        out.push_back({std::string(marks::crs_guessed),
                       {fmt::format("{} is a guess, verify: {}", in.crs.code, why.en),
                        fmt::format("{} 为猜测，请核实：{}", in.crs.code, why.zh)}});
    }
}

const Proposal* proposal_of(const Inspection& in, std::string_view field)
{
    const auto at = std::ranges::find(in.guess.fields, field, &Proposal::field);
    return at == in.guess.fields.end() ? nullptr : &*at;
}

void add_fields(const Inspection& in, std::vector<Decision>& out)
{
    for (const InputField& field : fields_of(*in.guess.table)) {
        const Proposal* p = proposal_of(in, field.name);
        if (field.needed && (p == nullptr || !p->sure())) {
            out.push_back(
                {fmt::format("{}{} ", marks::missing, field.name),
                 {fmt::format("name the column of {}, which is needed: {}", field.name, field.help.en),
                  fmt::format("请指明必需字段 {} 的列：{}", field.name, field.help.zh)}});
        }
        const bool mixed = p != nullptr && std::ranges::find(in.mixed_areas, p->column,
                                                             &DeclaredArea::column) != in.mixed_areas.end();
        if (p == nullptr || p->sure() || mixed) continue;  // two units are told below
        out.push_back(
            {fmt::format("{}{} ", marks::unsure, field.name),
             {fmt::format("is {} the column {}? {}", field.name, printable(p->column), p->reason.en),
              fmt::format("{} 是否为列 {}？{}", field.name, printable(p->column), p->reason.zh)}});
    }
    for (const DeclaredArea& area : in.mixed_areas) {
        const auto& groups = area.unit.groups;
        out.push_back(
            {std::string(marks::mixed),
             {fmt::format("{} has {} rows in {} and {} in {}: make them one", printable(area.column),
                          groups[0].second, groups[0].first, groups[1].second, groups[1].first),
              fmt::format("{} 有 {} 行以 {}、{} 行以 {} 计：请统一", printable(area.column), groups[0].second,
                          groups[0].first, groups[1].second, groups[1].first)}});
    }
}

void add_codes(const Inspection& in, std::vector<Decision>& out)
{
    const Proposal* use = proposal_of(in, "use");
    if (in.guess.table != InputTable::parcels || use == nullptr || !use->sure()) return;
    if (const auto tie = in.ties.find(use->column); tie != in.ties.end()) {
        const Said values = listed(tie->second.values);
        out.push_back(
            {std::string(marks::system_open),
             {fmt::format("is the code system {} or {}? Both know all codes of {}; these mean another "
                          "use in each: {}",
                          tie->second.first, tie->second.second, use->column, values.en),
              fmt::format("代码体系是 {} 还是 {}？{} 的代码两者皆有；含义不同者：{}", tie->second.first,
                          tie->second.second, use->column, values.zh)}});
    }
    const auto codes = in.codes.find(use->column);
    const auto names = in.names.find(use->column);
    std::vector<std::string> unknown;
    if (codes != in.codes.end()) {
        for (const std::string& value : codes->second.front().unknown)
            if (names == in.names.end() ||
                std::ranges::find(names->second.known, value, &NamedUse::name) == names->second.known.end())
                unknown.push_back(value);
        if (!codes->second.front().with_zero.empty())
            out.push_back({std::string(marks::zeros),
                           {"leading zeros of codes were lost and are put back, verify",
                            "代码的前导零已丢失并补回，请核对"}});
    } else if (names != in.names.end()) {
        for (const ValueCount& value : names->second.unknown)
            unknown.push_back(value.text);
    }
    if (!unknown.empty()) {
        const Said values = listed(unknown);
        out.push_back({std::string(marks::unknown_uses),
                       {"give the codes of these uses: " + values.en, "请填写这些用途的代码：" + values.zh}});
    }
    const auto column = std::ranges::find(in.columns, use->column, &ColumnProfile::name);
    if (column->nulls > 0)
        out.push_back(
            {std::string(marks::empty_use),
             {fmt::format("{} rows without a use are taken for reserved land, verify", column->nulls),
              fmt::format("{} 行无用途，按留白用地计，请核对", column->nulls)}});
}

/// Columns that are in no field, said in one go.
void add_unused(const Inspection& in, std::vector<Decision>& out)
{
    std::vector<std::string> unused;
    for (const ColumnProfile& column : in.columns)
        if (std::ranges::find(in.guess.fields, column.name, &Proposal::column) == in.guess.fields.end())
            unused.push_back(column.name);
    if (unused.empty()) return;
    const Said names = listed(unused);
    out.push_back({{}, {"columns left out: " + names.en, "未采用的列：" + names.zh}});
}

}  // namespace

std::vector<Decision> decisions_of(const Inspection& inspection)
{
    std::vector<Decision> out;
    add_crs(inspection, out);
    if (!inspection.encoding_instead.empty())
        out.push_back(
            {std::string(marks::encoding),
             {"the texts are read as " + inspection.encoding_instead + ", not as the file says: verify",
              "文本按 " + inspection.encoding_instead + " 读取，与文件所述不同：请核实"}});
    add_codes(inspection, out);
    add_fields(inspection, out);
    add_unused(inspection, out);
    return out;
}

std::size_t line_of(const Decision& decision, const Inspection& inspection, std::string_view toml)
{
    const auto table = toml.find(fmt::format("\n[data.{}]\n", table_name(*inspection.guess.table)));
    if (table == std::string_view::npos) return 1;
    std::size_t at = table + 1;
    if (!decision.mark.empty()) {
        const auto mark = toml.find("\n# " + decision.mark, table);
        if (mark != std::string_view::npos) at = mark + 1;
    }
    return 1 + static_cast<std::size_t>(std::ranges::count(toml.substr(0, at), '\n'));
}

}  // namespace permu
