/// Land-use classes of the program and the part of the official ledger each belongs to.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "permu/base/text.hpp"

namespace permu {

/// The program's own small enumeration; codes of public systems map to it
/// (scenarios/tables/landuse_crosswalk.csv).
enum class LandUse : std::uint8_t {
    none,  ///< unknown: only as plan use
    industrial,
    industrial_1,
    industrial_2,
    industrial_3,  ///< 工业用地, without and with class
    m0,            ///< 新型产业用地
    logistics,
    logistics_1,
    logistics_2,
    logistics_3,  ///< 物流仓储
    mining,       ///< 采矿、盐田
    research,     ///< 科研 (研发设计)
    residential,
    commercial,
    public_service,
    utility,
    street,     ///< 街巷: roads inside the town (A31)
    transport,  ///< other transport (A32)
    green,
    special,
    other_urban,  ///< other urban construction (A6)
    reserve,      ///< 留白
    rural_industrial,
    rural_other,
    farmland,  ///< farmland and other non-construction land
    water,
    ecological,  ///< nature and ecological protection (C2)
};
inline constexpr std::size_t land_use_count = 27;

/// Where built land of a class stands in the ledger (domain: 开发区土地集约利用评价).
enum class BuiltPart : std::uint8_t { none, a1, a2, a31, a32, a4, a51, a52, a6, b11, b12 };

struct LandUseInfo {
    LandUse use;
    std::string_view id;  ///< "industrial_1"
    Text name;
    BuiltPart built;         ///< part of A or B1 when built; none for land that cannot be built
    bool industrial;         ///< counts in the literal 30 % numerator (industry, M0)
    bool storage_or_mining;  ///< counts in 工矿仓储 beside industry
    std::uint32_t colour;    ///< 0xRRGGBB for maps
};

const LandUseInfo& info(LandUse use);
std::optional<LandUse> find_land_use(std::string_view id);

/// Industry of any class, M0 included: the numerator of the literal 30 % share.
bool is_industrial(LandUse use);
/// Industry, M0, storage or mining: A2 when built.
bool is_industry_mining_storage(LandUse use);
/// Land that can carry urban construction (A when built).
bool is_urban_construction(LandUse use);
/// Farmland, water, ecological land: needs new quota to become construction land.
bool is_non_construction(LandUse use);

}  // namespace permu
