/// The tables of a scenario as a JSON Schema for editors and as a reference page for people.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "permu/base/parameter.hpp"
#include "permu/base/text.hpp"

namespace permu {

/// A key that no slot describes, e.g. one that takes a text or a list.
struct SpecialKey {
    std::string_view key;
    Text help;
    std::string_view form;         ///< as the reference page shows it: `"last"`, `"all"` or `[2030, 2035]`
    std::string_view json_schema;  ///< of the value, as JSON
};

/// One table of the scenario. The values in the slots are the defaults that are shown.
struct Section {
    std::string path;  ///< "rules.idle_land"; "" for the keys above all tables
    Text title;
    Parameters parameters;
    bool steps = false;  ///< takes [[<path>.step]] with `from`
    std::vector<SpecialKey> specials = {};
};

/// JSON Schema, draft 07: types, ranges, choices, patterns of quantities with all spellings of units,
/// descriptions in both languages; no other keys than those listed. Ends with a line feed.
std::string json_schema(std::span<const Section> sections);

/// The value in the slot as TOML; empty where a text, list or table is, and where a number is not set.
std::string default_text(const Parameter& parameter);

/// Markdown: one heading a section, one table row a key, with unit, default, range, meaning, source and how
/// sure we are; design values and knowledge to verify stand out in bold. Below it the versions of dated
/// built-in tables.
std::string reference_markdown(std::span<const Section> sections, Language language);

}  // namespace permu
