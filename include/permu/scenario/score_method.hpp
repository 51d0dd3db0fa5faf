/// Score methods as users write them in TOML.
#pragma once

#include "permu/base/problem.hpp"
#include "permu/base/table.hpp"
#include "permu/scenario/document.hpp"

namespace permu {

/// The method as the flat table that `method_from` reads (rules/score.hpp).
///
/// Tables: [large] and [small] with `formula` ("ratio" or "minmax"), `cap_factor` (above 0, or inf) and, for
/// each item,
/// [[large.items]] with `id`, `weight`, `benchmark` (a number, "mean", "2*mean" or "quantile:0.8"; not needed
/// by minmax and reverse items), `reverse`, and its own `formula` and `cap_factor`; [classes] with `shares`
/// (A, B, C, D, which sum to 1), `rounding` and `ties`. One of large and small may be absent; without
/// [classes] no classes are given. \param problems  gets everything that is wrong, at its place in the text;
/// the table is then partial
Table score_method_table(const Node& root, Problems& problems);

/// \throws InputError with every problem
Table score_method_table(const Node& root);

}  // namespace permu
