/// What `permu explain` prints.
#include "explain_show.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "console.hpp"
#include "permu/study/narrate.hpp"

namespace permu {
namespace {

using Json = nlohmann::ordered_json;

std::string say(Text text, Language language)
{
    return std::string(text.in(language));
}

std::string heading(const Explanation& e, const RunName& run, Language language)
{
    const std::string who = said_name(e.subject).in(language);
    std::string text = language == Language::zh
                           ? fmt::format("{}：运行“{}”（{}–{}，种子 {}）中的经过\n", who, printable(run.name),
                                         run.start, run.end, run.seed)
                           : fmt::format("{}: what happened in the run \"{}\" ({}–{}, seed {})\n", who,
                                         printable(run.name), run.start, run.end, run.seed);
    std::string others;
    for (const EntityName& name : e.linked)
        others += (others.empty() ? "" : ", ") + said_name(name).in(language);
    if (!others.empty()) text += say({"linked to ", "关联："}, language) + others + "\n";
    return text;
}

/// Whether the table of years tells the event already.
bool is_in_the_table(const Explanation& e, const ToldEvent& event)
{
    if (e.subject.kind != EntityKind::park || event.who != e.subject) return false;
    return (event.rule == "transition" && event.event == "assessed") ||
           (event.rule == "evaluation" && event.event == "ranked");
}

std::string chain(const Explanation& e, Language language)
{
    std::string text;
    Year year = 0;
    for (const ToldEvent& event : e.events) {
        if (is_in_the_table(e, event)) continue;
        if (event.year != year || text.empty()) text += fmt::format("\n{}\n", event.year);
        year = event.year;
        const std::string who =
            event.who == e.subject ? "" : said_name(event.who).in(language) + say({": ", "："}, language);
        text += fmt::format("  {}{}  [{}]\n", who, what_happened(event).in(language),
                            by_what_right(event).in(language));
    }
    if (!text.empty()) return text;
    return "\n" + say({"No rule changed it.\n", "没有规则改变过它。\n"}, language);
}

std::string why_not(const Explanation& e, Language language)
{
    if (e.passed_over.empty()) return {};
    std::string text = "\n" + say({"Why not elsewhere (a year that is not listed was as the one before)\n",
                                   "为何未落在别处（未列出的年份与上一次相同）\n"},
                                  language);
    for (const PassedOver& one : e.passed_over)
        text += fmt::format("  {}  {}\n", one.year, why_not_there(one).in(language));
    return text;
}

std::string park_table(const Explanation& e, Language language)
{
    if (e.park_years.empty()) return {};
    std::vector<std::vector<std::string>> rows;
    const auto column = [&](Text text) { rows[0].push_back(say(text, language)); };
    rows.emplace_back();
    column({"year", "年份"});
    column({"built (亩)", "建成（亩）"});
    column({"industry + M0", "工业+M0 占比"});
    column({"strictly below", "须低于"});
    column({"task completed", "开发任务完成"});
    column({"integrated", "产城融合"});
    column({"tax (万元/亩)", "亩均税收（万元）"});
    column({"score", "得分"});
    column({"rank", "名次"});
    for (const ParkYear& y : e.park_years) {
        rows.push_back({fmt::format("{}", y.year), for_reader(y.built_mu), for_reader(y.share),
                        for_reader(y.share_below), in_words(printable(y.task, 400)).in(language),
                        in_words(printable(y.integration, 400)).in(language), for_reader(y.tax_per_mu),
                        for_reader(y.score), for_reader(y.rank)});
    }
    return "\n" + say({"Year by year\n", "逐年情况\n"}, language) + aligned(rows);
}

Json number_or_null(double value)
{
    return std::isnan(value) ? Json() : Json(value);
}

Json name_json(const EntityName& name)
{
    return {{"entity", entity_kind_name(name.kind)}, {"id", name.id}};
}

Json event_json(const ToldEvent& event, Language language)
{
    return {{"year", event.year},
            {"rule", event.rule},
            {"clause", event.clause},
            {"entity", entity_kind_name(event.who.kind)},
            {"id", event.who.id},
            {"event", event.event},
            {"value", number_or_null(event.value)},
            {"unit", event.unit},
            {"threshold", number_or_null(event.threshold)},
            {"detail", event.detail},
            {"hypothetical", event.hypothetical},
            {"sentence", what_happened(event).in(language)}};
}

Json why_not_json(const PassedOver& one, Language language)
{
    return {{"year", one.year},
            {"rank", one.rank},
            {"park", one.park},
            {"parcel", one.parcel},
            {"stopped_by", one.stopped_by},
            {"value", number_or_null(one.value)},
            {"threshold", number_or_null(one.threshold)},
            {"unit", one.unit},
            {"taken_by", one.taken_by},
            {"sentence", why_not_there(one).in(language)}};
}

Json park_year_json(const ParkYear& y)
{
    return {{"year", y.year},
            {"built_mu", number_or_null(y.built_mu)},
            {"literal_industrial_share", number_or_null(y.share)},
            {"threshold", number_or_null(y.share_below)},
            {"judged", y.judged},
            {"task_completed", y.task},
            {"integrated", y.integration},
            {"tax_per_mu", number_or_null(y.tax_per_mu)},
            {"composite_score", number_or_null(y.score)},
            {"rank", number_or_null(y.rank)}};
}

}  // namespace

std::string explanation_text(const Explanation& explanation, const RunName& run, Language language)
{
    return heading(explanation, run, language) + park_table(explanation, language) +
           chain(explanation, language) + why_not(explanation, language);
}

std::string explanation_json(const Explanation& e, const RunName& run, Language language)
{
    Json linked = Json::array(), events = Json::array(), passed = Json::array(), years = Json::array();
    for (const EntityName& name : e.linked)
        linked.push_back(name_json(name));
    for (const ToldEvent& event : e.events)
        events.push_back(event_json(event, language));
    for (const PassedOver& one : e.passed_over)
        passed.push_back(why_not_json(one, language));
    for (const ParkYear& year : e.park_years)
        years.push_back(park_year_json(year));
    const Json all{{"subject", name_json(e.subject)},
                   {"run",
                    {{"name", run.name},
                     {"directory", run.directory},
                     {"start", run.start},
                     {"end", run.end},
                     {"seed", run.seed}}},
                   {"linked", linked},
                   {"events", events},
                   {"why_not", passed},
                   {"park_years", years}};
    return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace permu
