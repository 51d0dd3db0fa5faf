/// Units as users write them.
#include "permu/base/unit.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "permu/base/units.hpp"

namespace permu {
namespace {

TEST(Units, StandInTheOrderOfTheEnumeration)
{
    for (std::size_t i = 0; i < all_units().size(); ++i)
        EXPECT_EQ(static_cast<std::size_t>(all_units()[i].unit), i) << all_units()[i].id;
    EXPECT_EQ(info(Unit::wan_yuan_per_mu).symbol, "万元/亩");
}

TEST(Units, AreFoundBySymbolIdAndEverySpelling)
{
    for (const UnitInfo& unit : all_units()) {
        EXPECT_EQ(find_unit(unit.id), unit.unit) << unit.id;
        if (!unit.symbol.empty()) {
            EXPECT_EQ(find_unit(unit.symbol), unit.unit) << unit.symbol;
        }
        for (const std::string_view spelling : unit.spellings)
            EXPECT_EQ(find_unit(spelling), unit.unit) << spelling;
    }
}

TEST(Units, AreWrittenInManyWays)
{
    const std::map<std::string, Unit> spelled{
        {"mu", Unit::mu},
        {"公顷", Unit::hectare},
        {"ha", Unit::hectare},
        {"km2", Unit::square_kilometre},
        {"平方公里", Unit::square_kilometre},
        {"㎡", Unit::square_metre},
        {"m2", Unit::square_metre},
        {"CNY", Unit::yuan},
        {"10k_yuan", Unit::wan_yuan},
        {"wan_yuan", Unit::wan_yuan},
        {"亿元", Unit::yi_yuan},
        {"gb", Unit::gigabyte},
        {"万亩", Unit::wan_mu},
        {"万元 / 亩", Unit::wan_yuan_per_mu},
        {"wan_yuan/mu", Unit::wan_yuan_per_mu},
        {"10k_yuan_per_ha", Unit::wan_yuan_per_hectare},
        {"万元/公顷", Unit::wan_yuan_per_hectare},
        {"元/㎡", Unit::yuan_per_square_metre},
        {"元／平方米", Unit::yuan_per_square_metre},
        {"元/m2", Unit::yuan_per_square_metre},
        {"万元/年", Unit::wan_yuan_per_year},
        {"万元/亩/年", Unit::wan_yuan_per_mu_year},
        {"吨标准煤", Unit::tce},
        {"吨标准煤/万元", Unit::tce_per_wan_yuan},
        {"万元/吨", Unit::wan_yuan_per_tonne},
        {"t/tce", Unit::tonne_per_tce},
        {"度", Unit::kwh},
        {"千瓦时", Unit::kwh},
        {"元/kWh", Unit::yuan_per_kwh},
        {"元/度", Unit::yuan_per_kwh},
        {"万元/人", Unit::wan_yuan_per_person},
        {"人/公顷", Unit::person_per_hectare},
        {"年", Unit::years},
        {"亿元/平方公里", Unit::yi_yuan_per_square_kilometre},
    };
    for (const auto& [text, unit] : spelled)
        EXPECT_EQ(find_unit(text), unit) << text;
}

TEST(Units, UnknownOnesAreNotGuessed)
{
    for (const char* text : {"", "%", "/", "万元/", "/亩", "亩/万元", "斤", "万元/亩/亩", "m3"})
        EXPECT_EQ(find_unit(text), std::nullopt) << text;
}

// 1 ha = 15 mu = 10 000 m²; 5 万元/亩 = 75 万元/ha = 75 元/m².
TEST(Units, FactorsAgreeWithEachOther)
{
    EXPECT_DOUBLE_EQ(15 * info(Unit::mu).factor, info(Unit::hectare).factor);
    EXPECT_DOUBLE_EQ(1500 * info(Unit::mu).factor, info(Unit::square_kilometre).factor);
    EXPECT_EQ(info(Unit::mu).factor, 2000.0 / 3);
    EXPECT_DOUBLE_EQ(5 * info(Unit::wan_yuan_per_mu).factor, 75 * info(Unit::wan_yuan_per_hectare).factor);
    EXPECT_DOUBLE_EQ(75 * info(Unit::wan_yuan_per_hectare).factor,
                     75 * info(Unit::yuan_per_square_metre).factor);
    EXPECT_EQ(info(Unit::yi_yuan).factor, 10'000 * info(Unit::wan_yuan).factor);
}

TEST(Units, WithoutADimensionAreBareNumbers)
{
    EXPECT_TRUE(is_bare(Unit::ratio));
    EXPECT_TRUE(is_bare(Unit::years));
    EXPECT_FALSE(is_bare(Unit::mu));
    for (const UnitInfo& unit : all_units())
        EXPECT_TRUE(is_bare(unit.unit) || unit.dimension != Dimension{}) << unit.id;
}

TEST(Quantities, RoundOnceIntoLedgers)
{
    EXPECT_EQ(to_mm2(from_mu(3)), 2'000'000'000);  // 3 mu = 2000 m²
    EXPECT_EQ(mm2_to_mu(to_mm2(from_mu(7.5))), 7.5);
    EXPECT_EQ(to_fen({0.000001}), 1);
    EXPECT_EQ(from_fen(to_fen({12.34})).value, 12.34);
    EXPECT_EQ(to_mu(SquareMetres{2000}), 3);
}

}  // namespace
}  // namespace permu
