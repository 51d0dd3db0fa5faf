/// Canonical fields of projects.
#include "fields_of_tables.hpp"

namespace permu {

namespace {

using enum InputTable;
using T = FieldType;
using U = Unit;
constexpr double any = -std::numeric_limits<double>::infinity();
constexpr InputField projects_fields_table[] = {
    InputField{projects, "project_id", T::id, U::none, true, {"unique id", "项目编号，唯一"}, any},
    InputField{projects, "arrival_year", T::year, U::year, true, {"year it asks for land", "申请年份"}, any},
    InputField{projects, "division", T::number, U::count, true, {"GB/T 4754, two digits", "行业大类"}, 1},
    InputField{projects, "land_mu", T::number, U::mu, true, {"land wanted", "用地需求"}, 0},
    InputField{
        projects, "investment_wan", T::number, U::wan_yuan, false, {"fixed investment", "固定资产投资"}, 0},
    InputField{
        projects, "tax_wan", T::number, U::wan_yuan, false, {"tax a year at full output", "达产年税收"}, 0},
    InputField{projects, "output_wan", T::number, U::wan_yuan, false, {"output a year", "达产年产值"}, 0},
    InputField{projects,
               "value_added_wan",
               T::number,
               U::wan_yuan,
               false,
               {"value added a year", "达产年增加值"},
               0},
    InputField{projects, "energy_tce", T::number, U::tce, false, {"energy a year", "年综合能耗"}, 0},
    InputField{
        projects, "emission_t", T::number, U::tonne, false, {"pollutant equivalent a year", "年排放当量"}, 0},
    InputField{projects, "rd_wan", T::number, U::wan_yuan, false, {"R&D a year", "年研发费用"}, 0},
    InputField{projects, "far", T::number, U::ratio, false, {"FAR", "容积率"}, 0, 30},
    InputField{projects,
               "building_coefficient",
               T::number,
               U::ratio,
               false,
               {"building coefficient", "建筑系数"},
               0,
               1},
    InputField{projects,
               "admin_share",
               T::number,
               U::ratio,
               false,
               {"share of administration and living land", "行政办公生活用地占比"},
               0,
               1},
    InputField{projects, "staff", T::number, U::person, false, {"staff", "从业人员"}, 0},
    InputField{projects, "chain", T::text, U::none, false, {"industrial chain", "产业链"}, any},
    InputField{projects, "park", T::id, U::none, false, {"wanted park", "意向园区"}, any},
    InputField{projects, "foreign_wan", T::number, U::wan_yuan, false, {"foreign capital", "外资"}, 0},
    InputField{
        projects, "partner", T::text, U::none, false, {"partner country or region", "合作国别地区"}, any},
    InputField{
        projects, "patience_years", T::number, U::years, false, {"waits so long (2)", "等待年数，默认 2"}, 0},
    InputField{
        projects, "build_years", T::number, U::years, false, {"builds so long (2)", "建设年数，默认 2"}, 0},
    InputField{
        projects, "ramp_years", T::number, U::years, false, {"until full output (2)", "达产年数，默认 2"}, 0},
    InputField{projects, "service", T::flag, U::none, false, {"producer service", "生产性服务业"}, any},
    InputField{projects,
               "reserve_system",
               T::flag,
               U::none,
               false,
               {"will have an R&D reserve system", "研发准备金制度"},
               any},
    InputField{projects,
               "tier",
               T::choice,
               U::none,
               false,
               {"traditional, emerging or future", "传统、新兴、未来产业"},
               any},
    InputField{projects,
               "new_quality",
               T::flag,
               U::none,
               false,
               {"new quality productive forces", "新质生产力"},
               any},
    InputField{projects,
               "guaranteed",
               T::flag,
               U::none,
               false,
               {"land outside the quota pool", "计划指标单列保障"},
               any},
    InputField{
        projects, "enterprise_id", T::id, U::none, false, {"whose expansion it is", "扩建所属企业"}, any},
    InputField{
        projects, "on_own_land", T::flag, U::none, false, {"expansion on own land", "利用自有用地"}, any},
    InputField{projects, "carbon_t", T::number, U::tonne, false, {"CO2 a year", "年二氧化碳排放"}, 0},
};

}  // namespace

std::span<const InputField> projects_fields()
{
    return projects_fields_table;
}

}  // namespace permu
