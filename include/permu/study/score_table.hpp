/// Per-mu evaluation of a table of enterprises alone: what `permu score` writes.
#pragma once

#include <string>

#include "permu/base/problem.hpp"
#include "permu/base/table.hpp"
#include "permu/rules/score.hpp"

namespace permu {

/// \param firms  canonical columns as texts or numbers: enterprise_id, tax_wan, land_mu, value_added_wan,
/// energy_tce,
///               emission_t, staff, rd_wan, revenue_wan, power_kwh, large, veto, exempt_reason; absent ones
///               are unknown
/// \param where  for messages
/// \return       enterprise_id, item_<id> …, score, rank, class, reason; rows in the order of `firms`
Table score_table(const Table& firms, const ScoreMethod& method, const std::string& where, Language language,
                  Problems& problems);

}  // namespace permu
