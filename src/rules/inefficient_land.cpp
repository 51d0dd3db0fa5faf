/// Inefficient land: tax per mu against the group's mean, FAR against its control.
#include "inefficient_land.hpp"

#include <cmath>
#include <vector>

#include "controls.hpp"
#include "exit_events.hpp"
#include "land.hpp"
#include "permu/base/parallel.hpp"

namespace permu {
namespace {

/// What equals a limit to this relative difference meets it: both sides went through divisions.
constexpr double rounding = 1e-12;

/// Σ tax / Σ land in whole fen and mm²: the same in any order.
struct Sums {
    Fen tax = 0;
    Mm2 land = 0;
};

/// What stands on a parcel.
struct Occupied {
    Fen tax = 0;
    bool taxed = false;  ///< the tax of some firm is known
    bool young = false;
    std::uint8_t division = 0;
    double largest = 0;  ///< land of the firm whose division it is, m²
};

class EfficiencyTest {
public:
    EfficiencyTest(State& state, const LandExit& rule, Year year)
        : state_(state),
          p_(state.parcels),
          f_(state.enterprises),
          rule_(rule),
          year_(year),
          controls_(read_controls(rule.indicators.table, {}, ignored_), state.parks),
          occupied_(state.parcels.size()),
          groups_(rule.group == "park" ? state.parks.size() : 256)
    {
    }

    void run()
    {
        controls_.prepare(0);
        for (const EnterpriseId firm : f_.rows())
            if (f_.park[firm].valid()) add_firm(firm);
        std::vector<Change> changes(state_.parks.size());
        parallel_blocks(changes.size(), state_.threads, [&](std::size_t i) {
            const ParkId park{static_cast<std::uint32_t>(i)};
            if (rule_.scope.covers(state_.parks, park)) changes[i] = test_park(park);
        });
        for (const ParkId park : state_.parks.rows())
            if (const Change& change = changes[park.index]; change.now != change.before) tell(park, change);
    }

private:
    /// Inefficient land of a park, this year and as it was.
    struct Change {
        Mm2 now = 0, before = 0;
    };

    Change test_park(ParkId park)
    {
        Change change;
        for (const ParcelId parcel : state_.parks.parcels(park)) {
            std::uint8_t& flags = p_.inefficient[parcel];
            if (flags > inefficiency_tested) change.before += p_.area[parcel];
            flags = test(parcel);
            if (flags > inefficiency_tested) change.now += p_.area[parcel];
        }
        return change;
    }

    std::size_t group_of(ParkId park, int division) const
    {
        if (rule_.group == "park") return park.index;
        return rule_.group == "division" ? static_cast<std::size_t>(division) : 0;
    }

    void add_firm(EnterpriseId firm)
    {
        const double tax = f_.tax[firm], land = f_.land[firm];
        const bool known = !std::isnan(tax) && land > 0;
        if (known) {
            Sums& sums = groups_[group_of(f_.park[firm], f_.division[firm])];
            sums.tax += to_fen({tax}), sums.land += to_mm2({land});
        }
        const bool young = f_.start_year[firm] != no_year && year_ - f_.start_year[firm] < rule_.grace_years;
        for (const Holding& holding : f_.of(firm)) {
            if (!(holding.share > 0)) continue;
            Occupied& on = occupied_[holding.parcel.index];
            if (known) on.tax += to_fen({tax * holding.share}), on.taxed = true;
            on.young = on.young || young;
            const double here = std::isnan(land) ? 0 : land * holding.share;
            const bool first = on.division == 0 || here > on.largest;
            if (first || (here == on.largest && f_.division[firm] < on.division))
                on.division = f_.division[firm], on.largest = here;
            controls_.prepare(on.division);
        }
    }

    std::uint8_t test(ParcelId parcel)
    {
        if (p_.stage[parcel] != Stage::built || !is_productive(p_.use[parcel])) return 0;
        const Occupied& on = occupied_[parcel.index];
        const auto area = static_cast<double>(p_.area[parcel]);
        unsigned flags = 0;
        const Sums& group = groups_[group_of(p_.park[parcel], on.division)];
        if (on.taxed && !on.young && group.land > 0) {
            const double mean = static_cast<double>(group.tax) / static_cast<double>(group.land);
            flags |= inefficiency_tested;
            if (static_cast<double>(on.tax) < rule_.inefficient_tax_share * mean * area * (1 - rounding))
                flags |= inefficient_tax;
        }
        const double counting = p_.far_floor_area[parcel];
        const double floor = std::isnan(counting) ? p_.floor_area[parcel] : counting;
        const double control = control_of(parcel, on.division);
        if (!std::isnan(floor) && !std::isnan(control)) {
            flags |= inefficiency_tested;
            if (floor * 1e6 < control * area * (1 - rounding)) flags |= inefficient_far;
        }
        return static_cast<std::uint8_t>(flags);
    }

    double control_of(ParcelId parcel, int division)
    {
        const int own = p_.grade[parcel];
        const int grade = own ? own : state_.parks.land_grade[p_.park[parcel]];
        const ControlValues& values =
            controls_.thresholds(p_.park[parcel], division, grade >= 0 && grade <= 15 ? grade : 0);
        return values[static_cast<std::size_t>(Control::far)];
    }

    void tell(ParkId park, const Change& change)
    {
        Event event = rule_event(state_, LandExit::record(), rule_.scope,
                                 static_cast<std::size_t>(ExitEvent::inefficient), park);
        event.unit = Unit::mu, event.value = mm2_to_mu(change.now),
        event.threshold = mm2_to_mu(change.before);
        state_.events.add(event);
    }

    State& state_;
    ParcelTable& p_;
    EnterpriseTable& f_;
    const LandExit& rule_;
    Year year_;
    Problems ignored_;  // the table was validated with the scenario
    Controls controls_;
    std::vector<Occupied> occupied_;  ///< by parcel
    std::vector<Sums> groups_;
};

}  // namespace

void test_efficiency(State& state, const LandExit& rule, Year year)
{
    EfficiencyTest(state, rule, year).run();
}

}  // namespace permu
