/// Finds parcels by their ids.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "permu/base/random.hpp"
#include "permu/model/parcels.hpp"

namespace permu {

/// The rows of a table of parcels that does not change meanwhile, by id: one array with gaps, searched from
/// the place that the id's hash names.
class ParcelRows {
public:
    explicit ParcelRows(const ParcelTable& parcels)
        : parcels_(parcels), slots_(std::bit_ceil(2 * parcels.size() + 1), 0)
    {
        for (const ParcelId parcel : parcels.rows()) {
            std::size_t at = parcels.hash[parcel] & (slots_.size() - 1);
            while (slots_[at] != 0)
                at = (at + 1) & (slots_.size() - 1);
            slots_[at] = parcel.index + 1;
        }
    }

    std::optional<ParcelId> find(std::string_view id) const
    {
        std::size_t at = hash64(id) & (slots_.size() - 1);
        for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1))
            if (const ParcelId parcel{slots_[at] - 1}; parcels_.id[parcel] == id) return parcel;
        return std::nullopt;
    }

private:
    const ParcelTable& parcels_;
    std::vector<std::uint32_t> slots_;  ///< row + 1; 0: a gap
};

}  // namespace permu
