/// A Lagrangian of the allowance over assignments with column generation.
#include "share_price.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <limits>

#include "permu/base/units.hpp"
#include "share_buyers.hpp"

namespace permu {
namespace {

constexpr int most_prices = 16;

class ShareAuction {
public:
    explicit ShareAuction(Market& market)
        : market_(market), all_(market.applicants()), share_(market.rule().share), buyers_(market)
    {
    }

    Allotment run()
    {
        find_price();
        Allotment best = continue_by_priority(market_, {});
        for (const std::vector<Decision>& start : {decisions_of(within_), trimmed(beyond_)})
            if (Allotment next = continue_by_priority(market_, start); worth_of(next) > worth_of(best))
                best = std::move(next);
        certify(best);
        return best;
    }

private:
    /// Ends with an allocation that keeps the allowance and one that does not, as near as prices part them.
    void find_price()
    {
        beyond_ = answer_at(0);
        if (beyond_.excess <= 1) {
            within_ = beyond_;
            return;
        }
        double high = first_price();
        within_ = answer_at(high);
        while (within_.excess > 1 && prices_ < most_prices / 2) {
            beyond_ = within_;
            high *= 4;
            within_ = answer_at(high);
        }
        double low = 0;
        while (within_.excess <= 1 && lowest_bound_ - within_.worth > buyers_.top() / 2 &&
               prices_ < most_prices) {
            const double next = (beyond_.worth - within_.worth) / (beyond_.excess - within_.excess);
            if (!(next > low && next < high)) break;
            PricedAnswer answer = answer_at(next);
            // Where the lines cross no allocation is above them: they are what prices can tell.
            const double line = within_.worth - next * within_.excess;
            const bool ends = answer.worth - next * answer.excess <= line * (1 + 1e-9);
            if (answer.excess <= 1)
                within_ = std::move(answer), high = next;
            else
                beyond_ = std::move(answer), low = next;
            if (ends) break;
        }
        price_ = high;
    }

    std::vector<Decision> decisions_of(const PricedAnswer& answer) const
    {
        std::vector<Decision> out;
        if (answer.excess > 1) return out;
        for (std::size_t k = 0; k < buyers_.all().size(); ++k)
            if (answer.chosen[k] != unassigned) out.push_back(buyers_.decision(k, answer.chosen[k]));
        return out;
    }

    PricedAnswer answer_at(double price)
    {
        PricedAnswer answer = buyers_.answer_at(price);
        lowest_bound_ = std::min(lowest_bound_, answer.bound);
        ++prices_;
        return answer;
    }

    /// Points per mm² of the middle project.
    double first_price() const
    {
        std::vector<double> worth;
        for (const Buyer& buyer : buyers_.all())
            worth.push_back(points_of(buyer) / static_cast<double>(all_[buyer.applicant].wanted));
        const auto middle = worth.begin() + static_cast<std::ptrdiff_t>(worth.size() / 2);
        std::nth_element(worth.begin(), middle, worth.end());
        return *middle;
    }

    static double points_of(const Buyer& buyer) { return static_cast<double>(buyer.points); }

    /// Without those below the standards that bring least for their land, until the allowance is kept.
    std::vector<Decision> trimmed(const PricedAnswer& answer) const
    {
        std::vector<std::size_t> others;
        Allowance allowance = market_.allowance();
        std::vector<std::uint8_t> stays(buyers_.all().size());
        for (std::size_t k = 0; k < buyers_.all().size(); ++k) {
            if (answer.chosen[k] == unassigned) continue;
            const ListedLot& one = buyers_.listed_at(k, answer.chosen[k]);
            stays[k] = one.counts != Counts::as_other;
            if (!stays[k]) others.push_back(k);
            if (one.counts == Counts::as_standard) allowance.add(one.area, true);
        }
        const auto worth = [&](std::size_t k) {
            return points_of(buyers_.all()[k]) /
                   static_cast<double>(buyers_.listed_at(k, answer.chosen[k]).area);
        };
        std::ranges::stable_sort(others, [&](std::size_t a, std::size_t b) { return worth(a) > worth(b); });
        for (const std::size_t k : others) {
            const Mm2 area = buyers_.listed_at(k, answer.chosen[k]).area;
            stays[k] = allowance.holds_with(area);
            if (stays[k]) allowance.add(area, false);
        }
        std::vector<Decision> out;
        for (std::size_t k = 0; k < buyers_.all().size(); ++k)
            if (stays[k]) out.push_back(buyers_.decision(k, answer.chosen[k]));
        return out;
    }

    /// Σ points of the placed.
    std::int64_t worth_of(const Allotment& allotment) const
    {
        std::int64_t sum = 0;
        for (const Decision& one : allotment.decisions)
            if (one.verdict == Verdict::placed) sum += buyers_.points_of(all_[one.applicant]);
        return sum;
    }

    void certify(Allotment& allotment) const
    {
        Certificate certificate;
        std::size_t placed = 0, guaranteed = 0;
        for (const Decision& one : allotment.decisions) {
            if (one.verdict != Verdict::placed) continue;
            certificate.objective += all_[one.applicant].score;
            ++placed;
            guaranteed += market_.state().projects.guaranteed[all_[one.applicant].project];
        }
        // No allocation has more guaranteed projects or, with as many, a greater score.
        const double points =
            lowest_bound_ - static_cast<double>(guaranteed) * static_cast<double>(buyers_.guarantee());
        certificate.bound = std::max(certificate.objective, points / buyers_.points_per_score());
        certificate.proven = false;
        certificate.effort = fmt::format(
            "placed={}; pairs={}; prices={}; assignments={}; by a price of the allowance: {:.6f} a mu",
            placed, buyers_.pairs(), prices_, buyers_.assignments(),
            price_ / buyers_.points_per_score() * square_metres_per_mu * 1e6);
        allotment.certificates.push_back(std::move(certificate));
    }

    Market& market_;
    const std::vector<Applicant>& all_;
    double share_;
    ShareBuyers buyers_;
    PricedAnswer within_, beyond_;
    double price_ = 0;  ///< points per mm² of the allowance
    double lowest_bound_ = std::numeric_limits<double>::infinity();
    int prices_ = 0;
};

}  // namespace

Allotment allot_at_share_price(Market& market)
{
    return ShareAuction(market).run();
}

}  // namespace permu
