/// Packages that grow lot by lot, of parcels, of joined parcels and of slices of parcels.
#include "packages.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "permu/model/land_shapes.hpp"

namespace permu {
namespace {

constexpr std::size_t most_seeds = 64;
constexpr std::size_t seeds_of_member = 8;

class Growing {
public:
    Growing(const State& state, const ChainWish& wish, Slices& slices)
        : state_(state),
          graph_(state.geography ? state.geography->graph : ParcelGraph()),
          wish_(wish),
          slices_(slices)
    {
    }

    Package from_own_land()
    {
        start();
        for (const ParcelId parcel : wish_.own_land)
            reach_from(parcel);
        for (const OwnPiece& piece : wish_.own_pieces)
            reach_from_piece(piece.parcel, piece.cut);
        return grow();
    }

    Package from(std::size_t member, const Option& seed)
    {
        start();
        for (const ParcelId parcel : wish_.own_land)
            own_.insert(parcel);
        take(member, seed, 0);
        return grow();
    }

    /// A seed as it stands, or the ways to cut it.
    std::vector<Option> variants(std::size_t member, const Option& seed)
    {
        if (!seed.part) return {seed};
        start();
        std::vector<Option> out;
        for (const auto& cut : cuts(member, seed.lot.parcel))
            out.push_back(sliced(member, seed, cut));
        return out;
    }

private:
    /// What a member could take next, and the boundary that it shares with the package.
    struct Step {
        Option option;
        double contact;
    };

    void start()
    {
        package_ = {};
        beside_.clear(), used_.clear(), own_.clear(), pieces_.clear(), left_.clear();
        placed_.assign(wish_.members.size(), 0);
    }

    Leftover left_of(ParcelId parcel) const
    {
        const auto at = left_.find(parcel);
        return at == left_.end() ? Leftover{parcel, state_.parcels.area[parcel]} : at->second;
    }

    const Slices::Cuts& cuts(std::size_t member, ParcelId parcel)
    {
        const ChainWish::Member& who = wish_.members[member];
        return slices_.cuts(left_of(parcel), who.wanted, who.least, who.most);
    }

    Option sliced(std::size_t member, Option option, const std::shared_ptr<const LotCut>& cut) const
    {
        option.lot.area = Slices::area_of(left_of(option.lot.parcel), *cut, wish_.members[member].wanted);
        option.cut = cut;
        return option;
    }

    /// Boundary with land that is there now; lots that are used later add theirs when they come.
    void reach_from(ParcelId parcel)
    {
        for_each_neighbour(graph_, parcel, [&](ParcelId other, double metres) { beside_[other] += metres; });
    }

    /// The same of a slice: only neighbours of the parcel that adjoin it.
    void reach_from_piece(ParcelId parcel, const std::shared_ptr<const LotCut>& cut)
    {
        pieces_.emplace_back(parcel, cut);
        const Geography& land = *state_.geography;
        for_each_neighbour(graph_, parcel, [&](ParcelId other, double) {
            const double metres = shared_boundary(land, cut->cut, 0, land.parcels, other.index);
            if (metres > 0) beside_[other] += metres;
        });
    }

    void take(std::size_t member, const Option& option, double contact)
    {
        const ChainWish::Member& who = wish_.members[member];
        package_.parts.push_back({member, option});
        package_.guaranteed += who.guaranteed, package_.score += who.score;
        package_.contact += contact, package_.misfit += option.misfit;
        placed_[member] = 1;
        for (const ParcelId parcel : parcels_of(option))
            used_.insert(parcel);
        if (option.part) {
            const ParcelId parcel = option.lot.parcel;
            left_[parcel] = {parcel, left_of(parcel).area - option.lot.area, option.cut};
            reach_from_piece(parcel, option.cut);
        } else {
            for (const ParcelId parcel : parcels_of(option))
                reach_from(parcel);
        }
        // A package that comes to touch the chain's own land may go on along all of it.
        const bool touches =
            std::any_of(own_.begin(), own_.end(), [&](ParcelId own) { return beside_.contains(own); });
        if (!touches) return;
        for (const ParcelId own : std::exchange(own_, {}))
            reach_from(own);
    }

    Package grow()
    {
        while (take_next()) {
        }
        return std::move(package_);
    }

    /// The first member that has a lot beside the package: a parcel, or where there is none a lot that is
    /// made.
    bool take_next()
    {
        for (std::size_t m = 0; m < wish_.members.size(); ++m) {
            if (placed_[m]) continue;
            std::optional<Step> best = longest(m, false);
            if (!best) best = longest(m, true);
            if (!best) continue;
            take(m, best->option, best->contact);
            return true;
        }
        return false;
    }

    std::optional<Step> longest(std::size_t member, bool made)
    {
        std::optional<Step> best;
        for (const Option& option : wish_.members[member].options) {
            if (option.is_made() != made) continue;
            std::optional<Step> step = option.part ? slice_beside(member, option) : whole_beside(option);
            if (step && (!best || step->contact > best->contact)) best = std::move(step);
        }
        return best;
    }

    std::optional<Step> whole_beside(const Option& option) const
    {
        double contact = 0;
        for (const ParcelId parcel : parcels_of(option)) {
            if (used_.contains(parcel)) return std::nullopt;
            if (const auto at = beside_.find(parcel); at != beside_.end()) contact += at->second;
        }
        return contact > 0 ? std::optional(Step{option, contact}) : std::nullopt;
    }

    /// The slice of what is left of the parcel that shares the longest boundary.
    std::optional<Step> slice_beside(std::size_t member, const Option& option)
    {
        const ParcelId parcel = option.lot.parcel;
        const bool cut_before = left_.contains(parcel);
        if (!cut_before && (used_.contains(parcel) || !beside_.contains(parcel))) return std::nullopt;
        std::shared_ptr<const LotCut> best;
        double longest = 0;
        for (const auto& cut : cuts(member, parcel))
            if (const double metres = contact_of(parcel, *cut); metres > longest)
                best = cut, longest = metres;
        if (!best) return std::nullopt;
        return Step{sliced(member, option, best), longest};
    }

    /// Boundary of a slice with the slices of the package, and with its parcels around.
    double contact_of(ParcelId parcel, const LotCut& cut) const
    {
        const Geography& land = *state_.geography;
        double metres = 0;
        std::set<ParcelId> sliced;
        for (const auto& [other, piece] : pieces_) {
            sliced.insert(other);
            metres += shared_boundary(land, cut.cut, 0, piece->cut, 0);
        }
        for_each_neighbour(graph_, parcel, [&](ParcelId other, double) {
            const bool own = std::ranges::binary_search(wish_.own_land, other) && !own_.contains(other);
            if (sliced.contains(other) || !(own || used_.contains(other))) return;
            metres += shared_boundary(land, cut.cut, 0, land.parcels, other.index);
        });
        return metres;
    }

    const State& state_;
    ParcelGraph graph_;
    const ChainWish& wish_;
    Slices& slices_;
    Package package_;
    std::map<ParcelId, double> beside_;  ///< boundary shared with the package, m
    std::set<ParcelId> used_;
    std::set<ParcelId> own_;  ///< the chain's land that the package has not reached
    std::vector<std::pair<ParcelId, std::shared_ptr<const LotCut>>> pieces_;  ///< slices of the package
    std::map<ParcelId, Leftover> left_;                                       ///< of parcels that it cut
    std::vector<std::uint8_t> placed_;
};

bool better(const Package& a, const Package& b)
{
    const auto key = [](const Package& p) {
        return std::tuple(-p.guaranteed, -p.score, -static_cast<double>(p.parts.size()), -p.contact,
                          p.misfit);
    };
    return key(a) < key(b);
}

}  // namespace

Package best_package(const State& state, const ChainWish& wish, Slices& slices)
{
    Growing growing(state, wish, slices);
    Package best = growing.from_own_land();
    // Parcels and lots that are made by turns of their own: neither keeps the other from being tried.
    for (const bool made : {false, true}) {
        std::size_t seeds = 0;
        for (std::size_t m = 0; m < wish.members.size(); ++m) {
            std::size_t of_member = 0;
            for (const Option& option : wish.members[m].options) {
                if (option.is_made() != made) continue;
                if (of_member++ == seeds_of_member || seeds++ >= most_seeds) break;
                for (const Option& seed : growing.variants(m, option))
                    if (Package other = growing.from(m, seed); better(other, best)) best = std::move(other);
            }
        }
    }
    return best;
}

}  // namespace permu
