/// Hostile scenarios: what a fuzzer would send, and what is large enough to take long. Built with
/// -DPERMU_FUZZ -fsanitize=fuzzer this file is the fuzzer.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "permu/scenario/document.hpp"

/// Any bytes end in a tree that writes itself as the same tree, or in a message that is UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace permu;
    const std::string text(bytes, bytes + size);
    try {
        const std::string once = to_toml(parse_toml(text, "a.toml"));
        if (to_toml(parse_toml(once, "b.toml")) != once) std::abort();
    } catch (const InputError& error) {
        if (!is_utf8(describe(error.problems(), Language::zh))) std::abort();
    }
    return 0;
}

#ifndef PERMU_FUZZ

#include <gtest/gtest.h>
#include <chrono>

#include "permu/scenario/bind.hpp"
#include "permu/scenario/request.hpp"
#include "scenario/samples.hpp"

namespace permu {
namespace {

constexpr std::string_view sample = R"(name = "基准"
a = [1, 2.5e3, 0x1F, -inf, 1979-05-27T07:32:00Z, """x\
   y\u4e00""", '''z''']
"01-05" = { b.c = "\t", d = true }
[[rules.step]]
from = 2030
)";

/// Bytes that mean something to a TOML reader.
constexpr std::string_view bits[] = {
    "\"", "\"\"\"", "'''", "[", "]]",  "{",  "}",     "\\",           "\n",   "=", ".",
    "#",  "\\u",    "\\U", "0", "_",   "-",  "T",     "政",           "\xc4", ",", "+",
    " ",  "\r\n",   "\t",  "e", "inf", "0x", "2000-", "\xef\xbb\xbf", "\x7f"};

TEST(HostileToml, TwentyThousandMutationsEndWell)
{
    std::uint64_t state = 7;
    const auto next = [&](std::size_t below) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>((state >> 33) % below);
    };
    for (int run = 0; run < 20000; ++run) {
        std::string text(sample);
        for (std::size_t edits = 1 + next(4); edits > 0; --edits) {
            const std::size_t at = next(text.size());
            if (next(2) == 0)
                text.insert(at, bits[next(std::size(bits))]);
            else
                text.erase(at, 1 + next(3));
        }
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    }
}

// A line of n bytes each, up to the bound on values: keys nobody knows, and tables that dotted keys make.
TEST(HostileToml, TheLargestTextsTakeSecondsAtMost)
{
    std::string unknown = "[run]\nstart = 1\nend = 1\n";
    std::string dotted;
    for (int i = 0; i < most_values / 2 - 10; ++i) {
        unknown += "strat" + std::to_string(i) + " = 1\n";
        dotted += "a" + std::to_string(i) + ".b = 1\n";
    }
    for (int i = 0; i < most_values / 2 - 10; ++i)
        dotted += "a" + std::to_string(i) + ".c = 1\n";
    const auto start = std::chrono::steady_clock::now();
    Problems problems;
    read_request(parse_toml(unknown, "a.toml"), problems);
    EXPECT_GT(problems.all().size(), 9000U);
    EXPECT_EQ(parse_toml(dotted, "a.toml").table()->entries.size(), std::size_t{most_values / 2 - 10});
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
    std::string ones = "a = [";
    for (int i = 0; i < most_values; ++i)
        ones += "1,";
    EXPECT_EQ(testing::fault_of(ones + "]").code, "toml.values");
}

}  // namespace
}  // namespace permu

#endif
