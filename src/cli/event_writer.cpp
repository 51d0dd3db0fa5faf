/// Rows of events.csv.
#include "event_writer.hpp"

#include <fmt/format.h>

#include <cmath>
#include <memory>

#include "permu/base/table.hpp"

namespace permu {
namespace {

const std::vector<std::string> header{"year",  "rule",  "clause", "entity",    "id",
                                      "event", "value", "unit",   "threshold", "detail"};

}  // namespace

/// What is left of a year's events when the state goes on: row i has the id and the detail i.
struct EventWriter::Rows {
    explicit Rows(const State& state) : events(state.events.all())
    {
        for (const Event& event : events) {
            ids.push_back(entity_id(state, event));
            details.push_back(state.events.detail(event));
        }
    }

    std::vector<Event> events;
    TextColumn<AnyRow> ids, details;
};

EventWriter::EventWriter(const std::string& path, const Scenario& scenario, CsvOptions options)
    : out_(path, header, options), clauses_(rule_count + 1)
{
    for (const RuleSchedule& rule : scenario.rules) {
        const RuleRecord& record = rule.in(scenario.run.start).record();
        clauses_[static_cast<std::size_t>(record.id)] = record.clause;
    }
}

void EventWriter::write(const State& state, Background& background)
{
    background.add([this, rows = std::make_shared<const Rows>(state)] { write(*rows); });
}

void EventWriter::write(const Rows& rows)
{
    for (std::uint32_t i = 0; i < rows.events.size(); ++i) {
        const Event& event = rows.events[i];
        const std::string_view clause =
            event.kind->clause.empty() ? clauses_[static_cast<std::size_t>(event.rule)] : event.kind->clause;
        out_.integer(event.year);
        out_.id(rule_name(event.rule));
        out_.id(clause);
        out_.id(entity_kind_name(event.entity));
        out_.id(rows.ids[AnyRow{i}]);
        out_.id(event.kind->name);
        out_.number(event.value);
        out_.id(std::isnan(event.value) ? std::string_view{} : info(event.unit).symbol);
        out_.number(event.threshold);
        const std::string_view detail = rows.details[AnyRow{i}];
        event.hypothetical ? out_.text(fmt::format("hypothetical{}{}", detail.empty() ? "" : "; ", detail))
                           : out_.text(detail);
        out_.end_row();
        ++counts_[{event.rule, event.kind}];
        ++written_;
    }
}

std::map<std::pair<std::string, std::string>, std::int64_t> EventWriter::counts() const
{
    std::map<std::pair<std::string, std::string>, std::int64_t> counts;
    for (const auto& [event, count] : counts_)
        counts[{std::string(rule_name(event.first)), std::string(event.second->name)}] += count;
    return counts;
}

}  // namespace permu
