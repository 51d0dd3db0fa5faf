/// Review: its record and parameters.
#include "permu/rules/review.hpp"
#include "review_events.hpp"

namespace permu {
namespace {

constexpr EventKind kinds[] = {
    {"passed", {"commitment kept", "达产复核通过"}, {}},
    {"breach", {"commitment not kept: to be rectified", "达产复核不达标，限期整改"}, {}},
    {"rectified", {"commitment kept after rectification", "整改后复核通过"}, {}},
    {"failed", {"commitment not kept after rectification", "整改后仍不达标"}, {}},
    {"damages", {"damages for breach of the commitment", "追缴违约金"}, {}},
    {"capped", {"class C at best", "亩均等级不高于 C 类"}, {}},
    {"terminated", {"contract to be ended", "解除出让合同"}, {}},
    {"skipped", {"reviews due without promises or figures", "缺少承诺值或实际值、未能复核的地块数"}, {}},
    {"without_promises",
     {"standard parcels without promised values: never reviewed", "无承诺值、不作复核的标准地宗数"},
     {}},
    {"without_date",
     {"built standard parcels whose year of full output is not known: never reviewed",
      "达产年份不详、不作复核的已建成标准地宗数"},
     {}},
    {"damages_unknown", {"no damages: the price is unknown", "价款不详，未追缴违约金"}, {}},
};

Parameters test_parameters(CommitmentReview& rule)
{
    return {
        {.key = "tolerance",
         .slot = &rule.tolerance,
         .unit = Unit::ratio,
         .help = {"shortfall below (for energy: excess above) the promise that still passes, by indicator or "
                  "`default`",
                  "允许低于承诺值（能耗为高于）的幅度，按指标或 default"},
         .source = {},
         .min = 0,
         .max = 1,
         .choices = {"default", "investment_intensity", "far", "tax_per_mu", "output_per_mu",
                     "energy_per_value_added"}},
        {.key = "rectify_years",
         .slot = &rule.rectify_years,
         .unit = Unit::years,
         .help = {"years to rectify before the second review; 0: none", "整改年限；0 为不给予整改期"},
         .source = {},
         .min = 0,
         .max = 10},
        {.key = "response",
         .slot = &rule.response,
         .unit = Unit::ratio,
         .help = {"response: share of the shortfall of output and tax that a firm makes good while "
                  "rectifying",
                  "响应参数：整改期内补足产出和税收缺口的比例"},
         .source = {},
         .min = 0,
         .max = 1},
    };
}

Parameters consequence_parameters(CommitmentReview& rule)
{
    return {
        {.key = "damages_share",
         .slot = &rule.damages_share,
         .unit = Unit::ratio,
         .help = {"damages as a share of the land price, once", "违约金占土地价款的比例，一次性"},
         .source = {},
         .min = 0,
         .max = 1},
        {.key = "cap_years",
         .slot = &rule.cap_years,
         .unit = Unit::years,
         .help = {"evaluations in which the firm is of class C at best; 0: none",
                  "亩均评价不高于 C 类的年数；0 为不限制"},
         .source = {},
         .min = 0,
         .max = 50},
        {.key = "recapture_below",
         .slot = &rule.recapture_below,
         .unit = Unit::ratio,
         .help = {"the contract is ended where a value is below this share of its promise; 0: never",
                  "实际值低于承诺值此比例的解除合同、收回土地；0 为不收回"},
         .source = {},
         .min = 0,
         .max = 1},
    };
}

}  // namespace

const RuleRecord& CommitmentReview::record()
{
    static const RuleRecord record{
        .id = RuleId::review,
        .title = {"Review of commitments", "达产复核"},
        .clause = "标准地 达产复核",
        .summary = {"At the end of ramp-up, actual values against the committed ones; one year to rectify, "
                    "then damages, class C at best, or the end of the contract.",
                    "达产期满以实际值对照承诺值复核；整改一年，仍不达标的追缴违约金、亩均等级不高于 C 类，"
                    "或解除合同。"},
        .events = kinds,
        .binding = {},
    };
    return record;
}

Parameters parameters(CommitmentReview& rule)
{
    Parameters all = test_parameters(rule);
    for (Parameter& parameter : consequence_parameters(rule))
        all.push_back(std::move(parameter));
    return all;
}

}  // namespace permu
