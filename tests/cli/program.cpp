/// Runs the program as a user does: processes, temporary directories, bytes.
#include "cli/program.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "places.hpp"

namespace permu::cli_test {
namespace {

using Clock = std::chrono::steady_clock;

/// In the child: standard streams to files, then the program. Never returns.
[[noreturn]] void become_program(std::vector<char*>& argv, const fs::path& where, const fs::path& streams)
{
    const auto redirect = [](const fs::path& path, int to, int flags) {
        const int file = open(path.c_str(), flags, 0600);
        if (file < 0 || dup2(file, to) < 0) _exit(127);
    };
    redirect("/dev/null", STDIN_FILENO, O_RDONLY);
    redirect(streams / "out", STDOUT_FILENO, O_WRONLY | O_CREAT | O_TRUNC);
    redirect(streams / "err", STDERR_FILENO, O_WRONLY | O_CREAT | O_TRUNC);
    if (!where.empty() && chdir(where.c_str()) != 0) _exit(127);
    for (const char* variable : {"PERMU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"})
        unsetenv(variable);
    execv(argv[0], argv.data());
    _exit(127);
}

/// The status of the child, or nothing when it did not end in time.
std::optional<int> wait_for(pid_t child, double seconds)
{
    const auto until = Clock::now() + std::chrono::duration<double>(seconds);
    int status = 0;
    while (true) {
        const pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child) return status;
        if (Clock::now() > until) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    return std::nullopt;
}

}  // namespace

Outcome permu(const std::vector<std::string>& arguments, const fs::path& where, double seconds)
{
    const TempDirectory streams;
    std::vector<std::string> words{PERMU_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    const auto started = Clock::now();
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("no process for the program");
    if (child == 0) become_program(argv, where, streams.path());
    Outcome outcome;
    if (const std::optional<int> status = wait_for(child, seconds))
        outcome.code = WIFEXITED(*status) ? WEXITSTATUS(*status) : 128 + WTERMSIG(*status);
    outcome.seconds = std::chrono::duration<double>(Clock::now() - started).count();
    outcome.out = read_file(streams.path() / "out");
    outcome.err = read_file(streams.path() / "err");
    return outcome;
}

TempDirectory::TempDirectory()
{
    std::string name = (fs::temp_directory_path() / "permu-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
    path_ = name;
}

TempDirectory::~TempDirectory()
{
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::string read_file(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_file(const fs::path& path, const std::string& text)
{
    std::ofstream out(path, std::ios::binary);
    out << text;
    if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
}

std::map<std::string, std::string> files_of(const fs::path& directory)
{
    std::map<std::string, std::string> files;
    if (!fs::is_directory(directory)) return files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(directory))
        if (entry.is_regular_file())
            files.emplace(entry.path().lexically_relative(directory).string(), read_file(entry.path()));
    return files;
}

std::vector<std::string> differing_files(const fs::path& left, const fs::path& right)
{
    auto one = files_of(left), other = files_of(right);
    one.erase("run.json"), other.erase("run.json");
    std::vector<std::string> names;
    for (const auto& [name, bytes] : one) {
        const auto same = other.find(name);
        if (same == other.end() || same->second != bytes) names.push_back(name);
    }
    for (const auto& [name, bytes] : other)
        if (!one.contains(name)) names.push_back(name);
    return names;
}

fs::path source_directory()
{
    return PERMU_SOURCE_DIR;
}

std::optional<fs::path> shared_data(const std::string& name)
{
    fs::path path = (source_directory() / "../shared/data" / name).lexically_normal();
    if (!fs::exists(path)) return std::nullopt;
    return path;
}

}  // namespace permu::cli_test
