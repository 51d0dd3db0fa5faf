/// Reading TOML: positions, the gate, and messages.
#include "permu/scenario/document.hpp"

#include <gtest/gtest.h>

#include "scenario/samples.hpp"

namespace permu {
namespace {

using testing::fault_of;

// 1 | name = "基准"
// 2 | [rules.quota]
// 3 | growth = 0.02
TEST(Document, RemembersWhereKeysAndValuesStand)
{
    const Node root = parse_toml("name = \"基准\"\n[rules.quota]\ngrowth = 0.02\n", "base.toml");
    const Entry* growth = root.find("rules.quota")->entry("growth");
    ASSERT_TRUE(growth);
    EXPECT_EQ(where(growth->at), "base.toml:3:1");
    EXPECT_EQ(where(growth->value.at), "base.toml:3:10");
    EXPECT_EQ(std::get<double>(growth->value.value), 0.02);
    EXPECT_EQ(*root.find("name")->text(), "基准");
}

TEST(Document, KeepsTheOrderOfTheText)
{
    const Node root = parse_toml("z = 1\na = 2\n[m]\n[b]\n", "a.toml");
    std::string order;
    for (const Entry& entry : root.table()->entries)
        order += entry.key;
    EXPECT_EQ(order, "zamb");
}

TEST(Document, ReadsEveryKindOfValue)
{
    const Node root = parse_toml("a = true\nb = [1, 2.5, 'x']\nc = { d = -3 }\ne = 2024-05-27\n", "a.toml");
    EXPECT_TRUE(std::get<bool>(root.find("a")->value));
    EXPECT_EQ(root.find("b")->list()->size(), 3U);
    EXPECT_EQ(*root.find("c.d")->integer(), -3);
    EXPECT_EQ(std::get<DateText>(root.find("e")->value).text, "2024-05-27");
}

TEST(Document, TakesWhatNotepadWrites)
{
    const Node root = parse_toml("\xef\xbb\xbf[run]\r\nstart = 2024\r\n", "a.toml");
    EXPECT_EQ(where(root.find("run.start")->at), "a.toml:2:9");
}

TEST(Document, CaretStandsUnderTheFaultBehindWideCharacters)
{
    const Node root = parse_toml("\"用途\" = { \"居住\" = 7 }\n", "a.toml");
    // Display columns: "用途" takes 6, ` = { ` 5, "居住" 6, ` = ` 3: the 7 stands behind 20 columns.
    EXPECT_EQ(excerpt(root.entry("用途")->value.entry("居住")->value.at),
              "\"用途\" = { \"居住\" = 7 }\n" + std::string(20, ' ') + "^");
}

TEST(Document, LongLinesAreCutAroundTheFault)
{
    const std::string text = "a = [" + std::string(500, ' ') + "x]";
    const Problem fault = fault_of(text);
    const std::string line = fault.excerpt.substr(0, fault.excerpt.find('\n'));
    EXPECT_LE(line.size(), 130U);
    EXPECT_NE(line.find('x'), std::string::npos);
}

TEST(Document, ChineseKeysAskForEnglishOnes)
{
    const Problem fault = fault_of("[run]\nstart = 2024\n政策 = 1\n");
    EXPECT_EQ(fault.code, "toml.foreign_key");
    EXPECT_EQ(fault.where, "a.toml:3:1");
    EXPECT_NE(fault.remedy.zh.find("键名请用英文"), std::string::npos);
    EXPECT_NE(fault.remedy.en.find("key names are ASCII"), std::string::npos);
    EXPECT_EQ(fault_of("[政策]\n").code, "toml.foreign_key");
    EXPECT_EQ(fault_of("[rules.政策]\n").where, "a.toml:1:8");
    EXPECT_EQ(fault_of("\"政策\" = 1\n").code, "");
}

TEST(Document, FullWidthPunctuationIsNamed)
{
    EXPECT_EQ(fault_of("name ＝ \"x\"\n").code, "toml.full_width");
    EXPECT_EQ(fault_of("name = “x”\n").code, "toml.full_width");
    EXPECT_EQ(fault_of("a = [1，2]\n").code, "toml.full_width");
    EXPECT_EQ(fault_of("【run】\n").code, "toml.full_width");
}

TEST(Document, EncodingsAreNamed)
{
    // 政策 in GBK is d5 fe b2 df.
    const Problem gbk = fault_of("name = \"\xd5\xfe\xb2\xdf\"\n");
    EXPECT_EQ(gbk.code, "toml.gbk");
    EXPECT_EQ(gbk.where, "a.toml:1:9");
    EXPECT_EQ(gbk.remedy.en, "file is GBK, save as UTF-8");
    EXPECT_EQ(gbk.remedy.zh, "文件是 GBK 编码，请另存为 UTF-8");
    EXPECT_EQ(fault_of(std::string_view("\xff\xfen\0a\0", 6)).code, "toml.utf16");
    EXPECT_EQ(fault_of("name = \"\xff\xff\"\n").code, "toml.utf8");
}

TEST(Document, BoundsAreKept)
{
    EXPECT_EQ(fault_of(std::string(most_text_bytes + 1, '#')).code, "toml.size");
    EXPECT_EQ(fault_of("a = " + std::string(50000, '[')).code, "toml.depth");
    EXPECT_EQ(fault_of("a = " + std::string(64, '[') + std::string(64, ']')).code, "");
    EXPECT_EQ(fault_of("a = " + std::string(65, '[') + std::string(65, ']')).code, "toml.depth");
    std::string dotted = "a";
    for (int i = 0; i < 31; ++i)
        dotted += ".a";
    EXPECT_EQ(fault_of(dotted + " = 1").code, "");
    EXPECT_EQ(fault_of(dotted + ".a = 1").code, "toml.key_parts");
    EXPECT_EQ(fault_of(std::string(128, 'k') + " = 1").code, "");
    EXPECT_EQ(fault_of(std::string(129, 'k') + " = 1").code, "toml.key_length");
    // Three headers' worth of depth in one inline table passes every single bound but the last.
    EXPECT_EQ(fault_of("[" + dotted + "]\n" + dotted + " = { " + dotted + " = 1 }").code, "toml.depth");
}

TEST(Document, CommonSlipsHaveTheirOwnWords)
{
    EXPECT_EQ(fault_of("name = baseline\n").code, "toml.bare_text");
    EXPECT_EQ(fault_of("name: baseline\n").remedy.en.substr(0, 23), "this is TOML, not YAML:");
    EXPECT_EQ(fault_of("share = 1,2\n").code, "toml.line_rest");
    EXPECT_EQ(fault_of("a = 07\n").code, "toml.leading_zero");
    EXPECT_EQ(fault_of("a = 1\na = 2\n").code, "toml.twice");
    EXPECT_EQ(fault_of("[a]\n[a]\n").code, "toml.twice");
    EXPECT_EQ(fault_of("file = \"C:\\data\\x\"\n").code, "toml.escape");
    EXPECT_EQ(fault_of("a = \"x\n").code, "toml.open_string");
    EXPECT_EQ(fault_of("a = [1, 2\nb = 3\n").code, "toml.comma");
    EXPECT_EQ(fault_of("a = [1,\n").code, "toml.open_list");
    EXPECT_EQ(fault_of("a = { b = 1\n").code, "toml.open_table");
    EXPECT_EQ(fault_of("[run\n").code, "toml.header");
    EXPECT_EQ(fault_of("a = 2024-13-01\n").code, "toml.date");
    EXPECT_EQ(fault_of("a = 99999999999999999999\n").code, "toml.too_large");
    EXPECT_EQ(fault_of("<<<<<<< HEAD\n").code, "toml.merge_marks");
    EXPECT_EQ(fault_of("a = \"x\x01\"\n").code, "toml.control");
    EXPECT_EQ(fault_of("a = 300 亩\n").code, "toml.line_rest");
    EXPECT_EQ(fault_of("a = \"\"\"x\\\n  亩\"\"\"\n").code, "toml.joined_line");
    EXPECT_EQ(fault_of("a = \"\"\"x\\\n“\"\"\"\n").code, "toml.joined_line");
    EXPECT_EQ(fault_of("a = \"\"\"x\\\n  y亩\"\"\"\n").code, "");
}

TEST(Document, NeverQuotesATextThatMayNotBeQuoted)
{
    for (const std::string_view text : {"secret word", "a = secret", "id,secret\n1,2\n", "a = 1secret"}) {
        try {
            parse_toml(text, "x.csv", false);
            FAIL() << text;
        } catch (const InputError& error) {
            EXPECT_EQ(describe(error.problems(), Language::en).find("secret"), std::string::npos) << text;
        }
    }
}

TEST(Document, WritesItselfAsTomlThatReadsBack)
{
    const std::string_view text =
        "name = \"a \\\"b\\\"\\\\ \\u0007\"\nshares = [0.5, 2.0]\n[codes]\n\"01-05\" = \"01\"\n\"\" = "
        "\"16\"\n"
        "[[rules.step]]\nfrom = 2030\n[rules.step.mix]\nlease = 1e-7\n[[rules.step]]\nfrom = 2031\n";
    const std::string once = to_toml(parse_toml(text, "a.toml"));
    EXPECT_EQ(to_toml(parse_toml(once, "b.toml")), once);
    const Node again = parse_toml(once, "b.toml");
    EXPECT_EQ(*again.find("name")->text(), "a \"b\"\\ \a");
    EXPECT_EQ(again.find("rules.step")->list()->size(), 2U);
    EXPECT_TRUE(std::holds_alternative<double>(again.find("shares")->list()->back().value));
}

}  // namespace
}  // namespace permu
