/// Rows of a long table, cut out of a buffer that moves along the file.
#include "permu/io/csv_in.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "io/refuse.hpp"

namespace permu {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 20U;
/// A row beyond this is an open quote, not a row.
constexpr std::size_t longest_row = std::size_t{16} << 20U;

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File open_table(const std::string& path)
{
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::is_regular_file(status)) {
        const bool there = std::filesystem::exists(status);
        reading::refuse({.code = "file.unreadable",
                         .where = reading::at(path),
                         .found = there ? Said("something that is not a regular file", "不是普通文件")
                                        : Said("no such file", "文件不存在"),
                         .expected = {"a table of a finished run", "运行结果目录中的表"},
                         .remedy = {"name the directory that `permu run -o DIR` wrote",
                                    "请指定 permu run -o 目录 写出的目录"}});
    }
    File file(std::fopen(path.c_str(), "rb"), std::fclose);
    if (file) return file;
    const std::string why = std::strerror(errno);
    throw SystemError(Problem{.code = "file.unreadable",
                              .where = reading::at(path),
                              .found = Said(why),
                              .expected = {"a file that may be read", "可读取的文件"},
                              .remedy = {"check its permissions", "请检查文件权限"}});
}

/// '=1+1 → =1+1
std::string_view without_guard(std::string_view cell)
{
    using namespace std::string_view_literals;
    const bool guarded =
        cell.size() > 1 && cell[0] == '\'' && "=+-@\t\r\n"sv.find(cell[1]) != std::string_view::npos;
    return guarded ? cell.substr(1) : cell;
}

/// Rows of one file, one after the other.
class RowReader {
public:
    explicit RowReader(const std::string& path) : path_(path), file_(open_table(path)), buffer_(buffer_bytes)
    {
        fill();
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        if (std::string_view(buffer_.data(), end_).starts_with(mark)) next_ = mark.size();
    }

    /// Finds the next row that is not blank; false at the end.
    bool next()
    {
        do {
            at_ = next_;
            if (!whole_row()) return false;
            next_ = std::min(row_end_ + 1, end_);
        } while (row().empty());
        return true;
    }
    /// The bytes of the row.
    std::string_view row() const
    {
        std::string_view row(buffer_.data() + at_, row_end_ - at_);
        if (row.ends_with('\r')) row.remove_suffix(1);
        return row;
    }
    /// Its cells; views that hold until the next row.
    const std::vector<std::string_view>& cells()
    {
        cut(row());
        return cells_;
    }
    std::size_t number() const { return number_; }

private:
    void fill()
    {
        if (at_ > 0) {
            std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
            end_ -= at_, at_ = 0;
        }
        if (end_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
        const std::size_t got = std::fread(buffer_.data() + end_, 1, buffer_.size() - end_, file_.get());
        end_ += got;
        ended_ = got == 0;
    }

    /// Makes row_end_ the end of the row that starts at at_, its line feed not counted.
    bool whole_row()
    {
        bool quoted = false;
        for (std::size_t i = at_;;) {
            const char* start = buffer_.data() + i;
            const void* found = std::memchr(start, '\n', end_ - i);
            const char* line_end = found == nullptr ? buffer_.data() + end_ : static_cast<const char*>(found);
            if (std::count(start, line_end, '"') % 2 != 0) quoted = !quoted;
            i += static_cast<std::size_t>(line_end - start);
            if (found != nullptr && !quoted) return row_end_ = i, ++number_, true;
            if (found != nullptr && ++i < end_) continue;
            if (i - at_ > longest_row) refuse_row({"a quote that is never closed", "引号没有闭合"});
            const std::size_t read = i - at_;
            fill();
            i = at_ + read;
            if (!ended_) continue;
            if (quoted) refuse_row({"a quote that is never closed", "引号没有闭合"});
            return row_end_ = end_, ++number_, read > 0;
        }
    }

    void cut(std::string_view row)
    {
        cells_.clear();
        plain_.clear();
        plain_.reserve(row.size());  // views into it must hold
        for (;;) {
            std::size_t used = std::min(row.find(','), row.size());
            if (row.starts_with('"')) {
                used = cut_quoted(row);
            } else {
                cells_.push_back(without_guard(row.substr(0, used)));
            }
            if (used >= row.size()) return;
            row.remove_prefix(used + 1);
        }
    }

    /// Unquotes the cell that `row` begins with. \return where the comma behind it is
    std::size_t cut_quoted(std::string_view row)
    {
        const std::size_t first = plain_.size();
        std::size_t i = 1;
        for (; i < row.size(); ++i) {
            const bool doubled = row.substr(i).starts_with("\"\"");
            if (row[i] == '"' && !doubled) break;
            plain_ += row[i];
            if (doubled) ++i;
        }
        cells_.push_back(without_guard(std::string_view(plain_).substr(first)));
        return i + 1;
    }

    [[noreturn]] void refuse_row(Said found) const
    {
        reading::refuse({.code = "csv.row",
                         .where = fmt::format("{}, row {}", reading::at(path_), number_ + 1),
                         .found = std::move(found),
                         .expected = {"a table as `permu run` writes it", "permu run 写出的表"},
                         .remedy = {"run the scenario again", "请重新运行该情景"}});
    }

    std::string path_;
    File file_;
    std::vector<char> buffer_;
    std::size_t at_ = 0, end_ = 0;        ///< of the present row; of what was read
    std::size_t row_end_ = 0, next_ = 0;  ///< of the present row; where the next one starts
    std::size_t number_ = 0;
    bool ended_ = false;
    std::vector<std::string_view> cells_;
    std::string plain_;
};

/// Where the wanted columns stand in the header.
std::vector<std::size_t> places_of(std::span<const std::string_view> columns,
                                   const std::vector<std::string_view>& header, const std::string& path)
{
    std::vector<std::size_t> places;
    for (const std::string_view column : columns) {
        const auto found = std::find(header.begin(), header.end(), column);
        if (found == header.end()) {
            reading::refuse(
                {.code = "csv.column",
                 .where = reading::at(path),
                 .found = {fmt::format("no column \"{}\"", column), fmt::format("没有列“{}”", column)},
                 .expected = {fmt::format("the columns {}", fmt::join(columns, ",")),
                              fmt::format("列 {}", fmt::join(columns, ","))},
                 .remedy = {"name a directory that `permu run -o DIR` wrote",
                            "请指定 permu run -o 目录 写出的目录"}});
        }
        places.push_back(static_cast<std::size_t>(found - header.begin()));
    }
    return places;
}

}  // namespace

void read_csv_rows(const std::string& path, std::span<const std::string_view> columns,
                   const std::function<void(CsvCells)>& on_row, std::span<const std::string> any_of)
{
    RowReader reader(path);
    const bool has_header = reader.next();
    const std::vector<std::string_view> header =
        has_header ? reader.cells() : std::vector<std::string_view>{};
    const std::vector<std::size_t> places = places_of(columns, header, path);
    const std::size_t width = header.size();
    std::vector<std::string_view> wanted(columns.size());
    const auto holds_one = [&] {
        const std::string_view row = reader.row();
        return std::any_of(any_of.begin(), any_of.end(),
                           [&](const std::string& text) { return row.find(text) != row.npos; });
    };
    while (reader.next()) {
        if (!any_of.empty() && !holds_one()) continue;
        const auto& cells = reader.cells();
        if (cells.size() != width) {
            reading::refuse(
                {.code = "csv.row",
                 .where = fmt::format("{}, row {}", reading::at(path), reader.number()),
                 .found = {fmt::format("{} cells", cells.size()), fmt::format("{} 个单元格", cells.size())},
                 .expected = {fmt::format("{} as in the header", width),
                              fmt::format("与表头相同的 {} 个", width)},
                 .remedy = {"run the scenario again", "请重新运行该情景"}});
        }
        for (std::size_t i = 0; i < places.size(); ++i)
            wanted[i] = cells[places[i]];
        on_row(wanted);
    }
}

}  // namespace permu
