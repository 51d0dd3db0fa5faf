/// Tenure: its record, parameters and what cannot be.
#include <fmt/format.h>

#include <cmath>

#include "division.hpp"
#include "land_prices.hpp"
#include "permu/base/csv.hpp"
#include "permu/base/resource.hpp"
#include "permu/rules/tenure.hpp"
#include "refuse.hpp"

namespace permu {
namespace {

constexpr std::string_view illegal_preference = "001 五";
constexpr EventKind kinds[] = {
    {"granted", {"land granted", "出让"}, {}},
    {"leased", {"land leased", "租赁"}, {}},
    {"allocated", {"land allocated", "划拨"}, {}},
    {"rent", {"land rent", "土地租金"}, {}},
    {"renewed", {"term renewed", "续期"}, "001 六"},
    {"expired", {"term has run out", "年期届满"}, "001 六"},
    {"vacated", {"land vacated", "腾退"}, "001 六"},
    {"converted", {"leased land granted after its stage", "先租后让转为出让"}, "002 (十七)"},
    {"relet", {"leased part let again", "租赁部分续租"}, "002 (十七)"},
    {"discount_refused",
     {"discount below floor or cost refused", "低于最低价标准或成本的优惠不予执行"},
     illegal_preference},
    {"base_price_parity",
     {"industrial base price for a service project", "服务业项目按工业用途确定底价"},
     "002 (十七)"},
    {"floor_unknown", {"parcels without a known price floor", "土地等别不详、未适用最低价标准的地块"}, {}},
};

TableSetting built_in(std::string_view name)
{
    return {.path = {}, .table = parse_csv(resource(name), name)};
}

void validate_mix(const TenureRule& rule, const std::string& where, Problems& problems)
{
    double sum = 0;
    for (const auto& [kind, share] : rule.mix)
        sum += share;
    if (std::fabs(sum - 1) > 1e-9)
        refuse(problems, {"tenure.mix", where + ".mix"},
               {fmt::format("shares that sum to {}", sum), fmt::format("各项之和为 {}", sum)},
               Text{"shares that sum to 1", "各项之和为 1"},
               Text{"change the shares, e.g. mix = { grant = 0.6, lease = 0.4 }",
                    "请调整各项，例如 mix = { grant = 0.6, lease = 0.4 }"});
}

void validate_terms(const TenureRule& rule, const std::string& where, Problems& problems)
{
    const int full = LandPrices(rule, 0).statutory_years(LandUse::industrial);
    const auto check = [&](std::string_view key, int years) {
        if (years <= full) return;
        refuse(problems, {"tenure.term", fmt::format("{}.{}", where, key)}, Said(fmt::format("{}", years)),
               {fmt::format("at most the statutory term of industrial land, {} years", full),
                fmt::format("不超过工业用地法定最高年限 {} 年", full)},
               Text{"shorten the term", "请缩短年期"});
    };
    check("flexible_years", rule.flexible_years);
    check("lease_years", rule.lease_years);
    check("lease_stage_years", rule.lease_stage_years);
}

void validate_divisions(const TenureRule& rule, const std::string& where, Problems& problems)
{
    for (const std::string& text : rule.parity_divisions)
        if (!parse_division(text))
            refuse(problems, {"tenure.division", where + ".parity_divisions"},
                   Said('"' + printable(text) + '"'),
                   Text{"a division of GB/T 4754, two digits", "GB/T 4754 行业大类（两位数字）"},
                   Text{"write it as \"64\"", "请写成 \"64\""});
}

void require_columns(const TableSetting& setting, const Fault& fault,
                     std::initializer_list<std::string_view> columns, Problems& problems)
{
    for (const std::string_view column : columns)
        if (!setting.table.find(column))
            refuse(
                problems, fault,
                {fmt::format("a table without the column {}", column), fmt::format("表中缺少列 {}", column)},
                {fmt::format("a table with the column {}", column), fmt::format("表中应有列 {}", column)},
                Text{"add the column or name another file", "请补充该列或指定其他文件"});
}

}  // namespace

TenureRule::TenureRule()
    : price{{"industrial", 15.3 / square_metres_per_mu},
            {"residential", 120 / square_metres_per_mu},
            {"commercial", 77.7 / square_metres_per_mu}},
      floor_price(built_in("scenarios/tables/land_price_floor.csv")),
      statutory_terms(built_in("scenarios/tables/statutory_terms.csv"))
{
}

const RuleRecord& TenureRule::record()
{
    static const RuleRecord record{
        .id = RuleId::tenure,
        .title = {"Tenure and price", "供地方式与地价"},
        .clause = "002 (十七), 001 六",
        .summary =
            {"Land is granted, granted for a flexible term, leased, leased before it is granted, part "
             "leased and part granted, or allocated; the price is never below floor or cost; rents are "
             "booked; expired terms are renewed or the land is vacated.",
             "以出让、弹性年期、租赁、先租后让、租让结合或划拨方式供地；价格不低于最低价标准和成本；按年收取"
             "租金；届满续期"
             "或腾退。"},
        .events = kinds,
        .binding = {},
    };
    return record;
}

namespace {

Parameters tenure_parameters(TenureRule& rule)
{
    constexpr Source civil_code{"民法典", "第七百零五条", Confidence::found};
    constexpr Source design{};
    return {
        {.key = "mix",
         .slot = &rule.mix,
         .unit = Unit::ratio,
         .help = {"shares of industrial-type parcels by kind of tenure; they sum to 1",
                  "工业类用地各供应方式的宗数比例，合计为 1"},
         .source = design,
         .min = 0,
         .max = 1,
         .choices = {"grant", "flexible", "lease", "lease_then_grant", "mixed"},
         .whole = true},
        {.key = "flexible_years",
         .slot = &rule.flexible_years,
         .unit = Unit::years,
         .help = {"term of a flexible grant", "弹性年期出让年限"},
         .source = {"自然资源部 2022 年产业用地供应通知", "弹性年期出让", Confidence::knowledge_verify},
         .min = 1,
         .max = 70},
        {.key = "lease_years",
         .slot = &rule.lease_years,
         .unit = Unit::years,
         .help = {"term of a lease", "租赁年限"},
         .source = civil_code,
         .min = 1,
         .max = 20},
        {.key = "lease_stage_years",
         .slot = &rule.lease_stage_years,
         .unit = Unit::years,
         .help = {"years of lease before the grant, of lease_then_grant", "先租后让的租赁阶段年限"},
         .source = {"自然资源部 2022 年产业用地供应通知", "先租后让，一般不超过 5 年",
                    Confidence::knowledge_verify},
         .min = 1,
         .max = 20},
        {.key = "mixed_lease_share",
         .slot = &rule.mixed_lease_share,
         .unit = Unit::ratio,
         .help = {"share of the land that is leased, of mixed tenure", "租让结合中租赁部分的面积比例"},
         .source = design,
         .min = 0,
         .max = 1},
        {.key = "statutory_terms",
         .slot = &rule.statutory_terms,
         .help = {"table of the longest terms: use, max_years", "法定最高年限表：use, max_years"},
         .source = {"国务院令第55号", "第十二条", Confidence::found},
         .is_path = true},
        {.key = "renew_classes",
         .slot = &rule.renew_classes,
         .help = {"per-mu classes whose expired terms are renewed; none: not evaluated",
                  "年期届满可续期的亩均等级；none 为未评价"},
         .source = design,
         .choices = {"A", "B", "C", "D", "none"}},
    };
}

Parameters market_parameters(TenureRule& rule)
{
    constexpr Source grants{"land grants 2017 (public notices)", "medians; 741 industrial",
                            Confidence::found};
    constexpr Source design{};
    return {
        {.key = "discount_rate",
         .slot = &rule.discount_rate,
         .unit = Unit::ratio,
         .help = {"yearly rate of the term factor and the rent", "年期修正和租金的还原利率"},
         .source = design,
         .min = 0,
         .max = 0.5},
        {.key = "price",
         .slot = &rule.price,
         .unit = Unit::wan_yuan_per_mu,
         .help = {"market price for the statutory term by group (industrial, residential, commercial) or "
                  "land use; a price alone is that of industrial land",
                  "法定最高年期市场地价，按类（industrial、residential、commercial）或用途；只给一个价格时为"
                  "工业用地价格"},
         .source = grants,
         .min = 0,
         .max = 100000,
         .alone = "industrial"},
        {.key = "price_growth",
         .slot = &rule.price_growth,
         .unit = Unit::ratio,
         .help = {"yearly growth of market prices from price_year, in constant money",
                  "市场地价年增长率（不变价），自 price_year 起"},
         .source = design,
         .min = -0.5,
         .max = 0.5},
        {.key = "price_year",
         .slot = &rule.price_year,
         .unit = Unit::year,
         .help = {"year the market prices are of; 0: the base year", "市场地价所属年份；0 为基准年"},
         .source = design,
         .min = 0,
         .max = 2200},
        {.key = "price_by_grade",
         .slot = &rule.price_by_grade,
         .help = {"table of market prices that goes before `price`: land_grade, use, price_10k_yuan_per_mu",
                  "分等别市场地价表，优先于 price：land_grade, use, price_10k_yuan_per_mu"},
         .source = design,
         .is_path = true},
    };
}

Parameters floor_parameters(TenureRule& rule)
{
    constexpr Source floor_notice{"国土资发〔2006〕307号", "15 grades", Confidence::knowledge_verify};
    constexpr Source design{};
    return {
        {.key = "floor_price",
         .slot = &rule.floor_price,
         .help = {"table of the lowest prices of industrial land: land_grade, floor_yuan_per_m2",
                  "工业用地出让最低价标准表：land_grade, floor_yuan_per_m2"},
         .source = floor_notice,
         .is_path = true},
        {.key = "cost",
         .slot = &rule.cost,
         .unit = Unit::wan_yuan_per_mu,
         .help = {"cost of acquisition and preparation that no price may be below",
                  "取得与前期开发成本，地价不得低于此"},
         .source = design,
         .min = 0,
         .max = 100000},
        {.key = "discount",
         .slot = &rule.discount,
         .unit = Unit::ratio,
         .help = {"discount on the market price of industrial-type land; refused below floor or cost",
                  "工业类用地市场地价优惠幅度；低于最低价或成本者不予执行"},
         .source = design,
         .min = 0,
         .max = 1},
        {.key = "base_price_parity",
         .slot = &rule.base_price_parity,
         .help = {"eligible services on commercial land pay the industrial base price",
                  "符合条件的服务业项目按工业用途确定底价"},
         .source = {"002", "(十七)", Confidence::seed}},
        {.key = "parity_divisions",
         .slot = &rule.parity_divisions,
         .help = {"divisions (two digits) that are eligible besides service projects: internet, software and "
                  "data",
                  "除服务业项目外适用的行业大类（两位）：互联网、软件和大数据"},
         .source = design},
    };
}

Parameters priority_parameters(TenureRule& rule)
{
    constexpr Source notice{"国土资发〔2009〕56号", "70 %", Confidence::found};
    constexpr Source intensive{"国土资发〔2009〕56号", "用地集约", Confidence::knowledge_verify};
    constexpr Source design{};
    return {
        {.key = "priority_floor_share",
         .slot = &rule.priority_floor_share,
         .unit = Unit::ratio,
         .help = {"share of the floor for projects both prioritised and land-intensive",
                  "优先发展且用地集约项目的最低价比例"},
         .source = notice,
         .min = 0,
         .max = 1},
        {.key = "priority_tiers",
         .slot = &rule.priority_tiers,
         .help = {"tiers that count as prioritised by the province", "视为省优先发展产业的层级"},
         .source = design,
         .choices = {"traditional", "emerging", "future"}},
        {.key = "priority_new_quality",
         .slot = &rule.priority_new_quality,
         .help = {"whether new quality productive forces are prioritised", "新质生产力项目是否视为优先发展"},
         .source = design},
        {.key = "control_far",
         .slot = &rule.control_far,
         .unit = Unit::ratio,
         .help = {"FAR control by division (two digits) or `default`, for the test of land intensity",
                  "判定用地集约所用的容积率控制值，按行业大类（两位）或 default"},
         .source = design,
         .min = 0,
         .max = 20},
        {.key = "intensive_far",
         .slot = &rule.intensive_far,
         .unit = Unit::ratio,
         .help = {"a project is land-intensive from this multiple of the FAR control",
                  "承诺容积率达到控制值的此倍数为用地集约"},
         .source = intensive,
         .min = 0,
         .max = 10},
    };
}

}  // namespace

Parameters parameters(TenureRule& rule)
{
    Parameters all = tenure_parameters(rule);
    for (const Parameters& part :
         {market_parameters(rule), floor_parameters(rule), priority_parameters(rule)})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

void validate(const TenureRule& rule, const std::string& where, Problems& problems)
{
    validate_mix(rule, where, problems);
    validate_terms(rule, where, problems);
    validate_divisions(rule, where, problems);
    require_columns(rule.floor_price, {"tenure.table", where + ".floor_price"},
                    {"land_grade", "floor_yuan_per_m2"}, problems);
    require_columns(rule.statutory_terms, {"tenure.table", where + ".statutory_terms"}, {"use", "max_years"},
                    problems);
    if (!rule.price_by_grade.table.columns.empty())
        require_columns(rule.price_by_grade, {"tenure.table", where + ".price_by_grade"},
                        {"land_grade", "use", "price_10k_yuan_per_mu"}, problems);
    for (const std::string_view group : {"industrial", "residential", "commercial"})
        if (!rule.price.contains(group))
            refuse(problems, {"tenure.price", fmt::format("{}.price.{}", where, group)},
                   Text{"no price", "未给出"},
                   Text{"a market price, e.g. \"15.3 万元/亩\"", "市场地价，例如 \"15.3 万元/亩\""},
                   Text{"add it to the table `price`", "请在 price 中补充"});
}

}  // namespace permu
