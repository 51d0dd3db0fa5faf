/// run.json.
#include "manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "consequence.hpp"
#include "permu/io/digest.hpp"
#include "permu/io/versions.hpp"
#include "version.hpp"

namespace permu {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json)
{
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json problem_json(const Problem& problem, double area_read, Language language)
{
    constexpr const char* severities[] = {"note", "warning", "error"};
    return {{"severity", severities[static_cast<int>(problem.severity)]},
            {"consequence", consequence_name(consequence_of(problem.severity, problem.code))},
            {"code", problem.code},
            {"where", problem.where},
            {"found", problem.found.in(language)},
            {"expected", problem.expected.in(language)},
            {"remedy", problem.remedy.in(language)},
            {"count", problem.count},
            {"area_m2", problem.area},
            {"area_share", area_read > 0 ? std::abs(problem.area) / area_read : 0},
            {"ids", problem.ids}};
}

Json balance_json(const std::vector<ParkBalance>& parks)
{
    Json rows = Json::array();
    for (const ParkBalance& park : parks)
        rows.push_back({{"park_id", park.park},
                        {"parcels_read", park.parcels_read},
                        {"parcels_kept", park.parcels_kept},
                        {"parcels_merged", park.parcels_merged},
                        {"read_m2", park.read},
                        {"repaired_m2", park.repaired},
                        {"overlap_m2", park.overlap},
                        {"clipped_m2", park.clipped},
                        {"dropped_m2", park.dropped},
                        {"kept_m2", park.kept}});
    return rows;
}

Json quality(const Intake& intake, Language language)
{
    const Accounting& a = intake.accounting;
    Json problems = Json::array();
    for (const Problem& problem : intake.problems.all())
        problems.push_back(problem_json(problem, a.area_read, language));
    return {{"parcels",
             {{"read", a.parcels_read},
              {"kept", a.parcels_kept},
              {"dropped", a.parcels_dropped},
              {"merged", a.parcels_merged},
              {"repaired", a.parcels_repaired}}},
            {"area_m2",
             {{"read_planar", a.area_read},
              {"kept", a.area_kept},
              {"repaired", a.area_repaired},
              {"overlap_removed", a.area_overlap},
              {"counted_twice", a.area_twice},
              {"clipped", a.area_clipped},
              {"dropped", a.area_dropped},
              {"merged", a.area_merged},
              {"declared", a.area_declared}}},
            {"balance", balance_json(a.parks)},
            {"assumed", a.assumed},
            {"problems", problems}};
}

Json assumption_list(const Scenario& scenario)
{
    Json list = Json::array();
    for (const Assumption& one : assumptions(scenario)) {
        std::string_view confidence = name_of(one.confidence);
        if (one.departs) confidence = "set by the scenario";
        list.push_back({{"key", one.key},
                        {"value", one.value},
                        {"unit", one.unit},
                        {"from", one.from},
                        {"confidence", confidence},
                        {"source", one.source},
                        {"meaning", one.help.en},
                        {"meaning_zh", one.help.zh}});
    }
    return list;
}

}  // namespace

Said assumption_note(const Scenario& scenario, const std::string& directory)
{
    const std::vector<Assumption> all = assumptions(scenario);
    const auto design = std::ranges::count(all, Confidence::design, &Assumption::confidence);
    const auto verify = std::ranges::count(all, Confidence::knowledge_verify, &Assumption::confidence);
    return {fmt::format("{} design values and {} values to verify stand behind it: {}/run.json, assumptions",
                        design, verify, directory),
            fmt::format("其中 {} 项为设计值、{} 项待核实，见 {}/run.json 的 assumptions", design, verify,
                        directory)};
}

std::string quality_json(const Intake& intake, Language language, const std::string& next)
{
    Json json = quality(intake, language);
    json["next"] = next;
    return text_of(json);
}

std::string manifest(const Scenario& scenario, const Inputs& inputs, const SimulationResult& result,
                     const RunWriter& writer, const Timings& timings)
{
    Json files = Json::array(), events = Json::object(), libraries = Json::object();
    for (const InputFile& file : inputs.files)
        files.push_back({{"table", file.table}, {"path", file.path}, {"sha256", file.sha256}});
    for (const auto& [kind, count] : writer.event_counts())
        events[kind.first + "." + kind.second] = count;
    for (const auto& [name, version] : library_versions())
        libraries[name] = version;
    return text_of(
        {{"program", "permu"},
         {"version", program_version},
         {"libraries", libraries},
         {"name", scenario.run.name},
         {"start", scenario.run.start},
         {"end", scenario.run.end},
         {"seed", scenario.run.seed},
         {"raw_csv", writer.raw_csv()},
         {"crs", result.state.geography->crs_name},
         {"inputs", files},
         {"scenario_sha256", sha256_text(scenario.resolved)},
         {"invariants",
          {{"years", result.invariants.years}, {"checks", result.invariants.checks}, {"breaches", 0}}},
         {"events", events},
         {"assumptions", assumption_list(scenario)},
         {"quality", quality(inputs.intake, Language::en)},
         {"seconds", {{"read", timings.read}, {"simulate", timings.simulate}, {"write", timings.write}}},
         {"scenario", scenario.resolved}});
}

}  // namespace permu
