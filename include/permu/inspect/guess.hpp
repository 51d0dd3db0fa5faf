/// Guesses about a layer, each with its reason: the CRS from coordinates, the unit of an area, the code
/// system.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "permu/base/table.hpp"
#include "permu/geometry/shapes.hpp"
#include "permu/inspect/profile.hpp"

namespace permu {

/// What the file says about its coordinates.
struct CrsFacts {
    bool known = false, geographic = false;
    std::string name = {};
    std::optional<double> false_easting = {};  ///< metres, of a transverse Mercator
};

/// From the text of a system; nothing where it is no transverse Mercator.
std::optional<double> false_easting_of(std::string_view wkt);

enum class CrsVerdict {
    found,      ///< the file says it, and the coordinates fit
    guessed,    ///< the file does not say; `code` is what the magnitudes tell
    ambiguous,  ///< the file does not say, and several systems fit
    wrong,      ///< what the file says and the coordinates do not go together
};

struct CrsGuess {
    CrsVerdict verdict{};
    std::string code = {};  ///< "EPSG:4528" for `crs` of a scenario, also of a wrong one; empty where a
                            ///< person must say
    bool swapped = false;   ///< northing or latitude stands where easting or longitude should
    Said reason = {};
};

/// \param extent  of all coordinates as stored; all zero when there are none
/// Knows longitude and latitude in China, CGCS2000 3-degree zones 25–45 and 6-degree zones 13–23 with the
/// zone before the easting. An easting of six digits does not tell its meridian. What a file says is held
/// against the coordinates: axes that are swapped, a zone that is missing or not the file's are wrong.
CrsGuess guess_crs(const Box& extent, const CrsFacts& facts);

/// A Gauss–Krüger system and where it lies among others.
struct ZoneSystem {
    std::string code;          ///< "EPSG:4547"
    double meridian_east = 0;  ///< degrees that its central meridian lies east of that of the first one
};

/// All Gauss–Krüger systems of the datum (CGCS2000, Xian 1980, Beijing 1954) that such coordinates can be of,
/// as codes: with eastings of six digits one a central meridian, with a zone before the easting that zone's.
/// \param datum  the name of a system on it; CGCS2000 unless it names another
std::vector<ZoneSystem> systems_like(const Box& extent, std::string_view datum);

/// Declared areas against those computed, row by row.
struct AreaUnitGuess {
    std::string unit = {};    ///< "m²", "亩", "ha", "km²"; empty: none fits
    double ratio = 0;         ///< median of computed m² / declared
    double within_share = 0;  ///< rows whose declared area is within 5 % of the computed, in that unit
    std::size_t compared = 0;
    std::vector<std::pair<std::string, std::size_t>> groups = {};  ///< units and the rows that fit them
    /// Rows in one unit and rows in another: no unit is the column's.
    bool mixed() const;
};

/// \param declared  NaN where there is none \param computed  m², one a row
AreaUnitGuess guess_area_unit(std::span<const double> declared, std::span<const double> computed);

/// What a code system makes of the values of a column.
struct CodeShare {
    std::string system;
    double exact = 0;         ///< share of the filled rows whose value is a code of the system
    double zero_lost = 0;     ///< further rows whose value is a code without its leading zero
    double by_prefix = 0;     ///< further rows whose value begins with a code
    std::size_t clashes = 0;  ///< values that another system knows too, as another use
    std::vector<std::string> clash_examples = {}, unknown = {};       ///< at most ten
    std::vector<std::pair<std::string, std::string>> with_zero = {};  ///< value and its code: "701", "0701"

    double told() const { return exact + zero_lost; }
};

/// The four built-in systems, the best first.
std::vector<CodeShare> code_shares(std::span<const ValueCount> values, const Table& crosswalk);

/// Two systems that know equally many of the values, some of them as other uses: only a person can tell.
struct CodeTie {
    std::string first, second;        ///< systems
    std::vector<std::string> values;  ///< with another use in each; empty: no tie
    bool open() const { return !values.empty(); }
};

/// \param shares  of those values, the best first
CodeTie code_tie(std::span<const ValueCount> values, std::span<const CodeShare> shares,
                 const Table& crosswalk);

/// Names of land uses ("工业用地", "住宅區") and the code of 用地用海 each stands for.
struct NamedUse {
    std::string name, code;
    std::size_t count = 0;
};
struct NamedUses {
    std::vector<NamedUse> known;
    std::vector<ValueCount> unknown;
    double share = 0;  ///< of the filled rows
};
NamedUses named_uses(std::span<const ValueCount> values, const Table& crosswalk);

}  // namespace permu
