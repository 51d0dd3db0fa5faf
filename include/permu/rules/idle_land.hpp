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

/// reads   parcels.stage, .agreed_start, .start_year, .suspended_since, .developed_share, .invested_share, .price [万元]
/// writes  parcels.idle, .fee_charged, .disposed, and on recapture .stage and what belongs to the grant; accounts; events
void apply(State& state, const IdleLand& rule, Year year);

}  // namespace permu
