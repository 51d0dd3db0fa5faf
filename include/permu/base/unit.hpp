/// Units as users write and read them, and what one of each is in the program's inner units.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace permu {

/// Inner units: m², 万元, year, t, tce, kWh, person, byte; every value is kept in these.
enum class Unit {
    none,
    ratio,
    count,
    points,
    year,
    years,
    square_metre,
    mu,
    hectare,
    square_kilometre,
    metre,
    wan_yuan,
    yuan,
    yi_yuan,
    wan_yuan_per_mu,
    wan_yuan_per_hectare,
    yuan_per_square_metre,
    wan_yuan_per_year,
    wan_yuan_per_mu_year,
    tce,
    tce_per_wan_yuan,
    wan_yuan_per_tce,
    tonne,
    tonne_per_wan_yuan,
    wan_yuan_per_tonne,
    tonne_per_tce,
    kwh,
    yuan_per_kwh,
    wan_yuan_per_kwh,
    person,
    wan_yuan_per_person,
    person_per_hectare,
    wan_mu,
    kilometre,
    yi_yuan_per_square_kilometre,
    tonne_per_mwh,
    kwh_per_square_metre,
    kilobyte,
    megabyte,
    gigabyte,
};

/// Powers of the base dimensions.
struct Dimension {
    signed char money = 0, length = 0, time = 0, mass = 0, energy = 0, power = 0, people = 0, bytes = 0;
    friend constexpr bool operator==(Dimension, Dimension) = default;
};

struct UnitInfo {
    Unit unit;
    std::string_view symbol;                      ///< as printed: "亩", "万元/亩"
    std::string_view id;                          ///< ASCII: "mu", "wan_yuan_per_mu"
    std::span<const std::string_view> spellings;  ///< as users may write it, besides symbol and id
    Dimension dimension;
    double factor;  ///< one of it in inner units
};

/// All units, in the order of the enumeration.
std::span<const UnitInfo> all_units();
const UnitInfo& info(Unit unit);

/// The unit a user wrote, e.g. "亩", "mu", "万元 / 亩", "wan_yuan/mu", "10k_yuan_per_ha"; nothing when
/// unknown. Blanks and the case of ASCII letters do not matter; the parts of a composite unit may be spelled
/// in any way.
std::optional<Unit> find_unit(std::string_view spelling);

/// Whether a value of this unit is written as a bare number (ratio, count, points, year, years, none).
bool is_bare(Unit unit);

}  // namespace permu
