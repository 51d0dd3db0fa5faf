/// The yearly kernel against the same in numpy and in pandas.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>

#include "ratios/arena.hpp"
#include "ratios/child.hpp"
#include "ratios/contests.hpp"
#include "ratios/yearly.hpp"

namespace permu::bench {
namespace {

struct ScriptResult {
    double seconds = 0;  ///< without loading
    std::vector<double> values;
};

/// The scripts load `<folder>`, write `<folder>/<name>.out` (seconds, then the values, all doubles).
ScriptResult run_script(const Arena& arena, const std::string& name, const std::string& folder)
{
    const std::string script = fmt::format("{}/yearly_{}.py", PERMU_BENCH_DIR, name);
    const std::string out = fmt::format("{}/{}.out", folder, name);
    run_child({arena.settings().python, script, folder, out}, out + ".log");
    std::ifstream in(out, std::ios::binary);
    ScriptResult result;
    in.read(reinterpret_cast<char*>(&result.seconds), sizeof result.seconds);
    for (double value = 0; in.read(reinterpret_cast<char*>(&value), sizeof value);)
        result.values.push_back(value);
    return result;
}

/// The largest relative difference and the value it is in.
struct Difference {
    double size = 0;
    std::size_t at = 0;
};

/// Empty values must be empty in both. Infinite for lists of unequal length.
Difference difference(const std::vector<double>& a, const std::vector<double>& b)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (a.size() != b.size()) return {infinity, 0};
    Difference largest;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::isnan(a[i]) && std::isnan(b[i])) continue;
        const double scale = std::max({std::abs(a[i]), std::abs(b[i]), 1e-300});
        const double one = std::abs(a[i] - b[i]) / scale;
        if (std::isnan(one)) return {infinity, i};
        if (one > largest.size) largest = {one, i};
    }
    return largest;
}

bool can_import(const Arena& arena, const std::string& module)
{
    try {
        run_child({arena.settings().python, "-c", "import " + module}, arena.path("import.log"));
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

struct Peer {
    std::string name;
    Goal goal;
};

constexpr double tolerance = 1e-9;

}  // namespace

std::vector<Row> yearly_kernel(Arena& arena)
{
    const Peer peers[] = {
        {"numpy", {"P6", "yearly kernel, 10 years, vs numpy", Bound::at_least, 12, 25, "x"}},
        {"pandas", {"P6", "yearly kernel, 10 years, vs pandas", Bound::at_least, 30, 55, "x"}}};
    const State& base = arena.state();
    const std::string folder = arena.path("kernel");
    dump_kernel(base, folder);
    std::vector<double> ours;
    std::vector<ScriptResult> results(std::size(peers));
    std::vector<Contestant> contestants{[&] {
        State state = base;
        state.threads = 1;
        return seconds(Clock::processor, [&] { ours = run_kernel(state); });
    }};
    std::vector<Row> rows;
    std::vector<std::size_t> present;  // peers that take part, in the order of the contestants after ours
    for (std::size_t i = 0; i < std::size(peers); ++i) {
        rows.push_back({.goal = peers[i].goal});
        if (!can_import(arena, peers[i].name)) {
            rows.back().note = fmt::format("no {} for {}", peers[i].name, arena.settings().python);
            continue;
        }
        present.push_back(i);
        contestants.emplace_back([&, i] {
            results[i] = run_script(arena, peers[i].name, folder);
            return results[i].seconds;
        });
    }
    const auto medians = alternate(arena.settings().rounds, contestants);
    for (std::size_t k = 0; k < present.size(); ++k) {
        Row& row = rows[present[k]];
        const Difference worst = difference(ours, results[present[k]].values);
        row.value = medians[k + 1] / medians[0];
        row.same_answer = worst.size <= tolerance;
        row.note = fmt::format(
            "permu {:.3g} s, {} {:.3g} s; {} firms; {} indicator values, largest difference {:.1e} in {}",
            medians[0], peers[present[k]].name, medians[k + 1], base.enterprises.size(), ours.size(),
            worst.size, kernel_indicators[worst.at % kernel_indicators.size()]);
    }
    return rows;
}

}  // namespace permu::bench
