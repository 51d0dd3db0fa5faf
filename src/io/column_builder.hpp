/// Collects the cells of one column and checks each as it comes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "permu/base/problem.hpp"
#include "permu/base/table.hpp"
#include "permu/io/source.hpp"

class OGRFieldDefn;

namespace permu::reading {

enum class CellKind { number, integer, text, unreadable };

/// The kind of column a field of GDAL becomes: whole numbers and truth values integer, reals number, all that
/// has a text form text; binary and lists are unreadable.
CellKind kind_of(const OGRFieldDefn& field);

/// What is wrong with a text; too_long and control only where the column was asked for by name.
enum class TextFault { none, not_utf8, nul, control, too_long };

/// One column in the making. Faults go to the problems with the feature's number, and the cell stays empty.
class ColumnBuilder {
public:
    /// \param where  file and layer  \param named  the user asked for this column by name
    ColumnBuilder(std::string name, CellKind kind, std::string where, bool named, std::uint64_t max_text,
                  Problems& problems);

    CellKind kind() const { return kind_; }
    const std::string& name() const { return column_.name; }
    void add_null();
    void add_number(double value, std::int64_t row_id);
    void add_integer(std::int64_t value) { std::get<IntegerCells>(column_.cells).push_back(value); }
    void add_text(std::string_view text, std::int64_t row_id);
    /// A text already found good by are_good.
    void add_good_text(std::string_view text) { std::get<TextCells>(column_.cells).push_back(text); }
    /// A column that cannot be read is told once.
    void tell_unreadable();
    /// Whether texts that lie one after another in `block`, each starting at one of `starts`, are all plainly
    /// good: then there is no need to look at them one by one.
    template <class Offset>
    bool are_good(std::string_view block, std::span<const Offset> starts) const;
    void reserve(std::size_t rows);
    TableColumn take() { return std::move(column_); }

private:
    TextFault fault_of(std::string_view text) const;
    void tell(const char* code, Said found, Said expected, std::int64_t row_id);
    bool is_good_block(std::string_view block) const;

    TableColumn column_;
    CellKind kind_;
    std::string where_;
    bool named_;
    std::uint64_t max_text_;
    Problems& problems_;
};

template <class Offset>
bool ColumnBuilder::are_good(std::string_view block, std::span<const Offset> starts) const
{
    if (!is_good_block(block)) return false;
    // The whole may be valid although a character is split between two cells: no cell may start inside one.
    const auto base = starts.empty() ? Offset{} : starts.front();
    for (const Offset start : starts) {
        const auto at_byte = static_cast<std::size_t>(start - base);
        if (at_byte < block.size() && (static_cast<unsigned char>(block[at_byte]) & 0xC0) == 0x80)
            return false;
    }
    if (!named_) return true;
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
        if (static_cast<std::uint64_t>(starts[i + 1] - starts[i]) > max_text_) return false;
    }
    return true;
}

/// ISO 8601 texts of dates and times, the same whatever the file's format.
std::string iso_date(std::int64_t days_since_1970);
std::string iso_time(std::int64_t milliseconds_of_day);
std::string iso_date_time(std::int64_t milliseconds_since_1970);

}  // namespace permu::reading
