/// Land cut, joined, moved and taken in, on a street of rectangles.
#include "permu/model/land_revision.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "model/small_state.hpp"
#include "permu/base/problem.hpp"
#include "permu/geometry/adjacency.hpp"
#include "permu/model/invariants.hpp"
#include "permu/model/land_shapes.hpp"

namespace permu {
namespace {

Shapes rectangles(std::initializer_list<Box> boxes)
{
    Shapes shapes;
    for (const Box& b : boxes) {
        shapes.begin_part();
        shapes.add_ring(std::array{Point{b.min_x, b.min_y}, Point{b.max_x, b.min_y}, Point{b.max_x, b.max_y},
                                   Point{b.min_x, b.max_y}, Point{b.min_x, b.min_y}});
        shapes.end_shape();
    }
    return shapes;
}

/// Two parks in a row, 50 m deep; p0 p1 p2 in A, p3 in B, reserve R east of them:
///
///     0    100    200    300      400            600
///     | p0  |  p1  |  p2  ||  p3   ||      R      |
class Street : public testing::Test {
protected:
    void SetUp() override
    {
        s_.park("A");
        for (int i = 0; i < 3; ++i)
            s_.parcel(LandUse::industrial, Stage::ready, 5000);
        s_.park("B");
        s_.parcel(LandUse::industrial, Stage::ready, 5000);
        State& state = s_.state;
        state.year = 2025;
        state.reserves = {.id = {"R"},
                          .city = {""},
                          .county = {""},
                          .park = {ParkId::none()},
                          .use = {LandUse::industrial_1},
                          .area = {10000 * square_metre},
                          .suitability = {0.5},
                          .block = {0},
                          .blocks = {0}};
        auto geography = std::make_shared<Geography>();
        geography->parcels =
            rectangles({{0, 0, 100, 50}, {100, 0, 200, 50}, {200, 0, 300, 50}, {300, 0, 400, 50}});
        geography->parks = rectangles({{0, 0, 300, 50}, {300, 0, 400, 50}});
        geography->reserves = rectangles({{400, 0, 600, 50}});
        std::vector<Border> borders;
        for (const SharedEdge& e : shared_edges(geography->parcels, 1))
            borders.push_back({ParcelId{e.a}, ParcelId{e.b}, e.length});
        geography->graph = ParcelGraph(4, borders);
        state.geography = geography;
        set_opening_land(state.parks, state.parcels);
    }

    State& state() { return s_.state; }
    ParcelTable& p() { return s_.state.parcels; }
    std::string ids() const
    {
        std::string all;
        for (const ParcelId parcel : s_.state.parcels.rows())
            all += (all.empty() ? "" : " ") + std::string(s_.state.parcels.id[parcel]);
        return all;
    }
    /// "p0-p1:50 …", each border once.
    std::string borders() const
    {
        const State& state = s_.state;
        std::string all;
        for (const ParcelId parcel : state.parcels.rows()) {
            const auto rows = state.geography->graph.neighbours(parcel);
            for (std::size_t i = 0; i < rows.size(); ++i) {
                if (rows[i] < parcel.index) continue;
                const float length = state.geography->graph.lengths(parcel)[i];
                all += (all.empty() ? "" : " ") + std::string(state.parcels.id[parcel]) + "-" +
                       std::string(state.parcels.id[ParcelId{rows[i]}]) + ":" +
                       std::to_string(std::lround(length));
            }
        }
        return all;
    }
    void check()
    {
        InvariantSummary summary;
        check_invariants(state(), judged(state()), summary);
    }

    SmallState s_;
};

TEST_F(Street, NothingToDoCopiesNothing)
{
    const Geography* before = state().geography.get();
    const LandMap map = revise_land(state(), {});
    EXPECT_EQ(state().geography.get(), before);
    EXPECT_EQ(map.of(ParcelId{2}), ParcelId{2});
}

// p1: 5,000 m², price 900, floor 1,000 m², cut at 40 m: 2,000 and 3,000 m².
TEST_F(Street, PiecesAddUpToTheParcel)
{
    const ParcelId p1{1};
    p().price[p1] = 900, p().floor_area[p1] = 1000, p().area[p1] += 1;  // 5,000 m² and 1 mm²
    set_opening_land(state().parks, p());
    const LandMap map =
        revise_land(state(), {.cuts = {{p1, rectangles({{100, 0, 140, 50}, {140, 0, 200, 50}})}}});
    EXPECT_EQ(ids(), "p0 p1/1 p1/2 p2 p3");
    EXPECT_EQ(p().area[{1}] + p().area[{2}], 5000 * square_metre + 1);
    EXPECT_EQ(p().area[{1}], 2000 * square_metre);
    EXPECT_NEAR(p().price[{1}], 360, 1e-6);
    EXPECT_NEAR(p().floor_area[{2}], 600, 1e-6);
    EXPECT_EQ(p().stage[{2}], Stage::ready);
    EXPECT_EQ(p().hash[{2}], hash64("p1/2"));
    EXPECT_EQ(map.pieces[0], (std::vector{ParcelId{1}, ParcelId{2}}));
    EXPECT_EQ(map.of({3}), ParcelId{4});
    EXPECT_EQ(borders(), "p0-p1/1:50 p1/1-p1/2:50 p1/2-p2:50 p2-p3:50");
    ASSERT_EQ(p().ancestry.size(), 2U);
    EXPECT_EQ(p().ancestry[1].parents, "p1");
    check();
}

TEST_F(Street, JoinedParcelsAreTheirSum)
{
    p().price[{0}] = 100, p().price[{1}] = 200, p().area[{1}] += 1, p().grade[{1}] = 7;
    p().approved[{0}] = 1, p().constrained[{0}] = 1;
    set_opening_land(state().parks, p());
    const LandMap map = revise_land(state(), {.joins = {{{ParcelId{1}, ParcelId{0}}}}});
    EXPECT_EQ(ids(), "p0+p1 p2 p3");
    EXPECT_EQ(p().area[{0}], 10000 * square_metre + 1);
    EXPECT_EQ(p().price[{0}], 300);
    EXPECT_EQ(p().grade[{0}], 7) << "of the larger one";
    EXPECT_EQ(p().approved[{0}], 0);
    EXPECT_EQ(p().constrained[{0}], 1);
    EXPECT_EQ(map.joined[0], ParcelId{0});
    EXPECT_EQ(map.of({1}), ParcelId{0});
    EXPECT_EQ(p().ancestry[0].parents, "p0;p1");
    EXPECT_EQ(borders(), "p0+p1-p2:50 p2-p3:50");
    EXPECT_NEAR(planar_area(state().geography->parcels, 0), 10000, 1e-6);
    check();
}

// What is joined can be cut, what is cut can be cut again, and no id comes twice.
TEST_F(Street, IdsTellWhereLandComesFrom)
{
    revise_land(state(), {.cuts = {{{1}, rectangles({{100, 0, 140, 50}, {140, 0, 200, 50}})}}});
    revise_land(state(), {.joins = {{{{1}, {2}, {3}}}}});
    EXPECT_EQ(ids(), "p0 p1/1+p1/2+p2 p3");
    revise_land(state(), {.cuts = {{{1}, rectangles({{100, 0, 140, 50}, {140, 0, 300, 50}})}}});
    EXPECT_EQ(ids(), "(p1/1+p1/2+p2)/1 (p1/1+p1/2+p2)/2 p0 p3");
    revise_land(state(), {.cuts = {{{0}, rectangles({{100, 0, 120, 50}, {120, 0, 140, 50}})}}});
    EXPECT_EQ(ids(), "(p1/1+p1/2+p2)/1/1 (p1/1+p1/2+p2)/1/2 (p1/1+p1/2+p2)/2 p0 p3");
    check();
}

TEST_F(Street, ANumberInUseIsPassedOver)
{
    TextColumn<ParcelId> named;
    for (const char* id : {"p0", "p0/1", "p2", "p3"})
        named.push_back(id);
    p().id = named;
    p().hash[{1}] = hash64("p0/1");
    revise_land(state(), {.cuts = {{{0}, rectangles({{0, 0, 40, 50}, {40, 0, 100, 50}})}}});
    EXPECT_EQ(ids(), "p0/1 p0/2 p0/3 p2 p3");
}

// The order of the requests is not seen in the rows.
TEST_F(Street, RowsDoNotDependOnTheOrderOfTheChanges)
{
    State other = state();
    const ParcelCut a{{0}, rectangles({{0, 0, 40, 50}, {40, 0, 100, 50}})};
    const ParcelCut b{{2}, rectangles({{200, 0, 210, 50}, {210, 0, 300, 50}})};
    revise_land(state(), {.cuts = {a, b}});
    const std::string here = ids(), lines = borders();
    const LandMap map = revise_land(other, {.cuts = {b, a}});
    std::swap(state(), other);
    EXPECT_EQ(ids(), here);
    EXPECT_EQ(borders(), lines);
    EXPECT_EQ(map.pieces[0][0], ParcelId{3});
}

// Firm f has p1 and p3, a quarter and three quarters; p1 is cut 2 : 3.
TEST_F(Street, FirmsProjectsAndMixedLandGoWithTheLand)
{
    s_.firm("f", {1});
    EnterpriseTable& firms = state().enterprises;
    firms.holdings = {{{1}, 0.25}, {{3}, 0.75}};
    firms.first_holding[{1}] = 2;
    p().mixed = {{{1}, LandUse::research, 1.0}, {{3}, LandUse::commercial, 1.0}};
    const ProjectId project = add_project(state().projects, "j", 2024);
    state().projects.parcel[project] = {1};
    state().projects.status[project] = ProjectStatus::placed;
    p().project[{1}] = project;
    revise_land(state(), {.cuts = {{{1}, rectangles({{100, 0, 140, 50}, {140, 0, 200, 50}})}}});
    ASSERT_EQ(firms.holdings.size(), 3U);
    EXPECT_NEAR(firms.holdings[0].share, 0.10, 1e-12);
    EXPECT_NEAR(firms.holdings[1].share, 0.15, 1e-12);
    EXPECT_EQ(firms.holdings[2].parcel, ParcelId{4});
    EXPECT_EQ(state().projects.parcel[project], ParcelId{1});
    EXPECT_FALSE(p().project[{2}].valid());
    ASSERT_EQ(p().mixed.size(), 3U);
    EXPECT_EQ(p().mixed[1].parcel, ParcelId{2});
    check();
    revise_land(state(), {.joins = {{{{1}, {2}}}}});
    ASSERT_EQ(firms.holdings.size(), 2U);
    EXPECT_NEAR(firms.holdings[0].share, 0.25, 1e-12);
    check();
}

// p1 is cut: its request goes on for the first piece, that of p3 moves one row down.
TEST_F(Street, RequestsOfConversionGoWithTheLand)
{
    state().conversions = {{.id = "a", .parcel = {1}, .year = 2026, .uses = {}},
                           {.id = "b", .parcel = {3}, .year = 2026, .uses = {}}};
    revise_land(state(), {.cuts = {{{1}, rectangles({{100, 0, 140, 50}, {140, 0, 200, 50}})}}});
    EXPECT_EQ(state().conversions[0].parcel, ParcelId{1});
    EXPECT_EQ(state().conversions[1].parcel, ParcelId{4});
}

TEST_F(Street, EventsOfTheYearKeepTheirEntity)
{
    static constexpr EventKind kind{"seen", {"seen", "见"}, {}};
    for (const std::uint32_t row : {1U, 2U}) {
        Event event;
        event.entity = EntityKind::parcel, event.kind = &kind, event.row = row;
        state().events.add(event);
    }
    revise_land(state(), {.cuts = {{{1}, rectangles({{100, 0, 140, 50}, {140, 0, 200, 50}})}}});
    EXPECT_EQ(entity_id(state(), state().events.all()[0]), "p1");
    EXPECT_EQ(entity_id(state(), state().events.all()[1]), "p2");
    EXPECT_EQ(state().events.all()[1].row, 3U);
}

TEST_F(Street, ParcelsMoveWithTheirFirmsAndTheBalance)
{
    s_.firm("f", {2});
    revise_land(state(), {.moves = {{{2}, {1}}}});
    EXPECT_EQ(ids(), "p0 p1 p2 p3");
    EXPECT_EQ(state().parks.parcels({1}).size(), 2U);
    EXPECT_EQ(state().enterprises.park[{0}], ParkId{1});
    EXPECT_EQ(state().parks.opening_land[{0}], 10000 * square_metre);
    EXPECT_EQ(state().parks.flows[{1}].land_in, 5000 * square_metre);
    EXPECT_EQ(borders(), "p0-p1:50 p1-p2:50 p2-p3:50");
    check();
}

// The grade is of the place: p3 keeps 9.
TEST_F(Street, AParkIsTakenOverWithItsBoundaryAndResidual)
{
    state().parks.land_grade[{0}] = 1, state().parks.land_grade[{1}] = 9;
    state().parks.residual[{1}] = 7 * square_metre;
    set_opening_land(state().parks, p());
    revise_land(state(), {.takeovers = {{{1}, {0}}}});
    EXPECT_EQ(state().parks.parcels({0}).size(), 4U);
    EXPECT_EQ(state().parks.parcels({1}).size(), 0U);
    EXPECT_EQ(p().grade[{0}], 0);
    EXPECT_EQ(p().grade[{3}], 9);
    EXPECT_EQ(state().parks.residual[{0}], 7 * square_metre);
    EXPECT_EQ(state().parks.residual[{1}], 0);
    EXPECT_NEAR(state().parks.boundary_area[{0}], 20000, 1e-6);
    EXPECT_EQ(state().geography->parks.parts(1), 0U);
    check();
}

// The western 150 m of the reserve become two blocks of a new park; 50 m stay a reserve.
TEST_F(Street, ReservesBecomeParcelsOfANewPark)
{
    LandRevision change;
    const ParkId made{2};
    change.new_parks = {{"B-2", {1}, 7500, {}, {}}};
    change.takings = {
        {{0}, made, rectangles({{400, 0, 475, 50}, {475, 0, 550, 50}}), rectangles({{550, 0, 600, 50}})}};
    change.boundaries = {{made, rectangles({{400, 0, 550, 50}})}};
    state().parks.name[1] = "East";
    const LandMap map = revise_land(state(), change);
    EXPECT_EQ(ids(), "p0 p1 p2 p3 R/1 R/2");
    EXPECT_EQ(map.parks, (std::vector{ParkId{2}}));
    EXPECT_EQ(state().parks.name[2], "East-2");
    EXPECT_EQ(state().parks.predecessor[{2}], ParkId{1});
    EXPECT_EQ(state().parks.status[{2}], ParkStatus::developing);
    EXPECT_NEAR(state().parks.boundary_area[{2}], 7500, 1e-6);
    EXPECT_EQ(state().parks.opening_land[{2}], 7500 * square_metre);
    EXPECT_EQ(state().region.land_taken_in, 7500 * square_metre);
    EXPECT_EQ(state().reserves.area[0], 2500 * square_metre);
    EXPECT_EQ(p().plan_use[{4}], LandUse::industrial_1);
    EXPECT_EQ(p().use[{4}], LandUse::farmland);
    EXPECT_EQ(p().stage[{5}], Stage::planned);
    EXPECT_FLOAT_EQ(p().suitability[{5}], 0.5F);
    EXPECT_EQ(borders(), "p0-p1:50 p1-p2:50 p2-p3:50 p3-R/1:50 R/1-R/2:50");
    check();
    // What is left is taken later: numbers go on.
    revise_land(state(), {.takings = {{{0}, {2}, rectangles({{550, 0, 600, 50}})}}});
    EXPECT_EQ(ids(), "p0 p1 p2 p3 R/1 R/2 R/3");
    EXPECT_EQ(state().reserves.area[0], 0);
    check();
}

TEST_F(Street, DecisionsOfAYearAreMadeOnTheFirstOfJanuary)
{
    state().next_land.moves = {{{2}, {1}}};
    start_year(state(), 2026);
    EXPECT_EQ(state().parks.parcels({1}).size(), 2U);
    EXPECT_EQ(state().parks.flows[{0}].land_out, 5000 * square_metre);
    EXPECT_TRUE(state().next_land.empty());
    start_year(state(), 2027);
    EXPECT_EQ(state().parks.flows[{0}].land_out, 0);
    check();
}

TEST_F(Street, ChangesThatCannotBeAreRefused)
{
    const Shapes halves = rectangles({{0, 0, 40, 50}, {40, 0, 100, 50}});
    EXPECT_THROW(revise_land(state(), {.cuts = {{{9}, halves}}}), InvariantError);
    EXPECT_THROW(revise_land(state(), {.cuts = {{{0}, rectangles({{0, 0, 9, 9}})}}}), InvariantError);
    EXPECT_THROW(revise_land(state(), {.cuts = {{{0}, halves}}, .moves = {{{0}, {1}}}}), InvariantError);
    EXPECT_THROW(revise_land(state(), {.joins = {{{{0}, {2}}}}}), InvariantError) << "p1 lies between";
    EXPECT_THROW(revise_land(state(), {.joins = {{{{2}, {3}}}}}), InvariantError) << "two parks";
    p().stage[{1}] = Stage::planned;
    EXPECT_THROW(revise_land(state(), {.joins = {{{{0}, {1}}}}}), InvariantError) << "two stages";
    EXPECT_THROW(revise_land(state(), {.new_parks = {{"A", {0}, 1, {}, {}}}}), InvariantError);
}

// 2,000 m² of p0, measured on the ellipsoid as 5,100 where the drawing has 5,000.
TEST_F(Street, AParcelIsCutByItsOwnArea)
{
    p().area[{0}] = 5100 * square_metre;
    const auto cut = cut_parcel(state(), {0}, {2000}, {.minimum_width = 30});
    ASSERT_TRUE(cut);
    set_opening_land(state().parks, p());
    revise_land(state(), {.cuts = {*cut}});
    EXPECT_NEAR(from_mm2(p().area[{0}]).value, 2000, 0.01);
    EXPECT_FALSE(cut_parcel(state(), {0}, {2000}, {}));
    EXPECT_TRUE(usable_join(state(), std::array{ParcelId{0}, ParcelId{1}}, {.minimum_width = 50}));
    EXPECT_FALSE(usable_join(state(), std::array{ParcelId{0}, ParcelId{3}}, {})) << "two parts";
    check();
}

}  // namespace
}  // namespace permu
