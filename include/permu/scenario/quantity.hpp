/// Quantities as users write them, "5 万元/亩", into inner units and back.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "permu/base/text.hpp"
#include "permu/base/unit.hpp"

namespace permu {

/// Why a text is no quantity of the unit that is due.
struct QuantityFault {
    std::string
        code;  ///< "quantity.number", "quantity.no_unit", "quantity.unknown_unit", "quantity.dimension"
    Said found;
    Said expected;
    Said remedy;
};

/// Reads a number and its unit.
///
/// \param text  "300 亩", "5 万元/亩", "1,200 ha", "1e3 m2": a decimal number (a comma may part thousands),
/// blanks,
///              a unit of the dimension of `due`. For a ratio: "30%" or "0.3".
/// \param due   the unit a parameter is declared in; of bare units only ratio takes a text
/// \return      the value in inner units, finite; or what is wrong
std::variant<double, QuantityFault> parse_quantity(std::string_view text, Unit due);

/// A value of inner units in `unit`, to 12 significant digits, so that 300 亩 comes back as 300.
double in_unit(double inner, Unit unit);

/// The value as a user writes it, without quotes: "5 万元/亩"; the number alone for bare units.
std::string written_quantity(double inner, Unit unit);

/// The name of a unit for a reader: "万元/亩"; "ratio" or 比率 and the like for units without a symbol.
Said unit_name(Unit unit);

}  // namespace permu
