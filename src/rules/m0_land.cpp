/// M0 land: its total and the yearly audit.
#include "m0_land.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "conversion_events.hpp"
#include "exact_share.hpp"
#include "permu/base/math.hpp"
#include "permu/base/parallel.hpp"

namespace permu {
namespace {

std::span<const MixedShare> mixed_of(const ParcelTable& parcels, ParcelId parcel)
{
    const auto by_parcel = [](const MixedShare& m, ParcelId p) { return m.parcel < p; };
    const auto first = std::lower_bound(parcels.mixed.begin(), parcels.mixed.end(), parcel, by_parcel);
    auto last = first;
    while (last != parcels.mixed.end() && last->parcel == parcel)
        ++last;
    return {first, last};
}

void add(M0Land& to, const M0Land& land)
{
    to.m0 += land.m0, to.industrial += land.industrial;
}
void take(M0Land& from, const M0Land& land)
{
    from.m0 -= land.m0, from.industrial -= land.industrial;
}

/// What is wrong with one parcel of M0 land, or with M0 in it.
struct Breach {
    double housing = 0, commercial = 0, support = 0;
    Mm2 m0 = 0;  ///< of its land
    bool any = false;
};

Breach breach_of(const ParcelTable& parcels, ParcelId parcel, const Conversion& rule)
{
    const std::vector<UseShare> uses = mixed_uses(parcels, parcel);
    Breach breach;
    breach.housing = share_of(uses, LandUse::residential);
    breach.commercial = share_of(uses, LandUse::commercial);
    breach.support = parcels.support_share[parcel];
    breach.m0 = m0_land(parcels.area[parcel], parcels.use[parcel], uses).m0;
    // Kept in single precision: exactly 30 % must compare equal to 30 %.
    const bool too_much = parcels.support_share[parcel] > static_cast<float>(rule.m0_support_max);
    breach.any = breach.housing > 0 || breach.commercial > 0 || too_much;
    return breach;
}

std::string shown(double share)
{
    return std::isnan(share) ? "not stated" : fmt::format("{:.6g}", share);
}

void tell_breach(State& state, const Conversion& rule, ParcelId parcel, const Breach& breach)
{
    Event event = conversion_event(state, rule, ConversionEvent::m0_breach, parcel);
    event.unit = Unit::ratio;
    const double estate = breach.housing + breach.commercial;
    event.value = estate > 0 ? estate : breach.support;
    event.threshold = estate > 0 ? 0.0 : rule.m0_support_max;
    state.events.add(
        event, fmt::format("housing={:.6g}; commercial={:.6g}; support_share={} (<={:g}); m0_mu={:.6g}",
                           breach.housing, breach.commercial, shown(breach.support), rule.m0_support_max,
                           mm2_to_mu(breach.m0)));
}

void tell_over_total(State& state, const Conversion& rule, ParkId park, const M0Land& land)
{
    if (land.industrial <= 0 || compare_share(land.m0, land.industrial, rule.m0_total_max) <= 0) return;
    Event event = rule_event(state, Conversion::record(), rule.scope,
                             static_cast<std::size_t>(ConversionEvent::m0_over_total), park);
    event.unit = Unit::ratio;
    event.value = ratio(static_cast<double>(land.m0), static_cast<double>(land.industrial));
    event.threshold = rule.m0_total_max;
    state.events.add(event, fmt::format("m0_mu={:.6g}; planned_industrial_mu={:.6g}", mm2_to_mu(land.m0),
                                        mm2_to_mu(land.industrial)));
}

}  // namespace

M0Land m0_land(Mm2 area, LandUse use, std::span<const UseShare> uses)
{
    if (uses.empty()) return {use == LandUse::m0 ? area : 0, is_industrial(use) ? area : 0};
    M0Land land;
    for (const UseShare& one : uses) {
        const Mm2 part = std::llround(static_cast<double>(area) * one.share);
        if (one.use == LandUse::m0) land.m0 += part;
        if (is_industrial(one.use)) land.industrial += part;
    }
    return land;
}

double share_of(std::span<const UseShare> uses, LandUse use)
{
    double share = 0;
    for (const UseShare& one : uses)
        if (one.use == use) share += one.share;
    return share;
}

std::vector<UseShare> mixed_uses(const ParcelTable& parcels, ParcelId parcel)
{
    std::vector<UseShare> uses;
    if (parcels.mixed.empty()) return uses;
    for (const MixedShare& share : mixed_of(parcels, parcel))
        uses.push_back({share.use, share.share});
    return uses;
}

/// Of all parcels of a park that can be built on.
static M0Land land_of(const State& state, ParkId park)
{
    const ParcelTable& p = state.parcels;
    M0Land sum{};
    const auto parcels = state.parks.parcels(park);
    auto next = p.mixed.end();  // of the mixed shares: both lists ascend
    if (!p.mixed.empty() && parcels.begin() != parcels.end())
        next = std::ranges::lower_bound(p.mixed, *parcels.begin(), {}, &MixedShare::parcel);
    for (const ParcelId parcel : parcels) {
        while (next != p.mixed.end() && next->parcel < parcel)
            ++next;
        const bool is_mixed = next != p.mixed.end() && next->parcel == parcel;
        const LandUse use = intended_use(p, parcel);
        if ((!is_mixed && !is_industrial(use)) || p.stage[parcel] == Stage::unbuildable) continue;
        add(sum, m0_land(p.area[parcel], use, is_mixed ? mixed_uses(p, parcel) : std::vector<UseShare>{}));
    }
    return sum;
}

M0Total::M0Total(const State& state, const Conversion& rule)
    : by_park_(rule.m0_total_of == "park"), parks_(state.parks.size())
{
    parallel_blocks(parks_.size(), state.threads, [&](std::size_t i) {
        parks_[i] = land_of(state, ParkId{static_cast<std::uint32_t>(i)});
    });
    for (const ParkId park : state.parks.rows())
        if (is_member(state.parks.status[park])) add(region_, parks_[park.index]);
}

void M0Total::move(ParkId park, const M0Land& before, const M0Land& after)
{
    for (M0Land* sum : {&parks_[park.index], &region_})
        take(*sum, before), add(*sum, after);
}

/// Parcels that are M0 by a part of their floor, whatever their main use, ascending.
static std::vector<ParcelId> with_m0_share(const ParcelTable& parcels)
{
    std::vector<ParcelId> out;
    for (const MixedShare& one : parcels.mixed)
        if (one.use == LandUse::m0 && one.share > 0 && (out.empty() || out.back() != one.parcel))
            out.push_back(one.parcel);
    return out;
}

void audit_m0(State& state, const Conversion& rule)
{
    const ParcelTable& p = state.parcels;
    const std::vector<ParcelId> mixed = with_m0_share(p);
    bool any_m0 = false;
    for (const ParkId park : state.parks.rows()) {
        ConversionFlows& flows = state.parks.flows[park].conversions;
        flows.audits = flows.breaches = 0;
        if (!rule.scope.covers(state.parks, park) || !is_member(state.parks.status[park])) continue;
        flows.audits = 1;
        for (const ParcelId parcel : state.parks.parcels(park)) {
            any_m0 = any_m0 || p.use[parcel] == LandUse::m0 || p.plan_use[parcel] == LandUse::m0;
            if (p.stage[parcel] < Stage::supplied) continue;
            if (p.use[parcel] != LandUse::m0 && !std::ranges::binary_search(mixed, parcel)) continue;
            const Breach breach = breach_of(p, parcel, rule);
            if (!breach.any) continue;
            ++flows.breaches;
            tell_breach(state, rule, parcel, breach);
        }
    }
    if (!any_m0 && p.mixed.empty()) return;
    const M0Total total(state, rule);
    if (!total.by_park()) {
        tell_over_total(state, rule, ParkId::none(), total.of_region());
        return;
    }
    for (const ParkId park : state.parks.rows())
        if (state.parks.flows[park].conversions.audits)
            tell_over_total(state, rule, park, total.of_park(park));
}

}  // namespace permu
