/// The kinds of events of the rule construction, in the order of its record.
#pragma once

#include <cstddef>

namespace permu {

enum class ConstructionEvent : std::size_t { started, suspended, resumed, built, moved_in, expanded };

}  // namespace permu
