/// Pencil-sized states for the tests of the rules: tables as short rows of text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "permu/rules/rule.hpp"

namespace permu::test {

/// Every table is a line of column names and then a line a row, cells apart by blanks; "-" or a missing last
/// cell is "nothing known". Names are those of the columns of the tables in permu/model, except:
///   parks     `id`; `grade` for land_grade; leading, negative, allowed as "26;39"
///   parcels   `id`, `park`; `mu` for area. Without the column: the first park, 100 mu, industrial, planned;
///             built parcels have supply_record = 1
///   firms     `id`, `parcel` ("p1" or "p1;p2": its land is shared by area); `mu` for land (else that of its
///   parcels) projects  `id`, `arrival` (else the year), `mu` for land wanted; status future unless given,
///   e.g. `waiting`
/// Cells of other tables are ids ("park", "project", "wanted" …); enumerations are their ids
/// ("under_construction").
struct Sketch {
    Year year = 2025;
    std::string_view parks = "id level province kind\n a provincial 山西 示范区";
    std::string_view parcels = {};
    std::string_view firms = {};
    std::string_view projects = {};
    std::string_view borders =
        {};  ///< rows "p1 p2 length" without a line of names; length in m, 1 if left out
    std::uint64_t seed = 1;
};

/// The state that the sketch draws; parcels are ordered by park and id, as in every state.
State state_of(const Sketch& sketch);

ParcelId parcel(const State& state, std::string_view id);
ParkId park(const State& state, std::string_view id);
EnterpriseId firm(const State& state, std::string_view id);
ProjectId project(const State& state, std::string_view id);

/// Events of this year as "kind id value threshold detail", in order, numbers shortest and "-" where there is
/// none; a hypothetical one starts with "? ". Of one kind only where `kind` is not empty.
std::vector<std::string> told(const State& state, std::string_view kind = {});

/// The only event of this kind about this entity. Fails the test and gives an empty event where there is
/// none.
Event only_event(const State& state, std::string_view kind, std::string_view id);

/// Area of a parcel in mu.
inline double mu_of(const State& state, std::string_view id)
{
    return mm2_to_mu(state.parcels.area[parcel(state, id)]);
}
/// An area in mu as ledgers keep it.
inline Mm2 mm2_of_mu(double mu)
{
    return to_mm2(from_mu(mu));
}

}  // namespace permu::test
