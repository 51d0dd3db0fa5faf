/// Environmental units (生态环境管控单元): which divisions may settle where.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace permu {

/// Units ordered by id. A parcel names its unit by row + 1; 0: it lies in none, and nothing is forbidden.
struct EnvironmentTable {
    std::vector<std::string> id, name;
    std::vector<std::vector<int>> allowed, negative;  ///< divisions of GB/T 4754, ascending

    std::size_t size() const { return id.size(); }
    /// Whether a division may settle in the unit: not on its negative list, and on the list of what is
    /// allowed where there is one. \param unit  as parcels name it
    bool allows(std::uint16_t unit, int division) const
    {
        if (unit == 0) return true;
        const std::vector<int>&yes = allowed[unit - 1U], &no = negative[unit - 1U];
        if (std::binary_search(no.begin(), no.end(), division)) return false;
        return yes.empty() || std::binary_search(yes.begin(), yes.end(), division);
    }
};

}  // namespace permu
