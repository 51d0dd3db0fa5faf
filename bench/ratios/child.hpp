/// Another program as a contestant: how long it took and how much memory it had.
#pragma once

#include <string>
#include <vector>

namespace permu::bench {

struct ChildUse {
    double wall = 0, processor = 0;  ///< s; the processor's of all threads
    double peak_bytes = 0;           ///< most memory it had at a time
};

/// Runs a program with its arguments; what it prints goes to `log`.
/// \throws std::runtime_error with the end of the log when it does not end with 0
ChildUse run_child(const std::vector<std::string>& command, const std::string& log);

/// The part of this program that run_child starts, so that the contestant's parent is a small process: a
/// child's peak memory counts that of the process it was copied from. \return exit code
int child_main(int argc, char** argv);
/// First argument of such a call.
inline constexpr const char* child_word = "--as-parent-of";

}  // namespace permu::bench
