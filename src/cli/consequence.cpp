/// The consequences of findings, by their codes.
#include "consequence.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace permu {
namespace {

/// Codes (or how they begin) of warnings after which land or values are not what the file says.
constexpr std::array<std::string_view, 17> changing{
    "parcel.repaired",  "parcel.invalid",   "parcel.duplicate_id", "parcel.outside", "parcel.no_park",
    "parcel.overlap",   "parcel.sliver",    "park.repaired",       "reserve.",       "sub_park.outside",
    "field.no_number.", "code.other.",      "code.prefix.",        "geometry.",      "enterprise.",
    "id.normalised",    "parcel.two_parks",
};

}  // namespace

Consequence consequence_of(Severity severity, std::string_view code)
{
    if (severity == Severity::error) return Consequence::refused;
    if (severity == Severity::note) return Consequence::noted;
    const auto begins = [&](std::string_view one) { return code.starts_with(one); };
    return std::ranges::any_of(changing, begins) ? Consequence::changed : Consequence::noted;
}

std::string_view consequence_name(Consequence consequence)
{
    constexpr std::array<std::string_view, 3> names{"refused", "changed", "noted"};
    return names[static_cast<std::size_t>(consequence)];
}

Text consequence_heading(Consequence consequence)
{
    constexpr std::array<Text, 3> headings{
        Text{"REFUSED: nothing runs until this is mended", "拒绝：改正之前无法运行"},
        Text{"CHANGED: land or values are not what the file says", "改动：土地或数值与文件不一致"},
        Text{"NOTED: nothing is done about it", "提示：不作处理"}};
    return headings[static_cast<std::size_t>(consequence)];
}

Problems by_consequence(const Problems& problems)
{
    std::vector<const Problem*> order;
    for (const Problem& problem : problems.all())
        order.push_back(&problem);
    const auto key = [](const Problem* p) {
        return std::tuple(consequence_of(p->severity, p->code), -std::abs(p->area),
                          -static_cast<double>(p->count), std::string_view(p->code),
                          std::string_view(p->where));
    };
    std::ranges::stable_sort(order, [&](const Problem* a, const Problem* b) { return key(a) < key(b); });
    Problems sorted;
    for (const Problem* problem : order)
        sorted.add(*problem);
    return sorted;
}

}  // namespace permu
