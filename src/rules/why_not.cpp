/// The best lots a project could not have: looked up by size on the shelves as they were before anybody took.
#include "why_not.hpp"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <tuple>

#include "land.hpp"
#include "permu/base/parallel.hpp"

namespace permu {
namespace {

constexpr std::size_t most_parks = 8;
constexpr std::size_t most_lots = 3;
constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();

/// A lot of a use that the project may have, whatever its size.
struct Near {
    bool wrong_size;
    std::size_t admission;
    Option option;
    auto key() const { return std::tuple(wrong_size, option.misfit, option.park, option.lot.parcel); }
};

class Explaining {
public:
    Explaining(State& state, Market& market, const Allotment& allotment)
        : state_(state),
          p_(state.projects),
          market_(market),
          allowance_(market.rule().share),
          holder_(market.lots().size(), nobody),
          served_(market.applicants().size()),
          planned_(state.parks.size())
    {
        for (const Decision& one : allotment.decisions) {
            served_[one.applicant] = one.verdict == Verdict::placed || one.verdict == Verdict::own_land;
            if (one.verdict != Verdict::placed) continue;
            for (const ParcelId parcel : parcels_of(one.option))
                holder_[number(one.option, parcel)] = one.applicant;
            if (one.option.tested) allowance_.add(one.option.lot.area, one.option.standard);
        }
    }

    void run()
    {
        std::vector<std::uint8_t> admitted(p_.size());
        for (const Admission& one : state_.admissions)
            admitted[one.project.index] = 1;
        for (const ProjectId at : p_.rows())
            if (p_.status[at] == ProjectStatus::waiting && !admitted[at.index])
                add({.project = at, .park = p_.wanted[at], .stopped_by = "not_admitted"});
        visit_all();
        std::stable_sort(state_.why_not.begin(), state_.why_not.end(), [](const WhyNot& a, const WhyNot& b) {
            return std::tuple(a.project, a.rank) < std::tuple(b.project, b.rank);
        });
    }

private:
    using Rows = std::vector<WhyNot>;

    void add(const WhyNot& row) { state_.why_not.push_back(row); }

    /// Applicants do not ask each other: blocks of them at once, their rows in the order of the blocks.
    void visit_all()
    {
        constexpr std::size_t block = 256;
        std::vector<Rows> rows((served_.size() + block - 1) / block);
        parallel_blocks(rows.size(), state_.threads, [&](std::size_t k) {
            for (std::size_t i = k * block; i < std::min((k + 1) * block, served_.size()); ++i)
                if (!served_[i]) visit(market_.applicants()[i], rows[k]);
        });
        for (const Rows& of_block : rows)
            state_.why_not.insert(state_.why_not.end(), of_block.begin(), of_block.end());
    }

    std::size_t number(const Option& option, ParcelId parcel) const
    {
        const LotShelf& of = market_.lots().shelves(option.park)[option.shelf];
        return of.number + of.place_of({parcel, state_.parcels.area[parcel], option.lot.grade});
    }

    void visit(const Applicant& one, Rows& out)
    {
        if (one.wanted <= 0) return out.push_back({.project = one.project, .stopped_by = "not_stated"});
        const std::vector<std::size_t> where = parks_of(one);
        std::vector<Near> lots;
        for (const std::size_t i : where)
            find_near(one, i, lots);
        std::sort(lots.begin(), lots.end(), [](const Near& a, const Near& b) { return a.key() < b.key(); });
        if (lots.size() > most_lots) lots.resize(most_lots);
        std::uint8_t rank = 0;
        for (const Near& near : lots) {
            WhyNot row = stopped(one, near);
            row.project = one.project, row.rank = ++rank;
            row.park = near.option.park, row.parcel = near.option.lot.parcel;
            out.push_back(row);
        }
        if (lots.empty() && !add_planned(one, where, out))
            out.push_back({.project = one.project, .stopped_by = "no_land"});
    }

    /// Places in state.admissions: parks that lead in the division first.
    std::vector<std::size_t> parks_of(const Applicant& one) const
    {
        std::vector<std::size_t> where, others;
        for (std::size_t i = one.first; i < one.last && where.size() < most_parks; ++i) {
            const bool leads = market_.leads(state_.admissions[i].park, one);
            if (leads)
                where.push_back(i);
            else if (others.size() < most_parks)
                others.push_back(i);
        }
        for (std::size_t i = 0; i < others.size() && where.size() < most_parks; ++i)
            where.push_back(others[i]);
        return where;
    }

    /// The three lots of each shelf that are nearest to the wanted size.
    void find_near(const Applicant& one, std::size_t admission, std::vector<Near>& out)
    {
        const ParkId park = state_.admissions[admission].park;
        const std::vector<LotShelf>& shelves = market_.lots().shelves(park);
        for (std::uint32_t s = 0; s < shelves.size(); ++s) {
            const LotShelf& shelf = shelves[s];
            if (!market_.fit(one, shelf)) continue;
            std::size_t above = shelf.from(one.wanted), below = above;
            for (std::size_t n = 0; n < most_lots && (below > 0 || above < shelf.size()); ++n) {
                const bool up =
                    below == 0 || (above < shelf.size() && shelf.lot(above).area - one.wanted <=
                                                               one.wanted - shelf.lot(below - 1).area);
                const Lot lot = up ? shelf.lot(above++) : shelf.lot(--below);
                const bool wrong = lot.area < one.least || lot.area > one.most;
                out.push_back({wrong, admission, market_.option_of(one, admission, s, lot)});
            }
        }
    }

    WhyNot stopped(const Applicant& one, const Near& near)
    {
        const Option& option = near.option;
        if (near.wrong_size) return too_far(one, option.lot.area);
        const bool below_standard = option.tested && !option.standard;
        if (below_standard && market_.rule().share >= 1) {
            const Failure first = market_.failures_at(one, option.park, option.lot.grade).front();
            return {.stopped_by = info(first.control).name,
                    .value = first.value,
                    .threshold = first.threshold,
                    .unit = info(first.control).unit};
        }
        if (const std::size_t by = holder_[number(option, option.lot.parcel)]; by != nobody) {
            const Applicant& other = market_.applicants()[by];
            return {.stopped_by = "taken",
                    .value = one.score,
                    .threshold = other.score,
                    .taken_by = other.project};
        }
        if (below_standard && !allowance_.holds_with(option.lot.area))
            return {.stopped_by = "no_allowance",
                    .value = mm2_to_mu(option.lot.area),
                    .threshold = mm2_to_mu(static_cast<Mm2>(std::max(0.0, allowance_.left()))),
                    .unit = Unit::mu};
        const bool of_chain = market_.rule().strategy == "chain" && !p_.chain[one.project.index].empty();
        return {.stopped_by = of_chain ? "contiguity" : "passed_over"};
    }

    static WhyNot too_far(const Applicant& one, Mm2 area)
    {
        return {.stopped_by = "size",
                .value = mm2_to_mu(area),
                .threshold = mm2_to_mu(area < one.least ? one.least : one.most),
                .unit = Unit::mu};
    }

    /// The planned parcel nearest in size in the first of the parks that has one.
    bool add_planned(const Applicant& one, const std::vector<std::size_t>& where, Rows& out)
    {
        for (const std::size_t i : where) {
            const ParkId park = state_.admissions[i].park;
            ParcelId best;
            Mm2 least = 0;
            for (const ParcelId parcel : planned(park)) {
                const std::optional<LotKind> kind = lot_kind(intended_use(state_.parcels, parcel));
                if (!kind || !market_.fit(one, *kind)) continue;
                const Mm2 off = std::abs(state_.parcels.area[parcel] - one.wanted);
                if (!best.valid() || off < least) best = parcel, least = off;
            }
            if (!best.valid()) continue;
            WhyNot row = not_ready(one, park, best);
            row.project = one.project, row.park = park, row.parcel = best;
            out.push_back(row);
            return true;
        }
        return false;
    }

    WhyNot not_ready(const Applicant& one, ParkId park, ParcelId parcel) const
    {
        const Mm2 area = state_.parcels.area[parcel];
        if (area < one.least || area > one.most) return too_far(one, area);
        const ParkFlows& flows = state_.parks.flows[park];
        const Mm2 left = flows.quota_given - flows.quota_used;
        if (!needs_quota(state_.parcels, parcel) || left >= area) return {.stopped_by = "not_ready"};
        return {.stopped_by = "quota",
                .value = mm2_to_mu(area),
                .threshold = mm2_to_mu(std::max(Mm2{0}, left)),
                .unit = Unit::mu};
    }

    /// The first planned parcels for projects of a park; found once a park.
    const std::vector<ParcelId>& planned(ParkId park)
    {
        constexpr std::size_t enough = 64;
        Planned& planned = planned_[park.index];
        std::call_once(planned.found, [&] {
            for (const ParcelId parcel : state_.parks.parcels(park)) {
                if (planned.parcels.size() == enough) break;
                const bool open =
                    state_.parcels.stage[parcel] == Stage::planned && !state_.parcels.constrained[parcel];
                if (open && is_productive(intended_use(state_.parcels, parcel)))
                    planned.parcels.push_back(parcel);
            }
        });
        return planned.parcels;
    }

    State& state_;
    const ProjectTable& p_;
    Market& market_;
    Allowance allowance_;
    std::vector<std::size_t> holder_;   ///< by number of the lot: applicant
    std::vector<std::uint8_t> served_;  ///< by applicant
    struct Planned {
        std::once_flag found;
        std::vector<ParcelId> parcels;
    };
    std::vector<Planned> planned_;  ///< by park
};

}  // namespace

void explain(State& state, Market& market, const Allotment& allotment)
{
    Explaining(state, market, allotment).run();
}

}  // namespace permu
