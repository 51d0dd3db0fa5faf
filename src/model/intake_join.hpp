/// Enterprises find their parcels: by id, by id after normalisation, by a point.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "intake_steps.hpp"
#include "permu/base/normalised.hpp"
#include "row_index.hpp"

namespace permu {

/// Rows by id. A name that is not an id as it stands is tried again normalised, and counted.
class NameIndex {
public:
    /// \param ids  outlive the index; each once
    explicit NameIndex(std::vector<std::string_view> ids);

    enum class How { exact, normalised, ambiguous, unknown };
    struct Found {
        How how = How::unknown;
        std::uint32_t row = 0;  ///< where there is one
    };
    Found find(std::string_view name);
    /// An id that the name would be but for case and leading zeros, which spreadsheets take away; empty:
    /// none.
    std::string_view like(std::string_view name);

private:
    RowIndex exact_;
    std::unordered_map<std::string, std::uint32_t> normalised_;  ///< UINT32_MAX: several; made when needed
    std::unordered_map<std::string, std::uint32_t> alike_;       ///< the first of each; made when needed
};

/// One warning, counted: the name is taken for an id it is not letter by letter.
void note_normalised(Cells& cells, std::string_view name, std::string_view id, std::size_t row,
                     std::string_view field);

/// The parcels of every enterprise, by row of the raw table: those its cell names, separated by ; ； 、 , or
/// ，, else the one its point (x, y) lies in. Rows that find none are errors, or left out and listed
/// (on_unmatched = "drop"): then `left_out` is 1.
struct Joined {
    std::vector<std::vector<ParcelId>> parcels;
    std::vector<std::uint8_t> left_out;
};
Joined join_parcels(Draft& draft, Cells& cells);

/// The other side: built industrial parcels that no enterprise is on, one note.
void note_without_firm(Draft& draft);

}  // namespace permu
