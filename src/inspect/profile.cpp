/// What the columns of a table look like.
#include "permu/inspect/profile.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <unordered_map>

#include "permu/base/parallel.hpp"
#include "permu/model/number_texts.hpp"

namespace permu {
namespace {

/// Counts the cells of one column; distinct values by 64-bit hashes, so that a million rows stay cheap.
class Counter {
public:
    explicit Counter(ColumnProfile& profile) : profile_(profile) { hashes_.reserve(profile.rows); }

    void number(double value, std::size_t hash)
    {
        ++profile_.numbers;
        real_ |= value != std::floor(value);
        if (value >= first_date && value <= last_date && value == std::floor(value))
            profile_.dates += year_of_date(std::to_string(static_cast<long>(value))).has_value();
        profile_.min = std::fmin(profile_.min, value);
        profile_.max = std::fmax(profile_.max, value);
        hashes_.push_back(hash);
    }

    void text(std::string_view cell)
    {
        if (const auto value = plain_number(cell)) {
            number(*value, std::hash<std::string_view>{}(cell));
        } else {
            hashes_.push_back(std::hash<std::string_view>{}(cell));
            profile_.dates += year_of_date(cell).has_value();
            if (const auto near = nearly_number(cell)) {
                ++profile_.nearly;
                ++profile_.nearly_kinds[static_cast<std::size_t>(near->kind)];
                if (profile_.nearly_examples.size() < 3) profile_.nearly_examples.emplace_back(cell);
            }
        }
    }

    void finish()
    {
        profile_.nulls = profile_.rows - hashes_.size();
        std::ranges::sort(hashes_);
        profile_.distinct =
            static_cast<std::size_t>(std::unique(hashes_.begin(), hashes_.end()) - hashes_.begin());
        if (profile_.filled() == 0) return;
        if (profile_.numbers < profile_.filled())
            profile_.kind = CellKind::text;
        else
            profile_.kind = real_ ? CellKind::real : CellKind::whole;
    }

private:
    static constexpr double first_date = 19000101, last_date = 22001231;

    ColumnProfile& profile_;
    std::vector<std::size_t> hashes_;
    bool real_ = false;
};

/// The values with their counts, the most frequent first, equal ones by text.
std::vector<ValueCount> count_values(const TableColumn& column, const ColumnProfile& profile)
{
    if (profile.distinct > most_profiled_values) return {};
    std::unordered_map<std::string, std::size_t> counts;
    for (std::size_t row = 0; row < profile.rows; ++row) {
        std::string text = cell_text(column, row);
        if (!text.empty()) ++counts[std::move(text)];
    }
    std::vector<ValueCount> values;
    values.reserve(counts.size());
    for (const auto& [text, count] : counts)
        values.push_back({text, count});
    std::ranges::sort(values, [](const ValueCount& a, const ValueCount& b) {
        return a.count != b.count ? a.count > b.count : a.text < b.text;
    });
    return values;
}

struct CountCells {
    Counter& counter;

    void operator()(const NumberCells& cells) const
    {
        for (const double value : cells)
            if (std::isfinite(value)) counter.number(value, std::hash<double>{}(value));
    }
    void operator()(const IntegerCells& cells) const
    {
        for (const std::int64_t value : cells) {
            if (value != null_integer)
                counter.number(static_cast<double>(value), std::hash<std::int64_t>{}(value));
        }
    }
    void operator()(const TextCells& cells) const
    {
        for (std::uint32_t row = 0; row < cells.size(); ++row) {
            const std::string_view cell = cells.texts[AnyRow{row}];
            if (!cells.null[row] && !cell.empty()) counter.text(cell);
        }
    }
};

}  // namespace

ColumnProfile profile_column(const TableColumn& column)
{
    ColumnProfile profile{.name = column.name};
    profile.stored_as_text = std::holds_alternative<TextCells>(column.cells);
    profile.rows = std::visit([](const auto& cells) { return cells.size(); }, column.cells);
    Counter counter(profile);
    std::visit(CountCells{counter}, column.cells);
    counter.finish();
    profile.values = count_values(column, profile);
    return profile;
}

std::vector<ColumnProfile> profile_columns(const Table& table, unsigned threads)
{
    std::vector<ColumnProfile> profiles(table.columns.size());
    parallel_blocks(profiles.size(), threads,
                    [&](std::size_t i) { profiles[i] = profile_column(table.columns[i]); });
    return profiles;
}

std::string_view kind_name(CellKind kind)
{
    constexpr std::string_view names[] = {"empty", "whole", "real", "text"};
    return names[static_cast<int>(kind)];
}

}  // namespace permu
