/// Items of the evaluation whose ratios say nothing: no value added, no base of growth, figures of few firms.
#include "rules/park_items.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "permu/rules/evaluation.hpp"
#include "rules/fixture.hpp"

namespace permu::test {
namespace {

/// A rule that scores by these items alone.
Evaluation only(std::initializer_list<std::string_view> items)
{
    Evaluation rule;
    for (const ParkItem& item : park_items())
        rule.item_weights[std::string(item.id)] =
            std::find(items.begin(), items.end(), item.id) == items.end() ? 0 : 1;
    return rule;
}

// Energy, emission and carbon of a park that loses value: nothing they could be for, so no points, and not
// the points of the other items. With tax per mu at its benchmark: (0.4 · 100 + 0.2 · 0) / 0.6.
TEST(ParkItems, GivesNoPointsToUseOfEnergyWithoutValueAdded)
{
    State state = state_of({.parks = "id\n a\n b",
                            .parcels = "id park mu stage\n p a 150 built\n q b 150 built",
                            .firms = "id parcel tax energy emission carbon value_added\n"
                                     "x p 6000 100 1 100 -100\n y q 6000 100 1 100 0"});
    Evaluation rule =
        only({"tax_per_mu", "energy_per_value_added", "emission_per_value_added", "carbon_per_value_added"});
    rule.benchmarks["tax_per_mu"] = 40;
    rule.intensive_weights = {};
    apply(state, rule, 2025);
    for (const char* id : {"a", "b"}) {
        const ParkScores scores = state.parks.scores[park(state, id)];
        EXPECT_EQ(scores.green, 0) << id;
        EXPECT_DOUBLE_EQ(scores.composite, 40 / 0.6) << id;
    }
    EXPECT_TRUE(told(state, "missing_item").empty());
}

// Tax −100, −50, 50, 60 against 5 %: from a loss no growth is measured, in the year after it there is.
TEST(ParkItems, GivesNoPointsToGrowthFromALoss)
{
    State state = state_of({.parcels = "id mu stage\n p 150 built", .firms = "id parcel tax\n x p -100"});
    const Evaluation rule = only({"tax_growth"});
    assess(state, rule, 2024);
    EXPECT_TRUE(std::isnan(state.parks.scores[{0}].growth));
    const auto growth = [&](double tax, Year year) {
        state.enterprises.tax[{0}] = tax;
        state.measured.reset();
        apply(state, rule, year);
        return state.parks.scores[{0}].growth;
    };
    EXPECT_EQ(growth(-50, 2025), 0);
    EXPECT_EQ(growth(50, 2026), 0);
    EXPECT_EQ(growth(60, 2027), 100);
}

// Emission is known of 1,000 of 10,000 value added: 1 / 1000 against 0.0005 is 50, as of the firm alone.
TEST(ParkItems, MeasuresEmissionByTheFirmsThatTellIt)
{
    State state = state_of({.parcels = "id mu stage\n p 150 built",
                            .firms = "id parcel emission value_added\n x p 1 1000\n y p - 9000"});
    Evaluation rule = only({"emission_per_value_added"});
    rule.benchmarks["emission_per_value_added"] = 0.0005;
    apply(state, rule, 2025);
    EXPECT_DOUBLE_EQ(state.parks.scores[{0}].green, 50);
}

}  // namespace
}  // namespace permu::test
