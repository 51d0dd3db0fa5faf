/// Review of commitments (标准地 达产复核): what a standard parcel really yields against what was promised
/// for it.
#pragma once

#include "permu/rules/rule.hpp"

namespace permu {

/// The agreements behind standard land name review, rectification and damages; the numbers are design.
struct CommitmentReview {
    RuleScope scope;
    NamedNumbers tolerance{{"default", 0.20}};  ///< shortfall (or excess) that still passes, by indicator
    int rectify_years = 1;                      ///< between the first look and the second
    double damages_share = 0.05;                ///< of the price of the land, once
    int cap_years = 3;                          ///< evaluations in which the firm is of class C at best
    double recapture_below = 0;                 ///< the contract ends below this share of a promise; 0: never
    double response = 0;  ///< share of the shortfall of output and tax made good while rectifying

    static const RuleRecord& record();
};

Parameters parameters(CommitmentReview& rule);

/// Counts the standard parcels that come without promised values: nothing can be reviewed there.
void assess(State& state, const CommitmentReview& rule, Year year);

/// Built standard parcels in the year their ramp-up ends (`ramp_end`), and those whose time to rectify is
/// over. What the data says is past its ramp-up by the base year is taken as reviewed.
///
/// Actual values are those of the firm of the parcel's project on all its parcels, against the project's
/// promises; without a project, those of the firms on the parcel by their share of land, against the
/// parcel's. A promise or a figure that is unknown is not tested; where nothing can be tested the parcel is
/// skipped, and counted. Comparisons are inclusive:
///   investment_intensity     fixed investment + price paid    ≥ (1 − tolerance) · promised
///   far, tax_per_mu, output_per_mu                            ≥ (1 − tolerance) · promised
///   energy_per_value_added   (energy, where no value added is promised)  ≤ (1 + tolerance) · promised
///
/// Whoever fails has `rectify_years`; in that time his revenue, value added, tax and R&D rise by `response`
/// of what the tax lacks. Who fails again owes `damages_share` · price, is of class C at best in the
/// evaluations of `cap_years` years, and where a value is below `recapture_below` of its promise the contract
/// is ended: the land leaves by the rule exit.
///
/// reads   parcels.standard, .stage, .ramp_end, .project, .promised_*, .price, .area, floor areas; projects;
///         enterprises: figures, .project, holdings
/// writes  parcels.review, .review_due; enterprises.capped_until and by the response flows; accounts;
///         parks.flows; events
void apply(State& state, const CommitmentReview& rule, Year year);

}  // namespace permu
