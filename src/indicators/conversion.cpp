/// Indicators: changes of use, mixed land, and M0 with its guard.
#include "permu/indicators/indicator.hpp"

#include "formulas.hpp"

namespace permu {

namespace {

constexpr Source act{"商务部 国家级经开区工作方案 (2025)", "(十三)", Confidence::seed};

constexpr Indicator family[] = {
    {"converted_mu",
     {"land converted", "转换用途土地"},
     Unit::mu,
     Timing::flow,
     Direction::neutral,
     true,
     "sum over requests carried out",
     act,
     [](const Place& p) { return mu(p.sums.conversions.land); }},
    {"conversions_done",
     {"conversions", "用途转换宗数"},
     Unit::count,
     Timing::flow,
     Direction::neutral,
     true,
     "count",
     act,
     [](const Place& p) { return count(p.sums.conversions.done); }},
    {"conversions_refused",
     {"conversions refused", "未批准的用途转换"},
     Unit::count,
     Timing::flow,
     Direction::neutral,
     true,
     "count of requests for another use or more floor that were refused",
     act,
     [](const Place& p) { return count(p.sums.conversions.refused); }},
    {"mixed_share",
     {"mixed land share", "混合用地比例"},
     Unit::ratio,
     Timing::stock,
     Direction::neutral,
     true,
     "built land with more than one use / A",
     act,
     [](const Place& p) { return share(p.sums.mixed, p.sums.ledger.a); }},
    {"m0_breaches",
     {"M0 parcels in breach of the guard", "违反监管要求的新型产业用地宗数"},
     Unit::count,
     Timing::stock,
     Direction::down,
     true,
     "supplied parcels of M0, be it in part, with housing, commercial space or too large a support share",
     act,
     [](const Place& p) { return known(p.sums.conversions.audits, count(p.sums.conversions.breaches)); }},
    {"m0_support_share",
     {"support share of M0", "新型产业用地配套服务比例"},
     Unit::ratio,
     Timing::stock,
     Direction::neutral,
     true,
     "support share of built M0 land, where it is known / M0",
     {"domain reference 8.5", "", Confidence::design},
     [](const Place& p) { return share(p.sums.m0_support, p.sums.ledger.a_m0); }},
    {"industrial_share_undone",
     {"industrial and M0 share with conversions undone", "还原近三年转换后的工业或新型产业用地比例"},
     Unit::ratio,
     Timing::stock,
     Direction::neutral,
     true,
     "(industry + M0 + industry turned into other uses in the last three years) / A",
     {"permu model", "", Confidence::design},
     [](const Place& p) {
         const Ledger& l = p.sums.ledger;
         return share(l.a_industrial + l.a_m0 + p.sums.converted_recent, l.a);
     }},
};

}  // namespace

std::span<const Indicator> conversion_indicators()
{
    return family;
}

}  // namespace permu
