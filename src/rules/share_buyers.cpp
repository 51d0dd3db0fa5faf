/// Assignments at prices, with column generation.
#include "share_buyers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "option_list.hpp"
#include "permu/base/parallel.hpp"

namespace permu {
namespace {

constexpr std::size_t first_count = 8;  ///< lots a project that are listed from the start
constexpr std::size_t grown_by = 12;    ///< at most, a project and round
constexpr int most_rounds = 12;         ///< of growing lists at one price
constexpr std::size_t block = 64;       ///< projects that one thread takes at a time

std::uint32_t right_of(const OpenShelf& open, std::size_t place)
{
    return static_cast<std::uint32_t>(open.shelf->number + place);
}

/// The least of factor · area + price.
double least_cost(std::span<const double> area, const double* price, double factor)
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

bool is_listed(const Buyer& buyer, std::uint32_t right)
{
    return std::ranges::binary_search(buyer.listed, right, {}, &ListedLot::right);
}

/// Keeps the best few that are not listed yet.
void note_better(const Buyer& buyer, const BetterLot& one, double value, std::vector<BetterLot>& better)
{
    if (one.cost >= value || (better.size() == grown_by && one.cost >= better.back().cost)) return;
    if (is_listed(buyer, right_of(buyer.open[one.open], one.place))) return;
    if (better.size() == grown_by) better.pop_back();
    better.insert(std::ranges::upper_bound(better, one.cost, {}, &BetterLot::cost), one);
}

}  // namespace

ShareBuyers::ShareBuyers(Market& market)
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

/// Costs are whole: a billionth of the score, or more where guaranteed projects, each worth more than all
/// scores together, would leave no room in 62 bits.
void ShareBuyers::find_unit()
{
    const ProjectTable& p = market_.state().projects;
    double top = 1e-9;
    std::size_t guaranteed = 0;
    for (const Applicant& one : all_) {
        top = std::max(top, one.score);
        guaranteed += p.guaranteed[one.project];
    }
    const double all = static_cast<double>(all_.size() + 1) * top;
    unit_ = std::min(1e9, 0x1p58 / (all * static_cast<double>(guaranteed + 1)));
    top_ = top * unit_;
    guarantee_ = guaranteed == 0 ? 0 : static_cast<std::int64_t>(std::ceil(all * unit_));
}

std::int64_t ShareBuyers::points_of(const Applicant& one) const
{
    const std::int64_t own = static_cast<std::int64_t>(std::ceil(one.score * unit_)) + 1;
    return own + (market_.state().projects.guaranteed[one.project] != 0 ? guarantee_ : 0);
}

void ShareBuyers::add_buyer(std::size_t i)
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

Option ShareBuyers::option_of(const Buyer& buyer, const OpenShelf& open, std::size_t place) const
{
    return market_.option_of(all_[buyer.applicant], open.admission, open.number, open.shelf->lot(place));
}

/// \pre in the order of `right` where it matters
ListedLot ShareBuyers::listed(const Buyer& buyer, std::size_t open, std::size_t place) const
{
    const OpenShelf& on = buyer.open[open];
    // At most four points of misfit, below a millionth of the score.
    const double tie = static_cast<double>(option_of(buyer, on, place).misfit) / 16384 * (unit_ / 1e9);
    return {right_of(on, place), static_cast<std::uint32_t>(open), on.counts, on.shelf->lot(place).area,
            static_cast<std::int64_t>(tie)};
}

void ShareBuyers::list_first(Buyer& buyer) const
{
    for (const Option& option : first_options(market_, all_[buyer.applicant], first_count, false)) {
        const auto on = std::ranges::find_if(buyer.open, [&](const OpenShelf& open) {
            return open.number == option.shelf && market_.admission(open.admission).park == option.park;
        });
        buyer.listed.push_back(listed(buyer, static_cast<std::size_t>(on - buyer.open.begin()),
                                      on->shelf->place_of(option.lot)));
    }
    std::ranges::sort(buyer.listed, {}, &ListedLot::right);
}

/// What having this land costs: rounded down, so that what is derived from it never promises too little.
std::int64_t ShareBuyers::cost_of(const Buyer& buyer, const ListedLot& one, double price) const
{
    const double land = per_area(one.counts, price) * static_cast<double>(one.area);
    return static_cast<std::int64_t>(std::floor(land)) - buyer.points + one.tie;
}

Assignment ShareBuyers::assign_listed(double price)
{
    pairs_.clear();
    for (std::uint32_t k = 0; k < buyers_.size(); ++k)
        for (const ListedLot& one : buyers_[k].listed)
            pairs_.push_back({k, one.right, cost_of(buyers_[k], one, price)});
    ++assignments_;
    return assign(pairs_, std::vector<std::int64_t>(buyers_.size(), 0));
}

/// Points that a mm² of such land costs.
double ShareBuyers::per_area(Counts counts, double price) const
{
    if (counts == Counts::as_nothing) return 0;
    return price * (counts == Counts::as_other ? share_ : share_ - 1);
}

/// The least of cost + price over all lots of the project, and those that beat `value` by most.
double ShareBuyers::look_at_all(const Buyer& buyer, double price, const std::vector<double>& lot_price,
                                double value, std::vector<BetterLot>& better) const
{
    constexpr std::size_t stretch = 64;
    double least = 0;
    better.clear();
    const double points = static_cast<double>(buyer.points);
    for (std::uint32_t open = 0; open < buyer.open.size(); ++open) {
        const OpenShelf& on = buyer.open[open];
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

/// The bound at these prices of lots; lists grow by what is better than what was assigned.
/// \return whether any list grew
bool ShareBuyers::grow(double price, const Assignment& assignment, PricedAnswer& answer)
{
    std::vector<double> lot_price(assignment.price.begin(), assignment.price.end());
    lot_price.resize(market_.lots().size(), 0);
    std::vector<double> least(buyers_.size());
    std::vector<std::uint8_t> grown(buyers_.size());
    parallel_blocks((buyers_.size() + block - 1) / block, market_.state().threads, [&](std::size_t b) {
        std::vector<BetterLot> better;
        for (std::size_t k = b * block; k < std::min(buyers_.size(), (b + 1) * block); ++k) {
            Buyer& buyer = buyers_[k];
            const auto value = static_cast<double>(assignment.value[k]);
            least[k] = look_at_all(buyer, price, lot_price, value, better);
            for (const BetterLot& one : better)
                buyer.listed.push_back(listed(buyer, one.open, one.place));
            grown[k] = !better.empty();
            if (grown[k]) std::ranges::sort(buyer.listed, {}, &ListedLot::right);
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

PricedAnswer ShareBuyers::answer_at(double price)
{
    PricedAnswer answer;
    for (int round = 0; round < most_rounds; ++round) {
        const Assignment assignment = assign_listed(price);
        note(assignment, answer);
        if (!grow(price, assignment, answer)) break;
        if (answer.bound - (answer.worth - price * answer.excess) < top_ / 2) break;
    }
    return answer;
}

void ShareBuyers::note(const Assignment& assignment, PricedAnswer& answer) const
{
    answer.worth = 0, answer.excess = -market_.allowance().slack();
    answer.chosen.assign(buyers_.size(), unassigned);
    for (std::size_t k = 0, first = 0; k < buyers_.size(); first += buyers_[k++].listed.size()) {
        if (assignment.pair_of[k] == unassigned) continue;
        const ListedLot& one = buyers_[k].listed[assignment.pair_of[k] - first];
        answer.chosen[k] = one.right;
        answer.worth += static_cast<double>(buyers_[k].points);
        const double area = static_cast<double>(one.area);
        if (one.counts == Counts::as_other) answer.excess += share_ * area;
        if (one.counts == Counts::as_standard) answer.excess -= (1 - share_) * area;
    }
}

const ListedLot& ShareBuyers::listed_at(std::size_t k, std::uint32_t right) const
{
    return *std::ranges::lower_bound(buyers_[k].listed, right, {}, &ListedLot::right);
}

Decision ShareBuyers::decision(std::size_t k, std::uint32_t right) const
{
    const Buyer& buyer = buyers_[k];
    const OpenShelf& open = buyer.open[listed_at(k, right).open];
    return {buyer.applicant, Verdict::placed, option_of(buyer, open, right - open.shelf->number)};
}

std::size_t ShareBuyers::pairs() const
{
    std::size_t count = 0;
    for (const Buyer& buyer : buyers_)
        count += buyer.listed.size();
    return count;
}

}  // namespace permu
