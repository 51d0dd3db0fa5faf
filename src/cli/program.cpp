/// Parse, run, map errors to exit codes.
#include "permu/cli/program.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <new>
#include <optional>

#include "command.hpp"
#include "version.hpp"

namespace permu {
namespace {

constexpr int exit_usage = 2, exit_input = 3, exit_system = 4, exit_limit = 5, exit_fault = 6;

constexpr Command all_commands[] = {
    {"demo",
     {"the first minute: a sample, two scenarios, a comparison", "第一分钟：示例数据、两个情景与对比"},
     add_demo},
    {"run", {"simulate a scenario and write its results", "模拟一个情景并写出结果"}, add_run},
    {"inspect", {"look at files of yours, propose a mapping", "查看数据文件，建议字段对照"}, add_inspect},
    {"init", {"start a study from files of yours", "由数据文件建立研究"}, add_init},
    {"check", {"read and validate everything, run nothing", "读取并检查全部输入，不运行"}, add_check},
    {"compare", {"put scenarios or runs side by side", "并排比较情景或运行结果"}, add_compare},
    {"explain",
     {"why: what happened to one parcel, park, project or enterprise",
      "为什么：某地块、园区、项目或企业的经过"},
     add_explain},
    {"score", {"per-mu evaluation of a table of enterprises", "对企业表做亩均效益评价"}, add_score},
    {"sample", {"write a synthetic province, marked as such", "生成合成示例省份（有标记）"}, add_sample},
    {"list", {"rules, indicators, codes, fields, the schema", "列出规则、指标、代码、字段与模式"}, add_list},
};

/// The nearest of `names`, where one is near enough to be meant.
std::optional<std::string> nearest(const std::string& word, const std::vector<std::string>& names)
{
    const auto distance = [&](const std::string& name) { return edit_distance(word, name); };
    const auto best = std::ranges::min_element(names, {}, distance);
    if (best == names.end() || distance(*best) > std::max<std::size_t>(2, word.size() / 3))
        return std::nullopt;
    return *best;
}

std::vector<std::string> known_words(const CLI::App& app)
{
    std::vector<std::string> names;
    for (const CLI::App* sub : app.get_subcommands(nullptr))
        names.push_back(sub->get_name());
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
    }
    return names;
}

/// One line and a suggestion; CLI11's own text is long and suggests nothing.
int refuse_command_line(CLI::App& app, const CLI::ParseError& error, Language language)
{
    const CLI::App* at = &app;
    for (const CLI::App* sub : app.get_subcommands())
        at = sub;
    const bool zh = language == Language::zh;
    std::string text = fmt::format("permu: {}: {}\n", zh ? "命令行有误" : "command line", error.what());
    if (const auto words = app.remaining(true); !words.empty()) {
        const std::string& word = words.front();
        text = fmt::format("permu: {} '{}'\n", zh ? "不认识" : "unknown word", printable(word));
        const auto meant = nearest(word.substr(0, word.find('=')), known_words(*at));
        if (meant)
            text += fmt::format("  {} '{}'{}\n", zh ? "是不是想写" : "did you mean", *meant, zh ? "？" : "?");
    }
    const std::string command = at == &app ? "" : at->get_name() + " ";
    text += fmt::format("  {} permu {}--help\n", zh ? "用法见" : "see", command);
    std::fwrite(text.data(), 1, text.size(), stderr);
    return exit_usage;
}

void add_global_options(CLI::App& app, ConsoleOptions& options, std::string& language,
                        const Invocation& invocation)
{
    app.set_version_flag("--version", version_text, invocation.say({"versions of everything", "各组件版本"}));
    app.set_help_flag("-h,--help", invocation.say({"this text", "显示本说明"}));
    app.add_flag("-q,--quiet", options.quiet, invocation.say({"errors only", "只显示错误"}));
    app.add_flag("-v,--verbose", options.verbosity, invocation.say({"more detail", "更多细节"}));
    app.add_option("--lang", language, invocation.say({"zh or en", "语言 zh 或 en"}))
        ->check(CLI::IsMember({"zh", "en"}));
    app.add_flag("--no-progress", options.no_progress, invocation.say({"no progress bar", "不显示进度条"}));
    app.add_flag("--log-json", options.log_json,
                 invocation.say({"news as JSON lines", "以 JSON 行输出消息"}));
}

/// Runs the command; what it throws becomes a message and an exit code.
int perform(const Invocation& invocation, Console& console)
{
    const auto fail = [&](const Error& error, int code) {
        console.problems(error.problems());
        return code;
    };
    try {
        const int code = invocation.action(console);
        console.clear_bar();
        return code;
    } catch (const InputError& error) {
        return fail(error, exit_input);
    } catch (const SystemError& error) {
        return fail(error, exit_system);
    } catch (const LimitError& error) {
        return fail(error, exit_limit);
    } catch (const InvariantError& error) {
        return fail(error, exit_fault);
    } catch (const Interrupted& stop) {
        console.note({"interrupted; nothing half-written is left", "已中断；没有留下未写完的文件"});
        return 128 + stop.signal();
    } catch (const std::bad_alloc&) {
        console.problems(InvariantError(Problem{.code = "memory",
                                                .where = "permu",
                                                .found = {"no memory left", "内存不足"},
                                                .expected = {"about 1.3 kB a parcel", "约每地块 1.3 kB"},
                                                .remedy = {"use a larger machine or fewer parcels",
                                                           "请换更大内存或减少地块"}})
                             .problems());
        return exit_limit;
    } catch (const std::exception& error) {
        const std::string what = error.what();
        console.problems(InvariantError(Problem{.code = "fault",
                                                .where = "permu",
                                                .found = Said(printable(what, 300)),
                                                .expected = {"no such error", "不应出现此错误"},
                                                .remedy = {"please report it with the scenario",
                                                           "请附情景文件报告此问题"}})
                             .problems());
        return exit_fault;
    }
}

}  // namespace

std::span<const Command> commands()
{
    return all_commands;
}

int run_program(int argc, const char* const* argv)
{
    Invocation invocation{language_of(argc, argv), {}};
    ConsoleOptions options;
    std::string language;
    CLI::App app(invocation.say({"Simulates land policy in development zones, year by year.",
                                 "逐年模拟开发区土地政策。"}),
                 "permu");
    app.require_subcommand(1);
    app.fallthrough();
    add_global_options(app, options, language, invocation);
    for (const Command& command : commands()) {
        CLI::App* sub = app.add_subcommand(std::string(command.name), invocation.say(command.summary));
        command.add(*sub, invocation);
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp& help) {
        return app.exit(help);
    } catch (const CLI::CallForVersion& version) {
        return app.exit(version);
    } catch (const CLI::ParseError& error) {
        return refuse_command_line(app, error, invocation.language);
    }
    options.language = invocation.language;
    Console console(options);
    catch_signals();
    return perform(invocation, console);
}

}  // namespace permu
