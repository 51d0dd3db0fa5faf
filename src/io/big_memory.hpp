/// Large arrays on large pages: a fresh array costs a fault for every page of it.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace permu::reading {

/// Asks for pages of 2 MB under `count` values that are about to be written. A hint: nothing depends on it.
template <class T>
void use_large_pages(const T* values, std::size_t count)
{
    constexpr std::uintptr_t page = 2 << 20;
    const auto start = (reinterpret_cast<std::uintptr_t>(values) + page - 1) / page * page;
    const auto end = reinterpret_cast<std::uintptr_t>(values + count) / page * page;
    if (start < end) madvise(reinterpret_cast<void*>(start), end - start, MADV_HUGEPAGE);
}

template <class T>
void use_large_pages(const std::vector<T>& reserved)
{
    use_large_pages(reserved.data(), reserved.capacity());
}

}  // namespace permu::reading
