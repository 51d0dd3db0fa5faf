/// The kinds of events of the rule operation, in the order of its record.
#pragma once

#include <cstddef>

namespace permu {

enum class OperationEvent : std::size_t { full_output, assumed_response };

}  // namespace permu
