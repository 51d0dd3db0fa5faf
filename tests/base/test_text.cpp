/// Widths, safe printing and word distances.
#include "permu/base/text.hpp"

#include <gtest/gtest.h>

namespace permu {
namespace {

TEST(DisplayWidth, CountsTwoForChineseCharacters)
{
    EXPECT_EQ(display_width(""), 0);
    EXPECT_EQ(display_width("park"), 4);
    EXPECT_EQ(display_width("亩均"), 4);
    EXPECT_EQ(display_width("A区（北）"), 9);  // 1 + 4 · 2
    EXPECT_EQ(display_width("m²"), 2);
    EXPECT_EQ(display_width("㎡"), 2);
    EXPECT_EQ(display_width("e\u0301"), 1);  // a combining accent takes no room
    EXPECT_EQ(display_width("\U00020000"), 2);
    EXPECT_EQ(display_width("caf\xe9"), 4);  // not UTF-8: one a byte
}

TEST(Printable, ShowsWhatWouldDriveTheTerminal)
{
    EXPECT_EQ(printable("潇河园区 A-1"), "潇河园区 A-1");
    EXPECT_EQ(printable("red\x1b[31m\n"), "red\\x1b[31m\\x0a");
    EXPECT_EQ(printable("\x7f"), "\\x7f");
    EXPECT_EQ(printable("a\u202e"
                        "b"),
              "a\\xe2\\x80\\xaeb");  // turns the text around
    EXPECT_EQ(printable("\u0085"), "\\xc2\\x85");
    EXPECT_EQ(printable("\xff\xfe"), "\\xff\\xfe");
    EXPECT_EQ(printable(std::string_view("a\0b", 3)), "a\\x00b");
}

TEST(Printable, CutsLongTextsByCharacters)
{
    EXPECT_EQ(printable("亩均论英雄", 2), "亩均…");
    EXPECT_EQ(printable("亩均", 2), "亩均");
    EXPECT_EQ(printable(std::string(200, 'x')).size(), 80 + std::string_view("…").size());
}

TEST(IsUtf8, RefusesWhatIsMalformed)
{
    EXPECT_TRUE(is_utf8("亩 \U0001F3ED"));
    EXPECT_TRUE(is_utf8(""));
    EXPECT_FALSE(is_utf8("\xc4\xb6\xbe\xf9"));  // 亩均 in GBK
    EXPECT_FALSE(is_utf8("\xc0\xaf"));          // overlong
    EXPECT_FALSE(is_utf8("\xe0\x80\xaf"));      // overlong
    EXPECT_FALSE(is_utf8("\xed\xa0\x80"));      // surrogate
    EXPECT_FALSE(is_utf8("\xf4\x90\x80\x80"));  // above U+10FFFF
    EXPECT_FALSE(is_utf8("\xe4\xba"));          // cut short
}

TEST(EditDistance, CountsEditsAndSwapsOfNeighbours)
{
    EXPECT_EQ(edit_distance("", "abc"), 3);
    EXPECT_EQ(edit_distance("fee_share", "fee_share"), 0);
    EXPECT_EQ(edit_distance("fee_shar", "fee_share"), 1);
    EXPECT_EQ(edit_distance("fee_sahre", "fee_share"), 1);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
    EXPECT_EQ(edit_distance("ca", "abc"), 3);  // no part is edited twice: 2 without that restriction
}

}  // namespace
}  // namespace permu
