/// Work split into fixed blocks: which thread does a block never changes what the block computes.
#pragma once

#include <cstddef>
#include <functional>

namespace permu {

/// Calls `work(block)` for 0 ≤ block < blocks on up to `threads` threads, each block once, largest index last.
/// The first exception is thrown again in the caller after all threads have ended.
void parallel_blocks(std::size_t blocks, unsigned threads, const std::function<void(std::size_t)>& work);

/// Number of processors this process may use, at least 1.
unsigned available_threads();

}  // namespace permu
