/// Strategy "priority": one project after the other takes the lot that fits it best.
#include "shaped_lots.hpp"
#include "strategy.hpp"

namespace permu {
namespace {

class Queue {
public:
    explicit Queue(Market& market)
        : market_(market),
          lots_(market.lots()),
          allowance_(market.rule().share),
          barred_(market.applicants().size(), 0)
    {
    }

    Allotment run()
    {
        const std::vector<Applicant>& all = market_.applicants();
        std::vector<std::size_t> left;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].expands)
                out_.decisions.push_back({i, Verdict::own_land});
            else if (all[i].wanted <= 0 || !take(i, true))
                left.push_back(i);
        }
        // Whoever does not meet the standards comes after all who do: only then is the allowance known. Where
        // no lot was passed over for them there is none now: lots only become fewer.
        for (const std::size_t i : left)
            if (all[i].wanted <= 0 || !may_try_again(i) || !take(i, false))
                out_.decisions.push_back({i, Verdict::no_lot});
        return std::move(out_);
    }

private:
    bool may_try_again(std::size_t i) const
    {
        return barred_[i] != 0 || market_.rule().assemble || market_.rule().subdivide;
    }

    /// \return whether the applicant is decided on
    bool take(std::size_t i, bool standard)
    {
        bool barred = false;
        const std::optional<Option> option =
            best_or_made(market_, market_.applicants()[i], lots_, standard, &barred);
        if (barred) barred_[i] = 1;
        if (!option) return false;
        const Mm2 area = option->lot.area;
        if (option->tested && !option->standard && !allowance_.holds_with(area)) {
            out_.decisions.push_back({i, Verdict::beyond, *option});
            return true;
        }
        if (option->tested) allowance_.add(area, option->standard);
        remove(lots_, market_.state(), *option);
        out_.decisions.push_back({i, Verdict::placed, *option});
        return true;
    }

    Market& market_;
    LotIndex lots_;
    Allowance allowance_;
    std::vector<std::uint8_t> barred_;  ///< by applicant: a lot was passed over for the standards
    Allotment out_;
};

}  // namespace

Allotment allot_by_priority(Market& market)
{
    return Queue(market).run();
}

}  // namespace permu
