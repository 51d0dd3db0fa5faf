/// Exact one-to-one assignment against scipy's LAPJVsp.
#include <fmt/format.h>

#include <fstream>

#include "permu/base/random.hpp"
#include "ratios/arena.hpp"
#include "ratios/child.hpp"
#include "ratios/contests.hpp"
#include "rules/assignment.hpp"

namespace permu::bench {
namespace {

constexpr std::uint32_t projects = 5'000, lots = 20'000, candidates = 50;
constexpr std::int64_t alone = 4'000'000;

/// Every project has lots drawn at random, at a cost up to a million.
std::vector<AssignmentPair> draw_pairs()
{
    std::vector<AssignmentPair> pairs;
    std::vector<std::uint32_t> last(lots, unassigned);  // by lot: the project that drew it last
    for (std::uint32_t project = 0; project < projects; ++project) {
        const Draw draw{draw_key(1), project, 1, 1};
        std::uint32_t next = 0;
        for (std::uint32_t count = 0; count < candidates;) {
            const auto lot = static_cast<std::uint32_t>(draw.uniform(next++) * lots);
            const auto cost = static_cast<std::int64_t>(draw.uniform(next++) * 1e6) + 1;
            if (std::exchange(last[lot], project) == project) continue;
            pairs.push_back({project, lot, cost});
            ++count;
        }
    }
    return pairs;
}

void dump(const std::vector<AssignmentPair>& pairs, const std::string& path)
{
    static_assert(sizeof(AssignmentPair) == 16);
    std::ofstream out(path, std::ios::binary);
    out.write(reinterpret_cast<const char*>(pairs.data()),
              static_cast<std::streamsize>(pairs.size() * sizeof(AssignmentPair)));
    if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace

std::vector<Row> assignment(Arena& arena)
{
    Row row{.goal = {"P9", "exact assignment, 5k projects x 20k lots x 50, vs LAPJVsp", Bound::at_least, 5,
                     200, "x"}};
    const std::vector<AssignmentPair> pairs = draw_pairs();
    const std::vector<std::int64_t> none(projects, alone);
    const std::string in = arena.path("pairs.bin"), out = arena.path("scipy.out");
    dump(pairs, in);
    Assignment ours;
    double theirs[2] = {};
    const std::vector<Contestant> contestants{
        [&] { return seconds(Clock::processor, [&] { ours = assign(pairs, none); }); },
        [&] {
            run_child({arena.settings().python, fmt::format("{}/assignment_scipy.py", PERMU_BENCH_DIR), in,
                       std::to_string(projects), std::to_string(alone), out},
                      out + ".log");
            std::ifstream(out, std::ios::binary).read(reinterpret_cast<char*>(theirs), sizeof theirs);
            return theirs[0];
        }};
    try {
        const std::vector<double> medians = alternate(arena.settings().rounds, contestants);
        row.value = medians[1] / medians[0];
        row.same_answer = static_cast<double>(ours.cost) == theirs[1] && ours.bound == ours.cost;
        row.note = fmt::format("permu {:.3g} s, LAPJVsp {:.3g} s; cost {} and {:.0f}, bound {}", medians[0],
                               medians[1], ours.cost, theirs[1], ours.bound);
    } catch (const std::runtime_error& error) {
        row.note = fmt::format("no scipy for {}", arena.settings().python);
    }
    return {row};
}

}  // namespace permu::bench
