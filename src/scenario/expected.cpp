/// What a parameter takes, in words and as an example.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>

#include "permu/base/table.hpp"
#include "permu/scenario/quantity.hpp"
#include "scenario/bind_value.hpp"
#include "scenario/suggest.hpp"
#include "scenario/utf8.hpp"

namespace permu {
namespace {

/// " from 0 to 1", " of at least 0", " of at most 5", or nothing.
Said range_of(const Parameter& p)
{
    const std::string unit = is_bare(p.unit) ? "" : fmt::format(" {}", info(p.unit).symbol);
    const std::string low = shortest(p.min) + unit;
    const std::string high = shortest(p.max) + unit;
    const bool has_low = std::isfinite(p.min);
    const bool has_high = std::isfinite(p.max);
    if (has_low && p.min == p.max) return {" equal to " + low, "，等于 " + low};
    if (has_low && has_high)
        return {fmt::format(" from {} to {}", low, high), fmt::format("，{} 至 {}", low, high)};
    if (has_low) return {" of at least " + low, "，不小于 " + low};
    if (has_high) return {" of at most " + high, "，不大于 " + high};
    return {};
}

Said number_words(const Parameter& p, bool whole)
{
    const Said range = range_of(p);
    const auto words = [&](std::string_view en, std::string_view zh) {
        return Said(std::string(en) + range.en, std::string(zh) + range.zh);
    };
    if (!is_bare(p.unit)) {
        const std::string example = fmt::format("\"5 {}\"", info(p.unit).symbol);
        return words("a quantity with its unit such as " + example, "带单位的量，例如 " + example);
    }
    if (p.unit == Unit::ratio) return words("a ratio", "比率");
    if (p.unit == Unit::year) return words("a year, a whole number", "年份（整数）");
    if (p.unit == Unit::years) return words(whole ? "a whole number of years" : "a number of years", "年数");
    if (whole) return words("a whole number", "整数");
    return words("a number", "数字");
}

struct ExpectedWords {
    const Parameter& p;

    Said choices() const
    {
        const Said names = listing(p.choices);
        return {"one of: " + names.en, "下列之一：" + names.zh};
    }
    Said operator()(const bool*) const { return {"true or false", "true 或 false"}; }
    Said operator()(const int*) const { return number_words(p, true); }
    Said operator()(const double*) const { return number_words(p, false); }
    Said operator()(const std::string*) const
    {
        if (p.is_path) return {"the path of a file, in quotes", "带引号的文件路径"};
        return p.choices.empty() ? Said("a text in quotes", "带引号的文本") : choices();
    }
    Said operator()(const TableSetting*) const
    {
        return {"the path of a CSV file, in quotes", "带引号的 CSV 文件路径"};
    }
    Said operator()(const std::vector<double>*) const
    {
        const Said one = number_words(p, false);
        return {"a list in brackets, each " + one.en, "方括号列表，每项为" + one.zh};
    }
    Said operator()(const std::vector<std::string>*) const
    {
        if (p.choices.empty()) return {"a list of texts in brackets", "方括号内的文本列表"};
        const Said names = choices();
        return {"a list in brackets, each " + names.en, "方括号列表，每项为" + names.zh};
    }
    Said operator()(const NamedNumbers*) const
    {
        const Said one = number_words(p, false);
        const std::string alone(p.alone);
        if (!alone.empty()) {
            return {one.en + " (of " + alone + "), or a table of names, each with such a value",
                    one.zh + "（" + alone + "），或由名称组成的表，每个值同此"};
        }
        return {"a table of names, each with " + one.en, "由名称组成的表，每个值为" + one.zh};
    }
    Said operator()(const NamedTexts*) const { return {"a table of names and texts", "名称与文本的表"}; }
};

/// NaN stands for "not set"; an example shows a number all the same.
std::string number_text(double inner, Unit unit)
{
    if (std::isnan(inner)) inner = 5 * info(unit).factor;
    const std::string text = written_quantity(inner, unit);
    return is_bare(unit) ? text : quoted(text);
}

struct ExampleText {
    const Parameter& p;

    template <class Range, class One>
    static std::string joined(const Range& values, One one)
    {
        std::string text;
        for (const auto& value : values)
            text += (text.empty() ? "" : ", ") + one(value);
        return text;
    }
    std::string operator()(const bool* slot) const { return *slot ? "true" : "false"; }
    std::string operator()(const int* slot) const { return number_text(*slot, p.unit); }
    std::string operator()(const double* slot) const { return number_text(*slot, p.unit); }
    std::string operator()(const std::string* slot) const
    {
        const bool use_choice = slot->empty() && !p.choices.empty();
        return quoted(use_choice ? p.choices.front() : std::string_view(*slot));
    }
    std::string operator()(const TableSetting* slot) const
    {
        return quoted(slot->path.empty() ? "table.csv" : slot->path);
    }
    std::string operator()(const std::vector<double>* slot) const
    {
        return "[" + joined(*slot, [&](double v) { return number_text(v, p.unit); }) + "]";
    }
    std::string operator()(const std::vector<std::string>* slot) const
    {
        if (slot->empty() && !p.choices.empty()) return "[" + quoted(p.choices.front()) + "]";
        return "[" + joined(*slot, [](const std::string& v) { return quoted(v); }) + "]";
    }
    std::string operator()(const NamedNumbers* slot) const
    {
        return "{ " +
               joined(
                   *slot,
                   [&](const auto& v) { return quoted(v.first) + " = " + number_text(v.second, p.unit); }) +
               " }";
    }
    std::string operator()(const NamedTexts* slot) const
    {
        return "{ " +
               joined(*slot, [](const auto& v) { return quoted(v.first) + " = " + quoted(v.second); }) + " }";
    }
};

/// "PG:", "MVT:", "http:" at the front; one letter is a drive.
bool has_scheme(std::string_view path)
{
    std::size_t at = 0;
    while (at < path.size() &&
           (is_letter(path[at]) || is_digit(path[at]) || path[at] == '_' || path[at] == '+'))
        ++at;
    return at > 1 && at < path.size() && path[at] == ':';
}

}  // namespace

Said expected_value(const Parameter& parameter)
{
    return std::visit(ExpectedWords{parameter}, parameter.slot);
}

std::string example_value(const Parameter& parameter)
{
    return std::visit(ExampleText{parameter}, parameter.slot);
}

Said path_fault(std::string_view path)
{
    if (trimmed(path).empty()) return {"an empty path", "空路径"};
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (std::ranges::any_of(path, is_control)) return {"a path with control bytes", "含控制字节的路径"};
    if (path.starts_with("/vsi")) return {"a virtual path (/vsi…)", "虚拟路径（/vsi…）"};
    if (path.find("://") != std::string_view::npos) return {"a URL", "网址"};
    if (path.starts_with('{') || path.starts_with('<') || path.starts_with('['))
        return {"data in place of a path", "路径处写了数据"};
    if (has_scheme(path)) return {"a connection string", "数据库连接字符串"};
    return {};
}

}  // namespace permu
