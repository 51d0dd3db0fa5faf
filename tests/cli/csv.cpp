/// The tables of a run, read back as a script would.
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <sstream>

#include "cli/program.hpp"

namespace permu::cli_test {
namespace {

/// One record at a time; a quoted cell may hold commas, quotes written twice, and line ends.
class CsvReader {
public:
    explicit CsvReader(std::string text) : text_(std::move(text))
    {
        if (text_.starts_with("\xef\xbb\xbf")) at_ = 3;
    }
    bool done() const { return at_ >= text_.size(); }
    std::vector<std::string> record()
    {
        std::vector<std::string> cells{cell()};
        while (!done() && text_[at_] == ',') {
            ++at_;
            cells.push_back(cell());
        }
        if (!done() && text_[at_] == '\r') ++at_;
        if (!done() && text_[at_] == '\n') ++at_;
        return cells;
    }

private:
    std::string cell()
    {
        std::string cell;
        if (done() || text_[at_] != '"') {
            const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
            cell = text_.substr(at_, end - at_);
            at_ = end;
            return cell;
        }
        for (++at_; !done(); ++at_) {
            if (text_[at_] != '"') {
                cell += text_[at_];
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                cell += text_[++at_];
            } else {
                ++at_;
                break;
            }
        }
        return cell;
    }

    std::string text_;
    std::size_t at_ = 0;
};

}  // namespace

Csv read_csv(const fs::path& path)
{
    CsvReader reader(read_file(path));
    Csv csv;
    if (reader.done()) {
        ADD_FAILURE() << path << " is empty or not there";
        return csv;
    }
    csv.header = reader.record();
    while (!reader.done()) {
        const std::vector<std::string> cells = reader.record();
        EXPECT_EQ(cells.size(), csv.header.size()) << path << ", record " << csv.rows.size() + 2;
        auto& row = csv.rows.emplace_back();
        for (std::size_t i = 0; i < std::min(cells.size(), csv.header.size()); ++i)
            row[csv.header[i]] = cells[i];
    }
    return csv;
}

std::vector<std::map<std::string, std::string>> Csv::where(
    const std::map<std::string, std::string>& cells) const
{
    std::vector<std::map<std::string, std::string>> found;
    for (const auto& row : rows) {
        const bool fits = std::ranges::all_of(cells, [&](const auto& cell) {
            const auto at = row.find(cell.first);
            return at != row.end() && at->second == cell.second;
        });
        if (fits) found.push_back(row);
    }
    return found;
}

std::string Csv::only(const std::map<std::string, std::string>& cells, const std::string& column) const
{
    const auto found = where(cells);
    std::ostringstream asked;
    for (const auto& [name, text] : cells)
        asked << name << " = " << text << ", ";
    EXPECT_EQ(found.size(), 1U) << "rows with " << asked.str();
    if (found.size() != 1) return {};
    EXPECT_TRUE(found[0].contains(column)) << "no column " << column;
    return found[0].contains(column) ? found[0].at(column) : std::string{};
}

std::string first_line(const fs::path& path)
{
    const std::string text = read_file(path);
    return text.substr(0, text.find_first_of("\r\n"));
}

double number(const std::string& cell)
{
    double value = std::numeric_limits<double>::quiet_NaN();
    if (cell.empty()) return value;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    EXPECT_TRUE(error == std::errc{} && end == cell.data() + cell.size()) << "not a number: " << cell;
    return value;
}

Indicators::Indicators(const fs::path& run)
{
    for (const auto& row : read_csv(run / "indicators.csv").rows) {
        const int year = static_cast<int>(number(row.at("year")));
        cells_[{year, row.at("id"), row.at("indicator")}] = row.at("value");
    }
}

std::optional<double> Indicators::at(int year, const std::string& id, const std::string& indicator) const
{
    const auto found = cells_.find({year, id, indicator});
    if (found == cells_.end() || found->second.empty()) return std::nullopt;
    return number(found->second);
}

double Indicators::operator()(int year, const std::string& id, const std::string& indicator) const
{
    return at(year, id, indicator).value_or(std::numeric_limits<double>::quiet_NaN());
}

bool Indicators::has(int year, const std::string& id, const std::string& indicator) const
{
    return cells_.contains({year, id, indicator});
}

}  // namespace permu::cli_test
