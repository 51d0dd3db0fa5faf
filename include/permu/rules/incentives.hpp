/// Incentives (差别化政策): land-use tax and power price by per-mu class, and the subsidy of research.
#pragma once

#include <array>
#include <string>

#include "permu/rules/rule.hpp"

namespace permu {

/// What firms of one class pay and get.
struct ClassIncentives {
    double land_use_tax_factor = 1;  ///< of the level
    double power_surcharge = 0;      ///< 万元/kWh
    double quota_multiplier = 1;     ///< of quota for the firm's own expansion
    double price_discount = 0;       ///< of the land price for the firm's own expansion
};

/// No document gives rates by class: design, but the bands and the subsidy.
struct Incentives {
    Incentives();

    RuleScope scope;
    double land_use_tax = 4e-4;  ///< level, 万元 per m² and year
    std::string city_class =
        "small";                     ///< whose statutory band holds: large, medium, small, county_town_mining
    bool poor_area = false;          ///< the band reaches 30 % further down
    bool relief_below_band = false;  ///< a relief below the band has been approved by the tax authority
    TableSetting land_use_tax_bands;  ///< city_class, min_yuan_per_m2_year, max_…, poor_area_min_factor
    std::array<ClassIncentives, 4> by_class;  ///< A, B, C, D
    double rewarded_factor =
        1;                 ///< times the factor of the class, in parks that the last evaluation rewarded
    double rd_min = 1000;  ///< 万元 of research from which the province subsidises
    double rd_stock_rate = 0.03, rd_increment_rate = 0.10;
    std::string rd_stock = "previous";  ///< the stock: last year's research, or "min" of both years

    static const RuleRecord& record();
};

Parameters parameters(Incentives& rule);

/// Refuses a level outside the statutory band, and tables that do not give one.
void validate(const Incentives& rule, const std::string& where, Problems& problems);

/// The band in 万元 per m² and year; NaN where the table has none for the class of city.
struct TaxBand {
    double min, max;
};
TaxBand tax_band(const Incentives& rule);

/// What the province pays for research: stock rate · stock + increment rate · (current − previous, if
/// positive), where the firm keeps a research reserve and `current` reaches the minimum. Amounts in 万元; the
/// rates are caps (不高于), paid in full.
double rd_subsidy(const Incentives& rule, double current, double previous);

/// Each firm pays level · land, and gets level · (1 − factor) · land back; a firm without class nothing. In a
/// park that the last evaluation rewarded the factor is multiplied by `rewarded_factor`. A
/// factor that leaves the band is refused by 001 五, and the edge of the band is paid, unless a relief below
/// it was approved. Surcharge = rate · power. Money is booked as one event a park and reason, the subsidy of
/// research as one a firm; land of a firm in several parks is split by its parcels. Firms in parks that have
/// left the zone are left out. Class also means terms for a firm that expands in the
/// next year: the multiplier of its quota (0: no new land) and the discount on the price of the new land.
///
/// reads   enterprises.grade, .land, .power, .rd, .rd_previous, .rd_reserve, holdings; parks.status,
/// .rewarded writes  accounts; enterprises.policy_cost (surcharge less relief), .quota_multiplier,
/// .land_discount; events
void apply(State& state, const Incentives& rule, Year year);

/// The terms for expansions, by the classes that the data says.
void assess(State& state, const Incentives& rule, Year year);

}  // namespace permu
