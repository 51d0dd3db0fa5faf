/// Hands out blocks of work to threads.
#include "permu/base/parallel.hpp"

#include <sched.h>
#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace permu {
namespace {

/// Blocks still to do, and the failure to report.
class Queue {
public:
    Queue(std::size_t blocks, const std::function<void(std::size_t)>& work) : blocks_(blocks), work_(work) {}

    /// Takes block after block until none is left or one has failed.
    void run()
    {
        while (!failed_.load(std::memory_order_relaxed)) {
            const std::size_t block = next_.fetch_add(1, std::memory_order_relaxed);
            if (block >= blocks_) return;
            try {
                work_(block);
            } catch (...) {
                keep(block, std::current_exception());
            }
        }
    }

    void rethrow() const
    {
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    /// Blocks start in order, so every block below a failed one runs: the lowest failure is always the same.
    void keep(std::size_t block, std::exception_ptr failure)
    {
        const std::scoped_lock lock(mutex_);
        if (!failure_ || block < failed_block_) {
            failure_ = std::move(failure);
            failed_block_ = block;
        }
        failed_.store(true, std::memory_order_relaxed);
    }

    std::size_t blocks_;
    const std::function<void(std::size_t)>& work_;
    std::atomic<std::size_t> next_{0};
    std::atomic<bool> failed_{false};
    std::mutex mutex_;
    std::exception_ptr failure_;
    std::size_t failed_block_{0};
};

}  // namespace

void parallel_blocks(std::size_t blocks, unsigned threads, const std::function<void(std::size_t)>& work)
{
    Queue queue(blocks, work);
    const std::size_t helpers =
        std::min<std::size_t>(std::max(threads, 1U), std::max<std::size_t>(blocks, 1)) - 1;
    std::vector<std::thread> pool;
    pool.reserve(helpers);
    try {
        while (pool.size() < helpers)
            pool.emplace_back([&queue] { queue.run(); });
    } catch (const std::system_error&) {
        // The system gives no more threads: those that run, and the caller, do all the work.
    }
    queue.run();
    for (std::thread& thread : pool)
        thread.join();
    queue.rethrow();
}

unsigned available_threads()
{
    cpu_set_t processors;
    CPU_ZERO(&processors);
    if (sched_getaffinity(0, sizeof processors, &processors) == 0)
        return static_cast<unsigned>(std::max(CPU_COUNT(&processors), 1));
    return std::max(std::thread::hardware_concurrency(), 1U);
}

}  // namespace permu
