/// The thresholds of standard land, and whether a project meets them.
#include "controls.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "permu/base/math.hpp"
#include "two_numbers.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t divisions = 256, grades = 16;  // all that a column can hold, and 0 to 15

constexpr std::array<ControlInfo, control_count> controls{{
    {"investment_intensity", Unit::wan_yuan_per_mu, false},
    {"far", Unit::ratio, false},
    {"tax_per_mu", Unit::wan_yuan_per_mu_year, false},
    {"output_per_mu", Unit::wan_yuan_per_mu_year, false},
    {"energy_per_value_added", Unit::tce_per_wan_yuan, true},
    {"emission_per_value_added", Unit::tonne_per_wan_yuan, true},
    {"rd_share", Unit::ratio, false},
    {"building_coefficient", Unit::ratio, false},
    {"admin_share", Unit::ratio, true},
}};

/// Inclusive. Both sides went through conversions of units: a relative 1e-12 is rounding, not a difference.
bool holds(const ControlInfo& control, double value, double threshold)
{
    const double rounding = 1e-12 * std::abs(threshold);
    return control.at_most ? value <= threshold + rounding : value >= threshold - rounding;
}

}  // namespace

const ControlInfo& info(Control control)
{
    return controls[static_cast<std::size_t>(control)];
}

Controls::Controls(const std::vector<ControlRow>& rows, const ParkTable& parks)
    : rows_(rows), name_of_park_(parks.size(), 0), names_{std::string{}}
{
    for (const ParkId park : parks.rows()) {
        const std::string& id = parks.id[park.index];
        const bool named =
            std::any_of(rows.begin(), rows.end(), [&](const ControlRow& row) { return row.park == id; });
        if (!named) continue;
        name_of_park_[park.index] = names_.size();
        names_.push_back(id);
    }
    where_.assign(names_.size() * divisions * grades, 0);
}

const ControlValues& Controls::thresholds(ParkId park, int division, int grade)
{
    return of_name(name_of_park_[park.index], division, grade);
}

const ControlValues& Controls::of_name(std::size_t name, int division, int grade)
{
    const std::size_t key =
        (name * divisions + static_cast<std::size_t>(division)) * grades + static_cast<std::size_t>(grade);
    if (where_[key] == 0) {
        found_.push_back(find(name, division, grade));
        where_[key] = static_cast<std::uint32_t>(found_.size());
    }
    return found_[where_[key] - 1];
}

void Controls::prepare(int division)
{
    if (std::exchange(prepared_[static_cast<std::size_t>(division)], true)) return;
    for (std::size_t name = 0; name < names_.size(); ++name)
        for (int grade = 0; grade < static_cast<int>(grades); ++grade)
            of_name(name, division, grade);
}

ControlValues Controls::find(std::size_t park_name, int division, int grade) const
{
    ControlValues values;
    values.fill(nan);
    std::array<int, control_count> rank;
    rank.fill(-1);
    for (const ControlRow& row : rows_) {
        const bool any_grade = row.grade_min <= 1 && row.grade_max >= 15;
        const bool fits = (row.park.empty() || row.park == names_[park_name]) &&
                          (row.division == 0 || row.division == division) &&
                          (any_grade || (row.grade_min <= grade && grade <= row.grade_max));
        if (!fits) continue;
        const auto i = static_cast<std::size_t>(row.control);
        const int specific = (row.park.empty() ? 0 : 2) + (row.division == 0 ? 0 : 1);
        const bool stricter =
            info(row.control).at_most ? row.threshold < values[i] : row.threshold > values[i];
        if (specific > rank[i] || (specific == rank[i] && stricter))
            values[i] = row.threshold, rank[i] = specific;
    }
    return values;
}

ControlValues promised(const ProjectTable& p, ProjectId at)
{
    ControlValues values;
    const auto set = [&](Control control, double value) {
        values[static_cast<std::size_t>(control)] = value;
    };
    set(Control::investment_intensity, ratio(p.investment[at], p.land[at]));
    set(Control::far, p.far[at]);
    set(Control::tax_per_mu, ratio(p.tax[at], p.land[at]));
    set(Control::output_per_mu, ratio(p.output[at], p.land[at]));
    set(Control::energy_per_value_added, ratio(p.energy[at], p.value_added[at]));
    set(Control::emission_per_value_added, ratio(p.emission[at], p.value_added[at]));
    set(Control::rd_share, ratio(p.rd[at], p.output[at]));
    set(Control::building_coefficient, p.building_coefficient[at]);
    set(Control::admin_share, p.admin_share[at]);
    return values;
}

bool meets(const ControlValues& values, const ControlValues& thresholds, double reserve_price)
{
    for (std::size_t i = 0; i < control_count; ++i) {
        const double more = i == static_cast<std::size_t>(Control::investment_intensity) ? reserve_price : 0;
        // A value that is not stated is NaN, for which nothing holds.
        if (!std::isnan(thresholds[i]) && !holds(controls[i], values[i] + more, thresholds[i])) return false;
    }
    return true;
}

std::vector<Failure> failures(const ControlValues& values, const ControlValues& thresholds,
                              double reserve_price)
{
    std::vector<Failure> all;
    for (std::size_t i = 0; i < control_count; ++i) {
        const double more = i == static_cast<std::size_t>(Control::investment_intensity) ? reserve_price : 0;
        if (std::isnan(thresholds[i]) || holds(controls[i], values[i] + more, thresholds[i])) continue;
        const double factor = info(controls[i].unit).factor;
        all.push_back({static_cast<Control>(i), (values[i] + more) / factor, thresholds[i] / factor});
    }
    return all;
}

std::string failure_text(const std::vector<Failure>& all)
{
    std::string text;
    for (const Failure& one : all) {
        const ControlInfo& control = info(one.control);
        if (!text.empty()) text += "; ";
        if (std::isnan(one.value))
            text += fmt::format("{} not stated ({} {:.6g})", control.name, control.at_most ? "≤" : "≥",
                                one.threshold);
        else {
            const auto [value, threshold] = two_numbers(one.value, one.threshold);
            text += fmt::format("{} {} {} {}", control.name, value, control.at_most ? ">" : "<", threshold);
        }
    }
    return text;
}

}  // namespace permu
