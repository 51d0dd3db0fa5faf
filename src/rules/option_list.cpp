/// Merges the shelves of all parks, each walked outwards from the wanted size.
#include "option_list.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <queue>
#include <tuple>

namespace permu {
namespace {

/// Lots of one shelf in order of their difference from the wanted size, the larger of two first.
struct Walk {
    std::size_t admission;
    std::uint32_t number;
    const LotShelf* shelf;
    std::size_t below, above;  ///< the next smaller one is at below − 1, the next larger at above
    std::size_t first, last;   ///< of those within the tolerance
    Mm2 wanted;

    bool done() const { return below == first && above == last; }
    bool takes_above() const
    {
        if (above == last || below == first) return below == first;
        return shelf->lot(above).area - wanted <= wanted - shelf->lot(below - 1).area;
    }
    Lot next() const { return shelf->lot(takes_above() ? above : below - 1); }
    void step() { takes_above() ? void(++above) : void(--below); }
    std::tuple<Mm2, bool, std::size_t, std::uint32_t> key() const
    {
        const Mm2 area = next().area;
        return {std::abs(area - wanted), area < wanted, admission, number};
    }
};

/// Shelves by whether the park leads and the use is the first choice: no lot of a later group fits better.
std::array<std::vector<Walk>, 4> groups_of(Market& market, const Applicant& one, bool standard)
{
    std::array<std::vector<Walk>, 4> groups;
    market.for_each_shelf(
        one, market.lots(), standard, [&](std::size_t i, std::uint32_t s, const LotShelf& shelf) {
            const std::size_t middle = shelf.from(one.wanted);
            const std::size_t first = shelf.from(one.least), last = shelf.from(one.most + 1);
            if (first == last) return;
            const bool leads = market.leads(market.admission(i).park, one);
            const bool first_choice = market.fit(one, shelf) == 0;
            groups[(leads ? 0U : 2U) + (first_choice ? 0U : 1U)].push_back(
                {i, s, &shelf, middle, middle, first, last, one.wanted});
        });
    return groups;
}

}  // namespace

std::vector<Option> first_options(Market& market, const Applicant& one, std::size_t count, bool standard)
{
    std::vector<Option> out;
    const auto later = [](const Walk& a, const Walk& b) { return b.key() < a.key(); };
    for (std::vector<Walk>& group : groups_of(market, one, standard)) {
        if (out.size() >= count) break;
        std::priority_queue walks(later, std::move(group));
        while (!walks.empty() && out.size() < count) {
            Walk walk = walks.top();
            walks.pop();
            out.push_back(market.option_of(one, walk.admission, walk.number, walk.next()));
            walk.step();
            if (!walk.done()) walks.push(walk);
        }
    }
    std::sort(out.begin(), out.end(), [](const Option& a, const Option& b) {
        return std::tuple(a.misfit, a.park, a.lot.parcel) < std::tuple(b.misfit, b.park, b.lot.parcel);
    });
    return out;
}

}  // namespace permu
