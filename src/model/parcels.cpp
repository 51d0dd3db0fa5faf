/// Parcels of which nothing is known yet.
#include "permu/model/parcels.hpp"

#include <algorithm>
#include <limits>
#include <type_traits>

namespace permu {
namespace {

/// "Nothing known" by type: NaN, "no year", no row; zero for flags.
template <class T>
constexpr T unknown()
{
    if constexpr (std::is_floating_point_v<T>) {
        return std::numeric_limits<T>::quiet_NaN();
    } else if constexpr (std::is_same_v<T, std::int16_t>) {
        return no_year;
    } else {
        return T{};
    }
}

}  // namespace

void resize(ParcelTable& parcels, std::size_t rows)
{
    const std::size_t before = parcels.size();
    for_each_parcel_column(parcels, [rows]<class C>(std::string_view, C& column) {
        column.resize(rows, unknown<typename C::value_type>());
    });
    // Built land counts as supplied and a park as one phase unless the data says otherwise.
    for (std::size_t i = before; i < rows; ++i) {
        const ParcelId parcel{static_cast<std::uint32_t>(i)};
        parcels.stage[parcel] = Stage::planned;
        parcels.supply_record[parcel] = 1;
        parcels.phase[parcel] = 1;
    }
}

std::uint16_t standard_version_number(ParcelTable& parcels, std::string_view name)
{
    auto& names = parcels.standard_versions;
    const auto number = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
    constexpr std::size_t most = std::numeric_limits<std::uint16_t>::max();
    if (number > most) return 0;  // more names than a column can tell apart: as if unknown
    if (number == names.size()) names.emplace_back(name);
    return static_cast<std::uint16_t>(number);
}

}  // namespace permu
