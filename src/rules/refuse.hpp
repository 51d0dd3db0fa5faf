/// One line to refuse a setting of a rule: where, found, expected, remedy.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "permu/base/problem.hpp"

namespace permu {

/// Code of a problem and the place in the scenario: {"quota.national_pool", "rules.quota.base_quota"}.
struct Fault {
    std::string_view code;
    std::string where;
};

/// Adds an error that the user mends in the scenario.
inline void refuse(Problems& problems, Fault fault, Said found, Said expected, Said remedy)
{
    problems.add({.code = std::string(fault.code),
                  .where = std::move(fault.where),
                  .found = std::move(found),
                  .expected = std::move(expected),
                  .remedy = std::move(remedy)});
}

}  // namespace permu
