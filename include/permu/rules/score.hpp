/// Per-mu evaluation (亩均效益评价) of a table of firms: items, score, rank and class, without a state around
/// it.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/base/table.hpp"
#include "permu/base/unit.hpp"
#include "permu/model/stages.hpp"

namespace permu {

/// What firms are scored by. A firm's value x is a ratio of two of its yearly figures; where either is
/// unknown, or what it is divided by is not above zero, there is no value.
enum class ScoreKind : std::uint8_t {
    tax_per_mu,                  ///< 万元/亩
    value_added_per_mu,          ///< 万元/亩
    value_added_per_tce,         ///< 万元/tce
    value_added_per_t_emission,  ///< 万元/t
    value_added_per_staff,       ///< 万元/人
    rd_share,                    ///< R&D over revenue
    revenue_per_mu,              ///< 万元/亩
    tax_per_kwh,                 ///< 元/kWh, which is 万元 per 10,000 kWh
};
inline constexpr std::size_t score_kind_count = 8;

struct ScoreKindInfo {
    std::string_view id;
    Text name;
    Unit unit;
};
const ScoreKindInfo& info(ScoreKind kind);
std::optional<ScoreKind> find_score_kind(std::string_view id);
/// All ids, in the order of the enumeration.
std::span<const std::string_view> score_kind_ids();

/// What a value is compared with: `factor` itself, or times a statistic of the firms compared with each
/// other.
struct Benchmark {
    enum class Kind : std::uint8_t { fixed, mean, quantile };
    Kind kind = Kind::fixed;
    double factor = 1;    ///< the number itself, or the factor of the mean
    double quantile = 0;  ///< 0…1, for Kind::quantile
};
/// Reads "24.097", "mean", "2*mean" or "quantile:0.8"; nothing where the number is not above 0 (of a
/// quantile: not within 0…1) or the text is something else.
std::optional<Benchmark> parse_benchmark(std::string_view text);

enum class ScoreFormula : std::uint8_t { ratio, minmax };

struct ScoreItem {
    ScoreKind kind{};
    double weight = 0;  ///< w, points
    Benchmark benchmark = {};
    ScoreFormula formula = ScoreFormula::ratio;
    double cap_factor = 1.5;  ///< of the weight; infinity: no cap
    bool reverse = false;     ///< the less the better
};

/// Shares of the classes, in units of 10^-9, so that 0.20 + 0.40 is 0.60. They sum to 10^9.
struct ScoreClasses {
    std::int64_t a = 0, b = 0, c = 0, d = 0;
};

struct ScoreMethod {
    std::vector<ScoreItem> large = {}, small = {};  ///< of firms above and below designated size (规上, 规下)
    std::optional<ScoreClasses> classes = {};       ///< none: no classes are given
};

/// Reads a method from a table with the columns group, id, weight, benchmark, formula, cap_factor and
/// reverse.
///   large or small, an item's id   its numbers; empty cells: formula ratio, cap factor 1.5 ("inf": none),
///   not
///                                  reverse; no benchmark where the formula needs none
///   classes, A … D                 weight: the share
///   classes, rounding and ties     benchmark: "floor" and "better", the only ones; may be left out
/// Other columns, such as a source, are not read.
/// \param where  for messages. Adds a problem for everything that is wrong; the method returned is then
/// partial.
ScoreMethod method_from(const Table& table, const std::string& where, Problems& problems);

/// The method built into the program: Huangyan 2022 with the classes of Huai'an 2024.
Table default_score_method();

/// Firms, one cell a firm in every column; NaN where a figure is unknown. Empty spans: unknown for all firms,
/// or not set for `large`, `veto`, `exempt` and `group`.
struct ScoreInput {
    std::size_t firms = 0;
    std::span<const double> tax, land_mu, value_added, energy, emission, staff, rd, revenue, power;
    std::span<const std::uint8_t> large, veto, exempt;
    /// Firms are compared within their group; small numbers from 0. Empty: all firms are one group.
    std::span<const std::uint32_t> group = {};
};

/// Why a firm's score or class is what it is: a set of flags.
struct ScoreNotes {
    std::uint8_t missing = 0;    ///< by ScoreKind: no value, counts 0
    std::uint8_t negative = 0;   ///< by ScoreKind: a negative value counts 0
    bool mean_emission = false;  ///< no emission data: the mean of the item
    bool tied = false;           ///< a tie at a cut: the better class
    bool veto = false, exempt = false,
         unscored = false;  ///< unscored: the method has no items for such firms
    friend bool operator==(const ScoreNotes&, const ScoreNotes&) = default;
};
/// "no data for energy: value_added_per_tce counts 0; veto: class D"; empty where there is nothing to say.
Said score_reason(const ScoreNotes& notes);

struct ScoreResult {
    std::vector<ScoreKind> kinds;  ///< of both groups of firms, in the order of the method, each once
    std::vector<std::vector<double>> items;  ///< by kind, then firm; NaN where the firm is not scored by it
    std::vector<double> score;               ///< NaN for exempt firms
    std::vector<std::int32_t> rank;          ///< from 1, equal scores equal ranks; 0 for exempt firms
    std::vector<Grade> grade;                ///< none for exempt firms, and without classes
    std::vector<ScoreNotes> notes;
};

enum class ScoreDetail : std::uint8_t {
    classes,  ///< score, grade, notes; items and ranks stay empty
    all,
};

/// Scores, ranks and classes of all firms. Large and small firms of each group are compared among themselves;
/// exempt firms with nobody.
///
/// Points of an item, x < 0 counting as 0, w its weight, b its benchmark:
///   ratio    w · x / b                                       but at most cap_factor · w
///   minmax   w · (20 + 80 · (x − min) / (max − min)) / 100   likewise; w for all where max = min
///   reverse  (2 − x / b) · w / 2                             likewise, and never below 0
/// Mean, quantile, min and max are of the firms that have a value; the quantile is interpolated as a
/// spreadsheet does (PERCENTILE.INC). No value: 0 points; without emission data the mean of the others'
/// points. b = 0 gives 0 points.
///
/// Classes: of n firms, those with fewer than ⌊n·A⌋ better ones are A, with fewer than ⌊n·(A+B)⌋ B, with
/// fewer than n − ⌊n·D⌋ C, the others D. So firms tied at a cut all take the better class. A vetoed firm is
/// counted and ranked by its score, and is D.
///
/// Cost: one pass an item, and one selection a cut; ranks need a sort. The order of the rows changes nothing.
ScoreResult score_firms(const ScoreMethod& method, const ScoreInput& input, ScoreDetail detail);

}  // namespace permu
