/// Work that goes on beside the caller.
#include "permu/base/background.hpp"

#include <utility>

namespace permu {

constexpr std::size_t most_waiting = 2;

Background::~Background()
{
    {
        const std::scoped_lock lock(mutex_);
        closing_ = true;
        waiting_.clear();
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Background::add(std::function<void()> task)
{
    if (!beside_) return task();
    std::unique_lock lock(mutex_);
    if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
    changed_.wait(lock, [&] { return waiting_.size() < most_waiting || failure_; });
    rethrow();
    waiting_.push_back(std::move(task));
    changed_.notify_all();
}

void Background::finish()
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return (waiting_.empty() && !busy_) || failure_; });
    rethrow();
}

void Background::rethrow()
{
    if (failure_) std::rethrow_exception(failure_);
}

void Background::work()
{
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
        if (closing_ || failure_) return;
        const std::function<void()> task = std::move(waiting_.front());
        waiting_.pop_front();
        busy_ = true;
        lock.unlock();
        std::exception_ptr failure;
        try {
            task();
        } catch (...) {
            failure = std::current_exception();
        }
        lock.lock();
        busy_ = false;
        failure_ = failure;
        if (failure_) waiting_.clear();
        changed_.notify_all();
    }
}

}  // namespace permu
