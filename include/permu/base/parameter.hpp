/// One definition of a parameter: parsing, validation, listing, schema and reference page all read it.
#pragma once

#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "permu/base/table.hpp"
#include "permu/base/text.hpp"
#include "permu/base/unit.hpp"

namespace permu {

/// How sure we are of a number; every value of the last two kinds that a run uses is shown to the user.
enum class Confidence {
    seed,              ///< literally in a policy document
    found,             ///< read in a public page or file
    knowledge_verify,  ///< expert knowledge, not re-read: verify
    design,            ///< our modelling choice; no document says this
};

/// As files and lists have it.
constexpr std::string_view name_of(Confidence confidence)
{
    constexpr std::string_view names[] = {"seed", "found", "knowledge, verify", "design"};
    return names[static_cast<int>(confidence)];
}

/// Where a number or a clause is from.
struct Source {
    std::string_view document;  ///< "闲置土地处置办法 (2012)"
    std::string_view clause;    ///< "第十四条"; may be empty
    Confidence confidence = Confidence::design;
};

/// Shares, prices, growth rates … by name ("grant", "07", "39"). Ordered, so that sums are too.
using NamedNumbers = std::map<std::string, double, std::less<>>;

/// A table the user may replace by a file; the built-in one until then.
struct TableSetting {
    std::string path;  ///< as the scenario says, or empty: the built-in table
    Table table;
};

/// Texts by name, e.g. code of a file → code of a system.
using NamedTexts = std::map<std::string, std::string, std::less<>>;

/// Where the value lives; numbers are in inner units.
using ParameterSlot = std::variant<bool*, int*, double*, std::string*, std::vector<double>*,
                                   std::vector<std::string>*, NamedNumbers*, TableSetting*, NamedTexts*>;

struct Parameter {
    std::string_view key;  ///< below the rule's table; dots for tables inside it: "A.land_use_tax_factor"
    ParameterSlot slot;
    Unit unit = Unit::none;
    Text help;
    Source source;
    double min = -std::numeric_limits<double>::infinity();  ///< in `unit`
    double max = std::numeric_limits<double>::infinity();   ///< in `unit`
    std::vector<std::string_view> choices = {};             ///< of a text, of the names of named values
    bool whole =
        false;  ///< of named numbers: those given take the place of all defaults (shares of one whole)
    std::string_view alone = {};  ///< of named numbers: the name of a value that is given without one
    bool is_path = false;         ///< a text that names a file, relative to the file that holds it
};

/// The parameters of a struct that defines them: `Parameters parameters(IdleLand&)`.
using Parameters = std::vector<Parameter>;

}  // namespace permu
