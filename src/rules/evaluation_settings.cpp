/// Evaluation: record, parameters, and what cannot be.
#include <fmt/format.h>

#include <map>

#include "evaluation_events.hpp"
#include "park_items.hpp"
#include "permu/base/csv.hpp"
#include "permu/base/resource.hpp"
#include "permu/rules/evaluation.hpp"

namespace permu {
namespace {

constexpr EventKind kinds[] = {
    {"ranked", {"composite score and rank", "综合考核得分与名次"}, {}},
    {"not_ranked", {"no item is known: not ranked", "缺少全部指标数据，未参加排名"}, {}},
    {"missing_item",
     {"parks without this item; its weight goes to the others", "缺少该指标的园区数，权重转给其他指标"},
     {}},
    {"intensive_use",
     {"intensive-use score of the main and the development areas", "主区与发展方向区集约利用综合分值"},
     {}},
    {"warned", {"in the bottom of the ranking", "排名末位预警"}, {}},
    {"downgrade_candidate", {"candidate for downgrading", "列入降级候选"}, {}},
    {"delisted", {"delisted on 1 January of the next year", "退出开发区序列（次年 1 月 1 日生效）"}, {}},
    {"rewarded", {"among the best: rewarded", "排名居前，给予奖励"}, {}},
    {"reward_paid", {"reward of the evaluation", "考核奖励"}, {}},
    {"scored_outside", {"scores of a park that turned, without rank", "转型园区得分（不参加排名）"}, {}},
};

constexpr Source design{};
constexpr Source public_system{"开发区土地集约利用评价", "public code, weak", Confidence::found};
constexpr Source stored_rows{"开发区土地集约利用评价", "主区 0.8、发展方向区 0.2", Confidence::found};
constexpr Source bottom_rule{"国家级经开区综合发展水平考核", "动态管理：三年内两次居后 5 位",
                             Confidence::found};

template <class Which>
std::vector<std::string_view> ids_of(Which which)
{
    std::vector<std::string_view> ids;
    for (const ParkItem& item : park_items())
        if (which(item)) ids.push_back(item.id);
    return ids;
}
bool in_composite(const ParkItem& item)
{
    return item.dimension != ScoreDimension::none;
}
bool has_weight(const ParkItem& item, ParkType type)
{
    return !item.target.empty() && counts_for(item, type);
}
/// The idle rate is scored without an ideal.
bool has_ideal(const ParkItem& item, ParkType type)
{
    return has_weight(item, type) && !item.less_is_better;
}

std::vector<std::string_view> ideal_names(ParkType type)
{
    return ids_of([type](const ParkItem& item) { return has_ideal(item, type); });
}
std::vector<std::string_view> weight_names(ParkType type)
{
    std::vector<std::string_view> names{"land_use", "benefit",   "performance",
                                        "degree",   "structure", "intensity"};
    for (const std::string_view id : ids_of([type](const ParkItem& item) { return has_weight(item, type); }))
        names.push_back(id);
    return names;
}

Parameters score_parameters(Evaluation& rule)
{
    return {
        {.key = "weights",
         .slot = &rule.weights,
         .unit = Unit::ratio,
         .help = {"weights of the four dimensions of 002 (二十); they sum to 1",
                  "002 (二十) 四个方面的权重，合计为 1"},
         .source = design,
         .min = 0,
         .max = 1,
         .choices = {"per_mu", "agglomeration", "growth", "green"},
         .whole = true},
        {.key = "item_weights",
         .slot = &rule.item_weights,
         .unit = Unit::ratio,
         .help = listed_items(),
         .source = design,
         .min = 0,
         .max = 1000,
         .choices = ids_of(in_composite)},
        {.key = "benchmarks",
         .slot = &rule.benchmarks,
         .unit = Unit::none,
         .help =
             {"full marks: 万元/亩, persons/ha, ratios, tce and t per 万元; national means, Lishui 2019 "
              "(value added) "
              "and Huangyan 2022 (energy, emission) are published, the others are design",
              "满分基准值：万元/亩、人/公顷、比率、tce 或 t 每万元；全国均值、丽水 2019（增加值）、黄岩 2022"
              "（能耗、排放）为公开值，其余为设计值"},
         .source = {"自然资源部集约利用监测通报 2020、2024；丽水 2019；黄岩 2022", "", Confidence::design},
         .min = 0,
         .choices = ids_of(in_composite)},
        {.key = "weights_as_given",
         .slot = &rule.weights_as_given,
         .help = {"weights that do not sum to 1 are used as they are instead of refused, as in a published "
                  "row of 2012 whose development area has 0.5 for its only item of degree",
                  "权重合计不为 1 时不拒绝而按原值计算（如 2012 年公开评价中发展方向区利用程度仅存 0.5）"},
         .source = design},
    };
}

Parameters intensive_parameters(Evaluation& rule)
{
    constexpr auto industrial = ParkType::industrial, city = ParkType::city_integrated;
    return {
        {.key = "ideal",
         .slot = &rule.ideal,
         .unit = Unit::none,
         .help = {"ideal values of the intensive-use score: ratios, 万元/亩, persons/ha",
                  "集约利用评价理想值（工业主导型）：比率、万元/亩、人/公顷"},
         .source = public_system,
         .min = 0,
         .choices = ideal_names(industrial)},
        {.key = "ideal_city",
         .slot = &rule.ideal_city,
         .unit = Unit::none,
         .help = {"the same of city-integrated parks", "集约利用评价理想值（产城融合型）"},
         .source = public_system,
         .min = 0,
         .choices = ideal_names(city)},
        {.key = "ideal_by_kind",
         .slot = &rule.ideal_by_kind,
         .help = {"CSV of ideals of kinds of zones: kind (contained in the park's kind), type (industrial, "
                  "city_integrated), item, ideal; they go before ideal and ideal_city",
                  "按开发区类型的理想值表（CSV）：kind（园区 kind 包含该字样）、type（industrial、"
                  "city_integrated）、item、ideal；优先于 ideal、ideal_city"},
         .source = public_system},
        {.key = "intensive_weights",
         .slot = &rule.intensive_weights,
         .unit = Unit::ratio,
         .help =
             {"weights of targets, sub-targets and items of the intensive-use score; each group sums to 1",
              "集约利用评价目标、子目标和指标权重（工业主导型），每组合计为 1"},
         .source = public_system,
         .min = 0,
         .max = 1,
         .choices = weight_names(industrial)},
        {.key = "intensive_weights_city",
         .slot = &rule.intensive_weights_city,
         .unit = Unit::ratio,
         .help = {"the same of city-integrated parks: what their set drops is shared out in proportion",
                  "集约利用评价权重（产城融合型）：不采用的指标，其权重按比例分摊"},
         .source = design,
         .min = 0,
         .max = 1,
         .choices = weight_names(city)},
        {.key = "main_area_weight",
         .slot = &rule.main_area_weight,
         .unit = Unit::ratio,
         .help = {"weight of a main area's score where it has development areas, which get the rest",
                  "主区得分权重，其余归发展方向区"},
         .source = stored_rows,
         .min = 0,
         .max = 1},
        {.key = "potential_clamp",
         .slot = &rule.potential_clamp,
         .help = {"a potential by structure or intensity above the ideal is 0 instead of negative",
                  "结构潜力、强度潜力超过理想值时取 0，不取负值"},
         .source = design},
    };
}

Parameters warning_parameters(Evaluation& rule)
{
    return {
        {.key = "warn_bottom",
         .slot = &rule.warn_bottom,
         .unit = Unit::count,
         .help = {"parks at the bottom of the ranking that are warned; 0: none",
                  "排名末位预警的园区数；0 为不预警"},
         .source = {"国家级经开区综合发展水平考核", "后 5 位", Confidence::design},
         .min = 0,
         .max = 1000},
        {.key = "warn_times",
         .slot = &rule.warn_times,
         .unit = Unit::count,
         .help = {"times in the bottom that make a candidate for downgrading", "列入降级候选的末位次数"},
         .source = bottom_rule,
         .min = 1,
         .max = 100},
        {.key = "warn_within_years",
         .slot = &rule.warn_within_years,
         .unit = Unit::years,
         .help = {"years within which these count", "累计末位次数的年数"},
         .source = bottom_rule,
         .min = 1,
         .max = 100},
        {.key = "warn_min_parks",
         .slot = &rule.warn_min_parks,
         .unit = Unit::count,
         .help = {"no warnings among fewer ranked parks", "参加排名的园区少于此数时不预警"},
         .source = design,
         .min = 1,
         .max = 1000},
        {.key = "delist_times",
         .slot = &rule.delist_times,
         .unit = Unit::count,
         .help = {"times a candidate for downgrading that delist a park from the next year on; 0: nobody",
                  "列入降级候选达到此次数的，次年起退出开发区序列；0 为不退出"},
         .source = {"002 (二十), 003 (十), 004 (十七)", "动态管理；次数未给出", Confidence::design},
         .min = 0,
         .max = 100},
    };
}

Parameters reward_parameters(Evaluation& rule)
{
    constexpr Source clause{"002 (二十), 004 (十七)", "激励淘汰；数值未给出", Confidence::design};
    return {
        {.key = "reward_top",
         .slot = &rule.reward_top,
         .unit = Unit::count,
         .help = {"parks at the top of the ranking that are rewarded; 0: none",
                  "排名居前给予奖励的园区数；0 为不奖励"},
         .source = clause,
         .min = 0,
         .max = 1000},
        {.key = "reward",
         .slot = &rule.reward,
         .unit = Unit::wan_yuan,
         .help = {"reward of one park, a cost of its account", "每个园区的奖励金额（计入支出）"},
         .source = clause,
         .min = 0,
         .max = 1e8},
        {.key = "reward_quota",
         .slot = &rule.reward_quota,
         .unit = Unit::ratio,
         .help = {"need of a rewarded park counts 1 + this when the next quota is divided",
                  "下年分配指标时，获奖励园区的需求按 1 加此值计权"},
         .source = clause,
         .min = 0,
         .max = 10},
        {.key = "warned_quota",
         .slot = &rule.warned_quota,
         .unit = Unit::ratio,
         .help = {"need of a park in the bottom counts 1 − this when the next quota is divided",
                  "下年分配指标时，末位预警园区的需求按 1 减此值计权"},
         .source = clause,
         .min = 0,
         .max = 1},
    };
}

/// The industrial set without what city-integrated parks drop, each group brought to 1 again. Items of no
/// weight among industrial parks share what their target has; a sub-target without an item has none.
NamedNumbers city_weights(const NamedNumbers& industrial)
{
    NamedNumbers weights{{"land_use", industrial.at("land_use")},
                         {"benefit", industrial.at("benefit")},
                         {"performance", industrial.at("performance")},
                         {"structure", 0}};
    for (const AreaSet apart : {AreaSet::main, AreaSet::development}) {
        std::map<std::string_view, double> all, items;  // by target: weights, and how many
        const auto counts = [apart](const ParkItem& item) {
            const bool here = item.areas == AreaSet::both || item.areas == apart;
            return here && has_weight(item, ParkType::city_integrated);
        };
        for (const ParkItem& item : park_items())
            if (counts(item)) all[item.target] += item.weight, items[item.target] += 1;
        for (const ParkItem& item : park_items())
            if (counts(item))
                weights[std::string(item.id)] =
                    all[item.target] > 0 ? item.weight / all[item.target] : 1 / items[item.target];
    }
    const double degree = industrial.at("degree"), intensity = industrial.at("intensity");
    weights["degree"] = degree / (degree + intensity);
    weights["intensity"] = intensity / (degree + intensity);
    return weights;
}

}  // namespace

Evaluation::Evaluation()
    : weights{{"per_mu", 0.40}, {"agglomeration", 0.20}, {"growth", 0.20}, {"green", 0.20}},
      intensive_weights{{"land_use", 0.7}, {"benefit", 0.2},    {"performance", 0.1},
                        {"degree", 0.25},  {"structure", 0.25}, {"intensity", 0.5}}
{
    constexpr auto industrial = ParkType::industrial, city = ParkType::city_integrated;
    for (const ParkItem& item : park_items()) {
        const std::string id(item.id);
        if (in_composite(item)) benchmarks[id] = item.benchmark;
        if (has_ideal(item, industrial)) ideal[id] = item.ideal;
        if (has_ideal(item, city)) ideal_city[id] = item.ideal;
        if (has_weight(item, industrial)) intensive_weights[id] = item.weight;
    }
    intensive_weights_city = city_weights(intensive_weights);
    constexpr std::string_view ideals = "scenarios/tables/intensive_use_ideals.csv";
    static const Table built_in = parse_csv(resource(ideals), ideals);
    ideal_by_kind.table = built_in;
}

const RuleRecord& Evaluation::record()
{
    static const RuleRecord record{
        .id = RuleId::evaluation,
        .title = {"Evaluation of parks", "园区综合考核"},
        .clause = "002 (二十), 003 (十), 004 (十七), 001 二, 六",
        .summary = {"Per-mu benefit, agglomeration, growth, pollution and carbon make a composite score and "
                    "a rank; the best may be rewarded, the bottom is warned, twice within three years makes "
                    "a candidate for downgrading, "
                    "which may delist.",
                    "按亩均效益、集聚集约、增量增速、减污降碳综合打分并排名；居前者可奖励，末位预警，三年内两"
                    "次末位列入降级"
                    "候选，可退出。"},
        .events = kinds,
        .binding = {.province = "山西", .level = ParkLevel::unknown, .from = 2024},
        .judges = true,
    };
    return record;
}

Parameters parameters(Evaluation& rule)
{
    Parameters all = score_parameters(rule);
    for (Parameters more : {intensive_parameters(rule), warning_parameters(rule), reward_parameters(rule)})
        for (Parameter& parameter : more)
            all.push_back(std::move(parameter));
    return all;
}

}  // namespace permu
