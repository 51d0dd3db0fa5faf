/// A strict look at the bytes of a CSV before it is read.
#include "io/csv_scan.hpp"

#include <algorithm>

#include "io/refuse.hpp"

namespace permu::reading {

namespace {

/// Walks through the bytes once, a row at a time.
class Scanner {
public:
    Scanner(std::string_view text, char delimiter, const FileSource& source, const ReadLimits& limits,
            Problems& problems)
        : text_(text), delimiter_(delimiter), source_(source), limits_(limits), problems_(problems)
    {
    }

    CsvShape run()
    {
        while (at_ < text_.size()) {
            if (skip_blank_line()) continue;
            first_line_ = line_;
            read_row();
            if (shape_.header.empty()) {
                take_header();
            } else {
                take_row();
            }
        }
        return std::move(shape_);
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

    std::string_view text_;
    char delimiter_;
    const FileSource& source_;
    const ReadLimits& limits_;
    Problems& problems_;
    CsvShape shape_;
    std::size_t at_ = 0;
    std::uint64_t line_ = 1;
    std::uint64_t first_line_ = 1;      ///< of the row at hand
    std::vector<std::size_t> lengths_;  ///< of the row's cells, bytes
    std::vector<std::string> names_;    ///< of the header's cells
    std::string cell_;                  ///< kept for the header only
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
    lengths_.clear();
    names_.clear();
    bool more = true;
    while (more) {
        cell_.clear();
        const std::size_t start = at_;
        if (at_ < text_.size() && text_[at_] == '"') {
            read_quoted();
        } else {
            read_plain();
        }
        lengths_.push_back(at_ - start);
        if (shape_.header.empty()) names_.push_back(cell_);
        if (lengths_.size() > limits_.max_columns) {
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
    const bool keep = shape_.header.empty();
    while (at_ < text_.size()) {
        const char c = text_[at_++];
        if (c == '\n') ++line_;
        if (c != '"') {
            if (keep) cell_ += c;
            continue;
        }
        if (at_ >= text_.size() || text_[at_] != '"') return;
        if (keep) cell_ += c;
        ++at_;
    }
    tell("csv.open_quote", {"a quote that is never closed", "引号没有闭合"}, {"a closing \"", "有配对的引号"},
         {"close the quote; a quote inside a quoted cell is written twice",
          "请补上引号；引号内的引号须写两次"});
}

void Scanner::read_plain()
{
    bool quote = false;
    while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r') {
        quote |= text_[at_] == '"';
        if (shape_.header.empty()) cell_ += text_[at_];
        ++at_;
    }
    if (!quote) return;
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
    shape_.header = names_;
    const Said expected{"a first line with a different name for every column", "首行为各列互不相同的名称"};
    const Said remedy{"correct the first line", "请更正首行"};
    std::vector<std::string> sorted = names_;
    std::sort(sorted.begin(), sorted.end());
    if (sorted.front().empty()) {
        tell("csv.header", {"a column without a name", "有一列没有名称"}, expected, remedy);
    }
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice != sorted.end() && !twice->empty()) {
        tell("csv.header", {"two columns named " + printable(*twice), "有两列名为 " + printable(*twice)},
             expected, remedy);
    }
    check_lengths();
}

void Scanner::take_row()
{
    if (++shape_.rows > limits_.max_features) {
        const std::string bound = std::to_string(limits_.max_features);
        refuse_limit(at(source_.path), {"more than " + bound + " rows", "超过 " + bound + " 行"},
                     {"at most " + bound, "不超过 " + bound},
                     {"keep only the rows of the study, or raise features in [data.limits] of the scenario",
                      "请只保留研究所需的行，或在情景的 [data.limits] 中调高 features"});
    }
    if (lengths_.size() != shape_.header.size()) {
        const std::string have = std::to_string(lengths_.size());
        const std::string want = std::to_string(shape_.header.size());
        tell("csv.ragged", {have + " cells", have + " 个单元格"},
             {want + ", as the first line has", want + " 个，与首行一致"},
             {"add or remove delimiters in these lines, or quote cells that hold one",
              "请在这些行增删分隔符，或为含分隔符的单元格加引号"});
        return;
    }
    check_lengths();
}

void Scanner::check_lengths()
{
    for (std::size_t i = 0; i < lengths_.size(); ++i) {
        if (lengths_[i] <= limits_.max_text) continue;
        const std::string& name = shape_.header[i];
        const auto& columns = source_.columns;
        // The bound is for the columns that are read.
        if (!columns.empty() && std::find(columns.begin(), columns.end(), name) == columns.end()) continue;
        const std::string bound = std::to_string(limits_.max_text);
        tell("table.text_length",
             {"a cell of " + std::to_string(lengths_[i]) + " bytes",
              "单元格长 " + std::to_string(lengths_[i]) + " 字节"},
             {"at most " + bound + " bytes", "不超过 " + bound + " 字节"},
             {"shorten these cells", "请缩短这些单元格"});
    }
}

}  // namespace

CsvShape scan_csv(std::string_view text, char delimiter, const FileSource& source, const ReadLimits& limits,
                  Problems& problems)
{
    return Scanner(text, delimiter, source, limits, problems).run();
}

}  // namespace permu::reading
