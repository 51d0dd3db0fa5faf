/// The tests of a conversion, in their order.
#include "may_convert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "exact_share.hpp"
#include "land.hpp"

namespace permu {
namespace {

enum class Family { other, industrial, logistics, research, m0 };

Family family_of(LandUse use)
{
    using enum LandUse;
    if (use == m0) return Family::m0;
    if (use == research) return Family::research;
    if (is_industrial(use)) return Family::industrial;
    return is_productive(use) ? Family::logistics : Family::other;
}

/// 1 to 3 of industry and logistics; 0: not known; 1 for M0 and research, which have none.
int class_of(LandUse use)
{
    using enum LandUse;
    switch (family_of(use)) {
        case Family::industrial:
            return static_cast<int>(use) - static_cast<int>(industrial);
        case Family::logistics:
            return static_cast<int>(use) - static_cast<int>(logistics);
        default:
            return 1;
    }
}

/// Why a use cannot take part in a conversion: "" or the reason.
std::string unfit(LandUse use, int assume_class)
{
    const std::string name(info(use).id);
    if (family_of(use) == Family::other) return name + " is not converted";
    const int known = class_of(use);
    const int taken = known == 0 ? assume_class : known;
    if (taken == 0) return name + " has no class";
    if (taken == 3) return known == 0 ? name + " is taken as class 3" : name + " is of class 3";
    return {};
}

Objection objection_to_classes(std::string_view why, const std::vector<UseShare>& uses, int assume_class)
{
    for (const UseShare& one : uses)
        if (std::string reason = unfit(one.use, assume_class); !reason.empty())
            return {.why = why, .detail = std::move(reason)};
    return {};
}

/// Whether a plan for `plan` is one for `use`: the same, or the family at an equal or higher class; a plan
/// without a class allows every class that is converted at all.
bool is_planned(LandUse plan, LandUse use)
{
    if (plan == use) return true;
    if (family_of(plan) != family_of(use)) return false;
    return class_of(plan) == 0 || class_of(use) <= class_of(plan);
}

Objection objection_of_plan(const Conversion& rule, LandUse plan, const std::vector<UseShare>& uses)
{
    if (rule.plan == "ignore" || plan == LandUse::none) return {};
    const std::string detail = fmt::format("the plan is for {}", info(plan).id);
    if (rule.plan == "compatible") {
        const bool fits = family_of(plan) != Family::other && class_of(plan) != 3;
        return fits ? Objection{} : Objection{.why = "plan", .detail = detail};
    }
    for (const UseShare& one : uses)
        if (!is_planned(plan, one.use)) return {.why = "plan", .detail = detail};
    return {};
}

Objection guard(std::string_view why, double value, double threshold)
{
    return {.why = why, .of_guard = true, .unit = Unit::ratio, .value = value, .threshold = threshold};
}

/// M0 may not become housing, shops or offices for sale.
Objection objection_of_guard(const Conversion& rule, const Wish& wish)
{
    const double housing = share_of(wish.uses, LandUse::residential);
    const double commercial = share_of(wish.uses, LandUse::commercial);
    if (housing > 0) return guard("m0_housing", housing, 0);
    if (commercial > 0) return guard("m0_commercial", commercial, 0);
    if (wish.divided_sale) return {.why = "m0_divided_sale", .of_guard = true};
    if (wish.support_share > rule.m0_support_max)
        return guard("m0_support", wish.support_share, rule.m0_support_max);
    return {};
}

Objection objection_of_total(const State& state, const Conversion& rule, const M0Total& total,
                             const Wish& wish)
{
    const ParcelTable& p = state.parcels;
    const Mm2 area = p.area[wish.parcel];
    const M0Land& now = total.of(p.park[wish.parcel]);
    const M0Land before = m0_land(area, intended_use(p, wish.parcel), mixed_uses(p, wish.parcel));
    const M0Land after = m0_land(area, wish.uses.front().use, wish.uses);
    if (after.m0 <= before.m0) return {};
    const Mm2 m0 = now.m0 - before.m0 + after.m0;
    const Mm2 industrial = now.industrial - before.industrial + after.industrial;
    if (compare_share(m0, industrial, rule.m0_total_max) <= 0) return {};
    return guard("m0_total", static_cast<double>(m0) / static_cast<double>(industrial), rule.m0_total_max);
}

/// Housing and commercial floor beside M0 are the guard's to judge, not classes that cannot be converted.
std::vector<UseShare> without_estate(const std::vector<UseShare>& uses)
{
    std::vector<UseShare> rest;
    for (const UseShare& one : uses)
        if (one.use != LandUse::residential && one.use != LandUse::commercial) rest.push_back(one);
    return rest;
}

bool same_uses(const std::vector<UseShare>& a, const std::vector<UseShare>& b)
{
    return std::ranges::equal(
        a, b, [](const UseShare& x, const UseShare& y) { return x.use == y.use && x.share == y.share; });
}

}  // namespace

std::vector<UseShare> uses_of(const ParcelTable& parcels, ParcelId parcel)
{
    std::vector<UseShare> uses = mixed_uses(parcels, parcel);
    if (uses.empty()) uses.push_back({parcels.use[parcel], 1});
    return uses;
}

std::string text_of(const std::vector<UseShare>& uses)
{
    if (uses.size() == 1) return std::string(info(uses[0].use).id);
    std::string all;
    for (const UseShare& one : uses)
        all += fmt::format("{}{}={:g}", all.empty() ? "" : "+", info(one.use).id, one.share);
    return all;
}

Objection objection_to_place(const State& state, const Conversion& rule, ParcelId parcel)
{
    const ParcelTable& p = state.parcels;
    const ParkId park = p.park[parcel];
    if (!rule.scope.covers(state.parks, park)) return {.why = "zone", .detail = "the rule does not cover it"};
    if (!is_member(state.parks.status[park])) return {.why = "zone", .detail = "it is no zone any more"};
    if (p.stage[parcel] < Stage::supplied)
        return {.why = "supplied", .detail = std::string(info(p.stage[parcel]).id)};
    if (p.constrained[parcel]) return {.why = "use_control"};
    return {};
}

Objection objection_to_use(const State& state, const Conversion& rule, const M0Total& total, const Wish& wish)
{
    const ParcelTable& p = state.parcels;
    const std::vector<UseShare> now = uses_of(p, wish.parcel);
    const bool to_m0 = share_of(wish.uses, LandUse::m0) > 0;
    const std::vector<UseShare> wanted = to_m0 ? without_estate(wish.uses) : wish.uses;
    if (auto no = objection_to_classes("from", now, rule.assume_class)) return no;
    if (auto no = objection_to_classes("to", wanted, rule.assume_class)) return no;
    if (same_uses(now, wish.uses)) return {.why = "no_change"};
    if (auto no = objection_of_plan(rule, p.plan_use[wish.parcel], wanted)) return no;
    if (!to_m0 || rule.m0_guard == "record") return {};
    if (auto no = objection_of_guard(rule, wish)) return no;
    return objection_of_total(state, rule, total, wish);
}

Objection objection_to_floor(const State& state, const Wish& wish)
{
    const ParcelTable& p = state.parcels;
    const ParcelId at = wish.parcel;
    const double floor = p.floor_area[at], area = from_mm2(p.area[at]).value;
    if (p.stage[at] != Stage::built) return {.why = "built", .detail = std::string(info(p.stage[at]).id)};
    if (std::isnan(floor)) return {.why = "floor_known"};
    if (!(wish.floor_area > floor))
        return {"more_floor", {}, false, Unit::square_metre, wish.floor_area, floor};
    if (std::isnan(p.plan_far[at])) return {.why = "plan_far", .detail = "not known"};
    const double counted = std::isnan(p.far_floor_area[at]) ? floor : p.far_floor_area[at];
    const double far = (counted + wish.floor_area - floor) / area;
    // The plan's limit is kept in single precision: a FAR of exactly that must compare equal.
    if (static_cast<float>(far) > p.plan_far[at])
        return {"plan_far", {}, false, Unit::ratio, far, std::round(p.plan_far[at] * 1e6) / 1e6};
    return {};
}

}  // namespace permu
