/// A Lagrangian of the allowance over assignments with column generation.
#include "share_price.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "assignment.hpp"
#include "option_list.hpp"
#include "permu/base/parallel.hpp"
#include "permu/base/units.hpp"

namespace permu {
namespace {

constexpr std::size_t first_count = 8;  ///< lots a project that are listed from the start
constexpr std::size_t grown_by = 12;    ///< at most, a project and round
constexpr int most_rounds = 12;         ///< of growing lists at one price
constexpr int most_prices = 16;
constexpr std::size_t block = 64;  ///< projects that one thread takes at a time

enum class Counts : std::uint8_t { as_nothing, as_standard, as_other };

/// A shelf open to a project; lots [from, to) are within its tolerance.
struct Open {
    std::size_t admission;
    std::uint32_t number;
    const LotShelf* shelf;
    std::size_t from, to;
    Counts counts;
};

/// A lot that is listed for a project.
struct Listed {
    std::uint32_t right;  ///< number of the lot
    std::uint32_t open;   ///< of its project
    Counts counts;
    Mm2 area;
    std::int64_t tie;  ///< part of the cost that only orders what scores the same
};

struct Buyer {
    std::size_t applicant;
    std::int64_t points;  ///< what being placed is worth
    std::vector<Open> open;
    std::vector<Listed> listed;  ///< by right
};

/// The best allocation at a price.
struct Answer {
    double worth = 0;   ///< Σ points
    double excess = 0;  ///< mm² by which land below the standards is too much, by less than 0 too little
    double bound = std::numeric_limits<double>::infinity();  ///< points that no allocation exceeds
    std::vector<std::uint32_t> chosen;                       ///< by buyer: number in `listed`, or unassigned
};

class ShareAuction {
public:
    explicit ShareAuction(Market& market)
        : market_(market), all_(market.applicants()), share_(market.rule().share)
    {
        find_unit();
        area_.resize(market.lots().size());
        for (const ParkId park : market.state().parks.rows())
            for (const LotShelf& shelf : market.lots().shelves(park))
                for (std::size_t place = 0; place < shelf.size(); ++place)
                    area_[shelf.number + place] = static_cast<double>(shelf.lot(place).area);
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (!all_[i].expands && all_[i].wanted > 0) add_buyer(i);
        parallel_blocks((buyers_.size() + block - 1) / block, market_.state().threads, [&](std::size_t b) {
            for (std::size_t k = b * block; k < std::min(buyers_.size(), (b + 1) * block); ++k)
                list_first(buyers_[k]);
        });
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
    /// Costs are whole: a billionth of the score, or more where guaranteed projects, each worth more than all
    /// scores together, would leave no room in 62 bits.
    void find_unit()
    {
        const ProjectTable& p = market_.state().projects;
        double top = 1e-9;
        for (const Applicant& one : all_) {
            top = std::max(top, one.score);
            guaranteed_ += p.guaranteed[one.project];
        }
        const double all = static_cast<double>(all_.size() + 1) * top;
        unit_ = std::min(1e9, 0x1p58 / (all * static_cast<double>(guaranteed_ + 1)));
        top_ = top * unit_;
        guarantee_ = guaranteed_ == 0 ? 0 : static_cast<std::int64_t>(std::ceil(all * unit_));
    }

    std::int64_t points_of(const Applicant& one) const
    {
        const std::int64_t own = static_cast<std::int64_t>(std::ceil(one.score * unit_)) + 1;
        return own + (market_.state().projects.guaranteed[one.project] != 0 ? guarantee_ : 0);
    }

    void add_buyer(std::size_t i)
    {
        const Applicant& one = all_[i];
        Buyer buyer{i, points_of(one), {}, {}};
        market_.for_each_shelf(
            one, market_.lots(), false, [&](std::size_t at, std::uint32_t number, const LotShelf& shelf) {
                const std::size_t from = shelf.from(one.least), to = shelf.from(one.most + 1);
                if (from == to) return;
                Counts counts = Counts::as_nothing;
                if (market_.is_tested(one, market_.admission(at).park, shelf.kind()))
                    counts = market_.meets(one, at, shelf.grade()) ? Counts::as_standard : Counts::as_other;
                buyer.open.push_back({at, number, &shelf, from, to, counts});
            });
        if (!buyer.open.empty()) buyers_.push_back(std::move(buyer));
    }

    static std::uint32_t right_of(const Open& open, std::size_t place)
    {
        return static_cast<std::uint32_t>(open.shelf->number + place);
    }

    Option option_of(const Buyer& buyer, const Open& open, std::size_t place) const
    {
        return market_.option_of(all_[buyer.applicant], open.admission, open.number, open.shelf->lot(place));
    }

    /// \pre in the order of `right` where it matters
    Listed listed(const Buyer& buyer, std::size_t open, std::size_t place) const
    {
        const Open& on = buyer.open[open];
        // At most four points of misfit, below a millionth of the score.
        const double tie = static_cast<double>(option_of(buyer, on, place).misfit) / 16384 * (unit_ / 1e9);
        return {right_of(on, place), static_cast<std::uint32_t>(open), on.counts, on.shelf->lot(place).area,
                static_cast<std::int64_t>(tie)};
    }

    void list_first(Buyer& buyer) const
    {
        for (const Option& option : first_options(market_, all_[buyer.applicant], first_count, false)) {
            const auto on = std::ranges::find_if(buyer.open, [&](const Open& open) {
                return open.number == option.shelf && market_.admission(open.admission).park == option.park;
            });
            buyer.listed.push_back(listed(buyer, static_cast<std::size_t>(on - buyer.open.begin()),
                                          on->shelf->place_of(option.lot)));
        }
        std::ranges::sort(buyer.listed, {}, &Listed::right);
    }

    /// What having this land costs: rounded down, so that what is derived from it never promises too little.
    std::int64_t cost_of(const Buyer& buyer, const Listed& one, double price) const
    {
        const double land = per_area(one.counts, price) * static_cast<double>(one.area);
        return static_cast<std::int64_t>(std::floor(land)) - buyer.points + one.tie;
    }

    Assignment assign_listed(double price)
    {
        pairs_.clear();
        for (std::uint32_t k = 0; k < buyers_.size(); ++k)
            for (const Listed& one : buyers_[k].listed)
                pairs_.push_back({k, one.right, cost_of(buyers_[k], one, price)});
        ++assignments_;
        return assign(pairs_, std::vector<std::int64_t>(buyers_.size(), 0));
    }

    /// A lot that a project would rather have.
    struct Better {
        double cost;
        std::uint32_t open;
        std::size_t place;
    };

    /// Points that a mm² of such land costs.
    double per_area(Counts counts, double price) const
    {
        if (counts == Counts::as_nothing) return 0;
        return price * (counts == Counts::as_other ? share_ : share_ - 1);
    }

    /// The least of cost + price over all lots of the project, and those that beat `value` by most.
    double look_at_all(const Buyer& buyer, double price, const std::vector<double>& lot_price, double value,
                       std::vector<Better>& better) const
    {
        constexpr std::size_t stretch = 64;
        double least = 0;
        better.clear();
        const double points = static_cast<double>(buyer.points);
        for (std::uint32_t open = 0; open < buyer.open.size(); ++open) {
            const Open& on = buyer.open[open];
            const double factor = per_area(on.counts, price);
            const double* areas = area_.data() + on.shelf->number;
            const double* prices = lot_price.data() + on.shelf->number;
            for (std::size_t place = on.from; place < on.to; place += stretch) {
                const std::size_t end = std::min(on.to, place + stretch);
                const double here = least_cost({areas + place, areas + end}, prices + place, factor) - points;
                least = std::min(least, here);
                if (here >= value || (better.size() == grown_by && here >= better.back().cost)) continue;
                for (std::size_t at = place; at < end; ++at)
                    note_better(buyer, {factor * areas[at] + prices[at] - points, open, at}, value, better);
            }
        }
        return least;
    }

    static double least_cost(std::span<const double> area, const double* price, double factor)
    {
        constexpr double far = std::numeric_limits<double>::infinity();
        std::array<double, 4> least{far, far, far, far};
        std::size_t i = 0;
        for (; i + least.size() <= area.size(); i += least.size())
            for (std::size_t lane = 0; lane < least.size(); ++lane)
                least[lane] = std::min(least[lane], factor * area[i + lane] + price[i + lane]);
        for (; i < area.size(); ++i)
            least[0] = std::min(least[0], factor * area[i] + price[i]);
        return *std::ranges::min_element(least);
    }

    static void note_better(const Buyer& buyer, const Better& one, double value, std::vector<Better>& better)
    {
        if (one.cost >= value || (better.size() == grown_by && one.cost >= better.back().cost)) return;
        if (is_listed(buyer, right_of(buyer.open[one.open], one.place))) return;
        if (better.size() == grown_by) better.pop_back();
        better.insert(std::ranges::upper_bound(better, one.cost, {}, &Better::cost), one);
    }

    static bool is_listed(const Buyer& buyer, std::uint32_t right)
    {
        return std::ranges::binary_search(buyer.listed, right, {}, &Listed::right);
    }

    /// The bound at these prices of lots; lists grow by what is better than what was assigned.
    /// \return whether any list grew
    bool grow(double price, const Assignment& assignment, Answer& answer)
    {
        std::vector<double> lot_price(assignment.price.begin(), assignment.price.end());
        lot_price.resize(market_.lots().size(), 0);
        std::vector<double> least(buyers_.size());
        std::vector<std::uint8_t> grown(buyers_.size());
        parallel_blocks((buyers_.size() + block - 1) / block, market_.state().threads, [&](std::size_t b) {
            std::vector<Better> better;
            for (std::size_t k = b * block; k < std::min(buyers_.size(), (b + 1) * block); ++k) {
                Buyer& buyer = buyers_[k];
                const auto value = static_cast<double>(assignment.value[k]);
                least[k] = look_at_all(buyer, price, lot_price, value, better);
                for (const Better& one : better)
                    buyer.listed.push_back(listed(buyer, one.open, one.place));
                grown[k] = !better.empty();
                if (grown[k]) std::ranges::sort(buyer.listed, {}, &Listed::right);
            }
        });
        // Each term is off by less than a point and what its last bits are worth.
        double bound = price * (1 + market_.allowance().slack());
        for (const double one : lot_price)
            bound += one;
        for (const double one : least)
            bound += 1 - one * (1 + 0x1p-50);
        answer.bound = std::min(answer.bound, bound);
        return std::ranges::find(grown, 1) != grown.end();
    }

    /// How near the bound must be before lists stop growing: nearer with every price that was tried, but
    /// there is nothing to gain below half the best project.
    double near(double worth) const { return std::max(top_ / 2, worth * std::ldexp(0.01, -2 * prices_)); }

    Answer answer_at(double price)
    {
        Answer answer;
        for (int round = 0; round < most_rounds; ++round) {
            const Assignment assignment = assign_listed(price);
            note(assignment, answer);
            if (!grow(price, assignment, answer)) break;
            if (answer.bound - (answer.worth - price * answer.excess) < near(answer.worth)) break;
        }
        lowest_bound_ = std::min(lowest_bound_, answer.bound);
        ++prices_;
        return answer;
    }

    void note(const Assignment& assignment, Answer& answer) const
    {
        answer.worth = 0, answer.excess = -market_.allowance().slack();
        answer.chosen.assign(buyers_.size(), unassigned);
        for (std::size_t k = 0, first = 0; k < buyers_.size(); first += buyers_[k++].listed.size()) {
            if (assignment.pair_of[k] == unassigned) continue;
            const Listed& one = buyers_[k].listed[assignment.pair_of[k] - first];
            answer.chosen[k] = one.right;
            answer.worth += static_cast<double>(buyers_[k].points);
            const double area = static_cast<double>(one.area);
            if (one.counts == Counts::as_other) answer.excess += share_ * area;
            if (one.counts == Counts::as_standard) answer.excess -= (1 - share_) * area;
        }
    }

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
        while (within_.excess <= 1 && lowest_bound_ - within_.worth > top_ / 2 && prices_ < most_prices) {
            const double next = (beyond_.worth - within_.worth) / (beyond_.excess - within_.excess);
            if (!(next > low && next < high)) break;
            Answer answer = answer_at(next);
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

    /// Points per mm² of the middle project.
    double first_price() const
    {
        std::vector<double> worth;
        for (const Buyer& buyer : buyers_)
            worth.push_back(static_cast<double>(buyer.points) /
                            static_cast<double>(all_[buyer.applicant].wanted));
        const auto middle = worth.begin() + static_cast<std::ptrdiff_t>(worth.size() / 2);
        std::nth_element(worth.begin(), middle, worth.end());
        return *middle;
    }

    const Listed& listed_at(std::size_t k, std::uint32_t right) const
    {
        return *std::ranges::lower_bound(buyers_[k].listed, right, {}, &Listed::right);
    }

    std::vector<Decision> decisions_of(const Answer& answer) const
    {
        std::vector<Decision> out;
        if (answer.excess > 1) return out;
        for (std::size_t k = 0; k < buyers_.size(); ++k)
            if (answer.chosen[k] != unassigned) out.push_back(decision(k, answer.chosen[k]));
        return out;
    }

    Decision decision(std::size_t k, std::uint32_t right) const
    {
        const Buyer& buyer = buyers_[k];
        const Open& open = buyer.open[listed_at(k, right).open];
        return {buyer.applicant, Verdict::placed, option_of(buyer, open, right - open.shelf->number)};
    }

    /// Without those below the standards that bring least for their land, until the allowance is kept.
    std::vector<Decision> trimmed(const Answer& answer) const
    {
        std::vector<std::size_t> others;
        Allowance allowance = market_.allowance();
        std::vector<std::uint8_t> stays(buyers_.size());
        for (std::size_t k = 0; k < buyers_.size(); ++k) {
            if (answer.chosen[k] == unassigned) continue;
            const Listed& one = listed_at(k, answer.chosen[k]);
            stays[k] = one.counts != Counts::as_other;
            if (!stays[k]) others.push_back(k);
            if (one.counts == Counts::as_standard) allowance.add(one.area, true);
        }
        const auto worth = [&](std::size_t k) {
            return static_cast<double>(buyers_[k].points) /
                   static_cast<double>(listed_at(k, answer.chosen[k]).area);
        };
        std::ranges::stable_sort(others, [&](std::size_t a, std::size_t b) { return worth(a) > worth(b); });
        for (const std::size_t k : others) {
            const Mm2 area = listed_at(k, answer.chosen[k]).area;
            stays[k] = allowance.holds_with(area);
            if (stays[k]) allowance.add(area, false);
        }
        std::vector<Decision> out;
        for (std::size_t k = 0; k < buyers_.size(); ++k)
            if (stays[k]) out.push_back(decision(k, answer.chosen[k]));
        return out;
    }

    /// Σ points of the placed.
    std::int64_t worth_of(const Allotment& allotment) const
    {
        std::int64_t sum = 0;
        for (const Decision& one : allotment.decisions)
            if (one.verdict == Verdict::placed) sum += points_of(all_[one.applicant]);
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
            lowest_bound_ - static_cast<double>(guaranteed) * static_cast<double>(guarantee_);
        certificate.bound = std::max(certificate.objective, points / unit_);
        certificate.proven = false;
        std::size_t pairs = 0;
        for (const Buyer& buyer : buyers_)
            pairs += buyer.listed.size();
        certificate.effort = fmt::format(
            "placed={}; pairs={}; prices={}; assignments={}; by a price of the allowance: {:.6f} a mu",
            placed, pairs, prices_, assignments_, price_ / unit_ * square_metres_per_mu * 1e6);
        allotment.certificates.push_back(std::move(certificate));
    }

    Market& market_;
    const std::vector<Applicant>& all_;
    double share_;
    double unit_ = 1e9;  ///< points per score
    double top_ = 0;     ///< points of the best project
    std::int64_t guarantee_ = 0;
    std::size_t guaranteed_ = 0;
    std::vector<double> area_;  ///< by number of the lot, mm²
    std::vector<Buyer> buyers_;
    std::vector<AssignmentPair> pairs_;
    Answer within_, beyond_;
    double price_ = 0;  ///< points per mm² of the allowance
    double lowest_bound_ = std::numeric_limits<double>::infinity();
    int prices_ = 0;
    std::size_t assignments_ = 0;
};

}  // namespace

Allotment allot_at_share_price(Market& market)
{
    return ShareAuction(market).run();
}

}  // namespace permu
