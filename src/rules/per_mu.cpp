/// Per-mu benefit: who is evaluated, by what group, and what changes.
#include "permu/rules/per_mu.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "permu/rules/score.hpp"
#include "refuse.hpp"

namespace permu {
namespace {

enum Kind : std::size_t { classed, not_evaluated, figures_missing };
constexpr EventKind kinds[] = {
    {"classed", {"class of a firm changes", "企业亩均等级变动"}, {}},
    {"not_evaluated", {"firms left out", "未参评企业数"}, {}},
    {"figures_missing", {"firms scored without some figure", "缺少部分指标数据的参评企业数"}, {}},
};

/// Why a firm is left out, in the order of the test.
enum Outside : std::size_t { exempt, in_grace, small, evaluated };

/// One year of the rule.
class PerMuYear {
public:
    PerMuYear(State& state, const PerMu& rule, Year year)
        : state_(state), f_(state.enterprises), rule_(rule), year_(year)
    {
        for (const ParkId park : state.parks.rows()) {
            const bool covered = rule.scope.covers(state.parks, park) && is_member(state.parks.status[park]);
            covered_.push_back(covered);
            // One event a park, filled in for its firms: who is bound by the clause is the same for all of
            // them.
            Event event = rule_event(state, PerMu::record(), rule.scope, classed, park);
            event.entity = EntityKind::enterprise, event.unit = Unit::points;
            events_.push_back(event);
        }
    }

    void run()
    {
        gather();
        Problems checked_before;
        const ScoreMethod method = method_from(rule_.method.table, {}, checked_before);
        const ScoreInput input{f_.size(),
                               f_.tax.values(),
                               land_mu_,
                               f_.value_added.values(),
                               f_.energy.values(),
                               f_.emission.values(),
                               f_.staff.values(),
                               f_.rd.values(),
                               f_.revenue.values(),
                               f_.power.values(),
                               f_.large.values(),
                               f_.veto.values(),
                               outside_,
                               group_};
        const ScoreResult result = score_firms(method, input, ScoreDetail::classes);
        for (const EnterpriseId firm : f_.rows())
            if (here(firm)) take(firm, result);
        tell(not_evaluated, counts_[exempt] + counts_[in_grace] + counts_[small],
             fmt::format("exempt={}; in_grace={}; small={}", counts_[exempt], counts_[in_grace],
                         counts_[small]));
        tell(figures_missing, incomplete_, {});
    }

private:
    bool here(EnterpriseId firm) const
    {
        const ParkId park = f_.park[firm];
        return park.valid() && covered_[park.index];
    }

    Outside standing(EnterpriseId firm) const
    {
        if (f_.exempt[firm]) return exempt;
        if (f_.start_year[firm] != no_year && year_ - f_.start_year[firm] < rule_.grace_years)
            return in_grace;
        // False for unknown land: nobody can say that it is large enough.
        const bool enough = f_.large[firm] || f_.land[firm] >= rule_.small_land_min;
        return enough ? evaluated : small;
    }

    void gather()
    {
        const std::size_t n = f_.size();
        land_mu_.resize(n), outside_.resize(n), group_.resize(n);
        for (const EnterpriseId firm : f_.rows()) {
            land_mu_[firm.index] = to_mu({f_.land[firm]});
            const Outside standing = here(firm) ? this->standing(firm) : evaluated;
            outside_[firm.index] = !here(firm) || standing != evaluated;
            if (here(firm)) ++counts_[standing];
            if (rule_.group == "park" && here(firm)) group_[firm.index] = f_.park[firm].index;
            if (rule_.group == "division") group_[firm.index] = f_.division[firm];
        }
    }

    void take(EnterpriseId firm, const ScoreResult& result)
    {
        const Grade before = f_.grade[firm];
        Grade now = result.grade[firm.index];
        // A commitment that was not kept: whatever the score, class C at best.
        const bool capped = f_.capped_until[firm] != no_year && year_ <= f_.capped_until[firm];
        if (capped && (now == Grade::a || now == Grade::b)) now = Grade::c;
        f_.grade_previous[firm] = before;
        f_.grade[firm] = now;
        f_.score[firm] = static_cast<float>(result.score[firm.index]);
        const ScoreNotes& notes = result.notes[firm.index];
        incomplete_ += notes.missing != 0 || notes.mean_emission;
        if (before == now) return;
        Event event = events_[f_.park[firm].index];
        event.row = firm.index;
        event.value = result.score[firm.index];
        constexpr std::array<std::string_view, 5> names{"none", "A", "B", "C", "D"};
        state_.events.add(event, fmt::format("{} → {}", names[static_cast<std::size_t>(before)],
                                             names[static_cast<std::size_t>(now)]));
    }

    void tell(Kind kind, std::size_t count, std::string_view detail)
    {
        if (count == 0) return;
        Event event = rule_event(state_, PerMu::record(), rule_.scope, kind, ParkId::none());
        event.unit = Unit::count, event.value = static_cast<double>(count);
        state_.events.add(event, detail);
    }

    State& state_;
    EnterpriseTable& f_;
    const PerMu& rule_;
    Year year_;
    std::vector<std::uint8_t> covered_;  ///< by park
    std::vector<Event> events_;          ///< by park
    std::vector<double> land_mu_;
    std::vector<std::uint8_t> outside_;
    std::vector<std::uint32_t> group_;
    std::array<std::size_t, 4> counts_{};  ///< by Outside
    std::size_t incomplete_ = 0;
};

}  // namespace

PerMu::PerMu() : method{.path = {}, .table = default_score_method()} {}

const RuleRecord& PerMu::record()
{
    static const RuleRecord record{
        .id = RuleId::per_mu,
        .title = {"Per-mu benefit", "亩均效益评价"},
        .clause = "002 (十七), (二十)",
        .summary =
            {"Every covered firm is scored by what it yields per mu, per energy, emission and person, and "
             "classed A to D by its place among the firms it is compared with.",
             "按单位土地、能耗、排放和人员的产出对参评企业打分，并按名次分为 A、B、C、D 四类。"},
        .events = kinds,
        .binding = {.province = "山西", .level = ParkLevel::unknown, .from = 2024},
    };
    return record;
}

Parameters parameters(PerMu& rule)
{
    return {
        {.key = "method",
         .slot = &rule.method,
         .help = {"score method file (TOML): items, weights, benchmarks, classes; without it Huangyan 2022 "
                  "with the "
                  "classes of Huai'an 2024 and a cap of 1.5",
                  "评价办法文件（TOML）：指标、权重、基准值、分类；缺省为黄岩 2022 年指标、淮安 2024 "
                  "年分类、1.5 倍封顶"},
         .source = {"黄岩 2022、淮安 2024 亩均评价公告", "", Confidence::found},
         .is_path = true},
        {.key = "small_land_min",
         .slot = &rule.small_land_min,
         .unit = Unit::mu,
         .help = {"small firms are evaluated from this land on", "规下企业参评的最小用地面积"},
         .source = {"旌德 2022 亩均评价", "规下 5 亩以上", Confidence::found},
         .min = 0,
         .max = 1000000},
        {.key = "grace_years",
         .slot = &rule.grace_years,
         .unit = Unit::years,
         .help = {"years from the year of start on without evaluation", "投产后不参评的年数（含投产当年）"},
         .source = {"淮安 2024 亩均评价", "投产未满 2 年", Confidence::found},
         .min = 0,
         .max = 50},
        {.key = "group",
         .slot = &rule.group,
         .help = {"firms are compared with those of the same region, park or division",
                  "参评企业的比较范围：全区域、本园区或本行业大类"},
         .source = {},
         .choices = {"region", "park", "division"}},
    };
}

void validate(const PerMu& rule, const std::string& where, Problems& problems)
{
    Problems own;
    const ScoreMethod method = method_from(rule.method.table, where + ".method", own);
    if (!method.classes && !own.has_errors())
        refuse(own, {"per_mu.classes", where + ".method"},
               Text{"a method without classes", "评价办法没有分类"},
               Text{"shares of the classes A to D", "A 至 D 四类的比例"},
               Text{"add [classes] with shares = { A = 0.20, B = 0.40, C = 0.35, D = 0.05 }",
                    "请补充 [classes]，写 shares = { A = 0.20, B = 0.40, C = 0.35, D = 0.05 }"});
    problems.append(own);
}

void apply(State& state, const PerMu& rule, Year year)
{
    PerMuYear(state, rule, year).run();
}

}  // namespace permu
