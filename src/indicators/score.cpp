/// Indicators: scores, ranks and potentials.
#include "permu/indicators/indicator.hpp"

#include "formulas.hpp"

namespace permu {

namespace {

constexpr Indicator family[] = {
    {"intensive_use_score",
     {"intensive-use score", "土地集约利用综合分值"},
     Unit::points,
     Timing::stock,
     Direction::up,
     false,
     "weighted scores against ideal values",
     {"开发区土地集约利用评价", "", Confidence::found},
     [](const Place& p) { return of_park(p, &ParkScores::intensive_use); }},
    {"per_mu_score",
     {"score of per-mu benefit", "亩均效益得分"},
     Unit::points,
     Timing::stock,
     Direction::up,
     false,
     "100 min(x / benchmark, 1)",
     {"晋政办发〔2024〕59号", "(二十)", Confidence::seed},
     [](const Place& p) { return of_park(p, &ParkScores::per_mu); }},
    {"agglomeration_score",
     {"score of agglomeration and intensity", "集聚集约得分"},
     Unit::points,
     Timing::stock,
     Direction::up,
     false,
     "100 min(x / benchmark, 1)",
     {"晋政办发〔2024〕59号", "(二十)", Confidence::seed},
     [](const Place& p) { return of_park(p, &ParkScores::agglomeration); }},
    {"growth_score",
     {"score of growth", "增量增速得分"},
     Unit::points,
     Timing::stock,
     Direction::up,
     false,
     "100 min(x / benchmark, 1)",
     {"晋政办发〔2024〕59号", "(二十)", Confidence::seed},
     [](const Place& p) { return of_park(p, &ParkScores::growth); }},
    {"green_score",
     {"score of pollution and carbon", "减污降碳得分"},
     Unit::points,
     Timing::stock,
     Direction::up,
     false,
     "100 min(benchmark / x, 1)",
     {"晋政办发〔2024〕59号", "(二十)", Confidence::seed},
     [](const Place& p) { return of_park(p, &ParkScores::green); }},
    {"composite_score",
     {"composite score", "综合考核得分"},
     Unit::points,
     Timing::stock,
     Direction::up,
     false,
     "weighted sum of the four dimensions",
     {"晋政办发〔2024〕59号", "(二十)", Confidence::seed},
     [](const Place& p) { return of_park(p, &ParkScores::composite); }},
    {"rank",
     {"rank", "考核名次"},
     Unit::count,
     Timing::stock,
     Direction::down,
     false,
     "1 = best",
     {"晋政办发〔2024〕59号", "(二十)", Confidence::seed},
     [](const Place& p) { return rank_of(p); }},
    {"cooperation_parks",
     {"international cooperation parks", "国际合作园区数"},
     Unit::count,
     Timing::stock,
     Direction::up,
     true,
     "recognised sub-parks; empty without sub-parks in the data",
     {"晋政办发〔2020〕85号", "一(二)", Confidence::seed},
     [](const Place& p) { return p.sums.cooperation_parks; }},
};

}  // namespace

std::span<const Indicator> score_indicators()
{
    return family;
}

}  // namespace permu
