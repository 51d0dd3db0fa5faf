/// Proposes parts and joined lots from the shelves, and asks the land whether they can be made.
#include "shaped_lots.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "permu/model/land_shapes.hpp"

namespace permu {
namespace {

constexpr std::size_t starts_of_shelf = 16;
constexpr std::size_t most_members = 6;
constexpr std::int64_t made_lot = 2'000'000;  ///< one point of misfit

class Shaper {
public:
    Shaper(Market& market, const Applicant& one, const LotIndex& lots, std::size_t parts)
        : market_(market),
          state_(market.state()),
          one_(one),
          lots_(lots),
          parts_(parts),
          limits_(lot_limits(market.rule()))
    {
    }

    std::vector<Option> run(bool standard, std::size_t most)
    {
        const StandardLand& rule = market_.rule();
        market_.for_each_shelf(one_, lots_, standard,
                               [&](std::size_t i, std::uint32_t s, const LotShelf& shelf) {
                                   if (rule.subdivide) propose_parts(i, s, shelf);
                                   if (rule.assemble) propose_joins(i, s, shelf);
                               });
        std::sort(proposed_.begin(), proposed_.end(), [](const Option& a, const Option& b) {
            return std::tuple(a.misfit, a.park, a.lot.parcel, a.joined) <
                   std::tuple(b.misfit, b.park, b.lot.parcel, b.joined);
        });
        std::vector<Option> out;
        for (Option& option : proposed_) {
            if (out.size() == most) break;
            const bool again = !out.empty() && out.back().lot.parcel == option.lot.parcel &&
                               out.back().joined == option.joined;
            if (!again && can_be_made(option)) out.push_back(std::move(option));
        }
        return out;
    }

private:
    void propose_parts(std::size_t i, std::uint32_t s, const LotShelf& shelf)
    {
        const Mm2 rest = to_mm2({market_.rule().minimum_remainder});
        const std::size_t from = shelf.from(std::max(one_.most + 1, one_.wanted + rest - 1));  // to the mm²
        for (std::size_t at = from; at < shelf.size() && at < from + parts_; ++at) {
            Option option = market_.option_of(one_, i, s, shelf.lot(at));
            option.lot.area = one_.wanted, option.part = true;
            option.misfit = market_.option_of(one_, i, s, option.lot).misfit + made_lot;
            proposed_.push_back(std::move(option));
        }
    }

    void propose_joins(std::size_t i, std::uint32_t s, const LotShelf& shelf)
    {
        const std::size_t end = shelf.from(one_.least);
        const std::size_t begin = end > starts_of_shelf ? end - starts_of_shelf : 0;
        for (std::size_t at = begin; at < end; ++at) {
            const Lot first = shelf.lot(at);
            std::vector<ParcelId> members{first.parcel};
            Mm2 sum = first.area;
            while (sum < one_.least && members.size() < most_members && add_nearest(shelf, members, sum)) {
            }
            if (sum < one_.least || sum > one_.most) continue;
            std::sort(members.begin(), members.end());
            Option option = market_.option_of(one_, i, s, {members.front(), sum, first.grade});
            option.misfit += made_lot;
            option.joined = std::move(members);
            proposed_.push_back(std::move(option));
        }
    }

    /// Adds the neighbour on the shelf that brings the sum nearest to what is wanted.
    bool add_nearest(const LotShelf& shelf, std::vector<ParcelId>& members, Mm2& sum) const
    {
        const ParcelTable& land = state_.parcels;
        const ParcelGraph& graph = state_.geography->graph;
        ParcelId best;
        for (const ParcelId member : members) {
            const auto neighbours = graph.neighbours(member);
            const auto lengths = graph.lengths(member);
            for (std::size_t n = 0; n < neighbours.size(); ++n) {
                const ParcelId other{neighbours[n]};
                const bool fits = lengths[n] > 0 && shelf.holds({other, land.area[other]}) &&
                                  land.stage[other] == land.stage[members.front()] &&
                                  sum + land.area[other] <= one_.most &&
                                  std::find(members.begin(), members.end(), other) == members.end();
                if (fits && (!best.valid() || nearer(sum, other, best))) best = other;
            }
        }
        if (!best.valid()) return false;
        members.push_back(best);
        sum += land.area[best];
        return true;
    }

    bool nearer(Mm2 sum, ParcelId a, ParcelId b) const
    {
        const auto off = [&](ParcelId parcel) {
            return std::pair(std::abs(sum + state_.parcels.area[parcel] - one_.wanted), parcel);
        };
        return off(a) < off(b);
    }

    bool can_be_made(const Option& option) const
    {
        if (option.part)
            return cut_parcel(state_, option.lot.parcel, from_mm2(option.lot.area), limits_).has_value();
        return usable_join(state_, option.joined, limits_);
    }

    Market& market_;
    const State& state_;
    const Applicant& one_;
    const LotIndex& lots_;
    std::size_t parts_;
    LotLimits limits_;
    std::vector<Option> proposed_;
};

}  // namespace

LotLimits lot_limits(const StandardLand& rule)
{
    return {.minimum_width = rule.minimum_width, .fill_min = rule.fill_min};
}

std::vector<Option> shaped_lots(Market& market, const Applicant& one, const LotIndex& lots, bool standard,
                                std::size_t most, std::size_t parts)
{
    const State& state = market.state();
    const bool mapped = state.geography && state.geography->graph.size() == state.parcels.size();
    const bool wanted = market.rule().assemble || market.rule().subdivide;
    if (!wanted || !mapped || one.wanted <= 0) return {};
    return Shaper(market, one, lots, parts).run(standard, most);
}

std::optional<Option> best_made(Market& market, const Applicant& one, const LotIndex& lots, bool standard)
{
    std::vector<Option> made = shaped_lots(market, one, lots, standard, 1);
    return made.empty() ? std::nullopt : std::optional(std::move(made.front()));
}

std::optional<Option> best_or_made(Market& market, const Applicant& one, const LotIndex& lots, bool standard)
{
    if (std::optional<Option> whole = market.best(one, lots, standard)) return whole;
    return best_made(market, one, lots, standard);
}

void remove(LotIndex& lots, const State& state, const Option& option)
{
    LotShelf& shelf = lots.shelves(option.park)[option.shelf];
    for (const ParcelId parcel : parcels_of(option))
        shelf.remove({parcel, state.parcels.area[parcel], option.lot.grade});
}

}  // namespace permu
