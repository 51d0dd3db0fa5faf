/// `permu check`: reads and validates a scenario, or single files, and runs nothing.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "command.hpp"
#include "load.hpp"
#include "manifest.hpp"

namespace permu {
namespace {

struct CheckOptions {
    std::string scenario, parcels, parks, projects, enterprises, code_system;
    std::vector<std::string> sets;
    unsigned threads = 0;
    bool strict = false, json = false;
};

/// The base year of files that are checked alone: only durations depend on it.
constexpr Year year_without_scenario = 2024;

InputRequest request_of(const CheckOptions& options, Console& console)
{
    InputRequest request{{},   year_without_scenario, 1, threads_or_all(options.threads), options.strict,
                         false};
    if (!options.scenario.empty()) {
        const Scenario scenario = load_scenario({options.scenario, options.sets});
        request.scenario = options.scenario;
        console.problems(scenario.notes);
        request.data = scenario.data;
        request.base_year = scenario.run.start;
        request.seed = scenario.run.seed;
    }
    const auto replace = [](DataTable& table, const std::string& file) {
        if (!file.empty()) table.file = file;
    };
    replace(request.data.parcels, options.parcels), replace(request.data.parks, options.parks);
    replace(request.data.projects, options.projects), replace(request.data.enterprises, options.enterprises);
    // One file for both: its layers are called as the tables are.
    if (options.scenario.empty() && !options.parks.empty() && options.parks == options.parcels) {
        request.data.parcels.layer = "parcels";
        request.data.parks.layer = "parks";
    }
    if (!options.code_system.empty()) request.data.parcels.code_system = options.code_system;
    return request;
}

Said summary(const Intake& intake)
{
    const Accounting& a = intake.accounting;
    const std::size_t errors = intake.problems.count(Severity::error),
                      warnings = intake.problems.count(Severity::warning);
    return {fmt::format("{} errors, {} warnings; parcels: {} read, {} kept, {} repaired, {} left out; land "
                        "kept {:.2f} m²",
                        errors, warnings, a.parcels_read, a.parcels_kept, a.parcels_repaired,
                        a.parcels_dropped, a.area_kept),
            fmt::format("{} 个错误，{} 个警告；地块：读入 {}，保留 {}，修复 {}，略去 {}；保留面积 {:.2f} m²",
                        errors, warnings, a.parcels_read, a.parcels_kept, a.parcels_repaired,
                        a.parcels_dropped, a.area_kept)};
}

int check(const CheckOptions& options, Console& console)
{
    constexpr int exit_input = 3;
    const Inputs inputs = read_inputs(request_of(options, console), console.progress());
    console.clear_bar();
    if (options.json) {
        print(quality_json(inputs.intake, console.language()));
    } else {
        console.problems(inputs.intake.problems);
        const std::string of = options.scenario.empty() ? "" : printable(options.scenario, 200) + ": ";
        print(of + summary(inputs.intake).in(console.language()) + "\n");
    }
    if (inputs.intake.problems.has_errors()) return exit_input;
    if (!options.scenario.empty()) {
        console.note({fmt::format("next: permu run {} -o DIR", options.scenario),
                      fmt::format("下一步：permu run {} -o 目录", options.scenario)});
    }
    return 0;
}

}  // namespace

void add_check(CLI::App& app, Invocation& invocation)
{
    auto options = std::make_shared<CheckOptions>();
    app.add_option("scenario", options->scenario, invocation.say({"scenario (.toml)", "情景文件 (.toml)"}));
    app.add_option("--parcels", options->parcels, invocation.say({"a file of parcels", "地块文件"}));
    app.add_option("--parks", options->parks, invocation.say({"a file of parks", "园区文件"}));
    app.add_option("--projects", options->projects, invocation.say({"a table of projects", "项目表"}));
    app.add_option("--enterprises", options->enterprises,
                   invocation.say({"a table of enterprises", "企业表"}));
    app.add_option("--code-system", options->code_system,
                   invocation.say({"system of the land-use codes", "用途代码所属分类体系"}));
    app.add_option("--set", options->sets, invocation.say({"key=value; repeatable", "键=值，可重复"}))
        ->allow_extra_args(false);
    app.add_option("--threads", options->threads, invocation.say({"threads", "线程数"}))
        ->check(CLI::Range(1U, 1024U));
    app.add_flag("--strict", options->strict,
                 invocation.say({"refuse what would be repaired", "拒绝本可修复的问题"}));
    app.add_flag("--json", options->json,
                 invocation.say({"the quality report as JSON on stdout", "以 JSON 输出质量报告"}));
    app.callback([options, &invocation] {
        const bool nothing = options->scenario.empty() && options->parcels.empty() &&
                             options->parks.empty() && options->projects.empty() &&
                             options->enterprises.empty();
        if (nothing)
            throw CLI::RequiredError("scenario, or one of --parcels --parks --projects --enterprises");
        invocation.action = [options](Console& console) { return check(*options, console); };
    });
}

}  // namespace permu
