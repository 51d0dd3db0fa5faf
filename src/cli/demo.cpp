/// `permu demo`: the embedded sample, two scenarios, their comparison, and what to open next.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "command.hpp"
#include "compare.hpp"
#include "permu/base/resource.hpp"
#include "permu/io/json_out.hpp"
#include "permu/io/run_directory.hpp"
#include "run.hpp"

namespace permu {
namespace {

struct DemoOptions {
    std::string directory = "permu-demo";
    bool overwrite = false;
    unsigned threads = 0;
};

/// Every built-in file of the sample and the scenarios, in the folders they have in the source tree.
void unpack(const RunDirectory& directory)
{
    for (const Resource& resource : resources()) {
        if (!resource.name.starts_with("scenarios/") && !resource.name.starts_with("gis/")) continue;
        write_text_file(directory.path(resource.name), resource.bytes);
    }
}

int demo(const DemoOptions& options, Console& console)
{
    RunDirectory unpacked(options.directory, options.overwrite);
    unpack(unpacked);
    write_text_file(unpacked.path("runs/README.md"), "Runs of the demo; each repeats from its run.json.\n");
    unpacked.publish();
    const auto run = [&](const std::string& name) {
        const RunRequest request{{options.directory + "/scenarios/" + name + ".toml"},
                                 options.directory + "/runs/" + name,
                                 false,
                                 false,
                                 options.threads};
        run_to_directory(request, console);
        return request.output;
    };
    const std::string base = run("baseline"), policy = run("per_mu_policy");
    const CompareRequest request{{base, policy}, {},    options.directory + "/comparison",
                                 false,          false, options.threads};
    print(compare_to_directory(request, console));
    console.note(
        {fmt::format("the data is synthetic. Open {0}/runs/baseline/parcels.gpkg in QGIS, "
                     "{0}/runs/baseline/indicators_wide.csv in a "
                     "spreadsheet.\nnext: permu run {0}/scenarios/mandatory_transition.toml -o "
                     "{0}/runs/mandatory_transition",
                     options.directory),
         fmt::format(
             "数据为合成示例。用 QGIS 打开 {0}/runs/baseline/parcels.gpkg，用表格软件打开 "
             "{0}/runs/baseline/indicators_wide.csv。\n"
             "下一步：permu run {0}/scenarios/mandatory_transition.toml -o {0}/runs/mandatory_transition",
             options.directory)});
    return 0;
}

}  // namespace

void add_demo(CLI::App& app, Invocation& invocation)
{
    auto options = std::make_shared<DemoOptions>();
    app.add_option("directory", options->directory,
                   invocation.say({"where to write (permu-demo)", "输出目录（默认 permu-demo）"}));
    app.add_option("--threads", options->threads, invocation.say({"threads", "线程数"}))
        ->check(CLI::Range(1U, 1024U));
    app.add_flag("--overwrite", options->overwrite,
                 invocation.say({"replace an existing directory", "覆盖已有目录"}));
    app.callback([options, &invocation] {
        invocation.action = [options](Console& console) { return demo(*options, console); };
    });
}

}  // namespace permu
