/// Tenure (供地方式): how land is held that was supplied this year, at what price, for how long, and what
/// follows.
#pragma once

#include <string>
#include <vector>

#include "permu/rules/rule.hpp"

namespace permu {

/// Prices are of 1 m² for the statutory term of the use; tables are built in unless the user gives a file.
struct TenureRule {
    TenureRule();

    RuleScope scope;
    NamedNumbers mix{{"grant", 1.0}};  ///< shares of industrial-type parcels by kind; sum to 1
    int flexible_years = 20;           ///< 弹性年期
    int lease_years = 10;              ///< 租赁, at most 20 (Civil Code 705)
    int lease_stage_years = 5;         ///< 先租后让: years of lease before the grant
    double mixed_lease_share = 0.5;    ///< 租让结合: share of the land that is leased
    double discount_rate = 0.05;       ///< a year, of K(n) and of the rent
    NamedNumbers price;  ///< market price, 万元/m²: industrial, residential, commercial, or a land use
    double price_growth = 0;       ///< a year, from `price_year`
    int price_year = 0;            ///< the prices are of this year; 0: the base year
    TableSetting price_by_grade;   ///< land_grade, use, price_10k_yuan_per_mu; before `price`; may be empty
    TableSetting floor_price;      ///< land_grade, floor_yuan_per_m2
    TableSetting statutory_terms;  ///< use, max_years
    double cost = 0;               ///< 万元/m² that no price may be below
    double priority_floor_share = 0.70;  ///< of the floor, for prioritised and land-intensive projects
    std::vector<std::string> priority_tiers{"emerging", "future"};  ///< prioritised by the province
    bool priority_new_quality = true;            ///< so are projects of new quality productive forces
    NamedNumbers control_far{{"default", 1.0}};  ///< FAR control by division
    double intensive_far = 1.4;                  ///< land-intensive from this multiple of the control
    double discount = 0;                         ///< of the market price of industrial-type land
    bool base_price_parity = false;              ///< eligible services pay the industrial price
    std::vector<std::string> parity_divisions{"64", "65"};  ///< eligible besides service projects
    std::vector<std::string> renew_classes{"A", "B"};  ///< per-mu classes whose expired terms are renewed

    static const RuleRecord& record();
};

Parameters parameters(TenureRule& rule);

/// Refuses shares that do not sum to 1, terms beyond the statutory ones, texts that are no division, and
/// tables and prices that lack what is needed.
void validate(const TenureRule& rule, const std::string& where, Problems& problems);

/// Term factor (年期修正) K(n) = (1 − (1+r)^−n) / (1 − (1+r)^−N); r = 0: n / N.
/// \param full_years  N, the term the full price is for: the statutory one, 50 years for industry
double term_factor(double discount_rate, int years, int full_years = 50);

/// The yearly rent, paid at the end of each year, that is worth `price` today: price · r / (1 − (1+r)^−n).
double yearly_rent(double price, double discount_rate, int years);

/// New supply: parcels with stage supplied, supply year = `year` and no tenure. Industrial-type land
/// (industry, M0, logistics, mining, research) by one keyed draw a parcel from `mix`; residential and
/// commercial land is granted for the statutory term; all other land is allocated without a price. Parks that
/// the rule does not cover grant for the statutory term.
///
///   price = max(market · (1 − discount) · (1 − class discount), floor [· 0.70], cost) · K(n) · area
///
/// The floor holds for industrial-type land and, under base-price parity, for services in commercial use,
/// and divisions of new business forms where their land would cost more than industrial land, which then pay
/// the industrial price; without a known land grade there is none (event `floor_unknown`, a
/// count). 70 % of it needs both: a prioritised project, and promised FAR ≥ intensive_far · control. A
/// discount, for industrial-type land only, of the rule or of the class of the firm that expands, that would
/// go below floor or cost is refused, and the higher of the two is paid, and counted. A lease is worth the
/// same as a grant of its term; its rent is due at the end of each of the n years after supply.
///   lease_then_grant   a lease of `lease_stage_years`; after it a grant of the rest of the statutory term at
///                      the price of that year, when the works are finished and the review has not failed
///   mixed              one part granted for the statutory term, the other leased; the leased part is let
///                      again at the price of that year while the grant runs
///
/// Expired terms (year > expiry year) of land that is not allocated: housing is renewed for nothing; other
/// land is renewed for the same term at today's price of its use
/// when the best class of a firm on it is in `renew_classes` and no review is failed or open (a review that
/// was never due is not held against it); else D22 for a year, then vacated: planned, approved, nothing
/// built, its firms gone.
///
/// reads   parcels.stage, .supply_year, .use, .plan_use, .grade, .area, .project, .promised_far,
///         .review;
///         parks.land_grade; projects.tier, .new_quality, .service, .far, .division; enterprises.grade,
///         holdings
/// writes  parcels.tenure, .price, .rent, .rent_end, .leased_share, .term_years, .expiry_year, and on
/// vacation
///         what came with the supply; parks.flows; enterprises on vacated land; accounts; events
void apply(State& state, const TenureRule& rule, Year year);

}  // namespace permu
