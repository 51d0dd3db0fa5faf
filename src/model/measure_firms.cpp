/// Sums of firms' figures by park and by sub-park.
#include "model/measure_firms.hpp"

#include <type_traits>
#include <vector>

#include "permu/base/parallel.hpp"

namespace permu {
namespace {

/// What part of a firm stands in a place.
template <class Place>
struct Stake {
    EnterpriseId firm;
    Place place;
    double share;
};

/// Figure by figure over the stakes of all firms. One figure is one task: it is added up in the order of the
/// firms whatever the number of threads.
template <class Place>
class FirmPass {
public:
    FirmPass(const State& state, const Column<ParcelId, Place>& place_of, std::vector<Measures>& places)
        : state_(state), place_of_(place_of), places_(places)
    {
    }

    void run()
    {
        find_stakes();
        count_firms();
        const std::size_t pairs_end = figures.size() + figure_pairs.size();
        parallel_blocks(pairs_end + 1, state_.threads, [&](std::size_t task) {
            if (task < figures.size()) return add_figure(figures[task]);
            if (task < pairs_end) return add_pair(figure_pairs[task - figures.size()]);
            add_divisions();
        });
    }

private:
    void find_stakes()
    {
        const EnterpriseTable& table = state_.enterprises;
        all_.reserve(table.holdings.size());
        industrial_.reserve(table.holdings.size());
        for (const EnterpriseId firm : table.rows()) {
            if (!table.park[firm].valid()) continue;
            const bool industrial = is_industrial_division(table.division[firm]);
            for (const Holding& holding : table.of(firm)) {
                const Stake<Place> stake{firm, place_of_[holding.parcel], holding.share};
                if (!stake.place.valid()) continue;
                all_.push_back(stake);
                if (industrial) industrial_.push_back(stake);
            }
        }
    }

    void count_firms()
    {
        const EnterpriseTable& table = state_.enterprises;
        for (const EnterpriseId firm : table.rows()) {
            if (!table.park[firm].valid() || !home_of(firm).valid()) continue;
            Measures& home = places_[home_of(firm).index];
            const auto grade = static_cast<std::size_t>(table.grade[firm]);
            home.enterprises += 1;
            home.grade_count[grade] += 1;
            home.grade_land[grade] += or_zero(table.land[firm]);
        }
    }

    /// Where its first parcel is.
    Place home_of(EnterpriseId firm) const
    {
        if constexpr (std::is_same_v<Place, ParkId>) {
            return state_.enterprises.park[firm];
        } else {
            const auto holdings = state_.enterprises.of(firm);
            return holdings.empty() ? Place::none() : place_of_[holdings.front().parcel];
        }
    }

    void add_figure(const Figure& figure)
    {
        const auto& column = state_.enterprises.*figure.column;
        std::vector<KnownSum> sums(places_.size());
        for (const Stake<Place>& stake : figure.industrial ? industrial_ : all_) {
            KnownSum& sum = sums[stake.place.index];
            add_known(sum.sum, sum.known, column[stake.firm], stake.share);
        }
        for (std::size_t place = 0; place < sums.size(); ++place)
            places_[place].*figure.sum = sums[place];
    }

    void add_pair(const FigurePair& pair)
    {
        const auto& over = state_.enterprises.*pair.over;
        const auto& under = state_.enterprises.*pair.under;
        std::vector<RatioSum> sums(places_.size());
        for (const Stake<Place>& stake : all_) {
            const double a = over[stake.firm], b = under[stake.firm];
            const bool known = !std::isnan(a) && !std::isnan(b);
            RatioSum& sum = sums[stake.place.index];
            sum.over += known ? a * stake.share : 0.0;
            sum.under += known ? b * stake.share : 0.0;
            sum.known += known;
        }
        for (std::size_t place = 0; place < sums.size(); ++place)
            places_[place].*pair.sum = sums[place];
    }

    void add_divisions()
    {
        const EnterpriseTable& table = state_.enterprises;
        for (const Stake<Place>& stake : all_) {
            const HighTech known = high_tech_of(table, stake.firm);
            KnownSum& high_tech = places_[stake.place.index].high_tech_land;
            if (known != HighTech::unknown)
                add_known(high_tech.sum, high_tech.known,
                          known == HighTech::yes ? table.land[stake.firm] : 0.0, stake.share);
            const double revenue = table.revenue[stake.firm];
            const std::uint8_t division = table.division[stake.firm];
            ByDivision& sums = places_[stake.place.index].revenue_by_division;
            sums[division < sums.size() ? division : 0] += or_zero(revenue) * stake.share;
        }
    }

    const State& state_;
    const Column<ParcelId, Place>& place_of_;
    std::vector<Measures>& places_;
    std::vector<Stake<Place>> all_, industrial_;  ///< ordered by firm
};

}  // namespace

void measure_firms(std::vector<Measures>& parks, const State& state)
{
    FirmPass(state, state.parcels.park, parks).run();
}

void measure_firms_of_sub_parks(std::vector<Measures>& sub_parks, const State& state)
{
    FirmPass(state, state.parcels.sub_park, sub_parks).run();
}

}  // namespace permu
