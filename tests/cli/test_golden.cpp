/// What a run must say: names and headers that scripts rely on, and a base year that a pencil can check.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

const std::vector<std::string>& promised_indicators()
{
    static const std::vector<std::string> ids{"area_mu",
                                              "developable_mu",
                                              "built_mu",
                                              "supplied_mu",
                                              "ready_mu",
                                              "suppliable_mu",
                                              "idle_mu",
                                              "development_rate",
                                              "supply_rate",
                                              "built_rate",
                                              "built_share_of_developable",
                                              "industrial_rate",
                                              "literal_industrial_share",
                                              "m0_share",
                                              "comprehensive_far",
                                              "building_density",
                                              "industrial_far",
                                              "industrial_building_coefficient",
                                              "fixed_investment_per_mu",
                                              "fixed_investment_per_ha",
                                              "tax_per_mu",
                                              "tax_per_ha",
                                              "industrial_tax_per_mu",
                                              "output_per_mu",
                                              "value_added_per_mu",
                                              "idle_rate",
                                              "standard_land_share_area",
                                              "standard_land_share_count",
                                              "lease_share",
                                              "class_a_count",
                                              "class_b_count",
                                              "class_c_count",
                                              "class_d_count",
                                              "quota_given_mu",
                                              "quota_used_mu",
                                              "stock_disposed_mu",
                                              "land_revenue_wan",
                                              "projects_arrived",
                                              "projects_placed",
                                              "projects_waiting",
                                              "projects_lost",
                                              "energy_per_value_added",
                                              "carbon_per_value_added",
                                              "city_integration_index",
                                              "intensive_use_score",
                                              "composite_score",
                                              "rank",
                                              "cooperation_parks",
                                              "fdi_wan"};
    return ids;
}

class Baseline : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        temp_ = new TempDirectory;
        const fs::path scenario = source_directory() / "scenarios/baseline.toml";
        outcome_ =
            new Outcome(permu({"run", scenario.string(), "-o", *temp_ / "run", "--years", "2024:2027"}));
    }
    static void TearDownTestSuite()
    {
        delete temp_;
        delete outcome_;
    }
    void SetUp() override { ASSERT_EQ(outcome_->code, 0) << outcome_->err; }
    static fs::path run() { return temp_->path() / "run"; }

    static TempDirectory* temp_;
    static Outcome* outcome_;
};

TempDirectory* Baseline::temp_ = nullptr;
Outcome* Baseline::outcome_ = nullptr;

TEST_F(Baseline, HeadersAreThePromisedOnes)
{
    EXPECT_EQ(first_line(run() / "indicators.csv"), "year,scope,id,indicator,value,unit");
    EXPECT_EQ(first_line(run() / "events.csv"),
              "year,rule,clause,entity,id,event,value,unit,threshold,detail");
}

TEST_F(Baseline, EveryPromisedIndicatorIsThereEveryYear)
{
    const Csv csv = read_csv(run() / "indicators.csv");
    std::map<std::string, int> region, park;
    for (const auto& row : csv.rows)
        ++(row.at("scope") == "region" ? region : park)[row.at("indicator")];
    for (const std::string& id : promised_indicators()) {
        const bool of_parks_only = id == "composite_score" || id == "rank" || id == "intensive_use_score";
        const int rows = of_parks_only ? park[id] : region[id];
        EXPECT_EQ(rows, of_parks_only ? park["area_mu"] : 4) << id << ", 2024 to 2027";
    }
}

TEST_F(Baseline, NoNumberIsNotANumber)
{
    for (const auto& row : read_csv(run() / "indicators.csv").rows) {
        const std::string& value = row.at("value");
        EXPECT_TRUE(value.empty() || std::isfinite(number(value))) << row.at("indicator");
    }
}

TEST_F(Baseline, EveryEventNamesItsRuleItsClauseAndWhatItHappenedTo)
{
    const Csv csv = read_csv(run() / "events.csv");
    ASSERT_GT(csv.rows.size(), 100U);
    for (const auto& row : csv.rows) {
        EXPECT_TRUE(std::ranges::count(rule_names(), row.at("rule"))) << row.at("rule");
        // Growth of firms follows no act: its clause may be empty.
        EXPECT_TRUE(row.at("rule") == "operation" || !row.at("clause").empty()) << row.at("event");
        EXPECT_FALSE(row.at("id").empty()) << row.at("event");
        const std::string& kind = row.at("entity");
        EXPECT_TRUE(kind == "parcel" || kind == "park" || kind == "project" || kind == "enterprise" ||
                    kind == "region")
            << kind;
    }
}

// The region is the sum of its parks, to the last mm² that is written.
TEST_F(Baseline, TheRegionIsTheSumOfItsParks)
{
    std::map<std::string, double> region, parks;
    for (const auto& row : read_csv(run() / "indicators.csv").rows) {
        const std::string& id = row.at("indicator");
        const bool sum = id == "area_mu" || id == "built_mu" || id == "supplied_mu" || id == "idle_mu" ||
                         id == "suppliable_mu" || id == "quota_used_mu" || id == "land_revenue_wan";
        if (sum)
            (row.at("scope") == "region" ? region : parks)[row.at("year") + id] += number(row.at("value"));
    }
    ASSERT_EQ(region.size(), 4U * 7);
    for (const auto& [key, value] : region)
        EXPECT_NEAR(value, parks[key], 1e-6 * std::max(1.0, std::abs(value))) << key;
}

// The table of twelve_parcels(), added up by hand; areas in mu, floor and footprint over m² of land:
//
//            A    B21  B22  C    D    E    G    A2   floor    footprint  on A2: floor, footprint + yards
//   P1       120   90    0   0  165   30   30   60   80 000   26 000            40 000   24 000
//   P2        45   30   60  30   45   90    0   45   32 000   15 000            32 000   15 000
//   region   165  120   60  30  210  120   30  105  112 000   41 000            72 000   39 000
//
// Firms: E1 in P1, E2 (storage) and E3 (software, not industry) in P2.
struct Row {
    std::string indicator;
    double p1, p2, region;
};

constexpr double mu = 2000.0 / 3;  // m²

std::vector<Row> pencil_land()
{
    return {
        {"area_mu", 210, 165, 375},
        {"developable_mu", 210, 135, 345},
        {"built_mu", 120, 45, 165},
        {"supplied_mu", 165, 45, 210},
        {"ready_mu", 30, 30, 60},
        {"suppliable_mu", 30, 90, 120},
        {"idle_mu", 30, 0, 30},
        {"development_rate", 210. / 210, 75. / 135, 285. / 345},
        {"supply_rate", 165. / 210, 45. / 75, 210. / 285},
        {"built_rate", 120. / 165, 45. / 45, 165. / 210},
        {"built_share_of_developable", 120. / 210, 45. / 135, 165. / 345},
        {"idle_rate", 30. / 165, 0, 30. / 210},
        {"industrial_rate", 60. / 120, 45. / 45, 105. / 165},
        {"literal_industrial_share", 60. / 120, 15. / 45, 75. / 165},
        {"m0_share", 0, 15. / 45, 15. / 165},
        {"comprehensive_far", 80000 / (120 * mu), 32000 / (45 * mu), 112000 / (165 * mu)},
        {"building_density", 26000 / (120 * mu), 15000 / (45 * mu), 41000 / (165 * mu)},
        {"industrial_far", 40000 / (60 * mu), 32000 / (45 * mu), 72000 / (105 * mu)},
        {"industrial_building_coefficient", 24000 / (60 * mu), 15000 / (45 * mu), 39000 / (105 * mu)},
    };
}

std::vector<Row> pencil_firms()
{
    return {
        {"fixed_investment_per_mu", 18000. / 60, 4500. / 45, 22500. / 105},
        {"fixed_investment_per_ha", 18000. / 4, 4500. / 3, 22500. / 7},
        {"tax_per_mu", 600. / 120, 150. / 45, 750. / 165},
        {"tax_per_ha", 600. / 8, 150. / 3, 750. / 11},
        {"industrial_tax_per_mu", 600. / 60, 60. / 45, 660. / 105},
        {"output_per_mu", 6000. / 60, 900. / 45, 6900. / 105},
        {"value_added_per_mu", 1500. / 60, 300. / 45, 1800. / 105},
        {"energy_per_value_added", 900. / 1500, 150. / 1050, 1050. / 2550},
    };
}

void expect_pencil(const Indicators& indicators, int year)
{
    for (const auto& rows : {pencil_land(), pencil_firms()})
        for (const Row& row : rows)
            for (const auto& [id, value] :
                 {std::pair{"P1", row.p1}, std::pair{"P2", row.p2}, std::pair{"region", row.region}})
                EXPECT_NEAR(indicators(year, id, row.indicator), value, 1e-9 * std::max(1.0, value))
                    << year << " " << id << " " << row.indicator;
}

TEST(Pencil, TheBaseYearIsTheLedgerOfTheInput)
{
    const TempDirectory temp;
    const Indicators indicators(run_study(twelve_parcels(), temp.path()));
    expect_pencil(indicators, 2024);
}

// The identity of the national notices: it holds in each row where A ≤ D ≤ A + B21.
TEST(Pencil, TheBuiltShareIsTheProductOfTheThreeRates)
{
    const TempDirectory temp;
    const Indicators indicators(run_study(twelve_parcels(), temp.path()));
    for (const char* id : {"P1", "P2", "region"})
        EXPECT_NEAR(indicators(2024, id, "built_share_of_developable"),
                    indicators(2024, id, "development_rate") * indicators(2024, id, "supply_rate") *
                        indicators(2024, id, "built_rate"),
                    1e-12);
}

TEST(Pencil, WithoutEnterprisesTheirIndicatorsAreEmptyNotZero)
{
    const TempDirectory temp;
    PencilStudy study = twelve_parcels();
    study.enterprises.clear();
    const Indicators indicators(run_study(study, temp.path()));
    for (const char* id : {"tax_per_mu", "output_per_mu", "fixed_investment_per_mu"}) {
        EXPECT_TRUE(indicators.has(2024, "region", id)) << id;
        EXPECT_FALSE(indicators.at(2024, "region", id).has_value()) << id;
    }
}

TEST(Pencil, NothingChangesWhereEveryRuleIsOff)
{
    const TempDirectory temp;
    PencilStudy study = twelve_parcels();
    study.end = 2030;
    const fs::path run = run_study(study, temp.path());
    const Indicators indicators(run);
    expect_pencil(indicators, 2030);
    EXPECT_TRUE(read_csv(run / "events.csv").rows.empty());
}

}  // namespace
}  // namespace permu::cli_test
