/// `permu run`: simulates a scenario and writes the run directory.
#include "run.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>

#include "command.hpp"
#include "manifest.hpp"
#include "permu/base/memory.hpp"
#include "permu/io/json_out.hpp"
#include "run_writer.hpp"

namespace permu {
namespace {

/// Seconds since the last call; how long stages took is news, never a result.
class Stopwatch {
public:
    double lap()
    {
        const auto now = std::chrono::steady_clock::now();
        const double seconds = std::chrono::duration<double>(now - last_).count();
        last_ = now;
        return seconds;
    }

private:
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

YearSpan parse_years(const std::string& text)
{
    const auto colon = text.find(':');
    return {std::stoi(text.substr(0, colon)), std::stoi(text.substr(colon + 1))};
}

struct RunOptions {
    RunRequest request;
    std::string years;
};

}  // namespace

void run_to_directory(const RunRequest& request, Console& console)
{
    ScenarioRequest asked = request.scenario;
    asked.language = console.language();
    const Scenario scenario = load_scenario(asked);
    console.problems(scenario.notes);
    protect_inputs(scenario, asked.path, request.output);
    RunDirectory directory(request.output, request.overwrite);
    Timings timings;
    Stopwatch watch;
    const unsigned threads = threads_or_all(request.threads);
    const Language language = scenario.output.language == "zh" ? Language::zh : Language::en;
    const bool repeated = asked.path.ends_with(".json");
    const bool raw_csv = request.raw_csv || (repeated && raw_csv_of(asked.path));
    RunWriter writer(directory, scenario, {language, raw_csv, threads});
    InputRequest wanted = input_request(scenario, threads);
    wanted.on_geography = [&](const auto& geography) { writer.begin(geography); };
    Inputs inputs = read_inputs(wanted, console);
    if (repeated) {
        Problems changed;
        compare_digests(asked.path, inputs.files, changed);
        console.problems(changed);
    }
    timings.read = watch.lap();
    const auto observe = [&](const State& state, const MeasureSet& measures) {
        writer.observe(state, measures);
    };
    State base = std::move(inputs.intake.state);
    SimulationResult result = simulate(std::move(base), scenario, observe, console.progress());
    timings.simulate = watch.lap();
    // What the last year only needed while it ran makes room for the tables.
    result.state.admissions = {};
    result.state.events = {};
    // What was freed in small pieces makes room for the tables.
    give_back_memory();
    console.problems(writer.finish(result.state));
    timings.write = watch.lap();
    write_text_file(directory.path("run.json"), manifest(scenario, inputs, result, writer, timings));
    stop_if_signalled();
    directory.publish();
    console.note({fmt::format("{} {}–{}: {} parcels, {} events, {:.1f} s", scenario.run.name,
                              scenario.run.start, scenario.run.end, result.state.parcels.size(),
                              writer.events(), timings.read + timings.simulate + timings.write),
                  fmt::format("{} {}–{}：{} 个地块，{} 条事件，{:.1f} 秒", scenario.run.name,
                              scenario.run.start, scenario.run.end, result.state.parcels.size(),
                              writer.events(), timings.read + timings.simulate + timings.write)});
    console.note(assumption_note(scenario, request.output));
}

void add_run(CLI::App& app, Invocation& invocation)
{
    auto options = std::make_shared<RunOptions>();
    RunRequest& request = options->request;
    app.add_option("scenario", request.scenario.path,
                   invocation.say({"scenario (.toml), or run.json of a run", "情景文件 (.toml) 或 run.json"}))
        ->required();
    app.add_option("-o,--output", request.output, invocation.say({"directory to write", "输出目录"}))
        ->required();
    app.add_option(
           "--set", request.scenario.sets,
           invocation.say({"key=value, e.g. rules.idle_land.fee_share=0.3; repeatable", "键=值，可重复"}))
        ->allow_extra_args(false);
    app.add_option("--seed", request.scenario.seed, invocation.say({"seed of all draws", "随机种子"}))
        ->check(CLI::Range(0, 2147483647));
    app.add_option("--years", options->years, invocation.say({"first:last, e.g. 2024:2035", "起:止年份"}))
        ->check(CLI::Validator(
            [](const std::string& text) {
                const auto digits = [](const std::string& part) {
                    return part.size() == 4 && part.find_first_not_of("0123456789") == std::string::npos;
                };
                const auto colon = text.find(':');
                const bool fine = colon != std::string::npos && digits(text.substr(0, colon)) &&
                                  digits(text.substr(colon + 1));
                if (!fine) return std::string{"years are written 2024:2035"};
                const auto [first, last] = parse_years(text);
                return first <= last ? std::string{} : std::string{"the first year is after the last"};
            },
            "A:B"));
    app.add_option("--threads", request.threads,
                   invocation.say({"threads (never changes a result)", "线程数（不影响结果）"}))
        ->check(CLI::Range(1U, 1024U));
    app.add_flag("--overwrite", request.overwrite,
                 invocation.say({"replace an existing directory", "覆盖已有目录"}));
    app.add_flag("--raw-csv", request.raw_csv,
                 invocation.say({"do not guard text cells against formulas", "不对文本单元格加防公式前缀"}));
    app.callback([options, &invocation] {
        if (!options->years.empty()) options->request.scenario.years = parse_years(options->years);
        invocation.action = [options](Console& console) {
            run_to_directory(options->request, console);
            print(options->request.output + "\n");
            console.note(
                {fmt::format("next: permu compare {} OTHER -o DIR, or open {}/parcels.gpkg in QGIS",
                             options->request.output, options->request.output),
                 fmt::format("下一步：permu compare {} 另一运行 -o 目录，或在 QGIS 中打开 {}/parcels.gpkg",
                             options->request.output, options->request.output)});
            return 0;
        };
    });
}

}  // namespace permu
