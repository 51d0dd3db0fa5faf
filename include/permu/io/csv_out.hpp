/// Comma-separated tables for spreadsheets and scripts: UTF-8, RFC 4180, fast enough for millions of rows.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "permu/base/table.hpp"

namespace permu {

struct CsvOptions {
    bool bom = true;   ///< spreadsheets take UTF-8 for a local encoding without it
    bool crlf = true;  ///< lines end as RFC 4180 says; spreadsheets expect it
    bool raw = false;  ///< text cells stay as they are, even where a spreadsheet would run them as a formula
};

/// Writes one table, cell after cell, row after row.
/// Text cells that start with = + - @ tab CR LF get a leading ' unless `raw`; ids and numbers never.
class CsvWriter {
public:
    /// Opens the file and writes the header. \throws SystemError
    CsvWriter(std::string path, std::span<const std::string> header, CsvOptions options = {});
    ~CsvWriter();
    CsvWriter(const CsvWriter&) = delete;
    CsvWriter& operator=(const CsvWriter&) = delete;

    /// One whole row of text cells. \throws SystemError
    void row(std::span<const std::string> cells);

    void text(std::string_view cell);
    void id(std::string_view cell);
    /// Shortest form that reads back as the same double; NaN and infinities are an empty cell.
    void number(double cell);
    void integer(std::int64_t cell);
    void empty() { separate(); }
    /// \throws SystemError when the disk is full; InvariantError for another number of cells than the header
    void end_row();

    /// Brings everything to the disk. Without it the file is not to be used. \throws SystemError
    void close();

private:
    void separate();
    void quoted(std::string_view cell, bool guard);
    void flush();

    struct Sink;
    std::unique_ptr<Sink> sink_;
    std::string buffer_;
    std::size_t columns_;
    std::size_t cells_ = 0;  ///< written of the present row
    CsvOptions options_;
};

/// Writes a whole table: the header is the column names; `ids` names the columns that are never guarded.
/// \throws SystemError
void write_csv(const std::string& path, const Table& table, std::span<const std::string> ids,
               CsvOptions options = {});

}  // namespace permu
