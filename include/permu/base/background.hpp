/// Work that goes on beside the caller, in the order it was given.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace permu {

/// One thread that does tasks one after the other. A task must not touch what the caller goes on changing.
class Background {
public:
    /// \param threads  with 1 there is no second thread: add() does the task itself
    explicit Background(unsigned threads) : beside_(threads > 1) {}
    /// Tasks that have not begun are dropped.
    ~Background();
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    /// Waits while two tasks have not begun, so that what they hold stays little.
    /// \throws what an earlier task threw; no task is done after one that failed
    void add(std::function<void()> task);
    /// Waits until all is done. \throws what a task threw
    void finish();

private:
    void work();
    void rethrow();

    bool beside_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> waiting_;
    bool busy_ = false, closing_ = false;
    std::exception_ptr failure_;
    std::thread thread_;  ///< starts with the first task
};

}  // namespace permu
