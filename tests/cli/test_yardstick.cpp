/// The synthetic province against published figures of real zones: printed, and held to loosely.
#include <fmt/format.h>
#include <gdal.h>
#include <gtest/gtest.h>
#include <ogr_api.h>

#include <algorithm>
#include <cmath>

#include "cli/program.hpp"

namespace permu::cli_test {
namespace {

/// A published metric under its names, and the indicator it speaks of.
struct Yardstick {
    std::vector<std::string> metrics;
    std::string indicator;
    double published_unit;  ///< of the file, in units of the indicator
    double factor;          ///< the sample may be off the mean of the published figures by this
};

const std::vector<Yardstick>& yardsticks()
{
    static const std::vector<Yardstick> all{
        {{"土地开发率"}, "development_rate", 0.01, 2},
        {{"土地供应率"}, "supply_rate", 0.01, 2},
        {{"土地建成率"}, "built_rate", 0.01, 2},
        {{"工业用地率"}, "industrial_rate", 0.01, 2},
        {{"综合容积率"}, "comprehensive_far", 1, 2},
        {{"工业用地综合容积率"}, "industrial_far", 1, 2},
        {{"建筑密度"}, "building_density", 0.01, 2},
        {{"工业用地固定资产投入强度", "工业用地地均固定资产投资", "单位工业用地固定资产投资"},
         "fixed_investment_per_ha",
         1,
         3},
        {{"工业用地地均税收"}, "industrial_tax_per_ha", 1, 3},
        {{"工业用地产出强度", "工业用地地均收入"}, "output_per_mu", 1.0 / 15, 3},
    };
    return all;
}

/// The base year of the sample, measured once.
const Indicators& sample()
{
    static const Indicators indicators = [] {
        const TempDirectory temp;
        const fs::path scenario = source_directory() / "scenarios/baseline.toml";
        const Outcome outcome = permu({"run", scenario.string(), "-o", temp / "run", "--years", "2024:2025"});
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return Indicators(temp.path() / "run");
    }();
    return indicators;
}

void hold(const std::string& name, double ours, double published, double factor)
{
    fmt::print("{:<26} sample {:>10.4g}   published {:>10.4g}   ratio {:.2f}\n", name, ours, published,
               ours / published);
    EXPECT_GT(ours, published / factor) << name;
    EXPECT_LT(ours, published * factor) << name;
}

TEST(Yardstick, TheSampleIsLikeThePublishedZones)
{
    const auto file = shared_data("devzone_macro.csv");
    if (!file) GTEST_SKIP() << "the published figures are not here: ../shared/data/devzone_macro.csv";
    const Csv published = read_csv(*file);
    for (const Yardstick& yardstick : yardsticks()) {
        double sum = 0;
        int count = 0;
        for (const auto& row : published.rows)
            if (std::ranges::count(yardstick.metrics, row.at("metric")) > 0)
                sum += number(row.at("value")) * yardstick.published_unit, ++count;
        ASSERT_GT(count, 0) << yardstick.indicator;
        hold(yardstick.indicator, sample()(2024, "region", yardstick.indicator), sum / count,
             yardstick.factor);
    }
}

// The tax of all land is published for the national zones alone, which are three times as rich as an inland
// province: what is compared is its ratio to the tax of industrial land, 539.96 / 678.99.
TEST(Yardstick, TaxOfAllLandIsInProportionToThatOfIndustry)
{
    const auto file = shared_data("devzone_macro.csv");
    if (!file) GTEST_SKIP() << "the published figures are not here: ../shared/data/devzone_macro.csv";
    const Csv published = read_csv(*file);
    const std::string zones = "national_541_zones";
    const auto of = [&](const char* metric) {
        return number(published.only({{"scope", zones}, {"metric", metric}}, "value"));
    };
    hold("tax of all / of industry",
         sample()(2024, "region", "tax_per_ha") / sample()(2024, "region", "industrial_tax_per_ha"),
         of("综合地均税收") / of("工业用地地均税收"), 2);
}

double quantile(std::vector<double> values, double q)
{
    std::ranges::sort(values);
    return values.at(static_cast<std::size_t>(q * static_cast<double>(values.size() - 1)));
}

/// Price of the industrial parcels of the sample, 万元 per mu; those without one are left out.
std::vector<double> sample_prices()
{
    std::vector<double> prices;
    GDALAllRegister();
    const std::string path = (source_directory() / "gis/sample.gpkg").string();
    const GDALDatasetH data = GDALOpenEx(path.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
    if (data == nullptr) return prices;
    const OGRLayerH layer = GDALDatasetGetLayerByName(data, "parcels");
    while (const OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
        const auto cell = [&](const char* name) { return OGR_F_GetFieldIndex(feature, name); };
        const std::string use = OGR_F_GetFieldAsString(feature, cell("use"));
        const double price = OGR_F_GetFieldAsDouble(feature, cell("price_wan"));
        const double mu = OGR_F_GetFieldAsDouble(feature, cell("area_m2")) / (2000.0 / 3);
        if (use.starts_with("1001") && price > 0 && mu > 0) prices.push_back(price / mu);
        OGR_F_Destroy(feature);
    }
    GDALClose(data);
    return prices;
}

/// Industrial grants of the notices of 2017.
struct Grants {
    std::vector<double> prices;   ///< 万元 per mu, of those with a price
    std::vector<double> far_min;  ///< lower limit of the contract
};

Grants read_grants(const fs::path& file)
{
    Grants grants;
    for (const auto& row : read_csv(file).rows) {
        if (row.at("use") != "工业用地") continue;
        const double price = number(row.at("price_wan")), mu = number(row.at("area_ha")) * 15;
        if (price > 0 && mu > 0) grants.prices.push_back(price / mu);
        // The two columns are swapped at the source: what is called upper holds the lower limit.
        const double lower = number(row.at("far_upper_raw"));
        if (lower > 0) grants.far_min.push_back(lower);
    }
    return grants;
}

TEST(Yardstick, IndustrialLandCostsWhatItWasGrantedFor)
{
    const auto file = shared_data("land_grants_2017.csv");
    if (!file) GTEST_SKIP() << "the grants are not here: ../shared/data/land_grants_2017.csv";
    const Grants grants = read_grants(*file);
    const std::vector<double> ours = sample_prices();
    ASSERT_GT(grants.prices.size(), 500U);
    ASSERT_GT(ours.size(), 100U);
    for (const double q : {0.1, 0.25, 0.5, 0.75, 0.9})
        hold(fmt::format("price, 万元 per mu, P{:.0f}", 100 * q), quantile(ours, q),
             quantile(grants.prices, q), 3);
}

TEST(Yardstick, IndustrialLandIsBuiltAsDenselyAsContractsAsk)
{
    const auto file = shared_data("land_grants_2017.csv");
    if (!file) GTEST_SKIP() << "the grants are not here: ../shared/data/land_grants_2017.csv";
    const Grants grants = read_grants(*file);
    ASSERT_GT(grants.far_min.size(), 300U);
    hold("FAR of industrial land", sample()(2024, "region", "industrial_far"), quantile(grants.far_min, 0.5),
         2);
}

}  // namespace
}  // namespace permu::cli_test
