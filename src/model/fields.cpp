/// The canonical fields of the input tables.
#include "permu/model/fields.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <vector>

#include "fields_of_tables.hpp"

namespace permu {

std::span<const InputField> all_fields()
{
    static const std::vector<InputField> all = [] {
        std::vector<InputField> out;
        for (const auto fields : {zones_fields(), parcels_fields(), enterprises_fields(), projects_fields(),
                                  sub_parks_fields(), conversions_fields(), environment_fields()}) {
            out.insert(out.end(), fields.begin(), fields.end());
        }
        std::ranges::stable_sort(out, {}, &InputField::table);
        return out;
    }();
    return all;
}

std::span<const InputField> fields_of(InputTable table)
{
    const auto all = all_fields();
    return {std::ranges::lower_bound(all, table, {}, &InputField::table),
            std::ranges::upper_bound(all, table, {}, &InputField::table)};
}

std::string_view choices_of(std::string_view field)
{
    constexpr std::pair<std::string_view, std::string_view> choices[] = {
        {"stage", "unbuildable, planned, ready, listed, supplied, under_construction, built"},
        {"tenure", "allocated, grant, flexible, lease, lease_then_grant, mixed"},
        {"level", "national, provincial"},
        {"status", "developing, eligible, transitioned, merged, delisted"},
        {"area_role", "main, development"},
        {"occupancy", "own, rent"},
        {"class_previous", "A, B, C, D"},
        {"cooperation_kind", "international, co_built"},
        {"tier", "traditional, emerging, future"}};
    const auto* at = std::ranges::find(choices, field, &std::pair<std::string_view, std::string_view>::first);
    return at == std::end(choices) ? std::string_view{} : at->second;
}

std::string_view table_name(InputTable table)
{
    constexpr std::array<std::string_view, 9> names{"parks",     "parcels",     "enterprises",
                                                    "projects",  "reserves",    "quota",
                                                    "sub_parks", "conversions", "environment"};
    return names[static_cast<std::size_t>(table)];
}

}  // namespace permu
