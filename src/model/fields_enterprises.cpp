/// Canonical fields of enterprises.
#include "fields_of_tables.hpp"

namespace permu {

namespace {

using enum InputTable;
using T = FieldType;
using U = Unit;
constexpr double any = -std::numeric_limits<double>::infinity();
constexpr InputField enterprises_fields_table[] = {
    InputField{enterprises, "enterprise_id", T::id, U::none, true, {"unique id", "企业编号，唯一"}, any},
    InputField{enterprises,
               "parcel_id",
               T::id,
               U::none,
               false,
               {"its parcels, separated by ; 、 or , (needed without x and y)",
                "所在地块，以 ; 、 或 , 分隔（无 x、y 时必填）"},
               any},
    InputField{enterprises,
               "x",
               T::number,
               U::count,
               false,
               {"easting or longitude of a point in its parcel", "所在地块内一点的东坐标或经度"},
               any},
    InputField{enterprises,
               "y",
               T::number,
               U::count,
               false,
               {"northing or latitude of that point", "该点的北坐标或纬度"},
               any},
    InputField{enterprises,
               "division",
               T::number,
               U::count,
               true,
               {"GB/T 4754, two digits", "国民经济行业大类，两位"},
               1},
    InputField{enterprises, "revenue_wan", T::number, U::wan_yuan, false, {"revenue", "营业收入"}, any},
    InputField{enterprises, "value_added_wan", T::number, U::wan_yuan, false, {"value added", "增加值"}, any},
    InputField{enterprises, "tax_wan", T::number, U::wan_yuan, false, {"tax actually paid", "实缴税收"}, any},
    InputField{enterprises, "energy_tce", T::number, U::tce, false, {"energy", "综合能耗"}, 0},
    InputField{enterprises, "power_kwh", T::number, U::kwh, false, {"electricity", "用电量"}, 0},
    InputField{
        enterprises, "emission_t", T::number, U::tonne, false, {"pollutant equivalent", "污染物排放当量"}, 0},
    InputField{enterprises, "rd_wan", T::number, U::wan_yuan, false, {"R&D spending", "研发费用"}, 0},
    InputField{enterprises,
               "rd_previous_wan",
               T::number,
               U::wan_yuan,
               false,
               {"R&D spending of the year before", "上年研发费用"},
               0},
    InputField{enterprises,
               "rd_reserve",
               T::flag,
               U::none,
               false,
               {"has an R&D reserve system", "建立研发准备金制度"},
               any},
    InputField{enterprises, "carbon_t", T::number, U::tonne, false, {"CO2", "二氧化碳排放"}, 0},
    InputField{enterprises, "green_power_kwh", T::number, U::kwh, false, {"green electricity", "绿电"}, 0},
    InputField{enterprises, "staff", T::number, U::person, false, {"staff", "从业人员"}, 0},
    InputField{enterprises,
               "fixed_investment_wan",
               T::number,
               U::wan_yuan,
               false,
               {"cumulative fixed investment", "累计固定资产投资"},
               0},
    InputField{enterprises,
               "foreign_wan",
               T::number,
               U::wan_yuan,
               false,
               {"foreign capital used this year", "当年实际使用外资"},
               0},
    InputField{enterprises, "export_wan", T::number, U::wan_yuan, false, {"exports", "出口额"}, 0},
    InputField{enterprises, "land_mu", T::number, U::mu, false, {"land used", "用地面积"}, 0},
    InputField{
        enterprises, "occupancy", T::choice, U::none, false, {"own or rent", "own 自有，rent 租用"}, any},
    InputField{enterprises,
               "rented_floor_m2",
               T::number,
               U::square_metre,
               false,
               {"rented floor", "租用建筑面积"},
               0},
    InputField{enterprises, "start_year", T::year, U::year, false, {"start of production", "投产年份"}, any},
    InputField{
        enterprises, "large", T::flag, U::none, false, {"above the statistical size", "规上企业"}, any},
    InputField{enterprises,
               "high_tech",
               T::flag,
               U::none,
               false,
               {"firm of high technology (else by its division)", "高新技术企业（未填按行业推断）"},
               any},
    InputField{enterprises, "veto", T::flag, U::none, false, {"one-vote veto", "一票否决"}, any},
    InputField{
        enterprises, "exempt_reason", T::text, U::none, false, {"why it is not evaluated", "免评原因"}, any},
    InputField{
        enterprises, "class_previous", T::choice, U::none, false, {"A, B, C or D", "上次评价等级"}, any},
};

}  // namespace

std::span<const InputField> enterprises_fields()
{
    return enterprises_fields_table;
}

}  // namespace permu
