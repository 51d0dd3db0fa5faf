/// Whether a FlatGeobuf file holds the features its header counts.
#pragma once

#include "io/gate.hpp"

namespace permu::reading {

/// Walks from feature to feature by their sizes: as many as the header says (0: as many as there are), and no
/// other behind the last one, which GDAL would leave out in silence. \throws InputError
void check_flatgeobuf(const Gate& gate);

}  // namespace permu::reading
