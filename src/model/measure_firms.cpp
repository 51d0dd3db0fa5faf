/// Sums of firms' figures by park.
#include "model/measure_firms.hpp"

#include <algorithm>
#include <span>

namespace permu {
namespace {

/// What part of a firm stands in a park.
struct Stake {
    EnterpriseId firm;
    ParkId park;
    double share;
};

/// How many firms of each grade are at home in a park, and on how much land.
struct Homes {
    std::array<std::int64_t, 5> count{};
    std::array<double, 5> land{};
};

/// The firms in blocks: the stakes of one block and the sums of all parks stay in the cache while one figure
/// after the other is added. Every sum is added up in the order of the firms.
class FirmPass {
public:
    explicit FirmPass(const State& state)
        : state_(state), homes_(state.parks.size()), sums_(figures.size() * state.parks.size())
    {
    }

    void run()
    {
        constexpr std::uint32_t block = 1024;
        const auto firms = static_cast<std::uint32_t>(state_.enterprises.size());
        for (std::uint32_t first = 0; first < firms; first += block) {
            find_stakes({first, std::min(first + block, firms)});
            for (std::size_t figure = 0; figure < figures.size(); ++figure)
                add_figure(figure);
        }
    }

    void give(std::vector<Measures>& parks) const
    {
        for (std::size_t park = 0; park < parks.size(); ++park) {
            Measures& m = parks[park];
            for (std::size_t f = 0; f < figures.size(); ++f)
                m.*figures[f].sum = sums_[f * parks.size() + park];
            m.grade_count = homes_[park].count;
            m.grade_land = homes_[park].land;
            for (const std::int64_t count : m.grade_count)
                m.enterprises += count;
        }
    }

private:
    void find_stakes(RowRange<EnterpriseId> firms)
    {
        const EnterpriseTable& table = state_.enterprises;
        all_.clear();
        industrial_.clear();
        for (const EnterpriseId firm : firms) {
            if (!table.park[firm].valid()) continue;
            Homes& home = homes_[table.park[firm].index];
            const auto grade = static_cast<std::size_t>(table.grade[firm]);
            home.count[grade] += 1;
            home.land[grade] += or_zero(table.land[firm]);
            const bool industrial = is_industrial_division(table.division[firm]);
            for (const Holding& holding : table.of(firm)) {
                const Stake stake{firm, state_.parcels.park[holding.parcel], holding.share};
                all_.push_back(stake);
                if (industrial) industrial_.push_back(stake);
            }
        }
    }

    void add_figure(std::size_t figure)
    {
        const auto& column = state_.enterprises.*figures[figure].column;
        const auto sums = std::span(sums_).subspan(figure * homes_.size(), homes_.size());
        for (const Stake& stake : figures[figure].industrial ? industrial_ : all_) {
            KnownSum& sum = sums[stake.park.index];
            add_known(sum.sum, sum.known, column[stake.firm], stake.share);
        }
    }

    const State& state_;
    std::vector<Stake> all_, industrial_;  ///< of the block; ordered by firm
    std::vector<Homes> homes_;             ///< by park
    std::vector<KnownSum> sums_;           ///< by figure, then park
};

}  // namespace

void measure_firms(std::vector<Measures>& parks, const State& state)
{
    FirmPass pass(state);
    pass.run();
    pass.give(parks);
}

}  // namespace permu
