/// The year's market of land: which projects want lots, which lots are on offer, and who may have which.
#pragma once

#include <array>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "controls.hpp"
#include "lots.hpp"
#include "partners.hpp"
#include "permu/geometry/cut_lot.hpp"
#include "permu/rules/standard_land.hpp"

namespace permu {

/// A project that wants land this year, and the parks that admit it.
struct Applicant {
    ProjectId project;
    double score = 0;
    ControlValues promised{};
    std::size_t first = 0, last = 0;  ///< of state.admissions
    Mm2 wanted = 0, least = 0, most = 0;
    bool expands = false;       ///< on its firm's own land: needs no lot
    std::size_t partner = 0;    ///< see Partners; 0: no zone is meant for it
    std::array<int, 5> rank{};  ///< by LotKind: see Market::fit; -1: not for it
};

/// A lot that an applicant could have, and what holds there.
struct Option {
    ParkId park;
    std::uint32_t shelf = 0;  ///< of the park, in every copy of the year's index
    Lot lot;
    bool tested = false, standard = false;
    std::int64_t misfit = 0;            ///< see `misfit`; lower is better
    bool part = false;                  ///< cut off from lot.parcel, whose rest stays
    std::vector<ParcelId> joined = {};  ///< ascending, lot.parcel first; empty: one parcel
    /// Of a part, where a strategy says which one: what is cut off, and what then is left of the parcel (no
    /// shape: nothing). Else the first cut that can be made.
    std::shared_ptr<const LotCut> cut = {};
    bool is_made() const { return part || !joined.empty(); }
};

/// The parcels that nobody else can have then.
inline std::span<const ParcelId> parcels_of(const Option& option)
{
    if (option.joined.empty()) return {&option.lot.parcel, 1};
    return option.joined;
}

/// Orders the lots of one project: a park that leads in its division before others (2 points), the fitting
/// use before the second best (1 point), then the difference from the wanted size as a share of it, up to a
/// point; of two equal ones the larger. In half millionths of a point, so that sums are exact.
std::int64_t misfit(bool elsewhere, int rank, Mm2 wanted, Mm2 area);

/// How much of the year's tested land is standard land, and what may still be other land.
class Allowance {
public:
    explicit Allowance(double share) : share_(share) {}
    /// Whether standard land would still be `share` of all; met to the mm² is met.
    bool holds_with(Mm2 other) const
    {
        const double all = static_cast<double>(standard_ + other_ + other);
        return static_cast<double>(other_ + other) <= (1 - share_) * all + 1;
    }
    void add(Mm2 area, bool standard) { (standard ? standard_ : other_) += area; }
    /// mm² by which share · other land may go beyond (1 − share) · standard land of what is added.
    double slack() const
    {
        return ((1 - share_) * static_cast<double>(standard_)) - (share_ * static_cast<double>(other_));
    }
    /// mm² of other land that may be added to what there is now; below 0: too much already.
    double left() const
    {
        return share_ <= 0
                   ? std::numeric_limits<double>::infinity()
                   : ((1 - share_) * static_cast<double>(standard_) / share_) - static_cast<double>(other_);
    }

private:
    double share_;
    Mm2 standard_ = 0, other_ = 0;
};

/// Land that was given before the strategy is asked.
struct Given {
    ProjectId project;
    Option option;
};

struct Decision;

/// What a strategy reads. The state is as the year's admissions left it, and strategies leave it so.
class Market {
public:
    Market(State& state, const StandardLand& rule, Year year);

    const State& state() const { return state_; }
    const StandardLand& rule() const { return rule_; }
    /// Guaranteed projects first, then by score, year of arrival, id.
    const std::vector<Applicant>& applicants() const { return applicants_; }
    /// The lots on offer, for a strategy to take from.
    const LotIndex& lots() const { return lots_; }
    /// Land given before, which is no longer among the lots, and how it counts in the standard share.
    const std::vector<Given>& given() const { return given_; }
    const Allowance& allowance() const { return allowance_; }
    /// Applicants that are admitted to a park with a zone meant for their partner, and want a lot.
    std::vector<std::size_t> with_zones() const;
    /// Leaves only these applicants, each with the lots of the zones that are meant for its partner.
    void open_zones_only(const std::vector<std::size_t>& applicants);
    /// Leaves the others, and the lots that these were not given. \param placed  with applicants of all
    void go_on_after(const std::vector<Decision>& placed);
    Admission admission(std::size_t i) const { return state_.admissions[i]; }

    /// Whether standards hold for a project on such a lot in the park.
    bool is_tested(const Applicant& one, ParkId park, LotKind kind) const;
    /// Whether it meets them on land of this grade. \param admission  its place in state.admissions
    bool meets(const Applicant& one, std::size_t admission, int grade);
    const ControlValues& thresholds(const Applicant& one, ParkId park, int grade)
    {
        return controls_.thresholds(park, p_.division[one.project], grade);
    }
    std::vector<Failure> failures_at(const Applicant& one, ParkId park, int grade);
    /// 0: the use the project is for; 1: second best; nothing: not for it.
    static std::optional<int> fit(const Applicant& one, LotKind kind)
    {
        const int rank = one.rank[static_cast<std::size_t>(kind)];
        return rank < 0 ? std::nullopt : std::optional(rank);
    }
    /// The same on a shelf, nothing where its environmental unit does not allow the division: in a zone that
    /// is meant for its partner a project has its first choice, and any other land is second best for it; a
    /// zone meant for others is second best for everybody else.
    std::optional<int> fit(const Applicant& one, const LotShelf& shelf) const
    {
        const std::optional<int> rank = fit(one, shelf.kind());
        if (!rank || (shelf.unit() == 0 && !shelf.zone().valid() && one.partner == 0)) return rank;
        return fit_apart(one, shelf, *rank);
    }
    /// Whether the park leads in its division, or has a zone that is meant for its partner.
    bool leads(ParkId park, const Applicant& one) const
    {
        return leads_[p_.division[one.project] * state_.parks.size() + park.index] != 0 ||
               partners_.has_zone(one.partner, park);
    }

    /// The best lot of `lots`: a park that leads in its division first, the fitting use before the second
    /// best, the least difference from the wanted size (of two equal ones the larger), park, parcel.
    /// \param standard  only where the project meets what is tested there
    /// \param barred    set when a lot was passed over for that reason, else left as it is
    /// Several threads may ask at once.
    std::optional<Option> best(const Applicant& one, const LotIndex& lots, bool standard,
                               bool* barred = nullptr);
    /// Calls `visit(admission, shelf number, shelf)` for every shelf of `lots` whose lots the applicant may
    /// have; with `standard` only where it meets what is tested there.
    template <class Visit>
    void for_each_shelf(const Applicant& one, const LotIndex& lots, bool standard, Visit&& visit);
    /// What the applicant would have in this lot.
    Option option_of(const Applicant& one, std::size_t admission, std::uint32_t shelf, const Lot& lot);

private:
    /// The best lot so far, and what it is ordered by.
    struct Found {
        std::tuple<bool, int, Mm2, bool, ParkId, ParcelId> key;
        std::optional<Option> option;
    };
    void find_best(const Applicant& one, std::size_t admission, const std::vector<LotShelf>& shelves,
                   bool standard, Found& found, bool* barred);
    void find_leading();
    void rank_uses(Applicant& one) const;
    std::optional<int> fit_apart(const Applicant& one, const LotShelf& shelf, int rank) const;
    void find_applicants();
    void add_applicant(std::size_t first, std::size_t last);
    void test_everywhere(const Applicant& one);
    double score(ProjectId at, const ControlValues& values) const;
    double multiplier_of_class(ProjectId at) const;
    bool is_service(ProjectId at) const;
    bool meets_at(const Applicant& one, ParkId park, int grade);

    State& state_;
    const ProjectTable& p_;
    const StandardLand& rule_;
    Year year_;
    LotIndex lots_;
    Partners partners_;
    Problems ignored_;  // the table was validated with the scenario
    Controls controls_;
    std::array<double, 16> reserve_price_{};  ///< by land grade
    std::vector<std::uint8_t> leads_;         ///< by division and park: whether the park leads in it
    std::vector<Applicant> applicants_;
    Allowance allowance_;
    std::vector<Given> given_;
    bool zones_only_ = false;
};

template <class Visit>
void Market::for_each_shelf(const Applicant& one, const LotIndex& lots, bool standard, Visit&& visit)
{
    for (std::size_t i = one.first; i < one.last; ++i) {
        const ParkId park = state_.admissions[i].park;
        const std::vector<LotShelf>& shelves = lots.shelves(park);
        for (std::uint32_t s = 0; s < shelves.size(); ++s) {
            if (shelves[s].empty() || !fit(one, shelves[s])) continue;
            const bool barred =
                standard && is_tested(one, park, shelves[s].kind()) && !meets(one, i, shelves[s].grade());
            if (!barred) visit(i, s, shelves[s]);
        }
    }
}

}  // namespace permu
