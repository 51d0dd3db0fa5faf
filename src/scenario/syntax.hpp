/// What can be wrong with the form of a text, and the words for it.
#pragma once

#include <string_view>

#include "permu/scenario/document.hpp"

namespace permu {

enum class Syntax {
    // found by the gate
    line_rest,    ///< more on the line behind a value or header
    header_end,   ///< [a without ]
    equals,       ///< no = behind a key
    colon,        ///< : behind a key, as in YAML
    comma,        ///< two values without a comma
    key,          ///< no key where one must stand
    foreign_key,  ///< a key without quotes that is not ASCII
    full_width,   ///< punctuation of a Chinese keyboard outside quotes
    merge_marks,  ///< <<<<<<< of a version control
    value,        ///< no value where one must stand
    joined_line,  ///< a backslash at a line's end before text that is not ASCII
    bare_text,    ///< a word without quotes
    open_string,  ///< a quote without its partner
    open_list,
    open_table,
    key_parts,
    key_length,
    depth,
    values,  ///< too many of them
    // found by the library
    number,
    leading_zero,
    underscore,
    too_large,
    date,
    escape,
    twice,
    other,
};

/// The problem at a place; what was found is the text from there to the next blank.
Problem syntax_problem(const Position& position, Syntax what);

/// Which kind the description of the TOML library means.
Syntax kind_of(std::string_view description);

/// Whether the text starts with full-width punctuation: ＝ ， ： “ ” 【 】 and the like, or a full-width
/// blank.
bool starts_full_width(std::string_view text);

}  // namespace permu
