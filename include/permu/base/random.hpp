/// Keyed random draws: a result depends on what is drawn for whom, never on order, thread or rank.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace permu {

/// Philox4x32-10: Salmon, Moraes, Dror, Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3".
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key);

/// FNV-1a of the bytes, finished with the splitmix64 mixer.
std::uint64_t hash64(std::string_view text);
std::uint64_t mix64(std::uint64_t value);

/// One stream of draws for one thing: key = draw_key(seed, member); counter = entity (low word first),
/// rule << 16 | year, index. Every function takes the index of the draw, so that draws can be added without
/// moving others.
class Draw {
public:
    /// \param key     from draw_key
    /// \param entity  hash64 of the entity's id
    /// \param rule    number of the rule, < 2^16
    /// \param year    of the simulation, 0 ≤ year < 2^16
    Draw(std::uint64_t key, std::uint64_t entity, std::uint32_t rule, std::uint32_t year)
        : key_(key), entity_(entity), where_(rule << 16 | (year & 0xffffU))
    {
    }

    /// Uniform in [0, 1), 53 bits.
    double uniform(std::uint32_t index) const;
    /// Standard normal, by the inverse distribution function (Wichura 1988, AS 241).
    double normal(std::uint32_t index) const;
    /// exp(mean_ln + sd_ln · normal).
    double log_normal(std::uint32_t index, double mean_ln, double sd_ln) const;
    /// Poisson count; exact inversion below mean 30, normal approximation rounded above. \pre mean ≥ 0
    int poisson(std::uint32_t index, double mean) const;

private:
    std::array<std::uint32_t, 4> block(std::uint32_t index) const;

    std::uint64_t key_;
    std::uint64_t entity_;
    std::uint32_t where_;
};

/// Key of all draws of one run: the scenario's seed and the member of an ensemble (0 for a single run).
std::uint64_t draw_key(std::uint64_t seed, std::uint64_t member = 0);

/// Standard normal quantile; 0 < p < 1; relative error < 1e-15 (AS 241).
double normal_quantile(double p);

}  // namespace permu
