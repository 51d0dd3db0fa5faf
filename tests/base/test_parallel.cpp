/// Blocks run once each, whatever the number of threads.
#include "permu/base/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

namespace permu {
namespace {

TEST(ParallelBlocks, DoesEveryBlockOnce)
{
    for (const unsigned threads : {0U, 1U, 2U, 7U}) {
        for (const std::size_t blocks : {0UL, 1UL, 5UL, 1000UL}) {
            std::vector<int> done(blocks);
            parallel_blocks(blocks, threads, [&](std::size_t block) { ++done[block]; });
            EXPECT_EQ(done, std::vector<int>(blocks, 1)) << threads;
        }
    }
}

TEST(ParallelBlocks, OneThreadGoesInOrder)
{
    std::vector<std::size_t> order;
    parallel_blocks(4, 1, [&](std::size_t block) { order.push_back(block); });
    EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2, 3}));
}

// Blocks 3 and later all fail: block 3 is always the one reported.
TEST(ParallelBlocks, ReportsTheLowestFailureForAnyNumberOfThreads)
{
    for (const unsigned threads : {1U, 2U, 8U}) {
        for (int repeat = 0; repeat < 50; ++repeat) {
            std::string message;
            try {
                parallel_blocks(40, threads, [](std::size_t block) {
                    if (block >= 3) throw std::runtime_error(std::to_string(block));
                });
            } catch (const std::runtime_error& error) {
                message = error.what();
            }
            ASSERT_EQ(message, "3");
        }
    }
}

TEST(ParallelBlocks, StartsNothingAfterAFailure)
{
    std::atomic<int> started{0};
    EXPECT_THROW(parallel_blocks(1'000'000, 2,
                                 [&](std::size_t) {
                                     ++started;
                                     throw std::runtime_error("stop");
                                 }),
                 std::runtime_error);
    EXPECT_LE(started, 2);
}

TEST(AvailableThreads, IsAtLeastOne)
{
    EXPECT_GE(available_threads(), 1U);
}

}  // namespace
}  // namespace permu
