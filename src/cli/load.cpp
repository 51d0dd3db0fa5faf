/// Scenarios and their data, read.
#include "load.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <future>
#include <nlohmann/json.hpp>
#include <string_view>

#include "permu/base/parallel.hpp"
#include "permu/base/random.hpp"
#include "permu/io/digest.hpp"
#include "permu/io/read_table.hpp"
#include "permu/io/text_in.hpp"
#include "permu/sample/firms.hpp"
#include "permu/scenario/merge.hpp"
#include "permu/scenario/score_method.hpp"
#include "place_hint.hpp"
#include "read_data.hpp"

namespace permu {
namespace {

constexpr std::size_t most_manifest_bytes = 64U << 20U;

/// The scenario inside the run.json of a run.
std::string scenario_of_manifest(const std::string& path)
{
    const nlohmann::json manifest =
        nlohmann::json::parse(read_text_file(path, most_manifest_bytes), nullptr, false);
    const auto scenario = manifest.is_object() ? manifest.find("scenario") : manifest.end();
    if (manifest.is_object() && scenario != manifest.end() && scenario->is_string())
        return scenario->get<std::string>();
    throw InputError(Problem{
        .code = "manifest.not_a_run",
        .where = printable(path, 200),
        .found = {"a file without a scenario in it", "文件中没有情景"},
        .expected = {"the run.json of a run of permu", "permu 运行生成的 run.json"},
        .remedy = {"name the scenario (.toml) or the run.json", "请给出情景文件 (.toml) 或 run.json"}});
}

std::string load_text(const std::string& path)
{
    return path.ends_with(".json") ? scenario_of_manifest(path) : read_text_file(path, most_text_bytes);
}

Table load_rule_table(const std::string& path)
{
    if (path.ends_with(".toml"))
        return score_method_table(parse_toml(read_text_file(path, most_text_bytes), path));
    Problems problems;
    Table table = read_table({path}, {}, problems);
    if (problems.has_errors()) throw InputError(problems);
    return table;
}

std::vector<InputFile> input_files(const DataSpec& data)
{
    std::vector<InputFile> files;
    for (const DataTableName& table : data_tables) {
        const DataTable& spec = data.*table.table;
        if (spec.given()) files.push_back({std::string(table.name), spec.file, {}});
    }
    if (!data.suitability_raster.empty())
        files.push_back({"rasters.suitability", data.suitability_raster, {}});
    if (!data.slope_raster.empty()) files.push_back({"rasters.slope", data.slope_raster, {}});
    return files;
}

DataSpec strict(DataSpec data)
{
    data.enterprises.on_unmatched = FaultPolicy::refuse;
    if (data.on_sliver != SliverPolicy::keep) data.on_sliver = SliverPolicy::refuse;
    data.on_invalid = data.on_overlap = data.on_outside = data.on_duplicate = FaultPolicy::refuse;
    for (const DataTableName& table : data_tables)
        (data.*table.table).on_text = FaultPolicy::refuse;
    return data;
}

}  // namespace

Scenario load_scenario(const ScenarioRequest& request)
{
    Node root = resolve(request.path, load_text);
    for (std::size_t i = 0; i < request.sets.size(); ++i)
        apply_set(root, request.sets[i], i + 1);
    std::size_t index = request.sets.size();
    const auto set = [&](const std::string& assignment) { apply_set(root, assignment, ++index); };
    if (request.seed) set(fmt::format("run.seed={}", *request.seed));
    if (request.years) {
        set(fmt::format("run.start={}", request.years->first));
        set(fmt::format("run.end={}", request.years->last));
    }
    const Node* language = root.find("output.language");
    if (request.language && language == nullptr) {
        set(fmt::format("output.language=\"{}\"", *request.language == Language::zh ? "zh" : "en"));
    }
    if (root.find("name") == nullptr) {
        set(fmt::format("name={}", permu::quoted(std::filesystem::path(request.path).stem().string())));
    }
    const ScenarioDefinition definition = scenario_definition();
    anchor_paths(root, definition.sections, std::filesystem::current_path().string());
    return read_scenario(root, load_rule_table);
}

std::optional<InputRequest> salvage_request(const ScenarioRequest& request)
{
    try {
        Node root = resolve(request.path, load_text);
        for (std::size_t i = 0; i < request.sets.size(); ++i)
            apply_set(root, request.sets[i], i + 1);
        anchor_paths(root, scenario_definition().sections, std::filesystem::current_path().string());
        Problems known;  // said already
        const Request asked = read_request(root, known);
        if (!asked.data.parks.given() || !asked.data.parcels.given() || asked.run.start == 0) return {};
        InputRequest out;
        out.data = asked.data, out.base_year = asked.run.start, out.seed = asked.run.seed;
        return out;
    } catch (const InputError&) {
        return {};
    }
}

bool raw_csv_of(const std::string& manifest_path)
{
    const nlohmann::json manifest =
        nlohmann::json::parse(read_text_file(manifest_path, most_manifest_bytes), nullptr, false);
    const auto said = manifest.is_object() ? manifest.find("raw_csv") : manifest.end();
    return said != manifest.end() && said->is_boolean() && said->get<bool>();
}

void compare_digests(const std::string& manifest_path, const std::vector<InputFile>& files,
                     Problems& problems)
{
    const nlohmann::json manifest =
        nlohmann::json::parse(read_text_file(manifest_path, most_manifest_bytes), nullptr, false);
    if (!manifest.is_object() || !manifest.contains("inputs")) return;
    for (const nlohmann::json& before : manifest["inputs"]) {
        for (const InputFile& now : files) {
            if (before.value("table", "") != now.table || before.value("sha256", "") == now.sha256) continue;
            problems.add({.severity = Severity::warning,
                          .code = "input.changed",
                          .where = printable(now.path, 200),
                          .found = {"a file that has changed since the run", "文件自上次运行后已改变"},
                          .expected = {"the file with SHA-256 " + before.value("sha256", ""),
                                       "SHA-256 为 " + before.value("sha256", "") + " 的文件"},
                          .remedy = {"the results will differ; restore the file to repeat the run",
                                     "结果将不同；恢复该文件可重现原运行"}});
        }
    }
}

void protect_inputs(const Scenario& scenario, const std::string& scenario_path, const std::string& output)
{
    namespace fs = std::filesystem;
    std::vector<std::string> inputs{scenario_path};
    for (const DataTableName& table : data_tables) {
        const DataTable& data = scenario.data.*table.table;
        if (data.given()) inputs.push_back(data.file);
    }
    for (const std::string& raster : {scenario.data.suitability_raster, scenario.data.slope_raster})
        if (!raster.empty()) inputs.push_back(raster);
    const fs::path target = fs::weakly_canonical(output);
    for (const std::string& input : inputs) {
        const fs::path relative = fs::weakly_canonical(input).lexically_relative(target);
        if (relative.empty() || *relative.begin() == ".." || input.ends_with("run.json")) continue;
        throw InputError(Problem{.code = "output.holds_inputs",
                                 .where = printable(output, 200),
                                 .found = {"a directory that holds " + printable(input, 200),
                                           "目录中含有输入文件 " + printable(input, 200)},
                                 .expected = {"a directory of results only", "只存放结果的目录"},
                                 .remedy = {"choose another -o: replacing it would delete the input",
                                            "请换 -o 目录：替换会删除该输入文件"}});
    }
}

Inputs read_inputs(const InputRequest& request, const Progress& progress)
{
    Inputs inputs;
    const DataSpec data = request.strict ? strict(request.data) : request.data;
    RawData raw;
    if (request.digests) inputs.files = input_files(data);
    report(progress, 0.0, {"reading files", "读取文件"});
    Problems problems = read_raw(data, {request.threads, request.strict, request.scenario}, raw);
    if (!problems.has_errors()) tell_fitting_systems(raw, problems);
    if (!problems.has_errors() || request.examine) {
        if (problems.has_errors()) inputs.files = {};
        // Only now is it known that they are files with an end.
        const auto when = request.threads > 1 ? std::launch::async : std::launch::deferred;
        auto digests = std::async(when, [&] {
            for (InputFile& file : inputs.files)
                file.sha256 = sha256_file(file.path);
        });
        const IntakeOptions options{data,
                                    request.base_year,
                                    draw_key(request.seed),
                                    request.threads,
                                    request.on_geography,
                                    request.examine,
                                    request.places};
        inputs.intake = take_in(std::move(raw), options, progress);
        digests.get();
    }
    problems.append(inputs.intake.problems);
    inputs.intake.problems = std::move(problems);
    if (data.enterprises.synthetic && !inputs.intake.problems.has_errors()) {
        inputs.intake.accounting.assumed["enterprises"] += add_synthetic_firms(inputs.intake.state);
    }
    return inputs;
}

InputRequest input_request(const Scenario& scenario, unsigned threads)
{
    InputRequest request;
    request.data = scenario.data;
    request.base_year = scenario.run.start;
    request.seed = scenario.run.seed;
    request.threads = threads;
    return request;
}

/// What `permu check` would say: taking in ends early where rows are faulty, which would bring the others to
/// light only once these are mended.
static Problems all_problems(const InputRequest& request, const Inputs& inputs, Console& console)
{
    InputRequest again = request;
    again.examine = true, again.digests = false, again.on_geography = {};
    Problems all = read_inputs(again, console.progress()).intake.problems;
    if (!all.has_errors()) return inputs.intake.problems;
    return all;
}

Inputs read_inputs(const InputRequest& request, Console& console)
{
    Inputs inputs = read_inputs(request, console.progress());
    if (inputs.intake.problems.has_errors()) throw InputError(all_problems(request, inputs, console));
    console.problems(inputs.intake.problems);
    return inputs;
}

unsigned threads_or_all(unsigned asked)
{
    return asked == 0 ? available_threads() : asked;
}

}  // namespace permu
