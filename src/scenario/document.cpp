/// Turns the tree of the TOML library into ours; the one file that knows the library.
#include "permu/scenario/document.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <sstream>

#include "scenario/encoding.hpp"
#include "scenario/gate.hpp"
#include "scenario/syntax.hpp"

namespace permu {
namespace {

using Source = std::shared_ptr<const SourceText>;

Position position_of(const Source& source, const toml::source_region& region)
{
    return {source, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

class Converter {
public:
    explicit Converter(Source source) : source_(std::move(source)) {}

    Node node(const toml::node& from, int depth) const
    {
        Node node;
        node.at = position_of(source_, from.source());
        // Headers, dotted keys and brackets each have their bound; this one is for all of them together.
        if (depth > deepest_nesting) throw InputError(syntax_problem(node.at, Syntax::depth));
        switch (from.type()) {
            case toml::node_type::table:
                node.value = table(*from.as_table(), depth);
                break;
            case toml::node_type::array:
                node.value = list(*from.as_array(), depth);
                break;
            case toml::node_type::string:
                node.value = from.as_string()->get();
                break;
            case toml::node_type::integer:
                node.value = from.as_integer()->get();
                break;
            case toml::node_type::floating_point:
                node.value = from.as_floating_point()->get();
                break;
            case toml::node_type::boolean:
                node.value = from.as_boolean()->get();
                break;
            default:
                node.value = date(from);
        }
        return node;
    }

private:
    /// The library sorts by name; the text's order comes back from the places of the keys.
    NodeTable table(const toml::table& from, int depth) const
    {
        NodeTable table;
        for (const auto& [key, value] : from)
            table.entries.push_back(
                {std::string(key.str()), position_of(source_, key.source()), node(value, depth + 1)});
        std::ranges::stable_sort(table.entries, [](const Entry& a, const Entry& b) {
            return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
        });
        return table;
    }
    NodeList list(const toml::array& from, int depth) const
    {
        NodeList list;
        for (const toml::node& element : from)
            list.push_back(node(element, depth + 1));
        return list;
    }
    static DateText date(const toml::node& from)
    {
        std::ostringstream text;
        if (const auto* day = from.as_date()) text << day->get();
        if (const auto* time = from.as_time()) text << time->get();
        if (const auto* both = from.as_date_time()) text << both->get();
        return {text.str()};
    }

    Source source_;
};

std::vector<std::size_t> line_starts(std::string_view text)
{
    std::vector<std::size_t> starts{0};
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        starts.push_back(at + 1);
    return starts;
}

}  // namespace

Node parse_toml(SourceText given)
{
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (given.text.starts_with(byte_order_mark)) given.text.erase(0, byte_order_mark.size());
    check_bytes(given);
    given.line_starts = line_starts(given.text);
    const auto source = std::make_shared<const SourceText>(std::move(given));
    check_shape(source);
    try {
        const toml::table root = toml::parse(std::string_view(source->text), source->name);
        Node node = Converter(source).node(root, 0);
        node.at = {source, 1, 1};
        return node;
    } catch (const toml::parse_error& error) {
        throw InputError(syntax_problem(position_of(source, error.source()), kind_of(error.description())));
    }
}

Node parse_toml(std::string_view text, std::string_view file_name, bool quotable)
{
    return parse_toml(SourceText{std::string(file_name), std::string(text), quotable, true});
}

}  // namespace permu
