/// Idle land (闲置土地): the fee after one idle year, and recapture without compensation after two.
#pragma once

#include "permu/rules/rule.hpp"

namespace permu {

/// Source of the numbers: 闲置土地处置办法 (Decree 53 of the Ministry of Land and Resources, 2012).
struct IdleLand {
    RuleScope scope;
    double fee_share = 0.20;             ///< of the granted price, once
    int fee_after_years = 1;             ///< idle years
    int recapture_after_years = 2;       ///< idle years
    double area_share_min = 1.0 / 3.0;   ///< developed share below which suspended land is idle, strict
    double investment_share_min = 0.25;  ///< invested share below which suspended land is idle, strict
    int suspended_years = 1;             ///< of suspension before land is idle
    int extension_years = 1;             ///< both limits later where the government is the cause
    double enforcement_share = 1.0;      ///< of cases in which fee and recapture are carried out

    static const RuleRecord& record();
};

Parameters parameters(IdleLand& rule);

/// Refuses a recapture that would come before the fee.
void validate(const IdleLand& rule, const std::string& where, Problems& problems);

/// Idle years at the end of year t = t − agreed start, while works have not started. The agreed start is the
/// parcel's; where the data has none, the base year for land flagged idle, else the year after supply. Land
/// with neither has no clock.
///
/// Not started: idle once the idle years reach `fee_after_years`, with the fee, once; what the data brings
/// beyond that without a fee charged pays it late. Recapture once they reach `recapture_after_years`, refund
/// 0. One keyed draw a parcel and agreed start decides whether both are enforced.
///
/// Suspended works: idle, without fee or recapture, which the decree ties to land that was not started.
///
/// reads   parcels.stage, .agreed_start, .supply_year, .start_year, .suspended_since, .developed_share,
///         .invested_share, .government_cause, .price [万元]
/// writes  parcels.idle, .agreed_start, .fee_charged, .disposed, and on recapture .stage and what belongs to
///         the grant; projects.status; accounts; disposed stock; events
void apply(State& state, const IdleLand& rule, Year year);

}  // namespace permu
