/// `permu check`: reads and validates a scenario, or single files, and runs nothing.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "check_report.hpp"
#include "command.hpp"
#include "consequence.hpp"
#include "fault_layer.hpp"
#include "load.hpp"
#include "manifest.hpp"

namespace permu {
namespace {

struct CheckOptions {
    std::string scenario, parcels, parks, projects, enterprises, code_system, faults;
    std::vector<std::string> sets;
    unsigned threads = 0;
    bool strict = false, json = false, overwrite = false;
};

/// The base year of files that are checked alone: only durations depend on it.
constexpr Year year_without_scenario = 2024;

InputRequest request_of(const CheckOptions& options, Problems& notes)
{
    InputRequest request{{},   year_without_scenario, 1, threads_or_all(options.threads), options.strict,
                         false};
    if (!options.scenario.empty()) {
        const Scenario scenario = load_scenario({options.scenario, options.sets});
        notes = scenario.notes;
        request.scenario = options.scenario;
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

/// The scenario's problems, and what of the data can be checked in spite of them.
std::optional<InputRequest> request_in_spite(const CheckOptions& options, Problems& of_scenario)
{
    try {
        return request_of(options, of_scenario);
    } catch (const InputError& error) {
        of_scenario = error.problems();
    }
    std::optional<InputRequest> request = salvage_request({options.scenario, options.sets});
    if (!request) return {};
    request->threads = threads_or_all(options.threads);
    request->strict = options.strict;
    request->digests = false;
    return request;
}

/// Whether columns or the coordinate system are to be looked at again, which have no place on a map.
bool wants_inspection(const Problems& problems)
{
    return std::ranges::any_of(problems.all(), [](const Problem& p) {
        return p.severity == Severity::error && (p.code.starts_with("crs.") || p.code == "field.missing");
    });
}

/// The command to type next.
std::string next_command(const CheckOptions& options, const InputRequest* request, const Problems& problems)
{
    const bool errors = problems.has_errors();
    if (request != nullptr && !options.scenario.empty() && wants_inspection(problems))
        return fmt::format("permu inspect {} {}", printable(request->data.parks.file, 500),
                           printable(request->data.parcels.file, 500));
    if (errors && request != nullptr && options.faults.empty() && !options.scenario.empty())
        return fmt::format("permu check {} --faults faults.gpkg", options.scenario);
    if (!options.scenario.empty())
        return fmt::format("permu {} {}{}", errors ? "check" : "run", options.scenario,
                           errors ? "" : " -o DIR");
    for (const std::string* file :
         {&options.parcels, &options.parks, &options.enterprises, &options.projects})
        if (errors && !file->empty()) return "permu inspect " + *file;
    return fmt::format("permu init DIR --parks {} --parcels {}",
                       options.parks.empty() ? "FILE" : options.parks,
                       options.parcels.empty() ? "FILE" : options.parcels);
}

void tell_findings(const Intake& intake, Console& console)
{
    if (console.json() || console.quiet()) return console.problems(intake.problems);
    const std::string text = findings_text(intake.problems, intake.accounting.area_read, console.language());
    if (!text.empty()) console.note(Said(text));
}

void tell_faults(const CheckOptions& options, const FaultMap& map, Console& console)
{
    if (options.faults.empty()) return;
    if (map.crs_wkt.empty()) {
        console.note({"no layer was read: " + options.faults + " is not written",
                      "没有读入图层：未写出 " + options.faults});
        return;
    }
    write_fault_file(options.faults, map, console.language());
    console.note({fmt::format("{}: {} faults on the map, {} more without a place", options.faults,
                              map.faults.size(), map.elsewhere),
                  fmt::format("{}：图上 {} 处问题，另有 {} 处没有位置", options.faults, map.faults.size(),
                              map.elsewhere)});
}

int check(const CheckOptions& options, Console& console)
{
    constexpr int exit_input = 3;
    Problems problems;
    Inputs inputs;
    auto request = request_in_spite(options, problems);
    if (request) {
        if (!options.faults.empty()) protect_fault_file(options.faults, options.overwrite, request->data);
        request->examine = true;
        request->places = !options.faults.empty();
        inputs = read_inputs(*request, console.progress());
    }
    Intake& intake = inputs.intake;
    problems.append(intake.problems);
    intake.problems = by_consequence(problems);
    console.clear_bar();
    const bool errors = intake.problems.has_errors();
    const std::string next = next_command(options, request ? &*request : nullptr, intake.problems);
    if (options.json) {
        print(quality_json(intake, console.language(), next));
    } else {
        tell_findings(intake, console);
        const std::string of = options.scenario.empty() ? "" : printable(options.scenario, 200) + ": ";
        print(of + summary_text(intake, console.language()) +
              balance_text(intake.accounting.parks, console.language()));
    }
    tell_faults(options, intake.faults, console);
    console.note({"next: " + next, "下一步：" + next});
    return errors ? exit_input : 0;
}

}  // namespace

void add_check(CLI::App& app, Invocation& invocation)
{
    auto options = std::make_shared<CheckOptions>();
    CLI::Option* const scenario = app.add_option("scenario", options->scenario,
                                                 invocation.say({"scenario (.toml)", "情景文件 (.toml)"}));
    const auto named = [](const std::string& file) {
        return file.empty() ? std::string("the name of a file is empty") : std::string{};
    };
    app.add_option("--parcels", options->parcels, invocation.say({"a file of parcels", "地块文件"}))
        ->check(named);
    app.add_option("--parks", options->parks, invocation.say({"a file of parks", "园区文件"}))->check(named);
    app.add_option("--projects", options->projects, invocation.say({"a table of projects", "项目表"}))
        ->check(named);
    app.add_option("--enterprises", options->enterprises,
                   invocation.say({"a table of enterprises", "企业表"}))
        ->check(named);
    app.add_option("--code-system", options->code_system,
                   invocation.say({"system of the land-use codes", "用途代码所属分类体系"}));
    app.add_option("--set", options->sets, invocation.say({"key=value; repeatable", "键=值，可重复"}))
        ->allow_extra_args(false)
        ->needs(scenario);
    app.add_option("--threads", options->threads, invocation.say({"threads", "线程数"}))
        ->check(CLI::Range(1U, 1024U));
    app.add_flag("--strict", options->strict,
                 invocation.say({"refuse what would be repaired", "拒绝本可修复的问题"}));
    app.add_flag("--json", options->json,
                 invocation.say({"the quality report as JSON on stdout", "以 JSON 输出质量报告"}));
    app.add_option(
           "--faults", options->faults,
           invocation.say({"GeoPackage of the faults to write, for QGIS", "输出问题图层 (GeoPackage)"}))
        ->check([](const std::string& name) {
            return name.ends_with(".gpkg") ? std::string{} : std::string("a file name that ends in .gpkg");
        });
    app.add_flag("--overwrite", options->overwrite,
                 invocation.say({"replace an existing file of faults", "覆盖已有的问题图层"}));
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
