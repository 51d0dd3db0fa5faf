/// Packages that grow lot by lot, and the bound of what any could score.
#include "packages.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace permu {
namespace {

constexpr std::size_t most_seeds = 64;
constexpr std::size_t seeds_of_member = 8;

/// Calls `visit(neighbour, metres)` for every parcel that shares boundary.
template <class Visit>
void for_each_neighbour(const ParcelGraph& graph, ParcelId parcel, const Visit& visit)
{
    if (parcel.index >= graph.size()) return;
    const auto neighbours = graph.neighbours(parcel);
    const auto lengths = graph.lengths(parcel);
    for (std::size_t i = 0; i < neighbours.size(); ++i)
        if (lengths[i] > 0) visit(ParcelId{neighbours[i]}, static_cast<double>(lengths[i]));
}

class Growing {
public:
    Growing(const ParcelGraph& graph, const ChainWish& wish) : graph_(graph), wish_(wish) {}

    Package from_own_land()
    {
        start();
        for (const ParcelId parcel : wish_.own_land)
            reach_from(parcel);
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

private:
    void start()
    {
        package_ = {};
        beside_.clear(), used_.clear(), own_.clear();
        placed_.assign(wish_.members.size(), 0);
    }

    /// Boundary with land that is there now; lots that are used later add theirs when they come.
    void reach_from(ParcelId parcel)
    {
        for_each_neighbour(graph_, parcel, [&](ParcelId other, double metres) { beside_[other] += metres; });
    }

    void take(std::size_t member, const Option& option, double contact)
    {
        const ChainWish::Member& who = wish_.members[member];
        package_.parts.push_back({member, option});
        package_.guaranteed += who.guaranteed, package_.score += who.score;
        package_.contact += contact, package_.misfit += option.misfit;
        placed_[member] = 1;
        used_.insert(option.lot.parcel);
        reach_from(option.lot.parcel);
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

    bool take_next()
    {
        for (std::size_t m = 0; m < wish_.members.size(); ++m) {
            if (placed_[m]) continue;
            const Option* best = nullptr;
            double longest = 0;
            for (const Option& option : wish_.members[m].options) {
                const auto at = beside_.find(option.lot.parcel);
                if (at == beside_.end() || used_.contains(option.lot.parcel)) continue;
                if (at->second > longest) best = &option, longest = at->second;
            }
            if (!best) continue;
            take(m, *best, longest);
            return true;
        }
        return false;
    }

    const ParcelGraph& graph_;
    const ChainWish& wish_;
    Package package_;
    std::map<ParcelId, double> beside_;  ///< boundary shared with the package, m
    std::set<ParcelId> used_;
    std::set<ParcelId> own_;  ///< the chain's land that the package has not reached
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

/// Connected areas of the lots that somebody of the chain could have; its own land joins those beside it.
class Areas {
public:
    Areas(const ParcelGraph& graph, const ChainWish& wish) : graph_(graph)
    {
        for (const ParcelId parcel : wish.own_land)
            number_.try_emplace(parcel, 0);
        parent_.push_back(0);
        for (const ChainWish::Member& member : wish.members)
            for (const Option& option : member.options)
                if (number_.try_emplace(option.lot.parcel, parent_.size()).second)
                    parent_.push_back(parent_.size());
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

}  // namespace

Package best_package(const ParcelGraph& graph, const ChainWish& wish)
{
    Growing growing(graph, wish);
    Package best = growing.from_own_land();
    std::size_t seeds = 0;
    for (std::size_t m = 0; m < wish.members.size(); ++m) {
        const std::vector<Option>& options = wish.members[m].options;
        for (std::size_t i = 0; i < options.size() && i < seeds_of_member && seeds < most_seeds; ++i, ++seeds)
            if (Package other = growing.from(m, options[i]); better(other, best)) best = std::move(other);
    }
    return best;
}

double package_bound(const ParcelGraph& graph, const ChainWish& wish)
{
    Areas areas(graph, wish);
    std::set<std::size_t> all;
    for (const ChainWish::Member& member : wish.members)
        for (const Option& option : member.options)
            all.insert(areas.of(option.lot.parcel));
    double bound = 0;
    for (const std::size_t area : all)
        bound = std::max(bound, Placing(wish, areas, area).score());
    return bound;
}

}  // namespace permu
