/// Whether projects of one industrial chain stand side by side.
#pragma once

#include <vector>

#include "permu/model/measures.hpp"

namespace permu {

/// Adds the land of placed projects that belong to a chain to `chain_land` of its park, and to
/// `chain_together` where it touches land of another project of the same chain. One pass over the projects.
void measure_chains(std::vector<Measures>& parks, const State& state);

}  // namespace permu
