/// The end on a signal while a library that does not ask for signals reads a file.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

#include "cli/console.hpp"

namespace permu::cli_test {
namespace {

[[noreturn]] void read_for_ever()
{
    catch_signals();
    const PromptStop prompt;
    std::raise(SIGTERM);
    while (true)
        pause();
}

TEST(Stop, ASignalEndsAReadingThatNeverEnds)
{
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EXIT(read_for_ever(), testing::ExitedWithCode(128 + SIGTERM), "");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace permu::cli_test
