/// Merger: which parks are near, similar and small, which of them merge, and when the steps begin.
#include "permu/rules/merger.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "merger_year.hpp"
#include "permu/model/ledger.hpp"
#include "permu/model/merging.hpp"

namespace permu {
namespace {

ParkId find_park(const ParkTable& parks, std::string_view id)
{
    const auto at = std::ranges::find(parks.id, id);
    return at == parks.id.end() ? ParkId::none() : ParkId{static_cast<std::uint32_t>(at - parks.id.begin())};
}

}  // namespace

MergerYear::MergerYear(State& state, const Merger& rule, Year year)
    : state_(state), parks_(state.parks), rule_(rule), year_(year), taken_(merging_parks(state.parks))
{
    for (const ParkId park : parks_.rows())
        land_.push_back(park_land(parks_, state.parcels, park));
}

void MergerYear::run()
{
    tell_steps();
    for (const auto& [park, head] : rule_.plan)
        merge_as_planned(find_park(parks_, park), find_park(parks_, head));
    merge_by_criteria(rule_.mode != "report");
}

void MergerYear::look_ahead()
{
    merge_by_criteria(false);
    for (const auto& [park, head] : rule_.plan)
        for (const std::string& id : {park, head})
            if (const ParkId at = find_park(parks_, id); !at.valid() || !is_member(parks_.status[at]))
                tell_impossible(at, fmt::format("{} into {}: {}", park, head,
                                                at.valid() ? "not a member" : "no park " + id));
}

void MergerYear::tell_steps()
{
    for (const ParkId park : parks_.rows()) {
        const Merging& merging = parks_.merging[park];
        if (!merging.head.valid()) continue;
        const std::string into = "into " + parks_.id[merging.head.index];
        for (const auto& [from, kind] : {std::pair(merging.space, MergerEvent::space),
                                         std::pair(merging.management, MergerEvent::management),
                                         std::pair(merging.function, MergerEvent::function)})
            if (from == year_) state_.events.add(event_of(kind, park), into);
    }
}

void MergerYear::merge_as_planned(ParkId park, ParkId head)
{
    if (park.valid() && head.valid() && is_free(park) && is_free(head)) decide(park, head, "planned");
}

void MergerYear::merge_by_criteria(bool act)
{
    const bool drawn = state_.geography && state_.geography->parks.size() == parks_.size();
    rule_.unit == "block" && drawn ? merge_blocks(free_parks(), act) : merge_parks(free_parks(), act);
}

void MergerYear::merge_parks(const std::vector<ParkId>& free, bool act)
{
    LandNodes nodes;
    for (const ParkId park : free)
        nodes.free.push_back(park.index);
    for (const ParkId park : parks_.rows())
        nodes.park.push_back(park);
    nodes.land = land_;
    const bool drawn = state_.geography && state_.geography->parks.size() == parks_.size();
    if (drawn) nodes.shapes = &state_.geography->parks;
    nodes.node_of = [this](ParcelId parcel) { return state_.parcels.park[parcel].index; };
    const std::vector<NearPair> pairs = find_candidates(nodes);
    if (!act) return;
    for (const std::vector<std::uint32_t>& group : groups_of(nodes, pairs)) {
        const ParkId head{head_of(nodes, group)};
        if (!goes(head)) continue;
        for (const std::uint32_t park : group)
            if (park != head.index) decide({park}, head, "criteria");
    }
}

std::vector<ParkId> MergerYear::free_parks() const
{
    std::vector<ParkId> free;
    for (const ParkId park : parks_.rows())
        if (is_free(park)) free.push_back(park);
    return free;
}

bool MergerYear::is_free(ParkId park) const
{
    return is_member(parks_.status[park]) && parks_.transition_pending[park] == Transfer::none &&
           !state_.next_land.redraws(park) && rule_.scope.covers(parks_, park) && !taken_[park.index];
}

std::vector<NearPair> MergerYear::find_candidates(const LandNodes& nodes)
{
    const NearCriteria criteria{rule_.near_distance, rule_.similarity_min, to_mm2({rule_.small_area}),
                                rule_.similarity == "employment"};
    std::vector<NearPair> pairs = near_pairs(state_, criteria, nodes);
    for (const NearPair& pair : pairs) {
        const bool first_is_small = nodes.land[pair.a] <= nodes.land[pair.b];
        const std::uint32_t small = first_is_small ? pair.a : pair.b,
                            other = first_is_small ? pair.b : pair.a;
        Event event = event_of(MergerEvent::candidate, nodes.park[small]);
        event.unit = Unit::ratio, event.value = pair.similarity, event.threshold = rule_.similarity_min;
        state_.events.add(event,
                          fmt::format("with {}; distance_m={:.6g} (<={:.6g}); land_km2={:.6g} (<={:.6g})",
                                      parks_.id[nodes.park[other].index], pair.distance, rule_.near_distance,
                                      from_mm2(nodes.land[small]).value / 1e6, rule_.small_area / 1e6));
    }
    return pairs;
}

std::vector<std::vector<std::uint32_t>> MergerYear::groups_of(const LandNodes& nodes,
                                                              const std::vector<NearPair>& pairs)
{
    std::vector<Edge> edges;
    for (const NearPair& pair : pairs)
        edges.emplace_back(pair.a, pair.b);
    const std::vector<std::uint32_t> component = components(nodes.park.size(), edges);
    std::vector<std::vector<std::uint32_t>> groups(nodes.park.size());
    for (const std::uint32_t node : nodes.free)
        groups[component[node]].push_back(node);
    std::erase_if(groups, [](const auto& group) { return group.size() < 2; });
    return groups;
}

std::uint32_t MergerYear::head_of(const LandNodes& nodes, const std::vector<std::uint32_t>& group) const
{
    return *std::ranges::min_element(group, [&](std::uint32_t a, std::uint32_t b) {
        const ParkLevel la = parks_.level[nodes.park[a]], lb = parks_.level[nodes.park[b]];
        if (la != lb) return higher(la, lb) == la;
        return nodes.land[a] != nodes.land[b] ? nodes.land[a] > nodes.land[b] : a < b;
    });
}

bool MergerYear::goes(ParkId head) const
{
    return rule_.mode == "mandatory" ||
           state_.draw(RuleId::merger, parks_.hash[head]).uniform(0) < rule_.probability;
}

void MergerYear::decide(ParkId park, ParkId head, std::string_view why)
{
    Merging& merging = parks_.merging[park];
    const auto after = [](int year) { return static_cast<std::int16_t>(year); };
    merging.head = head;
    merging.space = after(year_ + 1);
    merging.management = after(merging.space + rule_.management_lag);
    merging.function = after(merging.management + rule_.function_lag);
    taken_[park.index] = taken_[head.index] = true;
    Event event = event_of(MergerEvent::decided, park);
    event.unit = Unit::mu, event.value = mm2_to_mu(land_[park.index]);
    state_.events.add(
        event, fmt::format("into {} ({}); space {}-01-01, management {}-01-01, function {}-01-01",
                           parks_.id[head.index], why, merging.space, merging.management, merging.function));
}

void MergerYear::tell_block(ParkId park, ParkId head, Mm2 land, std::size_t parcels)
{
    Event event = event_of(MergerEvent::block, park);
    event.unit = Unit::mu, event.value = mm2_to_mu(land);
    state_.events.add(
        event, fmt::format("into {}; parcels={}; from {}-01-01", parks_.id[head.index], parcels, year_ + 1));
}

void MergerYear::tell_impossible(ParkId park, const std::string& why)
{
    state_.events.add(event_of(MergerEvent::plan_not_possible, park), why);
}

Event MergerYear::event_of(MergerEvent kind, ParkId park) const
{
    return rule_event(state_, Merger::record(), rule_.scope, static_cast<std::size_t>(kind), park);
}

void apply(State& state, const Merger& rule, Year year)
{
    MergerYear(state, rule, year).run();
}

void assess(State& state, const Merger& rule, Year year)
{
    MergerYear(state, rule, year).look_ahead();
}

}  // namespace permu
