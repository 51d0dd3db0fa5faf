/// What standard land says of itself: record, parameters, what it refuses and what it does not test.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "controls.hpp"
#include "permu/base/csv.hpp"
#include "permu/base/resource.hpp"
#include "refuse.hpp"
#include "standard_land_events.hpp"

namespace permu {
namespace {

// In the order of StandardLandEvent.
constexpr EventKind kinds[] = {
    {"placed", {"a project gets land", "项目落地"}, "002 (十七), 003 (十三)"},
    {"refused", {"the standards are not met", "未达标准地控制指标"}, "002 (十七)"},
    {"no_lot", {"no ready lot fits", "无合适的达到供地条件地块"}, {}},
    {"supplied", {"the parcel is supplied", "地块供应"}, "002 (十七), 003 (十三)"},
    {"placed_own_land", {"a firm expands on its own land", "企业在自有用地上扩建"}, "002 (二)"},
    {"untested", {"no threshold: the indicator is not tested", "无阈值，不检验该控制指标"}, {}},
    {"unknown_park", {"the table names a park that does not exist", "控制指标表中的园区不存在"}, {}},
    {"certificate", {"how good the allocation is", "配地结果的最优性证明"}, {}},
    {"cut", {"a lot is cut off from a parcel", "从宗地分割供应"}, {}},
    {"joined", {"parcels are joined to one lot", "相邻宗地合并供应"}, {}},
};

constexpr std::string_view built_in_table = "scenarios/tables/standard_land_controls.csv";
constexpr Source clause{"晋政办发〔2024〕59号", "(十七)", Confidence::seed};
constexpr Source design{};

/// Parsed once: rules are made afresh for every version.
const Table& built_in()
{
    static const Table table = parse_csv(resource(built_in_table), built_in_table);
    return table;
}

Parameters choice_parameters(StandardLand& rule)
{
    return {
        {.key = "strategy",
         .slot = &rule.strategy,
         .help =
             {"how lots are given out: priority: by score, each the best fitting lot; optimal: the "
              "greatest total score of all, then the best fit of all; chain: projects of one chain get "
              "lots that adjoin, others as by priority",
              "配地策略：priority 按得分依次选择最合适的地块；optimal 使总得分最高、其次使地块总体最合适；"
              "chain 同一产业链项目集中连片供地，其余按 priority"},
         .source = design,
         .choices = {"optimal", "priority", "chain"}},
        {.key = "share",
         .slot = &rule.share,
         .unit = Unit::ratio,
         .help = {"share of the year's newly supplied industrial land that must be standard land; 0: "
                  "projects are "
                  "placed whether they meet the standards or not",
                  "当年新增工业用地中标准地的比例要求；0 表示不要求达标"},
         .source = clause,
         .min = 0,
         .max = 1},
        {.key = "node_limit",
         .slot = &rule.node_limit,
         .unit = Unit::count,
         .help = {"nodes of a search tree after which optimal stops and says how far it may be from the best",
                  "optimal 搜索树节点上限；达到后停止，并报告与最优值的差距"},
         .source = design,
         .min = 1,
         .max = 1e9},
        {.key = "pair_limit",
         .slot = &rule.pair_limit,
         .unit = Unit::count,
         .help =
             {"where lots are joined or cut or the share is below 1, optimal searches among so many pairs "
              "of a project and a lot; with more, land is given out by a price of the allowance, or by "
              "priority where lots are joined or cut, with a bound on what is possible",
              "合并、分割供地或标准地比例小于 1 时，optimal 可搜索的项目与地块组合数上限；"
              "超过时按非标准地额度的影子价格供地，合并、分割供地时按 priority 供地，并报告可达上界"},
         .source = design,
         .min = 1,
         .max = 1e9},
    };
}

Parameters standard_parameters(StandardLand& rule)
{
    return {
        {.key = "producer_services",
         .slot = &rule.producer_services,
         .help = {"whether service projects must meet the standards too", "标准地是否扩展至生产性服务业项目"},
         .source = {"晋政办发〔2024〕59号", "(十七)：推进扩展", Confidence::design}},
        {.key = "indicators",
         .slot = &rule.indicators,
         .help = {"CSV of control indicators: indicator, threshold, unit by division, grade_min, grade_max, "
                  "park_id",
                  "控制指标表（CSV）：按 division、grade_min、grade_max、park_id 列出 "
                  "indicator、threshold、unit"},
         .source = {"国土资发〔2008〕24号；2023 年版（部分）；隆府办发〔2022〕58号", "表内逐行注明来源",
                    Confidence::found}},
        {.key = "reserve_price",
         .slot = &rule.reserve_price,
         .unit = Unit::wan_yuan_per_mu,
         .help =
             {"reserve price by land grade, e.g. { 9 = \"13.6 万元/亩\" }; adds to the declared investment",
              "按土地等别的出让底价，如 { 9 = \"13.6 万元/亩\" }，计入投资强度"},
         .source = {"国土资发〔2008〕24号", "投资强度含土地价款；未列价格", Confidence::design},
         .min = 0,
         .max = 1000,
         .choices = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15"}},
    };
}

Parameters made_lot_parameters(StandardLand& rule)
{
    return {
        {.key = "assemble",
         .slot = &rule.assemble,
         .help = {"joins adjacent parcels to one lot where no parcel fits", "无合适宗地时合并相邻宗地供应"},
         .source = design},
        {.key = "subdivide",
         .slot = &rule.subdivide,
         .help = {"cuts a lot from a larger parcel where no parcel fits; one a parcel and year",
                  "无合适宗地时从大宗地中分割供应，每宗每年一次"},
         .source = design},
        {.key = "minimum_remainder",
         .slot = &rule.minimum_remainder,
         .unit = Unit::mu,
         .help = {"land that must stay of a parcel that is cut", "分割后剩余地块的最小面积"},
         .source = design,
         .min = 0,
         .max = 10000},
        {.key = "minimum_width",
         .slot = &rule.minimum_width,
         .unit = Unit::metre,
         .help = {"least width of lots that are cut or joined, and of what stays",
                  "分割、合并及剩余地块的最小宽度"},
         .source = design,
         .min = 0,
         .max = 10000},
        {.key = "fill_min",
         .slot = &rule.fill_min,
         .unit = Unit::ratio,
         .help = {"least share that such a lot covers of the smallest rectangle around it",
                  "此类地块占其最小外接矩形的最小比例"},
         .source = design,
         .min = 0,
         .max = 1},
    };
}

Parameters lot_parameters(StandardLand& rule)
{
    return {
        {.key = "size_tolerance_under",
         .slot = &rule.size_tolerance_under,
         .unit = Unit::ratio,
         .help = {"a lot may be smaller than wanted by this share", "地块可小于需求面积的比例"},
         .source = design,
         .min = 0,
         .max = 0.9},
        {.key = "size_tolerance_over",
         .slot = &rule.size_tolerance_over,
         .unit = Unit::ratio,
         .help = {"a lot may be larger than wanted by this share", "地块可大于需求面积的比例"},
         .source = design,
         .min = 0,
         .max = 100},
        {.key = "score_weights",
         .slot = &rule.score_weights,
         .unit = Unit::ratio,
         .help = {"weights of the score that orders projects", "项目排序得分的权重"},
         .source = design,
         .min = 0,
         .max = 1,
         .choices = {"new_quality", "tax_per_mu", "tier", "waiting"},
         .whole = true},
        {.key = "tax_full_score",
         .slot = &rule.tax_full_score,
         .unit = Unit::wan_yuan_per_mu_year,
         .help = {"tax per mu that scores full", "亩均税收得满分的水平"},
         .source = design,
         .min = 0.001,
         .max = 10000},
    };
}

}  // namespace

StandardLand::StandardLand() : indicators{.path = {}, .table = built_in()} {}

const RuleRecord& StandardLand::record()
{
    static const RuleRecord record{
        .id = RuleId::standard_land,
        .title = {"Standard land and allocation", "标准地供应"},
        .clause = "002 (十七), 003 (十三)",
        .summary = {"Projects that meet the control indicators of their division and the land's grade get "
                    "the ready lot "
                    "that fits best; who does not meet them is refused unless an allowance is left. Switched "
                    "off, nobody "
                    "gets land; without a requirement set share = 0.",
                    "达到行业和土地等别控制指标的项目按得分配给最合适的地块，未达标的不予供地（有余额除外）。"
                    "停用则不供地；"
                    "不设要求请用 share = 0。"},
        .events = kinds,
        .binding = {.province = "山西", .level = ParkLevel::unknown, .from = 2024},
    };
    return record;
}

Parameters parameters(StandardLand& rule)
{
    Parameters all = choice_parameters(rule);
    for (const Parameters& more :
         {standard_parameters(rule), made_lot_parameters(rule), lot_parameters(rule)})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::string version_of_standards(const StandardLand& rule, Year year)
{
    std::string_view name = rule.indicators.path.empty() ? built_in_table : rule.indicators.path;
    name.remove_prefix(name.find_last_of("/\\") + 1);  // npos + 1 is 0
    name = name.substr(0, name.find_last_of('.'));
    const TableColumn* from = rule.indicators.table.find("from");
    Year latest = 0;
    for (std::size_t row = 0; from != nullptr && row < rule.indicators.table.rows(); ++row) {
        const Year since = std::atoi(cell_text(*from, row).c_str());
        if (since <= year) latest = std::max(latest, since);
    }
    return latest == 0 ? std::string(name) : fmt::format("{}@{}", name, latest);
}

void validate(const StandardLand& rule, const std::string& where, Problems& problems)
{
    const std::string table = rule.indicators.path.empty() ? where + ".indicators" : rule.indicators.path;
    read_controls(rule.indicators.table, table, problems);
}

void assess(State& state, const StandardLand& rule, Year)
{
    Problems ignored;
    const std::vector<ControlRow> rows = read_controls(rule.indicators.table, {}, ignored);
    constexpr int first = 13, last = 43;  // manufacturing
    for (std::size_t i = 0; i < control_count; ++i) {
        const auto control = static_cast<Control>(i);
        int missing = 0;
        for (int division = first; division <= last; ++division)
            missing += std::none_of(rows.begin(), rows.end(), [&](const ControlRow& row) {
                return row.control == control && (row.division == 0 || row.division == division);
            });
        if (missing == 0) continue;
        Event event = standard_land_event(state, rule, StandardLandEvent::untested, ParkId::none());
        event.unit = Unit::count, event.value = missing, event.threshold = last - first + 1;
        state.events.add(event, fmt::format("{}: {} of {} manufacturing divisions", info(control).name,
                                            missing, last - first + 1));
    }
    std::vector<std::string> unknown;
    for (const ControlRow& row : rows)
        if (!row.park.empty() &&
            std::find(state.parks.id.begin(), state.parks.id.end(), row.park) == state.parks.id.end())
            unknown.push_back(row.park);
    std::sort(unknown.begin(), unknown.end());
    unknown.erase(std::unique(unknown.begin(), unknown.end()), unknown.end());
    for (const std::string& park : unknown)
        state.events.add(standard_land_event(state, rule, StandardLandEvent::unknown_park, ParkId::none()),
                         park);
}

}  // namespace permu
