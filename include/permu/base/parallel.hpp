/// Work split into fixed blocks: which thread does a block never changes what the block computes.
#pragma once

#include <cstddef>
#include <functional>

namespace permu {

/// Calls `work(block)` for 0 ≤ block < blocks on up to `threads` threads (the caller is one): each block
/// once, started in order of the index. When work throws, no further block is started, and after all threads
/// have ended the exception of the lowest block that failed is thrown again: the same for any number of
/// threads.
void parallel_blocks(std::size_t blocks, unsigned threads, const std::function<void(std::size_t)>& work);

/// Number of processors this process may use, at least 1.
unsigned available_threads();

}  // namespace permu
