/// Parameters from a table: types, units, ranges, names, and words for what is wrong.
#include "permu/scenario/bind.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>
#include <iostream>

#include "scenario/samples.hpp"

namespace permu {
namespace {

/// One parameter of every kind.
struct Sample {
    bool enabled = true;
    int years = 2;
    double share = 0.2;
    double fee = 0.0075;  // 5 万元/亩
    double cap = 1.5;
    std::string mode = "report";
    std::string method;
    std::vector<double> start_lag = {0.5, 0.5};
    std::vector<std::string> maps = {"stage"};
    NamedNumbers price = {{"industrial", 0.015}, {"rnd", 0.03}};
    NamedTexts codes;
    TableSetting table;
    double inner = 1;
};

Parameter make(std::string_view key, ParameterSlot slot, Unit unit, double min = -INFINITY,
               double max = INFINITY)
{
    return {.key = key,
            .slot = slot,
            .unit = unit,
            .help = {"help", "说明"},
            .source = {},
            .min = min,
            .max = max};
}

Parameters parameters(Sample& s)
{
    Parameters all{
        make("enabled", &s.enabled, Unit::none),
        make("years", &s.years, Unit::years, 1, 50),
        make("share", &s.share, Unit::ratio, 0, 1),
        make("fee", &s.fee, Unit::wan_yuan_per_mu, 0, 100),
        make("cap", &s.cap, Unit::none, 0, INFINITY),
        make("mode", &s.mode, Unit::none, -INFINITY, 12),
        make("method", &s.method, Unit::none),
        make("start_lag", &s.start_lag, Unit::ratio, 0, 1),
        make("maps", &s.maps, Unit::none),
        make("price", &s.price, Unit::wan_yuan_per_mu, 0, 1000),
        make("codes", &s.codes, Unit::none),
        make("table", &s.table, Unit::none),
        make("A.tax_factor", &s.inner, Unit::ratio, 0, 2),
    };
    all[4].choices = {"inf"};
    all[5].choices = {"report", "encouraged", "mandatory"};
    all[6].is_path = true;
    all[8].choices = {"stage", "use"};
    return all;
}

struct Bound {
    Sample sample;
    Problems problems;
    std::string codes() const
    {
        std::string text;
        for (const Problem& problem : problems.all())
            text += (text.empty() ? "" : " ") + problem.code;
        return text;
    }
    const Problem& first() const { return problems.all().at(0); }
};

Bound bound(std::string_view text)
{
    Bound result;
    const Node root = parse_toml(text, "s/a.toml");
    bind(root, parameters(result.sample), {"rules.sample", {"step"}}, result.problems);
    return result;
}

TEST(Bind, FillsEveryKindOfSlot)
{
    const auto [sample, problems] = bound(R"(
enabled = false
years = 3
share = "30%"
fee = "75 元/m2"
cap = inf
mode = "mandatory"
method = "../m.toml"
start_lag = [0.2, 0.8]
maps = ["use", "stage"]
price = { rnd = "15 万元/亩", commercial = { 3 = "2 万元/亩" } }
codes = { "01-05" = "01", "" = "16" }
table = "t.csv"
A.tax_factor = 0.5
step = 1
)");
    EXPECT_TRUE(problems.empty()) << describe(problems, Language::en);
    EXPECT_FALSE(sample.enabled);
    EXPECT_EQ(sample.years, 3);
    EXPECT_DOUBLE_EQ(sample.share, 0.3);
    EXPECT_DOUBLE_EQ(sample.fee, 0.0075);
    EXPECT_EQ(sample.cap, INFINITY);
    EXPECT_EQ(sample.mode, "mandatory");
    EXPECT_EQ(sample.method, "m.toml");  // "../m.toml" seen from s/
    EXPECT_EQ(sample.table.path, "s/t.csv");
    EXPECT_EQ(sample.start_lag, (std::vector{0.2, 0.8}));
    EXPECT_EQ(sample.maps, (std::vector<std::string>{"use", "stage"}));
    EXPECT_EQ(sample.price.size(), 3U);
    EXPECT_DOUBLE_EQ(sample.price.at("industrial"), 0.015);  // not named: as it was
    EXPECT_DOUBLE_EQ(sample.price.at("rnd"), 0.0225);
    EXPECT_DOUBLE_EQ(sample.price.at("commercial.3"), 0.003);
    EXPECT_EQ(sample.codes.at(""), "16");
    EXPECT_DOUBLE_EQ(sample.inner, 0.5);
}

TEST(Bind, ABareNumberForAQuantityShowsHowToWriteIt)
{
    const Bound result = bound("fee = 5\n");
    EXPECT_EQ(result.codes(), "quantity.no_unit");
    EXPECT_EQ(result.first().where, "s/a.toml:1:7");
    EXPECT_EQ(result.first().remedy.en, "write fee = \"5 万元/亩\"");
    EXPECT_EQ(result.first().remedy.zh, "请写作 fee = \"5 万元/亩\"");
    EXPECT_EQ(result.first().excerpt, "fee = 5\n      ^");
    EXPECT_DOUBLE_EQ(result.sample.fee, 0.0075);
}

TEST(Bind, EveryWrongValueHasItsCode)
{
    EXPECT_EQ(bound("enabled = 1").codes(), "scenario.type");
    EXPECT_EQ(bound("years = 2.0").codes(), "scenario.whole_number");
    EXPECT_EQ(bound("years = 0").codes(), "scenario.range");
    EXPECT_EQ(bound("years = 4294967297").codes(), "scenario.range");
    EXPECT_EQ(bound("years = \"3 年\"").codes(), "scenario.type");
    EXPECT_EQ(bound("years = true").codes(), "scenario.type");
    EXPECT_EQ(bound("years = 2024-01-01").codes(), "scenario.type");
    EXPECT_EQ(bound("share = 1.5").codes(), "scenario.range");
    EXPECT_EQ(bound("share = nan").codes(), "scenario.range");
    EXPECT_EQ(bound("share = inf").codes(), "scenario.range");
    EXPECT_EQ(bound("cap = nan").codes(), "scenario.range");
    EXPECT_EQ(bound("share = \"150%\"").codes(), "scenario.range");
    EXPECT_EQ(bound("fee = inf").codes(), "quantity.no_unit");
    EXPECT_EQ(bound("fee = \"5 万元\"").codes(), "quantity.dimension");
    EXPECT_EQ(bound("fee = \"5 万元/亩亩\"").codes(), "quantity.unknown_unit");
    EXPECT_EQ(bound("fee = \"-5 万元/亩\"").codes(), "scenario.range");
    EXPECT_EQ(bound("fee = \"100 万元/亩\"").codes(), "");  // the bound itself is allowed
    EXPECT_EQ(bound("mode = \"repotr\"").first().remedy.en, "did you mean \"report\"?");
    EXPECT_EQ(bound("mode = \"encouraged and more\"").codes(), "scenario.length");
    EXPECT_EQ(bound("start_lag = 0.5").codes(), "scenario.type");
    EXPECT_EQ(bound("start_lag = [0.5, \"x\"]").codes(), "quantity.number");
    EXPECT_EQ(bound("maps = [\"stages\"]").codes(), "scenario.choice");
    EXPECT_EQ(bound("price = 3").codes(), "scenario.type");
    EXPECT_EQ(bound("price = { rnd = 3 }").codes(), "quantity.no_unit");
    EXPECT_EQ(bound("A = 1").codes(), "scenario.no_table");
    EXPECT_EQ(bound("A = { tax_factr = 1 }").first().remedy.en, "did you mean \"tax_factor\"?");
}

TEST(Bind, RefusesPathsThatAreNoLocalFiles)
{
    for (const std::string_view path :
         {"http://127.0.0.1/x.gpkg", "/vsistdin/", "/vsicurl/http://x", "PG:host=x", "", "a\\u0000.csv",
          "{\\\"type\\\":1}", "WFS:x", "s3://x"}) {
        const Bound result = bound("method = \"" + std::string(path) + "\"");
        EXPECT_EQ(result.codes(), "scenario.path") << path;
        EXPECT_EQ(result.sample.method, "") << path;
    }
    EXPECT_EQ(bound("method = 'C:\\data\\x.toml'").codes(), "");
    EXPECT_EQ(bound("method = \"数据/方法.toml\"").codes(), "");
}

TEST(Bind, TellsEverythingAtOnceInTheOrderOfTheText)
{
    const Bound result = bound("yaers = 1\nshare = 2\nfee = 3\nmode = 4\n");
    EXPECT_EQ(result.codes(), "scenario.unknown_key scenario.range quantity.no_unit scenario.type");
    const Problem& unknown = result.first();
    EXPECT_EQ(unknown.found.en, "the unknown key \"rules.sample.yaers\"");
    EXPECT_EQ(unknown.remedy.en, "did you mean \"years\"?");
    EXPECT_EQ(unknown.remedy.zh, "是不是想写“years”？");
    EXPECT_NE(unknown.expected.en.find("start_lag"), std::string::npos);
    EXPECT_NE(unknown.expected.en.find("step"), std::string::npos);
}

/// One slip of a typist: a letter lost, doubled, wrong, or two swapped; then perhaps a second.
std::string mistyped(std::string word, std::uint64_t& state)
{
    const auto next = [&](std::size_t below) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>((state >> 33) % below);
    };
    const std::size_t slips = 1 + next(2);
    for (std::size_t i = 0; i < slips; ++i) {
        const std::size_t at = next(word.size() - 1);
        switch (next(4)) {
            case 0:
                word.erase(at, 1);
                break;
            case 1:
                word.insert(at, 1, word[at]);
                break;
            case 2:
                word[at] = static_cast<char>('a' + next(26));
                break;
            default:
                std::swap(word[at], word[at + 1]);
        }
    }
    return word;
}

// Names of the quota, idle land, tenure and transition tables, as a rule lists them side by side.
constexpr std::string_view typed_names[] = {
    "base_quota",
    "growth",
    "stock_link",
    "bonus",
    "malus",
    "priority_share",
    "carry_over",
    "fee_share",
    "fee_after_years",
    "recapture_after_years",
    "area_share_min",
    "flexible_years",
    "lease_years",
    "discount_rate",
    "floor_price",
    "mode",
    "numerator",
    "denominator",
    "integration_min",
    "industrial_share_below",
    "task_supply_rate_min",
    "task_idle_rate_max",
    "min_built",
    "years_in_row",
    "enabled",
};

TEST(Bind, NamesTheRightKeyForAtLeastNineOfTenTypos)
{
    double value = 0;
    Parameters all;
    for (const std::string_view name : typed_names)
        all.push_back(make(name, &value, Unit::ratio));
    std::uint64_t state = 1;
    int named = 0;
    int tried = 0;
    while (tried < 100) {
        const std::string_view name = typed_names[static_cast<std::size_t>(tried) % std::size(typed_names)];
        const std::string typo = mistyped(std::string(name), state);
        if (std::ranges::count(typed_names, typo) > 0) continue;
        Problems problems;
        bind(parse_toml(typo + " = 0.5\n", "a.toml"), all, {"rules.x", {}}, problems);
        ASSERT_EQ(problems.all().size(), 1U) << typo;
        named += problems.all()[0].remedy.en == "did you mean \"" + std::string(name) + "\"?" ? 1 : 0;
        ++tried;
    }
    std::cout << named << " of " << tried << " typos named\n";
    EXPECT_GE(named, 90);
}

TEST(Bind, LetterCaseAndDashesAreSlipsToo)
{
    EXPECT_EQ(bound("Start-Lag = [1]").first().remedy.en, "did you mean \"start_lag\"?");
    EXPECT_EQ(bound("MODE = 1").first().remedy.en, "did you mean \"mode\"?");
}

TEST(Bind, MessagesShowNoControlCharacters)
{
    const Bound result = bound("\"a\\u001b[31m\" = 1\nmode = \"\\u001b]0;x\"\n");
    const std::string text = describe(result.problems, Language::en);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

TEST(Steps, ComeByYear)
{
    const Node root = parse_toml("[[step]]\nfrom = 2030\n[[step]]\nfrom = 2035\nx = 1\n", "a.toml");
    Problems problems;
    const std::vector<Step> steps = steps_of(root, problems);
    EXPECT_TRUE(problems.empty());
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].from, 2030);
    EXPECT_EQ(*steps[1].table->find("x")->integer(), 1);
}

TEST(Steps, RefuseWhatHasNoYearOfItsOwn)
{
    for (const std::string_view text :
         {"[[step]]\nfrom = 2030\n[[step]]\nfrom = 2030\n", "[[step]]\nx = 1\n", "[[step]]\nfrom = 2030.5\n",
          "[[step]]\nfrom = 20300\n", "[[step]]\nfrom = 2035\n[[step]]\nfrom = 2030\n", "step = 3\n",
          "step = [3]\n", "[step]\nfrom = 2030\n"}) {
        Problems problems;
        steps_of(parse_toml(text, "a.toml"), problems);
        EXPECT_EQ(problems.all().size(), 1U) << text;
    }
}

TEST(TableAt, IsAbsentOrATable)
{
    const Node root = parse_toml("rules = 3\n[run]\n", "a.toml");
    Problems problems;
    EXPECT_TRUE(table_at(root, "run", problems));
    EXPECT_FALSE(table_at(root, "output", problems));
    EXPECT_TRUE(problems.empty());
    EXPECT_FALSE(table_at(root, "rules", problems));
    EXPECT_EQ(problems.all().at(0).where, "a.toml:1:9");
}

}  // namespace
}  // namespace permu
