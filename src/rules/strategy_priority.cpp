/// Strategy "priority": one project after the other takes the lot that fits it best.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "permu/base/parallel.hpp"
#include "shaped_lots.hpp"
#include "strategy.hpp"

namespace permu {
namespace {

/// Applicants that look for their lots at the same time; the same for any number of threads.
constexpr std::size_t at_once = 512;

class Queue {
public:
    explicit Queue(Market& market)
        : market_(market),
          lots_(market.lots()),
          allowance_(market.allowance()),
          all_(market.applicants()),
          guesses_(market.applicants().size())
    {
    }

    Allotment run(const std::vector<Decision>& given)
    {
        std::vector<std::uint8_t> has(all_.size());
        for (const Decision& one : given) {
            has[one.applicant] = 1;
            place(one.applicant, one.option);
        }
        std::vector<std::size_t> wanting, left;
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (!has[i]) wanting.push_back(i);
        pass(wanting, true, [&](std::size_t i) { left.push_back(i); });
        // Whoever does not meet the standards comes after all who do: only then is the allowance known.
        pass(left, false, [&](std::size_t i) { out_.decisions.push_back({i, Verdict::no_lot}); });
        return std::move(out_);
    }

private:
    struct Guess {
        std::optional<Option> option;
        bool barred = false;  ///< a lot was passed over for the standards
    };

    template <class OnNone>
    void pass(const std::vector<std::size_t>& who, bool standard, OnNone&& on_none)
    {
        for (std::size_t first = 0; first < who.size(); first += at_once) {
            const std::span<const std::size_t> next =
                std::span(who).subspan(first, std::min(at_once, who.size() - first));
            guess(next, standard);
            for (const std::size_t i : next)
                if (!decide(i, standard)) on_none(i);
        }
    }

    /// What each of the next applicants would take if it were the first of them.
    void guess(std::span<const std::size_t> next, bool standard)
    {
        constexpr std::size_t block = 64;
        parallel_blocks((next.size() + block - 1) / block, market_.state().threads, [&](std::size_t k) {
            for (const std::size_t i : next.subspan(k * block, std::min(block, next.size() - k * block)))
                if (looks(i, standard))
                    guesses_[i].option = market_.best(all_[i], lots_, standard, &guesses_[i].barred);
        });
    }

    /// Where no lot was passed over for the standards, there is none without them.
    bool looks(std::size_t i, bool standard) const
    {
        const bool again = guesses_[i].barred || market_.rule().assemble || market_.rule().subdivide;
        return !all_[i].expands && all_[i].wanted > 0 && (standard || again);
    }

    bool decide(std::size_t i, bool standard)
    {
        if (all_[i].expands) out_.decisions.push_back({i, Verdict::own_land});
        return all_[i].expands || (looks(i, standard) && take(i, best_now(i, standard)));
    }

    /// Lots only become fewer: what was the best is the best while it is there, and nothing stays nothing.
    std::optional<Option> best_now(std::size_t i, bool standard)
    {
        std::optional<Option>& option = guesses_[i].option;
        if (option && !lots_.shelves(option->park)[option->shelf].holds(option->lot))
            option = market_.best(all_[i], lots_, standard);
        return option ? std::move(option) : best_made(market_, all_[i], lots_, standard);
    }

    /// \return whether the applicant is decided on
    bool take(std::size_t i, std::optional<Option> option)
    {
        if (!option) return false;
        const Mm2 area = option->lot.area;
        if (option->tested && !option->standard && !allowance_.holds_with(area)) {
            out_.decisions.push_back({i, Verdict::beyond, *std::move(option)});
            return true;
        }
        place(i, *std::move(option));
        return true;
    }

    void place(std::size_t i, Option option)
    {
        if (option.tested) allowance_.add(option.lot.area, option.standard);
        remove(lots_, market_.state(), option);
        out_.decisions.push_back({i, Verdict::placed, std::move(option)});
    }

    Market& market_;
    LotIndex lots_;
    Allowance allowance_;
    const std::vector<Applicant>& all_;
    std::vector<Guess> guesses_;  ///< by applicant
    Allotment out_;
};

}  // namespace

Allotment allot_by_priority(Market& market)
{
    return Queue(market).run({});
}

Allotment continue_by_priority(Market& market, const std::vector<Decision>& given)
{
    return Queue(market).run(given);
}

}  // namespace permu
