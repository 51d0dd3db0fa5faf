/// Merger: record, parameters and plan.
#include "merger_events.hpp"
#include "permu/rules/merger.hpp"
#include "refuse.hpp"

namespace permu {
namespace {

constexpr EventKind kinds[] = {
    {"candidate", {"two parks that could merge", "符合整合条件的两个园区"}, {}},
    {"decided", {"merges into another park", "决定并入另一园区"}, {}},
    {"space", {"figures are told in the head's row", "空间整合：合并统计"}, {}},
    {"management", {"money and quota are the head's", "管理整合：合并财政账户和指标"}, {}},
    {"function", {"land, firms and rank are the head's", "功能整合：土地、企业和名次归入"}, {}},
    {"block", {"a block goes to another park", "区块调整到另一园区"}, {}},
    {"plan_not_possible", {"a planned merger cannot be", "整合计划无法执行"}, {}},
};

constexpr Source act{"晋政办发〔2024〕59号", "(十)：未定数值", Confidence::design};
constexpr Source design{};

Parameters criteria_parameters(Merger& rule)
{
    return {
        {.key = "near_distance",
         .slot = &rule.near_distance,
         .unit = Unit::metre,
         .help = {"near (区位相邻): most distance between the boundaries", "区位相邻：四至边界间距不超过"},
         .source = act,
         .min = 0,
         .max = 1e6},
        {.key = "similarity",
         .slot = &rule.similarity,
         .help = {"similar (产业相近): what is compared by division: output (revenue) or employment (staff)",
                  "产业相近的度量：output 分行业营业收入或 employment 分行业从业人数的余弦相似度"},
         .source = act,
         .choices = {"output", "employment"}},
        {.key = "similarity_min",
         .slot = &rule.similarity_min,
         .unit = Unit::ratio,
         .help = {"similar: least cosine", "产业相近：余弦相似度不低于"},
         .source = act,
         .min = 0,
         .max = 1},
        {.key = "small_area",
         .slot = &rule.small_area,
         .unit = Unit::square_kilometre,
         .help = {"small (规模较小): most land of the smaller park", "规模较小：较小园区的土地面积不超过"},
         .source = act,
         .min = 0,
         .max = 10000},
    };
}

Parameters course_parameters(Merger& rule)
{
    return {
        {.key = "mode",
         .slot = &rule.mode,
         .help = {"what follows from the criteria: report; encouraged (by chance); mandatory",
                  "满足条件后的处理：report 仅报告；encouraged 鼓励（按概率）；mandatory 强制"},
         .source = {"晋政办发〔2024〕59号", "(十)：鼓励", Confidence::design},
         .choices = {"report", "encouraged", "mandatory"}},
        {.key = "unit",
         .slot = &rule.unit,
         .help = {"what merges: whole parks, or blocks, the polygons of their boundaries, one by one",
                  "整合单元：park 整个园区，block 其中的区块（四至范围的各个图形）"},
         .source = act,
         .choices = {"park", "block"}},
        {.key = "probability",
         .slot = &rule.probability,
         .unit = Unit::ratio,
         .help = {"encouraged: chance of a merger in each year in which it is possible",
                  "鼓励模式：符合条件后每年整合的概率"},
         .source = design,
         .min = 0,
         .max = 1},
        {.key = "management_lag",
         .slot = &rule.management_lag,
         .unit = Unit::years,
         .help = {"years from the space step to the management step", "空间整合到管理整合的年数"},
         .source = act,
         .min = 0,
         .max = 50},
        {.key = "function_lag",
         .slot = &rule.function_lag,
         .unit = Unit::years,
         .help = {"years from the management step to the function step", "管理整合到功能整合的年数"},
         .source = act,
         .min = 0,
         .max = 50},
        {.key = "plan",
         .slot = &rule.plan,
         .help = {"mergers by name: { park = \"park it merges into\" }, in any mode",
                  "指定的整合：{ 园区 = \"并入的园区\" }，任何模式下都执行"},
         .source = design},
    };
}

}  // namespace

const RuleRecord& Merger::record()
{
    static const RuleRecord record{
        .id = RuleId::merger,
        .title = {"Merger of parks", "整合"},
        .clause = "002 (十), 001 三",
        .summary = {"Near, similar and small parks merge: first space, then management, then function.",
                    "区位相邻、产业相近、规模较小的园区整合：先空间、后管理、再功能。"},
        .events = kinds,
        .binding = {.province = "山西", .level = ParkLevel::unknown, .from = 2024},
        .judges = true,
    };
    return record;
}

Parameters parameters(Merger& rule)
{
    Parameters all = course_parameters(rule);
    for (Parameter& parameter : criteria_parameters(rule))
        all.push_back(std::move(parameter));
    return all;
}

void validate(const Merger& rule, const std::string& where, Problems& problems)
{
    for (const auto& [park, head] : rule.plan) {
        const auto back = rule.plan.find(head);
        const bool in_circle = back != rule.plan.end() && back->second == park;
        if (park != head && !in_circle) continue;
        refuse(problems, {"merger.circle", where + ".plan." + park}, Said("\"" + head + "\""),
               {"another park, which does not merge into this one", "另一个不并入本园区的园区"},
               {"name the park that stays", "请写保留的园区"});
    }
}

}  // namespace permu
