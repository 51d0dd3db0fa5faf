/// Land-use codes on their way in: what each means, and what is done about those without a meaning.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "intake_join.hpp"

namespace permu {
namespace {

/// A column of numbers has no zeros in front: 0701 is 701 there.
Said lost_zero(std::string_view code, std::string_view whole, std::string_view table)
{
    return {
        fmt::format("its leading zero was lost: map it with codes = {{ \"{}\" = \"{}\" }} in [data.{}], or "
                    "store the codes as text",
                    printable(code), whole, table),
        fmt::format("前导零已丢失：请在 [data.{}] 中用 codes = {{ \"{}\" = \"{}\" }} 映射，或以文本存储代码",
                    table, printable(code), whole)};
}

void unknown_code(Cells& cells, const CodeSystem& system, std::string_view code, std::size_t row,
                  std::string_view field)
{
    const std::string_view table = table_name(cells.table());
    const std::string whole = system.with_lost_zero(code);
    const Said map{
        fmt::format("map it with codes = {{ \"theirs\" = \"ours\" }} in [data.{}], or set on_unknown_code = "
                    "\"other\"",
                    table),
        fmt::format("在 [data.{}] 中用 codes = {{ \"原代码\" = \"代码\" }} 映射，或设 on_unknown_code = "
                    "\"other\"",
                    table)};
    cells.fault(
        {.code = fmt::format("code.unknown.{}.{}", field, printable(code)),
         .found = {fmt::format("code \"{}\"", printable(code)), fmt::format("代码 \"{}\"", printable(code))},
         .expected = {"a code of " + system.name(), system.name() + " 的代码"},
         .remedy = whole.empty() ? map : lost_zero(code, whole, table)},
        row, field);
}

void note_prefix(Cells& cells, const CodeSystem& system, std::string_view code, std::size_t row,
                 std::string_view field)
{
    Said remedy{"it takes the meaning of its longest listed prefix", "按其最长的已列出前缀理解"};
    if (const std::string whole = system.with_lost_zero(code); !whole.empty()) {
        const Said zero = lost_zero(code, whole, table_name(cells.table()));
        remedy = {remedy.en + "; or " + zero.en, remedy.zh + "；或" + zero.zh};
    }
    cells.fault({.severity = Severity::warning,
                 .code = fmt::format("code.prefix.{}", printable(code)),
                 .found = {fmt::format("code \"{}\", not listed", printable(code)),
                           fmt::format("未列出的代码 \"{}\"", printable(code))},
                 .expected = {"a listed code", "已列出的代码"},
                 .remedy = remedy},
                row, field);
}

void note_other(Cells& cells, std::string_view code, std::size_t row, std::string_view field)
{
    cells.fault({.severity = Severity::warning,
                 .code = fmt::format("code.other.{}.{}", field, printable(code)),
                 .found = {fmt::format("unknown code \"{}\"", printable(code)),
                           fmt::format("未知代码 \"{}\"", printable(code))},
                 .expected = {"a code of the declared system", "所声明体系的代码"},
                 .remedy = {"taken as other urban construction land (A6), as on_unknown_code says",
                            "按 on_unknown_code 计为其他城镇建设用地 (A6)"}},
                row, field);
}

/// A code whose meaning is that of another, written without blanks and full-width signs.
void note_spelling(Cells& cells, const std::string& code, std::size_t row, std::string_view field)
{
    if (std::ranges::all_of(code, [](char c) { return c > ' ' && static_cast<unsigned char>(c) < 0x80; }))
        return;
    const std::string plain = normalised(code);
    if (plain != code) note_normalised(cells, code, plain, row, field);
}

}  // namespace

CodeSystem declared_system(const Draft& draft, const DataTable& spec, std::string_view table)
{
    if (spec.code_system.empty()) {
        throw InputError(Problem{
            .code = "codes.undeclared",
            .where = fmt::format("[data.{}]", table),
            .found = {"no code_system", "未声明 code_system"},
            .expected = {"the system of the codes in field use", "字段 use 所用的分类体系"},
            .remedy = {"add code_system = \"用地用海\" (or GB50137-2011, GB/T21010-2017, 开发区评价)",
                       "加入 code_system = \"用地用海\"（或 GB50137-2011、GB/T21010-2017、开发区评价）"}});
    }
    return {draft.raw.crosswalk.columns.empty() ? built_in_crosswalk() : draft.raw.crosswalk,
            spec.code_system};
}

CodeColumn decode(Cells& cells, const DataTable& spec, const CodeSystem& system, std::string_view field,
                  bool needed)
{
    CodeColumn out;
    const std::vector<std::string> codes = cells.texts(field);
    out.use.assign(codes.size(), LandUse::none);
    out.stage.assign(codes.size(), 0);
    std::map<std::string, std::optional<CodeMeaning>, std::less<>> known;
    const auto meaning_of = [&](const std::string& code) {
        auto mapped = spec.codes.find(code);
        if (mapped == spec.codes.end()) mapped = spec.codes.find(normalised(code));
        return system.find(mapped == spec.codes.end() ? code : mapped->second);
    };
    for (std::size_t row = 0; row < codes.size(); ++row) {
        auto at = known.find(codes[row]);
        if (at == known.end()) at = known.emplace(codes[row], meaning_of(codes[row])).first;
        if (at->second && !spec.codes.contains(codes[row])) note_spelling(cells, codes[row], row, field);
        const bool blank = codes[row].empty() && !spec.codes.contains("");
        if (at->second) {
            out.use[row] = at->second->use;
            if (at->second->stage)
                out.stage[row] = static_cast<std::uint8_t>(static_cast<int>(*at->second->stage) + 1);
            if (at->second->by_prefix) note_prefix(cells, system, codes[row], row, field);
        } else if (spec.on_unknown_code == UnknownCode::other && !(blank && !needed)) {
            out.use[row] = LandUse::other_urban;
            note_other(cells, codes[row], row, field);
        } else if (!(blank && !needed)) {
            unknown_code(cells, system, codes[row], row, field);
        }
    }
    return out;
}

}  // namespace permu
