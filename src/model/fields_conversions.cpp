/// Canonical fields of the table of conversion requests.
#include "fields_of_tables.hpp"

namespace permu {

namespace {

using enum InputTable;
using T = FieldType;
using U = Unit;
constexpr double any = -std::numeric_limits<double>::infinity();
constexpr InputField conversions_fields_table[] = {
    InputField{conversions, "request_id", T::id, U::none, true, {"unique id", "申请编号，唯一"}, any},
    InputField{conversions, "parcel_id", T::id, U::none, true, {"the parcel", "地块编号"}, any},
    InputField{conversions, "year", T::year, U::year, true, {"year it is decided", "审批年份"}, any},
    InputField{conversions,
               "to_use",
               T::code,
               U::none,
               false,
               {"use wanted: a code of the parcels' code system, or a name such as research or m0",
                "拟转用途：地块所用编码体系的代码，或名称，如 research、m0"},
               any},
    InputField{conversions,
               "mixed_shares",
               T::text,
               U::none,
               false,
               {"mixed industrial land: m0=0.7;research=0.3, shares of floor area that sum to 1",
                "混合产业用地：m0=0.7;research=0.3，建筑面积比例之和为 1"},
               any},
    InputField{conversions,
               "floor_area_m2",
               T::number,
               U::square_metre,
               false,
               {"floor area wanted in the end on the parcel", "改造后地块总建筑面积"},
               0},
    InputField{conversions,
               "support_share",
               T::number,
               U::ratio,
               false,
               {"M0: share of floor area of supporting services", "新型产业用地配套服务建筑面积占比"},
               0,
               1},
    InputField{
        conversions, "divided_sale", T::flag, U::none, false, {"to be sold unit by unit", "拟分割销售"}, any},
    InputField{conversions,
               "investment_wan",
               T::number,
               U::wan_yuan,
               false,
               {"investment of the firm on it", "企业再投资额"},
               0},
};

}  // namespace

std::span<const InputField> conversions_fields()
{
    return conversions_fields_table;
}

}  // namespace permu
