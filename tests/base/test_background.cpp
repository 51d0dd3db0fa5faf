/// Work that goes on beside the caller.
#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

#include "permu/base/background.hpp"

namespace permu {
namespace {

class BackgroundTest : public testing::TestWithParam<unsigned> {};

TEST_P(BackgroundTest, DoesTasksInTheirOrder)
{
    std::vector<int> done;
    Background background(GetParam());
    for (int i = 0; i < 100; ++i)
        background.add([&done, i] { done.push_back(i); });
    background.finish();
    ASSERT_EQ(done.size(), 100U);
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(done[static_cast<std::size_t>(i)], i);
}

TEST_P(BackgroundTest, TellsWhatFailedAndDoesNothingAfterIt)
{
    int after = 0;
    const auto all = [&] {
        Background background(GetParam());
        background.add([] { throw std::runtime_error("the disk is full"); });
        background.add([&] { ++after; });
        background.finish();
    };
    EXPECT_THROW(all(), std::runtime_error);
    EXPECT_EQ(after, 0);
}

TEST_P(BackgroundTest, FinishesWithoutTasks)
{
    Background background(GetParam());
    EXPECT_NO_THROW(background.finish());
}

INSTANTIATE_TEST_SUITE_P(Threads, BackgroundTest, testing::Values(1U, 2U));

}  // namespace
}  // namespace permu
