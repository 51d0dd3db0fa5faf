/// Reads the run, the data and the output of a scenario.
#include "permu/scenario/request.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "permu/scenario/bind.hpp"
#include "permu/scenario/merge.hpp"
#include "scenario/bind_value.hpp"
#include "scenario/request_units.hpp"
#include "scenario/suggest.hpp"

namespace permu {
namespace {

template <class Value>
struct Named {
    std::string_view name;
    Value value;
};

constexpr std::array<Named<AreaSource>, 3> area_sources{
    {{"ellipsoidal", AreaSource::ellipsoidal}, {"planar", AreaSource::planar}, {"field", AreaSource::field}}};
constexpr std::array<Named<FaultPolicy>, 3> fault_policies{
    {{"repair", FaultPolicy::repair}, {"refuse", FaultPolicy::refuse}, {"drop", FaultPolicy::drop}}};
constexpr std::array<Named<SliverPolicy>, 4> sliver_policies{{{"keep", SliverPolicy::keep},
                                                              {"drop", SliverPolicy::drop},
                                                              {"merge", SliverPolicy::merge},
                                                              {"refuse", SliverPolicy::refuse}}};
constexpr std::array<Named<char>, 5> delimiters{
    {{"", '\0'}, {"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"bar", '|'}}};
constexpr std::array<Named<SlopeUnit>, 3> slope_units{
    {{"", SlopeUnit::unsaid}, {"percent", SlopeUnit::percent}, {"degree", SlopeUnit::degree}}};
constexpr std::array<Named<OverlapRule>, 4> overlap_rules{{{"larger", OverlapRule::larger},
                                                           {"smaller", OverlapRule::smaller},
                                                           {"later_id", OverlapRule::later_id},
                                                           {"priority", OverlapRule::priority}}};
constexpr std::array<Named<ResidualUse>, 3> residual_uses{
    {{"exclude", ResidualUse::exclude}, {"road", ResidualUse::road}, {"other", ResidualUse::other}}};
constexpr std::array<std::string_view, 4> public_code_systems{"用地用海", "GB50137-2011", "GB/T21010-2017",
                                                              "开发区评价"};

/// \pre the name is in the list: `bind` has checked it
template <class Value, std::size_t N>
Value value_of(const std::array<Named<Value>, N>& all, std::string_view name)
{
    return std::ranges::find(all, name, &Named<Value>::name)->value;
}

/// Keys of a section that are read elsewhere: its special keys and the tables below it.
std::vector<std::string_view> read_elsewhere(const Section& section)
{
    std::vector<std::string_view> keys;
    for (const SpecialKey& special : section.specials)
        keys.push_back(special.key);
    if (section.path.empty()) keys.insert(keys.end(), {"run", "data", "rules", "output"});
    if (section.path == "data") {
        for (const DataTableName& table : data_tables)
            keys.push_back(table.name);
        keys.push_back("rasters");
        keys.push_back("limits");
    }
    return keys;
}

void missing_key(const Node& root, std::string_view path, std::string_view example, Problems& problems)
{
    const std::size_t dot = path.rfind('.');
    const Node* table = root.find(path.substr(0, dot));
    Position at = table ? table->at : root.at;
    if (!table) at.line = 0;
    problems.add(problem_at(at, "scenario.missing_key",
                            Said(fmt::format("no {}", path), fmt::format("没有 {}", path)),
                            Said(std::string(example)),
                            Said(fmt::format("add it below [{}]", path.substr(0, dot)),
                                 fmt::format("请在 [{}] 下补上", path.substr(0, dot)))));
}

/// A code system is one of the public ones, one of the user's table, or a CSV.
void read_code_system(const Node* table, const DataTableForm& form, DataTable& data, Problems& problems)
{
    data.code_systems_file = form.code_systems;
    const Entry* entry = table ? table->entry("code_system") : nullptr;
    if (!entry || form.code_system.empty()) return;
    if (form.code_system.ends_with(".csv") || form.code_system.ends_with(".CSV")) {
        std::string joined;
        Parameter path{.key = "code_system", .slot = &joined, .help = {"a CSV", "CSV 文件"}, .source = {}};
        path.is_path = true;
        bind_value(entry->value, "code_system", path, problems);
        data.code_system_file = joined;
        return;
    }
    data.code_system = form.code_system;
    const bool known = std::ranges::find(public_code_systems, form.code_system) != public_code_systems.end();
    if (known || !form.code_systems.empty()) return;
    const Said names = listing(public_code_systems);
    problems.add(problem_at(
        entry->value.at, "scenario.choice", describe_value(entry->value),
        Said("one of: " + names.en + ", or a CSV", "下列之一：" + names.zh + "，或 CSV 文件"),
        did_you_mean(form.code_system, public_code_systems,
                     Said("`permu list codes` shows the systems", "可用 permu list codes 查看编码体系"))));
}

void read_tables(const Node& root, const RequestForm& form, DataSpec& data, Problems& problems)
{
    for (const auto& [name, member] : data_tables) {
        const DataTableForm& from = form.tables.at(std::string(name));
        const std::string path = fmt::format("data.{}", name);
        const Node* table = root.find(path);
        DataTable& to = data.*member;
        to.file = from.file;
        to.layer = from.layer;
        to.fields = from.fields;
        to.crs = from.crs;
        to.encoding = from.encoding;
        to.delimiter = value_of(delimiters, from.delimiter);
        to.units = read_units(table, from.units, name, problems);
        to.far_text = from.far_text == "range-max" ? NumberText::range_max : NumberText::refuse;
        to.scale = from.scale;
        to.codes = from.codes;
        to.on_unknown_code = from.on_unknown_code == "other" ? UnknownCode::other : UnknownCode::refuse;
        to.vacant_share = from.vacant_share;
        to.header_row = from.header_row;
        to.on_text = value_of(fault_policies, form.on_text);
        to.synthetic = from.synthetic;
        to.on_unmatched = value_of(fault_policies, from.on_unmatched);
        read_code_system(table, from, to, problems);
        const bool needed =
            name == "parks" || name == "parcels" || (table && table->table() && !from.synthetic);
        const bool said = table && table->entry("file");
        if (needed && !said)
            missing_key(root, path + ".file", fmt::format("file = \"../gis/{}.gpkg\"", name), problems);
    }
}

void read_data(const Node& root, const RequestForm& form, DataSpec& data, Problems& problems)
{
    data.area = value_of(area_sources, form.area);
    data.on_invalid = value_of(fault_policies, form.on_invalid);
    data.on_overlap = value_of(fault_policies, form.on_overlap);
    data.overlap_rule = value_of(overlap_rules, form.overlap_rule);
    data.on_sliver = value_of(sliver_policies, form.on_sliver);
    data.sliver_area = form.sliver_area;
    data.gap_tolerance = form.gap_tolerance;
    data.on_outside = value_of(fault_policies, form.on_outside);
    data.on_duplicate = value_of(fault_policies, form.on_duplicate);
    data.residual_as = value_of(residual_uses, form.residual_as);
    data.suitability_raster = form.suitability_raster;
    data.slope_raster = form.slope_raster;
    data.slope_unit = value_of(slope_units, form.slope_unit);
    data.limits = form.limits;
    if (!data.slope_raster.empty() && data.slope_unit == SlopeUnit::unsaid)
        missing_key(root, "data.rasters.slope_unit", "slope_unit = \"percent\"", problems);
    read_tables(root, form, data, problems);
}

void read_run(const Node& root, const RequestForm& form, RunSpec& run, Problems& problems)
{
    run = {form.name, form.schema_version, form.start, form.end, static_cast<std::uint64_t>(form.seed)};
    const Node* start = root.find("run.start");
    const Node* end = root.find("run.end");
    if (!start) missing_key(root, "run.start", "start = 2024", problems);
    if (!end) missing_key(root, "run.end", "end = 2035", problems);
    if (!start || !end || !start->integer() || !end->integer() || run.end >= run.start) return;
    problems.add(problem_at(end->at, "scenario.years", describe_value(*end),
                            Said(fmt::format("a year not before start = {}", run.start),
                                 fmt::format("不早于 start = {} 的年份", run.start)),
                            Said("mend start or end", "请改正 start 或 end")));
}

/// "last", "all", or a list of years.
void read_parcel_years(const Node& value, ParcelYears& years, Problems& problems)
{
    const auto is_year = [](const Node& n) {
        return n.integer() && scenario_years.first <= *n.integer() && *n.integer() <= scenario_years.last;
    };
    if (value.text() && (*value.text() == "last" || *value.text() == "all")) {
        years.kind = *value.text() == "all" ? ParcelYears::Kind::all : ParcelYears::Kind::last;
    } else if (value.list() && std::ranges::all_of(*value.list(), is_year)) {
        years.kind = ParcelYears::Kind::list;
        for (const Node& year : *value.list())
            years.years.push_back(static_cast<Year>(*year.integer()));
        std::ranges::sort(years.years);
        years.years.erase(std::unique(years.years.begin(), years.years.end()), years.years.end());
    } else {
        problems.add(problem_at(value.at, "scenario.type", describe_value(value),
                                Said("\"last\", \"all\" or a list of years", "\"last\"、\"all\" 或年份列表"),
                                Said("parcel_years = [2030, 2035]")));
    }
}

/// Years of a list that the run does not reach would be missing without a word.
void warn_of_years_outside(const Node& value, const Request& request, Problems& problems)
{
    for (const Year year : request.output.parcel_years.years) {
        if (request.run.start <= year && year <= request.run.end) continue;
        Problem outside =
            problem_at(value.at, "scenario.parcel_years", Said(fmt::format("{}", year)),
                       Said(fmt::format("a year from {} to {}", request.run.start, request.run.end),
                            fmt::format("{} 至 {} 之间的年份", request.run.start, request.run.end)),
                       Said("no layer is written for it; mend the list or the years of the run",
                            "不会输出该年图层；请改正列表或模拟年份"));
        outside.severity = Severity::warning;
        problems.add(std::move(outside));
    }
}

/// A format or map named twice is one.
void drop_repeats(std::vector<std::string>& names)
{
    std::vector<std::string> once;
    for (std::string& name : names)
        if (std::ranges::find(once, name) == once.end()) once.push_back(std::move(name));
    names = std::move(once);
}

}  // namespace

bool ParcelYears::contains(Year year, Year end) const
{
    if (kind == Kind::all) return true;
    return kind == Kind::last ? year == end : std::ranges::binary_search(years, year);
}

Request read_request(const Node& root, Problems& problems)
{
    RequestForm form;
    for (const Section& section : request_sections(form))
        if (const Node* table = table_at(root, section.path, problems))
            bind(*table, section.parameters, {section.path, read_elsewhere(section)}, problems);
    Request request;
    read_run(root, form, request.run, problems);
    read_data(root, form, request.data, problems);
    if (const Node* years = root.find("output.parcel_years")) {
        read_parcel_years(*years, request.output.parcel_years, problems);
        warn_of_years_outside(*years, request, problems);
    }
    request.output.parcels = form.parcels;
    request.output.maps = form.maps;
    drop_repeats(request.output.parcels);
    drop_repeats(request.output.maps);
    request.output.map_resolution = form.map_resolution;
    request.output.language = form.language;
    request.form = std::move(form);
    return request;
}

}  // namespace permu
