/// Comparison of scenarios and run directories: what `permu compare` and `permu demo` share.
#pragma once

#include <string>
#include <vector>

#include "console.hpp"

namespace permu {

struct CompareRequest {
    std::vector<std::string> runs;  ///< scenarios (.toml), run.json files or run directories
    std::vector<std::string> sets;  ///< laid over every scenario
    std::string output;
    bool overwrite = false, raw_csv = false;
    unsigned threads = 0;
};

/// Writes differences.csv; \return the headline table for a terminal
std::string compare_to_directory(const CompareRequest& request, Console& console);

}  // namespace permu
