/// Re-zoning: record and parameters.
#include "permu/rules/rezoning.hpp"
#include "rezoning_events.hpp"

namespace permu {
namespace {

constexpr EventKind kinds[] = {
    {"rezoned", {"a new area takes the place of what left", "调区：调入新区域"}, {}},
    {"reserve_taken", {"a reserve becomes land of the new area", "备选区调入新区域"}, {}},
    {"no_successor", {"no reserves in balance: no new area", "备选区面积不能平衡，无新区域"}, {}},
    {"boundary_changed", {"the boundary changes on request", "按申请调整四至范围"}, {}},
    {"parcel_leaves", {"a parcel leaves the zone", "地块调出"}, {}},
    {"request_refused", {"a change of boundary is not made", "调区申请未予实施"}, {}},
};

constexpr Source design{};

}  // namespace

const RuleRecord& Rezoning::record()
{
    static const RuleRecord record{
        .id = RuleId::rezoning,
        .title = {"Re-zoning", "调区"},
        .clause = "002 (十)",
        .summary =
            {"A park that turns develops a new area: reserves are taken in, as large as what leaves, and "
             "become the park <id>-2 on 1 January. Other parks may ask for another boundary by a table.",
             "转型的示范区通过调区开发新区域：调入与调出面积平衡，次年 1 月 1 日起设为 <id>-2。"
             "其他园区可通过申请表调整四至范围。"},
        .events = kinds,
        .binding = {.province = "山西", .level = ParkLevel::unknown, .from = 2024},
        .judges = true,
    };
    return record;
}

Parameters parameters(Rezoning& rule)
{
    return {
        {.key = "area_tolerance",
         .slot = &rule.area_tolerance,
         .unit = Unit::ratio,
         .help = {"share of the area that left by which the new area may differ from it",
                  "调入面积与调出面积的允许偏差（占调出面积）"},
         .source = {"调区: total area about unchanged", "domain 8.4", Confidence::knowledge_verify},
         .min = 0,
         .max = 1},
        {.key = "expansion",
         .slot = &rule.expansion,
         .help = {"whether the new area may be larger than what left (扩区): reserves are taken whole",
                  "是否允许调入面积大于调出面积（扩区）：备选区整块调入"},
         .source = design},
        {.key = "accept_less",
         .slot = &rule.accept_less,
         .help = {"whether a new area smaller than what left, beyond the tolerance, is made all the same",
                  "备选区不足、调入面积小于允许下限时是否仍然调区"},
         .source = design},
        {.key = "requests",
         .slot = &rule.requests,
         .help = {"CSV of changes of boundaries that parks ask for: park_id, year, out (parcels, between "
                  "\";\"), in (reserves; empty: as for a park that turns)",
                  "园区调区申请表（CSV）：park_id、year、out（调出地块，以 \";\" 分隔）、in（调入备选区；"
                  "为空则按转型园区的次序选取）"},
         .source = {"晋政办发〔2024〕59号", "(十): 调区", Confidence::seed}},
        {.key = "block",
         .slot = &rule.block,
         .unit = Unit::mu,
         .help = {"size of the parcels of a reserve that names none (block_mu)",
                  "备选区未注明 block_mu 时的地块大小"},
         .source = design,
         .min = 1,
         .max = 100000},
        {.key = "block_width_min",
         .slot = &rule.block_width_min,
         .unit = Unit::metre,
         .help = {"least width of a block", "地块最小宽度"},
         .source = design,
         .min = 0,
         .max = 10000},
        {.key = "block_fill_min",
         .slot = &rule.block_fill_min,
         .unit = Unit::ratio,
         .help = {"least share of the smallest rectangle around a block that is the block",
                  "地块占其最小外接矩形的比例下限"},
         .source = design,
         .min = 0,
         .max = 1},
    };
}

}  // namespace permu
