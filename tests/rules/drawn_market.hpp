/// Small markets drawn at random, and the best that can be made of one by trying everything.
#pragma once

#include <fmt/format.h>
#include <bit>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "market_fixture.hpp"
#include "permu/base/random.hpp"

namespace permu::test {

/// A small market drawn at random: sizes from a handful, two parks, some thresholds missed.
struct Drawn {
    std::string parks, parcels, projects;
};

inline Drawn draw_market(std::uint64_t seed, int projects, int lots)
{
    const Draw draw{draw_key(seed), 1, 1, 1};
    std::uint32_t next = 0;
    const auto below = [&](int n) { return static_cast<int>(draw.uniform(next++) * static_cast<double>(n)); };
    Drawn out{"id leading\n a 39\n b -", "id park mu stage use",
              "id mu division tax far new_quality guaranteed status"};
    const char* uses[] = {"industrial", "m0", "industrial"};
    for (int i = 0; i < lots; ++i)
        out.parcels +=
            fmt::format("\n k{} {} {} ready {}", i, below(2) ? "a" : "b", 90 + 10 * below(5), uses[below(3)]);
    for (int i = 0; i < projects; ++i)
        out.projects += fmt::format("\n p{} {} 39 {} {} {} {} waiting", i, 80 + 10 * below(7),
                                    below(20) * 100, below(4) ? 1.0 : 0.5, below(2), below(4) / 3);
    return out;
}

/// What allocations are compared by. Of equal scores those who come first by arrival and id are placed.
struct Value {
    int guaranteed = 0;
    double score = 0;
    std::uint64_t placed = 0;  ///< a bit an applicant, the first the highest
    std::int64_t misfit = 0;
};
inline bool better(const Value& a, const Value& b, bool by_order = true)
{
    if (a.guaranteed != b.guaranteed) return a.guaranteed > b.guaranteed;
    if (std::abs(a.score - b.score) > 1e-9) return a.score > b.score;
    if (std::popcount(a.placed) != std::popcount(b.placed))
        return std::popcount(a.placed) > std::popcount(b.placed);
    if (by_order && a.placed != b.placed) return a.placed > b.placed;
    return a.misfit < b.misfit;
}

inline std::uint64_t bit_of(std::size_t applicant)
{
    return std::uint64_t{1} << (63 - applicant);
}

/// Tries every way to give lots to projects.
inline Value best_of_all(Market& market, const State& state, bool standard)
{
    const std::vector<Applicant>& all = market.applicants();
    std::vector<std::uint8_t> taken(state.parcels.size());
    Value best, now;
    const double share = market.rule().share;
    double met = 0, other = 0;  // tested land, mm²
    const std::function<void(std::size_t)> go = [&](std::size_t i) {
        if (i == all.size()) {
            const bool by_order = share <= 0 || share >= 1;
            const bool allowed = standard || other <= (1 - share) * (met + other) + 1;
            if (allowed && better(now, best, by_order)) best = now;
            return;
        }
        go(i + 1);
        for (const Option& option : options_of(market, all[i], standard)) {
            if (taken[option.lot.parcel.index]) continue;
            const Value was = now;
            now.guaranteed += state.projects.guaranteed[all[i].project];
            now.score += all[i].score, now.misfit += option.misfit;
            now.placed |= bit_of(i);
            double& land = option.standard ? met : other;
            const double area = option.tested ? static_cast<double>(option.lot.area) : 0;
            taken[option.lot.parcel.index] = 1, land += area;
            go(i + 1);
            taken[option.lot.parcel.index] = 0, land -= area;
            now = was;
        }
    };
    go(0);
    return best;
}

inline Value value_of(const Market& market, const State& state, const Allotment& allotment)
{
    Value value;
    for (const Decision& one : allotment.decisions) {
        if (one.verdict != Verdict::placed) continue;
        const Applicant& applicant = market.applicants()[one.applicant];
        value.guaranteed += state.projects.guaranteed[applicant.project];
        value.score += applicant.score, value.misfit += one.option.misfit;
        value.placed |= bit_of(one.applicant);
    }
    return value;
}

inline State market_state(const Drawn& drawn)
{
    State state = state_of({.parks = drawn.parks, .parcels = drawn.parcels, .projects = drawn.projects});
    admit_all(state);
    return state;
}

}  // namespace permu::test
