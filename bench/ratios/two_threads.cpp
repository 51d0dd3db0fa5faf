/// Two threads against one, with the same bytes.
#include <fmt/format.h>

#include <array>
#include <cstring>

#include "permu/model/measures.hpp"
#include "ratios/arena.hpp"
#include "ratios/contests.hpp"
#include "ratios/yearly.hpp"

namespace permu::bench {
namespace {

constexpr std::array<std::string_view, 2> names{"1 thread", "2 threads"};

bool same_bytes(std::span<const double> a, std::span<const double> b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

/// What the kernel left behind.
bool same_state(const State& a, const State& b)
{
    const EnterpriseTable &x = a.enterprises, &y = b.enterprises;
    return same_bytes(x.revenue.values(), y.revenue.values()) &&
           same_bytes(x.carbon.values(), y.carbon.values()) && x.grade == y.grade &&
           a.parcels.stage == b.parcels.stage && a.parcels.idle == b.parcels.idle &&
           a.region.account == b.region.account;
}

Row kernel_row(Arena& arena)
{
    Row row{.goal = {"P8", "yearly kernel, 2 threads vs 1", Bound::at_least, 1.7, 1.87, "x"}};
    const State& base = arena.state();
    std::array<State, 2> states;
    std::array<std::vector<double>, 2> values;
    const auto run = [&](std::size_t which) {
        states[which] = base;
        states[which].threads = static_cast<unsigned>(which) + 1;
        return seconds(Clock::wall, [&] { values[which] = run_kernel(states[which]); });
    };
    const Contestant contestants[] = {[&] { return run(0); }, [&] { return run(1); }};
    const auto medians = alternate(arena.settings().rounds, contestants);
    row.value = medians[0] / medians[1];
    row.same_answer = same_bytes(values[0], values[1]) && same_state(states[0], states[1]);
    row.note = medians_text(names, medians);
    return row;
}

Row measure_row(Arena& arena)
{
    Row row{.goal = {"P8", "measures of one year, 2 threads vs 1", Bound::at_least, 1.7, 1.87, "x"}};
    State state = arena.state();
    std::array<MeasureSet, 2> sets;
    const auto run = [&](std::size_t which) {
        state.threads = static_cast<unsigned>(which) + 1;
        return seconds(Clock::wall, [&] { sets[which] = measure(state); });
    };
    const Contestant contestants[] = {[&] { return run(0); }, [&] { return run(1); }};
    const auto medians = alternate(arena.settings().rounds, contestants);
    row.value = medians[0] / medians[1];
    for (std::size_t park = 0; park < sets[0].parks.size(); ++park) {
        const Measures &a = sets[0].parks[park], &b = sets[1].parks[park];
        const double ours[] = {a.tax.sum, a.floor, a.footprint}, theirs[] = {b.tax.sum, b.floor, b.footprint};
        row.same_answer = row.same_answer && a.ledger == b.ledger && same_bytes(ours, theirs);
    }
    row.note = medians_text(names, medians);
    return row;
}

}  // namespace

std::vector<Row> two_threads(Arena& arena)
{
    return {kernel_row(arena), measure_row(arena)};
}

}  // namespace permu::bench
