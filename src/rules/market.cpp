/// The market: applicants in their order, the test of the standards, and the search for the best lot.
#include "market.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace permu {

Market::Market(State& state, const StandardLand& rule, Year year)
    : state_(state),
      p_(state.projects),
      rule_(rule),
      year_(year),
      lots_(state),
      partners_(state),
      controls_(read_controls(rule.indicators.table, {}, ignored_), state.parks)
{
    reserve_price_.fill(0);
    for (const auto& [grade, price] : rule.reserve_price)
        if (const int number = std::atoi(grade.c_str()); number >= 1 && number <= 15)
            reserve_price_[static_cast<std::size_t>(number)] = price;
    find_applicants();
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
    one.score = score(at, one.promised);
    if (!std::isnan(p_.land[at])) {
        one.wanted = to_mm2({p_.land[at]});
        one.least = to_mm2({p_.land[at] * (1 - rule_.size_tolerance_under)});
        one.most = to_mm2({p_.land[at] * (1 + rule_.size_tolerance_over)});
    }
    const EnterpriseId firm = p_.enterprise[at];
    one.expands = p_.on_own_land[at] && firm.valid() && !state_.enterprises.of(firm).empty();
    test_everywhere(one);
    applicants_.push_back(one);
}

/// Most parks of a grade have the same thresholds: they are tested once.
void Market::test_everywhere(const Applicant& one)
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
    if (!rule_.scope.covers(state_.parks, park)) return false;
    return !is_service(one.project) || rule_.producer_services || kind == LotKind::m0;
}

std::optional<int> Market::fit(ProjectId at, LotKind kind) const
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

std::optional<int> Market::fit(ProjectId at, const LotShelf& shelf) const
{
    if (!state_.environment.allows(shelf.unit(), p_.division[at])) return std::nullopt;
    const std::optional<int> rank = fit(at, shelf.kind());
    if (!rank || partners_.is_for(shelf.zone(), at)) return rank ? std::optional(0) : rank;
    return shelf.zone().valid() || partners_.has_zone(at) ? std::optional(1) : rank;
}

bool Market::leads(ParkId park, ProjectId at) const
{
    const std::vector<int>& of = state_.parks.leading[park.index];
    return std::find(of.begin(), of.end(), p_.division[at]) != of.end() || partners_.has_zone(at, park);
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
    const int rank = fit(one.project, of).value_or(0);
    return {park,
            shelf,
            lot,
            tested,
            tested && meets(one, admission, of.grade()),
            misfit(!leads(park, one.project), rank, one.wanted, lot.area)};
}

std::optional<Option> Market::best(const Applicant& one, const LotIndex& lots, bool standard)
{
    const auto first_two = [](const auto& key) { return std::pair(std::get<0>(key), std::get<1>(key)); };
    std::optional<Option> found;
    std::tuple<bool, int, Mm2, bool, ParkId, ParcelId> found_key;
    for (std::size_t i = one.first; i < one.last; ++i) {
        const ParkId park = state_.admissions[i].park;
        const bool elsewhere = !leads(park, one.project);
        if (found && elsewhere && !std::get<0>(found_key)) continue;
        const std::vector<LotShelf>& shelves = lots.shelves(park);
        for (std::uint32_t s = 0; s < shelves.size(); ++s) {
            const LotShelf& shelf = shelves[s];
            if (shelf.empty()) continue;
            const std::optional<int> rank = fit(one.project, shelf);
            // What cannot win, or may not be taken, is not looked up: parks are many and lots more.
            if (!rank || (found && std::pair(elsewhere, *rank) > first_two(found_key))) continue;
            const bool tested = is_tested(one, park, shelf.kind());
            const bool met = tested && meets(one, i, shelf.grade());
            if (standard && tested && !met) continue;
            const std::optional<Lot> lot = shelf.nearest(one.wanted, one.least, one.most);
            if (!lot) continue;
            const Mm2 waste = std::abs(lot->area - one.wanted);
            const std::tuple key{elsewhere, *rank, waste, lot->area < one.wanted, park, lot->parcel};
            if (found && !(key < found_key)) continue;
            found = Option{park, s, *lot, tested, met, misfit(elsewhere, *rank, one.wanted, lot->area)};
            found_key = key;
        }
    }
    return found;
}

}  // namespace permu
