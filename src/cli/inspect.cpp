/// `permu inspect`: what files of users hold, and a proposed mapping.
#include "inspect.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <memory>

#include "command.hpp"
#include "load.hpp"
#include "permu/io/json_out.hpp"
#include "permu/io/run_directory.hpp"

namespace permu {
namespace {

struct InspectOptions {
    std::vector<std::string> files;
    std::string layer, output, as;
    bool json = false, overwrite = false;
    unsigned threads = 0;
    int header_row = 0;
};

constexpr InputTable tables[] = {InputTable::parks,     InputTable::parcels,     InputTable::enterprises,
                                 InputTable::projects,  InputTable::reserves,    InputTable::quota,
                                 InputTable::sub_parks, InputTable::conversions, InputTable::environment};

std::vector<std::string> names_of_tables()
{
    std::vector<std::string> names;
    for (const InputTable table : tables)
        names.emplace_back(table_name(table));
    return names;
}

std::optional<InputTable> table_named(std::string_view name)
{
    const auto* at = std::ranges::find(tables, name, table_name);
    return at == std::end(tables) ? std::nullopt : std::optional(*at);
}

std::string proposal_text(std::span<const Inspection> inspections, const std::string& output)
{
    return "# permu inspect 的建议，请核对 / proposed by permu inspect: verify before use\n"
           "[run]\nstart = 2024\nend = 2035\n" +
           data_toml(inspections, std::filesystem::path(output).parent_path());
}

void write_proposal(const InspectOptions& options, std::span<const Inspection> inspections)
{
    if (std::filesystem::exists(options.output) && !options.overwrite) {
        throw InputError(
            Problem{.code = "output.exists",
                    .where = printable(options.output, 200),
                    .found = {"a file that is there already", "文件已存在"},
                    .expected = {"a new file", "新文件"},
                    .remedy = {"choose another -o, or add --overwrite", "请换 -o，或加 --overwrite"}});
    }
    write_text_file(options.output, proposal_text(inspections, options.output));
}

int inspect(const InspectOptions& options, Console& console)
{
    constexpr int exit_input = 3;
    std::vector<Inspection> all;
    Problems refused;
    for (const std::string& file : options.files) {
        stop_if_signalled();
        const PromptStop prompt;
        try {
            for (Inspection& one : inspect_file(file, options.layer, table_named(options.as),
                                                threads_or_all(options.threads), options.header_row))
                all.push_back(std::move(one));
        } catch (const InputError& error) {
            refused.append(error.problems());  // the other files can still be told of
        }
    }
    if (!all.empty())
        print(options.json ? inspection_json(all, console.language())
                           : inspection_text(all, console.language()));
    console.problems(refused);
    if (refused.has_errors()) return exit_input;
    if (!options.output.empty()) {
        write_proposal(options, all);
        console.note({fmt::format("next: permu check {}", options.output),
                      fmt::format("下一步：permu check {}", options.output)});
    } else {
        console.note({fmt::format("next: permu inspect {} -o mapping.toml, then permu check mapping.toml",
                                  printable(options.files.front(), 200)),
                      fmt::format("下一步：permu inspect {} -o mapping.toml，再 permu check mapping.toml",
                                  printable(options.files.front(), 200))});
    }
    return 0;
}

}  // namespace

void add_inspect(CLI::App& app, Invocation& invocation)
{
    auto options = std::make_shared<InspectOptions>();
    app.add_option("files", options->files, invocation.say({"vectors or tables", "矢量或表格文件"}))
        ->required();
    app.add_option("--layer", options->layer,
                   invocation.say({"only this layer or sheet", "只看该图层或工作表"}));
    app.add_option("--as", options->as,
                   invocation.say({"the table they are, where it is not seen: parcels, ...",
                                   "指明表的种类（未能识别时），如 parcels"}))
        ->check(CLI::IsMember(names_of_tables()));
    app.add_option("--header-row", options->header_row,
                   invocation.say({"row of a sheet or CSV that names the columns; absent: found",
                                   "工作表或 CSV 中列名所在的行；缺省自动判定"}))
        ->check(CLI::Range(1, 1000));
    app.add_option(
        "-o,--output", options->output,
        invocation.say({"write the proposed [data] tables as TOML", "把建议的 [data] 表写为 TOML"}));
    app.add_flag("--overwrite", options->overwrite, invocation.say({"replace that file", "覆盖该文件"}));
    app.add_flag("--json", options->json, invocation.say({"as JSON", "以 JSON 输出"}));
    app.add_option("--threads", options->threads, invocation.say({"threads", "线程数"}))
        ->check(CLI::Range(1U, 1024U));
    app.callback([options, &invocation] {
        // The name of a data file behind -o would be the end of that file.
        if (!options->output.empty() && !options->output.ends_with(".toml"))
            throw CLI::ValidationError("-o", "the name of a .toml file");
        invocation.action = [options](Console& console) { return inspect(*options, console); };
    });
}

}  // namespace permu
