/// Runs put side by side.
#include "permu/study/compare.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// scope (region before park), id, number of the indicator, year.
using Key = std::tuple<std::string, std::string, std::uint32_t, Year>;

struct Cells {
    std::string unit;
    std::vector<double> values;
};

/// Numbers of indicators in the order in which the runs name them.
std::map<std::string, std::uint32_t, std::less<>> indicator_order(std::span<const Series> runs,
                                                                  std::vector<std::string>& names)
{
    std::map<std::string, std::uint32_t, std::less<>> order;
    for (const Series& run : runs) {
        for (const SeriesValue& value : run.values) {
            const auto [at, fresh] =
                order.try_emplace(value.indicator, static_cast<std::uint32_t>(names.size()));
            if (fresh) names.push_back(value.indicator);
        }
    }
    return order;
}

/// "a", "b", "b (2)": two runs of one name stay apart.
std::vector<std::string> distinct_names(std::span<const Series> runs)
{
    std::vector<std::string> names;
    for (const Series& run : runs) {
        std::string name = run.name;
        for (int i = 2; std::ranges::count(names, name) > 0; ++i)
            name = run.name + " (" + std::to_string(i) + ")";
        names.push_back(std::move(name));
    }
    return names;
}

}  // namespace

Table compare(std::span<const Series> runs)
{
    std::vector<std::string> indicators;
    const auto order = indicator_order(runs, indicators);
    std::map<Key, Cells> rows;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        for (const SeriesValue& v : runs[run].values) {
            const Key key{v.scope == "region" ? "" : v.scope, v.id, order.find(v.indicator)->second, v.year};
            Cells& cells =
                rows.try_emplace(key, Cells{v.unit, std::vector<double>(runs.size(), nan)}).first->second;
            cells.values[run] = v.value;
        }
    }
    TextCells scope, id, indicator, unit;
    IntegerCells year;
    std::vector<NumberCells> values(runs.size()), differences(runs.size());
    for (const auto& [key, cells] : rows) {
        year.push_back(std::get<3>(key));
        scope.push_back(std::get<0>(key).empty() ? "region" : std::get<0>(key));
        id.push_back(std::get<1>(key));
        indicator.push_back(indicators[std::get<2>(key)]);
        unit.push_back(cells.unit);
        for (std::size_t run = 0; run < runs.size(); ++run) {
            values[run].push_back(cells.values[run]);
            differences[run].push_back(cells.values[run] - cells.values[0]);
        }
    }
    Table table{"differences", {}};
    table.columns = {{"year", std::move(year)},
                     {"scope", std::move(scope)},
                     {"id", std::move(id)},
                     {"indicator", std::move(indicator)},
                     {"unit", std::move(unit)}};
    const std::vector<std::string> names = distinct_names(runs);
    for (std::size_t run = 0; run < runs.size(); ++run)
        table.columns.push_back({names[run], std::move(values[run])});
    for (std::size_t run = 1; run < runs.size(); ++run) {
        table.columns.push_back({"difference:" + names[run], std::move(differences[run])});
    }
    return table;
}

Year last_common_year(std::span<const Series> runs)
{
    Year last = std::numeric_limits<Year>::max();
    for (const Series& run : runs) {
        Year end = std::numeric_limits<Year>::min();
        for (const SeriesValue& value : run.values)
            end = std::max(end, value.year);
        last = std::min(last, end);
    }
    return last;
}

std::vector<Headline> headlines(std::span<const Series> runs, std::span<const std::string_view> indicators)
{
    const Year last = last_common_year(runs);
    std::vector<Headline> out;
    for (const std::string_view indicator : indicators) {
        Headline line{std::string(indicator), {}, std::vector<double>(runs.size(), nan)};
        for (std::size_t run = 0; run < runs.size(); ++run) {
            for (const SeriesValue& value : runs[run].values) {
                if (value.year != last || value.scope != "region" || value.indicator != indicator) continue;
                line.values[run] = value.value;
                line.unit = value.unit;
            }
        }
        out.push_back(std::move(line));
    }
    return out;
}

}  // namespace permu
