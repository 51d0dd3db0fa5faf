/// Terms, leases and exit from outside: pairs of shipped scenarios whose outcome moves as an expert expects.
#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace permu::cli_test {
namespace {

fs::path run_shipped(const std::string& name, const TempDirectory& temp)
{
    const std::string scenario = (source_directory() / "scenarios" / (name + ".toml")).string();
    const Outcome outcome = permu({"run", scenario, "-o", temp / name, "--set", "output.maps=[]"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return temp.path() / name;
}

double sum_of(const Indicators& indicators, const std::string& id)
{
    double sum = 0;
    for (int year = 2025; year <= 2035; ++year)
        sum += indicators(year, "region", id);
    return sum;
}

// Question 4. The same parcels are sold in each: the shorter the term, the less is paid at once; rents come
// later than prices and count as a lease.
TEST(TermsFromOutside, ShorterTermsAndLeasesBringLessRevenueAtFirst)
{
    const TempDirectory temp;
    const Indicators full(run_shipped("baseline", temp)), thirty(run_shipped("terms_30", temp)),
        twenty(run_shipped("terms_20", temp)), half(run_shipped("half_leased", temp));
    EXPECT_GT(full(2025, "region", "land_revenue_wan"), thirty(2025, "region", "land_revenue_wan"));
    EXPECT_GT(thirty(2025, "region", "land_revenue_wan"), twenty(2025, "region", "land_revenue_wan"));
    EXPECT_GT(full(2025, "region", "land_revenue_wan"), half(2025, "region", "land_revenue_wan"));
    EXPECT_GT(full(2025, "region", "mean_term_years"), twenty(2025, "region", "mean_term_years"));
    EXPECT_GT(half(2035, "region", "lease_share"), full(2035, "region", "lease_share"));
    EXPECT_GT(sum_of(half, "land_rent_wan"), sum_of(full, "land_rent_wan"));
    for (const Indicators* run : {&full, &thirty, &twenty, &half}) {
        EXPECT_GE(sum_of(*run, "vacated_mu"), 0);
        EXPECT_EQ((*run)(2035, "region", "area_mu"), full(2024, "region", "area_mu"));
    }
}

// Question 8. Nobody leaves by default; where negotiations end in a buy-back, land comes back at a cost.
TEST(ExitFromOutside, ClearingClassDCostsMoneyAndGainsLand)
{
    const TempDirectory temp;
    const Indicators stay(run_shipped("baseline", temp)), clear(run_shipped("clear_class_d", temp));
    EXPECT_GT(sum_of(stay, "exit_negotiations"), 0);
    EXPECT_EQ(sum_of(stay, "exited_mu"), 0);
    EXPECT_EQ(sum_of(stay, "compensation_wan"), 0);
    EXPECT_GT(sum_of(clear, "exited_mu"), 0);
    EXPECT_GT(sum_of(clear, "compensation_wan"), 0);
    EXPECT_LT(sum_of(clear, "fiscal_balance_wan"), sum_of(stay, "fiscal_balance_wan"));
    EXPECT_LT(sum_of(clear, "exit_negotiations"), sum_of(stay, "exit_negotiations"));
    double cleaned = 0;
    for (const auto& row : read_csv(temp.path() / "clear_class_d/events.csv").where({{"event", "cleaned"}}))
        cleaned += number(row.at("value"));
    EXPECT_GT(cleaned, 0);
}

}  // namespace
}  // namespace permu::cli_test
