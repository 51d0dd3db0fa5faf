/// The numbers behind the synthetic province, each with where it is from. No law: a likeness of real land.
#pragma once

#include <array>
#include <string_view>

namespace permu {

/// exp(normal(mean_ln, sd_ln)), cut to [least, most].
struct LogNormal {
    double mean_ln, sd_ln, least, most;
};

/// Lot sizes in ha. Industry: 773 mainland grants of 2017 (ln mean 0.50, sd 1.31, 0.05–55 ha); the others
/// from the quantiles of zoning in science parks (n 34 to 407): median, and sd from P25 to P75.
struct LotKind {
    std::string_view code;  ///< 用地用海
    double share;           ///< of the land in lots: published use shares without roads
    double urban_share;     ///< of it in a park that has become a town: housing leads
    LogNormal hectares;
    double far_median;  ///< achieved; industry 0.93 (national zones 2019), others near 1.0–1.8
};
inline constexpr std::array<LotKind, 10> lot_kinds{{
    {"100101", 0.21, 0.22, {0.35, 1.00, 0.20, 25}, 1.05},  // industry, class 1
    {"100102", 0.30, 0.26, {0.50, 1.10, 0.20, 40}, 0.90},  // industry, class 2
    {"100103", 0.06, 0.03, {0.90, 1.10, 0.30, 40}, 0.65},  // industry, class 3
    {"110101", 0.04, 0.03, {0.40, 0.90, 0.20, 11}, 0.80},  // logistics
    {"0802", 0.02, 0.04, {0.20, 0.80, 0.20, 8}, 1.60},     // research
    {"070102", 0.10, 0.24, {0.30, 0.80, 0.15, 8}, 1.80},   // housing
    {"0901", 0.04, 0.05, {-0.20, 0.80, 0.10, 5}, 1.60},    // commerce
    {"0804", 0.06, 0.04, {0.16, 0.90, 0.10, 11}, 0.90},    // education and other public
    {"1401", 0.14, 0.07, {-0.10, 0.90, 0.08, 7}, 0.00},    // parks
    {"1302", 0.03, 0.02, {0.60, 0.70, 0.30, 9}, 0.40},     // utilities
}};

/// Price of industrial land, 万元/亩: median 15.3 of 741 grants of 2017; sd from P10 6.4 and P90 31.0.
inline constexpr LogNormal industrial_price{2.73, 0.62, 4.0, 60.0};
/// Per mu of industrial land, 万元: fixed investment 285 (Qinghai) to 599 (national); tax 9.6 to 45.
inline constexpr LogNormal investment_per_mu{5.75, 0.45, 60, 2500};
inline constexpr LogNormal tax_per_mu{2.55, 0.75, 0.2, 250};
inline constexpr LogNormal revenue_per_mu{5.60, 0.60, 20, 5000};
/// Land a project asks for, mu: as industrial grants, without the largest.
inline constexpr LogNormal project_mu{3.20, 0.80, 8, 400};

/// Manufacturing divisions that inland zones lead with, and how often a firm outside the leading ones is of
/// each.
struct DivisionKind {
    int division;
    double weight;
    double tce_per_wan;  ///< energy per 万元 of value added
};
inline constexpr std::array<DivisionKind, 14> division_kinds{{
    {13, 6, 0.25},
    {14, 6, 0.22},
    {26, 7, 1.60},
    {27, 7, 0.18},
    {29, 6, 0.45},
    {30, 7, 1.30},
    {31, 4, 2.60},
    {33, 9, 0.40},
    {34, 10, 0.20},
    {35, 11, 0.17},
    {36, 8, 0.16},
    {38, 10, 0.18},
    {39, 12, 0.12},
    {59, 7, 0.20},
}};

/// Of built industrial lots, this share has a firm; the rest stands empty.
inline constexpr double occupied_share = 0.88;

}  // namespace permu
