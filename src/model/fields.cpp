/// The canonical fields of the input tables.
#include "permu/model/fields.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace permu {
namespace {

constexpr double any = -std::numeric_limits<double>::infinity();
using enum InputTable;
using T = FieldType;
using U = Unit;

constexpr std::array fields{
    InputField{parks, "park_id", T::id, U::none, true, {"unique id", "园区编号，唯一"}, any},
    InputField{parks, "name", T::text, U::none, false, {"name", "名称"}, any},
    InputField{parks, "name_en", T::text, U::none, false, {"English name", "英文名称"}, any},
    InputField{parks, "city", T::text, U::none, false, {"city it belongs to", "所属城市"}, any},
    InputField{parks, "province", T::text, U::none, false, {"province it belongs to", "所属省"}, any},
    InputField{parks, "level", T::choice, U::none, false, {"national or provincial", "级别：national 国家级，provincial 省级"}, any},
    InputField{parks, "kind", T::text, U::none, false, {"kind of zone", "类型，如 经开区、高新区、示范区"}, any},
    InputField{parks, "land_grade", T::number, U::count, false, {"land grade 1–15", "土地等别 1–15"}, 1},
    InputField{parks, "leading", T::text, U::none, false, {"leading divisions, separated by ;", "主导产业门类，以 ; 分隔"}, any},
    InputField{parks, "approved_area_mu", T::number, U::mu, false, {"approved area", "批准面积"}, 0},
    InputField{parks, "status", T::choice, U::none, false, {"status of the zone", "状态"}, any},
    InputField{parks, "population", T::number, U::person, false, {"resident population", "常住人口"}, 0},
    InputField{parks, "jobs", T::number, U::person, false, {"jobs", "就业岗位"}, 0},
    InputField{parks, "employed_residents", T::number, U::person, false, {"employed residents", "就业居民"}, 0},
    InputField{parks, "pollutant_quota_t", T::number, U::tonne, false, {"pollutant quota a year", "年污染物排放总量指标"}, 0},
    InputField{parks, "negative_divisions", T::text, U::none, false, {"divisions that may not enter", "负面清单门类"}, any},
    InputField{parks, "allowed_divisions", T::text, U::none, false, {"only these divisions may enter", "仅允许进入的门类"}, any},
    InputField{parks, "evaluation_previous", T::number, U::count, false, {"rank of the last evaluation", "上次考核名次"}, 0},
    InputField{parks, "area_role", T::choice, U::none, false, {"main or development area", "主区 main 或发展方向区 development"}, any},
    InputField{parks, "legal_status", T::text, U::none, false, {"legal status", "法定状态"}, any},
    InputField{parks, "city_fdi_wan", T::number, U::wan_yuan, false, {"foreign capital used in the city", "全市实际使用外资"}, 0},

    InputField{parcels, "parcel_id", T::id, U::none, true, {"unique id", "地块编号，唯一"}, any},
    InputField{parcels, "park_id", T::id, U::none, false, {"its park; else found by location", "所属园区；缺省按位置判定"}, any},
    InputField{parcels, "use", T::code, U::none, true, {"code of the current use", "现状用途代码"}, any},
    InputField{parcels, "plan_use", T::code, U::none, false, {"code of the planned use", "规划用途代码"}, any},
    InputField{parcels, "stage", T::choice, U::none, false, {"supply stage", "供应阶段"}, any},
    InputField{parcels, "idle", T::flag, U::none, false, {"idle land", "闲置土地"}, any},
    InputField{parcels, "idle_cause", T::text, U::none, false, {"government: extended limits", "闲置原因：government 为政府原因"}, any},
    InputField{parcels, "standard", T::flag, U::none, false, {"supplied as standard land", "标准地"}, any},
    InputField{parcels, "supplied", T::flag, U::none, false, {"0: built without supply record", "0 为已建成但无供应记录"}, any},
    InputField{parcels, "approved", T::flag, U::none, false, {"conversion approved", "已批准转用"}, any},
    InputField{parcels, "approval_year", T::year, U::year, false, {"year of that approval", "批准年份"}, any},
    InputField{parcels, "assessment_year", T::year, U::year, false, {"year of the regional assessment", "区域评估年份"}, any},
    InputField{parcels, "constraint", T::text, U::none, false, {"red line, permanent farmland, flood storage", "红线、永久基本农田、蓄滞洪等约束"}, any},
    InputField{parcels, "phase", T::number, U::count, false, {"phase of rolling development", "滚动开发期次"}, 1},
    InputField{parcels, "suitability", T::number, U::ratio, false, {"0 to 1", "适宜性 0–1"}, 0},
    InputField{parcels, "plan_far", T::number, U::ratio, false, {"upper limit of the plan", "规划容积率上限"}, 0},
    InputField{parcels, "plan_density", T::number, U::ratio, false, {"upper limit of the plan", "规划建筑密度上限"}, 0},
    InputField{parcels, "grade", T::number, U::count, false, {"land grade 1–15", "土地等别"}, 1},
    InputField{parcels, "area_m2", T::number, U::square_metre, false, {"declared area", "登记面积"}, 0},
    InputField{parcels, "floor_area_m2", T::number, U::square_metre, false, {"floor area of all storeys", "建筑面积"}, 0},
    InputField{parcels, "far_floor_area_m2", T::number, U::square_metre, false, {"floor area that counts for the FAR", "计容建筑面积"}, 0},
    InputField{parcels, "footprint_m2", T::number, U::square_metre, false, {"footprint of buildings and structures", "建筑物构筑物基底面积"}, 0},
    InputField{parcels, "yard_m2", T::number, U::square_metre, false, {"open storage and working yards", "露天堆场操作场地"}, 0},
    InputField{parcels, "far", T::number, U::ratio, false, {"achieved FAR; used where floor area is absent", "现状容积率"}, 0},
    InputField{parcels, "storeys", T::number, U::count, false, {"storeys", "层数"}, 0},
    InputField{parcels, "tenure", T::choice, U::none, false, {"how it is held", "供应方式"}, any},
    InputField{parcels, "supply_year", T::year, U::year, false, {"year of supply", "供应年份"}, any},
    InputField{parcels, "term_years", T::number, U::years, false, {"term granted", "出让或租赁年期"}, 0},
    InputField{parcels, "expiry_year", T::year, U::year, false, {"last year of the term", "到期年份"}, any},
    InputField{parcels, "price_wan", T::number, U::wan_yuan, false, {"price of the whole parcel", "成交价款"}, 0},
    InputField{parcels, "rent_wan", T::number, U::wan_yuan_per_year, false, {"yearly rent", "年租金"}, 0},
    InputField{parcels, "agreed_start_year", T::year, U::year, false, {"agreed start of works", "约定动工年份"}, any},
    InputField{parcels, "start_year", T::year, U::year, false, {"actual start of works", "实际动工年份"}, any},
    InputField{parcels, "completion_year", T::year, U::year, false, {"completion", "竣工年份"}, any},
    InputField{parcels, "developed_share", T::number, U::ratio, false, {"developed share of the area to be started", "已动工开发面积占比"}, 0},
    InputField{parcels, "invested_share", T::number, U::ratio, false, {"invested share of the total", "已投资额占比"}, 0},
    InputField{parcels, "suspended_since", T::year, U::year, false, {"works suspended since", "停工起始年份"}, any},
    InputField{parcels, "mixed_shares", T::text, U::none, false, {"code=share;code=share by floor area", "混合用地：代码=比例;…，按建筑面积"}, any},
    InputField{parcels, "promised_investment_wan", T::number, U::wan_yuan, false, {"promised investment", "承诺投资"}, 0},
    InputField{parcels, "promised_tax_wan", T::number, U::wan_yuan_per_year, false, {"promised tax a year", "承诺年税收"}, 0},
    InputField{parcels, "promised_far", T::number, U::ratio, false, {"promised FAR", "承诺容积率"}, 0},
    InputField{parcels, "promised_energy", T::number, U::tce, false, {"promised energy a year", "承诺年能耗"}, 0},
    InputField{parcels, "standard_version", T::text, U::none, false, {"version of the standards at commitment", "承诺时的标准版本"}, any},
    InputField{parcels, "commit_year", T::year, U::year, false, {"year of the commitment", "承诺年份"}, any},
    InputField{parcels, "ramp_end_year", T::year, U::year, false, {"year full output is due", "达产年份"}, any},

    InputField{enterprises, "enterprise_id", T::id, U::none, true, {"unique id", "企业编号，唯一"}, any},
    InputField{enterprises, "parcel_id", T::id, U::none, true, {"its parcels, separated by ;", "所在地块，以 ; 分隔"}, any},
    InputField{enterprises, "division", T::number, U::count, true, {"GB/T 4754, two digits", "国民经济行业大类，两位"}, 1},
    InputField{enterprises, "revenue_wan", T::number, U::wan_yuan, false, {"revenue", "营业收入"}, any},
    InputField{enterprises, "value_added_wan", T::number, U::wan_yuan, false, {"value added", "增加值"}, any},
    InputField{enterprises, "tax_wan", T::number, U::wan_yuan, false, {"tax actually paid", "实缴税收"}, any},
    InputField{enterprises, "energy_tce", T::number, U::tce, false, {"energy", "综合能耗"}, 0},
    InputField{enterprises, "power_kwh", T::number, U::kwh, false, {"electricity", "用电量"}, 0},
    InputField{enterprises, "emission_t", T::number, U::tonne, false, {"pollutant equivalent", "污染物排放当量"}, 0},
    InputField{enterprises, "rd_wan", T::number, U::wan_yuan, false, {"R&D spending", "研发费用"}, 0},
    InputField{enterprises, "rd_previous_wan", T::number, U::wan_yuan, false, {"R&D spending of the year before", "上年研发费用"}, 0},
    InputField{enterprises, "rd_reserve", T::flag, U::none, false, {"has an R&D reserve system", "建立研发准备金制度"}, any},
    InputField{enterprises, "carbon_t", T::number, U::tonne, false, {"CO2", "二氧化碳排放"}, 0},
    InputField{enterprises, "green_power_kwh", T::number, U::kwh, false, {"green electricity", "绿电"}, 0},
    InputField{enterprises, "staff", T::number, U::person, false, {"staff", "从业人员"}, 0},
    InputField{enterprises, "fixed_investment_wan", T::number, U::wan_yuan, false, {"cumulative fixed investment", "累计固定资产投资"}, 0},
    InputField{enterprises, "foreign_wan", T::number, U::wan_yuan, false, {"foreign capital used this year", "当年实际使用外资"}, 0},
    InputField{enterprises, "export_wan", T::number, U::wan_yuan, false, {"exports", "出口额"}, 0},
    InputField{enterprises, "land_mu", T::number, U::mu, false, {"land used", "用地面积"}, 0},
    InputField{enterprises, "occupancy", T::choice, U::none, false, {"own or rent", "own 自有，rent 租用"}, any},
    InputField{enterprises, "rented_floor_m2", T::number, U::square_metre, false, {"rented floor", "租用建筑面积"}, 0},
    InputField{enterprises, "start_year", T::year, U::year, false, {"start of production", "投产年份"}, any},
    InputField{enterprises, "large", T::flag, U::none, false, {"above the statistical size", "规上企业"}, any},
    InputField{enterprises, "veto", T::flag, U::none, false, {"one-vote veto", "一票否决"}, any},
    InputField{enterprises, "exempt_reason", T::text, U::none, false, {"why it is not evaluated", "免评原因"}, any},
    InputField{enterprises, "class_previous", T::choice, U::none, false, {"A, B, C or D", "上次评价等级"}, any},

    InputField{projects, "project_id", T::id, U::none, true, {"unique id", "项目编号，唯一"}, any},
    InputField{projects, "arrival_year", T::year, U::year, true, {"year it asks for land", "申请年份"}, any},
    InputField{projects, "division", T::number, U::count, true, {"GB/T 4754, two digits", "行业大类"}, 1},
    InputField{projects, "land_mu", T::number, U::mu, true, {"land wanted", "用地需求"}, 0},
    InputField{projects, "investment_wan", T::number, U::wan_yuan, false, {"fixed investment", "固定资产投资"}, 0},
    InputField{projects, "tax_wan", T::number, U::wan_yuan, false, {"tax a year at full output", "达产年税收"}, 0},
    InputField{projects, "output_wan", T::number, U::wan_yuan, false, {"output a year", "达产年产值"}, 0},
    InputField{projects, "value_added_wan", T::number, U::wan_yuan, false, {"value added a year", "达产年增加值"}, 0},
    InputField{projects, "energy_tce", T::number, U::tce, false, {"energy a year", "年综合能耗"}, 0},
    InputField{projects, "emission_t", T::number, U::tonne, false, {"pollutant equivalent a year", "年排放当量"}, 0},
    InputField{projects, "rd_wan", T::number, U::wan_yuan, false, {"R&D a year", "年研发费用"}, 0},
    InputField{projects, "far", T::number, U::ratio, false, {"FAR", "容积率"}, 0},
    InputField{projects, "building_coefficient", T::number, U::ratio, false, {"building coefficient", "建筑系数"}, 0},
    InputField{projects, "admin_share", T::number, U::ratio, false, {"share of administration and living land", "行政办公生活用地占比"}, 0},
    InputField{projects, "staff", T::number, U::person, false, {"staff", "从业人员"}, 0},
    InputField{projects, "chain", T::text, U::none, false, {"industrial chain", "产业链"}, any},
    InputField{projects, "park", T::id, U::none, false, {"wanted park", "意向园区"}, any},
    InputField{projects, "foreign_wan", T::number, U::wan_yuan, false, {"foreign capital", "外资"}, 0},
    InputField{projects, "partner", T::text, U::none, false, {"partner country or region", "合作国别地区"}, any},
    InputField{projects, "patience_years", T::number, U::years, false, {"waits so long (2)", "等待年数，默认 2"}, 0},
    InputField{projects, "build_years", T::number, U::years, false, {"builds so long (2)", "建设年数，默认 2"}, 0},
    InputField{projects, "ramp_years", T::number, U::years, false, {"until full output (2)", "达产年数，默认 2"}, 0},
    InputField{projects, "service", T::flag, U::none, false, {"producer service", "生产性服务业"}, any},
    InputField{projects, "reserve_system", T::flag, U::none, false, {"will have an R&D reserve system", "研发准备金制度"}, any},
    InputField{projects, "tier", T::choice, U::none, false, {"traditional, emerging or future", "传统、新兴、未来产业"}, any},
    InputField{projects, "new_quality", T::flag, U::none, false, {"new quality productive forces", "新质生产力"}, any},
    InputField{projects, "guaranteed", T::flag, U::none, false, {"land outside the quota pool", "计划指标单列保障"}, any},
    InputField{projects, "enterprise_id", T::id, U::none, false, {"whose expansion it is", "扩建所属企业"}, any},
    InputField{projects, "on_own_land", T::flag, U::none, false, {"expansion on own land", "利用自有用地"}, any},
    InputField{projects, "carbon_t", T::number, U::tonne, false, {"CO2 a year", "年二氧化碳排放"}, 0},

    InputField{reserves, "reserve_id", T::id, U::none, true, {"unique id", "备选区编号"}, any},
    InputField{reserves, "park_id", T::id, U::none, false, {"park it may join", "可并入的园区"}, any},
    InputField{reserves, "city", T::text, U::none, false, {"city", "城市"}, any},
    InputField{reserves, "county", T::text, U::none, false, {"county", "县区"}, any},
    InputField{reserves, "use", T::code, U::none, false, {"code of its use", "用途代码"}, any},
    InputField{reserves, "suitability", T::number, U::ratio, false, {"0 to 1", "适宜性"}, 0},
    InputField{reserves, "block_mu", T::number, U::mu, false, {"size of its blocks", "地块大小"}, 0},

    InputField{quota, "year", T::year, U::year, true, {"year", "年份"}, any},
    InputField{quota, "quota_mu", T::number, U::mu, true, {"new construction-land quota", "新增建设用地指标"}, 0},
    InputField{quota, "national_pool_mu", T::number, U::mu, false, {"listed separately for national parks", "国家级园区单列指标"}, 0},
    InputField{quota, "task_unsupplied_mu", T::number, U::mu, false, {"task: approved, unsupplied land", "批而未供处置任务"}, 0},
    InputField{quota, "task_idle_mu", T::number, U::mu, false, {"task: idle land", "闲置土地处置任务"}, 0},
};

}  // namespace

std::span<const InputField> all_fields() { return fields; }

std::span<const InputField> fields_of(InputTable table)
{
    const auto first = std::ranges::find(fields, table, &InputField::table);
    const auto last = std::find_if(first, fields.end(), [&](const InputField& f) { return f.table != table; });
    return {first, last};
}

std::string_view table_name(InputTable table)
{
    constexpr std::array<std::string_view, 6> names{"parks", "parcels", "enterprises", "projects", "reserves", "quota"};
    return names[static_cast<std::size_t>(table)];
}

}  // namespace permu
