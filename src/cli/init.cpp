/// `permu init`: a study folder from files of the user's.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "command.hpp"
#include "init_layer.hpp"
#include "inspect.hpp"
#include "load.hpp"
#include "permu/io/json_out.hpp"
#include "permu/io/run_directory.hpp"

namespace permu {
namespace {

namespace fs = std::filesystem;

struct InitOptions {
    std::string directory, parks, parcels, enterprises, projects, reserves, quota;
    bool overwrite = false;
    unsigned threads = 0;
};

struct InitFile {
    InputTable table;
    std::string InitOptions::*file;
};
constexpr InitFile init_files[] = {{InputTable::parks, &InitOptions::parks},
                                   {InputTable::parcels, &InitOptions::parcels},
                                   {InputTable::enterprises, &InitOptions::enterprises},
                                   {InputTable::projects, &InitOptions::projects},
                                   {InputTable::reserves, &InitOptions::reserves},
                                   {InputTable::quota, &InitOptions::quota}};

bool given(std::span<const Inspection> inspections, InputTable table)
{
    return std::ranges::any_of(inspections, [&](const Inspection& in) { return in.guess.table == table; });
}

std::string assumed_text(std::span<const Inspection> inspections)
{
    std::string out;
    if (!given(inspections, InputTable::enterprises)) {
        out +=
            "\n# 未给企业表：企业按文献分布合成并标明，结果中的亩均指标只作演示。\n"
            "# No enterprises given: firms are synthetic, marked as such; their per-mu figures only "
            "illustrate.\n"
            "[data.enterprises]\nsynthetic = true\n";
    }
    if (!given(inspections, InputTable::projects)) {
        out +=
            "\n# 未给项目表：到达按下列门类假设，每年个数，请改为实际。\n"
            "# No projects given: arrivals a year by division are assumed; put your own here.\n"
            "[rules.demand]\narrivals = { 39 = 2, 35 = 2, 38 = 1 }\n";
    }
    if (!given(inspections, InputTable::quota)) {
        out +=
            "\n# 未给指标表：按规则默认值（permu list rules，quota）。\n"
            "# No quota given: the defaults of the rule quota (permu list rules) hold.\n";
    }
    return out;
}

/// What a scenario can do without, and assumes then.
std::string absent_text(std::span<const Inspection> inspections)
{
    std::string out;
    for (const Inspection& in : inspections) {
        if (in.guess.table != InputTable::parcels) continue;
        const auto has = [&](std::string_view field) {
            const auto at = std::ranges::find(in.guess.fields, field, &Proposal::field);
            return at != in.guess.fields.end() && at->sure();
        };
        for (const std::string_view field : {"stage", "floor_area_m2", "supply_year", "price_wan", "tenure"})
            if (!has(field)) out += (out.empty() ? "" : ", ") + std::string(field);
    }
    return out.empty() ? "" : "# 地块缺少、按默认处理 / parcels lack, defaults hold: " + out + "\n";
}

std::string base_text(std::span<const Inspection> inspections, const fs::path& folder)
{
    return "# 基准情景，由 permu init 生成：请逐条核对 / Base scenario made by permu init: verify every "
           "line.\n"
           "# 全部参数：permu list rules；全部字段：permu list fields\n"
           "# All parameters: permu list rules; all fields: permu list fields\n"
           "name = \"base\"\nschema_version = 1\n\n"
           "[run]\nstart = 2024            # 基年：数据的状态 / base year: the state of the data\nend = "
           "2035\n"
           "seed = 1\n\n" +
           absent_text(inspections) +
           "[data]\narea = \"ellipsoidal\"    # 椭球面积 / areas on the ellipsoid\n"
           "on_invalid = \"repair\"   # 自相交等：修复并列出 / repaired and listed\n"
           "on_overlap = \"repair\"   # 重叠从较大地块扣除 / the larger parcel loses the overlap\n"
           "on_outside = \"repair\"   # 界外裁去 / cut at the park's boundary\n"
           "on_duplicate = \"refuse\" # 重复编号：拒绝 / ids that repeat are refused\n" +
           data_toml(inspections, folder) + assumed_text(inspections);
}

constexpr std::string_view variant_text =
    "# 政策变体：只写与基准不同之处 / A policy variant: only what differs from the base.\n"
    "extends = \"base.toml\"\nname = \"all_standard_land\"\n\n"
    "[rules.standard_land]   # 新增工业用地全部以\"标准地\"出让 / all new industrial land as standard land\n"
    "share = 1.0\n\n"
    "[rules.idle_land]       # 闲置土地处置力度 / how strictly idle land is dealt with\n"
    "enforcement_share = 1.0\n";

std::string readme_text()
{
    return "# 研究 / Study\n\n"
           "| 文件 file | 内容 content |\n|---|---|\n"
           "| base.toml | 基准情景：数据对照与假设 / base scenario: mapping of the data and assumptions |\n"
           "| all_standard_land.toml | 一个政策变体 / one policy variant |\n\n"
           "```\npermu check base.toml\npermu run base.toml -o base\n"
           "permu run all_standard_land.toml -o all_standard_land\n"
           "permu compare base all_standard_land -o difference\n```\n\n"
           "标有「猜测」「假设」「不确定」的行须由人核对。\n"
           "Lines marked guessed, assumed or unsure are for a person to verify.\n";
}

/// Replacing the folder must not delete the data it is made from.
void protect_files(const InitOptions& options)
{
    const fs::path target = fs::weakly_canonical(options.directory);
    for (const InitFile& one : init_files) {
        const std::string& file = options.*one.file;
        if (file.empty()) continue;
        const fs::path relative = fs::weakly_canonical(file).lexically_relative(target);
        if (relative.empty() || *relative.begin() == "..") continue;
        throw InputError(Problem{.code = "output.holds_inputs",
                                 .where = printable(options.directory, 200),
                                 .found = {"a folder that holds " + printable(file, 200),
                                           "文件夹中含有输入文件 " + printable(file, 200)},
                                 .expected = {"a folder without the data", "不含数据的文件夹"},
                                 .remedy = {"choose another folder: replacing it would delete the file",
                                            "请换文件夹：替换会删除该文件"}});
    }
}

/// What a person must decide, by file; what is sure is not repeated.
void tell_decisions(std::span<const Inspection> inspections, const std::string& base, const std::string& text,
                    Console& console)
{
    bool any = false;
    for (const Inspection& in : inspections) {
        const std::vector<Decision> decisions = decisions_of(in);
        if (decisions.empty()) continue;
        if (!any) console.note({"to decide or verify before check:", "check 之前须由人决定或核实："});
        any = true;
        const std::string name =
            fmt::format("{} ({}{})", table_name(*in.guess.table), printable(in.file, 200),
                        in.layer.empty() ? "" : ", " + printable(in.layer));
        console.note(Said(name));
        for (const Decision& decision : decisions) {
            const std::string place = fmt::format("  {}:{}: ", base, line_of(decision, in, text));
            console.note({place + decision.what.en, place + decision.what.zh});
        }
    }
}

int init(const InitOptions& options, Console& console)
{
    protect_files(options);
    RunDirectory directory(options.directory, options.overwrite);
    const unsigned threads = threads_or_all(options.threads);
    std::vector<Inspection> inspections;
    std::vector<Said> chosen;
    Problems refused;
    for (const InitFile& one : init_files) {
        const std::string& path = options.*one.file;
        if (path.empty()) continue;
        stop_if_signalled();
        const PromptStop prompt;
        try {
            LayerChoice choice = choose_layer(path, one.table, threads);
            refused.append(unusable(choice, one.table));
            if (!choice.why.en.empty()) chosen.push_back(choice.why);
            inspections.push_back(std::move(choice.layer));
            inspections.back().guess.table = one.table;
        } catch (const InputError& error) {
            refused.append(error.problems());
        }
    }
    if (refused.has_errors()) throw InputError(refused);
    const std::string text = base_text(inspections, options.directory);
    write_text_file(directory.path("base.toml"), text);
    write_text_file(directory.path("all_standard_land.toml"), variant_text);
    write_text_file(directory.path("README.md"), readme_text());
    directory.publish();
    print(options.directory + "\n");
    const std::string base = (fs::path(options.directory) / "base.toml").string();
    console.problems(refused);
    for (const Said& why : chosen)
        console.note(why);
    tell_decisions(inspections, base, text, console);
    console.note({fmt::format("next: permu check {}", base), fmt::format("下一步：permu check {}", base)});
    return 0;
}

}  // namespace

void add_init(CLI::App& app, Invocation& invocation)
{
    auto options = std::make_shared<InitOptions>();
    app.add_option("directory", options->directory, invocation.say({"folder to make", "要建立的文件夹"}))
        ->required();
    app.add_option("--parks", options->parks, invocation.say({"a file of parks", "园区文件"}))->required();
    app.add_option("--parcels", options->parcels, invocation.say({"a file of parcels", "地块文件"}))
        ->required();
    app.add_option("--enterprises", options->enterprises,
                   invocation.say({"a table of enterprises", "企业表"}));
    app.add_option("--projects", options->projects, invocation.say({"a table of projects", "项目表"}));
    app.add_option("--reserves", options->reserves, invocation.say({"a file of reserves", "备选区文件"}));
    app.add_option("--quota", options->quota, invocation.say({"a table of quota by year", "年度指标表"}));
    app.add_option("--threads", options->threads, invocation.say({"threads", "线程数"}))
        ->check(CLI::Range(1U, 1024U));
    app.add_flag("--overwrite", options->overwrite,
                 invocation.say({"replace an existing directory", "覆盖已有目录"}));
    app.callback([options, &invocation] {
        invocation.action = [options](Console& console) { return init(*options, console); };
    });
}

}  // namespace permu
