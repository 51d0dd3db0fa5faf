/// Runs put side by side: differences by indicator, park and year against the first.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "permu/base/table.hpp"
#include "permu/base/units.hpp"

namespace permu {

/// One value of a run's long table of indicators.
struct SeriesValue {
    Year year;
    std::string scope, id, indicator, unit;
    double value;  ///< NaN: empty
};

/// The indicators of one run, in the order they were written.
struct Series {
    std::string name;
    std::uint64_t seed = 0;
    std::vector<SeriesValue> values;
};

/// One row a year, scope, id and indicator that any run has; columns: year, scope, id, indicator, unit, one
/// value a run (named by the run), and for every run but the first `difference:<name>` (run − first; empty
/// where either is). Rows are ordered by scope (region first), id, indicator as in the first run, year.
Table compare(std::span<const Series> runs);

/// Rows of the comparison for the region in its last common year whose indicator is in `indicators`, in that
/// order.
struct Headline {
    std::string indicator, unit;
    std::vector<double> values;  ///< one a run
};
/// The last year that all runs have.
Year last_common_year(std::span<const Series> runs);
std::vector<Headline> headlines(std::span<const Series> runs, std::span<const std::string_view> indicators);

}  // namespace permu
