/// Checks of what lies where: rows, shapes and graph are of one table, and land moved only as it was logged.
#include <algorithm>
#include <utility>

#include "model/breaches.hpp"

namespace permu {
namespace {

constexpr Check re_zoned{
    "re_zoned",
    {"land in less land out of all parks equal to what was taken in:", "各园区调入减调出等于新调入面积："},
    "mm²"};
constexpr Check rows_of_parks{
    "rows_of_parks", {"ranges of rows that follow each other up to", "各园区行区间首尾相接，止于"}, ""};
constexpr Check shapes{"shapes", {"as many shapes as rows:", "图形数等于行数："}, ""};
constexpr Check nodes{"nodes", {"as many parcels in the graph as rows:", "邻接图地块数等于行数："}, ""};

}  // namespace

void check_geography(Breaches& breaches)
{
    const State& state = breaches.state();
    const auto who = [] { return std::string("region"); };
    const auto rows = static_cast<std::int64_t>(state.parcels.size());
    const auto ends = state.parks.first_parcel.values();
    const bool ordered = std::ranges::is_sorted(ends) && (ends.empty() || ends.front() == 0);
    const std::int64_t last = ends.empty() ? 0 : ends.back();
    breaches.hold(ordered && last == rows, rows_of_parks, who, last, rows);
    Mm2 moved = 0;
    for (const ParkFlows& flows : state.parks.flows.values())
        moved += flows.land_in - flows.land_out;
    breaches.equal(re_zoned, who, moved, state.region.land_taken_in);
    if (state.geography == nullptr) return;
    const Geography& g = *state.geography;
    const auto graph = static_cast<std::int64_t>(g.graph.size());
    breaches.hold(graph == rows || graph == 0, nodes, who, graph, rows);
    for (const auto& [drawn, of] :
         {std::pair(g.parcels.size(), state.parcels.size()), std::pair(g.parks.size(), state.parks.size()),
          std::pair(g.reserves.size(), state.reserves.size())}) {
        breaches.hold(drawn == of || drawn == 0, shapes, who, static_cast<std::int64_t>(drawn),
                      static_cast<std::int64_t>(of));
    }
}

}  // namespace permu
