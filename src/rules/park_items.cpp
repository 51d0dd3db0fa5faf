/// The items parks are evaluated by. Figures of the nation are of the ministry's yearly notices.
#include "park_items.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "permu/base/math.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
/// Notices print 万元 per hectare.
constexpr double mu_per_hectare = 15;

using F = const ParkFigures&;

double share(Mm2 part, Mm2 whole)
{
    return ratio(static_cast<double>(part), static_cast<double>(whole));
}
double per_mu(const KnownSum& sum, Mm2 area)
{
    return ratio(sum.value(), mm2_to_mu(area));
}
/// m² on land in mm².
double per_land(const KnownSum& square_metres, Mm2 area)
{
    return ratio(square_metres.value(), from_mm2(area).value);
}
/// What a unit of value added takes, over the firms that tell both. Without value added there is nothing it
/// could be for: beyond every benchmark, which is no points, and not missing, which would be the points of
/// the other items.
double per_value(const RatioSum& pair)
{
    if (pair.known == 0) return nan;
    return pair.under > 0 ? pair.value() : infinity;
}
/// From nothing or less than nothing no growth rate is defined: no points, and not missing either, because a
/// year of loss would then raise the score of the next one.
double grown(const KnownSum& now, double before)
{
    if (now.known == 0 || std::isnan(before)) return nan;
    return before > 0 ? now.value() / before - 1 : -infinity;
}

// Columns: id, name, dimension, set, less is better, benchmark, value; intensive use: target, ideal, weight.
// Ideals: a system of 2025 for economic and technological zones; weights of targets and items: one of
// 2012–2015. Both were read in public code, and the 规程 leaves them to experts.
constexpr ParkItem items[] = {
    // ---- per-mu benefit ----
    // national mean 539.96 万元/ha (end of 2019)
    {"tax_per_mu",
     {"tax per mu", "综合亩均税收"},
     ScoreDimension::per_mu,
     ItemSet::both,
     false,
     539.96 / mu_per_hectare,
     [](F f) { return per_mu(f.sums.tax, f.sums.ledger.a); },
     "benefit",
     25,
     0},  // of city-integrated parks alone: industrial ones have the tax of industry
    // 678.99 万元/ha (end of 2019)
    {"industrial_tax_per_mu",
     {"industrial tax per mu", "工业用地亩均税收"},
     ScoreDimension::per_mu,
     ItemSet::industrial,
     false,
     678.99 / mu_per_hectare,
     [](F f) { return per_mu(f.sums.industrial_tax, f.sums.ledger.a2); },
     "benefit",
     25,
     0.5},
    // 8984.3 万元/ha (end of 2019)
    {"fixed_investment_per_mu",
     {"fixed investment per mu", "工业用地固定资产投入强度"},
     ScoreDimension::per_mu,
     ItemSet::industrial,
     false,
     8984.3 / mu_per_hectare,
     [](F f) { return per_mu(f.sums.industrial_fixed_investment, f.sums.ledger.a2); },
     "benefit",
     3344 / mu_per_hectare,
     0.5},
    // Lishui 2019: 73.71 万元/亩
    {"value_added_per_mu",
     {"value added per mu", "工业用地亩均增加值"},
     ScoreDimension::per_mu,
     ItemSet::industrial,
     false,
     73.71,
     [](F f) { return per_mu(f.sums.industrial_value_added, f.sums.ledger.a2); }},

    // ---- agglomeration and intensity ----
    // 76.92 % (end of 2019)
    {"built_share_of_developable",
     {"built share of developable land", "已建成占可建设用地比例"},
     ScoreDimension::agglomeration,
     ItemSet::both,
     false,
     0.7692,
     [](F f) { return share(f.sums.ledger.a, f.sums.ledger.developable()); }},
    // 92.68 % (end of 2019)
    {"supply_rate",
     {"supply rate", "土地供应率"},
     ScoreDimension::agglomeration,
     ItemSet::both,
     false,
     0.9268,
     [](F f) { return share(f.sums.ledger.d, f.sums.ledger.a + f.sums.ledger.b21); },
     "degree",
     1,
     0.5,
     AreaSet::main},
    // capped by its ideal where land was built without a record of supply; the ideal of 1 is a design
    {"built_rate",
     {"built rate", "土地建成率"},
     ScoreDimension::none,
     ItemSet::both,
     false,
     0,
     [](F f) { return share(f.sums.ledger.a, f.sums.ledger.d); },
     "degree",
     1,
     0.5,
     AreaSet::main},
    // of a development area in place of both; the row of 2012 stores its weight as 0.5, not 1
    {"development_rate",
     {"development rate", "土地开发率"},
     ScoreDimension::none,
     ItemSet::both,
     false,
     0,
     [](F f) {
         const Ledger& l = f.sums.ledger;
         return share(l.a + l.b21, l.developable());
     },
     "degree",
     0.93,
     1,
     AreaSet::development},
    {"industrial_rate",
     {"industrial land rate", "工业用地率"},
     ScoreDimension::none,
     ItemSet::industrial,
     false,
     0,
     [](F f) { return share(f.sums.ledger.a2, f.sums.ledger.a); },
     "structure",
     0.55,
     1},
    // H / A; the share of high-technology land is an item of 高新区 in the 规程, its weight and ideal are
    // design
    {"high_tech_rate",
     {"land rate of high technology", "高新技术产业用地率"},
     ScoreDimension::none,
     ItemSet::industrial,
     false,
     0,
     [](F f) { return per_land(f.sums.high_tech_land, f.sums.ledger.a); },
     "structure",
     0.3,
     0},
    // 1.06 (2024)
    {"comprehensive_far",
     {"floor area ratio", "综合容积率"},
     ScoreDimension::agglomeration,
     ItemSet::both,
     false,
     1.06,
     [](F f) { return comprehensive_far(f.sums); },
     "intensity",
     1.14,
     0.25},
    // 33.87 % (2024)
    {"building_density",
     {"building density", "建筑密度"},
     ScoreDimension::agglomeration,
     ItemSet::both,
     false,
     0.3387,
     [](F f) { return building_density(f.sums); },
     "intensity",
     0.42,
     0.22},
    // 0.93 (end of 2019)
    {"industrial_far",
     {"floor area ratio of industrial land", "工业用地综合容积率"},
     ScoreDimension::agglomeration,
     ItemSet::industrial,
     false,
     0.93,
     [](F f) { return industrial_far(f.sums); },
     "intensity",
     0.98,
     0.25},
    // the control of 2023: 40 %
    {"industrial_building_coefficient",
     {"building coefficient of industrial land", "工业用地建筑系数"},
     ScoreDimension::none,
     ItemSet::industrial,
     false,
     0,
     [](F f) { return industrial_building_coefficient(f.sums); },
     "intensity",
     0.40,
     0.28},
    // persons per hectare; 103 m² of built land a person
    {"population_density",
     {"population density", "人口密度"},
     ScoreDimension::agglomeration,
     ItemSet::city,
     false,
     10000.0 / 103,
     [](F f) { return ratio(f.sums.population, to_hectares(from_mm2(f.sums.ledger.a))); },
     "intensity",
     10000.0 / 103,
     0.25},
    // design; in the intensive-use score 100 · (1 − x), without an ideal
    {"idle_rate",
     {"idle rate", "土地闲置率"},
     ScoreDimension::agglomeration,
     ItemSet::both,
     true,
     0.02,
     [](F f) { return share(f.sums.ledger.g, f.sums.ledger.d); },
     "performance",
     0,
     1},
    // design
    {"leading_share",
     {"revenue share of leading industries", "主导产业营业收入占比"},
     ScoreDimension::agglomeration,
     ItemSet::both,
     false,
     0.5,
     [](F f) { return f.leading_share; }},

    // ---- growth: design, 5 % a year ----
    {"tax_growth",
     {"growth of tax", "税收增速"},
     ScoreDimension::growth,
     ItemSet::both,
     false,
     0.05,
     [](F f) { return grown(f.sums.tax, f.last_tax); }},
    {"value_added_growth",
     {"growth of value added", "增加值增速"},
     ScoreDimension::growth,
     ItemSet::both,
     false,
     0.05,
     [](F f) { return grown(f.sums.value_added, f.last_value_added); }},

    // ---- pollution and carbon: means of large firms in Huangyan 2022 ----
    {"energy_per_value_added",
     {"energy per value added", "单位增加值能耗"},
     ScoreDimension::green,
     ItemSet::both,
     true,
     1 / 2.694,
     [](F f) { return per_value(f.sums.energy_per_value); }},
    {"emission_per_value_added",
     {"emission per value added", "单位增加值排放"},
     ScoreDimension::green,
     ItemSet::both,
     true,
     1 / 4929.81,
     [](F f) { return per_value(f.sums.emission_per_value); }},
    // energy of the mean, 2.66 t a tce
    {"carbon_per_value_added",
     {"carbon per value added", "单位增加值碳排放"},
     ScoreDimension::green,
     ItemSet::both,
     true,
     2.66 / 2.694,
     [](F f) { return per_value(f.sums.carbon_per_value); }},
    // design
    {"green_power_share",
     {"share of green power", "绿电占比"},
     ScoreDimension::green,
     ItemSet::both,
     false,
     0.3,
     [](F f) { return f.sums.green_of_power.value(); }},
};

}  // namespace

std::string_view dimension_id(ScoreDimension dimension)
{
    constexpr std::string_view ids[] = {"per_mu", "agglomeration", "growth", "green", ""};
    return ids[static_cast<std::size_t>(dimension)];
}

std::span<const ParkItem> park_items()
{
    return items;
}

std::span<const std::string_view> intensive_targets()
{
    static constexpr std::string_view targets[] = {"degree", "structure", "intensity", "benefit",
                                                   "performance"};
    return targets;
}

bool in_intensive_use(const ParkItem& item, ParkType type, AreaRole role)
{
    const AreaSet other = role == AreaRole::development ? AreaSet::main : AreaSet::development;
    return !item.target.empty() && item.areas != other && counts_for(item, type);
}

Text listed_items()
{
    static const std::array<std::string, 2> lists = [] {
        std::array<std::string, 2> text{
            "weights of items within their dimension; not named: 1; 0: left out. A park is compared with the "
            "benchmark alone: no item has a min-max group. ↑ more, ↓ less is better:",
            "指标在所属方面内的权重；未列出为 1，0 为不采用。各园区单独与基准值比较，均不设极差分组；"
            "↑ 越大越好，↓ 越小越好："};
        for (const ParkItem& item : items) {
            const std::string_view arrow = item.less_is_better ? "↓" : "↑";
            const bool city = item.set == ItemSet::city, all = item.set == ItemSet::both;
            text[0] += fmt::format(" {} {}{};", item.id, arrow,
                                   all    ? ""
                                   : city ? " (city-integrated)"
                                          : " (industrial)");
            text[1] += fmt::format(" {} {}{}{}；", item.id, item.name.zh, arrow,
                                   all    ? ""
                                   : city ? "（产城融合型）"
                                          : "（工业主导型）");
        }
        return text;
    }();
    return {lists[0], lists[1]};
}

bool counts_for(const ParkItem& item, ParkType type)
{
    const ItemSet wanted = type == ParkType::city_integrated ? ItemSet::city : ItemSet::industrial;
    return (static_cast<unsigned>(item.set) & static_cast<unsigned>(wanted)) != 0;
}

}  // namespace permu
