/// The assignment problem by shortest augmenting paths over sparse pairs.
#include "assignment.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>
#include <utility>

namespace permu {
namespace {

/// Source: Jonker and Volgenant, A shortest augmenting path algorithm for dense and sparse linear assignment
/// problems, Computing 38 (1987); each left has beside its pairs a place of its own, to stay alone at.
///
/// Prices only rise, and a place without a holder costs nothing: so whoever is settled always has the least
/// of cost + price, which is what makes the answer, and the bound, exact.
class Solver {
public:
    Solver(std::span<const AssignmentPair> pairs, std::span<const std::int64_t> alone)
        : pairs_(pairs), alone_(alone), first_(alone.size() + 1)
    {
        std::uint32_t rights = 0;
        for (const AssignmentPair& pair : pairs) {
            ++first_[pair.left + 1];
            rights = std::max(rights, pair.right + 1);
        }
        std::partial_sum(first_.begin(), first_.end(), first_.begin());
        price_.resize(rights);
        holder_.resize(rights, unassigned);
        distance_.resize(rights, far);
        via_.resize(rights, unassigned);
        out_.pair_of.assign(alone.size(), unassigned);
    }

    Assignment run()
    {
        std::vector<std::uint32_t> waiting(alone_.size());
        std::iota(waiting.begin(), waiting.end(), 0U);
        for (int round = 0; round < 3 && !waiting.empty(); ++round)
            waiting = bid(waiting);
        for (const std::uint32_t left : waiting)
            augment(left);
        out_.searches = waiting.size();
        sum_up();
        return std::move(out_);
    }

private:
    static constexpr std::int64_t far = std::numeric_limits<std::int64_t>::max();

    std::int64_t cost_at(std::uint32_t pair) const { return pairs_[pair].cost + price_[pairs_[pair].right]; }
    /// Cost + price of where a settled left is.
    std::int64_t value_of(std::uint32_t left) const
    {
        return out_.pair_of[left] == unassigned ? alone_[left] : cost_at(out_.pair_of[left]);
    }

    /// Each takes its cheapest place and makes it as dear as its second cheapest; whom it drives out is among
    /// those who wait. \return who is still without a place
    std::vector<std::uint32_t> bid(const std::vector<std::uint32_t>& lefts)
    {
        std::vector<std::uint32_t> out;
        for (const std::uint32_t left : lefts) {
            std::int64_t least = alone_[left], second = far;
            std::uint32_t best = unassigned;
            for (std::uint32_t pair = first_[left]; pair < first_[left + 1]; ++pair) {
                const std::int64_t cost = cost_at(pair);
                if (cost < least)
                    second = std::exchange(least, cost), best = pair;
                else
                    second = std::min(second, cost);
            }
            if (best == unassigned) continue;  // alone is best, whatever prices do
            const std::uint32_t right = pairs_[best].right;
            if (holder_[right] != unassigned) {
                if (second == least) {  // a tie would go round in circles
                    out.push_back(left);
                    continue;
                }
                out_.pair_of[holder_[right]] = unassigned;
                out.push_back(holder_[right]);
            }
            price_[right] += second - least;
            holder_[right] = left;
            out_.pair_of[left] = best;
        }
        return out;
    }

    /// The cheapest chain of moves that ends at a place without a holder, or with somebody staying alone.
    void augment(std::uint32_t source)
    {
        reached_.clear(), scanned_.clear();
        heap_ = {};
        std::int64_t nearest = alone_[source];
        std::uint32_t end_right = unassigned, end_left = source;
        relax(source, 0);
        while (!heap_.empty()) {
            const auto [distance, right] = heap_.top();
            heap_.pop();
            if (distance >= nearest) break;
            if (distance > distance_[right]) continue;  // reached again, nearer
            const std::uint32_t left = holder_[right];
            if (left == unassigned) {
                nearest = distance, end_right = right, end_left = unassigned;
                break;
            }
            scanned_.push_back(right);
            const std::int64_t base = distance - value_of(left);
            if (base + alone_[left] < nearest)
                nearest = base + alone_[left], end_left = left, end_right = unassigned;
            relax(left, base);
        }
        for (const std::uint32_t right : scanned_)
            price_[right] += std::max<std::int64_t>(0, nearest - distance_[right]);
        move_along(source, end_left, end_right);
        for (const std::uint32_t right : reached_)
            distance_[right] = far;
    }

    void relax(std::uint32_t left, std::int64_t base)
    {
        for (std::uint32_t pair = first_[left]; pair < first_[left + 1]; ++pair) {
            const std::uint32_t right = pairs_[pair].right;
            const std::int64_t distance = base + cost_at(pair);
            if (distance >= distance_[right]) continue;
            if (distance_[right] == far) reached_.push_back(right);
            distance_[right] = distance, via_[right] = pair;
            heap_.emplace(distance, right);
        }
    }

    /// Backwards from the end: each takes the place it reached the next one from.
    void move_along(std::uint32_t source, std::uint32_t end_left, std::uint32_t right)
    {
        if (right == unassigned) {
            if (end_left == source) return;
            right = pairs_[std::exchange(out_.pair_of[end_left], unassigned)].right;
        }
        for (;;) {
            const std::uint32_t pair = via_[right], left = pairs_[pair].left;
            const std::uint32_t old = std::exchange(out_.pair_of[left], pair);
            holder_[right] = left;
            if (left == source) return;
            right = pairs_[old].right;
        }
    }

    void sum_up()
    {
        for (std::uint32_t left = 0; left < alone_.size(); ++left) {
            const std::uint32_t pair = out_.pair_of[left];
            out_.cost += pair == unassigned ? alone_[left] : pairs_[pair].cost;
            std::int64_t value = alone_[left];
            for (std::uint32_t i = first_[left]; i < first_[left + 1]; ++i)
                value = std::min(value, cost_at(i));
            out_.value.push_back(value);
            out_.bound += value;
        }
        out_.bound -= std::accumulate(price_.begin(), price_.end(), std::int64_t{0});
        out_.price = std::move(price_);
    }

    using Near = std::pair<std::int64_t, std::uint32_t>;  ///< distance and right

    std::span<const AssignmentPair> pairs_;
    std::span<const std::int64_t> alone_;
    std::vector<std::uint32_t> first_;    ///< by left: its first pair
    std::vector<std::int64_t> price_;     ///< by right, ≥ 0; 0 without a holder
    std::vector<std::uint32_t> holder_;   ///< by right
    std::vector<std::int64_t> distance_;  ///< by right, in the search that goes on
    std::vector<std::uint32_t> via_;      ///< by right: the pair it was reached by
    std::vector<std::uint32_t> reached_, scanned_;
    std::priority_queue<Near, std::vector<Near>, std::greater<>> heap_;
    Assignment out_;
};

}  // namespace

Assignment assign(std::span<const AssignmentPair> pairs, std::span<const std::int64_t> alone)
{
    return Solver(pairs, alone).run();
}

}  // namespace permu
