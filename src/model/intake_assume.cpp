/// What the data does not say is assumed openly: each assumed value is marked and counted.
#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "intake_steps.hpp"
#include "permu/base/random.hpp"

namespace permu {
namespace {

/// The stage of a parcel whose data has none.
Stage assumed_stage_of(const ParcelTable& parcels, ParcelId parcel)
{
    const LandUse use = parcels.use[parcel], plan = parcels.plan_use[parcel];
    if (use == LandUse::water || use == LandUse::ecological || parcels.constrained[parcel] != 0)
        return Stage::unbuildable;
    if (use == LandUse::reserve) return Stage::planned;
    if (use == LandUse::farmland) {
        return plan == LandUse::none || is_urban_construction(plan) ? Stage::planned : Stage::unbuildable;
    }
    return Stage::built;
}

/// Whether the scenario's vacant share falls on this built industrial parcel: its own luck, with the seed.
bool drawn_vacant(const ParcelTable& parcels, ParcelId parcel, const IntakeOptions& options)
{
    const double share = options.data.parcels.vacant_share;
    if (!(share > 0) || !is_industry_mining_storage(parcels.use[parcel])) return false;
    const Draw draw(options.draw_key, parcels.hash[parcel], 0, static_cast<std::uint32_t>(options.base_year));
    return draw.uniform(0) < share;
}

void refuse_built_nature(Draft& draft, ParcelId parcel)
{
    const ParcelTable& parcels = draft.out.state.parcels;
    const std::string id(parcels.id[parcel]);
    draft.out.problems.tally(
        {.code = "parcel.built_nature",
         .where = fmt::format("{}, feature {}", draft.raw.parcels.source, printable(id)),
         .found = {"built land whose use is " + std::string(info(parcels.use[parcel]).name.en),
                   "用途为" + std::string(info(parcels.use[parcel]).name.zh) + "的已建成地块"},
         .expected = {"a construction class, or another stage", "建设用地类，或其他阶段"},
         .remedy = {"correct use or stage", "请更正用途或阶段"},
         .area = from_mm2(parcels.area[parcel]).value},
        id);
}

void warn_of_price(Draft& draft, ParcelId parcel)
{
    const std::string id(draft.out.state.parcels.id[parcel]);
    draft.out.problems.tally(
        {.severity = Severity::warning,
         .code = "parcel.no_price",
         .where = fmt::format("{}, field price_wan, feature {}", draft.raw.parcels.source, printable(id)),
         .found = {"an empty price of supplied land", "已供应土地无成交价款"},
         .expected = {"a price in 万元", "以万元计的价款"},
         .remedy = {"it stays unknown: fees that depend on it cannot be charged",
                    "按未知处理：与价款相关的费用无法计收"}},
        id);
}

/// Approved land that waits for supply: how long it has waited is what makes it 批而未供.
void note_approval(Draft& draft, ParcelId parcel)
{
    const ParcelTable& parcels = draft.out.state.parcels;
    const std::string id(parcels.id[parcel]);
    draft.out.problems.tally(
        {.severity = Severity::note,
         .code = "parcel.no_approval_year",
         .where = fmt::format("{}, field approval_year, feature {}", draft.raw.parcels.source, printable(id)),
         .found = {"no year of approval of approved land that is not supplied", "已批准未供应土地无批准年份"},
         .expected = {"the year of the approval", "批准年份"},
         .remedy = {"it counts as approved for less than two years: supplied, it is no disposed stock",
                    "按批准未满两年处理：供应后不计入存量处置"},
         .area = from_mm2(parcels.area[parcel]).value},
        id);
}

/// "100102=0.7;0901=0.3": codes of the declared system and shares that sum to 1.
void take_mixed_shares(Draft& draft)
{
    Cells cells(draft.raw.parcels, draft.options.data.parcels, InputTable::parcels, draft.out.problems);
    const auto texts = cells.texts("mixed_shares");
    if (texts.empty()) return;
    const CodeSystem system = declared_system(draft, draft.options.data.parcels, "parcels");
    ParcelTable& parcels = draft.out.state.parcels;
    for (std::uint32_t i = 0; i < draft.order.size(); ++i) {
        std::string_view text = texts[draft.order[i]];
        if (text.empty()) continue;
        double sum = 0;
        bool known = true;
        while (!text.empty()) {
            const std::string_view one = text.substr(0, text.find(';'));
            text.remove_prefix(std::min(text.size(), one.size() + 1));
            const auto equals = one.find('=');
            double share = 0;
            const std::string_view number = equals == std::string_view::npos ? "" : one.substr(equals + 1);
            const bool read =
                std::from_chars(number.data(), number.data() + number.size(), share).ec == std::errc{};
            const auto meaning = system.find(one.substr(0, equals));
            known = known && read && share >= 0 && meaning.has_value();
            sum += share;
            if (known) parcels.mixed.push_back({ParcelId{i}, meaning->use, share});
        }
        if (known && std::abs(sum - 1) < 1e-9) continue;
        std::erase_if(parcels.mixed, [&](const MixedShare& m) { return m.parcel == ParcelId{i}; });
        cells.fault({.code = "parcel.mixed_shares",
                     .found = Said("\"" + printable(texts[draft.order[i]]) + "\""),
                     .expected = {"code=share;code=share with shares that sum to 1",
                                  "代码=比例;代码=比例，比例之和为 1"},
                     .remedy = {"correct the shares of floor area", "请更正建筑面积比例"}},
                    draft.order[i], "mixed_shares");
    }
}

/// Land that is not built carries no floor; land before supply has no tenure.
void settle_by_stage(Draft& draft, ParcelId parcel)
{
    ParcelTable& parcels = draft.out.state.parcels;
    const Stage stage = parcels.stage[parcel];
    if (stage != Stage::built) {
        parcels.floor_area[parcel] = parcels.far_floor_area[parcel] = 0;
        parcels.footprint[parcel] = parcels.yard[parcel] = 0;
    }
    if (stage < Stage::supplied) parcels.tenure[parcel] = Tenure::none;
}

}  // namespace

void assume_parcels(Draft& draft)
{
    ParcelTable& parcels = draft.out.state.parcels;
    auto& counts = draft.out.accounting.assumed;
    take_mixed_shares(draft);
    Cells cells(draft.raw.parcels, draft.options.data.parcels, InputTable::parcels, draft.out.problems);
    const bool priced = cells.has("price_wan");
    for (const ParcelId parcel : parcels.rows()) {
        if (parcels.assumed[parcel] & assumed_stage) {
            parcels.stage[parcel] = assumed_stage_of(parcels, parcel);
            ++counts["stage"];
            if (parcels.stage[parcel] == Stage::built && drawn_vacant(parcels, parcel, draft.options)) {
                parcels.stage[parcel] = Stage::ready;
                parcels.approved[parcel] = 1;
                ++counts["vacant"];
            }
        }
        if (parcels.stage[parcel] == Stage::built && is_non_construction(parcels.use[parcel])) {
            refuse_built_nature(draft, parcel);
        }
        settle_by_stage(draft, parcel);
        // Land that was built before the run has its approval behind it.
        if (parcels.stage[parcel] >= Stage::ready) parcels.approved[parcel] = 1;
        const bool waits = parcels.stage[parcel] >= Stage::planned && parcels.stage[parcel] < Stage::supplied;
        if (waits && parcels.approved[parcel] && parcels.approval_year[parcel] == no_year) {
            ++counts["approval_year unknown"];
            note_approval(draft, parcel);
        }
        const bool held =
            parcels.stage[parcel] >= Stage::supplied && is_urban_construction(parcels.use[parcel]);
        if (held && parcels.tenure[parcel] == Tenure::none) ++counts["tenure"];
        if (priced && held && parcels.tenure[parcel] != Tenure::allocated &&
            std::isnan(parcels.price[parcel])) {
            warn_of_price(draft, parcel);
        }
        if (parcels.stage[parcel] == Stage::built && std::isnan(parcels.floor_area[parcel]))
            ++counts["floor_area unknown"];
    }
}

}  // namespace permu
