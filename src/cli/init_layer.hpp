/// Which layer or sheet of a file `permu init` takes for a table, and whether a study can be made of it.
#pragma once

#include <optional>
#include <string>

#include "inspect.hpp"
#include "permu/base/problem.hpp"

namespace permu {

struct LayerChoice {
    Inspection layer;
    std::optional<InputTable> looks_like = {};  ///< what it would be taken for by itself
    bool whole = false;                         ///< with all needed fields of that table
    Said why = {};                              ///< of several layers: which and why; else empty
};

/// Of a file with several layers, the one that fits the table best.
LayerChoice choose_layer(const std::string& path, InputTable table, unsigned threads);

/// Errors of a layer of which no study can be made: axes that are swapped, no polygons, no rows, a file that
/// is wholly another table.
Problems unusable(const LayerChoice& choice, InputTable table);

}  // namespace permu
