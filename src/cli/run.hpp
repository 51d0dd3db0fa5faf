/// One run from scenario to directory: what `permu run`, `permu demo` and `permu compare` share.
#pragma once

#include <string>

#include "load.hpp"

namespace permu {

struct RunRequest {
    ScenarioRequest scenario;
    std::string output;
    bool overwrite = false;
    bool raw_csv = false;
    unsigned threads = 0;  ///< 0: all processors
};

/// Reads, simulates, writes; the directory is there whole or not at all.
void run_to_directory(const RunRequest& request, Console& console);

}  // namespace permu
