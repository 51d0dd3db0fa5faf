/// Quantities with units.
#include "permu/scenario/quantity.hpp"

#include <gtest/gtest.h>

namespace permu {
namespace {

double value_of(std::string_view text, Unit due)
{
    const auto read = parse_quantity(text, due);
    const double* value = std::get_if<double>(&read);
    return value ? *value : -1;
}

std::string fault_of(std::string_view text, Unit due)
{
    const auto read = parse_quantity(text, due);
    const auto* fault = std::get_if<QuantityFault>(&read);
    return fault ? fault->code : "";
}

// 1 mu = 2000/3 m², so 300 mu = 200,000 m² and 5 万元/mu = 0.0075 万元/m².
TEST(Quantity, ComesOutInInnerUnits)
{
    EXPECT_DOUBLE_EQ(value_of("300 亩", Unit::mu), 200000);
    EXPECT_DOUBLE_EQ(value_of("300mu", Unit::hectare), 200000);
    EXPECT_DOUBLE_EQ(value_of("12 ha", Unit::mu), 120000);
    EXPECT_DOUBLE_EQ(value_of("5 万元/亩", Unit::wan_yuan_per_mu), 0.0075);
    EXPECT_DOUBLE_EQ(value_of("0.2 万元/t", Unit::wan_yuan_per_tonne), 0.2);
    EXPECT_DOUBLE_EQ(value_of("1,200 亩", Unit::mu), 800000);
    EXPECT_DOUBLE_EQ(value_of("1e3 m2", Unit::mu), 1000);
    EXPECT_DOUBLE_EQ(value_of("　10　米", Unit::metre), 10);
    EXPECT_DOUBLE_EQ(value_of("-2 km", Unit::metre), -2000);
}

TEST(Quantity, RatiosTakePerCent)
{
    EXPECT_DOUBLE_EQ(value_of("30%", Unit::ratio), 0.3);
    EXPECT_DOUBLE_EQ(value_of("30 ％", Unit::ratio), 0.3);
    EXPECT_DOUBLE_EQ(value_of("0.3", Unit::ratio), 0.3);
    EXPECT_DOUBLE_EQ(value_of("5‰", Unit::ratio), 0.005);
    EXPECT_EQ(fault_of("30 亩", Unit::ratio), "quantity.dimension");
}

TEST(Quantity, SaysWhatIsWrong)
{
    EXPECT_EQ(fault_of("300", Unit::mu), "quantity.no_unit");
    EXPECT_EQ(fault_of("300 万元", Unit::mu), "quantity.dimension");
    EXPECT_EQ(fault_of("300 年", Unit::mu), "quantity.dimension");
    EXPECT_EQ(fault_of("300 mmu", Unit::mu), "quantity.unknown_unit");
    EXPECT_EQ(fault_of("about 300 亩", Unit::mu), "quantity.number");
    EXPECT_EQ(fault_of("3,00 亩", Unit::mu), "quantity.number");
    EXPECT_EQ(fault_of("1.2.3 亩", Unit::mu), "quantity.number");
    EXPECT_EQ(fault_of("inf 亩", Unit::mu), "quantity.number");
    EXPECT_EQ(fault_of("1e400 亩", Unit::mu), "quantity.number");
    EXPECT_EQ(fault_of("", Unit::mu), "quantity.number");
}

TEST(Quantity, UnknownUnitsHaveANearestOne)
{
    const auto read = parse_quantity("5 万圆/亩", Unit::wan_yuan_per_mu);
    EXPECT_EQ(std::get<QuantityFault>(read).remedy.zh, "是不是想写“万元/亩”？");
    const auto english = parse_quantity("5 hectars", Unit::mu);
    EXPECT_EQ(std::get<QuantityFault>(english).remedy.en, "did you mean \"hectares\"?");
}

TEST(Quantity, IsWrittenAsItWasRead)
{
    for (const Unit unit : {Unit::mu, Unit::wan_yuan_per_mu, Unit::hectare, Unit::yuan_per_square_metre})
        for (const double value : {0.1, 5.0, 15.3, 300.0, 12345.678}) {
            const std::string text = written_quantity(value * info(unit).factor, unit);
            EXPECT_EQ(in_unit(value_of(text, unit), unit), value) << text;
        }
    EXPECT_EQ(written_quantity(0.0075, Unit::wan_yuan_per_mu), "5 万元/亩");
    EXPECT_EQ(written_quantity(0.2, Unit::ratio), "0.2");
}

}  // namespace
}  // namespace permu
