/// Columns as texts, as tables without types have them.
#pragma once

#include <string>
#include <vector>

#include "permu/base/table.hpp"

namespace permu {

inline TableColumn texts(const std::string& name, const std::vector<std::string>& cells)
{
    TextCells column;
    for (const std::string& cell : cells)
        column.push_back(cell);
    return {.name = name, .cells = column};
}

}  // namespace permu
