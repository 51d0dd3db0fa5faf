/// What the program says of itself.
#include "version.hpp"

#include <fmt/format.h>

#include "permu/io/versions.hpp"

namespace permu {

std::string version_text()
{
    std::string text = fmt::format("permu {}", program_version);
    for (const auto& [name, version] : library_versions())
        text += fmt::format("  {} {}", name, version);
    return text + fmt::format("  GCC {}", __VERSION__);
}

}  // namespace permu
