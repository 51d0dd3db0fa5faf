/// The projects of a market and the lots listed for each, by price of the allowance and prices of lots.
#pragma once

#include <limits>
#include <vector>

#include "assignment.hpp"
#include "strategy.hpp"

namespace permu {

/// What land counts as for a project, where a share of all must be standard land.
enum class Counts : std::uint8_t { as_nothing, as_standard, as_other };

/// A shelf open to a project; lots [from, to) are within its tolerance.
struct OpenShelf {
    std::size_t admission;
    std::uint32_t number;
    const LotShelf* shelf;
    std::size_t from, to;
    Counts counts;
};

/// A lot that is listed for a project.
struct ListedLot {
    std::uint32_t right;  ///< number of the lot
    std::uint32_t open;   ///< of its project
    Counts counts;
    Mm2 area;
    std::int64_t tie;  ///< part of the cost that only orders what scores the same
};

/// A project that wants land.
struct Buyer {
    std::size_t applicant;
    std::int64_t points;  ///< what being placed is worth
    std::vector<OpenShelf> open;
    std::vector<ListedLot> listed;  ///< by right
};

/// The best allocation at a price.
struct PricedAnswer {
    double worth = 0;   ///< Σ points
    double excess = 0;  ///< mm² by which land below the standards is too much, by less than 0 too little
    double bound = std::numeric_limits<double>::infinity();  ///< points that no allocation exceeds
    std::vector<std::uint32_t> chosen;                       ///< by buyer: number in `listed`, or unassigned
};

/// A lot that a project would rather have, at the prices of lots.
struct BetterLot {
    double cost;         ///< with the price
    std::uint32_t open;  ///< of its project
    std::size_t place;
};

/// Points are what placing a project is worth: a billionth of its score each, and for a guaranteed project
/// more than all scores together.
class ShareBuyers {
public:
    explicit ShareBuyers(Market& market);

    /// Who gets which lot when a mm² of other land beyond the allowance costs `price` points. Lists grow by
    /// lots that would be better at the prices of the lots until the bound is within half the
    /// best project of the worth.
    PricedAnswer answer_at(double price);

    const std::vector<Buyer>& all() const { return buyers_; }
    std::int64_t points_of(const Applicant& one) const;
    double points_per_score() const { return unit_; }
    double top() const { return top_; }                    ///< points of the best score
    std::int64_t guarantee() const { return guarantee_; }  ///< points of being guaranteed
    const ListedLot& listed_at(std::size_t k, std::uint32_t right) const;
    Decision decision(std::size_t k, std::uint32_t right) const;
    std::size_t pairs() const;
    std::size_t assignments() const { return assignments_; }

private:
    void find_unit();
    void add_buyer(std::size_t applicant);
    void list_first(Buyer& buyer) const;
    Option option_of(const Buyer& buyer, const OpenShelf& open, std::size_t place) const;
    ListedLot listed(const Buyer& buyer, std::size_t open, std::size_t place) const;
    double per_area(Counts counts, double price) const;
    std::int64_t cost_of(const Buyer& buyer, const ListedLot& one, double price) const;
    Assignment assign_listed(double price);
    double look_at_all(const Buyer& buyer, double price, const std::vector<double>& lot_price, double value,
                       std::vector<BetterLot>& better) const;
    bool grow(double price, const Assignment& assignment, PricedAnswer& answer);
    void note(const Assignment& assignment, PricedAnswer& answer) const;

    Market& market_;
    const std::vector<Applicant>& all_;
    double share_;
    double unit_ = 1e9, top_ = 0;
    std::int64_t guarantee_ = 0;
    std::vector<double> area_;  ///< by number of the lot, mm²
    std::vector<Buyer> buyers_;
    std::vector<AssignmentPair> pairs_;
    std::size_t assignments_ = 0;
};

}  // namespace permu
