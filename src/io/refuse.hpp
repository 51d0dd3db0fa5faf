/// How the readers name a place and refuse what cannot be read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "permu/base/problem.hpp"

namespace permu::reading {

/// "gis/parcels.gpkg", "…, layer parcels", "…, layer parcels, field far": safe for a terminal.
std::string at(std::string_view path, std::string_view layer = {}, std::string_view field = {});

[[noreturn]] inline void refuse(Problem problem)
{
    throw InputError(std::move(problem));
}

/// Refuses a file whose bytes are damaged: `found` says how.
[[noreturn]] void refuse_damaged(const std::string& where, Said found);

/// Refuses to go beyond a bound.
[[noreturn]] void refuse_limit(const std::string& where, Said found, Said expected, Said remedy);

// Refuse a table of more than `most` rows, or fields.
[[noreturn]] void refuse_rows(const std::string& where, std::uint64_t most);
[[noreturn]] void refuse_fields(const std::string& where, std::uint64_t most);

/// Refuses a polygon of more than `most` vertices.
[[noreturn]] void refuse_vertices(const std::string& where, std::uint64_t found, std::uint64_t most);

/// "a, b, c": at most `most` names, safe for a terminal.
template <class Names>
std::string listed(const Names& names, std::size_t most = 20)
{
    std::string text;
    std::size_t count = 0;
    for (const auto& name : names) {
        if (!text.empty()) text += ", ";
        if (++count > most) return text + "…";
        text += printable(name);
    }
    return text;
}

}  // namespace permu::reading
