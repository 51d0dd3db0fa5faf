/// What a command is: one file that adds its options, and one line in the list.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "console.hpp"

namespace CLI {
class App;
}

namespace permu {

/// What the command line asks for, once it is parsed; nothing runs before.
struct Invocation {
    Language language = Language::en;
    std::function<int(Console&)> action;  ///< returns the exit code

    std::string say(Text text) const { return std::string(text.in(language)); }
};

struct Command {
    std::string_view name;
    Text summary;
    void (*add)(CLI::App& app, Invocation& invocation);
};

/// All commands, in the order of the help.
std::span<const Command> commands();

void add_demo(CLI::App& app, Invocation& invocation);
void add_run(CLI::App& app, Invocation& invocation);
void add_check(CLI::App& app, Invocation& invocation);
void add_inspect(CLI::App& app, Invocation& invocation);
void add_init(CLI::App& app, Invocation& invocation);
void add_score(CLI::App& app, Invocation& invocation);
void add_compare(CLI::App& app, Invocation& invocation);
void add_explain(CLI::App& app, Invocation& invocation);
void add_sample(CLI::App& app, Invocation& invocation);
void add_list(CLI::App& app, Invocation& invocation);

}  // namespace permu
