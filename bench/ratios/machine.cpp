/// What the figures were measured on, as the system tells it.
#include "ratios/machine.hpp"

#include <fmt/format.h>

#include <fstream>
#include <string_view>
#include <thread>

#include "permu/io/versions.hpp"

namespace permu::bench {
namespace {

/// What stands after the colon in the first line that begins with `key`.
std::string line_of(const char* file, std::string_view key)
{
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with(key)) continue;
        const std::size_t colon = line.find(':');
        const std::size_t first = line.find_first_not_of(" \t", colon == std::string::npos ? 0 : colon + 1);
        return first == std::string::npos ? std::string{} : line.substr(first);
    }
    return "unknown";
}

}  // namespace

std::string machine_text()
{
    std::string libraries;
    for (const auto& [name, version] : library_versions())
        libraries += fmt::format("{}{} {}", libraries.empty() ? "" : ", ", name, version);
    std::string load = "unknown";
    std::getline(std::ifstream("/proc/loadavg"), load);
    return fmt::format(
        "- processor: {}, {} cores\n- memory: {}\n- load: {}\n- compiler: {} {}\n- libraries: {}\n",
        line_of("/proc/cpuinfo", "model name"), std::thread::hardware_concurrency(),
        line_of("/proc/meminfo", "MemTotal"), load, "GCC", __VERSION__, libraries);
}

}  // namespace permu::bench
