/// What the values of a column tell: the unit of an area, the system of a code, the use behind a name.
#include <algorithm>
#include <cmath>
#include <map>

#include "permu/base/csv.hpp"
#include "permu/base/normalised.hpp"
#include "permu/base/resource.hpp"
#include "permu/inspect/guess.hpp"
#include "permu/model/code_system.hpp"

namespace permu {
namespace {

constexpr std::size_t most_examples = 10;
constexpr std::string_view system_names[] = {"用地用海", "GB50137-2011", "GB/T21010-2017", "开发区评价"};

struct AreaUnitSize {
    std::string_view name;
    double square_metres;
};
constexpr AreaUnitSize area_units[] = {
    {"m²", 1}, {"亩", 2000.0 / 3}, {"ha", 1e4}, {"km²", 1e6}, {"万亩", 2e7 / 3}};

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

std::size_t filled(std::span<const ValueCount> values)
{
    std::size_t rows = 0;
    for (const ValueCount& value : values)
        rows += value.count;
    return rows;
}

using Names = std::map<std::string, std::string, std::less<>>;

Names names_of_uses(const Table& crosswalk)
{
    Names names;
    const auto& systems = text_column(crosswalk, "code_system");
    for (std::uint32_t i = 0; i < crosswalk.rows(); ++i) {
        const AnyRow row{i};
        if (systems.texts[row] == system_names[0])
            names.emplace(text_column(crosswalk, "name_zh").texts[row],
                          text_column(crosswalk, "code").texts[row]);
    }
    const Table aliases = parse_csv(resource("scenarios/tables/land_use_names.csv"), "land_use_names.csv");
    for (std::uint32_t i = 0; i < aliases.rows(); ++i) {
        const AnyRow row{i};
        names.emplace(text_column(aliases, "name").texts[row], text_column(aliases, "code").texts[row]);
    }
    return names;
}

/// A value that the system does not list as it stands.
void add_unlisted(CodeShare& share, const CodeSystem& system, const std::string& value, double part,
                  bool by_prefix)
{
    if (std::string whole = system.with_lost_zero(value); !whole.empty()) {
        share.zero_lost += part;
        share.with_zero.emplace_back(value, std::move(whole));
        return;
    }
    if (by_prefix) share.by_prefix += part;
    if (share.unknown.size() < most_examples) share.unknown.push_back(value);
}

/// The use of a code, put right where its leading zero was lost.
LandUse use_in(const CodeSystem& system, const std::string& value)
{
    const std::string whole = system.with_lost_zero(value);
    const auto meaning = system.find(whole.empty() ? value : whole);
    return meaning && !meaning->by_prefix ? meaning->use : LandUse::none;
}

}  // namespace

bool AreaUnitGuess::mixed() const
{
    constexpr std::size_t least_rows = 3;
    constexpr double least_all = 0.8, least_second = 0.05;
    if (groups.size() < 2 || groups[1].second < least_rows) return false;
    const auto rows = static_cast<double>(compared);
    const auto first = static_cast<double>(groups[0].second), second = static_cast<double>(groups[1].second);
    return first + second >= least_all * rows && second >= least_second * rows;
}

AreaUnitGuess guess_area_unit(std::span<const double> declared, std::span<const double> computed)
{
    constexpr double tolerance = 0.05;
    std::vector<double> ratios;
    for (std::size_t i = 0; i < std::min(declared.size(), computed.size()); ++i) {
        const double ratio = computed[i] / declared[i];
        if (declared[i] > 0 && computed[i] > 0 && std::isfinite(ratio)) ratios.push_back(ratio);
    }
    AreaUnitGuess guess{.compared = ratios.size()};
    if (ratios.empty()) return guess;
    guess.ratio = median(ratios);
    for (const AreaUnitSize& unit : area_units) {
        const auto fits = [&](double ratio) { return std::abs(ratio / unit.square_metres - 1) <= tolerance; };
        const auto rows = static_cast<std::size_t>(std::ranges::count_if(ratios, fits));
        if (rows > 0) guess.groups.emplace_back(unit.name, rows);
        if (!fits(guess.ratio)) continue;
        guess.unit = unit.name;
        guess.within_share = static_cast<double>(rows) / static_cast<double>(ratios.size());
    }
    std::ranges::stable_sort(guess.groups, [](const auto& a, const auto& b) { return a.second > b.second; });
    return guess;
}

std::vector<CodeShare> code_shares(std::span<const ValueCount> values, const Table& crosswalk)
{
    std::vector<CodeSystem> systems;
    for (const std::string_view name : system_names)
        systems.emplace_back(crosswalk, name);
    const auto rows = static_cast<double>(std::max<std::size_t>(1, filled(values)));
    std::vector<CodeShare> shares;
    for (const CodeSystem& system : systems) {
        CodeShare share{.system = system.name()};
        for (const ValueCount& value : values) {
            const double part = static_cast<double>(value.count) / rows;
            const auto meaning = system.find(value.text);
            if (!meaning || meaning->by_prefix) {
                add_unlisted(share, system, value.text, part, meaning.has_value());
                continue;
            }
            share.exact += part;
            const bool clash = std::ranges::any_of(systems, [&](const CodeSystem& other) {
                const auto theirs = other.find(value.text);
                return theirs && !theirs->by_prefix && theirs->use != meaning->use;
            });
            if (!clash) continue;
            ++share.clashes;
            if (share.clash_examples.size() < most_examples) share.clash_examples.push_back(value.text);
        }
        shares.push_back(std::move(share));
    }
    std::ranges::stable_sort(shares, [](const CodeShare& a, const CodeShare& b) {
        return a.told() != b.told() ? a.told() > b.told() : a.by_prefix > b.by_prefix;
    });
    return shares;
}

CodeTie code_tie(std::span<const ValueCount> values, std::span<const CodeShare> shares,
                 const Table& crosswalk)
{
    constexpr double same = 1e-9;
    CodeTie tie{.first = shares.front().system, .second = {}, .values = {}};
    const CodeSystem best(crosswalk, tie.first);
    for (const CodeShare& other : shares.subspan(1)) {
        if (other.told() <= 0 || shares.front().told() - other.told() > same) break;
        const CodeSystem rival(crosswalk, other.system);
        for (const ValueCount& value : values) {
            const LandUse one = use_in(best, value.text), two = use_in(rival, value.text);
            if (one != LandUse::none && two != LandUse::none && one != two) tie.values.push_back(value.text);
        }
        if (!tie.open()) continue;
        tie.second = other.system;
        break;
    }
    return tie;
}

NamedUses named_uses(std::span<const ValueCount> values, const Table& crosswalk)
{
    const Names names = names_of_uses(crosswalk);
    NamedUses uses;
    std::size_t known = 0;
    for (const ValueCount& value : values) {
        const auto at = names.find(normalised(value.text));
        if (at == names.end()) {
            uses.unknown.push_back(value);
            continue;
        }
        known += value.count;
        uses.known.push_back({value.text, at->second, value.count});
    }
    uses.share = static_cast<double>(known) / static_cast<double>(std::max<std::size_t>(1, filled(values)));
    return uses;
}

}  // namespace permu
