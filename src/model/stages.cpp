/// Names and map colours of stages, tenures, statuses, grades and tiers.
#include "permu/model/stages.hpp"

#include <array>

#include "model/names.hpp"

namespace permu {
namespace {

// From blank land to a full town: pale to dark, so that the order can be read without the legend.
constexpr std::array<ValueInfo, stage_count> stages{{
    {"unbuildable", {"unbuildable", "不可建设"}, 0x9cc4dd},
    {"planned", {"planned, not ready for supply", "未达到供地条件"}, 0xf4f1d0},
    {"ready", {"ready for supply", "达到供地条件"}, 0xd9ef8b},
    {"listed", {"listed", "已挂牌"}, 0xa6d96a},
    {"supplied", {"supplied, not started", "已供应未动工"}, 0xfdae61},
    {"under_construction", {"under construction", "在建"}, 0xe06a3c},
    {"built", {"built", "已建成"}, 0x8c5a3c},
}};

constexpr std::array<ValueInfo, tenure_count> tenures{{
    {"none", {"not supplied", "未供应"}, 0xf0f0f0},
    {"allocated", {"allocated", "划拨"}, 0x8dd3c7},
    {"grant", {"granted to the full term", "出让（最高年期）"}, 0x80b1d3},
    {"flexible", {"granted, flexible term", "弹性年期出让"}, 0x4a78b0},
    {"lease", {"leased", "租赁"}, 0xfdb462},
    {"lease_then_grant", {"leased, then granted", "先租后让"}, 0xfb8072},
    {"mixed", {"part leased, part granted", "租让结合"}, 0xbc80bd},
}};

constexpr std::array<ValueInfo, review_count> reviews{{
    {"none", {"not reviewed", "未复核"}, 0xe0e0e0},
    {"passed", {"passed", "复核通过"}, 0x66c2a4},
    {"rectifying", {"to be rectified", "限期整改"}, 0xfdae61},
    {"failed", {"failed", "复核不达标"}, 0xb2182b},
    {"terminated", {"contract to be ended", "解除合同"}, 0x4d4d4d},
}};

constexpr std::array<ValueInfo, 5> park_statuses{{
    {"developing", {"developing", "开发中"}, 0xd9ef8b},
    {"eligible", {"eligible for transition", "符合转型条件"}, 0xfdae61},
    {"transitioned", {"transitioned", "已转型"}, 0xff7fbe},
    {"merged", {"merged", "已整合"}, 0x80b1d3},
    {"delisted", {"delisted", "已退出"}, 0x969696},
}};

constexpr std::array<ValueInfo, 3> park_levels{{
    {"unknown", {"unknown", "未知"}, 0xe0e0e0},
    {"national", {"national", "国家级"}, 0xc0392b},
    {"provincial", {"provincial", "省级"}, 0xe59866},
}};

constexpr std::array<ValueInfo, 3> park_types{{
    {"other", {"other", "其他"}, 0xe0e0e0},
    {"industrial", {"industry-led", "工业主导型"}, 0xbb9674},
    {"city_integrated", {"city-integrated", "产城融合型"}, 0xff7fbe},
}};

// Class D is what a reader looks for: it is the darkest.
constexpr std::array<ValueInfo, 5> grades{{
    {"", {"not evaluated", "未评价"}, 0xe0e0e0},
    {"A", {"class A", "A类"}, 0x66c2a4},
    {"B", {"class B", "B类"}, 0xb2df8a},
    {"C", {"class C", "C类"}, 0xfdae61},
    {"D", {"class D", "D类"}, 0xb2182b},
}};

constexpr std::array<ValueInfo, 4> project_statuses{{
    {"future", {"not yet arrived", "尚未到达"}, 0xe0e0e0},
    {"waiting", {"waiting for land", "等待用地"}, 0xfdae61},
    {"placed", {"placed", "已落地"}, 0x66c2a4},
    {"lost", {"lost", "已流失"}, 0xb2182b},
}};

constexpr std::array<ValueInfo, 3> tiers{{
    {"traditional", {"traditional industry", "传统产业"}, 0xbb9674},
    {"emerging", {"emerging industry", "新兴产业"}, 0x80b1d3},
    {"future", {"industry of the future", "未来产业"}, 0xbc80bd},
}};

template <std::size_t N, class Enum>
constexpr const ValueInfo& at(const std::array<ValueInfo, N>& table, Enum value)
{
    return table[static_cast<std::size_t>(value)];
}

}  // namespace

const ValueInfo& info(Stage stage)
{
    return at(stages, stage);
}
const ValueInfo& info(Tenure tenure)
{
    return at(tenures, tenure);
}
const ValueInfo& info(Review review)
{
    return at(reviews, review);
}
const ValueInfo& info(ParkStatus status)
{
    return at(park_statuses, status);
}
const ValueInfo& info(ParkLevel level)
{
    return at(park_levels, level);
}
const ValueInfo& info(ParkType type)
{
    return at(park_types, type);
}
const ValueInfo& info(Grade grade)
{
    return at(grades, grade);
}
const ValueInfo& info(ProjectStatus status)
{
    return at(project_statuses, status);
}
const ValueInfo& info(Tier tier)
{
    return at(tiers, tier);
}

std::optional<Stage> find_stage(std::string_view id)
{
    return find_value<Stage>(stages, id);
}
std::optional<Tenure> find_tenure(std::string_view id)
{
    return find_value<Tenure>(tenures, id, 1);
}
std::optional<ParkStatus> find_park_status(std::string_view id)
{
    return find_value<ParkStatus>(park_statuses, id);
}
std::optional<ParkLevel> find_park_level(std::string_view id)
{
    return find_value<ParkLevel>(park_levels, id, 1);
}

std::optional<AreaRole> find_area_role(std::string_view id)
{
    if (id == "main") return AreaRole::main;
    if (id == "development") return AreaRole::development;
    return std::nullopt;
}

std::optional<Grade> find_grade(std::string_view id)
{
    if (id.size() != 1) return std::nullopt;
    const char letter = static_cast<char>(id[0] >= 'a' && id[0] <= 'd' ? id[0] - 'a' + 'A' : id[0]);
    return find_value<Grade>(grades, std::string_view(&letter, 1), 1);
}

std::optional<Tier> find_tier(std::string_view id)
{
    return find_value<Tier>(tiers, id);
}

}  // namespace permu
