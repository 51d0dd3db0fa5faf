/// Conversion (产业用地转换): changes among industrial, logistics and R&D land, M0 with its guard, and
/// building higher on own land.
#pragma once

#include <string>
#include <vector>

#include "permu/rules/rule.hpp"

namespace permu {

/// 003 (十三): 「在符合国土空间规划和用途管制要求前提下，允许国家级经开区工业用地（三类工业用地除外）、
/// 物流仓储用地（三类物流仓储用地除外）和研发设计用地合理转换」; M0 must not become housing or commercial
/// real estate. The act names no number: the caps are local practice, prices and hazards design. Without
/// requests and with hazards of 0 nothing is converted; M0 land is looked at all the same.
struct Conversion {
    RuleScope scope;
    std::string plan = "compatible";   ///< or exact, ignore: how the plan's class is read
    int assume_class = 0;              ///< of land without a class, 1–3; 0: it is not converted
    std::string m0_guard = "refuse";   ///< or record: what the guard forbids happens, and is counted
    double m0_support_max = 0.30;      ///< of floor area, of supporting services
    double m0_total_max = 0.10;        ///< of the planned industrial land, M0 included
    std::string m0_total_of = "park";  ///< or region
    NamedNumbers price;                ///< market price, 万元/m² for 50 years, by use or its family
    double discount_rate = 0.05;       ///< a year, of the factor for the rest of the term
    NamedNumbers request_hazard;       ///< a year, by per-mu class of the firm: A, B, C, D, none
    std::string request_use = "research";
    double request_support_max = 0;  ///< of M0 asked for: support drawn evenly from 0 to it; 0: not stated
    NamedNumbers intensify_hazard;   ///< likewise, of building higher
    double intensify_factor = 1.5;   ///< on the FAR, up to the plan's
    std::vector<std::string> intensify_divisions;  ///< GB/T 4754, two digits; empty: all

    static const RuleRecord& record();
};

Parameters parameters(Conversion& rule);

/// Refuses prices of uses that are not converted, and texts that are no division.
void validate(const Conversion& rule, const std::string& where, Problems& problems);

/// The requests of the year by parcel and id, then those drawn by the hazards, parcel by parcel. One keyed
/// draw a parcel and year each for `request_hazard` and `intensify_hazard`; the class is that of the firm
/// with the most land on the parcel (ties: the first).
///
/// A change of use is refused, with the first of these that is not met; comparisons are inclusive:
///   zone          the park is covered and still a zone
///   supplied      the land is supplied
///   use_control   no red line, permanent farmland or flood storage
///   from, to      industry, logistics, R&D or M0; not class 3; a class that is not known is `assume_class`
///   no_change     the use or the shares are other than before
///   plan          compatible: the plan's class is itself one that may be converted, or not known; exact: it
///                 is the one wanted, or of its family and no lower class; ignore: not tested
///   M0 guard      no housing, no commercial space, no sale unit by unit; support share ≤ m0_support_max,
///                 where it is stated; M0 land ≤ m0_total_max of the planned industrial land. With
///                 m0_guard = "record" these five do not refuse
/// and building higher with:
///   built, floor_known, more_floor   the land is built, its floor known, and less than is wanted
///   plan_far      the plan's FAR is known, and not exceeded (floor that counts for the FAR)
///
/// A parcel takes its use, plan class included, or becomes mixed: shares of floor area. What is paid:
///   granted    top-up = max(0, p(new) − p(old)) · K(rest of the term) · area; nothing is paid back
///   leased     rent · p(new) / p(old), from the year after, never less than before
///   allocated  stays so as R&D land; else it is granted for 50 years at p(new) · area
/// K is the term factor of the rule tenure. Without prices the top-up is unknown, and said to be. More floor
/// on industrial land pays none: 国发〔2008〕3号 (knowledge, verify). Added floor adds to `land_saved` the
/// land it would have needed at the FAR before. Firms stay, and so do their flows; the investment of a
/// request adds to that of the firm on the parcel.
///
/// Last, the M0 audit: supplied M0 parcels with housing or commercial shares or too large a support share are
/// in breach (`m0_breach`, every year), and so is M0 land above its total (`m0_over_total`).
///
/// reads   conversions; parcels.stage, .constrained, .plan_far, .floor_area, .expiry_year; enterprises.grade,
///         holdings
/// writes  parcels.use, .plan_use, .mixed, .converted_year, .converted_share, .support_share, .floor_area,
///         .far_floor_area, .price, .rent, .tenure, .term_years, .expiry_year; enterprises.fixed_investment;
///         flows of conversions, land_saved; accounts; events
void apply(State& state, const Conversion& rule, Year year);

/// The base year: the M0 audit alone.
void assess(State& state, const Conversion& rule, Year year);

}  // namespace permu
