/// Booking of money, names of entities, and the first of January.
#include "permu/model/state.hpp"

#include <algorithm>
#include <cmath>

#include "permu/base/problem.hpp"
#include "permu/base/table.hpp"
#include "permu/model/merging.hpp"

namespace permu {
namespace {

/// Above it fen do not fit in 64 bits.
constexpr double largest_amount = 9e12;

/// Money that no account can take is a fault of the rule that books it.
void require_bookable(const State& state, const Booking& b)
{
    const bool amount_fits = std::abs(b.amount.value) < largest_amount;  // false for NaN
    const bool park_known = b.park.index < state.parks.size();
    if (amount_fits && park_known && b.reason != Reason::none) return;
    const std::string amount = std::isnan(b.amount.value) ? "NaN" : shortest(b.amount.value);
    throw InvariantError(Problem{
        .code = "invariant.booking",
        .where = "year " + std::to_string(state.year) + ", rule " + std::string(rule_name(b.event.rule)) +
                 ", " + entity_id(state, b.event),
        .found = {"an amount of " + amount + " 万元 for " + std::string(reason_name(b.reason).en),
                  "金额 " + amount + " 万元，事由：" + std::string(reason_name(b.reason).zh)},
        .expected = {"an amount below 9e12 万元 with a reason and the park whose account it is",
                     "金额应小于 9e12 万元，并有事由和所属园区"},
        .remedy = {"this is a fault of the program: report it with run.json",
                   "这是程序自身的错误，请连同 run.json 一并反馈"},
    });
}

}  // namespace

void book(State& state, Booking booking, std::string_view detail)
{
    require_bookable(state, booking);
    const Fen fen = to_fen(booking.amount);
    const ParkId budget = budget_of(state.parks, booking.park, state.year);
    state.parks.flows[budget].account.add(booking.reason, fen);
    state.region.account.add(booking.reason, fen);
    state.region.booked_this_year.add(booking.reason, fen);
    Event& event = booking.event;
    event.value = from_fen(fen).value;  // as booked, so that the printed values add up to the account
    event.unit = Unit::wan_yuan;
    event.reason = booking.reason;
    event.year = state.year;
    event.fen = fen;
    state.events.add(event, detail);
}

std::string entity_id(const State& state, const Event& event)
{
    if (event.gone) return std::string(state.events.id_of_gone(event));
    switch (event.entity) {
        case EntityKind::park:
            return state.parks.id[event.row];
        case EntityKind::parcel:
            return std::string(state.parcels.id[ParcelId{event.row}]);
        case EntityKind::project:
            return std::string(state.projects.id[ProjectId{event.row}]);
        case EntityKind::enterprise:
            return std::string(state.enterprises.id[EnterpriseId{event.row}]);
        case EntityKind::region:
            break;
    }
    return "region";
}

void count_refusal(State& state, ParkId wanted, RefusedFor reason)
{
    const auto why = static_cast<std::size_t>(reason);
    ++state.region.refused;
    ++state.region.refused_for[why];
    if (!wanted.valid()) return;
    ++state.parks.flows[wanted].refused;
    ++state.parks.flows[wanted].refused_for[why];
}

void start_year(State& state, Year year)
{
    state.measured.reset();
    state.year = year;
    for (const ParkId park : state.parks.rows()) {
        state.parks.flows[park] = {};
        // Decided at the end of last year: that year's indicators were still those of its members.
        if (state.parks.transition_pending[park] != Transfer::none)
            state.parks.status[park] = ParkStatus::transitioned;
        state.parks.transition_pending[park] = Transfer::none;
        if (state.parks.delisting_pending[park]) state.parks.status[park] = ParkStatus::delisted;
        state.parks.delisting_pending[park] = 0;
    }
    for (double& cost : state.enterprises.policy_cost.values())
        cost = 0;
    Region& region = state.region;
    region.booked_this_year = {};
    region.quota_carried = std::max(Mm2{0}, region.quota_given - region.quota_used);
    region.quota_given = region.quota_used = region.quota_outside = 0;
    region.last_disposed_unsupplied = std::exchange(region.disposed_unsupplied, 0);
    region.last_disposed_idle = std::exchange(region.disposed_idle, 0);
    region.land_taken_in = 0;
    region.arrived = region.placed = region.lost = region.refused = 0;
    region.refused_for = {};
    state.admissions.clear();
    state.events.clear();
    state.why_not.clear();
    revise_land(state, std::exchange(state.next_land, {}));
    complete_mergers(state);
}

}  // namespace permu
