/// Numbers that are written as texts.
#include "permu/model/number_texts.hpp"

#include <gtest/gtest.h>

namespace permu {
namespace {

TEST(UpperEnd, IsTheLargerEndOfARange)
{
    EXPECT_EQ(upper_end("180~200"), 200);
    EXPECT_EQ(upper_end("180(200)"), 200);
    EXPECT_EQ(upper_end("2.0—1.5"), 2);
    EXPECT_EQ(upper_end("1.2 至 1.5"), 1.5);
    EXPECT_EQ(upper_end("１．２～１．５"), 1.5);
}

TEST(UpperEnd, TakesAPerCentSignForBothEnds)
{
    EXPECT_EQ(upper_end("180~200%"), 2);
    EXPECT_EQ(upper_end("80-120 %"), 1.2);
    EXPECT_EQ(upper_end("180%~200%"), 2);
    EXPECT_EQ(upper_end("200％"), 2);
    EXPECT_EQ(upper_end("180(200)%"), 2);
}

TEST(UpperEnd, ReadsLimitsFromAbove)
{
    EXPECT_EQ(upper_end("≤2.0"), 2);
    EXPECT_EQ(upper_end("不大于1.5"), 1.5);
    EXPECT_EQ(upper_end("2.5以下"), 2.5);
}

TEST(UpperEnd, IsNothingWhereTextsSayNoUpperEnd)
{
    for (const char* text : {"1.5以上", "≥1.2", "不小于1.2", "1.2及以上", "工业1.0；研发2.5", "1,5", "1..5",
                             "180~", "(200", "180(200", "另定", "", "-5", "1~2~3"})
        EXPECT_FALSE(upper_end(text)) << text;
}

TEST(YearOfDate, ReadsTheWaysOfWritingADate)
{
    for (const char* text :
         {"2020-05-01", "2020/5/1", "2020.05.01", "2020年5月1日", "2020年5月", "2020年", "2020/5", "20200501",
          "2020-05-01 00:00:00", "2020-05-01T08:00:00+08:00", " ２０２０年 "})
        EXPECT_EQ(year_of_date(text), 2020) << text;
}

TEST(YearOfDate, IsNothingForWhatIsNoDate)
{
    for (const char* text : {"2020", "2020-13-01", "2020-05-32", "202005", "05-01-2020", "20201301",
                             "2020-05-01x", "", "2020-", "-2020-05-01", "二〇二〇年"})
        EXPECT_FALSE(year_of_date(text)) << text;
}

TEST(MeansNothing, KnowsWhatPeopleWriteForNothing)
{
    for (const char* text : {"—", "-", "无", "N/A", "#N/A", " / ", "NULL"})
        EXPECT_TRUE(means_nothing(text)) << text;
    for (const char* text : {"", "0", "-1", "#REF!", "无锡"})
        EXPECT_FALSE(means_nothing(text)) << text;
}

TEST(NumberAndWord, SplitsWhatACellHolds)
{
    const auto found = number_and_word("3.5 万元");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->number, 3.5);
    EXPECT_EQ(found->word, "万元");
    EXPECT_FALSE(number_and_word("3.5"));
    EXPECT_FALSE(number_and_word("亩 3"));
}

}  // namespace
}  // namespace permu
