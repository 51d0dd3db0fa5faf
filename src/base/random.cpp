/// Philox, hashes and the distributions drawn from them.
#include "permu/base/random.hpp"

#include <algorithm>
#include <cmath>

#include "permu/base/math.hpp"

namespace permu {
namespace {

constexpr std::uint64_t golden_ratio = 0x9e3779b97f4a7c15ULL;

/// One polynomial over another, both of degree 7, constants first.
struct Quotient {
    std::array<double, 8> above;
    std::array<double, 8> below;

    double at(double x) const
    {
        double a = above[7], b = below[7];
        for (std::size_t i = 7; i-- > 0;) {
            a = a * x + above[i];
            b = b * x + below[i];
        }
        return a / b;
    }
};

// Wichura (1988), algorithm AS 241, routine PPND16: |p − 1/2| ≤ 0.425, then r ≤ 5, then the far tails.
constexpr Quotient centre{
    {3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
     4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3},
    {1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
     2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3}};
constexpr Quotient tail{{1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
                         3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
                         2.27238449892691845833e-2, 7.74545014278341407640e-4},
                        {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
                         1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
                         1.05075007164441684324e-9}};
constexpr Quotient far_tail{{6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
                             2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                             2.71155556874348757815e-5, 2.01033439929228813265e-7},
                            {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
                             1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
                             1.42151175831644588870e-7, 2.04426310338993978564e-15}};

std::uint64_t joined(std::uint32_t high, std::uint32_t low)
{
    return static_cast<std::uint64_t>(high) << 32U | low;
}

}  // namespace

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key)
{
    constexpr std::uint64_t multiplier_0 = 0xd2511f53, multiplier_1 = 0xcd9e8d57;
    constexpr std::uint32_t weyl_0 = 0x9e3779b9, weyl_1 = 0xbb67ae85;
    constexpr int rounds = 10;
    for (int round = 0; round < rounds; ++round) {
        const std::uint64_t product_0 = multiplier_0 * counter[0];
        const std::uint64_t product_1 = multiplier_1 * counter[2];
        counter = {static_cast<std::uint32_t>(product_1 >> 32U) ^ counter[1] ^ key[0],
                   static_cast<std::uint32_t>(product_1),
                   static_cast<std::uint32_t>(product_0 >> 32U) ^ counter[3] ^ key[1],
                   static_cast<std::uint32_t>(product_0)};
        key = {key[0] + weyl_0, key[1] + weyl_1};
    }
    return counter;
}

std::uint64_t mix64(std::uint64_t value)
{
    value += golden_ratio;
    value = (value ^ value >> 30U) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ value >> 27U) * 0x94d049bb133111ebULL;
    return value ^ value >> 31U;
}

std::uint64_t hash64(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char byte : text)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
    return mix64(hash);
}

std::uint64_t draw_key(std::uint64_t seed, std::uint64_t member)
{
    return mix64(mix64(seed) ^ member);
}

std::array<std::uint32_t, 4> Draw::block(std::uint32_t index) const
{
    const auto low = [](std::uint64_t value) { return static_cast<std::uint32_t>(value); };
    const auto high = [](std::uint64_t value) { return static_cast<std::uint32_t>(value >> 32U); };
    return philox4x32({low(entity_), high(entity_), where_, index}, {low(key_), high(key_)});
}

double Draw::uniform(std::uint32_t index) const
{
    const auto words = block(index);
    return static_cast<double>(joined(words[0], words[1]) >> 11U) * 0x1p-53;
}

double Draw::normal(std::uint32_t index) const
{
    // The middle of one of 2^52 equal steps: never 0 or 1, and as often above 1/2 as below.
    const auto words = block(index);
    return normal_quantile((static_cast<double>(joined(words[0], words[1]) >> 12U) + 0.5) * 0x1p-52);
}

double Draw::log_normal(std::uint32_t index, double mean_ln, double sd_ln) const
{
    return exact_exp(mean_ln + sd_ln * normal(index));
}

int Draw::poisson(std::uint32_t index, double mean) const
{
    constexpr double largest_exact_mean = 30;
    if (mean >= largest_exact_mean) {
        const double rounded = std::floor(mean + std::sqrt(mean) * normal(index) + 0.5);
        return static_cast<int>(std::clamp(rounded, 0.0, 2147483647.0));
    }
    const double u = uniform(index);
    double probability = exact_exp(-mean);
    double cumulated = probability;
    int count = 0;
    // The cumulated sum may stay just below 1: it ends when the next probability no longer moves it.
    while (u >= cumulated) {
        probability *= mean / ++count;
        if (cumulated + probability == cumulated && count > mean) break;
        cumulated += probability;
    }
    return count;
}

double normal_quantile(double p)
{
    const double q = p - 0.5;
    if (std::fabs(q) <= 0.425) return q * centre.at(0.180625 - q * q);
    const double r = std::sqrt(-exact_log(q < 0 ? p : 1 - p));
    const double size = r <= 5 ? tail.at(r - 1.6) : far_tail.at(r - 5);
    return q < 0 ? -size : size;
}

}  // namespace permu
