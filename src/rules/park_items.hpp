/// What parks are evaluated by: one record an item, with where it counts and what it is compared with.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "permu/model/measures.hpp"

namespace permu {

enum class ScoreDimension : std::uint8_t { per_mu, agglomeration, growth, green, none };
inline constexpr std::size_t dimension_count = 4;
std::string_view dimension_id(ScoreDimension dimension);

/// Sets of items by the type of park; `both` is the union.
enum class ItemSet : std::uint8_t { industrial = 1, city = 2, both = 3 };

/// Areas an item is for in the intensive-use score; composites do not tell areas apart.
enum class AreaSet : std::uint8_t { both, main, development };

/// What an item may be made of.
struct ParkFigures {
    const Measures& sums;
    double leading_share;               ///< of revenue, by firms in the park's leading divisions; NaN unknown
    double last_tax, last_value_added;  ///< of the year before, 万元; NaN unknown
    std::string_view kind = {};         ///< of the zone, as the data says
};

struct ParkItem {
    std::string_view id;
    Text name;
    ScoreDimension dimension;  ///< of the composite; none: only in the intensive-use score
    ItemSet set;
    bool less_is_better;
    double benchmark;  ///< default, in the item's unit; 0 without dimension
    /// NaN: not known, which hands its weight to the others. Infinite: of what has no points.
    double (*value)(const ParkFigures&);
    /// Part of the intensive-use score (degree, structure, intensity, benefit, performance); empty: none.
    std::string_view target = {};
    double ideal = 0;   ///< default
    double weight = 0;  ///< default, in its target
    AreaSet areas = AreaSet::both;
};
std::span<const ParkItem> park_items();

/// Whether a park of this type is evaluated by the item. Parks of type `other` have the items of industrial
/// ones.
bool counts_for(const ParkItem& item, ParkType type);

/// Whether it belongs to the intensive-use score of such an area. An area without a role is a main one.
bool in_intensive_use(const ParkItem& item, ParkType type, AreaRole role);

/// Targets and sub-targets that hold items: degree, structure, intensity, benefit, performance.
std::span<const std::string_view> intensive_targets();

/// What item weights are, and every item with its direction and the parks it is for, as users read it.
Text listed_items();

}  // namespace permu
