/// The names that details of events use, in words of both languages.
#include <algorithm>
#include <string>
#include <vector>

#include "permu/model/land_use.hpp"
#include "permu/model/stages.hpp"
#include "permu/study/narrate.hpp"

namespace permu {
namespace {

struct Term {
    std::string_view name;
    Text words;
};

constexpr Term all_terms[] = {
    // entities and answers
    {"parcel", {"parcel", "地块"}},
    {"park", {"park", "园区"}},
    {"project", {"project", "项目"}},
    {"enterprise", {"enterprise", "企业"}},
    {"firm", {"enterprise", "企业"}},
    {"reserve", {"reserve", "备选地块"}},
    {"region", {"region", "区域"}},
    {"yes", {"yes", "是"}},
    {"no", {"no", "否"}},
    {"none", {"none", "无"}},
    {"unknown", {"unknown", "不详"}},
    {"not stated", {"not stated", "未填报"}},
    // dates, shares, money
    {"idle_years", {"idle years", "闲置年数"}},
    {"limit", {"limit", "期限"}},
    {"refund_wan", {"compensation (万元)", "补偿（万元）"}},
    {"price_wan", {"price (万元)", "价款（万元）"}},
    {"value_wan", {"value (万元)", "评估价值（万元）"}},
    {"rd_wan", {"R&D (万元)", "研发费用（万元）"}},
    {"rd_previous_wan", {"R&D of last year (万元)", "上年研发费用（万元）"}},
    {"supplied", {"supplied", "供应年份"}},
    {"start", {"started", "动工年份"}},
    {"expiry", {"expired", "到期年份"}},
    {"years", {"years", "年数"}},
    {"phase", {"phase", "分期"}},
    {"division", {"division", "行业"}},
    {"rent", {"rent", "租金"}},
    {"developed_share", {"developed share", "已开发面积占比"}},
    {"invested_share", {"invested share", "已投资额占比"}},
    {"factor", {"factor", "系数"}},
    {"firms", {"enterprises", "企业数"}},
    {"class", {"class", "等级"}},
    {"city_class", {"class of city", "城市类别"}},
    // controls and gates
    {"investment_intensity", {"investment per area", "投资强度"}},
    {"far", {"floor area ratio", "容积率"}},
    {"tax_per_mu", {"tax per mu", "亩均税收"}},
    {"output_per_mu", {"output per mu", "亩均产出"}},
    {"energy_per_value_added", {"energy per value added", "单位增加值能耗"}},
    {"emission_per_value_added", {"emission per value added", "单位增加值排放"}},
    {"rd_share", {"R&D share", "研发投入占比"}},
    {"rd_ratio", {"R&D ratio", "研发投入强度"}},
    {"building_coefficient", {"building coefficient", "建筑系数"}},
    {"admin_share", {"share of office and living land", "行政办公及生活服务用地占比"}},
    {"negative_list", {"negative list", "负面清单"}},
    {"environment_unit", {"environmental unit", "生态环境管控单元"}},
    {"leading_industry", {"leading industries", "主导产业"}},
    {"pollutant_quota", {"pollutant quota", "污染物总量"}},
    {"no park takes projects", {"no park takes projects", "没有园区可接纳项目"}},
    {"wanted land not stated", {"wanted land not stated", "未填报用地需求"}},
    {"manufacturing divisions", {"manufacturing divisions", "制造业大类"}},
    // why a lot was not got
    {"size", {"size, against the nearest that would fit", "面积，对照可接受的最近值"}},
    {"no_allowance", {"no allowance left for land below the standards", "非标准地比例已用尽"}},
    {"contiguity", {"does not adjoin the land of its chain", "与产业链用地不相连"}},
    {"taken", {"taken by a project that comes first; scores", "已由排序在前的项目取得；得分"}},
    {"passed_over", {"free, but not the lot that fits best", "可用，但非最合适地块"}},
    {"not_ready", {"planned land, not prepared this year", "规划用地，当年未达到供地条件"}},
    {"no_land", {"no land of a use it may have", "没有可用用途的土地"}},
    {"not_admitted", {"no park admits the project", "没有园区准入该项目"}},
    {"not_stated", {"wanted land not stated", "未填报用地需求"}},
    // standard land and supply
    {"standard land", {"standard land", "标准地"}},
    {"allowance", {"within the allowance for other land", "使用非标准地比例"}},
    {"not tested", {"not tested", "未检验"}},
    {"beside built land", {"beside built land", "与建成区相邻"}},
    {"quota used", {"quota used", "使用计划指标"}},
    {"quota outside the pool", {"quota from outside the pool", "使用池外指标"}},
    {"quota not needed", {"no quota needed", "无需指标"}},
    {"quota lacking", {"quota lacking", "缺指标"}},
    {"tasks none", {"no tasks set", "未下达任务"}},
    {"green", {"green", "绿色"}},
    {"not_admitted", {"no park admits it", "没有园区准入"}},
    {"not_stated", {"the wanted land is not stated", "未填报用地需求"}},
    {"no_land", {"no land of a use that fits", "没有用途相符的土地"}},
    {"not_ready", {"the land is not ready", "土地未达到供地条件"}},
    {"size", {"the lot is too small or too large", "面积过小或过大"}},
    {"taken", {"another project scored higher", "得分更高的项目已取得"}},
    {"no_allowance", {"no room for land below the standards", "非标准地比例已用完"}},
    {"passed_over", {"the best set of projects leaves it out", "在最优组合中落选"}},
    {"quota", {"quota", "指标"}},
    {"optimal", {"optimal", "最优"}},
    {"limit reached", {"limit reached", "达到计算上限"}},
    {"guaranteed", {"guaranteed", "保障项目"}},
    {"placed", {"placed", "落地"}},
    {"left_out", {"left out", "落选"}},
    {"moved", {"moved", "调换"}},
    {"misfit", {"misfit", "面积偏差"}},
    {"misfit_bound", {"least possible misfit", "面积偏差下界"}},
    {"pairs", {"pairs", "候选组合"}},
    {"blocks", {"blocks", "分块"}},
    {"rounds", {"rounds", "轮次"}},
    // terms, reviews and exits
    {"leased_share", {"leased share", "租赁部分比例"}},
    {"rent_end", {"leased until", "租赁至"}},
    {"land_wan", {"land (万元)", "土地（万元）"}},
    {"buildings_wan", {"buildings (万元)", "建筑物（万元）"}},
    {"price unknown", {"price unknown", "价款不详"}},
    {"stays", {"stays", "未退出"}},
    {"transfer", {"transfer", "转让"}},
    {"buy-back", {"buy-back", "收储"}},
    // judgement and ranking
    {"judged", {"judged", "纳入判定"}},
    {"task_completed", {"development task completed", "开发任务完成"}},
    {"built_share", {"built share of developable land", "建成率（占可开发）"}},
    {"supply_rate", {"supply rate", "土地供应率"}},
    {"idle_rate", {"idle rate", "闲置率"}},
    {"integrated", {"city and industry integrated", "产城融合"}},
    {"residential_share", {"residential share", "居住用地占比"}},
    {"index", {"integration index", "融合指数"}},
    {"ministry_rate", {"ministry's industrial rate", "部口径工业用地率"}},
    {"share_conversions_undone", {"share with recent conversions undone", "还原近年转用后的占比"}},
    {"share_judged", {"share that is judged", "判定口径占比"}},
    {"below", {"below the threshold", "低于阈值"}},
    {"literal", {"literal", "文义口径"}},
    {"ministry", {"ministry", "部口径"}},
    {"approved", {"approved", "批准"}},
    {"built_km2", {"built km²", "建成面积 km²"}},
    {"from", {"from", "自"}},
    {"rank", {"rank", "名次"}},
    {"of", {"of", "/"}},
    {"times", {"times", "次数"}},
    {"within", {"within", "期限内"}},
    {"per_mu", {"per-mu benefit", "亩均效益"}},
    {"agglomeration", {"agglomeration", "产业集聚"}},
    {"growth", {"growth", "增长"}},
    {"type", {"type", "类型"}},
    // zones inside parks, mergers, conversions
    {"sub-park", {"zone inside the park", "区中园"}},
    {"partner", {"partner", "合作方"}},
    {"not named", {"not named", "未注明"}},
    {"recognised", {"recognised", "认定"}},
    {"as declared", {"as the data says", "按数据"}},
    {"all criteria met", {"all criteria met", "条件全部满足"}},
    {"on target", {"on target", "达到目标"}},
    {"short by", {"short by", "尚差"}},
    {"next", {"next", "下一目标"}},
    {"by", {"by", "不晚于"}},
    {"with", {"with", "与"}},
    {"into", {"into", "并入"}},
    {"space", {"space", "空间整合"}},
    {"management", {"management", "管理整合"}},
    {"function", {"function", "功能整合"}},
    {"distance_m", {"distance (m)", "距离（m）"}},
    {"land_km2", {"land (km²)", "用地（km²）"}},
    {"request", {"request", "申请"}},
    {"hazard of class", {"by chance, class", "按发生率，等级"}},
    {"assumed class", {"assumed class", "假定类别"}},
    {"the plan is for", {"the plan is for", "规划用途为"}},
    {"p_old", {"price before (万元/亩)", "原价（万元/亩）"}},
    {"p_new", {"price after (万元/亩)", "新价（万元/亩）"}},
    {"upstairs from far", {"raised from FAR", "上楼前容积率"}},
    {"land_wan", {"for the land (万元)", "土地（万元）"}},
    {"buildings_wan", {"for the buildings (万元)", "建筑物（万元）"}},
    {"price unknown", {"price unknown", "价款不详"}},
    {"leased_share", {"leased share", "租赁部分占比"}},
    {"rent_end", {"rent until", "租金至"}},
    {"to", {"to", "至"}},
    {"more floor", {"more floor", "增容"}},
    {"housing", {"housing", "住宅"}},
    {"support_share", {"share of supporting services", "配套比例"}},
    {"m0_mu", {"M0 (亩)", "M0（亩）"}},
    {"planned_industrial_mu", {"planned industrial land (亩)", "规划工业用地（亩）"}},
    {"city", {"city-integrated", "产城融合型"}},
    {"exempt", {"exempt", "豁免"}},
    {"in_grace", {"in the years of grace", "培育期内"}},
    {"small", {"small", "规下小微"}},
    {"main", {"main area", "主区"}},
    {"development", {"development area", "发展方向区"}},
    {"main_area_weight", {"weight of the main area", "主区权重"}},
    {"intensive_use", {"intensive use", "集约利用"}},
    {"elasticity", {"elasticity", "弹性"}},
    {"version", {"version of the standards", "标准版本"}},
    {"chance", {"chance", "概率"}},
    {"quota_weight", {"weight in the next quota", "下年指标分配权重"}},
    {"rewarded parks", {"rewarded parks", "获奖励园区"}},
    {"area in", {"area in", "调入面积"}},
    {"area out", {"area out", "调出面积"}},
    {"land kept", {"land kept", "保留用地"}},
    {"land out goes to", {"land out goes to", "调出土地归入"}},
    {"parcels in", {"parcels in", "调入地块"}},
    {"parcels out", {"parcels out", "调出地块"}},
    {"no balance of areas", {"no balance of areas", "面积不能平衡"}},
    {"by the rule", {"by the rule", "按规则选取"}},
    {"no such park", {"no such park", "无此园区"}},
    {"no parcel of the park", {"no parcel of the park", "非本园区地块"}},
    {"no free reserve", {"no free reserve", "无此备选区或已被取用"}},
    {"no land would stay", {"no land would stay", "将无土地保留"}},
    {"the park has left the zone", {"the park has left the zone", "园区已退出"}},
    {"the park turns this year", {"the park turns this year", "园区当年转型"}},
    {"the park is delisted this year", {"the park is delisted this year", "园区当年退出"}},
    {"the park is merging", {"the park is merging", "园区正在整合"}},
    {"its boundary changes already this year",
     {"its boundary changes already this year", "当年已有边界调整"}},
    {"nobody drew its boundary", {"nobody drew its boundary", "没有四至范围图形"}},
};

/// Signs that a reader knows better.
constexpr Term signs[] = {{">=", {"≥", "≥"}}, {"<=", {"≤", "≤"}}, {"=", {" ", " "}}};

bool is_of_a_word(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           c == '_' || c == '-' || byte >= 0x80;
}

/// Adds the values of an enumeration by their ids.
template <class Value>
void add_values(std::vector<Term>& terms, int first, int count)
{
    for (int i = first; i < count; ++i) {
        const auto& about = info(static_cast<Value>(i));
        terms.push_back({about.id, about.name});
    }
}

/// The terms, the longest first, so that "quota used" is not taken for "quota".
const std::vector<Term>& by_length()
{
    static const std::vector<Term> terms = [] {
        std::vector<Term> sorted(std::begin(all_terms), std::end(all_terms));
        add_values<LandUse>(sorted, 1, static_cast<int>(land_use_count));
        add_values<Stage>(sorted, 0, static_cast<int>(stage_count));
        add_values<Tenure>(sorted, 1, static_cast<int>(tenure_count));
        std::ranges::stable_sort(sorted, std::ranges::greater{}, [](const Term& t) { return t.name.size(); });
        return sorted;
    }();
    return terms;
}

const Term* term_at(std::string_view text)
{
    for (const Term& term : by_length()) {
        if (!text.starts_with(term.name)) continue;
        if (text.size() == term.name.size() || !is_of_a_word(text[term.name.size()])) return &term;
    }
    return nullptr;
}

const Term* sign_at(std::string_view text)
{
    const auto found = std::ranges::find_if(signs, [&](const Term& s) { return text.starts_with(s.name); });
    return found == std::end(signs) ? nullptr : &*found;
}

void add(Said& said, const Term& term)
{
    said.en += term.words.en;
    said.zh += term.words.zh;
}
void add(Said& said, std::string_view text)
{
    said.en += text;
    said.zh += text;
}

/// Whether the rest of the part is somebody's name.
bool holds_a_name(std::string_view part)
{
    constexpr std::string_view words[] = {"sub-park ", "partner ", "request="};
    const auto begins = [&](std::string_view word) { return part.starts_with(word); };
    return !names_in(part).empty() || std::ranges::any_of(words, begins);
}

/// Adds one part of a detail; the id behind "parcel " and the like stays as it is.
void add_part(Said& said, std::string_view part)
{
    const bool names = holds_a_name(part);
    while (!part.empty()) {
        std::size_t used = 1;
        if (const Term* term = term_at(part)) {
            add(said, *term);
            used = term->name.size();
            if (names) {
                add(said, " ");
                add(said, part.substr(std::min(used + 1, part.size())));
                return;
            }
        } else if (const Term* sign = sign_at(part)) {
            add(said, *sign);
            used = sign->name.size();
        } else {
            if (is_of_a_word(part[0]))
                used = static_cast<std::size_t>(std::ranges::find_if_not(part, is_of_a_word) - part.begin());
            add(said, part.substr(0, used));
        }
        part.remove_prefix(used);
    }
}

}  // namespace

Said in_words(std::string_view detail)
{
    Said said;
    while (!detail.empty()) {
        const std::size_t end = detail.find("; ");
        if (!said.empty()) said.en += "; ", said.zh += "；";
        add_part(said, detail.substr(0, end));
        detail = end == std::string_view::npos ? std::string_view{} : detail.substr(end + 2);
    }
    return said;
}

}  // namespace permu
