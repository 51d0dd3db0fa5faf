/// Indicators: the structure of built land.
#include "permu/indicators/indicator.hpp"

#include "formulas.hpp"

namespace permu {

namespace {

constexpr Indicator family[] = {
    {"industrial_rate",
     {"industrial land rate", "工业用地率"},
     Unit::ratio,
     Timing::stock,
     Direction::neutral,
     true,
     "A2 / A",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return share(p.sums.ledger.a2, p.sums.ledger.a); }},
    {"literal_industrial_share",
     {"industrial and M0 share, literal", "工业或新型产业用地比例"},
     Unit::ratio,
     Timing::stock,
     Direction::neutral,
     true,
     "(industry + M0) / A",
     {"晋政办发〔2024〕59号", "(十)", Confidence::seed},
     [](const Place& p) { return share(p.sums.ledger.a_industrial + p.sums.ledger.a_m0, p.sums.ledger.a); }},
    {"m0_share",
     {"M0 share", "新型产业用地比例"},
     Unit::ratio,
     Timing::stock,
     Direction::neutral,
     true,
     "M0 / A",
     {"商务部 国家级经开区工作方案 (2025)", "(十三)", Confidence::seed},
     [](const Place& p) { return share(p.sums.ledger.a_m0, p.sums.ledger.a); }},
    {"storage_share",
     {"logistics and storage share", "物流仓储用地比例"},
     Unit::ratio,
     Timing::stock,
     Direction::neutral,
     true,
     "storage / A",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return share(p.sums.ledger.a_storage, p.sums.ledger.a); }},
    {"research_share",
     {"research land share", "科研用地比例"},
     Unit::ratio,
     Timing::stock,
     Direction::neutral,
     true,
     "research / A",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return share(p.sums.ledger.a_research, p.sums.ledger.a); }},
    {"residential_share",
     {"residential share", "住宅用地比例"},
     Unit::ratio,
     Timing::stock,
     Direction::neutral,
     true,
     "A1 / A",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return share(p.sums.ledger.a1, p.sums.ledger.a); }},
    {"commercial_share",
     {"commercial share", "商服用地比例"},
     Unit::ratio,
     Timing::stock,
     Direction::neutral,
     true,
     "A4 / A",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return share(p.sums.ledger.a4, p.sums.ledger.a); }},
    {"green_share",
     {"parks and green share", "公园与绿地比例"},
     Unit::ratio,
     Timing::stock,
     Direction::neutral,
     true,
     "A51 / A",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return share(p.sums.ledger.a51, p.sums.ledger.a); }},
    {"transport_share",
     {"transport share", "交通运输用地比例"},
     Unit::ratio,
     Timing::stock,
     Direction::neutral,
     true,
     "(A31 + A32) / A",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return share(p.sums.ledger.a31 + p.sums.ledger.a32, p.sums.ledger.a); }},
};

}  // namespace

std::span<const Indicator> structure_indicators()
{
    return family;
}

}  // namespace permu
