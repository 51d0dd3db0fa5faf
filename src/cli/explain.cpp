/// `permu explain`: why something happened to a parcel, a park, a project or an enterprise of a finished run.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "explain_show.hpp"
#include "permu/io/csv_in.hpp"
#include "permu/io/read_table.hpp"
#include "permu/io/text_in.hpp"
#include "permu/study/narrate.hpp"

namespace permu {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t most_manifest_bytes = 64U << 20U;

struct ExplainOptions {
    std::string directory, parcel, park, project, enterprise;
    bool json = false;

    EntityName subject() const
    {
        if (!parcel.empty()) return {EntityKind::parcel, parcel};
        if (!park.empty()) return {EntityKind::park, park};
        if (!project.empty()) return {EntityKind::project, project};
        return {EntityKind::enterprise, enterprise};
    }
};

[[noreturn]] void refuse_directory(const std::string& directory, Said found)
{
    throw InputError(Problem{.code = "explain.no_run",
                             .where = printable(directory, 200),
                             .found = std::move(found),
                             .expected = {"the directory of a finished run, with run.json and events.csv",
                                          "运行结果目录，内有 run.json 和 events.csv"},
                             .remedy = {"name the directory that `permu run SCENARIO -o DIR` wrote",
                                        "请指定 permu run 情景 -o 目录 写出的目录"}});
}

RunName run_of(const std::string& directory)
{
    if (!fs::is_directory(directory)) {
        refuse_directory(directory, fs::exists(directory) ? Said("a file", "一个文件")
                                                          : Said("no such directory", "目录不存在"));
    }
    for (const char* file : {"run.json", "events.csv", "indicators.csv"}) {
        if (!fs::is_regular_file(fs::path(directory) / file)) {
            refuse_directory(
                directory, {fmt::format("a directory without {}", file), fmt::format("目录中没有 {}", file)});
        }
    }
    const std::string text = read_text_file(directory + "/run.json", most_manifest_bytes);
    const auto manifest = nlohmann::json::parse(text, nullptr, false);
    const auto is_whole = [&](const char* key) {
        return manifest.is_object() && manifest.contains(key) && manifest[key].is_number_integer();
    };
    if (!is_whole("start") || !is_whole("end") || !is_whole("seed") || !manifest.contains("name") ||
        !manifest["name"].is_string())
        refuse_directory(directory, {"a run.json that is not of a run", "run.json 不是一次运行的记录"});
    return {manifest["name"].get<std::string>(), directory, manifest["start"].get<Year>(),
            manifest["end"].get<Year>(), manifest["seed"].get<std::uint64_t>()};
}

/// Rows that hold one of the texts; every row where there is none.
void each_event(const std::string& directory, const std::vector<std::string>& any_of,
                const std::function<void(const LoggedRow&)>& visit)
{
    const auto take = [&](CsvCells c) {
        visit({c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9]});
    };
    read_csv_rows(directory + "/events.csv", event_columns, take, any_of);
}

/// Every parcel, project and enterprise that the layer of parcels names.
void each_id_of_parcels(const std::string& directory, NearestIds& near, bool& seen, const EntityName& subject)
{
    const std::string path = directory + "/parcels.gpkg";
    if (!fs::is_regular_file(path)) return;
    constexpr std::pair<std::string_view, EntityKind> columns[] = {{"parcel_id", EntityKind::parcel},
                                                                   {"project_id", EntityKind::project},
                                                                   {"enterprise_id", EntityKind::enterprise}};
    Problems problems;
    const Table table =
        read_table({path, "parcels", {}, {}, {"parcel_id", "project_id", "enterprise_id"}}, {}, problems);
    for (const auto& [name, kind] : columns) {
        const TableColumn* column = table.find(name);
        for (std::size_t row = 0; column != nullptr && row < table.rows(); ++row) {
            const std::string id = cell_text(*column, row);
            seen = seen || (kind == subject.kind && id == subject.id);
            near.see(kind, id);
        }
    }
}

/// Refuses an id that the run does not know; returns where nothing happened to one that it knows.
void require_known(const std::string& directory, const EntityName& subject)
{
    NearestIds near(subject);
    bool seen = false;
    each_event(directory, {}, [&](const LoggedRow& row) { near.see(entity_kind_of(row.entity), row.id); });
    constexpr std::string_view columns[] = {"scope", "id"};
    read_csv_rows(directory + "/indicators.csv", columns, [&](CsvCells cells) {
        if (cells[0] != "park") return;
        seen = seen || (subject.kind == EntityKind::park && cells[1] == subject.id);
        near.see(EntityKind::park, cells[1]);
    });
    if (!seen) each_id_of_parcels(directory, near, seen, subject);
    if (seen) return;
    Said remedy{"ids are as in parcels.gpkg and events.csv", "编号以 parcels.gpkg 和 events.csv 中的为准"};
    if (!near.other_kinds().empty()) {
        const std::string_view kind = entity_kind_name(near.other_kinds().front());
        remedy = Said(fmt::format("--{} {}", kind, printable(subject.id)));
    } else if (const auto ids = near.best(); !ids.empty()) {
        remedy = {fmt::format("did you mean {}?", fmt::join(ids, ", ")),
                  fmt::format("是不是想写 {}？", fmt::join(ids, "、"))};
    }
    throw InputError(Problem{.code = "explain.unknown_id",
                             .where = printable(directory, 200),
                             .found = {"no " + said_name(subject).en, "没有" + said_name(subject).zh},
                             .expected = {"an id of this run", "本次运行中的编号"},
                             .remedy = std::move(remedy)});
}

std::vector<ParkYear> park_years(const std::string& directory, const Explanation& found)
{
    ParkYears years(found.subject.id);
    read_csv_rows(directory + "/indicators.csv", indicator_columns, [&](CsvCells c) {
        if (c[1] == "park") years.indicator(c[0], c[2], c[3], c[4]);
    });
    for (const ToldEvent& event : found.events)
        years.event(event);
    return years.years();
}

/// What why_not.csv says of a project; nothing where the run has none.
std::vector<PassedOver> lots_not_got(const std::string& directory, const std::string& project)
{
    const std::string path = directory + "/why_not.csv";
    if (!fs::is_regular_file(path)) return {};
    std::vector<PassedOver> all;
    read_csv_rows(path, why_not_columns, [&](CsvCells c) {
        if (c[1] == project)
            all.push_back(passed_over({c[0], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9]}));
    });
    return all;
}

Explanation explain(const ExplainOptions& options)
{
    EventChain chain(options.subject());
    each_event(options.directory, chain.ids(), [&](const LoggedRow& row) { chain.find_links(row); });
    if (!chain.seen()) require_known(options.directory, chain.subject());
    each_event(options.directory, chain.ids(), [&](const LoggedRow& row) { chain.collect(row); });
    Explanation found{chain.subject(), chain.linked(), chain.events(), {}, {}};
    if (found.subject.kind == EntityKind::park) found.park_years = park_years(options.directory, found);
    if (found.subject.kind == EntityKind::project)
        found.passed_over = lots_not_got(options.directory, found.subject.id);
    return found;
}

}  // namespace

void add_explain(CLI::App& app, Invocation& invocation)
{
    auto options = std::make_shared<ExplainOptions>();
    app.add_option("directory", options->directory,
                   invocation.say({"directory of a finished run", "运行结果目录"}))
        ->required();
    CLI::Option_group* who = app.add_option_group("who");
    who->add_option("--parcel", options->parcel, invocation.say({"id of a parcel", "地块编号"}));
    who->add_option("--park", options->park, invocation.say({"id of a park", "园区编号"}));
    who->add_option("--project", options->project, invocation.say({"id of a project", "项目编号"}));
    who->add_option("--enterprise", options->enterprise, invocation.say({"id of an enterprise", "企业编号"}));
    who->require_option(1);
    app.add_flag("--json", options->json, invocation.say({"as JSON", "以 JSON 输出"}));
    app.callback([options, &invocation] {
        invocation.action = [options](Console& console) {
            const RunName run = run_of(options->directory);
            const Explanation found = explain(*options);
            print(options->json ? explanation_json(found, run, console.language())
                                : explanation_text(found, run, console.language()));
            return 0;
        };
    });
}

}  // namespace permu
