/// `permu sample`: writes a synthetic province, clearly marked as such.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "command.hpp"
#include "permu/io/crs.hpp"
#include "permu/io/csv_out.hpp"
#include "permu/io/json_out.hpp"
#include "permu/io/run_directory.hpp"
#include "permu/io/vector_out.hpp"
#include "permu/sample/province.hpp"

namespace permu {
namespace {

struct SampleOptions {
    SampleRequest request;
    std::string output, format = "gpkg";
    bool overwrite = false;
};

constexpr std::string_view note_text =
    "This province is synthetic: no polygon, firm or project in it is real. Made by `permu sample`.\n"
    "本数据为 permu sample 生成的合成数据：地块、企业与项目均非真实。\n";

/// A scenario over the files, so that the next command can be typed at once.
std::string scenario_text(const SampleOptions& options, bool requests)
{
    const auto file = [&](const std::string& layer) {
        return options.format == "gpkg" ? "sample.gpkg\"\nlayer = \"" + layer : layer + "." + options.format;
    };
    return fmt::format(
        "# 合成示例，非真实数据 / Synthetic, not real data\nname = \"sample\"\n\n[run]\nstart = {}\nend = "
        "{}\nseed = {}\n\n"
        "[data]\nresidual_as = \"road\"\n\n[data.parks]\nfile = \"{}\"\n\n[data.parcels]\nfile = "
        "\"{}\"\ncode_system = \"用地用海\"\n{}\n"
        "[data.reserves]\nfile = \"{}\"\n\n[data.sub_parks]\nfile = \"{}\"\n\n"
        "[data.enterprises]\nfile = \"sample_enterprises.csv\"\n\n[data.projects]\nfile = "
        "\"sample_projects.csv\"\n\n{}"
        "[data.quota]\nfile = \"sample_quota.csv\"\n",
        options.request.base_year, options.request.last_year, options.request.seed, file("parks"),
        file("parcels"), options.request.messy ? "far_text = \"range-max\"\n" : "", file("reserves"),
        file("sub_parks"), requests ? "[data.conversions]\nfile = \"sample_conversions.csv\"\n\n" : "");
}

int write_sample(const SampleOptions& options, Console& console)
{
    RunDirectory directory(options.output, options.overwrite);
    const SampleProvince province = make_province(options.request);
    const std::string crs = parse_crs(province.crs, "sample").wkt;
    const VectorLayer layers[] = {{"parks", &province.parks, &province.park_shapes, crs, {}},
                                  {"parcels", &province.parcels, &province.parcel_shapes, crs, {}},
                                  {"reserves", &province.reserves, &province.reserve_shapes, crs, {}},
                                  {"sub_parks", &province.sub_parks, &province.sub_park_shapes, crs, {}}};
    const VectorFormat format = find_vector_format(options.format).value_or(VectorFormat::gpkg);
    const VectorOptions vector_options{console.language(), {}};
    if (format == VectorFormat::gpkg) {
        console.problems(write_vector(directory.path("sample.gpkg"), format, layers, vector_options));
    } else {
        for (const VectorLayer& layer : layers) {
            const std::string name = layer.name + "." + options.format;
            console.problems(write_vector(directory.path(name), format, {&layer, 1}, vector_options));
        }
    }
    const std::vector<std::string> ids{"enterprise_id", "parcel_id",  "project_id", "park", "tier",
                                       "source",        "request_id", "partner",    "chain"};
    const CsvOptions plain{.bom = false, .crlf = false, .raw = false};
    write_csv(directory.path("sample_enterprises.csv"), province.enterprises, ids, plain);
    write_csv(directory.path("sample_projects.csv"), province.projects, ids, plain);
    write_csv(directory.path("sample_quota.csv"), province.quota, ids, plain);
    const bool requests = province.conversions.rows() > 0;
    if (requests) write_csv(directory.path("sample_conversions.csv"), province.conversions, ids, plain);
    write_text_file(directory.path("sample.toml"), scenario_text(options, requests));
    write_text_file(directory.path("README.md"), note_text);
    directory.publish();
    print(options.output + "\n");
    console.note(
        {fmt::format("synthetic: {} parks, {} parcels, {} enterprises, {} projects\nnext: permu run "
                     "{}/sample.toml -o DIR",
                     province.parks.rows(), province.parcels.rows(), province.enterprises.rows(),
                     province.projects.rows(), options.output),
         fmt::format(
             "合成数据：{} 个园区，{} 个地块，{} 家企业，{} 个项目\n下一步：permu run {}/sample.toml -o 目录",
             province.parks.rows(), province.parcels.rows(), province.enterprises.rows(),
             province.projects.rows(), options.output)});
    return 0;
}

}  // namespace

void add_sample(CLI::App& app, Invocation& invocation)
{
    auto options = std::make_shared<SampleOptions>();
    SampleRequest& request = options->request;
    app.add_option("-o,--output", options->output, invocation.say({"directory to write", "输出目录"}))
        ->required();
    app.add_option("--parks", request.parks, invocation.say({"number of parks", "园区数"}))
        ->check(CLI::Range(1U, 5000U));
    app.add_option("--parcels", request.parcels, invocation.say({"number of parcels", "地块数"}))
        ->check(CLI::Range(1U, 20000000U));
    app.add_option("--seed", request.seed, invocation.say({"seed", "随机种子"}));
    app.add_option("--format", options->format, invocation.say({"gpkg, geojson or fgb", "格式"}))
        ->check(CLI::IsMember({"gpkg", "geojson", "fgb"}));
    app.add_flag("--messy", request.messy,
                 invocation.say({"with the faults of real files", "带有真实文件常见的问题"}));
    app.add_flag("--overwrite", options->overwrite,
                 invocation.say({"replace an existing directory", "覆盖已有目录"}));
    app.callback([options, &invocation] {
        if (options->request.parks > options->request.parcels)
            throw CLI::ValidationError("--parks", "more parks than parcels");
        invocation.action = [options](Console& console) { return write_sample(*options, console); };
    });
}

}  // namespace permu
