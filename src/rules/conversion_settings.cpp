/// Conversion: its record, parameters and their check.
#include <fmt/format.h>

#include <algorithm>

#include "conversion_events.hpp"
#include "division.hpp"
#include "land.hpp"
#include "refuse.hpp"

namespace permu {
namespace {

constexpr std::string_view plan_of_2025 = "商务部 国家级经开区工作方案 (2025)";

constexpr EventKind kinds[] = {
    {"converted", {"use converted", "产业用地转换"}, "003 (十三)"},
    {"intensified", {"built higher on own land", "自有用地增容"}, "003 (十三), 002 (二)"},
    {"refused", {"conversion refused", "转换未予批准"}, "003 (十三)"},
    {"m0_refused", {"refused by the M0 guard", "新型产业用地监管未予批准"}, "003 (十三)"},
    {"top_up", {"price top-up", "补缴土地价款"}, "003 (十三)"},
    {"top_up_unknown", {"no top-up: a price is unknown", "地价不详，未计补缴价款"}, "003 (十三)"},
    {"rent_changed", {"rent after conversion", "转换后调整租金"}, "003 (十三)"},
    {"m0_breach", {"M0 land in breach of the guard", "新型产业用地违反监管要求"}, "003 (十三)"},
    {"m0_over_total", {"M0 land above its total", "新型产业用地超总量"}, "武汉 2023 (zcbk.cn)"},
};

Parameters conversion_parameters(Conversion& rule)
{
    constexpr Source design{};
    return {
        {.key = "plan",
         .slot = &rule.plan,
         .help = {"how the plan's class is read: compatible (itself convertible), exact, ignore",
                  "规划用途的判定：compatible（规划用途本身可转换）、exact（须一致）、ignore（不判定）"},
         .source = {plan_of_2025, "(十三)", Confidence::design},
         .choices = {"compatible", "exact", "ignore"}},
        {.key = "assume_class",
         .slot = &rule.assume_class,
         .unit = Unit::count,
         .help = {"class 1 to 3 of industrial or logistics land without a class; 0: it is not converted",
                  "未分类工业、物流仓储用地视为第几类（1–3）；0 表示不予转换"},
         .source = design,
         .min = 0,
         .max = 3},
        {.key = "price",
         .slot = &rule.price,
         .unit = Unit::wan_yuan_per_mu,
         .help = {"market price for 50 years by use or its family (industrial, logistics, research, m0), for "
                  "the top-up; none: the top-up is unknown",
                  "50 年期市场地价，按用途或大类（industrial、logistics、research、m0），用于补缴价款；不填则"
                  "不计"},
         .source = design,
         .min = 0,
         .max = 100000},
        {.key = "discount_rate",
         .slot = &rule.discount_rate,
         .unit = Unit::ratio,
         .help = {"a year, of the factor for the rest of the term", "剩余年期修正的年还原率"},
         .source = {"GB/T 18508", "年期修正", Confidence::knowledge_verify},
         .min = 0,
         .max = 0.5},
    };
}

Parameters m0_parameters(Conversion& rule)
{
    return {
        {.key = "m0_guard",
         .slot = &rule.m0_guard,
         .help = {"refuse what the M0 guard forbids, or let it happen and record it",
                  "新型产业用地监管：refuse 不予批准，record 予以记录（监管不到位的情形）"},
         .source = {plan_of_2025, "(十三)", Confidence::seed},
         .choices = {"refuse", "record"}},
        {.key = "m0_support_max",
         .slot = &rule.m0_support_max,
         .unit = Unit::ratio,
         .help = {"largest share of supporting services in the floor area of M0",
                  "新型产业用地配套服务建筑面积占比上限"},
         .source = {"local rules (Tonglu, Wuhan), secondary", "≤ 30 %", Confidence::found},
         .min = 0,
         .max = 1},
        {.key = "m0_total_max",
         .slot = &rule.m0_total_max,
         .unit = Unit::ratio,
         .help = {"largest share of M0 in the planned industrial land", "新型产业用地占规划工业用地上限"},
         .source = {"武汉 2023 (zcbk.cn)", "≤ 10 %", Confidence::found},
         .min = 0,
         .max = 1},
        {.key = "m0_total_of",
         .slot = &rule.m0_total_of,
         .help = {"whose planned industrial land: of the park or of the region",
                  "规划工业用地的统计范围：园区或区域"},
         .source = {"武汉 2023 (zcbk.cn)", "区规划工业用地", Confidence::design},
         .choices = {"park", "region"}},
    };
}

Parameters hazard_parameters(Conversion& rule)
{
    constexpr Source design{};
    return {
        {.key = "request_hazard",
         .slot = &rule.request_hazard,
         .unit = Unit::ratio,
         .help = {"chance a year that a firm asks for another use, by its per-mu class (A, B, C, D, none)",
                  "企业每年申请转换用途的概率，按亩均评价等级（A、B、C、D、none）"},
         .source = design,
         .min = 0,
         .max = 1,
         .choices = {"A", "B", "C", "D", "none"}},
        {.key = "request_use",
         .slot = &rule.request_use,
         .help = {"the use those firms ask for", "上述企业拟转用途"},
         .source = design,
         .choices = {"industrial_1", "industrial_2", "logistics_1", "logistics_2", "research", "m0"}},
        {.key = "request_support_max",
         .slot = &rule.request_support_max,
         .unit = Unit::ratio,
         .help = {"where they ask for M0: its support share is drawn evenly from 0 to this; 0: not stated",
                  "拟转为 M0 时的配套服务占比，在 0 与此值之间均匀抽取；0 表示未说明"},
         .source = design,
         .min = 0,
         .max = 1},
        {.key = "intensify_hazard",
         .slot = &rule.intensify_hazard,
         .unit = Unit::ratio,
         .help = {"chance a year that a firm builds higher on its land, by its per-mu class",
                  "企业每年在自有用地上增容（工业上楼）的概率，按亩均评价等级"},
         .source = design,
         .min = 0,
         .max = 1,
         .choices = {"A", "B", "C", "D", "none"}},
        {.key = "intensify_factor",
         .slot = &rule.intensify_factor,
         .unit = Unit::ratio,
         .help = {"factor on the FAR of those parcels, up to the plan's limit",
                  "增容后容积率的倍数，不超规划上限"},
         .source = design,
         .min = 1,
         .max = 10},
        {.key = "intensify_divisions",
         .slot = &rule.intensify_divisions,
         .help = {"divisions of GB/T 4754 whose firms build higher by hazard; none: all",
                  "按概率增容的行业大类；不填为全部"},
         .source = design},
    };
}

}  // namespace

const RuleRecord& Conversion::record()
{
    static const RuleRecord record{
        .id = RuleId::conversion,
        .title = {"Conversion of industrial land", "产业用地转换"},
        .clause = "003 (十三)",
        .summary =
            {"Reasonable conversion among industrial and logistics land (not class 3) and R&D land, mixed "
             "industrial land, M0 with its guard, and more floor on own land up to the plan's FAR.",
             "工业、物流仓储（三类除外）与研发设计用地的合理转换，混合产业用地，新型产业用地（M0）监管，"
             "自有用地在规划容积率内增容。"},
        .events = kinds,
        .binding = {.province = {}, .level = ParkLevel::national, .from = 2025},
    };
    return record;
}

Parameters parameters(Conversion& rule)
{
    Parameters all = conversion_parameters(rule);
    for (const Parameters& more : {m0_parameters(rule), hazard_parameters(rule)})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

void validate(const Conversion& rule, const std::string& where, Problems& problems)
{
    for (const auto& [name, price] : rule.price) {
        const auto use = find_land_use(name);
        if (use && is_productive(*use)) continue;
        refuse(problems, {"conversion.price", where + ".price." + printable(name)},
               Said('"' + printable(name) + '"'),
               Text{"a use that is converted: industrial, logistics, research, m0, industrial_1 …",
                    "可转换的用途：industrial、logistics、research、m0、industrial_1 等"},
               Text{"`permu list codes` shows the names", "用 `permu list codes` 查看名称"});
    }
    for (const std::string& text : rule.intensify_divisions)
        if (!parse_division(text))
            refuse(problems, {"conversion.division", where + ".intensify_divisions"},
                   Said('"' + printable(text) + '"'),
                   Text{"a division of GB/T 4754, two digits", "GB/T 4754 行业大类，两位数字"},
                   Text{"write it as \"39\"", "请写成 \"39\""});
}

}  // namespace permu
