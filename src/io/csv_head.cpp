/// The first rows of a CSV, read whatever is wrong with them.
#include "io/csv_head.hpp"

#include <algorithm>

namespace permu::reading {

namespace {

constexpr std::size_t longest_kept = 1000, most_kept = 4096;

/// Reads on from `at`, a row at a time.
class HeadReader {
public:
    HeadReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

    bool ended() const { return at_ >= text_.size(); }
    HeadRow row()
    {
        HeadRow row{.begin = at_, .line = line_};
        if (end_of_row()) return row;
        do {
            cell(row.cells);
        } while (!end_of_row() && !ended());
        return row;
    }

private:
    /// Goes over the end of a line, if one stands here.
    bool end_of_row()
    {
        const std::size_t before = at_;
        if (!ended() && text_[at_] == '\r') ++at_;
        if (!ended() && text_[at_] == '\n') ++at_;
        if (at_ == before) return false;
        ++line_;
        return true;
    }
    void cell(RowTexts& cells)
    {
        std::string kept;
        bool quoted = text_[at_] == '"';
        if (quoted) ++at_;
        for (; !ended(); ++at_) {
            const char c = text_[at_];
            if (quoted && c == '"') {
                if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') {
                    quoted = false;
                    continue;
                }
                ++at_;
            }
            if (!quoted && (c == delimiter_ || c == '\n' || c == '\r')) break;
            if (quoted && c == '\n') ++line_;
            if (kept.size() < longest_kept) kept += c;
        }
        if (cells.size() < most_kept) cells.push_back(std::move(kept));
        if (!ended() && text_[at_] == delimiter_) ++at_;
    }

    std::string_view text_;
    char delimiter_;
    std::size_t at_ = 0;
    std::uint64_t line_ = 1;
};

std::size_t most_cells(const std::vector<HeadRow>& rows)
{
    std::size_t most = 0;
    for (const HeadRow& row : rows)
        most = std::max(most, row.cells.size());
    return most;
}

}  // namespace

std::vector<HeadRow> first_rows(std::string_view text, char delimiter, std::size_t most)
{
    std::vector<HeadRow> rows;
    HeadReader reader(text, delimiter);
    while (!reader.ended() && rows.size() < most)
        rows.push_back(reader.row());
    return rows;
}

std::vector<HeadRow> first_rows(std::string_view text, const FileSource& source)
{
    const std::size_t wanted = std::max(most_head_rows, static_cast<std::size_t>(source.header_row));
    if (source.delimiter != '\0') return first_rows(text, source.delimiter, wanted);
    std::vector<HeadRow> best;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        std::vector<HeadRow> rows = first_rows(text, delimiter, wanted);
        if (best.empty() || most_cells(rows) > most_cells(best)) best = std::move(rows);
    }
    return best;
}

}  // namespace permu::reading
