/// What a contest is: contestants that take turns, and goals that the ratio of their times is held against.
#pragma once

#include <ctime>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace permu::bench {

enum class Bound { at_most, at_least };

/// A number to reach; `must` is a gate, `aim` what a prototype reached.
struct Goal {
    std::string_view id, what;
    Bound bound;
    double must, aim;
    std::string_view unit;  ///< "x" for ratios
};

/// One line of the table of results.
struct Row {
    Goal goal;
    double value = std::numeric_limits<double>::quiet_NaN();  ///< NaN: not measured
    std::string note = {};    ///< medians, what was checked, or why not measured
    bool same_answer = true;  ///< the contestants agreed
};

class Arena;

/// Contestants of one or more goals.
struct Contest {
    std::string_view ids;  ///< "P11,P14"
    std::vector<Row> (*run)(Arena& arena);
};

/// All contests in the order of the table.
std::span<const Contest> contests();

/// Does its work once and returns the seconds that count.
using Contestant = std::function<double()>;

/// A B C A B C …, `rounds` times. \return the median of each, in the order of the contestants
std::vector<double> alternate(unsigned rounds, std::span<const Contestant> contestants);

/// Work of one thread is timed by the processor, which other programs disturb least; the rest by the wall.
enum class Clock { processor, wall };

/// Seconds that `work()` takes.
template <class Work>
double seconds(Clock clock, Work&& work)
{
    const auto now = [clock] {
        timespec time{};
        clock_gettime(clock == Clock::processor ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
    };
    const double before = now();
    work();
    return now() - before;
}

/// "permu 0.29 s, OGR 0.55 s": what a ratio is of.
std::string medians_text(std::span<const std::string_view> names, std::span<const double> medians);

}  // namespace permu::bench
