/// Exit: its record and parameters.
#include "controls.hpp"
#include "exit_events.hpp"
#include "permu/base/csv.hpp"
#include "permu/base/resource.hpp"
#include "permu/rules/exit.hpp"

namespace permu {
namespace {

constexpr EventKind kinds[] = {
    {"cleaned", {"cleaned up: ready again", "清理完毕，重新达到供地条件"}, {}},
    {"breach", {"land taken back for breach of contract", "因违约收回"}, "标准地 达产复核"},
    {"negotiation", {"class D twice: negotiation", "连续两年 D 类，启动退出协商"}, {}},
    {"bought_back", {"land bought back", "协议收储"}, {}},
    {"transferred", {"land transferred to a new firm", "转让给新企业"}, {}},
    {"inefficient", {"inefficient land of the park, and before", "园区低效用地面积（及原面积）"}, {}},
    {"cost_exit", {"a firm leaves for what its class costs it", "企业因差别化政策成本退出"}, {}},
    {"assumed_response",
     {"assumed exit hazard for each 万元/亩 of cost", "假设的响应：每 1 万元/亩成本的年退出概率"},
     {}},
};

Parameters exit_parameters(LandExit& rule)
{
    return {
        {.key = "exit_probability",
         .slot = &rule.exit_probability,
         .unit = Unit::ratio,
         .help =
             {"response: chance a year that a negotiation with a firm of class D twice ends with its exit",
              "响应参数：连续两年 D 类企业的退出协商当年达成的概率"},
         .source = {},
         .min = 0,
         .max = 1},
        {.key = "transfer_share",
         .slot = &rule.transfer_share,
         .unit = Unit::ratio,
         .help = {"share of exits by transfer to a new firm; the others are bought back",
                  "退出中转让给新企业的比例，其余为收储"},
         .source = {},
         .min = 0,
         .max = 1},
        {.key = "transfer_factor",
         .slot = &rule.transfer_factor,
         .unit = Unit::ratio,
         .help = {"response: figures of the new firm over those of the old one",
                  "响应参数：新企业各项指标为原企业的倍数"},
         .source = {},
         .min = 0,
         .max = 100},
        {.key = "response_cost",
         .slot = &rule.response_cost,
         .unit = Unit::ratio,
         .help =
             {"assumed response: chance a year that a firm leaves, for each 万元/亩 that its per-mu class "
              "costs it a year (surcharge less relief); 0: cost drives nobody out",
              "假设的响应：亩均等级每年每带来 1 万元/亩净成本（加价减去减免），企业当年退出的概率；"
              "0 表示成本不致退出"},
         .source = {},
         .min = 0,
         .max = 100},
        {.key = "clean_up_years",
         .slot = &rule.clean_up_years,
         .unit = Unit::years,
         .help = {"years of clean-up before the land is ready", "清理整治年数，期满达到供地条件"},
         .source = {},
         .min = 0,
         .max = 20},
    };
}

Parameters compensation_parameters(LandExit& rule)
{
    return {
        {.key = "discount_rate",
         .slot = &rule.discount_rate,
         .unit = Unit::ratio,
         .help = {"yearly rate of the value of the remaining term", "剩余年期价值的还原利率"},
         .source = {},
         .min = 0,
         .max = 0.5},
        {.key = "term_years",
         .slot = &rule.term_years,
         .unit = Unit::years,
         .help = {"term of land whose own is unknown", "年期不详土地的年期"},
         .source = {"国务院令第55号", "第十二条", Confidence::found},
         .min = 1,
         .max = 70},
        {.key = "building_value",
         .slot = &rule.building_value,
         .unit = Unit::yuan_per_square_metre,
         .help = {"value of a new building per m² of floor", "建筑物重置价值，每平方米建筑面积"},
         .source = {},
         .min = 0,
         .max = 100000},
        {.key = "building_life",
         .slot = &rule.building_life,
         .unit = Unit::years,
         .help = {"years of straight depreciation of buildings", "建筑物直线折旧年限"},
         .source = {"企业所得税法实施条例", "第六十条：房屋、建筑物 20 年", Confidence::knowledge_verify},
         .min = 1,
         .max = 100},
        {.key = "unknown_age_share",
         .slot = &rule.unknown_age_share,
         .unit = Unit::ratio,
         .help = {"share of the new value, for buildings of unknown age", "建成年份不详建筑物的成新率"},
         .source = {},
         .min = 0,
         .max = 1},
        {.key = "breach_compensation",
         .slot = &rule.breach_compensation,
         .unit = Unit::ratio,
         .help = {"share of the compensation that is paid on breach", "因违约收回时支付补偿的比例"},
         .source = {},
         .min = 0,
         .max = 1},
    };
}

Parameters test_parameters(LandExit& rule)
{
    return {
        {.key = "inefficient_tax_share",
         .slot = &rule.inefficient_tax_share,
         .unit = Unit::ratio,
         .help = {"land is inefficient below this share of the group's mean tax per mu (strictly)",
                  "亩均税收低于组内平均的此比例（不含）为低效用地"},
         .source = {},
         .min = 0,
         .max = 1},
        {.key = "group",
         .slot = &rule.group,
         .help = {"firms whose mean it is: of the region, the park or the division",
                  "平均值的范围：全区域、本园区或本行业大类"},
         .source = {},
         .choices = {"region", "park", "division"}},
        {.key = "grace_years",
         .slot = &rule.grace_years,
         .unit = Unit::years,
         .help = {"years from the year of start on in which the tax of a firm is not tested",
                  "投产后不检验亩均税收的年数（含投产当年）"},
         .source = {},
         .min = 0,
         .max = 50},
        {.key = "indicators",
         .slot = &rule.indicators,
         .help = {"CSV of control indicators as of standard_land, of which only far is used",
                  "控制指标表（CSV），格式同 standard_land，仅用其中的 far"},
         .source = {"国土资发〔2008〕24号", "表2", Confidence::found},
         .is_path = true},
    };
}

}  // namespace

LandExit::LandExit()
{
    constexpr std::string_view name = "scenarios/tables/standard_land_controls.csv";
    static const Table built_in = parse_csv(resource(name), name);
    indicators.table = built_in;
}

const RuleRecord& LandExit::record()
{
    static const RuleRecord record{
        .id = RuleId::exit,
        .title = {"Exit of low-benefit firms", "腾笼换鸟"},
        .clause = "002 (十七), 001 六",
        .summary =
            {"Granted land leaves by breach of contract, buy-back or transfer; class D twice opens a "
             "negotiation; land that is left is cleaned up and ready again; inefficient land is marked.",
             "已供土地因违约收回、协议收储或转让而退出；连续两年 D 类启动协商；腾退土地清理后重新供应；"
             "标识低效用地。"},
        .events = kinds,
        .binding = {},
    };
    return record;
}

Parameters parameters(LandExit& rule)
{
    Parameters all = exit_parameters(rule);
    for (const Parameters& part : {compensation_parameters(rule), test_parameters(rule)})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

void validate(const LandExit& rule, const std::string& where, Problems& problems)
{
    read_controls(rule.indicators.table, where + ".indicators", problems);
}

}  // namespace permu
