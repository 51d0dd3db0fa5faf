/// The state as plain tables and parcel values, ready to be written as layers and maps.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "permu/base/table.hpp"
#include "permu/base/text.hpp"
#include "permu/model/state.hpp"

namespace permu {

/// One row a parcel: ids, use, stage, tenure, years, areas, price, firm, class, tax per mu, what was assumed;
/// and, once land was cut, joined or taken in, `parents`: the ids it comes from, between ";".
Table parcel_output(const State& state);
/// One row a park: id, name, status, areas, scores, and the merger it is in.
Table park_output(const State& state);
/// One row a sub-park: id, name, park, kind, partner, recognition, areas.
Table sub_park_output(const State& state);

/// A map of categories: one value a parcel, 0 = nothing.
struct CategoryValues {
    struct Category {
        std::uint8_t value;
        std::string_view id;  ///< as in the tables
        Text name;
        std::uint32_t colour;  ///< 0xRRGGBB
    };
    std::vector<std::uint8_t> values;  ///< by parcel row
    std::vector<Category> categories;  ///< ascending by value
};
/// "stage", "use", "per_mu_class"; nothing for another name.
std::optional<CategoryValues> category_map(const State& state, std::string_view name);

/// A map of numbers: one value a parcel, NaN = nothing.
struct NumberValues {
    std::vector<float> values;
    Text name;
    std::string_view unit;
};
/// "tax_per_mu"; nothing for another name.
bool is_number_map(std::string_view name);
std::optional<NumberValues> number_map(const State& state, std::string_view name);

/// Class of the first firm on each parcel, and tax of all firms on it (万元 a year; NaN where no firm is
/// known).
std::vector<Grade> parcel_grades(const State& state);
std::vector<double> parcel_taxes(const State& state);

}  // namespace permu
