/// Canonical fields of parks, reserves and the quota table.
#include "fields_of_tables.hpp"

namespace permu {

namespace {

using enum InputTable;
using T = FieldType;
using U = Unit;
constexpr double any = -std::numeric_limits<double>::infinity();
constexpr InputField zones_fields_table[] = {
    InputField{parks, "park_id", T::id, U::none, true, {"unique id", "园区编号，唯一"}, any},
    InputField{parks, "name", T::text, U::none, false, {"name", "名称"}, any},
    InputField{parks, "name_en", T::text, U::none, false, {"English name", "英文名称"}, any},
    InputField{parks, "city", T::text, U::none, false, {"city it belongs to", "所属城市"}, any},
    InputField{parks, "province", T::text, U::none, false, {"province it belongs to", "所属省"}, any},
    InputField{parks,
               "level",
               T::choice,
               U::none,
               false,
               {"national or provincial", "级别：national 国家级，provincial 省级"},
               any},
    InputField{
        parks, "kind", T::text, U::none, false, {"kind of zone", "类型，如 经开区、高新区、示范区"}, any},
    InputField{parks, "land_grade", T::number, U::count, false, {"land grade 1–15", "土地等别 1–15"}, 1, 15},
    InputField{parks,
               "leading",
               T::text,
               U::none,
               false,
               {"leading divisions, separated by ;", "主导产业门类，以 ; 分隔"},
               any},
    InputField{parks, "approved_area_mu", T::number, U::mu, false, {"approved area", "批准面积"}, 0},
    InputField{parks, "status", T::choice, U::none, false, {"status of the zone", "状态"}, any},
    InputField{parks, "population", T::number, U::person, false, {"resident population", "常住人口"}, 0},
    InputField{parks, "jobs", T::number, U::person, false, {"jobs", "就业岗位"}, 0},
    InputField{
        parks, "employed_residents", T::number, U::person, false, {"employed residents", "就业居民"}, 0},
    InputField{parks,
               "pollutant_quota_t",
               T::number,
               U::tonne,
               false,
               {"pollutant quota a year", "年污染物排放总量指标"},
               0},
    InputField{parks,
               "negative_divisions",
               T::text,
               U::none,
               false,
               {"divisions that may not enter", "负面清单门类"},
               any},
    InputField{parks,
               "allowed_divisions",
               T::text,
               U::none,
               false,
               {"only these divisions may enter", "仅允许进入的门类"},
               any},
    InputField{parks,
               "evaluation_previous",
               T::number,
               U::count,
               false,
               {"rank of the last evaluation", "上次考核名次"},
               0},
    InputField{parks,
               "area_role",
               T::choice,
               U::none,
               false,
               {"main or development area", "主区 main 或发展方向区 development"},
               any},
    InputField{parks,
               "main_park",
               T::text,
               U::none,
               false,
               {"main area of a development area; else the only main area of its city",
                "发展方向区所属主区编号；缺省为同城唯一主区"},
               any},
    InputField{parks, "legal_status", T::text, U::none, false, {"legal status", "法定状态"}, any},
    InputField{parks,
               "city_fdi_wan",
               T::number,
               U::wan_yuan,
               false,
               {"foreign capital used in the city", "全市实际使用外资"},
               0},
    InputField{reserves, "reserve_id", T::id, U::none, true, {"unique id", "备选区编号"}, any},
    InputField{reserves, "park_id", T::id, U::none, false, {"park it may join", "可并入的园区"}, any},
    InputField{reserves, "city", T::text, U::none, false, {"city", "城市"}, any},
    InputField{reserves, "county", T::text, U::none, false, {"county", "县区"}, any},
    InputField{reserves, "use", T::code, U::none, false, {"code of its use", "用途代码"}, any},
    InputField{reserves, "suitability", T::number, U::ratio, false, {"0 to 1", "适宜性 0–1"}, 0, 1},
    InputField{reserves, "block_mu", T::number, U::mu, false, {"size of its blocks", "地块大小"}, 0},
    InputField{quota, "year", T::year, U::year, true, {"year", "年份"}, any},
    InputField{
        quota, "quota_mu", T::number, U::mu, true, {"new construction-land quota", "新增建设用地指标"}, 0},
    InputField{quota,
               "national_pool_mu",
               T::number,
               U::mu,
               false,
               {"listed separately for national parks", "国家级园区单列指标"},
               0},
    InputField{quota,
               "task_unsupplied_mu",
               T::number,
               U::mu,
               false,
               {"task: approved, unsupplied land", "批而未供处置任务"},
               0},
    InputField{quota, "task_idle_mu", T::number, U::mu, false, {"task: idle land", "闲置土地处置任务"}, 0},
};

}  // namespace

std::span<const InputField> zones_fields()
{
    return zones_fields_table;
}

}  // namespace permu
