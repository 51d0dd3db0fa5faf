/// Standard land: which project gets which lot, by priority.
#include "permu/rules/standard_land.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>

#include "controls.hpp"
#include "lots.hpp"
#include "standard_land_events.hpp"
#include "supply.hpp"

namespace permu {
namespace {

/// A project that wants land this year, and the parks that admit it.
struct Applicant {
    ProjectId project;
    double score = 0;
    ControlValues promised{};
    std::size_t first = 0, last = 0;  ///< of state.admissions
    Mm2 wanted = 0, least = 0, most = 0;
    std::optional<std::pair<ParkId, Lot>> beyond;  ///< a lot that would fit, were the standards met
};

class Allocation {
public:
    Allocation(State& state, const StandardLand& rule, Year year)
        : state_(state),
          p_(state.projects),
          rule_(rule),
          year_(year),
          lots_(state),
          controls_(read_controls(rule.indicators.table, {}, ignored_), state.parks)
    {
        reserve_price_.fill(0);
        for (const auto& [grade, price] : rule.reserve_price)
            if (const int number = std::atoi(grade.c_str()); number >= 1 && number <= 15)
                reserve_price_[static_cast<std::size_t>(number)] = price;
    }

    void run()
    {
        find_applicants();
        std::vector<Applicant*> left;
        for (Applicant& one : applicants_) {
            if (expands(one) || take(one, true)) continue;
            left.push_back(&one);
        }
        // Whoever does not meet the standards comes after all who do: only then is the allowance known.
        for (Applicant* one : left)
            if (!take(*one, false)) leave_out(*one);
    }

private:
    void find_applicants()
    {
        std::vector<Admission>& all = state_.admissions;
        for (std::size_t first = 0, last = 0; first < all.size(); first = last) {
            while (last < all.size() && all[last].project == all[first].project)
                ++last;
            const ProjectId at = all[first].project;
            if (p_.status[at] != ProjectStatus::waiting) continue;
            Applicant one;
            one.project = at, one.first = first, one.last = last;
            one.promised = promised(p_, at);
            one.score = score(at, one.promised);
            if (!std::isnan(p_.land[at])) {
                one.wanted = to_mm2({p_.land[at]});
                one.least = to_mm2({p_.land[at] * (1 - rule_.size_tolerance_under)});
                one.most = to_mm2({p_.land[at] * (1 + rule_.size_tolerance_over)});
            }
            test_everywhere(one);
            applicants_.push_back(std::move(one));
        }
        const auto key = [&](const Applicant& a) {
            return std::tuple(!p_.guaranteed[a.project], -a.score, p_.arrival[a.project], p_.id[a.project]);
        };
        std::sort(applicants_.begin(), applicants_.end(),
                  [&](const Applicant& a, const Applicant& b) { return key(a) < key(b); });
    }

    /// Most parks of a grade have the same thresholds: they are tested once.
    void test_everywhere(const Applicant& one)
    {
        struct Tested {
            const ControlValues* thresholds = nullptr;
            bool met = false;
        };
        std::array<Tested, 16> tested{};  // by grade
        for (std::size_t i = one.first; i < one.last; ++i) {
            Admission& admission = state_.admissions[i];
            const int grade = state_.parks.land_grade[admission.park];
            Tested& last = tested[static_cast<std::size_t>(grade)];
            const ControlValues* thresholds =
                &controls_.thresholds(admission.park, p_.division[one.project], grade);
            if (thresholds != last.thresholds) last = {thresholds, meets_at(one, admission.park, grade)};
            admission.standard = last.met;
        }
    }

    double score(ProjectId at, const ControlValues& values) const
    {
        const auto weight = [&](std::string_view name) {
            const auto found = rule_.score_weights.find(name);
            return found == rule_.score_weights.end() ? 0.0 : found->second;
        };
        const double tax = values[static_cast<std::size_t>(Control::tax_per_mu)];
        const double taxed = std::isnan(tax) ? 0 : std::clamp(tax / rule_.tax_full_score, 0.0, 1.0);
        const double waited = static_cast<double>(year_ - p_.arrival[at]) / std::max<int>(1, p_.patience[at]);
        return weight("tier") * static_cast<double>(p_.tier[at]) / 2 +
               weight("new_quality") * p_.new_quality[at] + weight("tax_per_mu") * taxed +
               weight("waiting") * std::clamp(waited, 0.0, 1.0);
    }

    bool meets_at(const Applicant& one, ParkId park, int grade)
    {
        return meets(one.promised, controls_.thresholds(park, p_.division[one.project], grade),
                     reserve_price_[static_cast<std::size_t>(grade)]);
    }

    bool is_service(ProjectId at) const
    {
        const int division = p_.division[at];
        return p_.service[at] || (division != 0 && !is_industrial_division(division));
    }

    bool is_tested(const Applicant& one, ParkId park, LotKind kind) const
    {
        if (!rule_.scope.covers(state_.parks, park)) return false;
        return !is_service(one.project) || rule_.producer_services || kind == LotKind::m0;
    }

    /// 0: the use the project is for; 1: second best; nothing: not for it.
    std::optional<int> fit(ProjectId at, LotKind kind) const
    {
        if (is_service(at)) {
            if (kind == LotKind::research) return 0;
            return kind == LotKind::m0 ? std::optional(1) : std::nullopt;
        }
        if (p_.division[at] >= 53 && p_.division[at] <= 60)
            return kind == LotKind::logistics ? std::optional(0) : std::nullopt;
        if (kind == LotKind::industrial) return 0;
        const bool modern = p_.tier[at] != Tier::traditional || p_.new_quality[at];
        return kind == LotKind::m0 && modern ? std::optional(1) : std::nullopt;
    }

    bool leads(ParkId park, ProjectId at) const
    {
        const std::vector<int>& of = state_.parks.leading[park.index];
        return std::find(of.begin(), of.end(), p_.division[at]) != of.end();
    }

    struct Choice {
        ParkId park;
        LotShelf* shelf;
        Lot lot;
        bool tested, standard;
    };

    /// The best lot; with `standard` only where the project meets what is tested there.
    std::optional<Choice> best(const Applicant& one, bool standard)
    {
        const auto first_two = [](const auto& key) { return std::pair(std::get<0>(key), std::get<1>(key)); };
        std::optional<Choice> found;
        std::tuple<bool, int, Mm2, bool, ParkId, ParcelId> found_key;
        for (std::size_t i = one.first; i < one.last; ++i) {
            const ParkId park = state_.admissions[i].park;
            const bool elsewhere = !leads(park, one.project);
            if (found && elsewhere && !std::get<0>(found_key)) continue;
            for (LotShelf& shelf : lots_.shelves(park)) {
                const std::optional<int> rank = fit(one.project, shelf.kind());
                // What cannot win, or may not be taken, is not looked up: parks are many and lots more.
                if (shelf.empty() || !rank || (found && std::pair(elsewhere, *rank) > first_two(found_key)))
                    continue;
                const bool tested = is_tested(one, park, shelf.kind());
                const bool met = tested && (shelf.grade() == state_.parks.land_grade[park]
                                                ? state_.admissions[i].standard
                                                : meets_at(one, park, shelf.grade()));
                if (standard && tested && !met) continue;
                const std::optional<Lot> lot = shelf.nearest(one.wanted, one.least, one.most);
                if (!lot) continue;
                const Mm2 waste = std::abs(lot->area - one.wanted);
                const std::tuple key{elsewhere, *rank, waste, lot->area < one.wanted, park, lot->parcel};
                if (found && !(key < found_key)) continue;
                found = Choice{park, &shelf, *lot, tested, met}, found_key = key;
            }
        }
        return found;
    }

    bool take(Applicant& one, bool standard)
    {
        if (one.wanted <= 0) return false;
        std::optional<Choice> choice = best(one, standard);
        if (!choice) return false;
        const Mm2 area = choice->lot.area;
        if (choice->tested && !choice->standard && !within_allowance(area)) {
            one.beyond = {choice->park, choice->lot};
            return false;
        }
        if (choice->tested) (choice->standard ? standard_ : other_) += area;
        choice->shelf->remove(choice->lot);
        place(one, *choice);
        return true;
    }

    /// Whether standard land would still be `share` of all; met to the mm² is met.
    bool within_allowance(Mm2 area) const
    {
        const double all = static_cast<double>(standard_ + other_ + area);
        return static_cast<double>(other_ + area) <= (1 - rule_.share) * all + 1;
    }

    void place(const Applicant& one, const Choice& choice)
    {
        const ProjectId at = one.project;
        const ParcelId parcel = choice.lot.parcel;
        ParcelTable& land = state_.parcels;
        supply_parcel(state_, parcel, year_,
                      p_.build_years[at] == no_year ? default_build_years : p_.build_years[at]);
        land.project[parcel] = at;
        land.standard[parcel] = choice.standard;
        if (choice.standard) land.commit_year[parcel] = static_cast<std::int16_t>(year_);
        land.promised_investment[parcel] = static_cast<float>(p_.investment[at]);
        land.promised_tax[parcel] = static_cast<float>(p_.tax[at]);
        land.promised_far[parcel] = static_cast<float>(p_.far[at]);
        land.promised_energy[parcel] = static_cast<float>(p_.energy[at]);
        mark_placed(at, parcel);
        Event event = standard_land_event(state_, rule_, StandardLandEvent::placed, choice.park);
        event.entity = EntityKind::project, event.row = at.index;
        event.unit = Unit::mu, event.value = mm2_to_mu(choice.lot.area),
        event.threshold = to_mu({p_.land[at]});
        state_.events.add(
            event, fmt::format("parcel {}; park {}; {}", land.id[parcel], state_.parks.id[choice.park.index],
                               choice.standard ? "standard land"
                               : choice.tested ? "allowance"
                                               : "not tested"));
        event.kind = standard_land_event(state_, rule_, StandardLandEvent::supplied, choice.park).kind;
        event.entity = EntityKind::parcel, event.row = parcel.index;
        state_.events.add(event, fmt::format("project {}", p_.id[at]));
    }

    void mark_placed(ProjectId at, ParcelId parcel)
    {
        p_.status[at] = ProjectStatus::placed;
        p_.parcel[at] = parcel;
        p_.placed_year[at] = static_cast<std::int16_t>(year_);
        ++state_.region.placed;
        ++state_.parks.flows[state_.parcels.park[parcel]].placed;
    }

    /// An expansion on the firm's own land needs no lot.
    bool expands(const Applicant& one)
    {
        const ProjectId at = one.project;
        const EnterpriseId firm = p_.enterprise[at];
        if (!p_.on_own_land[at] || !firm.valid() || state_.enterprises.of(firm).empty()) return false;
        const ParcelId parcel = state_.enterprises.of(firm).front().parcel;
        mark_placed(at, parcel);
        Event event = standard_land_event(state_, rule_, StandardLandEvent::placed_own_land,
                                          state_.parcels.park[parcel]);
        event.entity = EntityKind::project, event.row = at.index;
        state_.events.add(event, fmt::format("parcel {}", state_.parcels.id[parcel]));
        return true;
    }

    /// Says why a project stays without land: the standards, or no lot.
    void leave_out(const Applicant& one)
    {
        const std::optional<std::pair<ParkId, std::vector<Failure>>> failed = failed_everywhere(one);
        if (failed) return refuse_project(one, failed->first, failed->second);
        if (one.beyond) {
            const auto& [park, lot] = *one.beyond;
            return refuse_project(one, park, failures_at(one, park, lot.grade));
        }
        Event event = standard_land_event(state_, rule_, StandardLandEvent::no_lot, ParkId::none());
        event.entity = EntityKind::project, event.row = one.project.index;
        event.unit = Unit::mu, event.value = to_mu({p_.land[one.project]});
        state_.events.add(event, one.wanted <= 0 ? "wanted land not stated" : "");
    }

    std::vector<Failure> failures_at(const Applicant& one, ParkId park, int grade)
    {
        return failures(one.promised, controls_.thresholds(park, p_.division[one.project], grade),
                        reserve_price_[static_cast<std::size_t>(grade)]);
    }

    /// The admitted park where the fewest indicators fail; nothing where the project meets them in one, or is
    /// not tested.
    std::optional<std::pair<ParkId, std::vector<Failure>>> failed_everywhere(const Applicant& one)
    {
        std::optional<std::pair<ParkId, std::vector<Failure>>> least;
        std::array<const ControlValues*, 16> tested{};  // by grade
        for (std::size_t i = one.first; i < one.last; ++i) {
            const ParkId park = state_.admissions[i].park;
            if (state_.admissions[i].standard || !is_tested(one, park, LotKind::industrial))
                return std::nullopt;
            const int grade = state_.parks.land_grade[park];
            const ControlValues* thresholds = &controls_.thresholds(park, p_.division[one.project], grade);
            const ControlValues*& seen = tested[static_cast<std::size_t>(grade)];
            if (std::exchange(seen, thresholds) == thresholds) continue;  // as many fail as there
            std::vector<Failure> all = failures_at(one, park, grade);
            if (!least || all.size() < least->second.size()) least = {park, std::move(all)};
        }
        return least;
    }

    void refuse_project(const Applicant& one, ParkId park, const std::vector<Failure>& all)
    {
        const ParkId wanted = p_.wanted[one.project];
        ++state_.region.refused;
        if (wanted.valid()) ++state_.parks.flows[wanted].refused;
        Event event = standard_land_event(state_, rule_, StandardLandEvent::refused, park);
        event.entity = EntityKind::project, event.row = one.project.index;
        event.unit = info(all.front().control).unit;
        event.value = all.front().value, event.threshold = all.front().threshold;
        state_.events.add(event, failure_text(all));
    }

    static constexpr int default_build_years = 2;

    State& state_;
    ProjectTable& p_;
    const StandardLand& rule_;
    Year year_;
    LotIndex lots_;
    Problems ignored_;  // the table was validated with the scenario
    Controls controls_;
    std::array<double, 16> reserve_price_{};  ///< by land grade
    std::vector<Applicant> applicants_;
    Mm2 standard_ = 0, other_ = 0;  ///< tested land supplied this year
};

}  // namespace

void apply(State& state, const StandardLand& rule, Year year)
{
    Allocation(state, rule, year).run();
}

}  // namespace permu
