/// What a finding about the data leads to: the order in which a person should read them.
#pragma once

#include "permu/base/problem.hpp"

namespace permu {

enum class Consequence {
    refused,  ///< nothing runs until it is mended
    changed,  ///< land or values are not what the file says
    noted,    ///< nothing is done about it
};

Consequence consequence_of(Severity severity, std::string_view code);

/// "refused", "changed", "noted": in tables and JSON.
std::string_view consequence_name(Consequence consequence);
/// The heading of its findings.
Text consequence_heading(Consequence consequence);

/// By consequence; within one by the land at stake, then by count, then by code and place.
Problems by_consequence(const Problems& problems);

}  // namespace permu
