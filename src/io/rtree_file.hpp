/// An R-tree in an SQLite file of its own.
#pragma once

#include <atomic>
#include <string>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// Puts the bounds of all shapes that are not empty into the R-tree `tree` of a new database; shape i has the
/// id i + 1. An existing file is replaced. The same shapes give the same tree.
/// \param cancelled  looked at now and then: when set, the tree stays unfinished
/// \return what SQLite says of a failure; empty when all went well
std::string write_rtree(const std::string& path, const Shapes& shapes, const std::atomic<bool>& cancelled);

}  // namespace permu
