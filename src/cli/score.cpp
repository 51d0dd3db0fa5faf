/// `permu score`: per-mu evaluation of a table of enterprises.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "command.hpp"
#include "permu/io/csv_out.hpp"
#include "permu/io/read_table.hpp"
#include "permu/io/run_directory.hpp"
#include "permu/io/text_in.hpp"
#include "permu/scenario/document.hpp"
#include "permu/scenario/score_method.hpp"
#include "permu/study/score_table.hpp"

namespace permu {
namespace {

struct ScoreOptions {
    std::string table, method, output, sheet;
    int header_row = 1;
    bool overwrite = false, raw_csv = false;
};

ScoreMethod load_method(const std::string& path)
{
    Problems problems;
    Table table;
    if (path.ends_with(".toml")) {
        table = score_method_table(parse_toml(read_text_file(path, most_text_bytes), path));
    } else {
        table = read_table({path}, {}, problems);
    }
    ScoreMethod method = method_from(table, path, problems);
    if (problems.has_errors()) throw InputError(problems);
    return method;
}

/// An output that is one of the inputs would be lost.
void refuse_input(const ScoreOptions& options)
{
    for (const std::string* input : {&options.table, &options.method}) {
        std::error_code no_such_file;
        if (!std::filesystem::equivalent(options.output, *input, no_such_file)) continue;
        throw InputError(Problem{.code = "output.is_input",
                                 .where = printable(options.output, 200),
                                 .found = {"an input of the same command", "与输入为同一文件"},
                                 .expected = {"a file of its own for the scores", "评价结果单独存放"},
                                 .remedy = {"choose another -o: replacing it would delete the input",
                                            "请换 -o 文件：覆盖会删除该输入"}});
    }
}

void refuse_existing(const ScoreOptions& options)
{
    refuse_input(options);
    if (options.overwrite || !std::filesystem::exists(options.output)) return;
    throw InputError(
        Problem{.code = "output.exists",
                .where = printable(options.output, 200),
                .found = {"a file of that name", "同名文件已存在"},
                .expected = {"a new file", "新文件"},
                .remedy = {"choose another name, or add --overwrite", "请换名，或加 --overwrite"}});
}

int score(const ScoreOptions& options, Console& console)
{
    refuse_existing(options);
    const ScoreMethod method = load_method(options.method);
    Problems problems;
    const Table firms = read_table(
        {.path = options.table, .layer = options.sheet, .header_row = options.header_row}, {}, problems);
    const Table scores = score_table(firms, method, options.table, console.language(), problems);
    if (problems.has_errors()) throw InputError(problems);
    console.problems(problems);
    const std::vector<std::string> ids{"enterprise_id", "class"};
    const std::string temporary = options.output + ".tmp";
    write_csv(temporary, scores, ids, {.bom = false, .crlf = false, .raw = options.raw_csv});
    std::filesystem::rename(temporary, options.output);
    print(options.output + "\n");
    console.note({fmt::format("{} enterprises scored", scores.rows()),
                  fmt::format("已评价 {} 家企业", scores.rows())});
    return 0;
}

}  // namespace

void add_score(CLI::App& app, Invocation& invocation)
{
    auto options = std::make_shared<ScoreOptions>();
    app.add_option("table", options->table,
                   invocation.say({"table of enterprises (CSV, XLSX, …)", "企业表（CSV、XLSX 等）"}))
        ->required();
    app.add_option("--method", options->method, invocation.say({"method (.toml)", "评价办法 (.toml)"}))
        ->required();
    app.add_option("-o,--output", options->output, invocation.say({"CSV to write", "输出 CSV"}))->required();
    app.add_option("--sheet", options->sheet, invocation.say({"sheet or layer", "工作表或图层"}));
    app.add_option(
           "--header-row", options->header_row,
           invocation.say({"row of a sheet or CSV that names the columns", "工作表或 CSV 中列名所在的行"}))
        ->check(CLI::Range(1, 1000));
    app.add_flag("--overwrite", options->overwrite,
                 invocation.say({"replace an existing file", "覆盖已有文件"}));
    app.add_flag("--raw-csv", options->raw_csv,
                 invocation.say({"do not guard text cells", "不对文本单元格加前缀"}));
    app.callback([options, &invocation] {
        invocation.action = [options](Console& console) { return score(*options, console); };
    });
}

}  // namespace permu
