/// What `permu explain` prints: a story for a person, or JSON for a program.
#pragma once

#include <string>

#include "permu/study/explain.hpp"

namespace permu {

/// The run as its run.json names it.
struct RunName {
    std::string name, directory;
    Year start = 0, end = 0;
    std::uint64_t seed = 0;
};

std::string explanation_text(const Explanation& explanation, const RunName& run, Language language);
/// One object: subject, run, linked, events, why_not, park_years; sentences in `language`.
std::string explanation_json(const Explanation& explanation, const RunName& run, Language language);

}  // namespace permu
