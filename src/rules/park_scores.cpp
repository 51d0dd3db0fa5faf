/// Dimensions, composite and the intensive-use score of one park.
#include "park_scores.hpp"

#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

#include "permu/base/math.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double number_of(const NamedNumbers& numbers, std::string_view name, double otherwise)
{
    const auto at = numbers.find(name);
    return at == numbers.end() ? otherwise : at->second;
}

/// The ideal of an item for a kind of zone; the rule's own where the table has none.
double ideal_of(const Evaluation& rule, std::string_view item, ParkType type, std::string_view kind,
                double otherwise)
{
    const bool city = type == ParkType::city_integrated;
    const Table& table = rule.ideal_by_kind.table;
    const TableColumn *kinds = table.find("kind"), *types = table.find("type"), *items = table.find("item"),
                      *ideals = table.find("ideal");
    const bool whole = kinds && types && items && ideals;
    for (std::size_t row = 0; whole && !kind.empty() && row < table.rows(); ++row) {
        if (cell_text(*items, row) != item || kind.find(cell_text(*kinds, row)) == std::string_view::npos)
            continue;
        if (cell_text(*types, row) == (city ? "city_integrated" : "industrial"))
            return std::atof(cell_text(*ideals, row).c_str());  // checked by validate
    }
    return number_of(city ? rule.ideal_city : rule.ideal, item, otherwise);
}

/// What reaching the ideals would gain, of parks that are measured by industry.
void add_potentials(ParkScores& scores, const Evaluation& rule, const Measures& sums, std::string_view kind)
{
    scores.structure_potential = scores.intensity_potential = nan;
    if (park_type(sums.ledger) == ParkType::city_integrated) return;
    const double a = from_mm2(sums.ledger.a).value, a2 = from_mm2(sums.ledger.a2).value;
    const double rate = ratio(a2, a), far = industrial_far(sums);
    const ParkType type = park_type(sums.ledger);
    const double ideal_rate = ideal_of(rule, "industrial_rate", type, kind, nan);
    const double ideal_far = ideal_of(rule, "industrial_far", type, kind, nan);
    scores.structure_potential = structure_potential(a, ideal_rate, rate, rule.potential_clamp);
    scores.intensity_potential = intensity_potential(a2, ideal_far, far, rule.potential_clamp);
}

/// Items that belong to the park's set, with their values; what is unknown is marked once.
class ParkScorer {
public:
    ParkScorer(const Evaluation& rule, const ParkFigures& figures, AreaRole role)
        : rule_(rule),
          type_(park_type(figures.sums.ledger)),
          role_(role),
          kind_(figures.kind),
          city_(type_ == ParkType::city_integrated),
          missing_(park_items().size())
    {
        for (const ParkItem& item : park_items())
            values_.push_back(counts_for(item, type_) ? item.value(figures) : nan);
    }

    double dimension(ScoreDimension which)
    {
        std::vector<WeightedScore> parts;
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const ParkItem& item = park_items()[i];
            if (item.dimension != which || !counts_for(item, type_)) continue;
            const double weight = number_of(rule_.item_weights, item.id, 1);
            if (weight == 0) continue;
            const double benchmark = number_of(rule_.benchmarks, item.id, item.benchmark);
            parts.push_back({weight, sub_score(known(i), benchmark, item.less_is_better)});
        }
        double sum = 0;
        for (const WeightedScore& part : parts)
            sum += part.weight;
        return weighted_score(parts) / sum;
    }

    double intensive_use()
    {
        const double degree = target("degree"), structure = target("structure");
        const double intensity = target("intensity");
        const WeightedScore land_use[] = {
            {weight("degree"), degree}, {weight("structure"), structure}, {weight("intensity"), intensity}};
        const WeightedScore all[] = {{weight("land_use"), weighted_score(land_use)},
                                     {weight("benefit"), target("benefit")},
                                     {weight("performance"), target("performance")}};
        return weighted_score(all);
    }

    std::vector<std::uint8_t> missing() && { return std::move(missing_); }

private:
    double known(std::size_t item)
    {
        missing_[item] |= std::isnan(values_[item]);
        return values_[item];
    }

    double weight(std::string_view name) const
    {
        return number_of(city_ ? rule_.intensive_weights_city : rule_.intensive_weights, name, 0);
    }

    double ideal(const ParkItem& item) const { return ideal_of(rule_, item.id, type_, kind_, item.ideal); }

    double target(std::string_view target)
    {
        std::vector<WeightedScore> parts;
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const ParkItem& item = park_items()[i];
            if (item.target != target || !in_intensive_use(item, type_, role_)) continue;
            if (weight(item.id) == 0) continue;
            const double x = known(i);
            const double score = item.less_is_better ? 100 * (1 - x) : sub_score(x, ideal(item), false);
            parts.push_back({weight(item.id), score});
        }
        return weighted_score(parts);
    }

    const Evaluation& rule_;
    ParkType type_;
    AreaRole role_;
    std::string_view kind_;
    bool city_;
    std::vector<double> values_;
    std::vector<std::uint8_t> missing_;
};

}  // namespace

double weighted_score(std::span<const WeightedScore> parts)
{
    double all = 0, known = 0, sum = 0;
    for (const auto& [weight, score] : parts) {
        all += weight;
        if (std::isnan(score)) continue;
        known += weight;
        sum += weight * score;
    }
    if (known == 0) return nan;
    return known == all ? sum : sum * (all / known);
}

double sub_score(double x, double benchmark, bool less_is_better)
{
    if (std::isnan(x)) return nan;
    if (less_is_better) return x <= benchmark ? 100 : 100 * (benchmark / x);
    return x >= benchmark ? 100 : x <= 0 ? 0 : 100 * (x / benchmark);
}

double structure_potential(double built, double ideal_rate, double rate, bool clamp)
{
    const double gain = built * (ideal_rate - rate);
    return clamp && gain < 0 ? 0 : gain;
}

double intensity_potential(double industrial, double ideal_far, double far, bool clamp)
{
    const double gain = industrial * (ideal_far - far) / ideal_far;
    return clamp && gain < 0 ? 0 : gain;
}

double intensive_use_score(const Evaluation& rule, const Measures& sums, AreaRole role, std::string_view kind)
{
    return ParkScorer(rule, {sums, nan, nan, nan, kind}, role).intensive_use();
}

ScoredPark score_park(const Evaluation& rule, const ParkFigures& figures, AreaRole role)
{
    ParkScorer scorer(rule, figures, role);
    std::array<WeightedScore, dimension_count> parts{};
    for (std::size_t d = 0; d < dimension_count; ++d) {
        const auto dimension = static_cast<ScoreDimension>(d);
        parts[d] = {number_of(rule.weights, dimension_id(dimension), 0), scorer.dimension(dimension)};
    }
    ScoredPark out;
    out.scores = {.per_mu = parts[0].score,
                  .agglomeration = parts[1].score,
                  .growth = parts[2].score,
                  .green = parts[3].score,
                  .composite = weighted_score(parts),
                  .intensive_use = scorer.intensive_use(),
                  .integration = city_integration(figures.sums).index,
                  .rank = 0,
                  .structure_potential = nan,
                  .intensity_potential = nan};
    add_potentials(out.scores, rule, figures.sums, figures.kind);
    out.missing = std::move(scorer).missing();
    return out;
}

}  // namespace permu
