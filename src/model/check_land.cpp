/// Checks of land and money: exact, because both are whole numbers.
#include <vector>

#include "model/breaches.hpp"
#include "permu/model/merging.hpp"

namespace permu {
namespace {

constexpr Check land_balance{"land_balance", {"land at the opening:", "期初土地总量"}, "mm²"};
constexpr Check land_sum{
    "land_sum", {"A + B + C equal to the land of the parcels:", "A + B + C 等于地块总面积"}, "mm²"};
constexpr Check parts_of_a{"parts_of_a", {"A1 to A6 adding up to A:", "A1 至 A6 之和等于 A："}, "mm²"};
constexpr Check parts_of_a2{"parts_of_a2", {"its uses adding up to A2:", "各类工矿仓储之和等于 A2："}, "mm²"};
constexpr Check parts_of_b{
    "parts_of_b", {"B11 + B12 + B21 + B22 equal to B:", "B11 + B12 + B21 + B22 等于 B："}, "mm²"};
constexpr Check parts_of_d{"parts_of_d", {"D1 + D21 + D22 equal to D:", "D1 + D21 + D22 等于 D："}, "mm²"};
constexpr Check suppliable{
    "suppliable", {"E equal to B22 and the ready land:", "E 等于 B22 与达到供地条件土地之和："}, "mm²"};
constexpr Check built_is_supplied{
    "built_is_supplied", {"A without unrecorded land at most D:", "A 扣除无供应记录部分不超过 D："}, "mm²"};
constexpr Check supplied_is_ready{"supplied_is_ready", {"D at most A + B21:", "D 不超过 A + B21："}, "mm²"};
constexpr Check quota{"quota", {"quota used at most what was given:", "已用指标不超过下达指标："}, "mm²"};
constexpr Check account_events{
    "account_events",
    {"the events of the year adding up to the account:", "当年事件金额之和等于账户："},
    "fen"};
constexpr Check account_parks{
    "account_parks", {"the parks adding up to the region's account:", "各园区账户之和等于区域账户："}, "fen"};

constexpr Check merged_land{
    "merged_land", {"a merged park to hold no land:", "已整合园区不再有土地："}, "mm²"};
constexpr Check merged_budget{
    "merged_budget", {"quota and money of a managed park to be its head's:", "指标和资金归入主园区："}, ""};
constexpr Check told_land{
    "told_land",
    {"the land told of the parks adding up to all land:", "各园区报告土地之和等于总量："},
    "mm²"};

void check_ledger(Breaches& breaches, const Ledger& l, const auto& who)
{
    breaches.equal(parts_of_a, who, l.a1 + l.a2 + l.a31 + l.a32 + l.a4 + l.a51 + l.a52 + l.a6, l.a);
    breaches.equal(parts_of_a2, who, l.a_industrial + l.a_m0 + l.a_storage + l.a_mining, l.a2);
    breaches.equal(parts_of_b, who, l.b11 + l.b12 + l.b21 + l.b22, l.b);
    breaches.equal(parts_of_d, who, l.d1 + l.d21 + l.d22, l.d);
    breaches.equal(suppliable, who, l.e, l.b22 + l.ready);
    breaches.at_most(built_is_supplied, who, l.a - l.unrecorded, l.d);
    breaches.at_most(supplied_is_ready, who, l.d, l.a + l.b21);
}

/// What a park on its way into another no longer has of its own.
void check_merging(Breaches& breaches, ParkId park, Mm2 land)
{
    const State& state = breaches.state();
    const auto who = [&] { return "park " + state.parks.id[park.index]; };
    if (state.parks.status[park] == ParkStatus::merged) breaches.equal(merged_land, who, land, Mm2{0});
    if (merge_step(state.parks, park, state.year) < MergeStep::management) return;
    const ParkFlows& flows = state.parks.flows[park];
    breaches.equal(merged_budget, who, flows.quota_given, Mm2{0});
    breaches.equal(merged_budget, who, flows.account.total(), Fen{0});
}

/// Figures that are told in the row of a head are in no other.
void check_told(Breaches& breaches, const MeasureSet& measures)
{
    const std::vector<Measures> told = told_measures(breaches.state(), measures);
    if (told.empty()) return;
    Mm2 land = 0;
    for (const Measures& park : told)
        land += park.ledger.total();
    breaches.equal(
        told_land, [] { return std::string("region"); }, land, measures.region_all.ledger.total());
}

}  // namespace

void check_land(Breaches& breaches, const MeasureSet& measures)
{
    const State& state = breaches.state();
    for (const ParkId park : state.parks.rows()) {
        const auto who = [&] { return "park " + state.parks.id[park.index]; };
        const Ledger& ledger = measures.parks[park.index].ledger;
        const Mm2 land = park_land(state.parks, state.parcels, park);
        breaches.equal(land_balance, who, land, state.parks.opening_land[park]);
        breaches.equal(land_sum, who, ledger.total(), land);
        check_ledger(breaches, ledger, who);
        const ParkFlows& flows = state.parks.flows[park];
        breaches.at_most(quota, who, flows.quota_used, flows.quota_given);
        if (state.parks.merging[park].head.valid()) check_merging(breaches, park, land);
    }
    check_told(breaches, measures);
    const auto region = [] { return std::string("region"); };
    check_ledger(breaches, measures.region_all.ledger, region);
    check_geography(breaches);
    breaches.at_most(quota, region, state.region.quota_used, state.region.quota_given);
}

void check_money(Breaches& breaches)
{
    const State& state = breaches.state();
    Account events;
    for (const Event& event : state.events.all())
        events.add(event.reason, event.fen);
    Account parks;
    for (const ParkId park : state.parks.rows())
        parks += state.parks.flows[park].account;
    for (std::size_t i = 0; i < reason_count; ++i) {
        const auto reason = static_cast<Reason>(i);
        const auto who = [&] { return "region, " + std::string(reason_name(reason).en); };
        const Fen booked = state.region.booked_this_year.of(reason);
        breaches.equal(account_events, who, events.of(reason), booked);
        breaches.equal(account_parks, who, parks.of(reason), booked);
    }
}

}  // namespace permu
