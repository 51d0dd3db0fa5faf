/// The canonical fields of the input tables: name, meaning, unit, whether needed.
#pragma once

#include <limits>
#include <span>
#include <string_view>

#include "permu/base/text.hpp"
#include "permu/base/unit.hpp"

namespace permu {

enum class InputTable {
    parks,
    parcels,
    enterprises,
    projects,
    reserves,
    quota,
    sub_parks,
    conversions,
    environment
};
enum class FieldType { id, text, number, year, flag, code, choice };

/// One field; a field that is not needed and absent is unknown, and what needs it says so.
struct InputField {
    InputTable table;
    std::string_view name;
    FieldType type;
    Unit unit;
    bool needed;
    Text help;
    double min;                                            ///< numbers below it are refused; −infinity: any
    double max = std::numeric_limits<double>::infinity();  ///< numbers above it are refused
};

/// All fields, by table, in the order of the reference page.
std::span<const InputField> all_fields();
/// The fields of one table.
std::span<const InputField> fields_of(InputTable table);
std::string_view table_name(InputTable table);
/// The values a field of choices takes, separated by ", "; empty for other fields.
std::string_view choices_of(std::string_view field);
/// The value of a field of choices that a word of a Chinese table stands for ("在建" of stage:
/// under_construction, from scenarios/tables/choice_names.csv); another text as it is, without blanks around.
std::string_view choice_named(std::string_view field, std::string_view text);

}  // namespace permu
