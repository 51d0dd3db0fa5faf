/// The chain of events of one entity.
#include "permu/study/explain.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>

#include "permu/base/text.hpp"

namespace permu {
namespace {

constexpr std::string_view hypothetical_mark = "hypothetical";
constexpr std::string_view separator = "; ";

double number_of(std::string_view text)
{
    double value = std::numeric_limits<double>::quiet_NaN();
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

Year year_of(std::string_view text)
{
    Year year = 0;
    std::from_chars(text.data(), text.data() + text.size(), year);
    return year;
}

/// Cuts the part before the first separator off.
std::string_view next_part(std::string_view& rest, std::string_view between)
{
    const std::size_t end = rest.find(between);
    const std::string_view part = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + between.size());
    return part;
}

struct NamedKind {
    std::string_view word;
    EntityKind kind;
};
constexpr NamedKind named_kinds[] = {
    {"parcels", EntityKind::parcel},  {"parcel", EntityKind::parcel},
    {"park", EntityKind::park},       {"project", EntityKind::project},
    {"firm", EntityKind::enterprise}, {"enterprise", EntityKind::enterprise},
};

ToldEvent told(const LoggedRow& row)
{
    ToldEvent event{.year = year_of(row.year),
                    .who = {entity_kind_of(row.entity), std::string(row.id)},
                    .rule = std::string(row.rule),
                    .clause = std::string(row.clause),
                    .event = std::string(row.event),
                    .unit = std::string(row.unit),
                    .detail = {},
                    .value = number_of(row.value),
                    .threshold = number_of(row.threshold)};
    std::string_view detail = row.detail;
    if (detail == hypothetical_mark || detail.starts_with("hypothetical; ")) {
        event.hypothetical = true;
        next_part(detail, separator);
    }
    event.detail = std::string(detail);
    return event;
}

/// Whether the text there is no part of a longer word: mergers name parks as "with P2", "into P1".
bool stands_alone(std::string_view text, std::size_t at, std::size_t size)
{
    const auto is_of_a_word = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
    };
    const bool before = at > 0 && is_of_a_word(text[at - 1]);
    const bool behind = at + size < text.size() && is_of_a_word(text[at + size]);
    return !before && !behind;
}

bool is_land_or_user(EntityKind kind)
{
    return kind == EntityKind::parcel || kind == EntityKind::project || kind == EntityKind::enterprise;
}

}  // namespace

EntityKind entity_kind_of(std::string_view name)
{
    for (const EntityKind kind :
         {EntityKind::park, EntityKind::parcel, EntityKind::project, EntityKind::enterprise})
        if (entity_kind_name(kind) == name) return kind;
    return EntityKind::region;
}

std::vector<EntityName> names_in(std::string_view detail)
{
    std::vector<EntityName> names;
    while (!detail.empty()) {
        const std::string_view part = next_part(detail, separator);
        for (const auto& [word, kind] : named_kinds) {
            if (part.size() <= word.size() + 1 || !part.starts_with(word)) continue;
            if (part[word.size()] != ' ' && part[word.size()] != '=') continue;
            std::string_view ids = part.substr(word.size() + 1);
            while (!ids.empty())
                names.push_back({kind, std::string(next_part(ids, ", "))});
            break;
        }
    }
    return names;
}

PassedOver passed_over(const PassedRow& row)
{
    return {.year = year_of(row.year),
            .rank = year_of(row.rank),
            .park = std::string(row.park),
            .parcel = std::string(row.parcel),
            .stopped_by = std::string(row.stopped_by),
            .unit = std::string(row.unit),
            .taken_by = std::string(row.taken_by),
            .value = number_of(row.value),
            .threshold = number_of(row.threshold)};
}

EventChain::EventChain(EntityName subject)
    : subject_(std::move(subject)), kind_(entity_kind_name(subject_.kind))
{
}

bool EventChain::is_subject(const LoggedRow& row) const
{
    return row.id == subject_.id && row.entity == kind_;
}

bool EventChain::mentions_subject(std::string_view detail) const
{
    const std::size_t at = detail.find(subject_.id);
    if (at == std::string_view::npos) return false;  // most rows, quickly
    if (subject_.kind == EntityKind::park) return stands_alone(detail, at, subject_.id.size());
    const std::vector<EntityName> names = names_in(detail);
    return std::ranges::find(names, subject_) != names.end();
}

std::vector<std::string> EventChain::ids() const
{
    std::vector<std::string> all{subject_.id};
    for (const Link& link : links_)
        all.push_back(link.who.id);
    const auto is_doubled = [](const std::string& id) { return id.find('"') != std::string::npos; };
    return std::ranges::any_of(all, is_doubled) ? std::vector<std::string>{} : all;
}

void EventChain::find_links(const LoggedRow& row)
{
    const bool own = is_subject(row);
    seen_ = seen_ || own;
    if (subject_.kind == EntityKind::park || (!own && !mentions_subject(row.detail))) return;
    const Year year = year_of(row.year);
    if (!own) join({entity_kind_of(row.entity), std::string(row.id)}, year);
    for (EntityName& name : names_in(row.detail))
        join(std::move(name), year);
}

void EventChain::join(EntityName who, Year year)
{
    if (!is_land_or_user(who.kind) || who == subject_) return;
    if (std::ranges::find(links_, who, &Link::who) == links_.end()) links_.push_back({std::move(who), year});
}

EventChain::Link* EventChain::link_of(std::string_view entity, std::string_view id)
{
    const auto found = std::ranges::find_if(links_, [&](const Link& link) {
        return link.who.id == id && entity_kind_name(link.who.kind) == entity;
    });
    return found == links_.end() ? nullptr : &*found;
}

/// Whether land of the subject is given to a project that is neither the subject nor linked to it.
bool EventChain::goes_to_another(const LoggedRow& row) const
{
    for (const EntityName& name : names_in(row.detail)) {
        if (name.kind != EntityKind::project || name == subject_) continue;
        if (std::ranges::find(links_, name, &Link::who) == links_.end()) return true;
    }
    return false;
}

bool EventChain::belongs(const LoggedRow& row)
{
    if (is_subject(row)) return true;
    Link* link = link_of(row.entity, row.id);
    if (link == nullptr) {
        const EntityKind kind = entity_kind_of(row.entity);
        return !is_land_or_user(kind) && mentions_subject(row.detail);
    }
    if (link->who.kind == EntityKind::parcel && subject_.kind != EntityKind::parcel) {
        const bool early = subject_.kind == EntityKind::project && year_of(row.year) < link->from;
        if (link->done || early) return false;
        link->done = year_of(row.year) > link->from && goes_to_another(row);
    }
    return link->told = true;
}

void EventChain::collect(const LoggedRow& row)
{
    if (belongs(row)) events_.push_back(told(row));
}

std::vector<EntityName> EventChain::linked() const
{
    std::vector<EntityName> names;
    for (const Link& link : links_)
        if (link.told) names.push_back(link.who);
    return names;
}

NearestIds::NearestIds(EntityName wanted)
    : wanted_(std::move(wanted)), limit_(std::max<std::size_t>(2, wanted_.id.size() / 3))
{
}

void NearestIds::see(EntityKind kind, std::string_view id)
{
    if (id == last_) return;
    last_ = id;
    if (id == wanted_.id && kind != wanted_.kind) {
        if (std::ranges::find(other_kinds_, kind) == other_kinds_.end()) other_kinds_.push_back(kind);
        return;
    }
    if (kind != wanted_.kind) return;
    const std::size_t longer = std::max(id.size(), wanted_.id.size());
    if (longer - std::min(id.size(), wanted_.id.size()) > limit_) return;
    Candidate candidate{edit_distance(wanted_.id, id), std::string(id)};
    if (candidate.distance > limit_) return;
    constexpr std::size_t most = 3;
    if (best_.size() == most && best_.back() < candidate) return;
    if (std::ranges::find(best_, candidate) != best_.end()) return;
    best_.insert(std::ranges::upper_bound(best_, candidate), candidate);
    if (best_.size() > most) best_.pop_back();
}

std::vector<std::string> NearestIds::best() const
{
    std::vector<std::string> ids;
    for (const Candidate& candidate : best_)
        ids.push_back(candidate.id);
    return ids;
}

ParkYear& ParkYears::in(Year year)
{
    const auto at = std::ranges::lower_bound(years_, year, {}, &ParkYear::year);
    if (at != years_.end() && at->year == year) return *at;
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    return *years_.insert(at, {year, none, none, none, none, none, none, {}, {}, {}});
}

void ParkYears::indicator(std::string_view year, std::string_view id, std::string_view indicator,
                          std::string_view value)
{
    constexpr std::pair<std::string_view, double ParkYear::*> wanted[] = {
        {"built_mu", &ParkYear::built_mu},
        {"literal_industrial_share", &ParkYear::share},
        {"tax_per_mu", &ParkYear::tax_per_mu},
        {"composite_score", &ParkYear::score},
        {"rank", &ParkYear::rank},
    };
    if (id != park_) return;
    for (const auto& [name, member] : wanted)
        if (name == indicator) in(year_of(year)).*member = number_of(value);
}

void ParkYears::event(const ToldEvent& event)
{
    if (event.event != "assessed" || event.rule != "transition" || event.who.id != park_) return;
    ParkYear& year = in(event.year);
    year.share_below = event.threshold;
    std::string_view rest = event.detail;
    while (!rest.empty()) {
        std::string_view part = next_part(rest, separator);
        const std::string_view key = next_part(part, "=");
        if (key == "judged") year.judged = part;
        if (key == "task_completed") year.task = part;
        if (key == "integrated") year.integration = part;
    }
}

}  // namespace permu
