/// The built-in files, and what the built-in tables promise.
#include "permu/base/resource.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "permu/base/csv.hpp"
#include "permu/base/problem.hpp"
#include "permu/base/text.hpp"
#include "places.hpp"

namespace permu {
namespace {

Table built_in(std::string_view file)
{
    const std::string name = "scenarios/tables/" + std::string(file);
    return parse_csv(resource(name), name);
}

TEST(Resources, AreOrderedByNameAndUnique)
{
    const auto files = resources();
    EXPECT_TRUE(std::ranges::is_sorted(files, std::less_equal<>{}, &Resource::name));
    EXPECT_GE(files.size(), 8);
}

TEST(Resources, HoldTheBytesOfTheFilesAndAreAligned)
{
    for (const Resource& file : resources()) {
        std::ifstream stream(PERMU_SOURCE_DIR "/" + std::string(file.name), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
        EXPECT_TRUE(bytes == file.bytes) << file.name;
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(file.bytes.data()) % 16, 0) << file.name;
        EXPECT_EQ(resource(file.name).data(), file.bytes.data());
    }
}

TEST(Resources, MissingOneIsOurFault)
{
    EXPECT_THROW(resource("scenarios/none.toml"), InvariantError);
}

TEST(BuiltInTables, AreUtf8AndRectangular)
{
    for (const Resource& file : resources()) {
        if (!file.name.ends_with(".csv")) continue;
        EXPECT_TRUE(is_utf8(file.bytes)) << file.name;
        EXPECT_GT(parse_csv(file.bytes, file.name).rows(), 0) << file.name;
    }
}

TEST(LandUseCrosswalk, HasEachCodeOnceAndEverySecondLevelCodeOfTheNationalStandard)
{
    const Table table = built_in("landuse_crosswalk.csv");
    const TextCells& system = text_column(table, "code_system");
    const TextCells& code = text_column(table, "code");
    std::set<std::pair<std::string, std::string>> seen;
    int second_level = 0;
    for (std::uint32_t row = 0; row < table.rows(); ++row) {
        EXPECT_TRUE(seen.emplace(system.texts[{row}], code.texts[{row}]).second) << code.texts[{row}];
        if (system.texts[{row}] == "GB/T21010-2017" && code.texts[{row}].size() == 4) ++second_level;
    }
    EXPECT_EQ(second_level, 73);
    EXPECT_TRUE(seen.contains({"用地用海", "1001"}));
    EXPECT_TRUE(seen.contains({"GB50137-2011", "U1"}));
}

TEST(LandUseCrosswalk, GivesEveryCodeAKnownGroupAndItsConfidence)
{
    const Table table = built_in("landuse_crosswalk.csv");
    const std::set<std::string_view> groups{
        "industrial",       "mining",  "storage", "research",   "residential",     "commercial", "public",
        "transport",        "utility", "green",   "special",    "reserve",         "rural",      "water",
        "non_construction", "other",   "street",  "ecological", "rural_industrial"};
    for (std::uint32_t row = 0; row < table.rows(); ++row) {
        EXPECT_TRUE(groups.contains(text_column(table, "group").texts[{row}])) << row;
        EXPECT_FALSE(text_column(table, "confidence").null[row]) << row;
        EXPECT_FALSE(text_column(table, "name_zh").null[row]) << row;
    }
}

// Grade 1: 840 yuan/m² · 2000/3 m²/mu = 560 000 yuan/mu = 56 万元/亩.
TEST(LandPriceFloor, AgreesWithItselfPerMu)
{
    const Table table = built_in("land_price_floor.csv");
    ASSERT_EQ(table.rows(), 15);
    for (std::size_t row = 0; row < 15; ++row)
        EXPECT_NEAR(number_at(text_column(table, "floor_yuan_per_m2"), row) * 2000 / 3 / 10'000,
                    number_at(text_column(table, "floor_10k_yuan_per_mu"), row), 1e-9);
}

TEST(Divisions, Are97AndContainEveryControlledIndustry)
{
    const Table divisions = built_in("gbt4754_divisions.csv");
    const Table controls = built_in("industry_controls.csv");
    ASSERT_EQ(divisions.rows(), 97);
    const TextCells& code = text_column(divisions, "division");
    for (std::uint32_t row = 0; row < 97; ++row)
        EXPECT_EQ(number_at(code, row), row + 1);
    for (std::uint32_t row = 0; row < controls.rows(); ++row) {
        const double division = number_at(text_column(controls, "division"), row);
        EXPECT_EQ(text_column(divisions, "name_zh").texts[{static_cast<std::uint32_t>(division) - 1}],
                  text_column(controls, "name_zh").texts[{row}]);
    }
}

TEST(StatutoryTables, HoldTheTermsAndTaxBandsOfTheActs)
{
    const Table terms = built_in("statutory_terms.csv");
    EXPECT_EQ(text_column(terms, "use").texts[{1}], "industrial");
    EXPECT_EQ(number_at(text_column(terms, "max_years"), 1), 50);
    const Table bands = built_in("land_use_tax_bands.csv");
    EXPECT_EQ(bands.rows(), 8) << "four classes of city, by the acts of 1988 and 2006";
    EXPECT_EQ(number_at(text_column(bands, "max_yuan_per_m2_year"), 0), 30);
}

}  // namespace
}  // namespace permu
