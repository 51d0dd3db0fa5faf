/// Which column is which canonical field, and what kind of table it is: proposals with score and reason.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "permu/base/table.hpp"
#include "permu/inspect/profile.hpp"
#include "permu/model/fields.hpp"

namespace permu {

/// Below this score nothing is proposed, and it is said that one is unsure.
inline constexpr double sure_score = 0.55;

struct Proposal {
    std::string field, column;
    double score = 0;  ///< 0 to 1: how well the name fits, times how well the values do
    Said reason = {};
    std::string unit = {};  ///< of the column's numbers, where it is another than the field's

    bool sure() const { return score >= sure_score; }
};

/// What is known of columns beside their values: their unit, by column ("亩", "m²", "万元").
using ColumnUnits = std::map<std::string, std::string>;

/// At most one column a field and one field a column, in the order of the canonical fields. Names come from
/// scenarios/tables/field_aliases.csv.
std::vector<Proposal> propose_fields(InputTable table, std::span<const ColumnProfile> columns,
                                     const ColumnUnits& units, const Table& crosswalk);

struct TableGuess {
    std::optional<InputTable> table = {};  ///< nothing: unsure
    Said reason = {};
    std::vector<Proposal> fields = {};  ///< of that table
    double points = 0;                  ///< how well fields, name and size fit; may be negative
};

/// Of a guess whose table and fields are there; its name and the mean area of its polygons as in guess_table.
double points_of_table(const TableGuess& guess, std::string_view name, double mean_area);

/// \param name       of the layer, sheet or file
/// \param polygons   it has polygons: parks, parcels, reserves, sub-parks or environmental units; else
///                   enterprises, projects, quota or conversions
/// \param mean_area  of the polygons in m²; 0 where unknown
TableGuess guess_table(std::string_view name, bool polygons, double mean_area,
                       std::span<const ColumnProfile> columns, const ColumnUnits& units,
                       const Table& crosswalk);

}  // namespace permu
