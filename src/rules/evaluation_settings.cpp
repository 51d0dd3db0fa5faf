/// Evaluation: record, parameters, and what cannot be.
#include <fmt/format.h>

#include <cmath>

#include "evaluation_events.hpp"
#include "park_items.hpp"
#include "permu/rules/evaluation.hpp"
#include "refuse.hpp"

namespace permu {
namespace {

constexpr EventKind kinds[] = {
    {"ranked", {"composite score and rank", "综合考核得分与名次"}, {}},
    {"not_ranked", {"no item is known: not ranked", "缺少全部指标数据，未参加排名"}, {}},
    {"missing_item",
     {"parks without this item; its weight goes to the others", "缺少该指标的园区数，权重转给其他指标"},
     {}},
    {"warned", {"in the bottom of the ranking", "排名末位预警"}, {}},
    {"downgrade_candidate", {"candidate for downgrading", "列入降级候选"}, {}},
};

constexpr Source design{};
constexpr Source public_system{"开发区土地集约利用评价", "public code, weak", Confidence::found};
constexpr Source bottom_rule{"国家级经开区综合发展水平考核", "动态管理：三年内两次居后 5 位",
                             Confidence::found};

std::vector<std::string_view> ids_of(bool (*which)(const ParkItem&))
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
bool in_intensive_use(const ParkItem& item)
{
    return !item.target.empty();
}
/// The idle rate is scored without an ideal.
bool has_ideal(const ParkItem& item)
{
    return in_intensive_use(item) && !item.less_is_better;
}

std::vector<std::string_view> intensive_names()
{
    std::vector<std::string_view> names{"land_use", "benefit",   "performance",
                                        "degree",   "structure", "intensity"};
    for (const std::string_view id : ids_of(in_intensive_use))
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
         .help = {"weights of items within their dimension; not named: 1; 0: left out",
                  "指标在所属方面内的权重；未列出为 1，0 为不采用"},
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
         .source = {"自然资源部集约利用监测通报 2020、2024；丽水 2019；黄岩 2022", "", Confidence::found},
         .min = 0,
         .choices = ids_of(in_composite)},
        {.key = "ideal",
         .slot = &rule.ideal,
         .unit = Unit::none,
         .help = {"ideal values of the intensive-use score: ratios, 万元/亩, persons/ha",
                  "集约利用评价理想值：比率、万元/亩、人/公顷"},
         .source = public_system,
         .min = 0,
         .choices = ids_of(has_ideal)},
        {.key = "intensive_weights",
         .slot = &rule.intensive_weights,
         .unit = Unit::ratio,
         .help = {"weights of targets, sub-targets and items of the intensive-use score",
                  "集约利用评价目标、子目标和指标权重"},
         .source = public_system,
         .min = 0,
         .max = 1,
         .choices = intensive_names()},
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
    };
}

void require_positive(const NamedNumbers& numbers, const std::string& where, Problems& problems)
{
    for (const auto& [name, number] : numbers)
        if (!(number > 0))
            refuse(problems, {"evaluation.benchmark", where + "." + name}, Said(fmt::format("{}", number)),
                   Text{"a number above 0", "大于 0 的数"},
                   Text{"give a positive value; to leave an item out, set its item_weights to 0",
                        "请填写正数；如不采用该指标，请将其 item_weights 设为 0"});
}

}  // namespace

Evaluation::Evaluation()
    : weights{{"per_mu", 0.40}, {"agglomeration", 0.20}, {"growth", 0.20}, {"green", 0.20}},
      intensive_weights{{"land_use", 0.7}, {"benefit", 0.2},    {"performance", 0.1},
                        {"degree", 0.25},  {"structure", 0.25}, {"intensity", 0.5}}
{
    for (const ParkItem& item : park_items()) {
        const std::string id(item.id);
        if (in_composite(item)) benchmarks[id] = item.benchmark;
        if (has_ideal(item)) ideal[id] = item.ideal;
        if (in_intensive_use(item)) intensive_weights[id] = item.weight;
    }
}

const RuleRecord& Evaluation::record()
{
    static const RuleRecord record{
        .id = RuleId::evaluation,
        .title = {"Evaluation of parks", "园区综合考核"},
        .clause = "002 (二十), 003 (十), 004 (十七), 001 二, 六",
        .summary = {"Per-mu benefit, agglomeration, growth, pollution and carbon make a composite score and "
                    "a rank; the "
                    "bottom is warned, twice within three years makes a candidate for downgrading.",
                    "按亩均效益、集聚集约、增量增速、减污降碳综合打分并排名；末位预警，三年内两次末位列入降级"
                    "候选。"},
        .events = kinds,
        .binding = {.province = "山西", .level = ParkLevel::unknown, .from = 2024},
        .judges = true,
    };
    return record;
}

Parameters parameters(Evaluation& rule)
{
    Parameters all = score_parameters(rule);
    for (Parameter& parameter : warning_parameters(rule))
        all.push_back(std::move(parameter));
    return all;
}

void validate(const Evaluation& rule, const std::string& where, Problems& problems)
{
    double sum = 0;
    for (const auto& [name, weight] : rule.weights)
        sum += weight;
    if (std::fabs(sum - 1) > 1e-9)
        refuse(problems, {"evaluation.weights", where + ".weights"},
               {fmt::format("weights that sum to {:g}", sum), fmt::format("各项之和为 {:g}", sum)},
               Text{"weights that sum to 1", "各项之和为 1"},
               Text{"e.g. weights = { per_mu = 0.4, agglomeration = 0.2, growth = 0.2, green = 0.2 }",
                    "例如 weights = { per_mu = 0.4, agglomeration = 0.2, growth = 0.2, green = 0.2 }"});
    require_positive(rule.benchmarks, where + ".benchmarks", problems);
    require_positive(rule.ideal, where + ".ideal", problems);
    if (rule.warn_bottom > 0 && rule.warn_times > rule.warn_within_years)
        refuse(problems, {"evaluation.warnings", where + ".warn_times"},
               Said(fmt::format("{}", rule.warn_times)),
               {fmt::format("at most warn_within_years ({}): there is one ranking a year",
                            rule.warn_within_years),
                fmt::format("不大于 warn_within_years（{}）：每年只排名一次", rule.warn_within_years)},
               Text{"change one of the two", "请修改其中一项"});
}

}  // namespace permu
