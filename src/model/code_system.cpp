/// Land-use codes of public systems.
#include "permu/model/code_system.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "permu/base/csv.hpp"
#include "permu/base/normalised.hpp"
#include "permu/base/resource.hpp"

namespace permu {
namespace {

/// Groups of the crosswalk that have one class only.
constexpr std::array<std::pair<std::string_view, LandUse>, 19> plain_groups{{
    {"mining", LandUse::mining},
    {"research", LandUse::research},
    {"residential", LandUse::residential},
    {"commercial", LandUse::commercial},
    {"public", LandUse::public_service},
    {"utility", LandUse::utility},
    {"street", LandUse::street},
    {"transport", LandUse::transport},
    {"green", LandUse::green},
    {"special", LandUse::special},
    {"other", LandUse::other_urban},
    {"reserve", LandUse::reserve},
    {"rural_industrial", LandUse::rural_industrial},
    {"rural", LandUse::rural_other},
    {"non_construction", LandUse::farmland},
    {"farmland", LandUse::farmland},
    {"water", LandUse::water},
    {"ecological", LandUse::ecological},
    {"m0", LandUse::m0},
}};

LandUse with_class(LandUse unspecified, std::string_view level)
{
    if (level.size() != 1 || level[0] < '1' || level[0] > '3') return unspecified;
    return static_cast<LandUse>(static_cast<int>(unspecified) + (level[0] - '0'));
}

LandUse meaning_of(std::string_view group, std::string_view level, std::string_view new_industry)
{
    if (new_industry == "1") return LandUse::m0;
    if (group == "industrial") return with_class(LandUse::industrial, level);
    if (group == "storage") return with_class(LandUse::logistics, level);
    const auto at = std::ranges::find(plain_groups, group, &std::pair<std::string_view, LandUse>::first);
    return at == plain_groups.end() ? find_land_use(group).value_or(LandUse::none) : at->second;
}

Problem unknown_system(std::string_view name, const std::set<std::string>& known)
{
    std::string list;
    for (const std::string& one : known)
        list += (list.empty() ? "\"" : ", \"") + one + "\"";
    return {
        .code = "codes.unknown_system",
        .where = "code_system",
        .found = Said(fmt::format("\"{}\"", printable(name))),
        .expected = {"one of " + list, "下列之一：" + list},
        .remedy = {
            "declare the code system of the file: the same code means different things in different systems",
            "请声明文件所用的分类体系：同一代码在不同体系中含义不同"}};
}

}  // namespace

CodeSystem::CodeSystem(const Table& crosswalk, std::string_view name) : name_(name)
{
    const TextCells& systems = text_column(crosswalk, "code_system");
    const TextCells& codes = text_column(crosswalk, "code");
    const TextCells& groups = text_column(crosswalk, "group");
    const TextCells& levels = text_column(crosswalk, "class_level");
    const TextCells& fresh = text_column(crosswalk, "is_new_industry");
    const bool has_stage = crosswalk.find("stage") != nullptr;
    std::set<std::string> known;
    for (std::uint32_t i = 0; i < codes.size(); ++i) {
        const AnyRow row{i};
        known.emplace(systems.texts[row]);
        if (systems.texts[row] != name) continue;
        CodeMeaning meaning{meaning_of(groups.texts[row], levels.texts[row], fresh.texts[row])};
        if (has_stage) meaning.stage = find_stage(text_column(crosswalk, "stage").texts[row]);
        codes_.insert_or_assign(std::string(codes.texts[row]), meaning);
    }
    if (codes_.empty()) throw InputError(unknown_system(name, known));
}

std::optional<CodeMeaning> CodeSystem::find(std::string_view code) const
{
    if (const auto listed = codes_.find(code); listed != codes_.end()) return listed->second;
    const std::string plain = normalised(code);
    for (std::size_t length = plain.size(); length > 0; --length) {
        const auto at = codes_.find(std::string_view(plain).substr(0, length));
        if (at == codes_.end()) continue;
        CodeMeaning meaning = at->second;
        meaning.by_prefix = length != plain.size();
        return meaning;
    }
    return std::nullopt;
}

std::string CodeSystem::with_lost_zero(std::string_view code) const
{
    const std::string plain = normalised(code), whole = "0" + plain;
    const bool digits = !plain.empty() && plain.find_first_not_of("0123456789") == std::string::npos;
    return digits && !codes_.contains(plain) && codes_.contains(whole) ? whole : std::string{};
}

Table built_in_crosswalk()
{
    return parse_csv(resource("scenarios/tables/landuse_crosswalk.csv"), "landuse_crosswalk.csv");
}

}  // namespace permu
