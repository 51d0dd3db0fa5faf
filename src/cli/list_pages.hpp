/// The lists as pages of the reference, in Markdown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "permu/base/text.hpp"

namespace permu {

/// Cells of a list; the first row holds the names of the columns, as in JSON.
using ListRows = std::vector<std::vector<std::string>>;

/// What `permu list` was asked for.
struct ListName {
    std::string_view what;  ///< "indicators"
    Text title;
};

/// A heading, one sentence on how the page is made, and the rows as a table with its columns named in the
/// language.
std::string markdown_page(const ListRows& rows, const ListName& name, Language language);

/// Every table of a scenario with its keys and, of rules, the clause, where it binds, what it does and its
/// events.
std::string rules_page(Language language);

}  // namespace permu
