/// What whole runs keep whatever the province: land, money, parks that share nothing, and what more quota
/// does.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "study/synthetic.hpp"

namespace permu::test {
namespace {

/// The rows of a table whose cell in a column is one of these; shapes go along where there are any.
std::vector<std::uint32_t> rows_with(const Table& table, std::string_view column,
                                     const std::set<std::string>& of)
{
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < table.rows(); ++row)
        if (of.contains(cell_text(*table.find(column), row))) rows.push_back(row);
    return rows;
}

Table picked(const Table& table, const std::vector<std::uint32_t>& rows)
{
    Table out = table;
    for (TableColumn& column : out.columns) {
        std::visit(
            [&](auto& cells) {
                using Cells = std::decay_t<decltype(cells)>;
                Cells some;
                for (const std::uint32_t row : rows) {
                    if constexpr (std::is_same_v<Cells, TextCells>)
                        some.push_back(cells.null[row] ? std::nullopt
                                                       : std::optional(cells.texts[AnyRow{row}]));
                    else
                        some.push_back(cells[row]);
                }
                cells = std::move(some);
            },
            column.cells);
    }
    return out;
}

/// The part of a province that lies in some of its parks, as if its files held no others.
SampleProvince part_of(const SampleProvince& whole, const std::set<std::string>& parks)
{
    SampleProvince part = whole;
    const auto park_rows = rows_with(whole.parks, "park_id", parks);
    part.parks = picked(whole.parks, park_rows), part.park_shapes = select(whole.park_shapes, park_rows);
    const auto parcel_rows = rows_with(whole.parcels, "park_id", parks);
    part.parcels = picked(whole.parcels, parcel_rows);
    part.parcel_shapes = select(whole.parcel_shapes, parcel_rows);
    std::set<std::string> parcels;
    for (std::uint32_t row = 0; row < part.parcels.rows(); ++row)
        parcels.insert(cell_text(*part.parcels.find("parcel_id"), row));
    part.enterprises = picked(whole.enterprises, rows_with(whole.enterprises, "parcel_id", parcels));
    part.projects = picked(whole.projects, {});
    return part;
}

/// Lines of indicators of parks; the location quotient compares with the region, which is another one.
std::vector<std::string> of_parks(const std::string& told)
{
    std::istringstream lines(told);
    std::vector<std::string> out;
    for (std::string line; std::getline(lines, line);)
        if (line.find(" park ") != std::string::npos && !line.starts_with("event ") &&
            line.find(" location_quotient ") == std::string::npos)
            out.push_back(line);
    std::ranges::sort(out);
    return out;
}

// Without projects and quota, ranks and means of the region, parks share nothing.
constexpr std::string_view apart =
    "[rules.demand]\nenabled = false\n[rules.quota]\nenabled = false\n[rules.evaluation]\nenabled = false\n"
    "[rules.per_mu]\ngroup = \"park\"\n[rules.exit]\nenabled = false\n[rules.merger]\nenabled = false\n";

TEST(SplitFiles, ParksInFilesOfTheirOwnHaveTheSameFutures)
{
    const SampleProvince whole = make_province({.parks = 5, .parcels = 300, .seed = 11});
    const Scenario scenario = scenario_of(apart);
    const SampleProvince all = part_of(whole, {"P001", "P002", "P003", "P004", "P005"});
    const std::vector<std::string> together = of_parks(story(base_of(all), scenario));
    std::vector<std::string> split;
    for (const std::set<std::string>& parks :
         {std::set<std::string>{"P001", "P004"}, {"P002"}, {"P003", "P005"}})
        for (const std::string& line : of_parks(story(base_of(part_of(whole, parks)), scenario)))
            split.push_back(line);
    std::ranges::sort(split);
    ASSERT_GT(together.size(), 1000U);
    EXPECT_EQ(split.size(), together.size());
    const auto differ = std::ranges::mismatch(split, together);
    if (differ.in1 != split.end() && differ.in2 != together.end())
        ADD_FAILURE() << "split    " << *differ.in1 << "\ntogether " << *differ.in2;
}

class Conserved : public testing::TestWithParam<int> {};

// Land moves between parks and stages, and money between parks and the region; neither is made or lost.
TEST_P(Conserved, LandAndMoneyOfTheParksAreThoseOfTheRegion)
{
    const auto seed = static_cast<std::uint64_t>(GetParam());
    const State base = base_of(make_province({.parks = 4, .parcels = 200, .seed = seed}));
    const Scenario scenario = scenario_of(
        "[rules.transition]\nmode = \"mandatory\"\n[rules.standard_land]\nassemble = true\nsubdivide = true\n"
        "[rules.merger]\nmode = \"mandatory\"\n[rules.exit]\nexit_probability = 0.5\nresponse_cost = 0.5\n"
        "[rules.construction]\nstall_probability = 0.3\n",
        seed);
    Mm2 opening = 0;
    int years = 0;
    simulate(base, scenario,
             [&](const State& state, const MeasureSet& measures) {
                 Mm2 land = 0;
                 Fen money = 0;
                 for (const ParkId park : state.parks.rows()) {
                     land += measures.parks[park.index].ledger.total();
                     money += state.parks.flows[park].account.total();
                 }
                 if (years++ == 0) opening = land;
                 EXPECT_EQ(land, opening) << state.year;
                 EXPECT_EQ(land, measures.region_all.ledger.total()) << state.year;
                 EXPECT_EQ(money, state.region.booked_this_year.total()) << state.year;
             },
             {});
    EXPECT_GT(opening, 0);
    EXPECT_EQ(years, 9);
}

INSTANTIATE_TEST_SUITE_P(Provinces, Conserved, testing::Range(1, 7));

/// Land that projects got in a year, mu.
double placed_land(const State& base, const Scenario& scenario, Year wanted)
{
    double land = 0;
    simulate(base, scenario,
             [&](const State& state, const MeasureSet&) {
                 for (const Event& event : state.events.all())
                     if (state.year == wanted && event.rule == RuleId::standard_land &&
                         event.kind->name == "placed")
                         land += event.value;
             },
             {});
    return land;
}

// In the first year the land on offer is a superset with more quota; later years are other years.
TEST(MoreQuota, NeverLowersTheLandPlacedUnderOptimal)
{
    for (const std::uint64_t seed : {7U, 8U, 9U}) {
        const State base = base_of(make_province({.parks = 6, .parcels = 420, .seed = seed}));
        double last = -1;
        for (const int factor : {0, 1, 2, 4, 8, 16}) {
            const Scenario scenario =
                scenario_of("[rules.standard_land]\nstrategy = \"optimal\"\n[rules.quota]\nbase_quota = \"" +
                            std::to_string(60 * factor) + " 亩\"\n");
            const double placed = placed_land(base, scenario, 2025);
            EXPECT_GE(placed, last - 1e-6) << "seed " << seed << ", " << 60 * factor << " mu";
            last = placed;
        }
    }
}

}  // namespace
}  // namespace permu::test
