/// What the figures were measured on.
#pragma once

#include <string>

namespace permu::bench {

/// Processor, cores, memory, load, compiler and libraries, one line each.
std::string machine_text();

}  // namespace permu::bench
