/// What no package of a chain could score more than.
#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "packages.hpp"

namespace permu {
namespace {

/// Connected areas of the lots that somebody of the chain could have; its own land joins those beside it.
class Areas {
public:
    Areas(const ParcelGraph& graph, const ChainWish& wish) : graph_(graph)
    {
        for (const ParcelId parcel : wish.own_land)
            number_.try_emplace(parcel, 0);
        parent_.push_back(0);
        for (const OwnPiece& piece : wish.own_pieces)
            number_.try_emplace(piece.parcel, 0);
        for (const ChainWish::Member& member : wish.members)
            for (const Option& option : member.options)
                for (const ParcelId parcel : parcels_of(option))
                    if (number_.try_emplace(parcel, parent_.size()).second) parent_.push_back(parent_.size());
        for (const auto& [parcel, number] : number_)
            for_each_neighbour(graph_, parcel, [&, n = number](ParcelId other, double) {
                if (const auto at = number_.find(other); at != number_.end()) join(n, at->second);
            });
    }
    std::size_t of(ParcelId parcel) { return find(number_.at(parcel)); }

private:
    std::size_t find(std::size_t at)
    {
        while (parent_[at] != at)
            at = parent_[at] = parent_[parent_[at]];
        return at;
    }
    void join(std::size_t a, std::size_t b)
    {
        const auto [low, high] = std::minmax({find(a), find(b)});
        parent_[high] = low;
    }

    const ParcelGraph& graph_;
    std::map<ParcelId, std::size_t> number_;
    std::vector<std::size_t> parent_;
};

/// The greatest score that can be placed on the lots of one area: members in their order, each let in where
/// those before it can make room.
class Placing {
public:
    Placing(const ChainWish& wish, Areas& areas, std::size_t area) : wish_(wish), areas_(areas), area_(area)
    {
    }

    double score()
    {
        std::vector<std::size_t> order(wish_.members.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return wish_.members[a].score > wish_.members[b].score;
        });
        double sum = 0;
        for (const std::size_t member : order) {
            tried_.clear();
            if (let_in(member)) sum += wish_.members[member].score;
        }
        return sum;
    }

private:
    bool let_in(std::size_t member)
    {
        for (const Option& option : wish_.members[member].options) {
            const ParcelId lot = option.lot.parcel;
            if (areas_.of(lot) != area_ || !tried_.insert(lot).second) continue;
            const auto at = holder_.find(lot);
            if (at != holder_.end() && !let_in(at->second)) continue;
            holder_[lot] = member;
            return true;
        }
        return false;
    }

    const ChainWish& wish_;
    Areas& areas_;
    std::size_t area_;
    std::map<ParcelId, std::size_t> holder_;
    std::set<ParcelId> tried_;
};

/// Where lots are made, one parcel may serve several: whoever could have land in the area is counted.
double score_of_all(const ChainWish& wish, Areas& areas, std::size_t area)
{
    double sum = 0;
    for (const ChainWish::Member& member : wish.members) {
        const bool here = std::ranges::any_of(
            member.options, [&](const Option& option) { return areas.of(option.lot.parcel) == area; });
        if (here) sum += member.score;
    }
    return sum;
}

}  // namespace

double package_bound(const ParcelGraph& graph, const ChainWish& wish)
{
    Areas areas(graph, wish);
    std::set<std::size_t> all;
    bool made = false;
    for (const ChainWish::Member& member : wish.members)
        for (const Option& option : member.options) {
            all.insert(areas.of(option.lot.parcel));
            made = made || option.is_made();
        }
    double bound = 0;
    for (const std::size_t area : all)
        bound = std::max(bound, made ? score_of_all(wish, areas, area) : Placing(wish, areas, area).score());
    return bound;
}

}  // namespace permu
