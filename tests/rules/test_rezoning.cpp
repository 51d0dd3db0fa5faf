/// Re-zoning: reserves against the area that left, with areas in m² and mu that a pencil can add.
#include "permu/rules/rezoning.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>

#include "fixture.hpp"
#include "permu/base/csv.hpp"
#include "permu/model/invariants.hpp"

namespace permu::test {
namespace {

using Lines = std::vector<std::string>;

struct Reserve {
    const char* id;
    double x, width;  ///< 100 m deep; area = width · 100 m²
    const char* city = "";
    ParkId park = {};
    double suitability = 0.5;
    double block = 0;
};

void add_rectangle(Shapes& shapes, double x, double width)
{
    shapes.begin_part();
    shapes.add_ring(
        std::array{Point{x, 0}, Point{x + width, 0}, Point{x + width, 100}, Point{x, 100}, Point{x, 0}});
    shapes.end_shape();
}

/// Puts the reserves into the table and, 100 m deep, onto the map.
void add_reserves(State& state, Geography& geography, const std::vector<Reserve>& reserves)
{
    for (const Reserve& one : reserves) {
        add_rectangle(geography.reserves, one.x, one.width);
        state.reserves.id.push_back(one.id);
        state.reserves.city.push_back(one.city);
        state.reserves.county.push_back("");
        state.reserves.park.push_back(one.park);
        state.reserves.use.push_back(LandUse::industrial_1);
        state.reserves.area.push_back(to_mm2({one.width * 100}));
        state.reserves.suitability.push_back(one.suitability);
        state.reserves.block.push_back(one.block);
        state.reserves.blocks.push_back(0);
    }
}

/// Park a in 太原, 0 to 300 m, one built parcel of 30,000 m² (45 mu), which turns; b, far away, does not.
State turning(const std::vector<Reserve>& reserves)
{
    State state = state_of({.year = 2025,
                            .parks = "id level province kind city\n a provincial 山西 示范区 太原\n"
                                     "b provincial 山西 示范区 大同",
                            .parcels = "id park mu use stage\n a1 a 45 residential built\n"
                                       "b1 b 30 industrial ready"});
    auto geography = std::make_shared<Geography>(*state.geography);
    add_rectangle(geography->parcels, 0, 300), add_rectangle(geography->parcels, 9000, 200);
    add_rectangle(geography->parks, 0, 300), add_rectangle(geography->parks, 9000, 200);
    add_reserves(state, *geography, reserves);
    state.geography = geography;
    state.parks.transition_pending[{0}] = Transfer::park;
    return state;
}

void next_year(State& state)
{
    start_year(state, state.year + 1);
    InvariantSummary summary;
    check_invariants(state, judged(state), summary);
}

// 45 mu leave; R1, the more suitable, has 15 and fits; R2 has 60: 30 are cut off, half of it stays.
TEST(Rezoning, TakesAsMuchAsLeftAndTheBestFirst)
{
    State state = turning({{"R1", 1000, 100, "太原", {}, 0.9, 5000}, {"R2", 2000, 400, "太原", {}, 0.4, 0}});
    apply(state, Rezoning{}, 2025);
    const Event event = only_event(state, "rezoned", "a");
    EXPECT_NEAR(event.value, 45, 1e-6);
    EXPECT_NEAR(event.threshold, 45, 1e-6);
    EXPECT_EQ(told(state, "reserve_taken").size(), 2U);
    EXPECT_EQ(state.parks.size(), 2U) << "nothing moves before 1 January";
    next_year(state);
    const ParkId made = park(state, "a-2");
    EXPECT_EQ(state.parks.status[{0}], ParkStatus::transitioned);
    EXPECT_EQ(state.parks.status[made], ParkStatus::developing);
    EXPECT_EQ(state.parks.predecessor[made], ParkId{0});
    EXPECT_EQ(state.parks.city[made.index], "太原");
    EXPECT_NEAR(state.parks.approved_area[made], 30000, 1e-6);
    EXPECT_NEAR(state.parks.boundary_area[made], 30000, 0.01);
    EXPECT_NEAR(mu_of(state, "R1/1"), 7.5, 1e-4);
    EXPECT_NEAR(mu_of(state, "R1/2"), 7.5, 1e-4);
    EXPECT_NEAR(mu_of(state, "R2/1"), 30, 1e-4);
    EXPECT_EQ(state.parcels.stage[parcel(state, "R2/1")], Stage::planned);
    EXPECT_EQ(state.parcels.plan_use[parcel(state, "R2/1")], LandUse::industrial_1);
    EXPECT_EQ(state.reserves.area[0], 0);
    EXPECT_NEAR(from_mm2(state.reserves.area[1]).value, 20000, 0.01);
    EXPECT_EQ(state.region.land_taken_in, state.parks.opening_land[made]);
}

// Within 5 % of 30,000 m²: 28,500 to 31,500, both included.
TEST(Rezoning, ABalanceWithinTheToleranceTakesReservesWhole)
{
    for (const double width : {285.0, 315.0}) {
        State state = turning({{"R", 1000, width, "太原"}});
        apply(state, Rezoning{}, 2025);
        EXPECT_NEAR(only_event(state, "rezoned", "a").value, width * 0.15, 1e-6) << width;
        EXPECT_TRUE(state.next_land.takings.at(0).rest.empty());
    }
    State larger = turning({{"R", 1000, 316, "太原"}});
    Rezoning strict;
    strict.block_width_min = 20;  // the rest, 16 m wide, could not be a lot
    apply(larger, strict, 2025);
    EXPECT_EQ(told(larger, "no_successor").size(), 1U);
}

TEST(Rezoning, WithoutABalanceThereIsNoSuccessor)
{
    State state = turning({{"R", 1000, 284, "太原"}});
    apply(state, Rezoning{}, 2025);
    EXPECT_NEAR(only_event(state, "no_successor", "a").value, 42.6, 1e-6);
    EXPECT_NEAR(only_event(state, "no_successor", "a").threshold, 42.75, 1e-6);
    EXPECT_TRUE(state.next_land.empty());
    next_year(state);
    EXPECT_EQ(state.parks.size(), 2U);
    State less = turning({{"R", 1000, 284, "太原"}});
    Rezoning lenient;
    lenient.accept_less = true;
    apply(less, lenient, 2025);
    EXPECT_EQ(told(less, "rezoned").size(), 1U);
    State none = turning({});
    apply(none, lenient, 2025);
    EXPECT_EQ(told(none, "no_successor").size(), 1U);
}

// Of other cities, of other parks, and too far: not one of them. What adjoins the park needs no city.
TEST(Rezoning, TakesOnlyLandOfItsPlace)
{
    State state =
        turning({{"R1", 1000, 300, "大同"}, {"R2", 2000, 300, "太原", ParkId{1}}, {"R3", 3000, 300}});
    apply(state, Rezoning{}, 2025);
    EXPECT_EQ(told(state, "no_successor").size(), 1U);
    State beside = turning({{"R1", 300, 300}, {"R2", 1000, 300, "太原", {}, 0.4}});
    apply(beside, Rezoning{}, 2025);
    ASSERT_EQ(beside.next_land.takings.size(), 1U);
    EXPECT_EQ(beside.next_land.takings[0].reserve, ReserveId{0});
    State own = turning({{"R1", 300, 300, "", {}, 1.0}, {"R2", 1000, 300, "", ParkId{0}, 0.1}});
    apply(own, Rezoning{}, 2025);
    EXPECT_EQ(own.next_land.takings.at(0).reserve, ReserveId{1}) << "its own come first";
}

TEST(Rezoning, WithExpansionTheNewAreaMayBeLarger)
{
    State state = turning({{"R", 1000, 400, "太原"}});
    Rezoning rule;
    rule.expansion = true;
    apply(state, rule, 2025);
    EXPECT_NEAR(only_event(state, "rezoned", "a").value, 60, 1e-6);
    EXPECT_NEAR(state.next_land.new_parks.at(0).approved_area, 40000, 1e-6);
}

TEST(Rezoning, TwoParksOfAYearDoNotTakeOneReserve)
{
    State state = turning({{"R", 1000, 300, "", ParkId::none()}});
    state.reserves.city[0] = state.parks.city[1] = "太原";
    state.parks.transition_pending[{1}] = Transfer::park;
    apply(state, Rezoning{}, 2025);
    EXPECT_EQ(told(state, "rezoned").size(), 1U);
    EXPECT_EQ(told(state, "no_successor").size(), 1U);
    next_year(state);
}

/// As turning(), with 15 mu of planned land a2 beside a1 on the park's east side, 300 to 400 m.
State with_planned_land(const std::vector<Reserve>& reserves)
{
    State state = state_of({.year = 2025,
                            .parks = "id level province kind city\n a provincial 山西 示范区 太原",
                            .parcels = "id park mu use plan_use stage\n a1 a 45 residential - built\n"
                                       "a2 a 15 farmland industrial planned",
                            .firms = "id parcel division\n f a1 73"});
    auto geography = std::make_shared<Geography>(*state.geography);
    add_rectangle(geography->parcels, 0, 300), add_rectangle(geography->parcels, 300, 100);
    add_rectangle(geography->parks, 0, 400);
    add_reserves(state, *geography, reserves);
    state.geography = geography;
    state.parks.approved_area[{0}] = 40000;
    state.parks.boundary_area[{0}] = 40000;
    return state;
}

// 45 of 60 mu are built and become city: 30,000 of 40,000 m² leave. The planned 15 mu go to the new park with
// the 30,000 m² of R, and it has the 40,000 m² that were approved.
TEST(Rezoning, WithBuiltLandAloneTransferredTheRestGoesOnInTheNewPark)
{
    State state = with_planned_land({{"R", 1000, 300, "太原"}});
    state.parks.transition_pending[{0}] = Transfer::built;
    apply(state, Rezoning{}, 2025);
    EXPECT_NEAR(only_event(state, "rezoned", "a").threshold, 45, 1e-6);
    next_year(state);
    const ParkId made = park(state, "a-2");
    EXPECT_EQ(state.parcels.park[parcel(state, "a2")], made);
    EXPECT_EQ(state.parcels.park[parcel(state, "R/1")], made);
    EXPECT_EQ(state.parcels.park[parcel(state, "a1")], park(state, "a"));
    EXPECT_NEAR(state.parks.approved_area[park(state, "a")], 30000, 1e-6);
    EXPECT_NEAR(state.parks.approved_area[made], 40000, 1e-6);
    EXPECT_NEAR(state.parks.boundary_area[park(state, "a")], 30000, 0.01);
    EXPECT_NEAR(state.parks.boundary_area[made], 40000, 0.01);
    State alone = with_planned_land({});
    alone.parks.transition_pending[{0}] = Transfer::built;
    apply(alone, Rezoning{}, 2025);
    next_year(alone);
    EXPECT_EQ(alone.parcels.park[parcel(alone, "a2")], park(alone, "a")) << "nobody follows: all stays";
}

Rezoning asking(std::string_view rows)
{
    Rezoning rule;
    rule.requests.table = parse_csv("park_id,year,out,in\n" + std::string(rows), "requests");
    return rule;
}

// a2, 15 mu, leaves; R adjoins a in the east once a2 is gone: the boundary is in two parts of 300 and 100 m.
TEST(Rezoning, ABoundaryChangesOnRequest)
{
    State state = with_planned_land({{"R", 400, 100, "太原"}, {"S", 1000, 100, "太原", {}, 0.9}});
    const Rezoning rule = asking("a,2025,a2,R\na,2026,a1,\n");
    apply(state, rule, 2025);
    EXPECT_EQ(only_event(state, "boundary_changed", "a").value, 15);
    EXPECT_EQ(only_event(state, "boundary_changed", "a").threshold, 15);
    EXPECT_EQ(told(state, "parcel_leaves"), (Lines{"parcel_leaves a2 15 - park a; planned"}));
    next_year(state);
    const ParkId out = park(state, "a-out");
    EXPECT_EQ(state.parks.status[out], ParkStatus::delisted);
    EXPECT_EQ(state.parks.status[park(state, "a")], ParkStatus::developing);
    EXPECT_EQ(state.parcels.park[parcel(state, "a2")], out);
    EXPECT_EQ(state.parcels.park[parcel(state, "R/1")], park(state, "a"));
    EXPECT_NEAR(state.parks.boundary_area[park(state, "a")], 40000, 0.01);
    EXPECT_NEAR(state.parks.boundary_area[out], 10000, 0.01);
    EXPECT_NEAR(state.parks.approved_area[park(state, "a")], 40000, 1e-6);
    EXPECT_EQ(state.parcels.ancestry.size(), 1U);
    EXPECT_EQ(state.parcels.ancestry.at(0).parents, "R");
}

// R has 50 m of the 100 m that leave; nobody, b, and a park that turns get nothing either.
TEST(Rezoning, ARequestThatCannotBeGrantedSaysWhy)
{
    const auto refused = [](std::string_view row, Transfer pending = Transfer::none) {
        State state = with_planned_land({{"R", 400, 50, "太原"}});
        state.parks.transition_pending[{0}] = pending;
        apply(state, asking(row), 2025);
        const Lines lines = told(state, "request_refused");
        EXPECT_EQ(lines.size(), 1U) << row;
        EXPECT_TRUE(pending != Transfer::none || state.next_land.empty()) << row;
        return lines.empty() ? std::string{} : lines[0];
    };
    EXPECT_EQ(refused("a,2025,a2,R"), "request_refused a 7.5 14.25 out=1; in=1; no balance of areas");
    EXPECT_EQ(refused("z,2025,a2,R"), "request_refused region - - park=z; out=1; in=1; no such park");
    EXPECT_EQ(refused("a,2025,b1,R"), "request_refused a - - out=1; in=1; no parcel of the park: b1");
    EXPECT_EQ(refused("a,2025,a2,T"), "request_refused a - - out=1; in=1; no free reserve: T");
    EXPECT_EQ(refused("a,2025,a1;a2,R"), "request_refused a - - out=2; in=1; no land would stay");
    EXPECT_EQ(refused("a,2025,a2,R", Transfer::park),
              "request_refused a - - out=1; in=1; the park turns this year");
}

TEST(Rezoning, ATableOfRequestsThatCannotBeReadIsRefused)
{
    const auto problems_of = [](const char* csv) {
        Rezoning rule;
        rule.requests.table = parse_csv(csv, "requests");
        Problems problems;
        validate(rule, "rules.rezoning", problems);
        return describe(problems, Language::en);
    };
    EXPECT_EQ(problems_of("park_id,year,out,in\na,2027,p,\n"), "");
    EXPECT_NE(problems_of("park_id,year,in\na,2027,R\n").find("no column out"), std::string::npos);
    EXPECT_NE(problems_of("park_id,year,out\na,soon,p\n").find("row 1, column year"), std::string::npos);
}

TEST(Rezoning, AParkThatDoesNotTurnIsLeftAlone)
{
    State state = turning({{"R", 1000, 300, "太原"}});
    state.parks.transition_pending[{0}] = Transfer::none;
    apply(state, Rezoning{}, 2025);
    EXPECT_EQ(state.events.size(), 0U);
    EXPECT_TRUE(state.next_land.empty());
}

}  // namespace
}  // namespace permu::test
