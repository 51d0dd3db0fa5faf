/// What a parcel, a park, a project and a firm can be: the small enumerations of the state.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "permu/base/text.hpp"

namespace permu {

/// Supply stages in the order of the official ledger.
enum class Stage : std::uint8_t { unbuildable, planned, ready, listed, supplied, under_construction, built };
inline constexpr std::size_t stage_count = 7;

/// How land is held. `none` until it is supplied.
enum class Tenure : std::uint8_t { none, allocated, grant, flexible, lease, lease_then_grant, mixed };
inline constexpr std::size_t tenure_count = 7;

/// Review of a commitment (达产复核). `terminated`: the contract is to end, and the land leaves by rule exit.
enum class Review : std::uint8_t { none, passed, rectifying, failed, terminated };
inline constexpr std::size_t review_count = 5;

enum class ParkStatus : std::uint8_t { developing, eligible, transitioned, merged, delisted };
enum class ParkLevel : std::uint8_t { unknown, national, provincial };
/// 主区 and 发展方向区 are evaluated apart; their scores of intensive use are put together.
enum class AreaRole : std::uint8_t { unknown, main, development };
enum class ParkType : std::uint8_t { other, industrial, city_integrated };  ///< 工业主导型, 产城融合型

/// Per-mu benefit class; `none`: not evaluated.
enum class Grade : std::uint8_t { none, a, b, c, d };

enum class ProjectStatus : std::uint8_t { future, waiting, placed, lost };
enum class Tier : std::uint8_t { traditional, emerging, future };

/// Id, Chinese and English name and map colour of one value of an enumeration.
struct ValueInfo {
    std::string_view id;
    Text name;
    std::uint32_t colour = 0;
};

const ValueInfo& info(Stage stage);
const ValueInfo& info(Tenure tenure);
const ValueInfo& info(Review review);
const ValueInfo& info(ParkStatus status);
const ValueInfo& info(ParkLevel level);
const ValueInfo& info(ParkType type);
const ValueInfo& info(Grade grade);
const ValueInfo& info(ProjectStatus status);
const ValueInfo& info(Tier tier);

std::optional<Stage> find_stage(std::string_view id);
std::optional<Tenure> find_tenure(std::string_view id);
std::optional<ParkStatus> find_park_status(std::string_view id);
std::optional<ParkLevel> find_park_level(std::string_view id);
std::optional<AreaRole> find_area_role(std::string_view id);
std::optional<Grade> find_grade(std::string_view id);  ///< "A" … "D", either case
std::optional<Tier> find_tier(std::string_view id);

}  // namespace permu
