/// The table of sub-parks (区中园): zones inside a park that are developed with a partner.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "permu/base/rows.hpp"
#include "permu/base/text.hpp"
#include "permu/base/units.hpp"

namespace permu {

enum class SubParkKind : std::uint8_t {
    international,  ///< 国际合作园区: with a country or region abroad
    co_built,       ///< 合作共建: with a zone elsewhere in the country
};

/// What is looked at before an international cooperation park is recognised, in the order of 000 六(一).
struct RecognitionCriterion {
    std::string_view field;  ///< of the input table
    Text name;
};
inline constexpr std::array<RecognitionCriterion, 5> recognition_criteria{{
    {"plan_conform", {"conforms to the plans", "符合有关规划"}},
    {"sound_site", {"soundly sited", "选址科学合理"}},
    {"sound_mechanism", {"institutions and mechanisms in place", "体制机制健全"}},
    {"practical_cooperation", {"practical cooperation", "合作内容务实"}},
    {"clear_industry", {"distinct industry", "产业特色明显"}},
}};

/// Whether a criterion is met, as the data says.
enum class Criterion : std::uint8_t { not_met, met, unknown };

struct SubParkTable {
    std::vector<std::string> id, name, partner;
    Column<SubParkId, ParkId> park;
    Column<SubParkId, SubParkKind> kind;
    Column<SubParkId, std::int16_t> recognised;  ///< year; no_year: it is not
    Column<SubParkId, std::array<Criterion, recognition_criteria.size()>> criteria;
    Column<SubParkId, double> benefit_share;  ///< of its firms' tax, to the partner; NaN: as the rule says
    Column<SubParkId, double> boundary_area;  ///< m², ellipsoidal
    Column<SubParkId, std::uint8_t> prefers_partner;  ///< lots go to projects of the partner first

    std::size_t size() const { return park.size(); }
    RowRange<SubParkId> rows() const { return park.rows(); }
    /// Whether it counts as an international cooperation park at the end of a year.
    bool counts(SubParkId sub_park, Year year) const
    {
        return kind[sub_park] == SubParkKind::international && recognised[sub_park] != no_year &&
               recognised[sub_park] <= year;
    }
};

/// Makes every column as long as `rows`, filled with "nothing known".
void resize(SubParkTable& sub_parks, std::size_t rows);

}  // namespace permu
