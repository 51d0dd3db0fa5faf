/// Indicators: the city–industry integration index and its parts.
#include "permu/indicators/indicator.hpp"

#include "formulas.hpp"

namespace permu {

namespace {

constexpr Indicator family[] = {
    {"city_integration_index",
     {"city–industry integration index", "产城融合指数"},
     Unit::ratio,
     Timing::stock,
     Direction::up,
     true,
     "0.25 residential + 0.25 balance + 0.20 services + 0.15 mix + 0.15 density",
     {"产城融合指数", "", Confidence::design},
     [](const Place& p) { return city_integration(p.sums).index; }},
    {"integration_residential",
     {"integration: housing", "产城融合：居住"},
     Unit::ratio,
     Timing::stock,
     Direction::up,
     true,
     "min(1, (A1 / A) / 0.25)",
     {"产城融合指数", "", Confidence::design},
     [](const Place& p) { return city_integration(p.sums).residential; }},
    {"integration_balance",
     {"integration: jobs and residents", "产城融合：职住平衡"},
     Unit::ratio,
     Timing::stock,
     Direction::up,
     true,
     "max(0, 1 - |ln(jobs / employed residents)| / ln 3)",
     {"产城融合指数", "", Confidence::design},
     [](const Place& p) { return city_integration(p.sums).balance; }},
    {"integration_services",
     {"integration: services", "产城融合：公共服务"},
     Unit::ratio,
     Timing::stock,
     Direction::up,
     true,
     "min(1, (A4 + A51 + A52) / (0.25 A))",
     {"产城融合指数", "", Confidence::design},
     [](const Place& p) { return city_integration(p.sums).services; }},
    {"integration_mix",
     {"integration: mix of uses", "产城融合：用地混合度"},
     Unit::ratio,
     Timing::stock,
     Direction::up,
     true,
     "entropy over six groups of use / ln 6",
     {"产城融合指数", "", Confidence::design},
     [](const Place& p) { return city_integration(p.sums).mix; }},
    {"integration_density",
     {"integration: density", "产城融合：人口密度"},
     Unit::ratio,
     Timing::stock,
     Direction::up,
     true,
     "min(1, residents per ha of A / 100)",
     {"产城融合指数", "", Confidence::design},
     [](const Place& p) { return city_integration(p.sums).density; }},
};

}  // namespace

std::span<const Indicator> integration_indicators()
{
    return family;
}

}  // namespace permu
