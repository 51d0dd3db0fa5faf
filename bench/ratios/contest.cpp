/// Contestants that take turns, and the list of all contests.
#include "ratios/contest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ratios/contests.hpp"

namespace permu::bench {
namespace {

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace

std::span<const Contest> contests()
{
    static constexpr Contest all[] = {
        {"P1", read_geopackage}, {"P2", read_other_formats}, {"P3", validity},    {"P4", point_join},
        {"P5", neighbours},      {"P6", yearly_kernel},      {"P8", two_threads}, {"P9", assignment},
        {"P10", rasterise},      {"P11,P14", whole_run},     {"P16", small_run},
    };
    return all;
}

std::vector<double> alternate(unsigned rounds, std::span<const Contestant> contestants)
{
    std::vector<std::vector<double>> times(contestants.size());
    for (unsigned round = 0; round < rounds; ++round)
        for (std::size_t i = 0; i < contestants.size(); ++i)
            times[i].push_back(contestants[i]());
    std::vector<double> medians;
    for (const std::vector<double>& one : times)
        medians.push_back(median(one));
    return medians;
}

std::string medians_text(std::span<const std::string_view> names, std::span<const double> medians)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
        text += fmt::format("{}{} {:.3g} s", i == 0 ? "" : ", ", names[i], medians[i]);
    return text;
}

}  // namespace permu::bench
