/// Supplies the lots, places the projects, and says why the others stay without land.
#include "placement.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <tuple>
#include <utility>

#include "expansion.hpp"
#include "permu/model/land_revision.hpp"
#include "permu/model/land_shapes.hpp"
#include "shaped_lots.hpp"
#include "standard_land_events.hpp"
#include "supply.hpp"

namespace permu {
namespace {

class Placing {
public:
    Placing(State& state, Market& market, Year year)
        : state_(state),
          p_(state.projects),
          market_(market),
          rule_(market.rule()),
          year_(year),
          version_(version_of_standards(rule_, year))
    {
    }

    /// Cuts and joins of the year, all at once; afterwards every row of a parcel may be another one.
    void make_lots(const std::vector<Decision>& decisions)
    {
        LandRevision change;
        std::vector<std::size_t> number(decisions.size()), piece(decisions.size());
        for (std::size_t i = 0; i < decisions.size(); ++i) {
            const Option& option = decisions[i].option;
            if (decisions[i].verdict != Verdict::placed) continue;
            if (option.part && option.cut) {
                std::tie(number[i], piece[i]) = add_piece(change, option);
            } else if (option.part) {
                number[i] = change.cuts.size();
                change.cuts.push_back(
                    cut_parcel(state_, option.lot.parcel, from_mm2(option.lot.area), lot_limits(rule_))
                        .value());
            } else if (!option.joined.empty()) {
                number[i] = change.joins.size();
                change.joins.push_back({option.joined});
            }
        }
        for (auto& [cut, rest] : rests_)
            if (!rest->rest.empty()) change.cuts[cut].pieces.append(rest->rest, 0);
        const LandMap map = revise_land(state_, change);
        parcels_.clear();
        for (std::size_t i = 0; i < decisions.size(); ++i) {
            const Option& option = decisions[i].option;
            const ParcelId old = option.lot.parcel;
            // A lot that a project was only refused for is not made.
            const bool placed = decisions[i].verdict == Verdict::placed;
            if (placed && option.part)
                parcels_.push_back(map.pieces[number[i]][piece[i]]);
            else if (placed && !option.joined.empty())
                parcels_.push_back(map.joined[number[i]]);
            else
                parcels_.push_back(old.valid() ? map.of(old) : old);
        }
    }

    /// \param number  of the decision
    void visit(const Decision& decision, std::size_t number)
    {
        const Applicant& one = market_.applicants()[decision.applicant];
        switch (decision.verdict) {
            case Verdict::own_land:
                return expand(one.project);
            case Verdict::placed:
                return place(one, decision.option, parcels_[number]);
            case Verdict::beyond:
            case Verdict::no_lot:
                return leave_out(one, decision);
        }
    }

    void tell(const Certificate& certificate)
    {
        Event event = standard_land_event(state_, rule_, StandardLandEvent::certificate, ParkId::none());
        event.value = certificate.objective, event.threshold = certificate.bound;
        state_.events.add(event, fmt::format("{}; {}", certificate.proven ? "optimal" : "not proven best",
                                             certificate.effort));
    }

private:
    /// A part that was cut by its strategy; several of one parcel come in the order they were cut in, each
    /// from what the one before it left. \return the cut, and the piece of it
    std::pair<std::size_t, std::size_t> add_piece(LandRevision& change, const Option& option)
    {
        const auto at = std::ranges::find(change.cuts, option.lot.parcel, &ParcelCut::parcel);
        const auto cut = static_cast<std::size_t>(at - change.cuts.begin());
        if (at == change.cuts.end()) change.cuts.push_back({option.lot.parcel, {}});
        Shapes& pieces = change.cuts[cut].pieces;
        pieces.append(option.cut->cut, 0);
        rests_[cut] = option.cut;
        return {cut, pieces.size() - 1};
    }

    Event event_of(StandardLandEvent kind, ParkId park, ProjectId at) const
    {
        Event event = standard_land_event(state_, rule_, kind, park);
        event.entity = EntityKind::project, event.row = at.index;
        return event;
    }

    /// An expansion on the firm's own land needs no lot.
    void expand(ProjectId at)
    {
        const ParcelId parcel = first_land(state_, p_.enterprise[at]);
        mark_placed(at, parcel);
        state_.events.add(event_of(StandardLandEvent::placed_own_land, state_.parcels.park[parcel], at),
                          fmt::format("parcel {}", state_.parcels.id[parcel]));
    }

    void tell_made(const Option& option, ParcelId parcel)
    {
        const bool part = option.part;
        if (!part && option.joined.empty()) return;
        Event event = standard_land_event(
            state_, rule_, part ? StandardLandEvent::cut : StandardLandEvent::joined, option.park);
        event.entity = EntityKind::parcel, event.row = parcel.index;
        event.unit = Unit::mu, event.value = mm2_to_mu(state_.parcels.area[parcel]);
        const auto& all = state_.parcels.ancestry;
        const auto from =
            std::find_if(all.begin(), all.end(), [&](const Ancestry& a) { return a.parcel == parcel; });
        state_.events.add(event, from == all.end() ? std::string{} : "from " + from->parents);
    }

    void place(const Applicant& one, const Option& option, ParcelId parcel)
    {
        const ProjectId at = one.project;
        tell_made(option, parcel);
        ParcelTable& land = state_.parcels;
        supply_parcel(state_, parcel, year_, p_.build_years[at]);
        land.project[parcel] = at;
        land.standard[parcel] = option.standard;
        if (option.standard) land.commit_year[parcel] = static_cast<std::int16_t>(year_);
        if (option.tested) land.standard_version[parcel] = standard_version_number(land, version_);
        land.promised_investment[parcel] = static_cast<float>(p_.investment[at]);
        land.promised_tax[parcel] = static_cast<float>(p_.tax[at]);
        land.promised_far[parcel] = static_cast<float>(p_.far[at]);
        land.promised_energy[parcel] = static_cast<float>(p_.energy[at]);
        mark_placed(at, parcel);
        Event event = event_of(StandardLandEvent::placed, option.park, at);
        event.unit = Unit::mu, event.value = mm2_to_mu(land.area[parcel]),
        event.threshold = to_mu({p_.land[at]});
        state_.events.add(
            event, fmt::format("parcel {}; park {}; {}", land.id[parcel], state_.parks.id[option.park.index],
                               option.standard ? "standard land; version=" + version_
                               : option.tested ? "allowance"
                                               : "not tested"));
        event.kind = standard_land_event(state_, rule_, StandardLandEvent::supplied, option.park).kind;
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

    /// Says why a project stays without land: the standards, or no lot. Where land below the standards may be
    /// given out, too, only a lot that was there can be refused for them.
    void leave_out(const Applicant& one, const Decision& decision)
    {
        std::optional<std::pair<ParkId, std::vector<Failure>>> failed;
        if (rule_.share >= 1 || decision.verdict == Verdict::beyond) failed = failed_everywhere(one);
        if (failed) return refuse_project(one, failed->first, failed->second);
        if (decision.verdict == Verdict::beyond) {
            const ParkId park = decision.option.park;
            return refuse_project(one, park, market_.failures_at(one, park, decision.option.lot.grade));
        }
        Event event = event_of(StandardLandEvent::no_lot, ParkId::none(), one.project);
        event.unit = Unit::mu, event.value = to_mu({p_.land[one.project]});
        state_.events.add(event, one.wanted <= 0 ? "wanted land not stated" : "");
    }

    /// The admitted park where the fewest indicators fail; nothing where the project meets them in one, or is
    /// not tested.
    std::optional<std::pair<ParkId, std::vector<Failure>>> failed_everywhere(const Applicant& one)
    {
        std::optional<std::pair<ParkId, std::vector<Failure>>> least;
        std::array<const ControlValues*, 16> tested{};  // by grade
        for (std::size_t i = one.first; i < one.last; ++i) {
            const ParkId park = state_.admissions[i].park;
            if (state_.admissions[i].standard || !market_.is_tested(one, park, LotKind::industrial))
                return std::nullopt;
            const int grade = state_.parks.land_grade[park];
            const ControlValues* thresholds = &market_.thresholds(one, park, grade);
            const ControlValues*& seen = tested[static_cast<std::size_t>(grade)];
            if (std::exchange(seen, thresholds) == thresholds) continue;  // as many fail as there
            std::vector<Failure> all = market_.failures_at(one, park, grade);
            if (!least || all.size() < least->second.size()) least = {park, std::move(all)};
        }
        return least;
    }

    void refuse_project(const Applicant& one, ParkId park, const std::vector<Failure>& all)
    {
        const ParkId wanted = p_.wanted[one.project];
        count_refusal(state_, wanted, RefusedFor::standards);
        Event event = event_of(StandardLandEvent::refused, park, one.project);
        event.unit = info(all.front().control).unit;
        event.value = all.front().value, event.threshold = all.front().threshold;
        state_.events.add(event, failure_text(all));
    }

    State& state_;
    ProjectTable& p_;
    Market& market_;
    const StandardLand& rule_;
    Year year_;
    std::string version_;            ///< of the standards that hold this year
    std::vector<ParcelId> parcels_;  ///< by decision: the parcel that is supplied
    std::map<std::size_t, std::shared_ptr<const LotCut>> rests_;  ///< by cut: whose rest is the parcel's
};

}  // namespace

void carry_out(State& state, Market& market, const Allotment& allotment, Year year)
{
    Placing placing(state, market, year);
    placing.make_lots(allotment.decisions);
    for (std::size_t i = 0; i < allotment.decisions.size(); ++i)
        placing.visit(allotment.decisions[i], i);
    for (const Certificate& certificate : allotment.certificates)
        placing.tell(certificate);
}

}  // namespace permu
