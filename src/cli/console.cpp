/// News, progress, signals.
#include "console.hpp"

#include <unistd.h>

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>

namespace permu {
namespace {

/// The signal that asked to stop; 0 while none has. Lock-free, so that a handler may set it.
std::atomic<int> stop_signal{0};

/// Files are being read, and nothing is lost by an end at any moment.
std::atomic<bool> reading{false};
constexpr unsigned patience = 3;  // seconds

extern "C" void on_signal(int signal)
{
    if (stop_signal.exchange(signal) != 0) _exit(128 + signal);
    if (reading.load()) alarm(patience);
}

extern "C" void on_alarm(int)
{
    if (const int signal = stop_signal.load(); signal != 0 && reading.load()) _exit(128 + signal);
}

double seconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void to_stderr(std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stderr);
}

std::string_view severity_name(Severity severity)
{
    return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

std::string json_line(const Problem& problem, Language language)
{
    const nlohmann::ordered_json line{{"severity", severity_name(problem.severity)},
                                      {"code", problem.code},
                                      {"where", problem.where},
                                      {"found", problem.found.in(language)},
                                      {"expected", problem.expected.in(language)},
                                      {"remedy", problem.remedy.in(language)},
                                      {"count", problem.count}};
    return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

Console::Console(ConsoleOptions options) : options_(options)
{
    const bool terminal = isatty(STDERR_FILENO) != 0;
    bar_ = terminal && !options_.no_progress && !options_.quiet && !options_.log_json &&
           std::getenv("CI") == nullptr;
    started_ = seconds();
}

void Console::note(const Said& sentence)
{
    if (options_.quiet) return;
    clear_bar();
    if (options_.log_json) {
        const nlohmann::ordered_json line{{"severity", "note"}, {"message", sentence.in(options_.language)}};
        to_stderr(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
        return;
    }
    // Names of files and fields may hold what drives a terminal; line ends are ours.
    std::string_view rest = sentence.in(options_.language);
    std::string safe;
    while (true) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        safe += printable(rest.substr(0, end), rest.size() + 1) + "\n";
        if (end == rest.size()) break;
        rest.remove_prefix(end + 1);
    }
    to_stderr(safe);
}

void Console::problems(const Problems& problems)
{
    clear_bar();
    Problems shown;
    for (const Problem& problem : problems.all()) {
        const bool detail = problem.severity == Severity::note && options_.verbosity == 0;
        const bool silenced = options_.quiet && problem.severity != Severity::error;
        if (!detail && !silenced) shown.add(problem);
    }
    if (shown.empty()) return;
    if (!options_.log_json) return to_stderr(describe(shown, options_.language) + "\n");
    for (const Problem& problem : shown.all())
        to_stderr(json_line(problem, options_.language));
}

Progress Console::progress()
{
    return [this](double share, Text doing) {
        stop_if_signalled();
        if (bar_) draw(share, doing);
    };
}

void Console::draw(double share, Text doing)
{
    constexpr double redraw_after = 0.1;  // seconds
    constexpr std::size_t width = 30;
    const double now = seconds();
    if (now - last_drawn_ < redraw_after) return;
    last_drawn_ = now;
    const double left = share > 0.02 ? (now - started_) * (1 - share) / share : 0;
    const auto full = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * width);
    to_stderr(fmt::format("\r\033[K[{}{}] {:3.0f} %  {}  ETA {:.0f} s", std::string(full, '#'),
                          std::string(width - full, '.'), 100 * share, doing.in(options_.language), left));
    drawn_ = true;
}

void Console::clear_bar()
{
    if (drawn_) to_stderr("\r\033[K");
    drawn_ = false;
}

void print(std::string_view text)
{
    if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return;
    if (errno == EPIPE) return;  // whoever reads has seen enough
    const std::string why = std::strerror(errno);
    throw SystemError(Problem{.code = "output.stdout",
                              .where = "stdout",
                              .found = Said(why),
                              .expected = {"an output that takes the result", "可写的标准输出"},
                              .remedy = {"check where the output is sent to", "请检查输出的去向"}});
}

void catch_signals()
{
    struct sigaction action = {};
    action.sa_handler = on_signal;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    action.sa_handler = on_alarm;
    sigaction(SIGALRM, &action, nullptr);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, nullptr);
    sigaction(SIGXFSZ, &action, nullptr);
}

PromptStop::PromptStop()
{
    reading = true;
    if (stop_signal.load() != 0) alarm(patience);
}

PromptStop::~PromptStop()
{
    reading = false;
    alarm(0);
}

void stop_if_signalled()
{
    if (const int signal = stop_signal.load(); signal != 0) throw Interrupted(signal);
}

Language language_of(int argc, const char* const* argv)
{
    const auto named = [](std::string_view name) {
        return name.starts_with("zh") ? Language::zh : Language::en;
    };
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--lang" && i + 1 < argc) return named(argv[i + 1]);
        if (word.starts_with("--lang=")) return named(word.substr(7));
    }
    for (const char* variable : {"PERMU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (const char* value = std::getenv(variable); value != nullptr && *value != '\0')
            return named(value);
    }
    return Language::en;
}

std::string aligned(const std::vector<std::vector<std::string>>& rows)
{
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], display_width(row[i]));
    }
    std::string out;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            out += row[i];
            if (i + 1 < row.size()) out.append(widths[i] - display_width(row[i]) + 2, ' ');
        }
        out += '\n';
    }
    return out;
}

}  // namespace permu
