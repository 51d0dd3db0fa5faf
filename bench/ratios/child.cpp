/// Another program as a contestant.
#include "ratios/child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "ratios/contest.hpp"

extern char** environ;

namespace permu::bench {
namespace {

double in_seconds(const timeval& time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

std::string file_text(const std::string& path)
{
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

pid_t spawn(std::vector<std::string> command, const posix_spawn_file_actions_t* actions)
{
    std::vector<char*> arguments;
    for (std::string& word : command)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = -1;
    if (posix_spawnp(&child, arguments[0], actions, nullptr, arguments.data(), environ) != 0) return -1;
    return child;
}

}  // namespace

ChildUse run_child(const std::vector<std::string>& command, const std::string& log)
{
    const std::string report = log + ".use";
    std::vector<std::string> words{"/proc/self/exe", child_word, report, log};
    words.insert(words.end(), command.begin(), command.end());
    const pid_t child = spawn(words, nullptr);
    int status = -1;
    if (child > 0) waitpid(child, &status, 0);
    if (status != 0) {
        const std::string said = file_text(log);
        const std::size_t kept = std::min<std::size_t>(said.size(), 400);
        throw std::runtime_error(
            fmt::format("{} failed: {}", command.front(), said.substr(said.size() - kept)));
    }
    ChildUse use;
    std::ifstream(report) >> use.wall >> use.processor >> use.peak_bytes;
    return use;
}

int child_main(int argc, char** argv)
{
    constexpr int first_word = 4;
    if (argc <= first_word) return 2;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, argv[3], O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    int status = -1;
    rusage use{};
    const double wall = seconds(Clock::wall, [&] {
        const pid_t child = spawn({argv + first_word, argv + argc}, &actions);
        if (child > 0) wait4(child, &status, 0, &use);
    });
    posix_spawn_file_actions_destroy(&actions);
    constexpr double bytes_a_unit = 1024;
    std::ofstream(argv[2]) << wall << ' ' << in_seconds(use.ru_utime) + in_seconds(use.ru_stime) << ' '
                           << static_cast<double>(use.ru_maxrss) * bytes_a_unit << '\n';
    return status == 0 ? 0 : 1;
}

}  // namespace permu::bench
