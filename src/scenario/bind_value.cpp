/// Type, unit, range and choice of one value.
#include "scenario/bind_value.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <optional>

#include "permu/scenario/merge.hpp"
#include "permu/scenario/quantity.hpp"
#include "scenario/suggest.hpp"
#include "scenario/utf8.hpp"

namespace permu {
namespace {

/// Where a parameter sets no length of its own.
constexpr double longest_text = 4096;

/// A bound given in `unit` and a value that came by another unit may differ by rounding.
bool in_range(double value, const Parameter& parameter)
{
    const double slack = 1e-12 * std::abs(value);
    return parameter.min - slack <= value && value <= parameter.max + slack;
}

/// One visit for each kind of slot; each either fills it or adds a problem.
class ValueBinder {
public:
    ValueBinder(std::string_view key, const Parameter& parameter, Problems& problems)
        : key_(key), parameter_(parameter), problems_(problems)
    {
    }

    void bind(const Node& value, bool* slot)
    {
        if (const bool* flag = std::get_if<bool>(&value.value))
            *slot = *flag;
        else
            wrong(value, "scenario.type");
    }
    void bind(const Node& value, int* slot)
    {
        if (const auto number = this->number(value)) {
            if (std::abs(*number) <= 2147483647.0 && std::floor(*number) == *number && !is_float(value))
                *slot = static_cast<int>(*number);
            else
                wrong(value, "scenario.whole_number");
        }
    }
    void bind(const Node& value, double* slot)
    {
        if (const auto number = this->number(value)) *slot = *number;
    }
    void bind(const Node& value, std::string* slot)
    {
        if (auto text = this->text(value)) *slot = std::move(*text);
    }
    void bind(const Node& value, TableSetting* slot)
    {
        if (auto text = this->text(value)) slot->path = std::move(*text);
    }
    void bind(const Node& value, std::vector<double>* slot)
    {
        list(value, slot, [this](const Node& element) { return number(element); });
    }
    void bind(const Node& value, std::vector<std::string>* slot)
    {
        list(value, slot, [this](const Node& element) { return text(element); });
    }
    void bind(const Node& value, NamedNumbers* slot)
    {
        if (!parameter_.alone.empty() && !value.table()) {
            if (auto one = number(value)) (*slot)[std::string(parameter_.alone)] = *one;
            return;
        }
        named(value, slot, [this](const Node& element) { return number(element); });
    }
    void bind(const Node& value, NamedTexts* slot)
    {
        named(value, slot, [this](const Node& element) { return plain_text(element); });
    }

private:
    bool is_float(const Node& value) const { return std::holds_alternative<double>(value.value); }

    void wrong(const Node& value, std::string code)
    {
        wrong(value, std::move(code), describe_value(value), remedy());
    }
    void wrong(const Node& value, std::string code, Said found, Said what_to_do)
    {
        problems_.add(problem_at(value.at, std::move(code), std::move(found), expected_value(parameter_),
                                 std::move(what_to_do)));
    }
    Said remedy() const
    {
        const std::string line = fmt::format("{} = {}", printable(key_), example_value(parameter_));
        return {fmt::format("e.g. {} ({})", line, parameter_.help.en),
                fmt::format("例如 {}（{}）", line, parameter_.help.zh)};
    }

    /// A number in inner units, checked; nothing after adding a problem.
    std::optional<double> number(const Node& value)
    {
        if (const std::string* text = value.text()) return written(value, *text);
        const double* real = std::get_if<double>(&value.value);
        const std::int64_t* whole = value.integer();
        if (!real && !whole) return wrong(value, "scenario.type"), std::nullopt;
        const double bare = real ? *real : static_cast<double>(*whole);
        if (!is_bare(parameter_.unit)) return needs_unit(value, bare), std::nullopt;
        const bool takes_inf = std::ranges::find(parameter_.choices, "inf") != parameter_.choices.end();
        if (std::isnan(bare) || (std::isinf(bare) && !takes_inf) || !in_range(bare, parameter_))
            return wrong(value, "scenario.range"), std::nullopt;
        return bare;
    }
    std::optional<double> written(const Node& value, const std::string& text)
    {
        if (is_bare(parameter_.unit) && parameter_.unit != Unit::ratio)
            return wrong(value, "scenario.type"), std::nullopt;
        const auto read = parse_quantity(text, parameter_.unit);
        if (const auto* fault = std::get_if<QuantityFault>(&read)) {
            wrong(value, fault->code, describe_value(value), fault->remedy);
            return std::nullopt;
        }
        const double inner = std::get<double>(read);
        if (!in_range(inner / info(parameter_.unit).factor, parameter_))
            return wrong(value, "scenario.range"), std::nullopt;
        return inner;
    }
    void needs_unit(const Node& value, double bare)
    {
        const double shown = std::isfinite(bare) ? bare : 5;
        const std::string line =
            fmt::format("{} = \"{} {}\"", printable(key_), shortest(shown), info(parameter_.unit).symbol);
        wrong(value, "quantity.no_unit", describe_value(value), Said("write " + line, "请写作 " + line));
    }

    std::optional<std::string> plain_text(const Node& value)
    {
        const std::string* text = value.text();
        if (!text) return wrong(value, "scenario.type"), std::nullopt;
        const bool bounded =
            std::holds_alternative<std::string*>(parameter_.slot) && std::isfinite(parameter_.max);
        const double longest = bounded ? parameter_.max : longest_text;
        if (static_cast<double>(code_points(*text).size()) <= longest) return *text;
        const auto limit = static_cast<int>(longest);
        problems_.add(problem_at(
            value.at, "scenario.length",
            Said(fmt::format("a text of {} characters", code_points(*text).size()),
                 fmt::format("{} 个字符的文本", code_points(*text).size())),
            Said(fmt::format("at most {} characters", limit), fmt::format("最多 {} 个字符", limit)),
            Said("shorten the text", "请缩短文本")));
        return std::nullopt;
    }
    std::optional<std::string> text(const Node& value)
    {
        std::optional<std::string> text = plain_text(value);
        if (!text) return std::nullopt;
        if (is_path()) return path(value, *text);
        const auto& choices = parameter_.choices;
        if (choices.empty() || std::ranges::find(choices, *text) != choices.end()) return text;
        wrong(value, "scenario.choice", describe_value(value), did_you_mean(*text, choices, remedy()));
        return std::nullopt;
    }
    bool is_path() const
    {
        return parameter_.is_path || std::holds_alternative<TableSetting*>(parameter_.slot);
    }
    std::optional<std::string> path(const Node& value, const std::string& text)
    {
        const Said fault = path_fault(text);
        if (fault.empty()) return joined_path(value.at, text);
        problems_.add(problem_at(value.at, "scenario.path", fault,
                                 Said("the path of a file on a local disk", "本地磁盘上的文件路径"),
                                 Said("name a local file, e.g. file = \"../gis/sample.gpkg\"",
                                      "请指定本地文件，例如 file = \"../gis/sample.gpkg\"")));
        return std::nullopt;
    }

    /// All elements or none: a list replaces.
    template <class T, class Read>
    void list(const Node& value, std::vector<T>* slot, Read read)
    {
        if (!value.list()) return wrong(value, "scenario.type");
        std::vector<T> values;
        bool whole = true;
        for (const Node& element : *value.list()) {
            auto one = read(element);
            whole = whole && one;
            if (one) values.push_back(std::move(*one));
        }
        if (whole) *slot = std::move(values);
    }

    template <class Map, class Read>
    void named(const Node& value, Map* slot, Read read, const std::string& prefix = {})
    {
        if (!value.table()) return wrong(value, "scenario.type");
        if (parameter_.whole && prefix.empty())
            for (const std::string_view choice : parameter_.choices)
                (*slot)[std::string(choice)] = {};
        for (const Entry& entry : value.table()->entries) {
            const std::string name = prefix + entry.key;
            if (entry.value.table())
                named(entry.value, slot, read, name + ".");
            else if (!parameter_.choices.empty() && !std::ranges::count(parameter_.choices, name))
                unknown_name(entry, name);
            else if (auto one = read(entry.value))
                (*slot)[name] = std::move(*one);
        }
    }
    void unknown_name(const Entry& entry, const std::string& name)
    {
        const std::string shown = printable(name);
        const Said names = listing(parameter_.choices);
        problems_.add(
            problem_at(entry.at, "scenario.unknown_key",
                       Said(fmt::format("the unknown name \"{}\" in {}", shown, printable(key_)),
                            fmt::format("{} 中未知的名称“{}”", printable(key_), shown)),
                       Said("one of: " + names.en, "下列之一：" + names.zh),
                       did_you_mean(name, parameter_.choices,
                                    Said("`permu list fields` and `permu list rules` show the names",
                                         "可用 permu list fields 和 permu list rules 查看名称"))));
    }

    std::string_view key_;
    const Parameter& parameter_;
    Problems& problems_;
};

}  // namespace

void bind_value(const Node& value, std::string_view key, const Parameter& parameter, Problems& problems)
{
    ValueBinder binder(key, parameter, problems);
    std::visit([&](auto* slot) { binder.bind(value, slot); }, parameter.slot);
}

}  // namespace permu
