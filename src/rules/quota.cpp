/// Quota: the year's total, and the pools that divide it among the parks.
#include "permu/rules/quota.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <optional>

#include "land.hpp"
#include "permu/base/math.hpp"
#include "permu/model/merging.hpp"
#include "share_out.hpp"
#include "stated.hpp"

namespace permu {
namespace {

enum Kind : std::size_t { given, linked, unlimited };
constexpr EventKind kinds[] = {
    {"given",
     {"new construction-land quota of the park", "下达新增建设用地计划指标"},
     "002 (十七), 003 (十三)"},
    {"linked", {"quota linked to disposed stock", "增存挂钩指标"}, "001 六"},
    {"unlimited",
     {"no quota is given in the data: land is converted as needed", "未给出计划指标：新增用地不受指标限制"},
     {}},
};

/// The row of the table for a year, or nothing.
const QuotaYear* row_of(const Region& region, Year year)
{
    for (const QuotaYear& row : region.quota_table)
        if (row.year == year) return &row;
    return nullptr;
}

Mm2 grown(double area, double growth, int years)
{
    return to_mm2({area * exact_pow(1 + growth, std::max(0, years))});
}

/// The base quota of the year; nothing when there is no limit.
std::optional<Mm2> base_quota(const State& state, const Quota& rule, Year year)
{
    if (const QuotaYear* row = row_of(state.region, year)) return row->quota;
    if (!std::isnan(rule.base_quota)) {
        const int years = state.base_year ? year - state.base_year - 1 : 0;
        return grown(rule.base_quota, rule.growth, years);
    }
    const QuotaYear* last = nullptr;
    for (const QuotaYear& row : state.region.quota_table)
        if (row.year < year) last = &row;
    if (!last) return std::nullopt;
    return grown(from_mm2(last->quota).value, rule.growth, year - last->year);
}

/// Quota for the stock disposed of last year, and the event that says how.
Mm2 linked_quota(State& state, const Quota& rule, Year year)
{
    const Region& region = state.region;
    const Mm2 stock = region.last_disposed_unsupplied + region.last_disposed_idle;
    const QuotaYear* row = row_of(region, year - 1);
    const bool tasks = row && (row->task_unsupplied >= 0 || row->task_idle >= 0);
    // A task of −1 is none, and met.
    const bool met = tasks && region.last_disposed_unsupplied >= row->task_unsupplied &&
                     region.last_disposed_idle >= row->task_idle;
    const double factor = !tasks ? 1.0 : met ? 1 + rule.bonus : 1 - rule.malus;
    const Mm2 quota = to_mm2({rule.stock_link * from_mm2(stock).value * factor});
    if (stock > 0 || tasks) {
        Event event = rule_event(state, Quota::record(), rule.scope, linked, ParkId::none());
        event.unit = Unit::mu, event.value = mm2_to_mu(quota);
        state.events.add(event, fmt::format("{:.10g} × {:.10g} 亩 × {:.10g}; tasks {}", rule.stock_link,
                                            mm2_to_mu(stock), factor,
                                            !tasks ? "none"
                                            : met  ? "met"
                                                   : "missed"));
    }
    return quota;
}

/// The parks that draw on the quota, and what each still needs and could use. A park that is managed by the
/// head of its merger needs for the head.
class Pools {
public:
    Pools(const State& state, const Quota& rule, Year year)
        : state_(state),
          need_(state.parks.size(), 0),
          usable_(need_),
          land_(need_),
          given_(need_),
          rank_(need_.size(), 1.0)
    {
        const ParkTable& parks = state.parks;
        budget_.reserve(parks.size());
        for (const ParkId park : parks.rows()) {
            budget_.push_back(budget_of(parks, park, year));
            const bool covered = is_member(parks.status[park]) && rule.scope.covers(parks, park);
            if (covered && budget_.back() == park) members_.push_back(park);
        }
        find_need(year);
        find_land();
        find_rank(rule.rank_weight);
    }

    bool empty() const { return members_.empty(); }
    Mm2 given(ParkId park) const { return given_[park.index]; }
    const std::vector<ParkId>& members() const { return members_; }

    /// Gives from a pool to the parks that `may` have it. \return what is left
    template <class May>
    Mm2 give(Mm2 amount, bool all_of_it, May&& may)
    {
        std::vector<double> by_need(given_.size(), 0), by_land(by_need), by_area(by_need);
        for (const ParkId park : members_) {
            const std::size_t i = park.index;
            if (!may(park)) continue;
            by_need[i] = static_cast<double>(need_[i]) * rank_[i];
            by_land[i] = static_cast<double>(usable_[i]);
            by_area[i] = static_cast<double>(land_[i]);
        }
        amount -= take(share_out(amount, by_need, need_));
        amount -= take(share_out(amount, by_land, usable_));
        if (!all_of_it) return amount;
        const std::vector<Mm2> no_cap(given_.size(), amount);
        return amount - take(share_out(amount, by_area, no_cap));
    }

private:
    /// Land that was wanted at the end of last year and not placed, minus ready land.
    void find_need(Year year)
    {
        std::vector<double> wanted(need_.size(), 0);
        double anywhere = 0;
        const ProjectTable& p = state_.projects;
        for (const ProjectId at : p.rows()) {
            const bool counts = p.status[at] == ProjectStatus::waiting && p.arrival[at] < year &&
                                !p.guaranteed[at] && !p.on_own_land[at] && !std::isnan(p.land[at]);
            if (!counts) continue;
            const bool named = p.wanted[at].valid() && is_member(state_.parks.status[p.wanted[at]]);
            // A firm that expands has more or less quota by its class.
            const EnterpriseId firm = p.enterprise[at];
            const float by_class = firm.valid() ? state_.enterprises.quota_multiplier[firm] : 1.0F;
            (named ? wanted[p.wanted[at].index] : anywhere) += p.land[at] * stated(by_class);
        }
        double members = 0;
        for (const ParkId park : state_.parks.rows())
            members += is_member(state_.parks.status[park]) ? 1 : 0;
        for (const ParkId park : state_.parks.rows()) {
            if (!is_member(state_.parks.status[park])) continue;
            const double land = wanted[park.index] + anywhere / members;
            const Mm2 need = std::max(Mm2{0}, to_mm2({land}) - ready_stock(state_, park));
            need_[budget_[park.index].index] += need;
        }
    }

    void find_land()
    {
        const ParcelTable& parcels = state_.parcels;
        for (const ParkId park : state_.parks.rows()) {
            if (!is_member(state_.parks.status[park])) continue;
            const std::size_t budget = budget_[park.index].index;
            for (const ParcelId parcel : state_.parks.parcels(park)) {
                land_[budget] += parcels.area[parcel];
                const bool usable = parcels.stage[parcel] == Stage::planned && !parcels.constrained[parcel];
                if (usable && needs_quota(parcels, parcel)) usable_[budget] += parcels.area[parcel];
            }
        }
    }

    void find_rank(double weight)
    {
        const auto rank_of = [&](ParkId park) {
            const int rank = state_.parks.scores[park].rank;
            return rank > 0 ? rank : state_.parks.evaluation_previous[park];
        };
        int last = 0;
        for (const ParkId park : members_)
            last = std::max(last, rank_of(park));
        for (const ParkId park : members_)
            if (const int rank = rank_of(park); rank > 0 && last > 1)
                rank_[park.index] = 1 + weight * (1 - 2.0 * (rank - 1) / (last - 1));
        // What the evaluation adds for its rewards and warnings.
        for (const ParkId park : members_)
            rank_[park.index] *= state_.parks.quota_weight[park];
    }

    Mm2 take(const std::vector<Mm2>& parts)
    {
        Mm2 sum = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            given_[i] += parts[i], sum += parts[i];
            need_[i] -= std::min(need_[i], parts[i]);
            usable_[i] -= std::min(usable_[i], parts[i]);
        }
        return sum;
    }

    const State& state_;
    std::vector<ParkId> members_;                    ///< that have a quota of their own
    std::vector<ParkId> budget_;                     ///< by park: whose quota its land needs
    std::vector<Mm2> need_, usable_, land_, given_;  ///< by park
    std::vector<double> rank_;
};

}  // namespace

const RuleRecord& Quota::record()
{
    static const RuleRecord record{
        .id = RuleId::quota,
        .title = {"New construction-land quota", "新增建设用地计划指标"},
        .clause = "002 (十七), 003 (十三), 001 六",
        .summary = {"Base quota plus a part of the stock disposed of last year (增存挂钩), divided among the "
                    "parks: the "
                    "national pool, demonstration zones first, then by need and rank.",
                    "基础指标加增存挂钩指标，分配顺序：国家级单列、示范区优先、再按需求和评价名次。"},
        .events = kinds,
        .binding = {},
    };
    return record;
}

void apply(State& state, const Quota& rule, Year year)
{
    const Mm2 link = linked_quota(state, rule, year);
    const std::optional<Mm2> base = base_quota(state, rule, year);
    if (!base) {
        state.events.add(rule_event(state, Quota::record(), rule.scope, unlimited, ParkId::none()));
        return;
    }
    Pools pools(state, rule, year);
    if (pools.empty()) return;
    const auto scaled = [&](Mm2 area) {
        return rule.scale == 1 ? area : to_mm2(from_mm2(area) * rule.scale);
    };
    Mm2 left = scaled(*base) + link + (rule.carry_over ? state.region.quota_carried : 0);
    const QuotaYear* row = row_of(state.region, year);
    const auto national = [&](ParkId park) { return state.parks.level[park] == ParkLevel::national; };
    // A pool without national parks is part of the general one.
    const Mm2 pool = row ? std::min(scaled(row->national_pool), left) : 0;
    left += pools.give(pool, true, national) - pool;
    const Mm2 priority = to_mm2(from_mm2(left) * rule.priority_share);
    left += pools.give(priority, false, [&](ParkId park) {
        return is_demonstration(state.parks.kind[park.index]);
    }) - priority;
    left = pools.give(left, true, [](ParkId) { return true; });
    state.region.quota_given += left;  // parks without any land take nothing
    for (const ParkId park : pools.members()) {
        ParkFlows& flows = state.parks.flows[park];
        flows.quota_given = pools.given(park), flows.quota_limited = true;
        state.region.quota_given += flows.quota_given;
        Event event = rule_event(state, Quota::record(), rule.scope, given, park);
        event.unit = Unit::mu, event.value = mm2_to_mu(flows.quota_given);
        state.events.add(event);
    }
}

}  // namespace permu
