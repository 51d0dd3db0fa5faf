/// The text of a scenario as a tree that remembers where every key and value stood.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "permu/base/problem.hpp"

namespace permu {

/// A text that positions point into. `name` is its path, or "--set #2".
struct SourceText {
    std::string name = {};
    std::string text = {};  ///< without a byte order mark
    bool quotable = true;   ///< messages may show its lines; off for what may not be one of our files
    bool is_file = true;    ///< off for the command line: paths in it are relative to the working folder
    std::vector<std::size_t> line_starts = {};  ///< byte each line starts at; parse_toml fills it
};

/// A place in a text.
struct Position {
    std::shared_ptr<const SourceText> source = {};
    int line = 0;    ///< from 1; 0: the file as a whole
    int column = 0;  ///< from 1, in code points
};

/// "scenarios/base.toml:8:1"; the name alone for a file as a whole and for the command line.
std::string where(const Position& position);

/// The line and below it a caret that stands under the place also after wide characters; long lines are cut
/// around the place. Empty where the text may not be quoted.
std::string excerpt(const Position& position);

/// An error at a place, with its excerpt.
Problem problem_at(const Position& position, std::string code, Said found, Said expected, Said remedy);

struct Node;
struct Entry;

/// Keys and values in the order of the text.
struct NodeTable {
    std::vector<Entry> entries;
};
using NodeList = std::vector<Node>;

/// A date or time: the text of it. No key of ours takes one.
struct DateText {
    std::string text = {};
};

/// One value and where it stands. A tree is at most `deepest_nesting` deep.
struct Node {
    // Spelt out and defined behind Entry, which NodeTable needs whole before anything is made or destroyed.
    Node();
    Node(const Node&);
    Node(Node&&) noexcept;
    Node& operator=(const Node&);
    Node& operator=(Node&&) noexcept;
    ~Node();

    std::variant<bool, std::int64_t, double, std::string, DateText, NodeList, NodeTable> value;
    Position at = {};

    const NodeTable* table() const { return std::get_if<NodeTable>(&value); }
    NodeTable* table() { return std::get_if<NodeTable>(&value); }
    const NodeList* list() const { return std::get_if<NodeList>(&value); }
    const std::string* text() const { return std::get_if<std::string>(&value); }
    const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value); }

    /// The entry of that name in this table; null where there is none or this is no table.
    const Entry* entry(std::string_view key) const;
    Entry* entry(std::string_view key);
    /// The value below dots, e.g. "rules.idle_land.fee_share"; null where there is none.
    const Node* find(std::string_view dotted) const;
};

struct Entry {
    std::string key = {};
    Position at = {};
    Node value = {};
};

inline Node::Node() = default;
inline Node::Node(const Node&) = default;
inline Node::Node(Node&&) noexcept = default;
inline Node& Node::operator=(const Node&) = default;
inline Node& Node::operator=(Node&&) noexcept = default;
inline Node::~Node() = default;

/// Bounds of a text; beyond them it is refused before it is parsed.
inline constexpr std::size_t most_text_bytes = 1'000'000;
inline constexpr int deepest_nesting = 64;
inline constexpr int most_key_parts = 32;
inline constexpr int longest_key = 128;
inline constexpr int most_values = 20'000;  ///< values, lists, tables and table names together

/// Reads TOML 1.0.
///
/// \param text       any bytes; a UTF-8 byte order mark and CRLF are fine
/// \param file_name  for messages
/// \param quotable   whether messages may show lines and words of the text
/// \throws InputError  one problem: encoding, size, nesting, or the first place that is no TOML
Node parse_toml(std::string_view text, std::string_view file_name, bool quotable = true);

/// The same for a text whose name and kind are known.
Node parse_toml(SourceText source);

/// The tree as TOML that reads back as the same tree: values of a table first, then its tables.
std::string to_toml(const Node& root);

/// What stands there, for a message: `the text "abc"`, `the number 5`, `a list of 3`.
/// A text is not shown where its source may not be quoted.
Said describe_value(const Node& node);

/// A text in TOML quotes, escaped.
std::string quoted(std::string_view text);

}  // namespace permu
