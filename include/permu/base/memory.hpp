/// Memory of the process.
#pragma once

namespace permu {

/// Hands freed memory back to the system, which the allocator would keep for later: before something large
/// that another thread allocates.
void give_back_memory();

}  // namespace permu
