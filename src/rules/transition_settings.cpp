/// Transition: record and parameters.
#include "permu/rules/transition.hpp"
#include "transition_events.hpp"

namespace permu {
namespace {

constexpr EventKind kinds[] = {
    {"assessed", {"conditions of a transition", "转型条件核查"}, {}},
    {"eligible", {"all three conditions are met", "符合转型条件"}, {}},
    {"no_longer_eligible", {"a condition is no longer met", "不再符合转型条件"}, {}},
    {"transitioned", {"becomes a city district", "转型为城市综合功能区"}, {}},
    {"leaves", {"what goes on and what ends in it", "转型后的延续与终止事项"}, {}},
    {"firm_leaves", {"an industrial firm leaves transferred land", "工业企业迁出转型区域"}, {}},
    {"assumed_response",
     {"assumed chance a year that industrial firms leave transferred land",
      "假设的响应：工业企业每年迁出概率"},
     {}},
};

constexpr Source act{"晋政办发〔2024〕59号", "(十)", Confidence::seed};
constexpr Source design{};

Parameters share_parameters(Transition& rule)
{
    return {
        {.key = "mode",
         .slot = &rule.mode,
         .help = {"what follows from the conditions: report; encouraged (by chance, after a lag); mandatory",
                  "满足条件后的处理：report 仅报告；encouraged 鼓励（按概率和滞后年数）；mandatory 强制"},
         .source = {"晋政办发〔2024〕59号", "(十): 鼓励", Confidence::design},
         .choices = {"report", "encouraged", "mandatory"}},
        {.key = "industrial_share_below",
         .slot = &rule.industrial_share_below,
         .unit = Unit::ratio,
         .help = {"industrial share of land below which, strictly, a park may turn",
                  "工业或新型产业用地比例低于此值（不含）"},
         .source = act,
         .min = 0,
         .max = 1},
        {.key = "numerator",
         .slot = &rule.numerator,
         .help = {"literal: industry and M0; ministry: 工矿仓储 (A2)",
                  "literal：工业和新型产业用地；ministry：工矿仓储用地（A2）"},
         .source = act,
         .choices = {"literal", "ministry"}},
        {.key = "split_m0_support",
         .slot = &rule.split_m0_support,
         .help =
             {"take the support share of M0 land, where it is known, out of the numerator; else M0 parcels "
              "count whole",
              "从分子中扣除新型产业用地的配套服务部分（已知时）；缺省整宗计入"},
         .source = {"domain reference 8.5", "", Confidence::design}},
        {.key = "denominator",
         .slot = &rule.denominator,
         .help = {"built (A), supplied (D), planned (A + B) or approved land",
                  "built 已建成（A）、supplied 已供应（D）、planned 规划可建设（A+B）或 approved 批准面积"},
         .source = {"开发区土地集约利用评价", "工业用地率", Confidence::found},
         .choices = {"built", "supplied", "planned", "approved"}},
        {.key = "min_built",
         .slot = &rule.min_built,
         .unit = Unit::square_kilometre,
         .help = {"parks with less built land are not judged", "已建成面积小于此值的园区不作判断"},
         .source = design,
         .min = 0,
         .max = 10000},
        {.key = "years_in_row",
         .slot = &rule.years_in_row,
         .unit = Unit::years,
         .help = {"years in a row below the share", "连续低于该比例的年数"},
         .source = design,
         .min = 1,
         .max = 50},
    };
}

Parameters condition_parameters(Transition& rule)
{
    return {
        {.key = "task_built_share_min",
         .slot = &rule.task_built_share_min,
         .unit = Unit::ratio,
         .help = {"task completed: built of developable land, A/(A+B), at least",
                  "开发任务完成：A/(A+B) 不低于"},
         .source = design,
         .min = 0,
         .max = 1},
        {.key = "task_supply_rate_min",
         .slot = &rule.task_supply_rate_min,
         .unit = Unit::ratio,
         .help = {"task completed: supply rate, D/(A+B21), at least",
                  "开发任务完成：土地供应率 D/(A+B21) 不低于"},
         .source = design,
         .min = 0,
         .max = 2},
        {.key = "task_idle_rate_max",
         .slot = &rule.task_idle_rate_max,
         .unit = Unit::ratio,
         .help = {"task completed: idle rate, G/D, at most", "开发任务完成：土地闲置率 G/D 不高于"},
         .source = design,
         .min = 0,
         .max = 1},
        {.key = "integration",
         .slot = &rule.integration,
         .help = {"what integration is measured by: residential_share (A1/A) or index",
                  "产城融合程度的度量：residential_share（A1/A）或 index（产城融合指数）"},
         .source = {"provincial implementation of 2015", "A1/A ≥ 25 %", Confidence::found},
         .choices = {"residential_share", "index"}},
        {.key = "integration_min",
         .slot = &rule.integration_min,
         .unit = Unit::ratio,
         .help = {"integration at least; not set: 0.25 of residential_share, 0.70 of index",
                  "产城融合程度不低于；不设时 residential_share 为 0.25，index 为 0.70"},
         .source = {"provincial implementation of 2015 (0.25); 0.70: design", "", Confidence::design},
         .min = 0,
         .max = 1},
    };
}

Parameters consequence_parameters(Transition& rule)
{
    return {
        {.key = "probability",
         .slot = &rule.probability,
         .unit = Unit::ratio,
         .help = {"encouraged: chance of a transition in each year of eligibility",
                  "鼓励模式：符合条件后每年转型的概率"},
         .source = design,
         .min = 0,
         .max = 1},
        {.key = "lag_years",
         .slot = &rule.lag_years,
         .unit = Unit::years,
         .help = {"encouraged: years from eligibility to the first chance",
                  "鼓励模式：符合条件到可转型的滞后年数"},
         .source = design,
         .min = 0,
         .max = 50},
        {.key = "keep_old_in_stats",
         .slot = &rule.keep_old_in_stats,
         .help = {"whether a park that turned still counts in scope region; that it leaves the statistics of "
                  "the zones is an assumption, no document says it",
                  "转型后的园区是否仍计入区域统计；退出开发区统计是假定，文件未作规定"},
         .source = design},
        {.key = "transfer",
         .slot = &rule.transfer,
         .help = {"what goes to the city: built, the built parcels, while the rest goes to the park that "
                  "follows (all stays where none does); park, all of it",
                  "转出范围：built 已建成地块，其余随新园区（无新园区时全部留下）；park 整个园区"},
         .source = design,
         .choices = {"built", "park"}},
        {.key = "contracts",
         .slot = &rule.contracts,
         .help = {"contracts on transferred land: run_on, terms are renewed as elsewhere; end, not renewed "
                  "when they run out",
                  "转出土地的合同：run_on 继续执行、到期照常续期；end 到期不再续期"},
         .source = {"domain reference 8.4", "firms keep contracts", Confidence::design},
         .choices = {"run_on", "end"}},
        {.key = "firms_leave",
         .slot = &rule.firms_leave,
         .unit = Unit::ratio,
         .help = {"response: chance a year that an industrial firm leaves transferred land; 0: all stay",
                  "响应参数：转出土地上的工业企业每年迁出的概率；0 为全部留下"},
         .source = design,
         .min = 0,
         .max = 1},
        {.key = "relocation_cost",
         .slot = &rule.relocation_cost,
         .unit = Unit::wan_yuan_per_mu,
         .help = {"paid to a firm that leaves, on the land it leaves",
                  "支付给迁出企业的搬迁补偿（按腾退土地）"},
         .source = design,
         .min = 0,
         .max = 10000},
    };
}

}  // namespace

const RuleRecord& Transition::record()
{
    static const RuleRecord record{
        .id = RuleId::transition,
        .title = {"Transition to a city district", "向城市综合功能区转型"},
        .clause = "002 (十)",
        .summary = {"Whether the task is completed, the industrial share below 30 % and city and industry "
                    "integrated; a "
                    "park that turns leaves the zone on 1 January.",
                    "判断是否完成开发任务、工业或新型产业用地比例低于 30%、产城融合程度高；转型的园区自次年 "
                    "1 月 1 日起"
                    "退出。"},
        .events = kinds,
        .binding = {.province = "山西", .level = ParkLevel::unknown, .from = 2024},
        .judges = true,
    };
    return record;
}

Parameters parameters(Transition& rule)
{
    Parameters all = share_parameters(rule);
    for (const Parameters& more : {condition_parameters(rule), consequence_parameters(rule)})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace permu
