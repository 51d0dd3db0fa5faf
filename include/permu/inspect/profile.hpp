/// What the columns of a table look like: types, empty cells, distinct values, ranges, texts that are nearly
/// numbers.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "permu/base/table.hpp"

namespace permu {

/// How a text that is no plain number can be read as one.
enum class NearNumber { full_width, range, per_cent, unit, separators };

/// A text that is nearly a number.
struct NearlyNumber {
    NearNumber kind{};
    double value = 0;  ///< the larger of a range; a per cent sign does not divide; the unit is left off
};

/// The number a text stands for, blanks at its ends aside; nothing when it is not wholly a number.
std::optional<double> plain_number(std::string_view text);

/// "180~200", "2.5 万元", "１２", "35%", "1,200"; nothing for numbers, dates, ids and other texts.
std::optional<NearlyNumber> nearly_number(std::string_view text);

/// A value and how many rows have it.
struct ValueCount {
    std::string text;
    std::size_t count = 0;
};

enum class CellKind { empty, whole, real, text };

/// One column. Numbers of texts count as numbers: tables without types hold nothing but texts.
struct ColumnProfile {
    std::string name = {};
    CellKind kind = CellKind::empty;  ///< of the cells as they are: "12" in a text column is whole
    bool stored_as_text = false;
    std::size_t rows = 0, nulls = 0;  ///< empty texts are null too
    std::size_t distinct = 0;         ///< of the cells that are not null
    std::size_t numbers = 0, nearly = 0;
    std::size_t dates = 0;  ///< also those that are numbers, as 20200501
    double min = std::numeric_limits<double>::quiet_NaN(), max = min;  ///< of the numbers; NaN: none
    std::array<std::size_t, 5> nearly_kinds = {};                      ///< of NearNumber, each counted
    std::vector<std::string> nearly_examples = {};                     ///< at most three
    std::vector<ValueCount> values =
        {};  ///< the most frequent first; empty where there are more than `most_profiled_values`

    std::size_t filled() const { return rows - nulls; }
    std::size_t nearly_as(NearNumber as) const { return nearly_kinds[static_cast<std::size_t>(as)]; }
    bool unique() const { return rows > 0 && nulls == 0 && distinct == rows; }
};

inline constexpr std::size_t most_profiled_values = 2000;

ColumnProfile profile_column(const TableColumn& column);
/// All columns, in their order.
std::vector<ColumnProfile> profile_columns(const Table& table, unsigned threads);

/// The names of kinds, for texts and JSON: "empty", "whole", "real", "text".
std::string_view kind_name(CellKind kind);

}  // namespace permu
