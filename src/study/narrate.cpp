/// Sentences about events.
#include "permu/study/narrate.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "permu/rules/catalogue.hpp"

namespace permu {
namespace {

using Key = std::pair<std::string, std::string>;

struct Names {
    std::map<std::string, Text, std::less<>> titles;  ///< by rule
    std::map<Key, Text> labels;                       ///< by rule and event
};

const Names& names()
{
    static const Names all = [] {
        Names made;
        for (const MakeRule make : rule_catalogue()) {
            const auto rule = make();
            const RuleRecord& record = rule->record();
            const std::string id(rule_name(record.id));
            made.titles.emplace(id, record.title);
            for (const EventKind& kind : record.events)
                made.labels.emplace(Key{id, std::string(kind.name)}, kind.label);
        }
        return made;
    }();
    return all;
}

std::string with_unit(double value, std::string_view unit)
{
    return unit.empty() ? for_reader(value) : fmt::format("{} {}", for_reader(value), unit);
}

/// "0.31 against 0.3 亩"; empty where there is no value.
Said numbers(double value, double threshold, std::string_view unit)
{
    if (std::isnan(value) && std::isnan(threshold)) return {};
    if (std::isnan(threshold)) return Said(with_unit(value, unit));
    if (std::isnan(value)) {
        return {"threshold " + with_unit(threshold, unit), "阈值 " + with_unit(threshold, unit)};
    }
    return {fmt::format("{} against {}", for_reader(value), with_unit(threshold, unit)),
            fmt::format("{}（对照 {}）", for_reader(value), with_unit(threshold, unit))};
}

void append(Said& said, const Said& more, std::string_view en, std::string_view zh)
{
    if (more.empty()) return;
    if (!said.empty()) said.en += en, said.zh += zh;
    said.en += more.en;
    said.zh += more.zh;
}

}  // namespace

std::string for_reader(double value)
{
    if (!std::isfinite(value)) return "–";
    constexpr double plain_from = 1e5, plain_to = 1e15;
    const double size = std::abs(value);
    if (size >= plain_from && size < plain_to) return fmt::format("{:.0f}", value);
    return fmt::format("{:.6g}", value);
}

Said said_name(const EntityName& who)
{
    constexpr Text kinds[] = {{"region", "区域"},
                              {"park", "园区"},
                              {"parcel", "地块"},
                              {"project", "项目"},
                              {"enterprise", "企业"}};
    const Text kind = kinds[static_cast<std::size_t>(who.kind)];
    if (who.kind == EntityKind::region) return kind;
    const std::string id = printable(who.id);
    return {fmt::format("{} {}", kind.en, id), fmt::format("{} {}", kind.zh, id)};
}

Said what_happened(const ToldEvent& event)
{
    const auto label = names().labels.find({event.rule, event.event});
    Said said = label == names().labels.end() ? Said(printable(event.event)) : Said(label->second);
    append(said, numbers(event.value, event.threshold, event.unit), ": ", "：");
    append(said, in_words(printable(event.detail, 2000)), "; ", "；");
    return said;
}

Said by_what_right(const ToldEvent& event)
{
    const auto title = names().titles.find(event.rule);
    Said said = title == names().titles.end() ? Said(printable(event.rule)) : Said(title->second);
    append(said, Said(printable(event.clause, 200)), ", ", "，");
    if (!event.hypothetical) return said;
    append(said,
           {"hypothetical: this clause does not bind here, or not yet", "假定：该条款在此地或当年尚无约束力"},
           "; ", "；");
    return said;
}

Said why_not_there(const PassedOver& one)
{
    Said said;
    if (!one.park.empty()) append(said, said_name({EntityKind::park, one.park}), ", ", "，");
    if (!one.parcel.empty()) append(said, said_name({EntityKind::parcel, one.parcel}), ", ", "，");
    if (said.empty()) said = {"anywhere", "各处"};
    if (one.rank > 0) {
        said.en += fmt::format(" (choice {})", one.rank);
        said.zh += fmt::format("（第 {} 选择）", one.rank);
    }
    append(said, in_words(printable(one.stopped_by)), ": ", "：");
    append(said, numbers(one.value, one.threshold, one.unit), " ", " ");
    if (one.taken_by.empty()) return said;
    const std::string winner = printable(one.taken_by);
    append(said, {"it went to project " + winner, "该地已由项目 " + winner + " 取得"}, "; ", "；");
    return said;
}

}  // namespace permu
