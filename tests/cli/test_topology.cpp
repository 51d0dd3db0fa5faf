/// Overlaps, slivers and land outside of parks, in metres and in degrees: who keeps what, and the accounts.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

namespace permu::cli_test {
namespace {

using Json = nlohmann::json;

/// A rectangle, in metres from the south-west corner of the park.
struct Plot {
    std::string id;
    double left, bottom, right, top;
    std::string more = {};  ///< further properties: ,"name":value
};

/// Plots in parks, one of 300 m × 200 m unless said otherwise, written in metres or in degrees near 37.75° N.
class Ground {
public:
    Ground(std::vector<Plot> plots, bool degrees, const std::vector<Plot>& parks = {{"P1", 0, 0, 300, 200}})
        : plots_(std::move(plots)), degrees_(degrees)
    {
        write_file(directory_.path() / "parks.geojson", collection(parks, "park_id"));
        write_file(directory_.path() / "parcels.geojson", collection(plots_, "parcel_id"));
    }

    struct Checked {
        int code;
        std::string err;
        Json json;

        /// The problem of that code; null where there is none.
        Json problem(const std::string& code_wanted) const
        {
            for (const auto& one : json.at("problems"))
                if (one.at("code") == code_wanted) return one;
            return {};
        }
        double account(const std::string& name) const { return json.at("balance").at(0).at(name); }
    };
    /// \param data  lines of [data], \param more  tables at the end
    Checked check(const std::string& data, const std::string& more = {},
                  const std::vector<std::string>& options = {}) const
    {
        const std::string crs = degrees_ ? "EPSG:4490" : "EPSG:4547";
        write_file(directory_.path() / "s.toml",
                   fmt::format("[run]\nstart = 2024\nend = 2024\n[data]\n{1}\n[data.parks]\n"
                               "file = \"parks.geojson\"\ncrs = \"{0}\"\n[data.parcels]\n"
                               "file = \"parcels.geojson\"\ncrs = \"{0}\"\ncode_system = \"用地用海\"\n{2}",
                               crs, data, more));
        std::vector<std::string> words{"check", directory_ / "s.toml", "--json"};
        words.insert(words.end(), options.begin(), options.end());
        const Outcome outcome = permu(words);
        return {outcome.code, outcome.err, Json::parse(outcome.out, nullptr, false)};
    }
    const fs::path& folder() const { return directory_.path(); }

private:
    std::string corner(double x, double y) const
    {
        // Lengths of a degree at 37.75° N, on the ellipsoid.
        constexpr double east = 88136, north = 110989;
        if (degrees_) return fmt::format("[{:.12f},{:.12f}]", 114 + x / east, 37.75 + y / north);
        return fmt::format("[{},{}]", 500000 + x, 4180000 + y);
    }
    std::string collection(const std::vector<Plot>& plots, const std::string& key) const
    {
        std::string out = R"({"type":"FeatureCollection","features":[)";
        for (const Plot& p : plots) {
            if (&p != &plots.front()) out += ",";
            out +=
                fmt::format(R"({{"type":"Feature","properties":{{"{}":"{}","use":"1001","stage":"built"{}}},)"
                            R"("geometry":{{"type":"Polygon","coordinates":[[{},{},{},{},{}]]}}}})",
                            key, p.id, p.more, corner(p.left, p.bottom), corner(p.right, p.bottom),
                            corner(p.right, p.top), corner(p.left, p.top), corner(p.left, p.bottom));
        }
        return out + "]}";
    }

    TempDirectory directory_;
    std::vector<Plot> plots_;
    bool degrees_;
};

//   A 100 m × 200 m | S 1 m × 200 m | C 199 m × 80 m
//                   |               | B 199 m × 120 m
// S shares 200 m with A, 120 m with B and 80 m with C.
const std::vector<Plot> with_sliver{
    {"A", 0, 0, 100, 200}, {"S", 100, 0, 101, 200}, {"B", 101, 0, 300, 120}, {"C", 101, 120, 300, 200}};

class InBothSystems : public testing::TestWithParam<bool> {};

TEST_P(InBothSystems, ASliverIsMergedAlongItsLongestBoundaryAndNoLandIsLost)
{
    const Ground ground(with_sliver, GetParam());
    const auto checked = ground.check("on_sliver = \"merge\"\nsliver_area = \"300 m²\"");
    ASSERT_EQ(checked.code, 0) << checked.err;
    const Json sliver = checked.problem("parcel.sliver");
    EXPECT_EQ(sliver.at("ids"), Json({"S"}));
    EXPECT_NE(sliver.at("remedy").get<std::string>().find("merged into parcel A"), std::string::npos);
    EXPECT_EQ(sliver.at("consequence"), "changed");
    EXPECT_EQ(checked.json.at("parcels").at("kept"), 3);
    EXPECT_EQ(checked.json.at("parcels").at("merged"), 1);
    EXPECT_EQ(checked.json.at("parcels").at("dropped"), 0);
    const Json& area = checked.json.at("area_m2");
    EXPECT_NEAR(area.at("merged").get<double>(), 200, 0.2);
    EXPECT_NEAR(area.at("kept").get<double>(), 60000, 60);
    EXPECT_NEAR(checked.account("kept_m2"), checked.account("read_m2"), 1e-3);
    EXPECT_NEAR(checked.account("read_m2"), area.at("kept").get<double>(), GetParam() ? 1 : 60);
}

// B lies 120 m in P1 and 80 m in P2, all of it 200 m high.
TEST_P(InBothSystems, AParcelInTwoParksIsToldWithBoth)
{
    const Ground ground({{"A", 0, 0, 180, 200}, {"B", 180, 0, 380, 200}}, GetParam(),
                        {{"P1", 0, 0, 300, 200}, {"P2", 300, 0, 500, 200}});
    const auto checked = ground.check("");
    EXPECT_EQ(checked.code, 0) << checked.err;
    const Json two = checked.problem("parcel.two_parks");
    EXPECT_EQ(two.at("ids"), Json({"B"}));
    EXPECT_NEAR(two.at("area_m2").get<double>(), 16000, 20);
    EXPECT_NE(two.at("found").get<std::string>().find("in park P2"), std::string::npos) << two;
    EXPECT_EQ(two.at("consequence"), "changed");
    EXPECT_TRUE(checked.problem("parcel.outside").is_null());
    EXPECT_EQ(ground.check("on_outside = \"refuse\"").code, 3);
}

// Some may be elsewhere; all are the sign of a wrong coordinate system, unless they are to be left out.
TEST_P(InBothSystems, ParcelsThatAllMissTheParksAreRefused)
{
    const Plot in{"A", 0, 0, 100, 200}, far{"B", 5000, 0, 5100, 200}, farther{"C", 9000, 0, 9100, 200};
    EXPECT_EQ(Ground({in, far, farther}, GetParam()).check("").code, 0);
    const Ground ground({far, farther}, GetParam());
    const auto checked = ground.check("");
    EXPECT_EQ(checked.code, 3);
    EXPECT_EQ(checked.problem("parcels.elsewhere").at("count"), 2);
    EXPECT_TRUE(ground.check("on_outside = \"drop\"").problem("parcels.elsewhere").is_null());
}

// Drawn around 114° E and declared as 117° E: the parks tell what it should be.
TEST(Topology, AWrongMeridianIsNamed)
{
    const Ground ground({{"A", 0, 0, 100, 200}, {"B", 100, 0, 200, 200}}, false);
    const std::string scenario = (ground.folder() / "z.toml").string();
    write_file(scenario, "extends = \"s.toml\"\n[data.parcels]\ncrs = \"EPSG:4548\"\n");
    ground.check("");
    const Json problems = Json::parse(permu({"check", scenario, "--json"}).out).at("problems");
    const auto zone =
        std::ranges::find_if(problems, [](const Json& p) { return p.at("code") == "crs.zone"; });
    ASSERT_NE(zone, problems.end()) << problems;
    EXPECT_NE(zone->at("remedy").get<std::string>().find("crs = \"EPSG:4547\""), std::string::npos) << *zone;
    write_file(scenario, "extends = \"s.toml\"\n[data.parcels]\ncrs = \"EPSG:4547\"\n");
    EXPECT_EQ(permu({"check", scenario}).code, 0);
}

// S lies in A, and the smaller loses: nothing of it is left.
TEST_P(InBothSystems, AParcelWithoutLandOfItsOwnIsToldAndLeftOut)
{
    const Ground ground({{"A", 0, 0, 200, 200}, {"S", 50, 50, 60, 60}}, GetParam());
    const auto checked = ground.check("overlap_rule = \"smaller\"");
    ASSERT_EQ(checked.code, 0) << checked.err;
    const Json whole = checked.problem("parcel.overlap_whole");
    EXPECT_EQ(whole.at("ids"), Json({"S"}));
    EXPECT_NEAR(whole.at("area_m2").get<double>(), 100, 0.2);
    EXPECT_EQ(whole.at("consequence"), "changed");
    EXPECT_EQ(checked.json.at("parcels").at("dropped"), 1);
}

TEST_P(InBothSystems, LandOutsideOfTheParkIsToldInSquareMetres)
{
    const Ground ground({{"A", 0, 0, 100, 200}, {"B", 100, 0, 310, 200}}, GetParam());
    const auto checked = ground.check("");
    ASSERT_EQ(checked.code, 0) << checked.err;
    EXPECT_NEAR(checked.problem("parcel.outside").at("area_m2").get<double>(), 2000, 1);
    EXPECT_NEAR(checked.account("clipped_m2"), 2000, 1);
    EXPECT_NEAR(checked.account("read_m2") - checked.account("clipped_m2"), checked.account("kept_m2"), 1e-3);
}

// 5 m² of 20 000 are 0.025 %: too thin to be taken off.
TEST_P(InBothSystems, TolerancesAreLengthsAndAreasOnTheGround)
{
    const Ground ground({{"A", 0, 0, 100.025, 200}, {"B", 100, 0, 200.004, 200}, {"C", 200.05, 0, 300, 200}},
                        GetParam());
    const auto checked = ground.check("");
    ASSERT_EQ(checked.code, 0) << checked.err;
    const Json thin = checked.problem("parcel.overlap_thin");
    ASSERT_FALSE(thin.is_null());
    EXPECT_NEAR(thin.at("area_m2").get<double>(), 5, 0.01);
    const Json gap = checked.problem("parcel.gap");
    ASSERT_FALSE(gap.is_null()) << checked.json;
    EXPECT_NEAR(gap.at("area_m2").get<double>(), 0.046 * 200, 0.05);
    EXPECT_TRUE(checked.problem("parcel.overlap").is_null());
}

INSTANTIATE_TEST_SUITE_P(MetresAndDegrees, InBothSystems, testing::Bool(),
                         [](const auto& one) { return one.param ? "Degrees" : "Metres"; });

// S2 touches S1 alone: it is joined to A with it.
TEST(Slivers, OneBehindAnotherFollowsIt)
{
    const Ground ground({{"A", 0, 0, 299, 200}, {"S1", 299, 0, 299.5, 200}, {"S2", 299.5, 0, 300, 200}},
                        false);
    const auto checked = ground.check("on_sliver = \"merge\"\nsliver_area = \"300 m²\"\narea = \"planar\"");
    ASSERT_EQ(checked.code, 0) << checked.err;
    EXPECT_EQ(checked.problem("parcel.sliver").at("count"), 2);
    EXPECT_EQ(checked.json.at("parcels").at("kept"), 1);
    EXPECT_NEAR(checked.json.at("area_m2").at("kept").get<double>(), 60000, 1e-6);
}

// A and C have 200 m each in common with S: the earlier id takes it. U touches nothing and stays.
TEST(Slivers, EqualNeighboursGoByIdAndALonelyOneStays)
{
    const Ground ground(
        {{"C", 0, 0, 100, 200}, {"S", 100, 0, 101, 200}, {"A", 101, 0, 201, 200}, {"U", 250, 0, 251, 200}},
        false);
    const auto checked = ground.check("on_sliver = \"merge\"\nsliver_area = \"300 m²\"\narea = \"planar\"");
    ASSERT_EQ(checked.code, 0) << checked.err;
    const std::string remedy = checked.problem("parcel.sliver").at("remedy");
    EXPECT_NE(remedy.find("parcel A"), std::string::npos) << remedy;
    EXPECT_EQ(checked.problem("parcel.small_alone").at("ids"), Json({"U"}));
    EXPECT_EQ(checked.json.at("parcels").at("kept"), 3);
}

TEST(Slivers, AnEnterpriseOnAMergedOneIsOnTheParcelItIsPartOf)
{
    const Ground ground(with_sliver, false);
    write_file(ground.folder() / "firms.csv", "enterprise_id,parcel_id,division\nE1,S,34\n");
    const std::string firms = "[data.enterprises]\nfile = \"firms.csv\"\n";
    const std::string merge = "on_sliver = \"merge\"\nsliver_area = \"300 m²\"";
    const auto merged = ground.check(merge, firms);
    EXPECT_EQ(merged.code, 0) << merged.err << merged.json;
    EXPECT_EQ(merged.problem("parcel.without_enterprise").at("ids"), Json({"B", "C"}));
    const auto dropped = ground.check("on_sliver = \"drop\"\nsliver_area = \"300 m²\"", firms);
    EXPECT_EQ(dropped.problem("enterprise.unknown_parcel").at("ids"), Json({"E1"}));
}

TEST(Slivers, AreKeptDroppedOrRefusedAsTheScenarioSays)
{
    const Ground ground(with_sliver, false);
    const auto kept = ground.check("sliver_area = \"300 m²\"");
    EXPECT_EQ(kept.code, 0);
    EXPECT_EQ(kept.problem("parcel.small").at("consequence"), "noted");
    EXPECT_EQ(kept.json.at("parcels").at("kept"), 4);
    const auto dropped = ground.check("on_sliver = \"drop\"\nsliver_area = \"300 m²\"");
    EXPECT_EQ(dropped.code, 0);
    EXPECT_EQ(dropped.json.at("parcels").at("dropped"), 1);
    EXPECT_NEAR(dropped.account("dropped_m2"), 200, 1e-6);
    EXPECT_NEAR(dropped.account("kept_m2"), 59800, 1e-6);
    const auto refused = ground.check("on_sliver = \"refuse\"\nsliver_area = \"300 m²\"");
    EXPECT_EQ(refused.code, 3);
    EXPECT_EQ(refused.problem("parcel.sliver").at("consequence"), "refused");
    // What is merged or dropped is a repair, and strictness takes none.
    for (const char* policy : {"merge", "drop"}) {
        const std::string data = fmt::format("on_sliver = \"{}\"\nsliver_area = \"300 m²\"", policy);
        EXPECT_EQ(ground.check(data, "", {"--strict"}).code, 3) << policy;
    }
}

// 20 000 m² and 40 200 m² share 200 m²; the higher number loses it, and none at all is the highest.
TEST(Overlaps, ThePriorityOfTheFieldSaysWhoLoses)
{
    const auto loser = [](const std::string& a, const std::string& b) {
        const Ground ground({{"A", 0, 0, 100, 200, a}, {"B", 99, 0, 300, 200, b}}, false);
        const auto checked = ground.check("overlap_rule = \"priority\"");
        EXPECT_EQ(checked.code, 0) << checked.err;
        EXPECT_NEAR(checked.account("overlap_m2"), 200, 1e-6);
        return checked.problem("parcel.overlap").at("ids").at(0).get<std::string>();
    };
    EXPECT_EQ(loser(R"(,"overlap_priority":1)", R"(,"overlap_priority":2)"), "B");
    EXPECT_EQ(loser(R"(,"overlap_priority":2)", R"(,"overlap_priority":1)"), "A");
    EXPECT_EQ(loser(R"(,"overlap_priority":null)", R"(,"overlap_priority":9)"), "A");
    EXPECT_EQ(loser(R"(,"overlap_priority":1)", R"(,"overlap_priority":1)"), "B")
        << "the larger of equal ones";
}

TEST(Overlaps, ThePriorityNeedsItsField)
{
    const Ground ground({{"A", 0, 0, 100, 200}, {"B", 99, 0, 300, 200}}, false);
    const auto checked = ground.check("overlap_rule = \"priority\"");
    EXPECT_EQ(checked.code, 3);
    EXPECT_NE(checked.problem("field.missing").at("remedy").get<std::string>().find("overlap_priority"),
              std::string::npos);
}

}  // namespace
}  // namespace permu::cli_test
