/// Finds rows by their ids.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "permu/base/random.hpp"
#include "permu/model/parcels.hpp"

namespace permu {

/// Rows by id: one array with gaps, searched from the place that the id's hash names. Of equal ids the first.
/// The texts must live as long.
class RowIndex {
public:
    explicit RowIndex(std::vector<std::string_view> ids)
        : ids_(std::move(ids)), slots_(std::bit_ceil(2 * ids_.size() + 1), 0)
    {
        for (std::uint32_t row = 0; row < ids_.size(); ++row) {
            std::size_t at = place_of(ids_[row]);
            while (slots_[at] != 0)
                at = next(at);
            slots_[at] = row + 1;
        }
    }

    std::optional<std::uint32_t> find(std::string_view id) const
    {
        for (std::size_t at = place_of(id); slots_[at] != 0; at = next(at))
            if (const std::uint32_t row = slots_[at] - 1; ids_[row] == id) return row;
        return std::nullopt;
    }

    const std::vector<std::string_view>& ids() const { return ids_; }

private:
    std::size_t place_of(std::string_view id) const { return next(hash64(id)); }
    std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }

    std::vector<std::string_view> ids_;
    std::vector<std::uint32_t> slots_;  ///< row + 1; 0: a gap
};

/// Good until the table changes.
inline std::vector<std::string_view> ids_of(const ParcelTable& parcels)
{
    std::vector<std::string_view> ids;
    ids.reserve(parcels.size());
    for (const ParcelId parcel : parcels.rows())
        ids.push_back(parcels.id[parcel]);
    return ids;
}

}  // namespace permu
