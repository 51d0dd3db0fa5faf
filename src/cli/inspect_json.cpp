/// Inspections for machines.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "inspect.hpp"

namespace permu {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value)
{
    return std::isfinite(value) ? Json(value) : Json();
}

Json column_json(const ColumnProfile& c)
{
    constexpr std::size_t most_shown = 20;
    Json values = Json::array();
    for (std::size_t i = 0; i < std::min(most_shown, c.values.size()); ++i)
        values.push_back({{"value", c.values[i].text}, {"count", c.values[i].count}});
    return {{"name", c.name},
            {"kind", kind_name(c.kind)},
            {"stored_as_text", c.stored_as_text},
            {"null", c.nulls},
            {"distinct", c.distinct},
            {"unique", c.unique()},
            {"min", number(c.min)},
            {"max", number(c.max)},
            {"nearly_numbers", c.nearly},
            {"nearly_examples", c.nearly_examples},
            {"values", values}};
}

Json codes_json(const Inspection& in)
{
    Json out = Json::object();
    for (const auto& [column, shares] : in.codes) {
        for (const CodeShare& share : shares) {
            out[column].push_back({{"system", share.system},
                                   {"exact", share.exact},
                                   {"zero_lost", share.zero_lost},
                                   {"by_prefix", share.by_prefix},
                                   {"clashes", share.clashes},
                                   {"clash_examples", share.clash_examples},
                                   {"unknown", share.unknown}});
        }
    }
    return out;
}

Json ties_json(const Inspection& in)
{
    Json out = Json::object();
    for (const auto& [column, tie] : in.ties)
        out[column] = {{"systems", {tie.first, tie.second}}, {"differing", tie.values}};
    return out;
}

Json extent_json(const Inspection& in)
{
    return {in.extent.min_x, in.extent.min_y, in.extent.max_x, in.extent.max_y};
}

Json crs_json(const Inspection& in, Language language)
{
    constexpr std::string_view verdicts[] = {"found", "guessed", "ambiguous", "wrong"};
    return {{"verdict", verdicts[static_cast<int>(in.crs.verdict)]},
            {"name", in.crs_facts.name},
            {"code", in.crs.code},
            {"swapped", in.crs.swapped},
            {"reason", in.crs.reason.in(language)}};
}

Json polygons_json(const Inspection& in, Language language)
{
    Json faults = Json::array(), declared = Json::array(), mixed = Json::array();
    for (const GeometryFault& f : in.geometry_report.faults)
        faults.push_back(
            {{"kind", f.kind}, {"count", f.count}, {"area_m2", f.area}, {"examples", f.examples}});
    for (const DeclaredArea& d : in.mixed_areas) {
        Json groups = Json::object();
        for (const auto& [unit, rows] : d.unit.groups)
            groups[unit] = rows;
        mixed.push_back({{"column", d.column}, {"rows", groups}, {"compared", d.unit.compared}});
    }
    for (const DeclaredArea& d : in.declared) {
        declared.push_back({{"column", d.column},
                            {"unit", d.unit.unit},
                            {"ratio", d.unit.ratio},
                            {"within_share", d.unit.within_share}});
    }
    return {{"extent", extent_json(in)},
            {"crs", crs_json(in, language)},
            {"area_m2", number(in.total_area)},
            {"area_on", in.ellipsoidal ? "ellipsoid" : "plane"},
            {"faults", faults},
            {"overlaps_searched", in.geometry_report.overlaps_searched},
            {"declared_areas", declared},
            {"mixed_areas", mixed}};
}

Json inspection_of(const Inspection& in, Language language)
{
    Json columns = Json::array(), fields = Json::array(), remarks = Json::array(), names = Json::object();
    for (const ColumnProfile& column : in.columns)
        columns.push_back(column_json(column));
    for (const Proposal& p : in.guess.fields) {
        fields.push_back({{"field", p.field},
                          {"column", p.column},
                          {"score", p.score},
                          {"sure", p.sure()},
                          {"unit", p.unit},
                          {"reason", p.reason.in(language)}});
    }
    for (const Problem& p : in.remarks.all())
        remarks.push_back({{"code", p.code}, {"count", p.count}, {"text", describe(p, language)}});
    for (const auto& [column, uses] : in.names)
        names[column] = uses.share;
    Json out{{"file", in.file},
             {"layer", in.layer},
             {"geometry", in.geometry},
             {"rows", in.rows},
             {"encoding", in.encoding},
             {"table", Json()},
             {"table_reason", in.guess.reason.in(language)}};
    if (in.guess.table) out["table"] = table_name(*in.guess.table);
    if (in.polygons) out["polygons"] = polygons_json(in, language);
    if (in.points) out["points"] = {{"extent", extent_json(in)}, {"crs", crs_json(in, language)}};
    if (in.placed) out["places"] = {{"extent", extent_json(in)}, {"crs", crs_json(in, language)}};
    if (!in.encoding_instead.empty()) out["encoding_instead"] = in.encoding_instead;
    out["columns"] = columns;
    out["codes"] = codes_json(in);
    out["code_ties"] = ties_json(in);
    out["named_uses"] = names;
    out["fields"] = fields;
    out["remarks"] = remarks;
    return out;
}

}  // namespace

std::string inspection_json(std::span<const Inspection> inspections, Language language)
{
    Json layers = Json::array();
    for (const Inspection& in : inspections)
        layers.push_back(inspection_of(in, language));
    return Json{{"layers", layers}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace permu
