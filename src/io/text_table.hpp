/// A table of texts in the making: the columns of a CSV or sheet that are asked for.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "io/column_builder.hpp"
#include "io/table_header.hpp"

namespace permu::reading {

/// Takes the names, then the rows. Empty cells are null.
class TextTable {
public:
    /// \param where    file and sheet \param guarded  a `'` before a formula is a guard and taken off
    TextTable(const FileSource& source, std::string where, const ReadLimits& limits, bool guarded)
        : source_(source), where_(std::move(where)), max_text_(limits.max_text), guarded_(guarded)
    {
    }

    TextTable(const TextTable&) = delete;
    TextTable& operator=(const TextTable&) = delete;

    void header(const RowTexts& names);
    void row(std::span<const std::string> cells);
    std::size_t rows() const { return rows_; }
    /// What was wrong with cells.
    const Problems& problems() const { return problems_; }
    Table take(std::string name);

private:
    const FileSource& source_;
    std::string where_;
    std::uint64_t max_text_;
    bool guarded_;
    std::vector<std::optional<ColumnBuilder>> columns_;  ///< nothing: not asked for
    std::vector<std::string> left_out_;
    std::size_t rows_ = 0;
    Problems problems_;
};

}  // namespace permu::reading
