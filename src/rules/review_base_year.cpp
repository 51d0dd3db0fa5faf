/// Review: what of the data can never be reviewed, counted in the base year.
#include "permu/rules/review.hpp"
#include "review_events.hpp"

namespace permu {
namespace {

bool has_promise(const ParcelTable& p, ParcelId parcel)
{
    return p.project[parcel].valid() || p.promised_investment[parcel] > 0 || p.promised_tax[parcel] > 0 ||
           p.promised_far[parcel] > 0 || p.promised_energy[parcel] > 0;
}

}  // namespace

void assess(State& state, const CommitmentReview& rule, Year)
{
    const ParcelTable& p = state.parcels;
    int promised_nothing = 0, undated = 0;
    for (const ParkId park : state.parks.rows()) {
        if (!rule.scope.covers(state.parks, park)) continue;
        for (const ParcelId parcel : state.parks.parcels(park)) {
            if (!p.standard[parcel]) continue;
            const bool promise = has_promise(p, parcel);
            promised_nothing += !promise;
            // Whoever still builds gets a date with its firm.
            undated += promise && p.stage[parcel] == Stage::built && p.ramp_end[parcel] == no_year;
        }
    }
    const auto tell = [&](ReviewEvent kind, int count) {
        if (count == 0) return;
        Event event = rule_event(state, CommitmentReview::record(), rule.scope,
                                 static_cast<std::size_t>(kind), ParkId::none());
        event.unit = Unit::count, event.value = count;
        state.events.add(event);
    };
    tell(ReviewEvent::without_promises, promised_nothing);
    tell(ReviewEvent::without_date, undated);
}

}  // namespace permu
