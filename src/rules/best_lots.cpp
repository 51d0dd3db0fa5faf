/// The assignment of the placed projects to lots, over lists that grow only where they must.
#include "best_lots.hpp"

#include <algorithm>

#include "assignment.hpp"
#include "option_list.hpp"
#include "permu/base/parallel.hpp"

namespace permu {
namespace {

constexpr std::size_t first_count = 8;
/// Costs are misfits in units of 2^-16, the rest being the place among equally good lots.
constexpr std::int64_t unit = std::int64_t{1} << 16;

struct Listed {
    std::size_t applicant = 0, count = first_count;
    std::vector<Option> options;  ///< by misfit, park, parcel; the lot it was seated on may come after
    std::int64_t next = 0;        ///< cost that no lot outside the list is below; −1: there is none outside
};

class Fitter {
public:
    Fitter(Market& market, const Seating& seating, bool standard)
        : market_(market), seating_(seating), standard_(standard)
    {
    }

    Fitting run()
    {
        out_.option = seating_.option;
        if (all_have_their_best()) return std::move(out_);
        lists_.resize(seating_.placed.size());
        constexpr std::size_t block = 64;
        parallel_blocks((lists_.size() + block - 1) / block, market_.state().threads, [&](std::size_t b) {
            for (std::size_t k = b * block; k < std::min(lists_.size(), (b + 1) * block); ++k) {
                lists_[k].applicant = seating_.placed[k];
                fill(lists_[k]);
            }
        });
        while (solve_once()) {
        }
        return std::move(out_);
    }

private:
    bool all_have_their_best()
    {
        std::int64_t sum = 0;
        for (const std::size_t i : seating_.placed) {
            const std::optional<Option> best =
                market_.best(market_.applicants()[i], market_.lots(), standard_);
            if (best->misfit != seating_.option[i].misfit) return false;
            sum += best->misfit;
        }
        out_.misfit = out_.bound = sum;
        return true;
    }

    void fill(Listed& list)
    {
        const Applicant& one = market_.applicants()[list.applicant];
        list.options = first_options(market_, one, list.count, standard_);
        const bool more = list.options.size() == list.count;
        list.next = more ? list.options.back().misfit * unit : -1;
        const Option& seat = seating_.option[list.applicant];
        const auto is_seat = [&](const Option& option) { return option.lot.parcel == seat.lot.parcel; };
        if (std::none_of(list.options.begin(), list.options.end(), is_seat)) list.options.push_back(seat);
    }

    std::uint32_t number(const Option& option)
    {
        const LotShelf& of = market_.lots().shelves(option.park)[option.shelf];
        return static_cast<std::uint32_t>(of.number + of.place_of(option.lot));
    }

    void add_pairs(std::uint32_t left)
    {
        const std::vector<Option>& options = lists_[left].options;
        std::int64_t tie = 0;
        for (std::size_t at = 0; at < options.size(); ++at) {
            tie = at > 0 && options[at].misfit == options[at - 1].misfit ? std::min(tie + 1, unit - 1) : 0;
            pairs_.push_back({left, number(options[at]), options[at].misfit * unit + tie});
        }
    }

    /// \return whether some list had to grow
    bool solve_once()
    {
        ++out_.rounds;
        pairs_.clear();
        std::int64_t most = 0;
        for (std::uint32_t left = 0; left < lists_.size(); ++left)
            add_pairs(left);
        for (const AssignmentPair& pair : pairs_)
            most = std::max(most, pair.cost);
        // All were seated, so nobody stays alone at a cost above that of moving everybody.
        const std::vector<std::int64_t> alone(lists_.size(),
                                              (most + 1) * (static_cast<std::int64_t>(lists_.size()) + 1));
        const Assignment answer = assign(pairs_, alone);
        bool grown = false;
        for (std::size_t k = 0; k < lists_.size(); ++k) {
            if (lists_[k].next < 0 || answer.value[k] <= lists_[k].next) continue;
            lists_[k].count *= 4;
            fill(lists_[k]);
            grown = true;
        }
        if (!grown) take(answer);
        return grown;
    }

    void take(const Assignment& answer)
    {
        std::size_t at = 0;
        for (std::size_t k = 0; k < lists_.size(); ++k) {
            out_.option[lists_[k].applicant] = lists_[k].options[answer.pair_of[k] - at];
            at += lists_[k].options.size();
        }
        for (const std::size_t i : seating_.placed)
            out_.misfit += out_.option[i].misfit;
        out_.bound = answer.bound / unit;
        out_.pairs = pairs_.size(), out_.searches = answer.searches;
    }

    Market& market_;
    const Seating& seating_;
    bool standard_;
    std::vector<Listed> lists_;
    std::vector<AssignmentPair> pairs_;
    Fitting out_;
};

}  // namespace

Fitting fit_lots(Market& market, const Seating& seating, bool standard)
{
    return Fitter(market, seating, standard).run();
}

}  // namespace permu
