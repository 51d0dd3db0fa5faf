/// The contests; each is a file of its own.
#pragma once

#include <vector>

#include "ratios/contest.hpp"

namespace permu::bench {

std::vector<Row> read_geopackage(Arena& arena);
std::vector<Row> read_other_formats(Arena& arena);
std::vector<Row> validity(Arena& arena);
std::vector<Row> point_join(Arena& arena);
std::vector<Row> neighbours(Arena& arena);
std::vector<Row> yearly_kernel(Arena& arena);
std::vector<Row> two_threads(Arena& arena);
std::vector<Row> assignment(Arena& arena);
std::vector<Row> rasterise(Arena& arena);
std::vector<Row> whole_run(Arena& arena);
std::vector<Row> small_run(Arena& arena);

}  // namespace permu::bench
