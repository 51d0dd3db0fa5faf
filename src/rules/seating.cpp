/// Augmenting paths over the shelves: free lots are found by size, held ones are walked only where needed.
#include "seating.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "permu/base/parallel.hpp"

namespace permu {
namespace {

/// Applicants that look for their lots at the same time; the same for any number of threads.
constexpr std::size_t at_once = 512;
constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();

class Seats {
public:
    Seats(Market& market, bool standard)
        : market_(market),
          all_(market.applicants()),
          standard_(standard),
          free_(market.lots()),
          held_(market.lots().emptied()),
          holder_(market.lots().size(), nobody),
          seen_(market.lots().size(), 0),
          dry_(all_.size(), 0),
          guessed_(all_.size(), 0),
          guess_(all_.size()),
          via_(all_.size(), nobody)
    {
        out_.option.resize(all_.size());
    }

    Seating run()
    {
        for (std::size_t i = 0; i < all_.size(); ++i) {
            if (i % at_once == 0) guess(i);
            if (all_[i].expands) continue;
            if (all_[i].wanted > 0 && (take_free(i) || make_room(i)))
                out_.placed.push_back(i);
            else
                out_.left_out.push_back(i);
        }
        return std::move(out_);
    }

private:
    /// A held lot that somebody on the search could have.
    struct Reached {
        std::size_t by;  ///< applicant
        Option option;
    };

    LotShelf& shelf(LotIndex& index, const Option& option) const
    {
        return index.shelves(option.park)[option.shelf];
    }
    std::size_t number(const Option& option) const
    {
        const LotShelf& of = market_.lots().shelves(option.park)[option.shelf];
        return of.number + of.place_of(option.lot);
    }
    void give(std::size_t i, const Option& option)
    {
        holder_[number(option)] = i;
        out_.option[i] = option;
    }

    /// What each of the next applicants would take of the lots that are free now.
    void guess(std::size_t first)
    {
        constexpr std::size_t block = 64;
        const std::size_t end = std::min(all_.size(), first + at_once);
        parallel_blocks((end - first + block - 1) / block, market_.state().threads, [&](std::size_t k) {
            const std::size_t from = first + k * block;
            for (std::size_t i = from; i < std::min(end, from + block); ++i)
                if (!all_[i].expands && all_[i].wanted > 0) {
                    guess_[i] = market_.best(all_[i], free_, standard_);
                    guessed_[i] = 1;
                }
        });
    }

    /// Lots that are taken never become free again: what was the best is the best while it is there, and
    /// nothing stays nothing.
    std::optional<Option> best_free(std::size_t i)
    {
        if (guessed_[i]) {
            guessed_[i] = 0;
            std::optional<Option> option = std::exchange(guess_[i], std::nullopt);
            if (!option || shelf(free_, *option).holds(option->lot)) return option;
        }
        return market_.best(all_[i], free_, standard_);
    }

    bool take_free(std::size_t i)
    {
        if (dry_[i]) return false;
        const std::optional<Option> option = best_free(i);
        if (!option) {
            dry_[i] = 1;  // lots that are taken never become free again
            return false;
        }
        shelf(free_, *option).remove(option->lot);
        shelf(held_, *option).insert(option->lot);
        give(i, *option);
        return true;
    }

    /// Breadth first from the lots of `i` to a holder that has a free lot to go to.
    bool make_room(std::size_t i)
    {
        ++stamp_;
        reached_.clear();
        reach_lots_of(i);
        for (std::size_t at = 0; at < reached_.size(); ++at) {
            const std::size_t holder = holder_[number(reached_[at].option)];
            via_[holder] = at;
            if (take_free(holder)) {
                hand_on(i, at);
                return true;
            }
            reach_lots_of(holder);
        }
        // Nobody will ever get in here: the lots need not be looked at again.
        for (const Reached& one : reached_)
            shelf(held_, one.option).remove(one.option.lot);
        return false;
    }

    void reach_lots_of(std::size_t q)
    {
        const Applicant& one = all_[q];
        const auto visit = [&](std::size_t i, std::uint32_t s, const LotShelf& on) {
            for (std::size_t at = on.from(one.least); at < on.size(); ++at) {
                const Lot lot = on.lot(at);
                if (lot.area > one.most) break;
                const LotShelf& of = market_.lots().shelves(market_.admission(i).park)[s];
                std::uint32_t& seen = seen_[of.number + of.place_of(lot)];
                if (seen == stamp_) continue;
                seen = stamp_;
                reached_.push_back({q, market_.option_of(one, i, s, lot)});
            }
        };
        market_.for_each_shelf(one, held_, standard_, visit);
    }

    /// The lot at `at` is free now: who reached it takes it, and leaves its own to who reached that.
    void hand_on(std::size_t i, std::size_t at)
    {
        for (;;) {
            const Reached step = reached_[at];
            ++out_.moved;
            give(step.by, step.option);
            if (step.by == i) return;
            at = via_[step.by];
        }
    }

    Market& market_;
    const std::vector<Applicant>& all_;
    bool standard_;
    LotIndex free_, held_;
    std::vector<std::size_t> holder_;    ///< by number of the lot
    std::vector<std::uint32_t> seen_;    ///< by number of the lot: the search that reached it last
    std::vector<std::uint8_t> dry_;      ///< by applicant: no free lot fits it
    std::vector<std::uint8_t> guessed_;  ///< by applicant: its guess has not been looked at
    std::vector<std::optional<Option>> guess_;
    std::vector<std::size_t> via_;  ///< by applicant: the place of its lot in reached_
    std::vector<Reached> reached_;
    std::uint32_t stamp_ = 0;
    Seating out_;
};

}  // namespace

Seating seat(Market& market, bool standard)
{
    return Seats(market, standard).run();
}

}  // namespace permu
