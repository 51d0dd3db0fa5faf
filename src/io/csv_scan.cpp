/// A strict reading of a CSV: what would shift cells is refused.
#include "io/csv_scan.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "io/refuse.hpp"

namespace permu::reading {

namespace {

/// Walks through the bytes once, a row at a time.
class Scanner {
public:
    Scanner(const CsvText& csv, const FileSource& source, const ReadLimits& limits, TextTable& out,
            Problems& problems)
        : text_(csv.text),
          delimiter_(csv.delimiter),
          above_(csv.above),
          source_(source),
          limits_(limits),
          out_(out),
          problems_(problems),
          line_(csv.first_line)
    {
    }

    void run()
    {
        while (at_ < text_.size()) {
            if (skip_blank_line()) continue;
            first_line_ = line_;
            read_row();
            if (names_.empty()) {
                take_header();
            } else {
                take_row();
            }
        }
        if (names_.empty()) refuse_no_header(at(source_.path), source_.header_row);
    }

private:
    bool skip_blank_line()
    {
        std::size_t end = at_;
        if (end < text_.size() && text_[end] == '\r') ++end;
        if (end >= text_.size() || text_[end] != '\n') return false;
        at_ = end + 1;
        ++line_;
        return true;
    }

    void read_row();
    void read_quoted();
    void read_plain();
    bool end_of_cell();
    void take_header();
    void take_row();
    void check_lengths();
    void tell(const char* code, Said found, Said expected, Said remedy);
    /// The cells of the row at hand.
    std::span<const std::string> row() const { return {cells_.data(), count_}; }
    /// Makes room for the next cell.
    void open_cell()
    {
        if (count_ == cells_.size()) cells_.emplace_back();
        cells_[count_++].clear();
    }

    std::string_view text_;
    char delimiter_;
    const RowTexts& above_;
    const FileSource& source_;
    const ReadLimits& limits_;
    TextTable& out_;
    Problems& problems_;
    std::size_t at_ = 0;
    std::uint64_t line_;
    std::uint64_t first_line_ = 1;  ///< of the row at hand
    RowTexts names_;                ///< of the header
    std::vector<std::string> cells_;
    std::size_t count_ = 0;  ///< of the cells that the row at hand has
};

void Scanner::tell(const char* code, Said found, Said expected, Said remedy)
{
    problems_.tally({.code = code,
                     .where = at(source_.path),
                     .found = std::move(found),
                     .expected = std::move(expected),
                     .remedy = std::move(remedy)},
                    "line " + std::to_string(first_line_));
}

void Scanner::read_row()
{
    count_ = 0;
    bool more = true;
    while (more) {
        open_cell();
        if (at_ < text_.size() && text_[at_] == '"') {
            read_quoted();
        } else {
            read_plain();
        }
        if (count_ > limits_.max_columns) {
            const std::string bound = std::to_string(limits_.max_columns);
            refuse_limit(at(source_.path) + ":" + std::to_string(first_line_),
                         {"more than " + bound + " columns", "超过 " + bound + " 列"},
                         {"at most " + bound, "不超过 " + bound},
                         {"keep only the columns of the study", "请只保留研究所需的列"});
        }
        more = end_of_cell();
    }
}

void Scanner::read_quoted()
{
    ++at_;
    std::string& cell = cells_[count_ - 1];
    while (at_ < text_.size()) {
        const std::size_t end = std::min(text_.find('"', at_), text_.size());
        const std::string_view part = text_.substr(at_, end - at_);
        line_ += static_cast<std::uint64_t>(std::count(part.begin(), part.end(), '\n'));
        cell += part;
        at_ = std::min(end + 1, text_.size());
        if (end == text_.size()) break;
        if (at_ >= text_.size() || text_[at_] != '"') return;
        cell += '"';
        ++at_;
    }
    tell("csv.open_quote", {"a quote that is never closed", "引号没有闭合"}, {"a closing \"", "有配对的引号"},
         {"close the quote; a quote inside a quoted cell is written twice",
          "请补上引号；引号内的引号须写两次"});
}

void Scanner::read_plain()
{
    const char ends[] = {delimiter_, '\r', '\n', '\0'};
    const std::size_t end = std::min(text_.find_first_of(ends, at_), text_.size());
    const std::string_view cell = text_.substr(at_, end - at_);
    cells_[count_ - 1] = cell;
    at_ = end;
    if (cell.find('"') == std::string_view::npos) return;
    tell("csv.stray_quote", {"a quote inside a cell that is not quoted", "未加引号的单元格中有引号"},
         {"quotes around the whole cell", "引号应包住整个单元格"},
         {"put the cell in quotes and double the quotes inside", "请为该单元格加引号，并将内部引号写两次"});
}

/// \return whether another cell of the row follows
bool Scanner::end_of_cell()
{
    if (at_ >= text_.size()) return false;
    if (text_[at_] == delimiter_) {
        ++at_;
        return true;
    }
    const bool carriage = text_[at_] == '\r';
    const std::size_t newline = at_ + (carriage ? 1 : 0);
    if (newline < text_.size() && text_[newline] == '\n') {
        at_ = newline + 1;
        ++line_;
        return false;
    }
    if (carriage) {
        // At the very end of a file it does no harm.
        if (newline < text_.size()) {
            tell("csv.line_end", {"a line end of CR alone", "仅以 CR 换行"},
                 {"lines that end in LF or CRLF", "以 LF 或 CRLF 换行"},
                 {"save the file again with Windows or Unix line ends", "请以 Windows 或 Unix 换行重新保存"});
        }
        at_ = newline;
        return false;
    }
    tell("csv.after_quote", {"text after a closing quote", "右引号之后还有文本"},
         {"the delimiter or the end of the line", "分隔符或行尾"},
         {"double the quotes inside the cell", "请将单元格内部的引号写两次"});
    const char ends[] = {delimiter_, '\r', '\n', '\0'};
    at_ = std::min(text_.find_first_of(ends, at_), text_.size());
    return end_of_cell();
}

void Scanner::take_header()
{
    const Said expected{"a header with a different name for every column", "表头各列名称互不相同"};
    const Said remedy{
        "correct the header; where it stands in another row, set header_row in the [data.*] table",
        "请更正表头；若表头在其他行，请在 [data.*] 表中设置 header_row"};
    if (is_blank(row())) {
        tell("csv.header", {"no column with a name", "没有任何列名"}, expected, remedy);
    }
    names_ = column_names(row(), above_, count_);
    const std::string twice = name_given_twice(names_);
    if (!twice.empty()) {
        tell("csv.header", {"two columns named " + printable(twice), "有两列名为 " + printable(twice)},
             expected, remedy);
    }
    out_.header(names_);
    check_lengths();
}

void Scanner::take_row()
{
    if (out_.rows() >= limits_.max_features) refuse_rows(at(source_.path), limits_.max_features);
    if (count_ != names_.size()) {
        const std::string have = std::to_string(count_);
        const std::string want = std::to_string(names_.size());
        tell("csv.ragged", {have + " cells", have + " 个单元格"},
             {want + ", as the first line has", want + " 个，与首行一致"},
             {"add or remove delimiters in these lines, or quote cells that hold one",
              "请在这些行增删分隔符，或为含分隔符的单元格加引号"});
        return;
    }
    check_lengths();
    out_.row(row());
}

void Scanner::check_lengths()
{
    for (std::size_t i = 0; i < count_; ++i) {
        const std::size_t length = cells_[i].size();
        if (length <= limits_.max_text) continue;
        const auto& columns = source_.columns;
        // The bound is for the columns that are read.
        if (!columns.empty() && std::find(columns.begin(), columns.end(), names_[i]) == columns.end())
            continue;
        const std::string bound = std::to_string(limits_.max_text);
        tell("table.text_length",
             {"a cell of " + std::to_string(length) + " bytes",
              "单元格长 " + std::to_string(length) + " 字节"},
             {"at most " + bound + " bytes", "不超过 " + bound + " 字节"},
             {"shorten these cells", "请缩短这些单元格"});
    }
}

}  // namespace

void scan_csv(const CsvText& csv, const FileSource& source, const ReadLimits& limits, TextTable& out,
              Problems& problems)
{
    Scanner(csv, source, limits, out, problems).run();
}

}  // namespace permu::reading
