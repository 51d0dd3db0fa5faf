/// Times of the geometry kernels, one thread; items are parcels.
#include <benchmark/benchmark.h>

#include "kernels/inputs.hpp"
#include "permu/geometry/adjacency.hpp"
#include "permu/geometry/area.hpp"
#include "permu/geometry/locate.hpp"
#include "permu/geometry/overlay.hpp"
#include "permu/geometry/raster.hpp"
#include "permu/geometry/validity.hpp"

namespace permu::bench {
namespace {

constexpr double smallest_overlap = 0.01;  // m²
constexpr double pixel = 10;               // m

const SampleProvince& province_of(const benchmark::State& run)
{
    return province(static_cast<std::uint32_t>(run.range(0)));
}

/// Times `work(province)`, which gives back something that must be made.
template <class Work>
void time_of(benchmark::State& run, const Work& work)
{
    const SampleProvince& sample = province_of(run);
    for (auto _ : run)
        benchmark::DoNotOptimize(work(sample));
    run.SetItemsProcessed(run.iterations() * run.range(0));
}

void bench_find_flaws(benchmark::State& run)
{
    time_of(run, [](const SampleProvince& p) { return find_flaws(p.parcel_shapes, 1); });
}

void bench_interior_points(benchmark::State& run)
{
    time_of(run, [](const SampleProvince& p) { return interior_points(p.parcel_shapes, 1); });
}

void bench_locate(benchmark::State& run)
{
    const auto points = interior_points(province_of(run).parcel_shapes, 1);
    time_of(run, [&](const SampleProvince& p) { return locate(points, p.park_shapes, 1); });
}

void bench_shared_edges(benchmark::State& run)
{
    time_of(run, [](const SampleProvince& p) { return shared_edges(p.parcel_shapes, 1); });
}

void bench_ellipsoidal_areas(benchmark::State& run)
{
    time_of(run, [](const SampleProvince& p) { return ellipsoidal_areas(p.parcel_shapes, p.crs, 1); });
}

void bench_find_overlaps(benchmark::State& run)
{
    time_of(run, [](const SampleProvince& p) { return find_overlaps(p.parcel_shapes, 1, smallest_overlap); });
}

void bench_burn(benchmark::State& run)
{
    const Shapes& parks = province_of(run).park_shapes;
    Box box = bounds(parks, 0);
    for (std::size_t i = 1; i < parks.size(); ++i) {
        const Box one = bounds(parks, i);
        box = {std::min(box.min_x, one.min_x), std::min(box.min_y, one.min_y), std::max(box.max_x, one.max_x),
               std::max(box.max_y, one.max_y)};
    }
    const Grid grid = grid_for(box, pixel);
    time_of(run, [&](const SampleProvince& p) { return burn(p.parcel_shapes, grid, 1); });
    run.counters["pixels"] = static_cast<double>(grid.cells());
}

constexpr std::int64_t small = 10'000, large = 100'000;

BENCHMARK(bench_find_flaws)->Arg(small)->Arg(large)->Unit(benchmark::kMillisecond);
BENCHMARK(bench_interior_points)->Arg(small)->Arg(large)->Unit(benchmark::kMillisecond);
BENCHMARK(bench_locate)->Arg(small)->Arg(large)->Unit(benchmark::kMillisecond);
BENCHMARK(bench_shared_edges)->Arg(small)->Arg(large)->Unit(benchmark::kMillisecond);
BENCHMARK(bench_ellipsoidal_areas)->Arg(small)->Arg(large)->Unit(benchmark::kMillisecond);
BENCHMARK(bench_find_overlaps)->Arg(small)->Arg(large)->Unit(benchmark::kMillisecond);
BENCHMARK(bench_burn)->Arg(small)->Arg(large)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace permu::bench
