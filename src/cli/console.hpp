/// What a person sees while a command works: news on stderr, a progress bar on a terminal only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/base/progress.hpp"

namespace permu {

struct ConsoleOptions {
    Language language = Language::en;
    bool quiet = false;  ///< errors only
    int verbosity = 0;
    bool no_progress = false;
    bool log_json = false;  ///< news as one JSON object a line
};

class Console {
public:
    explicit Console(ConsoleOptions options);

    Language language() const { return options_.language; }
    bool quiet() const { return options_.quiet; }
    bool json() const { return options_.log_json; }
    /// A sentence on stderr, unless quiet.
    void note(const Said& sentence);
    /// What is wrong, on stderr: errors always, the rest unless quiet.
    void problems(const Problems& problems);
    /// A function that draws the bar and stops the work when a signal came. Lives no longer than the console.
    Progress progress();
    /// Takes the bar away.
    void clear_bar();

private:
    void draw(double share, Text doing);

    ConsoleOptions options_;
    bool bar_;
    bool drawn_ = false;
    double started_ = 0;
    double last_drawn_ = -1;
};

/// Results on stdout. \throws SystemError when stdout is full or closed
void print(std::string_view text);

/// From now on SIGINT and SIGTERM stop the work at the next progress call; a second one ends at once.
/// SIGPIPE and SIGXFSZ become errors of the write that met them.
void catch_signals();
/// While one lives, files are read by libraries that do not ask for signals: a few seconds after one the
/// program ends, even if nobody has asked. One at a time.
class PromptStop {
public:
    PromptStop();
    ~PromptStop();
    PromptStop(const PromptStop&) = delete;
    PromptStop& operator=(const PromptStop&) = delete;
};
/// \throws Interrupted when a signal came
void stop_if_signalled();

/// --lang, else PERMU_LANG, LC_ALL, LC_MESSAGES, LANG: Chinese where it starts with zh.
Language language_of(int argc, const char* const* argv);

/// Rows of text in columns that line up on a terminal, also where characters are wide. First row: the header.
std::string aligned(const std::vector<std::vector<std::string>>& rows);

}  // namespace permu
