/// Cooperation parks: recognition, progress and the partner's share.
#include "permu/rules/cooperation_parks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "permu/model/measures.hpp"
#include "refuse.hpp"

namespace permu {
namespace {

enum Kind : std::size_t { progress, recognised, checklist, benefit, not_known };
constexpr EventKind kinds[] = {
    {"progress", {"cooperation parks against the target", "国际合作园区目标进展"}, "000 一(二)"},
    {"recognised", {"a cooperation park is recognised", "评定为国际合作园区"}, "000 六(一)"},
    {"checklist", {"criteria of recognition", "评定条件核查"}, "000 六(一)"},
    {"benefit", {"the partner's share of the tax", "合作方税收分成"}, "003 (五), 002 (十五)"},
    {"not_known",
     {"no sub-parks in the data: progress is not known", "数据中没有区中园图层：进展不详"},
     "000 一(二)"},
};

constexpr Source act{"晋政办发〔2020〕85号", "一(二)", Confidence::seed};

std::optional<Year> year_of(std::string_view text)
{
    int year = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && text.size() == 4 ? std::optional(year) : std::nullopt;
}

/// One year of the rule.
class CooperationYear {
public:
    CooperationYear(State& state, const CooperationParks& rule, Year year)
        : state_(state), zones_(state.sub_parks), rule_(rule), year_(year)
    {
    }

    void run(bool base_year)
    {
        for (const SubParkId zone : zones_.rows()) {
            if (covered(zone)) base_year ? tell_checklist(zone) : recognise(zone);
            // Nobody recognises a zone that is built with a partner in the country.
            const bool stands = zones_.kind[zone] != SubParkKind::international || zones_.counts(zone, year_);
            zones_.prefers_partner[zone] = rule_.partner_first && covered(zone) && stands ? 1 : 0;
        }
        tell_progress();
        if (base_year || zones_.size() == 0) return;
        for (const SubParkId zone : zones_.rows())
            if (covered(zone)) share_benefit(zone);
        if (changed_) state_.measured.reset();
    }

    void tell_not_known() { state_.events.add(event_of(not_known, ParkId::none())); }

private:
    bool covered(SubParkId zone) const
    {
        const ParkId park = zones_.park[zone];
        return is_member(state_.parks.status[park]) && rule_.scope.covers(state_.parks, park);
    }

    std::size_t met(SubParkId zone) const
    {
        const auto& criteria = zones_.criteria[zone];
        return static_cast<std::size_t>(std::ranges::count(criteria, Criterion::met));
    }

    void recognise(SubParkId zone)
    {
        if (zones_.kind[zone] != SubParkKind::international) return;
        const bool by_checklist = rule_.recognition == "checklist" && zones_.recognised[zone] == no_year &&
                                  met(zone) == recognition_criteria.size();
        if (by_checklist) zones_.recognised[zone] = static_cast<std::int16_t>(year_);
        if (zones_.recognised[zone] != year_) return;
        changed_ = true;
        Event event = event_of(recognised, zones_.park[zone]);
        event.unit = Unit::count, event.value = static_cast<double>(met(zone));
        event.threshold = static_cast<double>(recognition_criteria.size());
        state_.events.add(event, fmt::format("sub-park {}; {}", zones_.id[zone.index],
                                             by_checklist ? "all criteria met" : "as declared"));
    }

    /// What speaks against a recognition, whoever has recognised it.
    void tell_checklist(SubParkId zone)
    {
        if (zones_.kind[zone] != SubParkKind::international) return;
        std::string open;
        for (std::size_t i = 0; i < recognition_criteria.size(); ++i) {
            const Criterion found = zones_.criteria[zone][i];
            if (found == Criterion::met) continue;
            open += fmt::format("; {}={}", recognition_criteria[i].field,
                                found == Criterion::unknown ? "unknown" : "no");
        }
        Event event = event_of(checklist, zones_.park[zone]);
        event.unit = Unit::count, event.value = static_cast<double>(met(zone));
        event.threshold = static_cast<double>(recognition_criteria.size());
        const std::int16_t year = zones_.recognised[zone];
        state_.events.add(event, fmt::format("sub-park {}; recognised={}{}", zones_.id[zone.index],
                                             year == no_year ? "no" : std::to_string(year), open));
    }

    void tell_progress()
    {
        if (zones_.size() == 0) return;
        int count = 0;
        for (const SubParkId zone : zones_.rows())
            count += covered(zone) && zones_.counts(zone, year_) ? 1 : 0;
        Event event = event_of(progress, ParkId::none());
        event.unit = Unit::count, event.value = count, event.threshold = target_of(rule_.milestones, year_);
        std::string detail =
            count >= event.threshold ? "on target" : fmt::format("short by {:.10g}", event.threshold - count);
        for (const auto& [text, parks] : rule_.milestones)
            if (const auto due = year_of(text); due && *due > year_) {
                detail += fmt::format("; next: {:.10g} by {}", parks, text);
                break;
            }
        state_.events.add(event, detail);
    }

    void share_benefit(SubParkId zone)
    {
        const double own = zones_.benefit_share[zone];
        const double share = std::isnan(own) ? rule_.benefit_share : own;
        if (!(share > 0)) return;
        const double tax = judged(state_).sub_parks[zone.index].tax.value();
        if (!(tax > 0)) return;
        const ParkId park = zones_.park[zone];
        changed_ = true;
        book(state_, {event_of(benefit, park), Reason::benefit_share, WanYuan{-share * tax}, park},
             fmt::format("sub-park {}; partner {}; {:.10g} × {:.10g} 万元", zones_.id[zone.index],
                         zones_.partner[zone.index].empty() ? "not named" : zones_.partner[zone.index], share,
                         tax));
    }

    Event event_of(Kind kind, ParkId park) const
    {
        return rule_event(state_, CooperationParks::record(), rule_.scope, kind, park);
    }

    State& state_;
    SubParkTable& zones_;
    const CooperationParks& rule_;
    Year year_;
    bool changed_ = false;  ///< something that is measured
};

}  // namespace

const RuleRecord& CooperationParks::record()
{
    static const RuleRecord record{
        .id = RuleId::cooperation_parks,
        .title = {"International cooperation parks", "国际合作园区"},
        .clause = "000 一(二), 五; 002 (十五); 003 (五)(九); 001 三; 004 (草案)",
        .summary =
            {"Recognised cooperation parks against the milestones, which are targets; the checklist of "
             "recognition, the partner's share, and land for the partner's projects first.",
             "国际合作园区评定数与阶段目标（力争）对照；评定条件核查、合作方分成、合作方项目优先用地。"},
        .events = kinds,
        .binding = {.province = "山西", .level = ParkLevel::unknown, .from = 2020},
        .judges = true,
    };
    return record;
}

Parameters parameters(CooperationParks& rule)
{
    return {
        {.key = "milestones",
         .slot = &rule.milestones,
         .unit = Unit::count,
         .help = {"parks that should be recognised in all by the end of a year: targets, none comes by date",
                  "至各年年底应建成的国际合作园区累计数：力争目标，不会按期自动建成"},
         .source = act,
         .min = 0,
         .max = 10000,
         .whole = true},
        {.key = "recognition",
         .slot = &rule.recognition,
         .help =
             {"declared: recognised in the year of the data; checklist: also when all five criteria are met",
              "declared 按数据中的评定年份；checklist 五项条件全部满足时也予评定"},
         .source = {"晋政办发〔2020〕85号", "六(一)", Confidence::design},
         .choices = {"declared", "checklist"}},
        {.key = "benefit_share",
         .slot = &rule.benefit_share,
         .unit = Unit::ratio,
         .help =
             {"share of the tax of a sub-park's firms that goes to the partner (利益共享); a sub-park's own "
              "field benefit_share goes before it",
              "区中园企业税收分给合作方的比例（利益共享）；区中园字段 benefit_share 优先"},
         .source = {"商务部 2025 工作方案", "(五)：未定比例", Confidence::design},
         .min = 0,
         .max = 1},
        {.key = "partner_first",
         .slot = &rule.partner_first,
         .help = {"whether ready land of a sub-park goes to projects of its partner first, and to others "
                  "last; of an "
                  "international park once it is recognised",
                  "区中园可供土地是否优先供给合作方项目、最后供给其他项目；国际合作园区自评定后起"},
         .source = {"晋政办发〔2020〕85号", "四(二)", Confidence::design}},
    };
}

void validate(const CooperationParks& rule, const std::string& where, Problems& problems)
{
    double before = 0;
    for (const auto& [text, parks] : rule.milestones) {
        if (!year_of(text))
            refuse(problems, {"cooperation_parks.year", where + ".milestones." + text},
                   Said("\"" + text + "\""), {"a year of four digits", "四位数年份"},
                   {"write milestones = { 2025 = 5 }", "请写作 milestones = { 2025 = 5 }"});
        if (parks < before)
            refuse(problems, {"cooperation_parks.falls", where + ".milestones." + text},
                   Said(fmt::format("{:g}", parks)),
                   {fmt::format("at least {:g}: numbers are of all parks by then", before),
                    fmt::format("不小于 {:g}：为累计数", before)},
                   {"write the number of all parks by the end of the year", "请写到该年年底的累计数"});
        before = std::max(before, parks);
    }
}

double target_of(const NamedNumbers& milestones, Year year)
{
    double target = 0;
    for (const auto& [text, parks] : milestones)
        if (const auto due = year_of(text); due && *due <= year) target = parks;
    return target;
}

void apply(State& state, const CooperationParks& rule, Year year)
{
    CooperationYear(state, rule, year).run(false);
}

void assess(State& state, const CooperationParks& rule, Year year)
{
    CooperationYear work(state, rule, year);
    state.sub_parks.size() == 0 ? work.tell_not_known() : work.run(true);
}

}  // namespace permu
