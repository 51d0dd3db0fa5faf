/// Control indicators (控制指标) of standard land: names, thresholds by division and grade, and the test.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "permu/base/parameter.hpp"
#include "permu/base/problem.hpp"
#include "permu/model/state.hpp"

namespace permu {

enum class Control : std::size_t {
    investment_intensity,
    far,
    tax_per_mu,
    output_per_mu,
    energy_per_value_added,
    emission_per_value_added,
    rd_share,
    building_coefficient,
    admin_share,
};
inline constexpr std::size_t control_count = 9;

struct ControlInfo {
    std::string_view name;
    Unit unit;     ///< as printed, and of a threshold whose row names none
    bool at_most;  ///< else at least
};
const ControlInfo& info(Control control);

/// One number an indicator, in inner units; NaN: not stated, or no threshold.
using ControlValues = std::array<double, control_count>;

/// One threshold of a table.
struct ControlRow {
    std::string park;  ///< empty: any
    int division = 0;  ///< 0: any
    int grade_min = 1, grade_max = 15;
    Control control{};
    double threshold = 0;  ///< inner units
};

/// Reads a table of thresholds. Long form: columns `indicator`, `threshold` and, where they matter,
/// `division`, `grade_min`, `grade_max`, `unit`, `park_id`. Wide form: a column an indicator in its printed
/// unit, beside `division` … `park_id`. An empty cell is any division, grade or park, or no threshold. \param
/// where  of messages
std::vector<ControlRow> read_controls(const Table& table, const std::string& where, Problems& problems);

/// Thresholds by park, division and grade. A row of the park goes before one of all parks, one of the
/// division before one of all divisions; among equals the stricter holds. Land of unknown grade (0) takes
/// rows of all grades only.
class Controls {
public:
    Controls(const std::vector<ControlRow>& rows, const ParkTable& parks);
    const ControlValues& thresholds(ParkId park, int division, int grade);
    /// Finds the thresholds of a division for all parks and grades: then several threads may ask for them.
    void prepare(int division);
    /// Whether rows name the park; all others have the same thresholds.
    bool names(ParkId park) const { return name_of_park_[park.index] != 0; }

private:
    const ControlValues& of_name(std::size_t name, int division, int grade);
    ControlValues find(std::size_t park_name, int division, int grade) const;

    std::vector<ControlRow> rows_;
    std::vector<std::size_t> name_of_park_;  ///< by park: number of its name in names_; 0: no row names it
    std::vector<std::string> names_;
    std::vector<std::uint32_t>
        where_;  ///< by name, division and grade: place in found_ + 1; 0: not asked yet
    std::array<bool, 256> prepared_{};  ///< by division
    std::deque<ControlValues> found_;   ///< references to it last
};

/// What a project promises, on the land it wants; without the reserve price.
ControlValues promised(const ProjectTable& projects, ProjectId project);

/// An indicator that is not met.
struct Failure {
    Control control;
    double value, threshold;  ///< in the indicator's printed unit; NaN: not stated
};
/// \param reserve_price  万元/m², adds to the investment intensity
bool meets(const ControlValues& values, const ControlValues& thresholds, double reserve_price);
std::vector<Failure> failures(const ControlValues& values, const ControlValues& thresholds,
                              double reserve_price);

/// "tax_per_mu 7.5 < 8; far not stated (≥ 0.7)"
std::string failure_text(const std::vector<Failure>& all);

}  // namespace permu
