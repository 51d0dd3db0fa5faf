/// Exit (腾笼换鸟): land that firms leave by breach, buy-back or transfer, its clean-up, and inefficient
/// land.
#pragma once

#include <string>

#include "permu/rules/rule.hpp"

namespace permu {

/// No document gives these numbers: all are design. By default a negotiation ends nowhere, so that nothing
/// leaves unless the scenario says how likely it is.
struct LandExit {
    LandExit();

    RuleScope scope;
    double exit_probability = 0;   ///< a year, that a negotiation with a firm ends with its exit
    double transfer_share = 0.3;   ///< of exits that give the land to a new firm
    double transfer_factor = 1;    ///< figures of the new firm over those of the old one
    double response_cost = 0;      ///< exit hazard a year for each 万元/亩 that the firm's class costs it
    int clean_up_years = 1;        ///< before the land is ready again
    double discount_rate = 0.05;   ///< a year, of the value of the remaining term
    int term_years = 50;           ///< term of land whose own is unknown
    double building_value = 0.12;  ///< 万元 per m² of floor, new
    int building_life = 20;        ///< years of straight depreciation
    double unknown_age_share = 0.5;      ///< of the new value, for buildings of unknown age
    double breach_compensation = 0;      ///< share of the compensation that is paid on breach
    double inefficient_tax_share = 0.5;  ///< of the group's mean tax per mu; less is inefficient, strict
    std::string group = "region";        ///< of the mean: region, park or division
    int grace_years = 2;                 ///< no test of tax for firms so young
    TableSetting indicators;             ///< control indicators, of which only far is used

    static const RuleRecord& record();
};

Parameters parameters(LandExit& rule);
/// Refuses a table that cannot be read.
void validate(const LandExit& rule, const std::string& where, Problems& problems);

/// Tells the assumed response to cost, if there is one.
void assess(State& state, const LandExit& rule, Year year);

/// Value in 万元 of what remains of a grant: price · (1 − (1+r)^−m) / (1 − (1+r)^−n); m of n years are left.
double remaining_value(double price, double discount_rate, int left, int of);

/// In this order:
///   clean-up   land left so many years ago is ready
///   breach     parcels whose contract the review has ended leave, with `breach_compensation` of the
///              compensation
///   class D    twice in a row opens a negotiation on the granted built land that the firm holds alone; one
///              keyed draw a firm and year decides whether it ends with the exit, a second one whether by
///              transfer or by buy-back
///   cost       any firm whose class costs it more than it gets (surcharges less reliefs of the year) leaves
///              its granted built land with the chance response_cost · cost per mu, by a draw of its own
///   test       built productive land is inefficient when its tax per mu is below the share of its group's
///              mean (Σ tax / Σ land of the firms), or its FAR below the control of its division and grade;
///              what has neither figure is not tested
///
///   compensation = remaining value of the granted part + building value · floor · (1 − age / life)
///
/// Land that is left keeps its approval, has no building and is planned until it is clean. On a transfer the
/// parcel stays as it is; a new firm "<old>-T<year>" has the old one's figures · `transfer_factor` and no
/// class. Tenants, leased and allocated land leave by other ways.
///
/// reads   enterprises.grade, .grade_previous, .tax, .land, .policy_cost, holdings; parcels.review, .tenure,
/// .price,
///         .expiry_year, .completion_year, .floor_area …
/// writes  parcels: what came with the supply, .stage, .clean_until, .inefficient; enterprises (rows leave
/// and
///         come); projects of land that is left; accounts; parks.flows; events
void apply(State& state, const LandExit& rule, Year year);

}  // namespace permu
