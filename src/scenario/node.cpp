/// Looking things up in the tree, naming what stands there, and writing the tree as TOML again.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "permu/base/table.hpp"
#include "permu/scenario/document.hpp"

namespace permu {
namespace {

bool is_bare_key(std::string_view key)
{
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    return !key.empty() && key.find_first_not_of(plain) == std::string_view::npos;
}

std::string key_text(std::string_view key)
{
    return is_bare_key(key) ? std::string(key) : quoted(key);
}

/// A number that reads back as a float: 2 becomes 2.0.
std::string float_text(double value)
{
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    const std::string text = shortest(value);
    return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string value_text(const Node& node);

std::string list_text(const NodeList& list)
{
    std::string text;
    for (const Node& element : list)
        text += (text.empty() ? "" : ", ") + value_text(element);
    return "[" + text + "]";
}

std::string inline_table_text(const NodeTable& table)
{
    std::string text;
    for (const Entry& entry : table.entries)
        text += (text.empty() ? "" : ", ") + key_text(entry.key) + " = " + value_text(entry.value);
    return text.empty() ? "{}" : "{ " + text + " }";
}

std::string value_text(const Node& node)
{
    if (const NodeTable* table = node.table()) return inline_table_text(*table);
    if (const NodeList* list = node.list()) return list_text(*list);
    if (const std::string* text = node.text()) return quoted(*text);
    if (const std::int64_t* integer = node.integer()) return fmt::format("{}", *integer);
    if (const double* number = std::get_if<double>(&node.value)) return float_text(*number);
    if (const bool* flag = std::get_if<bool>(&node.value)) return *flag ? "true" : "false";
    return std::get<DateText>(node.value).text;
}

bool is_list_of_tables(const Node& node)
{
    const NodeList* list = node.list();
    return list && !list->empty() && std::ranges::all_of(*list, [](const Node& n) { return n.table(); });
}

/// Values first: what follows a header belongs to it.
void write_table(const NodeTable& table, const std::string& path, std::string& text)
{
    const auto below = [&](const Entry& e) { return (path.empty() ? "" : path + ".") + key_text(e.key); };
    for (const Entry& entry : table.entries)
        if (!entry.value.table() && !is_list_of_tables(entry.value))
            text += key_text(entry.key) + " = " + value_text(entry.value) + "\n";
    for (const Entry& entry : table.entries) {
        if (const NodeTable* inner = entry.value.table()) {
            text += "\n[" + below(entry) + "]\n";
            write_table(*inner, below(entry), text);
        } else if (is_list_of_tables(entry.value)) {
            for (const Node& element : *entry.value.list()) {
                text += "\n[[" + below(entry) + "]]\n";
                write_table(*element.table(), below(entry), text);
            }
        }
    }
}

}  // namespace

const Entry* Node::entry(std::string_view key) const
{
    if (!table()) return nullptr;
    const auto found = std::ranges::find(table()->entries, key, &Entry::key);
    return found == table()->entries.end() ? nullptr : &*found;
}

Entry* Node::entry(std::string_view key)
{
    return const_cast<Entry*>(std::as_const(*this).entry(key));
}

const Node* Node::find(std::string_view dotted) const
{
    const Node* node = this;
    while (node && !dotted.empty()) {
        const std::size_t dot = std::min(dotted.find('.'), dotted.size());
        const Entry* entry = node->entry(dotted.substr(0, dot));
        node = entry ? &entry->value : nullptr;
        dotted.remove_prefix(std::min(dot + 1, dotted.size()));
    }
    return node;
}

std::string quoted(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            result += {'\\', c};
        else if (byte < 0x20 || byte == 0x7f)
            result += fmt::format("\\u{:04x}", byte);
        else
            result += c;
    }
    return result + "\"";
}

std::string to_toml(const Node& root)
{
    std::string text;
    if (const NodeTable* table = root.table()) write_table(*table, "", text);
    return text;
}

Said describe_value(const Node& node)
{
    if (const std::string* text = node.text()) {
        if (!node.at.source || !node.at.source->quotable) return {"a text", "文本"};
        const std::string shown = printable(*text, 60);
        return {fmt::format("the text \"{}\"", shown), fmt::format("文本“{}”", shown)};
    }
    if (node.integer() || std::holds_alternative<double>(node.value))
        return {"the number " + value_text(node), "数字 " + value_text(node)};
    if (std::holds_alternative<bool>(node.value)) return Said(value_text(node));
    if (const NodeList* list = node.list())
        return {fmt::format("a list of {}", list->size()), fmt::format("{} 项的列表", list->size())};
    if (node.table()) return {"a table", "一个表"};
    const std::string& date = std::get<DateText>(node.value).text;
    return {"the date or time " + date, "日期或时间 " + date};
}

}  // namespace permu
