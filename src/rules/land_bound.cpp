/// How much score the land on offer can carry: prices of land by shelf.
#include "land_bound.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

namespace permu {
namespace {

/// What land on a shelf counts as for a project, where a share of all must be standard land.
enum class Counts : std::uint8_t { as_nothing, as_standard, as_other };

/// A shelf open to a project.
struct Open {
    std::uint32_t shelf;
    Counts counts;
};

/// A project that wants land, and the shelves open to it: [first, last) of the list.
struct Buyer {
    double score;
    double least, most;  ///< mm²
    std::size_t first, last;
};

/// What it would buy there, and what it would pay.
struct Purchase {
    Open from;
    double area, cost;
};

class LandAuction {
public:
    explicit LandAuction(Market& market) : share_(market.rule().share)
    {
        const bool only_standard = share_ >= 1, counted = share_ > 0 && share_ < 1;
        const LotIndex& lots = market.lots();
        std::vector<std::size_t> first_of(market.state().parks.size() + 1, 0);
        for (const ParkId park : market.state().parks.rows()) {
            for (const LotShelf& shelf : lots.shelves(park))
                land_.push_back(area_of(shelf));
            first_of[park.index + 1] = land_.size();
        }
        for (const Applicant& one : market.applicants()) {
            if (one.expands || one.wanted <= 0) continue;
            const std::size_t first = open_.size();
            market.for_each_shelf(
                one, lots, only_standard, [&](std::size_t i, std::uint32_t number, const LotShelf& shelf) {
                    const ParkId park = market.admission(i).park;
                    const std::size_t at = first_of[park.index] + number;
                    if (land_[at] < static_cast<double>(one.least)) return;
                    Counts counts = Counts::as_nothing;
                    if (counted && market.is_tested(one, park, shelf.kind()))
                        counts = market.meets(one, i, shelf.grade()) ? Counts::as_standard : Counts::as_other;
                    open_.push_back({static_cast<std::uint32_t>(at), counts});
                });
            if (open_.size() > first)
                buyers_.push_back({one.score, static_cast<double>(one.least), static_cast<double>(one.most),
                                   first, open_.size()});
        }
    }

    double lowest_bound()
    {
        constexpr std::size_t most_steps = 20'000'000, most_rounds = 100;
        const double common = common_price();
        price_.assign(land_.size(), common);
        share_price_ = share_ > 0 && share_ < 1 ? common : 0;
        const std::size_t rounds =
            std::clamp<std::size_t>(most_steps / std::max<std::size_t>(1, open_.size()), 1, most_rounds);
        double lowest = std::numeric_limits<double>::infinity();
        for (std::size_t round = 0; round < rounds; ++round) {
            lowest = std::min(lowest, bound());
            move_prices(0.5 / (1.0 + static_cast<double>(round) / 10));
        }
        return lowest;
    }

private:
    static double area_of(const LotShelf& shelf)
    {
        Mm2 sum = 0;
        for (std::size_t i = 0; i < shelf.size(); ++i)
            sum += shelf.lot(i).area;
        return static_cast<double>(sum);
    }

    /// Score per mm² of the project with which all land is used up, the most worth per mm² first; of the
    /// middle one where there is land for all.
    double common_price() const
    {
        std::vector<std::size_t> order(buyers_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto worth = [this](std::size_t i) { return buyers_[i].score / buyers_[i].least; };
        std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return worth(a) > worth(b); });
        double land = std::accumulate(land_.begin(), land_.end(), 0.0);
        for (const std::size_t i : order) {
            land -= buyers_[i].least;
            if (land <= 0) return worth(i);
        }
        return order.empty() ? 0 : worth(order[order.size() / 2]);
    }

    /// Land that counts as standard land is paid for what others may have because of it, up to its price and
    /// beyond: then as much as the project may have is the cheapest.
    Purchase purchase(const Buyer& buyer, const Open& from) const
    {
        double price = price_[from.shelf];
        if (from.counts == Counts::as_standard) price -= (1 - share_) * share_price_;
        if (from.counts == Counts::as_other) price += share_ * share_price_;
        const double area = price >= 0 ? buyer.least : buyer.most;
        return {from, area, price * area};
    }

    /// The bound at these prices; notes how much land each shelf would sell, and by how much land below the
    /// standards would be too much.
    double bound()
    {
        sold_.assign(land_.size(), 0);
        too_much_ = counted_ = 0;
        double sum = 0;
        for (std::size_t at = 0; at < land_.size(); ++at)
            sum += price_[at] * land_[at];
        for (const Buyer& buyer : buyers_) {
            Purchase best = purchase(buyer, open_[buyer.first]);
            for (std::size_t k = buyer.first + 1; k < buyer.last; ++k)
                if (const Purchase next = purchase(buyer, open_[k]); next.cost < best.cost) best = next;
            if (buyer.score <= best.cost) continue;
            sum += buyer.score - best.cost;
            sold_[best.from.shelf] += best.area;
            if (best.from.counts == Counts::as_nothing) continue;
            counted_ += best.area;
            too_much_ += best.from.counts == Counts::as_other ? share_ * best.area : (share_ - 1) * best.area;
        }
        // The allowance is met to the mm².
        return sum + share_price_;
    }

    void move_prices(double step)
    {
        for (std::size_t at = 0; at < land_.size(); ++at) {
            if (land_[at] <= 0) continue;
            const double excess = std::clamp((sold_[at] - land_[at]) / land_[at], -1.0, 1.0);
            price_[at] *= 1 + step * excess;
        }
        if (counted_ > 0) share_price_ *= 1 + step * std::clamp(too_much_ / counted_, -1.0, 1.0);
    }

    double share_;
    double share_price_ = 0;                   ///< score per mm²
    double too_much_ = 0, counted_ = 0;        ///< mm²
    std::vector<double> land_, price_, sold_;  ///< by shelf: mm², score per mm², mm²
    std::vector<Open> open_;                   ///< buyer after buyer
    std::vector<Buyer> buyers_;
};

}  // namespace

double land_bound(Market& market)
{
    return LandAuction(market).lowest_bound();
}

}  // namespace permu
