/// The directory of results appears whole or not at all.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "permu/io/json_out.hpp"
#include "permu/io/run_directory.hpp"
#include "write_helpers.hpp"

namespace permu {

namespace fs = std::filesystem;

using RunDirectoryTest = Writing;

TEST_F(RunDirectoryTest, AppearsOnlyWhenPublishedAndLeavesNothingElse)
{
    {
        RunDirectory run(file("out"), false);
        write_text_file(run.path("maps/stage.tif"), "x");
        EXPECT_FALSE(fs::exists(file("out")));
        run.publish();
    }
    EXPECT_EQ(bytes_of(file("out/maps/stage.tif")), "x");
    EXPECT_EQ(entries(), 1U);
}

TEST_F(RunDirectoryTest, LeavesNothingWhenNotPublished)
{
    {
        RunDirectory run(file("out/"), false);
        write_text_file(run.path("a.csv"), "x");
        EXPECT_EQ(entries(), 2U);  // .tmp-<pid> and the lock
    }
    EXPECT_EQ(entries(), 0U);
}

TEST_F(RunDirectoryTest, RefusesAnExistingTargetBeforeAnyWork)
{
    fs::create_directory(file("out"));
    EXPECT_EQ(code_thrown_by<InputError>([&] { RunDirectory(file("out"), false); }), "output.exists");
    write_text_file(file("plain"), "x");
    EXPECT_EQ(code_thrown_by<InputError>([&] { RunDirectory(file("plain"), true); }),
              "output.not_a_directory");
    EXPECT_EQ(entries(), 2U);
}

TEST_F(RunDirectoryTest, SwapsTheOldDirectoryOutOnlyWhenTheNewOneIsWhole)
{
    fs::create_directory(file("out"));
    write_text_file(file("out/old.csv"), "old");
    {
        RunDirectory lost(file("out"), true);
        write_text_file(lost.path("new.csv"), "half");
    }
    EXPECT_EQ(bytes_of(file("out/old.csv")), "old");
    {
        RunDirectory run(file("out"), true);
        write_text_file(run.path("new.csv"), "new");
        EXPECT_EQ(bytes_of(file("out/old.csv")), "old");
        run.publish();
    }
    EXPECT_EQ(bytes_of(file("out/new.csv")), "new");
    EXPECT_FALSE(fs::exists(file("out/old.csv")));
    EXPECT_EQ(entries(), 1U);
}

TEST_F(RunDirectoryTest, RefusesATargetThatCameIntoBeingMeanwhile)
{
    RunDirectory run(file("out"), false);
    fs::create_directory(file("out"));
    write_text_file(file("out/theirs.csv"), "theirs");
    EXPECT_EQ(code_thrown_by<InputError>([&] { run.publish(); }), "output.exists");
    EXPECT_EQ(bytes_of(file("out/theirs.csv")), "theirs");
}

TEST_F(RunDirectoryTest, LetsOneWriterInAtATime)
{
    RunDirectory first(file("out"), false);
    EXPECT_EQ(code_thrown_by<InputError>([&] { RunDirectory(file("out"), false); }), "output.busy");
    RunDirectory other(file("another"), false);  // beside it is another matter
}

TEST_F(RunDirectoryTest, ClearsAwayWhatAKilledProcessLeft)
{
    const pid_t child = ::fork();
    if (child == 0) {
        RunDirectory run(file("out"), false);
        write_text_file(run.path("half.csv"), "half");
        ::_exit(0);  // no destructor, as after a kill
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(entries(), 2U);
    {
        RunDirectory run(file("out"), false);
        run.publish();
    }
    EXPECT_EQ(entries(), 1U);
}

TEST_F(RunDirectoryTest, NamesAMissingParentAtOnce)
{
    try {
        RunDirectory run(file("missing/out"), false);
        FAIL();
    } catch (const SystemError& error) {
        EXPECT_NE(describe(error.problems(), Language::en).find(file("missing/out")), std::string::npos);
    }
}

TEST_F(RunDirectoryTest, NeverReplacesTheGroundOneStandsOn)
{
    EXPECT_EQ(code_thrown_by<InputError>([] { RunDirectory("/", true); }), "output.protected");
    EXPECT_EQ(code_thrown_by<InputError>([] { RunDirectory(".", true); }), "output.protected");
}

TEST_F(RunDirectoryTest, KeepsNamesInside)
{
    RunDirectory run(file("out"), false);
    for (const char* name : {"../x", "/etc/x", "", "a/../../x"}) {
        EXPECT_EQ(code_thrown_by<InvariantError>([&] { static_cast<void>(run.path(name)); }), "output.name");
    }
}

TEST_F(RunDirectoryTest, ObeysTheMaskOfTheUser)
{
    const mode_t before = ::umask(027);
    {
        RunDirectory run(file("out"), false);
        run.publish();
    }
    ::umask(before);
    struct stat found {};
    ASSERT_EQ(::stat(file("out").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0750U);
}

TEST_F(RunDirectoryTest, SaysThatTheDiskIsFull)
{
    try {
        write_text_file("/dev/full", std::string(10000, 'x'));
        FAIL();
    } catch (const SystemError& error) {
        EXPECT_NE(describe(error.problems(), Language::en).find("No space left"), std::string::npos);
        EXPECT_NE(describe(error.problems(), Language::zh).find("磁盘空间不足"), std::string::npos);
    }
}

TEST_F(RunDirectoryTest, DoesNotWriteThroughALink)
{
    write_text_file(file("target"), "theirs");
    fs::create_symlink(file("target"), file("link"));
    EXPECT_EQ(code_thrown_by<SystemError>([&] { write_text_file(file("link"), "x"); }), "system.open");
    EXPECT_EQ(bytes_of(file("target")), "theirs");
}

}  // namespace permu
