/// Times of what a year is made of: measures, scores, draws and the three rules that visit every row.
#include <benchmark/benchmark.h>

#include "kernels/inputs.hpp"
#include "permu/model/measures.hpp"
#include "permu/rules/idle_land.hpp"
#include "permu/rules/operation.hpp"
#include "permu/rules/per_mu.hpp"
#include "permu/rules/score.hpp"

namespace permu::bench {
namespace {

const State& state_of(const benchmark::State& run)
{
    return state(static_cast<std::uint32_t>(run.range(0)));
}

void bench_measure(benchmark::State& run)
{
    const State& base = state_of(run);
    for (auto _ : run)
        benchmark::DoNotOptimize(measure(base));
    run.SetItemsProcessed(run.iterations() * run.range(0));
}

/// Items are firms.
void bench_score_firms(benchmark::State& run)
{
    const EnterpriseTable& firms = state_of(run).enterprises;
    Problems problems;
    const ScoreMethod method = method_from(default_score_method(), "built in", problems);
    std::vector<double> land_mu;
    for (const EnterpriseId firm : firms.rows())
        land_mu.push_back(to_mu({firms.land[firm]}));
    const ScoreInput input{firms.size(),
                           firms.tax.values(),
                           land_mu,
                           firms.value_added.values(),
                           firms.energy.values(),
                           firms.emission.values(),
                           firms.staff.values(),
                           firms.rd.values(),
                           firms.revenue.values(),
                           firms.power.values(),
                           firms.large.values(),
                           firms.veto.values(),
                           firms.exempt.values()};
    for (auto _ : run)
        benchmark::DoNotOptimize(score_firms(method, input, ScoreDetail::classes));
    run.SetItemsProcessed(run.iterations() * static_cast<std::int64_t>(firms.size()));
}

/// A rule on a state that it changes from one repetition to the next, one year later each.
template <class RuleType>
void time_rule(benchmark::State& run, const RuleType& rule)
{
    State changing = state_of(run);
    for (auto _ : run) {
        start_year(changing, changing.year + 1);
        apply(changing, rule, changing.year);
    }
    run.SetItemsProcessed(run.iterations() * run.range(0));
}

void bench_operation(benchmark::State& run)
{
    Operation rule;
    rule.growth["default"] = 1e-6;
    time_rule(run, rule);
}

void bench_operation_with_noise(benchmark::State& run)
{
    Operation rule;
    rule.volatility = 1e-6;
    time_rule(run, rule);
}

void bench_per_mu(benchmark::State& run)
{
    time_rule(run, PerMu{});
}

void bench_idle_land(benchmark::State& run)
{
    time_rule(run, IdleLand{});
}

/// Items are draws.
void bench_draw_uniform(benchmark::State& run)
{
    std::uint32_t index = 0;
    const Draw draw(draw_key(1), hash64("L001-00001"), 1, base_year);
    for (auto _ : run)
        benchmark::DoNotOptimize(draw.uniform(index++));
    run.SetItemsProcessed(run.iterations());
}

void bench_draw_log_normal(benchmark::State& run)
{
    std::uint32_t index = 0;
    const Draw draw(draw_key(1), hash64("L001-00001"), 1, base_year);
    for (auto _ : run)
        benchmark::DoNotOptimize(draw.log_normal(index++, 0, 0.1));
    run.SetItemsProcessed(run.iterations());
}

void bench_draw_poisson(benchmark::State& run)
{
    std::uint32_t index = 0;
    const Draw draw(draw_key(1), hash64("region"), 1, base_year);
    for (auto _ : run)
        benchmark::DoNotOptimize(draw.poisson(index++, 12));
    run.SetItemsProcessed(run.iterations());
}

constexpr std::int64_t small = 10'000, large = 100'000;

BENCHMARK(bench_measure)->Arg(small)->Arg(large)->Unit(benchmark::kMillisecond);
BENCHMARK(bench_score_firms)->Arg(small)->Arg(large)->Unit(benchmark::kMillisecond);
BENCHMARK(bench_operation)->Arg(small)->Arg(large)->Unit(benchmark::kMillisecond);
BENCHMARK(bench_operation_with_noise)->Arg(small)->Arg(large)->Unit(benchmark::kMillisecond);
BENCHMARK(bench_per_mu)->Arg(small)->Arg(large)->Unit(benchmark::kMillisecond);
BENCHMARK(bench_idle_land)->Arg(small)->Arg(large)->Unit(benchmark::kMillisecond);
BENCHMARK(bench_draw_uniform);
BENCHMARK(bench_draw_log_normal);
BENCHMARK(bench_draw_poisson);

}  // namespace
}  // namespace permu::bench
