/// Canonical fields of sub-parks.
#include "fields_of_tables.hpp"

namespace permu {
namespace {

using enum InputTable;
using T = FieldType;
using U = Unit;
constexpr double any = -std::numeric_limits<double>::infinity();

constexpr InputField flag(std::string_view name, Text help)
{
    return {sub_parks, name, T::flag, U::none, false, help, any};
}

constexpr InputField table[] = {
    {sub_parks, "sub_park_id", T::id, U::none, true, {"unique id", "区中园编号，唯一"}, any},
    {sub_parks,
     "park_id",
     T::id,
     U::none,
     false,
     {"park it is in; without it by location", "所在园区；不填按位置判定"},
     any},
    {sub_parks, "name", T::text, U::none, false, {"name", "名称"}, any},
    {sub_parks,
     "cooperation_kind",
     T::choice,
     U::none,
     false,
     {"international cooperation park, or co-built with a zone elsewhere; international unless given",
      "类型：international 国际合作园区，co_built 区域合作共建；不填为国际合作园区"},
     any},
    {sub_parks,
     "partner",
     T::text,
     U::none,
     false,
     {"partner country, region or zone, as projects name it", "合作方（国家、地区或开发区），与项目表一致"},
     any},
    {sub_parks, "recognised_year", T::year, U::year, false, {"year of recognition", "评定年份"}, any},
    flag("plan_conform", {"conforms to the plans (0/1)", "符合有关规划（0/1）"}),
    flag("sound_site", {"soundly sited (0/1)", "选址科学合理（0/1）"}),
    flag("sound_mechanism", {"institutions and mechanisms in place (0/1)", "体制机制健全（0/1）"}),
    flag("practical_cooperation", {"practical cooperation (0/1)", "合作内容务实（0/1）"}),
    flag("clear_industry", {"distinct industry (0/1)", "产业特色明显（0/1）"}),
    {sub_parks,
     "benefit_share",
     T::number,
     U::ratio,
     false,
     {"share of its firms' tax that goes to the partner; without it as the rule says",
      "区内企业税收分给合作方的比例；不填按规则参数"},
     0,
     1},
};

}  // namespace

std::span<const InputField> sub_parks_fields()
{
    return table;
}

}  // namespace permu
