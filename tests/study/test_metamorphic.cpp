/// What must not change, or only in one direction, when a whole run is given in another way.
#include <gtest/gtest.h>

#include <regex>

#include "study/synthetic.hpp"

namespace permu::test {
namespace {

/// Everything that can happen, happens.
constexpr std::string_view lively =
    "[rules.transition]\nmode = \"mandatory\"\n[rules.quota]\nstock_link = 0.5\n"
    "[rules.idle_land]\nenforcement_share = 0.7\n[rules.construction]\nstall_probability = 0.2\n";

/// Without draws that are keyed by ids.
constexpr std::string_view certain =
    "[rules.construction]\nstart_lag = [1.0]\nstall_probability = 0\nsuspend_probability = 0\n"
    "[rules.operation]\nperformance_sd = 0\nvolatility = 0\n[rules.idle_land]\nenforcement_share = 1\n";

SampleProvince small_province(std::uint64_t seed = 1)
{
    return make_province({.parks = 6, .parcels = 420, .seed = seed});
}

TEST(Metamorphic, TheOrderOfRowsChangesNothing)
{
    const SampleProvince province = small_province();
    const Scenario scenario = scenario_of(lively);
    EXPECT_EQ(
        first_difference(story(base_of(province), scenario), story(base_of(reversed(province)), scenario)),
        "");
}

TEST(Metamorphic, ThreadsChangeNothing)
{
    const State one = base_of(small_province(2));
    State four = one;
    four.threads = 4;
    const Scenario scenario = scenario_of(lively);
    EXPECT_EQ(first_difference(story(one, scenario), story(four, scenario)), "");
}

void rename_ids(Table& table, std::string_view column)
{
    for (TableColumn& at : table.columns) {
        if (at.name != column) continue;
        auto& cells = std::get<TextCells>(at.cells);
        TextCells renamed;
        for (std::uint32_t row = 0; row < cells.size(); ++row)
            renamed.push_back(cells.null[row] ? std::nullopt
                                              : std::optional("Z" + std::string(cells.texts[AnyRow{row}])));
        cells = std::move(renamed);
    }
}

TEST(Metamorphic, OtherIdsInTheSameOrderChangeNoNumberWhenThereAreNoDraws)
{
    SampleProvince renamed = small_province(3);
    const std::string before = indicators_of(story(base_of(renamed), scenario_of(certain)));
    rename_ids(renamed.parcels, "parcel_id");
    rename_ids(renamed.enterprises, "enterprise_id");
    rename_ids(renamed.enterprises, "parcel_id");
    rename_ids(renamed.projects, "project_id");
    EXPECT_EQ(first_difference(indicators_of(story(base_of(renamed), scenario_of(certain))), before), "");
}

TEST(Metamorphic, LandTwiceAsLongAndWideIsFourTimesTheLandAndTheSameRates)
{
    SampleProvince large = small_province(4);
    DataSpec planar;
    planar.area = AreaSource::planar;
    const Scenario scenario = scenario_of("");
    const State once = base_of(large, planar);
    for (Shapes* shapes : {&large.park_shapes, &large.parcel_shapes}) {
        for (Point& point : shapes->all_points())
            point = {point.x * 2, point.y * 2};
    }
    const State twice = base_of(large, planar);
    // Each parcel is rounded to 1 mm².
    EXPECT_NEAR(series(twice, scenario, "area_mu")[0], 4 * series(once, scenario, "area_mu")[0], 1e-5);
    for (const char* rate : {"development_rate", "supply_rate", "built_rate", "industrial_rate", "idle_rate"})
        EXPECT_NEAR(series(twice, scenario, rate)[0], series(once, scenario, rate)[0], 1e-9) << rate;
}

// A file that has its floor areas in hundredths of a square metre is the same file.
TEST(Metamorphic, AFieldInAnotherUnitIsTheSameFieldWithItsScale)
{
    SampleProvince province = small_province(10);
    const Scenario scenario = scenario_of("");
    const std::string before = story(base_of(province), scenario);
    for (TableColumn& column : province.parcels.columns)
        if (column.name == "floor_area_m2")
            for (double& value : std::get<NumberCells>(column.cells))
                value *= 128;  // a power of two: no rounding
    DataSpec data;
    data.parcels.scale = {{"floor_area_m2", 1.0 / 128}};
    EXPECT_NE(first_difference(story(base_of(province), scenario), before), "");
    EXPECT_EQ(first_difference(story(base_of(province, data), scenario), before), "");
}

TEST(Metamorphic, AParcelOfAnotherParkChangesNothingHereBeforeThePoolsAreShared)
{
    const SampleProvince province = small_province(5);
    const Scenario off = scenario_of(
        "[rules.quota]\nenabled = false\n[rules.demand]\nenabled = false\n"
        "[rules.evaluation]\nenabled = false\n");
    const std::string all = story(base_of(province), off);
    SampleProvince less = province;
    // The last lot of the last park, on which nobody stands, is left out.
    auto& ids = std::get<TextCells>(less.parcels.columns[0].cells);
    std::vector<std::uint32_t> kept;
    for (std::uint32_t row = 0; row + 1 < ids.size(); ++row)
        kept.push_back(row);
    less.parcel_shapes = select(less.parcel_shapes, kept);
    for (TableColumn& column : less.parcels.columns) {
        std::visit(
            [](auto& cells) {
                using Kind = std::decay_t<decltype(cells)>;
                if constexpr (std::is_same_v<Kind, TextCells>) {
                    TextCells shorter;
                    for (std::uint32_t row = 0; row + 1 < cells.size(); ++row)
                        shorter.push_back(cells.null[row] ? std::nullopt
                                                          : std::optional(cells.texts[AnyRow{row}]));
                    cells = std::move(shorter);
                } else {
                    cells.pop_back();
                }
            },
            column.cells);
    }
    const auto of_park = [](const std::string& told, const std::string& park) {
        std::istringstream lines(told);
        std::string out;
        for (std::string line; std::getline(lines, line);)
            if (line.find(" park " + park + " ") != std::string::npos) out += line + "\n";
        return out;
    };
    const std::string fewer = story(base_of(less), off);
    for (const char* park : {"P001", "P002", "P003"})
        EXPECT_EQ(first_difference(of_park(all, park), of_park(fewer, park)), "") << park;
}

/// A policy without strength is no policy.
struct Nothing {
    std::string_view on, off;
};

class ZeroStrength : public testing::TestWithParam<Nothing> {};

TEST_P(ZeroStrength, EqualsThePolicySwitchedOff)
{
    const State base = base_of(small_province(6));
    const std::string on = indicators_of(story(base, scenario_of(GetParam().on)));
    const std::string off = indicators_of(story(base, scenario_of(GetParam().off)));
    EXPECT_EQ(first_difference(on, off), "");
}

INSTANTIATE_TEST_SUITE_P(
    Rules, ZeroStrength,
    testing::Values(
        Nothing{"[rules.transition]\nmode = \"report\"\n", "[rules.transition]\nenabled = false\n"},
        Nothing{"[rules.quota]\nstock_link = 0\nbonus = 0\nmalus = 0\n", "[rules.quota]\nstock_link = 0\n"},
        Nothing{"[rules.rezoning]\nenabled = true\n", "[rules.rezoning]\nenabled = false\n"},
        Nothing{"[rules.merger]\nmode = \"report\"\n", "[rules.merger]\nenabled = false\n"},
        Nothing{"[rules.evaluation]\nreward_top = 3\nreward = \"0 万元\"\n"
                "reward_quota = 0\nwarned_quota = 0\n",
                ""},
        Nothing{"[rules.evaluation]\nreward_top = 3\n"
                "[rules.incentives]\nrewarded_factor = 1\n",
                ""},
        Nothing{"[rules.exit]\nresponse_cost = 0\n", ""},
        Nothing{"[rules.transition]\nfirms_leave = 0\n", ""},
        Nothing{"[rules.operation.response_improvement]\nC = 0\nD = 0\n"
                "[rules.demand]\nresponse_price = 0\n",
                ""},
        Nothing{"[rules.cooperation_parks]\nenabled = true\n",
                "[rules.cooperation_parks]\nenabled = false\n"}));

TEST(Metamorphic, MoreQuotaNeverLowersWhatIsPlacedInItsFirstYear)
{
    const State base = base_of(small_province(7));
    double last = -1;
    for (const int factor : {0, 1, 2, 4, 8}) {
        const Scenario scenario =
            scenario_of("[rules.standard_land]\nstrategy = \"optimal\"\n[rules.quota]\nbase_quota = \"" +
                        std::to_string(60 * factor) + " 亩\"\n");
        const double placed = series(base, scenario, "projects_placed")[1];
        EXPECT_GE(placed, last) << factor;
        last = placed;
    }
}

}  // namespace
}  // namespace permu::test
