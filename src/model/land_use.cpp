/// The table of land-use classes: names, part of the ledger, map colours.
#include "permu/model/land_use.hpp"

#include <algorithm>

namespace permu {
namespace {

/// What a class counts as beside its part of the ledger.
enum class Kind { other, industry, storage_or_mining };

constexpr LandUseInfo row(LandUse use, std::string_view id, Text name, BuiltPart part, Kind kind,
                          std::uint32_t colour)
{
    return {use, id, name, part, kind == Kind::industry, kind == Kind::storage_or_mining, colour};
}

using enum LandUse;
using P = BuiltPart;
using K = Kind;

// Colours follow the custom of Chinese plans (legend of 用地用海分类): industry brown, storage purple,
// housing yellow, commerce red, public services magenta, roads grey, green spaces green, water blue; M0
// brown-violet. Within a class, the darker the shade, the more the use disturbs.
constexpr std::array<LandUseInfo, land_use_count> table{{
    row(none, "none", {"unknown", "未知"}, P::none, K::other, 0xe0e0e0),
    row(industrial, "industrial", {"industrial", "工业用地"}, P::a2, K::industry, 0xbb9674),
    row(industrial_1, "industrial_1", {"industrial, class 1", "一类工业用地"}, P::a2, K::industry, 0xd0ad8c),
    row(industrial_2, "industrial_2", {"industrial, class 2", "二类工业用地"}, P::a2, K::industry, 0xa9825e),
    row(industrial_3, "industrial_3", {"industrial, class 3", "三类工业用地"}, P::a2, K::industry, 0x855f3e),
    row(m0, "m0", {"new-type industrial (M0)", "新型产业用地（M0）"}, P::a2, K::industry, 0xa06a8c),
    row(logistics, "logistics", {"logistics and storage", "物流仓储用地"}, P::a2, K::storage_or_mining,
        0x8760c0),
    row(logistics_1, "logistics_1", {"logistics, class 1", "一类物流仓储用地"}, P::a2, K::storage_or_mining,
        0xa486d2),
    row(logistics_2, "logistics_2", {"logistics, class 2", "二类物流仓储用地"}, P::a2, K::storage_or_mining,
        0x724bb0),
    row(logistics_3, "logistics_3", {"logistics, class 3", "三类物流仓储用地"}, P::a2, K::storage_or_mining,
        0x573690),
    row(mining, "mining", {"mining and salt pans", "采矿用地与盐田"}, P::a2, K::storage_or_mining, 0x9e6c54),
    row(research, "research", {"research and development", "科研用地"}, P::a52, K::other, 0xe667c8),
    row(residential, "residential", {"residential", "居住用地"}, P::a1, K::other, 0xffff2d),
    row(commercial, "commercial", {"commercial services", "商业服务业用地"}, P::a4, K::other, 0xff0000),
    row(public_service, "public_service", {"public services", "公共管理与公共服务用地"}, P::a52, K::other,
        0xff7fbe),
    row(utility, "utility", {"utilities", "公用设施用地"}, P::a52, K::other, 0x006380),
    row(street, "street", {"streets", "街巷用地"}, P::a31, K::other, 0xd0d0d0),
    row(transport, "transport", {"other transport", "其他交通运输用地"}, P::a32, K::other, 0xadadad),
    row(green, "green", {"green and open space", "绿地与开敞空间用地"}, P::a51, K::other, 0x00c800),
    row(special, "special", {"special", "特殊用地"}, P::a6, K::other, 0x85915e),
    row(other_urban, "other_urban", {"other urban construction", "其他城镇建设用地"}, P::a6, K::other,
        0xc8c89a),
    row(reserve, "reserve", {"reserved (blank)", "留白用地"}, P::a6, K::other, 0xffffff),
    row(rural_industrial, "rural_industrial", {"rural industrial", "农村工矿仓储用地"}, P::b11, K::other,
        0xd9b89f),
    row(rural_other, "rural_other", {"other rural construction", "其他农村建设用地"}, P::b12, K::other,
        0xe8d7a0),
    row(farmland, "farmland", {"farmland and other non-construction", "农用地等非建设用地"}, P::none,
        K::other, 0xf5f8dc),
    row(water, "water", {"water", "水域"}, P::none, K::other, 0x338ec0),
    row(ecological, "ecological", {"ecological protection", "自然生态保护用地"}, P::none, K::other, 0x68b167),
}};

// A row out of place would give every class after it the wrong name.
consteval bool in_order()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].use) != i) return false;
    }
    return true;
}
static_assert(in_order());

}  // namespace

const LandUseInfo& info(LandUse use)
{
    return table[static_cast<std::size_t>(use)];
}

std::optional<LandUse> find_land_use(std::string_view id)
{
    // "none" is how the program says that it does not know; nobody can ask for it.
    const auto at =
        std::find_if(table.begin() + 1, table.end(), [&](const LandUseInfo& i) { return i.id == id; });
    if (at == table.end()) return std::nullopt;
    return at->use;
}

bool is_industrial(LandUse use)
{
    return info(use).industrial;
}

bool is_industry_mining_storage(LandUse use)
{
    return info(use).built == BuiltPart::a2;
}

bool is_urban_construction(LandUse use)
{
    const BuiltPart part = info(use).built;
    return part != BuiltPart::none && part != BuiltPart::b11 && part != BuiltPart::b12;
}

bool is_non_construction(LandUse use)
{
    return use == farmland || use == water || use == ecological;
}

}  // namespace permu
