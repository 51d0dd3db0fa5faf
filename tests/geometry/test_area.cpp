/// Ellipsoidal areas against the closed form of quadrangles of meridians and parallels.
#include "permu/geometry/area.hpp"

#include <gtest/gtest.h>
#include <proj.h>

#include <cmath>
#include <numbers>

#include "geometry/plane.hpp"
#include "permu/base/problem.hpp"

namespace permu {
namespace {

using test::add_polygon;

constexpr double degree = std::numbers::pi / 180;

/// a²/2·Δλ·(q2 − q1) on CGCS2000 (a = 6378137, 1/f = 298.257222101), written out anew.
double quadrangle_area(double south, double north, double width)
{
    const double a = 6378137, f = 1 / 298.257222101, e2 = f * (2 - f), e = std::sqrt(e2);
    const auto q = [&](double latitude) {
        const double s = std::sin(latitude * degree);
        return (1 - e2) * (s / (1 - e2 * s * s) - std::log((1 - e * s) / (1 + e * s)) / (2 * e));
    };
    return a * a / 2 * width * degree * (q(north) - q(south));
}

/// A quadrangle in longitude and latitude, `pieces` edges a side.
std::vector<Point> quadrangle(double west, double south, double width, double height, int pieces)
{
    const Point corners[] = {
        {west, south}, {west + width, south}, {west + width, south + height}, {west, south + height}};
    std::vector<Point> ring;
    for (int i = 0; i < 4; ++i) {
        const Point a = corners[i], b = corners[(i + 1) % 4];
        for (int k = 0; k < pieces; ++k) {
            ring.push_back({a.x + (b.x - a.x) * k / pieces, a.y + (b.y - a.y) * k / pieces});
        }
    }
    ring.push_back(ring[0]);
    return ring;
}

/// Longitude and latitude on CGCS2000 to the plane of another CRS, by PROJ.
std::vector<Point> projected(std::vector<Point> ring, const char* crs)
{
    PJ_CONTEXT* context = proj_context_create();
    const std::string from =
        std::string(crs) == "EPSG:4547" || std::string(crs) == "EPSG:4546" ? "EPSG:4490" : "EPSG:4326";
    PJ* raw = proj_create_crs_to_crs(context, from.c_str(), crs, nullptr);
    PJ* way = proj_normalize_for_visualization(context, raw);
    for (Point& p : ring) {
        const PJ_COORD there = proj_trans(way, PJ_FWD, proj_coord(p.x, p.y, 0, HUGE_VAL));
        p = {there.xy.x, there.xy.y};
    }
    proj_destroy(way);
    proj_destroy(raw);
    proj_context_destroy(context);
    return ring;
}

Shapes one(const std::vector<Point>& ring)
{
    return test::polygons({ring});
}

double area_in(const std::vector<Point>& ring, const char* crs)
{
    return ellipsoidal_areas(one(ring), crs, 1)[0];
}

struct Row {
    double west, south, area, mu, ppm_4546, ppm_4547, percent_3857;
};

// Worked example: quadrangles of 0.02° × 0.02°, ellipsoidal m² and mu, and how far the plane of three CRSs is
// off.
constexpr Row rows[] = {
    {112.54, 37.74, 3912672.06, 5869.008, 459.6, 402.2, 60.2},
    {112.84, 35.49, 4026561.63, 6039.842, 694.3, 268.2, 51.2},
    {110.99, 37.74, 3912672.06, 5869.008, 0.0, 1722.6, 60.2},
    {112.49, 37.74, 3912672.06, 5869.008, 430.4, 430.4, 60.2},
};

TEST(EllipsoidArea, EqualsTheWorkedExampleInLongitudeAndLatitude)
{
    for (const Row& row : rows) {
        const double area = area_in(quadrangle(row.west, row.south, 0.02, 0.02, 1), "EPSG:4490");
        EXPECT_NEAR(area, row.area, 0.006);
        EXPECT_NEAR(area * 3 / 2000, row.mu, 0.0006);
        EXPECT_NEAR(area / quadrangle_area(row.south, row.south + 0.02, 0.02), 1, 1e-8);
    }
}

TEST(EllipsoidArea, EqualsTheWorkedExampleWhateverTheProjection)
{
    for (const Row& row : rows) {
        const auto ring = quadrangle(row.west, row.south, 0.02, 0.02, 200);
        const double exact = quadrangle_area(row.south, row.south + 0.02, 0.02);
        for (const char* crs : {"EPSG:4546", "EPSG:4547"}) {
            EXPECT_NEAR(area_in(projected(ring, crs), crs) / exact, 1, 1e-8) << crs;
        }
        // WGS 84's flattening differs by 1.6e-11, its areas by less than 1e-9.
        for (const char* crs : {"EPSG:3857", "EPSG:6933", "EPSG:32649"}) {
            EXPECT_NEAR(area_in(projected(ring, crs), crs) / exact, 1, 1e-8) << crs;
        }
    }
}

TEST(EllipsoidArea, PlaneAreasAreOffByWhatTheWorkedExampleSays)
{
    for (const Row& row : rows) {
        const auto ring = quadrangle(row.west, row.south, 0.02, 0.02, 200);
        const auto excess = [&](const char* crs) {
            return planar_area(one(projected(ring, crs)), 0) / area_in(projected(ring, crs), crs) - 1;
        };
        EXPECT_NEAR(excess("EPSG:4546") * 1e6, row.ppm_4546, 0.06);
        EXPECT_NEAR(excess("EPSG:4547") * 1e6, row.ppm_4547, 0.06);
        EXPECT_NEAR(excess("EPSG:3857") * 100, row.percent_3857, 0.06);
        EXPECT_NEAR(excess("EPSG:6933") * 1e6, 0, 0.1);
    }
    EXPECT_NEAR(planar_area(one(projected(quadrangle(112.54, 37.74, 0.02, 0.02, 200), "EPSG:4546")), 0),
                3914470.22, 0.02);
    EXPECT_NEAR(planar_area(one(projected(quadrangle(112.54, 37.74, 0.02, 0.02, 200), "EPSG:4547")), 0),
                3914245.65, 0.02);
}

TEST(EllipsoidArea, FourCornersAloneChangeTheResultByLessThanFiveSquareDecimetres)
{
    for (const Row& row : rows) {
        const auto ring = projected(quadrangle(row.west, row.south, 0.02, 0.02, 1), "EPSG:4547");
        EXPECT_NEAR(area_in(ring, "EPSG:4547"), row.area, 0.06);
    }
}

// Lots under 1 km go through the interpolated scale, larger ones through their edges: both must hold 1e-8.
TEST(EllipsoidArea, SmallLotsAgreeWithTheClosedFormToo)
{
    for (const Row& row : rows) {
        for (const double size : {0.0005, 0.002, 0.0055}) {
            const auto ring = quadrangle(row.west, row.south, size, size, 20);
            const double exact = quadrangle_area(row.south, row.south + size, size);
            EXPECT_NEAR(area_in(ring, "EPSG:4490") / exact, 1, 1e-8);
            for (const char* crs : {"EPSG:4546", "EPSG:4547", "EPSG:3857", "EPSG:6933"}) {
                EXPECT_NEAR(area_in(projected(ring, crs), crs) / exact, 1, 1e-8) << crs << " " << size;
            }
        }
    }
}

// Feet: New York Long Island, on an ellipsoid of the same axes.
TEST(EllipsoidArea, IsInSquareMetresWhateverTheUnit)
{
    for (const double size : {0.002, 0.02}) {
        const auto ring = quadrangle(-73.9, 40.7, size, size, 100);
        EXPECT_NEAR(
            area_in(projected(ring, "EPSG:2263"), "EPSG:2263") / quadrangle_area(40.7, 40.7 + size, size), 1,
            1e-8);
    }
    EXPECT_NEAR(crs_info("EPSG:2263").unit, 1200.0 / 3937.0, 1e-12);
}

// A rectangle of 3 × 2 km through its edges; its 24 squares of 500 m through the interpolated scale.
TEST(EllipsoidArea, OfALargeShapeIsTheSumOfItsPieces)
{
    const double x = 372208, y = 4180739;
    double sum = 0;
    for (int i = 0; i < 24; ++i) {
        const double left = x + i % 6 * 500, bottom = y + i / 6 * 500.0;
        sum += area_in(test::rectangle(left, bottom, left + 500, bottom + 500), "EPSG:4547");
    }
    EXPECT_NEAR(area_in(test::rectangle(x, y, x + 3000, y + 2000), "EPSG:4547") / sum, 1, 2e-9);
}

TEST(EllipsoidArea, HolesAreTakenOffAndTheDirectionOfRingsDoesNotMatter)
{
    auto hole = quadrangle(112.545, 37.745, 0.001, 0.001, 1);
    Shapes shapes;
    add_polygon(shapes, {quadrangle(112.54, 37.74, 0.02, 0.02, 1), hole});
    std::reverse(hole.begin(), hole.end());
    add_polygon(shapes, {quadrangle(112.544, 37.744, 0.004, 0.004, 1), hole});
    shapes.end_shape();  // an empty one
    const auto areas = ellipsoidal_areas(shapes, "EPSG:4490", 2);
    const double gone = quadrangle_area(37.745, 37.746, 0.001);
    EXPECT_NEAR(areas[0], quadrangle_area(37.74, 37.76, 0.02) - gone, 0.02);
    EXPECT_NEAR(areas[1], quadrangle_area(37.744, 37.748, 0.004) - gone, 0.002);
    EXPECT_EQ(areas[2], 0);
}

TEST(EllipsoidArea, DoesNotDependOnThreadsNorOnTheOtherShapes)
{
    const Shapes shapes = test::Mosaic{.columns = 40, .rows = 30}.shapes();
    const auto first = ellipsoidal_areas(shapes, "EPSG:4547", 1);
    EXPECT_EQ(first, ellipsoidal_areas(shapes, "EPSG:4547", 3));
    Shapes alone;
    alone.append(shapes, 777);
    EXPECT_EQ(ellipsoidal_areas(alone, "EPSG:4547", 1)[0], first[777]);
}

TEST(EllipsoidArea, RefusesWhatTheCrsCannotHold)
{
    // An easting with its zone number in a CRS without one; degrees above the pole.
    const auto far = test::rectangle(38372208, 4180739, 38372308, 4180839);
    EXPECT_THROW(ellipsoidal_areas(one(far), "EPSG:4547", 1), InputError);
    EXPECT_THROW(ellipsoidal_areas(one(test::rectangle(112, 91, 112.001, 91.001)), "EPSG:4490", 1),
                 InputError);
    Shapes two = one(test::rectangle(500000, 4180739, 500100, 4180839));
    add_polygon(two, {far});
    try {
        ellipsoidal_areas(two, "EPSG:4547", 1);
        FAIL();
    } catch (const InputError& error) {
        ASSERT_EQ(error.problems().all().size(), 1U);
        EXPECT_EQ(error.problems().all()[0].code, "crs.outside_domain");
        EXPECT_EQ(error.problems().all()[0].ids, std::vector<std::string>{"1"});
    }
}

TEST(CrsInfo, SaysNameCodeAndUnit)
{
    const CrsInfo plane = crs_info("EPSG:4547");
    EXPECT_EQ(plane.name, "CGCS2000 / 3-degree Gauss-Kruger CM 114E");
    EXPECT_EQ(plane.code, "EPSG:4547");
    EXPECT_FALSE(plane.geographic);
    EXPECT_EQ(plane.unit, 1);
    ASSERT_TRUE(plane.area_of_use.has_value());
    EXPECT_NEAR(plane.area_of_use->min_x, 112.5, 1e-9);
    EXPECT_NEAR(plane.area_of_use->max_x, 115.5, 1e-9);
    const CrsInfo globe = crs_info("EPSG:4490");
    EXPECT_TRUE(globe.geographic);
    EXPECT_NEAR(globe.unit, degree, 1e-15);
}

// What a Chinese shapefile's .prj holds: ESRI names, no code.
TEST(CrsInfo, FindsTheCodeOfAnEsriDescription)
{
    const CrsInfo info = crs_info(
        R"(PROJCS["CGCS2000_3_Degree_GK_CM_114E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",)"
        R"(DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],)"
        R"(UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],)"
        R"(PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],)"
        R"(PARAMETER["Central_Meridian",114.0],PARAMETER["Scale_Factor",1.0],)"
        R"(PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])");
    EXPECT_EQ(info.code, "EPSG:4547");
}

TEST(CrsInfo, RefusesWhatIsNoHorizontalCrs)
{
    EXPECT_THROW(crs_info("EPSG:999999"), InputError);
    EXPECT_THROW(crs_info("EPSG:4978"), InputError);  // geocentric
    EXPECT_THROW(crs_info(""), InputError);
    const char* site =
        R"(ENGCRS["site",EDATUM["d"],CS[Cartesian,2],AXIS["x",east],AXIS["y",north],UNIT["m",1]])";
    EXPECT_THROW(crs_info(site), InputError);
}

// Point 112.55E 37.75N: EPSG:4547 E 372208.348 N 4180739.584, EPSG:4546 E 636605.396 N 4180880.881; with the
// number of the zone in front EPSG:4526 E 38372208.348, EPSG:4525 E 37636605.396.
TEST(EllipsoidArea, TheTestsOwnProjectionAgreesWithTheWorkedExample)
{
    const Point a = projected({{112.55, 37.75}}, "EPSG:4547")[0],
                b = projected({{112.55, 37.75}}, "EPSG:4546")[0];
    EXPECT_NEAR(a.x, 372208.348, 6e-4);
    EXPECT_NEAR(a.y, 4180739.584, 6e-4);
    EXPECT_NEAR(b.x, 636605.396, 6e-4);
    EXPECT_NEAR(b.y, 4180880.881, 6e-4);
    EXPECT_NEAR(projected({{112.55, 37.75}}, "EPSG:4526")[0].x, 38372208.348, 6e-4);
    EXPECT_NEAR(projected({{112.55, 37.75}}, "EPSG:4525")[0].x, 37636605.396, 6e-4);
}

}  // namespace
}  // namespace permu
