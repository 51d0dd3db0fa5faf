/// Sums of firms' figures by park.
#include "model/measure_firms.hpp"

#include <vector>

#include "permu/base/parallel.hpp"

namespace permu {
namespace {

/// What part of a firm stands in a park.
struct Stake {
    EnterpriseId firm;
    ParkId park;
    double share;
};

/// Figure by figure over the stakes of all firms. One figure is one task: it is added up in the order of the
/// firms whatever the number of threads.
class FirmPass {
public:
    FirmPass(const State& state, std::vector<Measures>& parks) : state_(state), parks_(parks) {}

    void run()
    {
        find_stakes();
        count_firms();
        parallel_blocks(figures.size() + figure_pairs.size(), state_.threads, [&](std::size_t task) {
            task < figures.size() ? add_figure(figures[task]) : add_pair(figure_pairs[task - figures.size()]);
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
                const Stake stake{firm, state_.parcels.park[holding.parcel], holding.share};
                all_.push_back(stake);
                if (industrial) industrial_.push_back(stake);
            }
        }
    }

    void count_firms()
    {
        const EnterpriseTable& table = state_.enterprises;
        for (const EnterpriseId firm : table.rows()) {
            if (!table.park[firm].valid()) continue;
            Measures& home = parks_[table.park[firm].index];
            const auto grade = static_cast<std::size_t>(table.grade[firm]);
            home.enterprises += 1;
            home.grade_count[grade] += 1;
            home.grade_land[grade] += or_zero(table.land[firm]);
        }
    }

    void add_figure(const Figure& figure)
    {
        const auto& column = state_.enterprises.*figure.column;
        std::vector<KnownSum> sums(parks_.size());
        for (const Stake& stake : figure.industrial ? industrial_ : all_) {
            KnownSum& sum = sums[stake.park.index];
            add_known(sum.sum, sum.known, column[stake.firm], stake.share);
        }
        for (std::size_t park = 0; park < sums.size(); ++park)
            parks_[park].*figure.sum = sums[park];
    }

    void add_pair(const FigurePair& pair)
    {
        const auto& over = state_.enterprises.*pair.over;
        const auto& under = state_.enterprises.*pair.under;
        std::vector<RatioSum> sums(parks_.size());
        for (const Stake& stake : all_) {
            const double a = over[stake.firm], b = under[stake.firm];
            const bool known = !std::isnan(a) && !std::isnan(b);
            RatioSum& sum = sums[stake.park.index];
            sum.over += known ? a * stake.share : 0.0;
            sum.under += known ? b * stake.share : 0.0;
            sum.known += known;
        }
        for (std::size_t park = 0; park < sums.size(); ++park)
            parks_[park].*pair.sum = sums[park];
    }

    const State& state_;
    std::vector<Measures>& parks_;
    std::vector<Stake> all_, industrial_;  ///< ordered by firm
};

}  // namespace

void measure_firms(std::vector<Measures>& parks, const State& state)
{
    FirmPass(state, parks).run();
}

}  // namespace permu
