/// The market: applicants in their order, the test of the standards, and the search for the best lot.
#include "market.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "expansion.hpp"
#include "shaped_lots.hpp"
#include "stated.hpp"
#include "strategy.hpp"

namespace permu {

Market::Market(State& state, const StandardLand& rule, Year year)
    : state_(state),
      p_(state.projects),
      rule_(rule),
      year_(year),
      lots_(state),
      partners_(state),
      controls_(read_controls(rule.indicators.table, {}, ignored_), state.parks),
      allowance_(rule.share)
{
    reserve_price_.fill(0);
    for (const auto& [grade, price] : rule.reserve_price)
        if (const int number = std::atoi(grade.c_str()); number >= 1 && number <= 15)
            reserve_price_[static_cast<std::size_t>(number)] = price;
    find_leading();
    find_applicants();
}

void Market::find_leading()
{
    constexpr std::size_t divisions = 256;  // all that a column can hold
    const ParkTable& parks = state_.parks;
    leads_.assign(divisions * parks.size(), 0);
    for (const ParkId park : parks.rows())
        for (const int division : parks.leading[park.index])
            if (division >= 0 && static_cast<std::size_t>(division) < divisions)
                leads_[static_cast<std::size_t>(division) * parks.size() + park.index] = 1;
}

void Market::find_applicants()
{
    const std::vector<Admission>& all = state_.admissions;
    for (std::size_t first = 0, last = 0; first < all.size(); first = last) {
        while (last < all.size() && all[last].project == all[first].project)
            ++last;
        if (p_.status[all[first].project] == ProjectStatus::waiting) add_applicant(first, last);
    }
    const auto key = [&](const Applicant& a) {
        return std::tuple(!p_.guaranteed[a.project], -a.score, p_.arrival[a.project], p_.id[a.project]);
    };
    std::sort(applicants_.begin(), applicants_.end(),
              [&](const Applicant& a, const Applicant& b) { return key(a) < key(b); });
}

void Market::add_applicant(std::size_t first, std::size_t last)
{
    const ProjectId at = state_.admissions[first].project;
    Applicant one;
    one.project = at, one.first = first, one.last = last;
    one.promised = promised(p_, at);
    one.score = score(at, one.promised) * multiplier_of_class(at);
    if (!std::isnan(p_.land[at])) {
        one.wanted = to_mm2({p_.land[at]});
        one.least = to_mm2({p_.land[at] * (1 - rule_.size_tolerance_under)});
        one.most = to_mm2({p_.land[at] * (1 + rule_.size_tolerance_over)});
    }
    const EnterpriseId firm = p_.enterprise[at];
    one.expands = p_.on_own_land[at] && firm.valid() && first_land(state_, firm).valid();
    one.partner = partners_.number(p_.partner[at.index]);
    rank_uses(one);
    controls_.prepare(p_.division[at]);
    test_everywhere(one);
    applicants_.push_back(one);
}

/// Parks of a grade that no row of the thresholds names are tested once.
void Market::test_everywhere(const Applicant& one)
{
    std::array<std::optional<bool>, 16> tested;  // by grade
    for (std::size_t i = one.first; i < one.last; ++i) {
        Admission& admission = state_.admissions[i];
        const int grade = state_.parks.land_grade[admission.park];
        std::optional<bool>& of_grade = tested[static_cast<std::size_t>(grade)];
        if (controls_.names(admission.park)) {
            admission.standard = meets_at(one, admission.park, grade);
            continue;
        }
        if (!of_grade) of_grade = meets_at(one, admission.park, grade);
        admission.standard = *of_grade;
    }
}

double Market::score(ProjectId at, const ControlValues& values) const
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

/// Firms that expand on new land come earlier or later by their class.
double Market::multiplier_of_class(ProjectId at) const
{
    const EnterpriseId firm = p_.enterprise[at];
    return firm.valid() && !p_.on_own_land[at] ? stated(state_.enterprises.quota_multiplier[firm]) : 1.0;
}

bool Market::meets_at(const Applicant& one, ParkId park, int grade)
{
    return permu::meets(one.promised, controls_.thresholds(park, p_.division[one.project], grade),
                        reserve_price_[static_cast<std::size_t>(grade)]);
}

bool Market::meets(const Applicant& one, std::size_t admission, int grade)
{
    const Admission& at = state_.admissions[admission];
    return grade == state_.parks.land_grade[at.park] ? at.standard : meets_at(one, at.park, grade);
}

std::vector<Failure> Market::failures_at(const Applicant& one, ParkId park, int grade)
{
    return failures(one.promised, controls_.thresholds(park, p_.division[one.project], grade),
                    reserve_price_[static_cast<std::size_t>(grade)]);
}

bool Market::is_service(ProjectId at) const
{
    const int division = p_.division[at];
    return p_.service[at] || (division != 0 && !is_industrial_division(division));
}

bool Market::is_tested(const Applicant& one, ParkId park, LotKind kind) const
{
    if (!rule_.scope.covers(state_.parks, park) || kind == LotKind::commercial) return false;
    return !is_service(one.project) || rule_.producer_services || kind == LotKind::m0;
}

void Market::rank_uses(Applicant& one) const
{
    one.rank.fill(-1);
    const auto set = [&](LotKind kind, int rank) { one.rank[static_cast<std::size_t>(kind)] = rank; };
    const ProjectId at = one.project;
    if (is_service(at)) {
        set(LotKind::research, 0);
        set(LotKind::m0, 1);
        set(LotKind::commercial, 1);
        return;
    }
    if (p_.division[at] >= 53 && p_.division[at] <= 60) return set(LotKind::logistics, 0);
    set(LotKind::industrial, 0);
    if (p_.tier[at] != Tier::traditional || p_.new_quality[at]) set(LotKind::m0, 1);
}

std::optional<int> Market::fit_apart(const Applicant& one, const LotShelf& shelf, int rank) const
{
    if (!state_.environment.allows(shelf.unit(), p_.division[one.project])) return std::nullopt;
    if (partners_.is_for(shelf.zone(), one.partner)) return 0;
    if (zones_only_) return std::nullopt;
    return shelf.zone().valid() || one.partner != 0 ? 1 : rank;
}

std::vector<std::size_t> Market::with_zones() const
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < applicants_.size(); ++i) {
        const Applicant& one = applicants_[i];
        bool has = false;
        for (std::size_t at = one.first; at < one.last && one.partner != 0 && !has; ++at)
            has = partners_.has_zone(one.partner, state_.admissions[at].park);
        if (has && !one.expands && one.wanted > 0) out.push_back(i);
    }
    return out;
}

void Market::open_zones_only(const std::vector<std::size_t>& applicants)
{
    std::vector<Applicant> kept;
    for (const std::size_t i : applicants)
        kept.push_back(applicants_[i]);
    applicants_ = std::move(kept);
    zones_only_ = true;
}

void Market::go_on_after(const std::vector<Decision>& placed)
{
    std::vector<std::uint8_t> has(applicants_.size());
    for (const Decision& one : placed) {
        has[one.applicant] = 1;
        given_.push_back({applicants_[one.applicant].project, one.option});
        if (one.option.tested) allowance_.add(one.option.lot.area, one.option.standard);
        remove(lots_, state_, one.option);
    }
    std::vector<Applicant> others;
    for (std::size_t i = 0; i < applicants_.size(); ++i)
        if (!has[i]) others.push_back(applicants_[i]);
    applicants_ = std::move(others);
}

std::int64_t misfit(bool elsewhere, int rank, Mm2 wanted, Mm2 area)
{
    constexpr std::int64_t point = 1'000'000;
    const double share = static_cast<double>(std::abs(area - wanted)) / static_cast<double>(wanted);
    const auto waste = static_cast<std::int64_t>(share * static_cast<double>(point));
    return 2 * ((2 * elsewhere + rank) * point + std::min(waste, point - 1)) + (area < wanted);
}

Option Market::option_of(const Applicant& one, std::size_t admission, std::uint32_t shelf, const Lot& lot)
{
    const ParkId park = state_.admissions[admission].park;
    const LotShelf& of = lots_.shelves(park)[shelf];
    const bool tested = is_tested(one, park, of.kind());
    const int rank = fit(one, of).value_or(0);
    return {park,
            shelf,
            lot,
            tested,
            tested && meets(one, admission, of.grade()),
            misfit(!leads(park, one), rank, one.wanted, lot.area)};
}

std::optional<Option> Market::best(const Applicant& one, const LotIndex& lots, bool standard, bool* barred)
{
    Found found;
    // A park that leads goes before all others: they are looked at only where none of those has a lot.
    for (const bool leading : {true, false}) {
        for (std::size_t i = one.first; i < one.last; ++i) {
            const ParkId park = state_.admissions[i].park;
            if (leads(park, one) == leading) find_best(one, i, lots.shelves(park), standard, found, barred);
        }
        if (found.option) break;
    }
    return std::move(found.option);
}

void Market::find_best(const Applicant& one, std::size_t admission, const std::vector<LotShelf>& shelves,
                       bool standard, Found& found, bool* barred)
{
    const ParkId park = state_.admissions[admission].park;
    for (std::uint32_t s = 0; s < shelves.size(); ++s) {
        const LotShelf& shelf = shelves[s];
        // What cannot win, or may not be taken, is not looked up: parks are many and lots more.
        if (!shelf.may_hold(one.least, one.most)) continue;
        const std::optional<int> rank = fit(one, shelf);
        if (!rank || (found.option && *rank > std::get<1>(found.key))) continue;
        const bool tested = is_tested(one, park, shelf.kind());
        const bool met = tested && meets(one, admission, shelf.grade());
        if (standard && tested && !met) {
            if (barred != nullptr) *barred = true;
            continue;
        }
        const std::optional<Lot> lot = shelf.nearest(one.wanted, one.least, one.most);
        if (!lot) continue;
        const bool elsewhere = !leads(park, one);
        const std::tuple key{elsewhere, *rank,      std::abs(lot->area - one.wanted), lot->area < one.wanted,
                             park,      lot->parcel};
        if (found.option && !(key < found.key)) continue;
        found.option = Option{park, s, *lot, tested, met, misfit(elsewhere, *rank, one.wanted, lot->area)};
        found.key = key;
    }
}

}  // namespace permu
