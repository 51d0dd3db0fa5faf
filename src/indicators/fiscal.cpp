/// Indicators: the fiscal account.
#include "permu/indicators/indicator.hpp"

#include "formulas.hpp"

namespace permu {

namespace {

constexpr Indicator family[] = {
    {"land_revenue_wan",
     {"land revenue", "土地收入"},
     Unit::wan_yuan,
     Timing::flow,
     Direction::up,
     true,
     "prices + rents",
     {"permu account", "", Confidence::design},
     [](const Place& p) { return wan(p, Reason::land_price) + wan(p, Reason::land_rent); }},
    {"idle_fee_wan",
     {"idle-land fees", "土地闲置费"},
     Unit::wan_yuan,
     Timing::flow,
     Direction::neutral,
     true,
     "sum",
     {"闲置土地处置办法 (2012)", "第十四条", Confidence::found},
     [](const Place& p) { return wan(p, Reason::idle_fee); }},
    {"preparation_cost_wan",
     {"cost of land preparation", "土地整备成本"},
     Unit::wan_yuan,
     Timing::flow,
     Direction::down,
     true,
     "sum",
     {"permu model", "", Confidence::design},
     [](const Place& p) { return 0 - wan(p, Reason::preparation_cost); }},
    {"tax_relief_wan",
     {"land-use tax relief", "城镇土地使用税减免"},
     Unit::wan_yuan,
     Timing::flow,
     Direction::neutral,
     true,
     "sum",
     {"permu model", "", Confidence::design},
     [](const Place& p) { return 0 - wan(p, Reason::tax_relief); }},
    {"rd_subsidy_wan",
     {"R&D subsidy", "研发补助"},
     Unit::wan_yuan,
     Timing::flow,
     Direction::neutral,
     true,
     "sum",
     {"晋政办发〔2024〕59号", "(七)", Confidence::seed},
     [](const Place& p) { return 0 - wan(p, Reason::rd_subsidy); }},
    {"price_top_up_wan",
     {"price top-ups on conversion", "转换用途补缴价款"},
     Unit::wan_yuan,
     Timing::flow,
     Direction::neutral,
     true,
     "sum",
     {"商务部 国家级经开区工作方案 (2025)", "(十三)", Confidence::design},
     [](const Place& p) { return wan(p, Reason::price_top_up); }},
    {"damages_wan",
     {"damages for breach", "违约金"},
     Unit::wan_yuan,
     Timing::flow,
     Direction::neutral,
     true,
     "sum",
     {"标准地 达产复核", "", Confidence::design},
     [](const Place& p) { return wan(p, Reason::damages); }},
    {"compensation_wan",
     {"compensation paid", "收回补偿支出"},
     Unit::wan_yuan,
     Timing::flow,
     Direction::down,
     true,
     "sum",
     {"晋政办发〔2024〕59号", "(十七)", Confidence::seed},
     [](const Place& p) { return 0 - wan(p, Reason::compensation); }},
    {"fiscal_balance_wan",
     {"balance of the fiscal account", "财政账户余额（当年）"},
     Unit::wan_yuan,
     Timing::flow,
     Direction::up,
     true,
     "sum of all bookings of the year",
     {"permu model", "", Confidence::design},
     [](const Place& p) { return from_fen(p.sums.flows.account.total()).value; }},
};

}  // namespace

std::span<const Indicator> fiscal_indicators()
{
    return family;
}

}  // namespace permu
