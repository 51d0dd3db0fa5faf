/// Comma-separated tables: cells are appended to one buffer that goes to the file a megabyte at a time.
#include "permu/io/csv_out.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "file_out.hpp"
#include "permu/base/problem.hpp"

namespace permu {

/// Large enough that system calls do not count, small enough to stay in the cache.
static constexpr std::size_t flush_at = 1U << 20;

/// Keeps the file's own header private to the room.
struct CsvWriter::Sink {
    explicit Sink(std::string path) : file(std::move(path)) {}
    FileOut file;
};

CsvWriter::CsvWriter(std::string path, std::span<const std::string> header, CsvOptions options)
    : sink_(std::make_unique<Sink>(std::move(path))), columns_(header.size()), options_(options)
{
    buffer_.reserve(flush_at + flush_at / 4);
    if (options.bom) buffer_ += "\xEF\xBB\xBF";
    row(header);
}

CsvWriter::~CsvWriter() = default;

/// Bytes that force quotes around a cell.
static constexpr auto special_bytes = [] {
    std::array<bool, 256> special{};
    for (const char c : {',', '"', '\n', '\r'})
        special[static_cast<unsigned char>(c)] = true;
    return special;
}();

/// What a spreadsheet takes for the start of a formula, or drops in front of one.
static bool starts_formula(std::string_view cell)
{
    return !cell.empty() && std::string_view("=+-@\t\r\n").find(cell.front()) != std::string_view::npos;
}

void CsvWriter::separate()
{
    if (cells_++ > 0) buffer_ += ',';
}

/// Appends a text cell, in quotes where RFC 4180 wants them; the guard goes inside the quotes.
void CsvWriter::quoted(std::string_view cell, bool guard)
{
    separate();
    const bool guarded = guard && !options_.raw && starts_formula(cell);
    const bool special = std::any_of(cell.begin(), cell.end(),
                                     [](char c) { return special_bytes[static_cast<unsigned char>(c)]; });
    if (!special) {
        if (guarded) buffer_ += '\'';
        buffer_ += cell;
        return;
    }
    buffer_ += '"';
    if (guarded) buffer_ += '\'';
    for (const char c : cell) {
        if (c == '"') buffer_ += '"';
        buffer_ += c;
    }
    buffer_ += '"';
}

void CsvWriter::text(std::string_view cell)
{
    quoted(cell, true);
}

void CsvWriter::id(std::string_view cell)
{
    quoted(cell, false);
}

void CsvWriter::number(double cell)
{
    separate();
    if (!std::isfinite(cell)) return;
    if (cell == 0) cell = 0;  // no "-0"
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), cell).ptr;
    buffer_.append(digits.data(), end);
}

void CsvWriter::integer(std::int64_t cell)
{
    separate();
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), cell).ptr;
    buffer_.append(digits.data(), end);
}

void CsvWriter::end_row()
{
    // A row of another length would shift every column after it, and no reader would say so.
    if (cells_ != columns_) {
        Problem problem;
        problem.code = "csv.cells";
        problem.where = sink_->file.path();
        problem.found = Said(std::to_string(cells_));
        problem.expected = Said(std::to_string(columns_));
        throw InvariantError(std::move(problem));
    }
    buffer_ += options_.crlf ? "\r\n" : "\n";
    cells_ = 0;
    if (buffer_.size() >= flush_at) flush();
}

void CsvWriter::row(std::span<const std::string> cells)
{
    for (const auto& cell : cells)
        text(cell);
    end_row();
}

void CsvWriter::flush()
{
    sink_->file.write(buffer_);
    buffer_.clear();
}

void CsvWriter::close()
{
    flush();
    sink_->file.close();
}

/// One cell of a table column, by the kind of the column.
static void write_cell(CsvWriter& out, const TableColumn& column, std::size_t row, bool is_id)
{
    if (const auto* numbers = std::get_if<NumberCells>(&column.cells)) {
        out.number((*numbers)[row]);
    } else if (const auto* integers = std::get_if<IntegerCells>(&column.cells)) {
        if ((*integers)[row] == null_integer) {
            out.empty();
        } else {
            out.integer((*integers)[row]);
        }
    } else {
        const auto& texts = std::get<TextCells>(column.cells);
        const auto cell =
            texts.null[row] ? std::string_view{} : texts.texts[{static_cast<std::uint32_t>(row)}];
        if (is_id) {
            out.id(cell);
        } else {
            out.text(cell);
        }
    }
}

void write_csv(const std::string& path, const Table& table, std::span<const std::string> ids,
               CsvOptions options)
{
    std::vector<std::string> header;
    std::vector<bool> is_id;
    for (const auto& column : table.columns) {
        header.push_back(column.name);
        is_id.push_back(std::find(ids.begin(), ids.end(), column.name) != ids.end());
    }
    CsvWriter out(path, header, options);
    const std::size_t rows = table.rows();
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t c = 0; c < header.size(); ++c)
            write_cell(out, table.columns[c], row, is_id[c]);
        out.end_row();
    }
    out.close();
}

}  // namespace permu
