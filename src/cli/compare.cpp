/// `permu compare`: scenarios or runs side by side, with common random numbers.
#include "compare.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "load.hpp"
#include "permu/base/csv.hpp"
#include "permu/indicators/indicator.hpp"
#include "permu/io/csv_out.hpp"
#include "permu/io/json_out.hpp"
#include "permu/io/read_table.hpp"
#include "permu/io/run_directory.hpp"
#include "permu/io/text_in.hpp"
#include "permu/study/compare.hpp"
#include "permu/study/simulate.hpp"

namespace permu {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t most_manifest_bytes = 64U << 20U;

/// What a planner looks at first; the whole is in differences.csv.
constexpr std::string_view headline_indicators[] = {"built_mu",
                                                    "development_rate",
                                                    "supply_rate",
                                                    "built_rate",
                                                    "idle_rate",
                                                    "literal_industrial_share",
                                                    "industrial_far",
                                                    "tax_per_mu",
                                                    "industrial_tax_per_mu",
                                                    "fixed_investment_per_mu",
                                                    "standard_land_share_area",
                                                    "projects_placed",
                                                    "projects_lost",
                                                    "quota_used_mu",
                                                    "land_revenue_wan",
                                                    "fiscal_balance_wan",
                                                    "class_a_count",
                                                    "class_d_count"};

/// The series of a finished run, from its directory.
Series series_of_directory(const std::string& directory)
{
    const auto manifest =
        nlohmann::json::parse(read_text_file(directory + "/run.json", most_manifest_bytes), nullptr, false);
    Series series{fs::path(directory).filename().string(), 0, {}};
    if (manifest.is_object()) series.seed = manifest.value("seed", std::uint64_t{0});
    Problems problems;
    const Table table = read_table({directory + "/indicators.csv"}, {}, problems);
    if (problems.has_errors()) throw InputError(problems);
    const TextCells &years = text_column(table, "year"), &scopes = text_column(table, "scope"),
                    &ids = text_column(table, "id");
    const TextCells &indicators = text_column(table, "indicator"), &values = text_column(table, "value"),
                    &units = text_column(table, "unit");
    for (std::uint32_t i = 0; i < table.rows(); ++i) {
        const AnyRow row{i};
        series.values.push_back({static_cast<Year>(number_at(years, i)), std::string(scopes.texts[row]),
                                 std::string(ids.texts[row]), std::string(indicators.texts[row]),
                                 std::string(units.texts[row]), number_at(values, i)});
    }
    return series;
}

/// The series of a scenario, simulated here and now.
Series series_of_scenario(const std::string& path, const CompareRequest& request, Console& console)
{
    const unsigned threads = threads_or_all(request.threads);
    const Scenario scenario = load_scenario({path, request.sets});
    console.problems(scenario.notes);
    Inputs inputs = read_inputs(input_request(scenario, threads), console);
    Series series{scenario.run.name.empty() ? fs::path(path).stem().string() : scenario.run.name,
                  scenario.run.seed,
                  {}};
    const auto& catalogue = indicator_catalogue();
    const auto observe = [&](const State& state, const MeasureSet& measures) {
        for (const IndicatorValue& v : indicator_values(state, measures)) {
            const std::string scope(scope_name(v.scope));
            series.values.push_back({v.year, scope, v.park.valid() ? state.parks.id[v.park.index] : scope,
                                     std::string(catalogue[v.indicator].id),
                                     std::string(info(catalogue[v.indicator].unit).symbol), v.value});
        }
    };
    simulate(std::move(inputs.intake.state), scenario, observe, console.progress());
    return series;
}

std::string cell(double value)
{
    if (std::isnan(value)) return "–";
    return std::abs(value) >= 1000 ? fmt::format("{:.0f}", value) : fmt::format("{:.4g}", value);
}

std::string headline_table(const std::vector<Series>& runs, Language language)
{
    std::vector<std::vector<std::string>> rows{
        {fmt::format("{} ({})", language == Language::zh ? "全区域指标" : "region", last_common_year(runs)),
         language == Language::zh ? "单位" : "unit"}};
    for (const Series& run : runs)
        rows[0].push_back(run.name);
    for (std::size_t i = 1; i < runs.size(); ++i)
        rows[0].push_back((language == Language::zh ? "差：" : "diff: ") + runs[i].name);
    for (const Headline& line : headlines(runs, headline_indicators)) {
        const Indicator* indicator = find_indicator(line.indicator);
        std::vector<std::string> row{std::string(indicator->name.in(language)), line.unit};
        for (const double value : line.values)
            row.push_back(cell(value));
        for (std::size_t i = 1; i < line.values.size(); ++i) {
            const double difference = line.values[i] - line.values[0];
            row.push_back(std::isnan(difference) ? "–" : fmt::format("{:+.4g}", difference));
        }
        rows.push_back(std::move(row));
    }
    return aligned(rows);
}

void warn_of_seeds(const std::vector<Series>& runs, Console& console)
{
    for (const Series& run : runs) {
        if (run.seed == runs[0].seed) continue;
        console.note({fmt::format("warning: {} has seed {}, {} has {}: part of the differences is chance",
                                  run.name, run.seed, runs[0].name, runs[0].seed),
                      fmt::format("警告：{} 的种子为 {}，{} 为 {}：部分差异来自随机", run.name, run.seed,
                                  runs[0].name, runs[0].seed)});
    }
}

}  // namespace

std::string compare_to_directory(const CompareRequest& request, Console& console)
{
    RunDirectory directory(request.output, request.overwrite);
    std::vector<Series> runs;
    for (const std::string& run : request.runs) {
        runs.push_back(fs::is_directory(run) ? series_of_directory(run)
                                             : series_of_scenario(run, request, console));
    }
    warn_of_seeds(runs, console);
    const std::vector<std::string> ids{"scope", "id", "indicator", "unit"};
    write_csv(directory.path("differences.csv"), compare(runs), ids,
              {.bom = false, .crlf = false, .raw = request.raw_csv});
    nlohmann::ordered_json manifest{{"program", "permu"}, {"runs", nlohmann::ordered_json::array()}};
    for (std::size_t i = 0; i < runs.size(); ++i) {
        manifest["runs"].push_back(
            {{"name", runs[i].name}, {"source", request.runs[i]}, {"seed", runs[i].seed}});
    }
    write_text_file(directory.path("compare.json"),
                    manifest.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
    directory.publish();
    console.clear_bar();
    return headline_table(runs, console.language());
}

void add_compare(CLI::App& app, Invocation& invocation)
{
    auto request = std::make_shared<CompareRequest>();
    app.add_option("runs", request->runs,
                   invocation.say({"two or more scenarios or run directories; the first is the baseline",
                                   "两个或以上情景或运行目录，第一个为基准"}))
        ->required()
        ->expected(2, 64);
    app.add_option("-o,--output", request->output, invocation.say({"directory to write", "输出目录"}))
        ->required();
    app.add_option(
           "--set", request->sets,
           invocation.say({"key=value over every scenario; repeatable", "对每个情景设置键=值，可重复"}))
        ->allow_extra_args(false);
    app.add_option("--threads", request->threads, invocation.say({"threads", "线程数"}))
        ->check(CLI::Range(1U, 1024U));
    app.add_flag("--overwrite", request->overwrite,
                 invocation.say({"replace an existing directory", "覆盖已有目录"}));
    app.add_flag("--raw-csv", request->raw_csv,
                 invocation.say({"do not guard text cells", "不对文本单元格加前缀"}));
    app.callback([request, &invocation] {
        invocation.action = [request](Console& console) {
            print(compare_to_directory(*request, console));
            console.note({fmt::format("all differences: {}/differences.csv", request->output),
                          fmt::format("全部差异见 {}/differences.csv", request->output)});
            return 0;
        };
    });
}

}  // namespace permu
