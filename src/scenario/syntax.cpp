/// The words for what is wrong with the form of a text.
#include "scenario/syntax.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "scenario/utf8.hpp"

namespace permu {
namespace {

struct Words {
    Syntax what;
    std::string_view code;
    Text expected;
    Text remedy;
};

constexpr std::array all_words{
    Words{Syntax::line_rest,
          "toml.line_rest",
          {"the end of the line", "行尾"},
          {"one key = value a line; a decimal point is a dot (1.2), text stands in quotes, a comment after #",
           "每行只写一个“键 = 值”；小数点用“.”（1.2），文本加引号，注释写在 # 之后"}},
    Words{Syntax::header_end,
          "toml.header",
          {"the closing ] of the table name", "表名的右方括号 ]"},
          {"write [rules.quota], or [[rules.quota.step]] for a list",
           "写作 [rules.quota]，列表写作 [[rules.quota.step]]"}},
    Words{Syntax::equals,
          "toml.equals",
          {"= behind the key", "键名之后应为 ="},
          {"write key = value", "写作 key = value"}},
    Words{Syntax::colon,
          "toml.equals",
          {"= behind the key", "键名之后应为 ="},
          {"this is TOML, not YAML: write key = value and [table]",
           "这是 TOML 而不是 YAML：写作 key = value 和 [table]"}},
    Words{Syntax::comma,
          "toml.comma",
          {"a comma or the closing bracket", "逗号或右括号"},
          {"put commas between the values", "各值之间用英文逗号隔开"}},
    Words{Syntax::key,
          "toml.key",
          {"the name of a key", "键名"},
          {"key names are ASCII letters, digits, - and _; others stand in quotes",
           "键名由英文字母、数字、- 和 _ 组成，其他字符须加引号"}},
    Words{
        Syntax::foreign_key,
        "toml.foreign_key",
        {"a key name in ASCII letters", "英文键名"},
        {"key names are ASCII (`permu list rules` shows them); a code or field name as key stands in quotes",
         "键名请用英文（可用 permu list rules 查看）；用编码或字段名作键时须加英文引号"}},
    Words{Syntax::full_width,
          "toml.full_width",
          {"punctuation in ASCII", "半角（英文）标点"},
          {"type the sign with the Chinese input method switched off: = , : [ ] \"",
           "请关闭中文输入法后重新输入该符号：= , : [ ] \""}},
    Words{Syntax::merge_marks,
          "toml.merge_marks",
          {"a key or a table", "键或表"},
          {"the file holds marks of an unfinished merge: keep one of the two versions",
           "文件中留有未完成的合并标记：请保留其中一个版本"}},
    Words{Syntax::value,
          "toml.value",
          {"a value", "值"},
          {"write a number, true, false, a text in quotes, [a list] or { a table }",
           "写数字、true、false、带引号的文本、[列表] 或 { 表 }"}},
    Words{Syntax::joined_line,
          "toml.joined_line",
          {"no backslash at the end of this line", "此行行尾不应有反斜杠"},
          {"write the text on one line", "请将文本写在同一行"}},
    Words{
        Syntax::bare_text,
        "toml.bare_text",
        {"a number, true, false or a text in quotes", "数字、true、false 或带引号的文本"},
        {"put the text in quotes, e.g. name = \"baseline\"", "给文本加上英文引号，例如 name = \"baseline\""}},
    Words{Syntax::open_string,
          "toml.open_string",
          {"a closing quote", "右引号"},
          {"close the quote on the same line; text of several lines stands in three quotes",
           "在同一行内补上右引号；多行文本用三个引号"}},
    Words{Syntax::open_list,
          "toml.open_list",
          {"the closing ] of the list", "列表的右方括号 ]"},
          {"close the list that starts here", "请补上此处列表的右方括号"}},
    Words{Syntax::open_table,
          "toml.open_table",
          {"the closing } on the same line", "同一行内的右花括号 }"},
          {"write { a = 1, b = 2 } on one line without a last comma, or use [table]",
           "写在同一行内：{ a = 1, b = 2 }，末尾不加逗号；或改用 [table]"}},
    Words{Syntax::key_parts,
          "toml.key_parts",
          {"at most 32 parts between the dots of a key", "键中以点分隔的部分最多 32 个"},
          {"shorten the key", "请缩短该键"}},
    Words{Syntax::key_length,
          "toml.key_length",
          {"a key of at most 128 bytes", "不超过 128 字节的键名"},
          {"shorten the key", "请缩短该键"}},
    Words{Syntax::depth,
          "toml.depth",
          {"lists and tables at most 64 deep", "列表和表最多嵌套 64 层"},
          {"no key of permu nests that deep", "permu 的键不会嵌套这么深，请检查括号"}},
    Words{Syntax::values,
          "toml.values",
          {"at most 20000 values and tables", "最多 20000 个值和表"},
          {"put long lists into a CSV file and name it here", "请把长列表放进 CSV 文件，在此处写文件名"}},
    Words{Syntax::number,
          "toml.number",
          {"a number, a date, true or false", "数字、日期、true 或 false"},
          {"write numbers as 12, 0.5 or 1e3; a quantity with its unit and any other text stand in quotes",
           "数字写作 12、0.5 或 1e3；带单位的量和其他文本须加英文引号，例如 \"300 亩\""}},
    Words{Syntax::leading_zero,
          "toml.leading_zero",
          {"a number without leading zeros", "不以 0 开头的数字"},
          {"drop the zeros; a code such as \"07\" stands in quotes",
           "去掉开头的 0；\"07\" 这样的编码须加引号"}},
    Words{Syntax::underscore,
          "toml.underscore",
          {"underscores between digits only", "下划线只能位于数字之间"},
          {"write 10_000 or 10000", "写作 10_000 或 10000"}},
    Words{Syntax::too_large,
          "toml.too_large",
          {"a whole number of 64 bits", "64 位以内的整数"},
          {"write a smaller number; an id stands in quotes", "请写较小的数字；编号须加引号"}},
    Words{Syntax::date,
          "toml.date",
          {"a date such as 2024-05-27", "2024-05-27 这样的日期"},
          {"years are bare numbers, e.g. from = 2030", "年份直接写数字，例如 from = 2030"}},
    Words{Syntax::escape,
          "toml.escape",
          {"a known escape: \\n \\t \\\" \\\\ \\u4e00", "已知的转义：\\n \\t \\\" \\\\ \\u4e00"},
          {"double the backslash (C:\\\\data), write / instead, or use 'single quotes'",
           "反斜杠写两个（C:\\\\data），或改用 /，或改用 '单引号'"}},
    Words{Syntax::twice,
          "toml.twice",
          {"each key and each table once", "每个键、每个表只出现一次"},
          {"this key or table stands above already: keep one of them", "上文已有同名的键或表：请只保留一个"}},
    Words{Syntax::other,
          "toml.syntax",
          {"TOML", "TOML 格式"},
          {"one key = value a line, tables as [name]", "每行一个“键 = 值”，表写作 [name]"}},
};
static_assert(all_words.size() == static_cast<std::size_t>(Syntax::other) + 1);

/// The text from the place to the next blank, shortened.
Said word_at(const Position& position)
{
    const Said hidden("text", "文本");
    if (!position.source->quotable) return hidden;
    std::string_view rest = position.source->text;
    for (int line = 1; line < position.line && !rest.empty(); ++line)
        rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
    for (int column = 1; column < position.column && !rest.empty(); ++column)
        rest.remove_prefix(code_point_bytes(rest, 0));
    const std::string_view word = rest.substr(0, rest.find_first_of(" \t\r\n"));
    if (rest.empty()) return {"the end of the file", "文件结尾"};
    if (word.empty()) return {"the end of the line", "行尾"};
    const std::string shown = printable(word, 30);
    return {"\"" + shown + "\"", "“" + shown + "”"};
}

struct Hint {
    std::string_view part;
    Syntax what;
};

/// Parts of the library's descriptions; the first that fits counts.
constexpr std::array hints{
    Hint{"redefine", Syntax::twice},
    Hint{"existing inline table", Syntax::twice},
    Hint{"escape", Syntax::escape},
    Hint{"backslash", Syntax::escape},
    Hint{"surrogate", Syntax::escape},
    Hint{"U+10FFFF", Syntax::escape},
    Hint{"leading zeroes", Syntax::leading_zero},
    Hint{"underscores", Syntax::underscore},
    Hint{"not representable", Syntax::too_large},
    Hint{"year", Syntax::date},
    Hint{"month", Syntax::date},
    Hint{"day", Syntax::date},
    Hint{"hour", Syntax::date},
    Hint{"minute", Syntax::date},
    Hint{"second", Syntax::date},
    Hint{"date", Syntax::date},
    Hint{"digit", Syntax::number},
    Hint{"exponent", Syntax::number},
    Hint{"value", Syntax::number},
    Hint{"boolean", Syntax::number},
    Hint{"integer", Syntax::number},
    Hint{"float", Syntax::number},
};

}  // namespace

Problem syntax_problem(const Position& position, Syntax what)
{
    const Words& words = *std::ranges::find(all_words, what, &Words::what);
    return problem_at(position, std::string(words.code), word_at(position), words.expected, words.remedy);
}

Syntax kind_of(std::string_view description)
{
    const auto fits = [&](const Hint& hint) { return description.find(hint.part) != std::string_view::npos; };
    const auto at = std::ranges::find_if(hints, fits);
    return at == hints.end() ? Syntax::other : at->what;
}

bool starts_full_width(std::string_view text)
{
    // U+FF01–FF5E, then single signs: quotes, brackets, comma, full stop, the ideographic blank.
    if (text.starts_with("\xef\xbc") || text.starts_with("\xef\xbd")) return true;
    constexpr std::array<std::string_view, 14> signs{"“",  "”",  "‘",  "’",  "【", "】", "《",
                                                     "》", "、", "。", "　", "「", "」", "…"};
    return std::ranges::any_of(signs, [&](std::string_view sign) { return text.starts_with(sign); });
}

}  // namespace permu
