/// Why: the events about one entity of a finished run, with those of the entities it is linked to.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "permu/base/units.hpp"
#include "permu/model/events.hpp"

namespace permu {

struct EntityName {
    EntityKind kind{};
    std::string id;
    friend bool operator==(const EntityName&, const EntityName&) = default;
};

/// Columns of events.csv in the order of LoggedRow.
inline constexpr std::array<std::string_view, 10> event_columns{
    "year", "rule", "clause", "entity", "id", "event", "value", "unit", "threshold", "detail"};

/// A row of events.csv while it is read.
struct LoggedRow {
    std::string_view year, rule, clause, entity, id, event, value, unit, threshold, detail;
};

/// An event of the chain.
struct ToldEvent {
    Year year = 0;
    EntityName who;
    std::string rule, clause, event, unit, detail;  ///< `detail` without the mark "hypothetical"
    double value = 0, threshold = 0;                ///< NaN: none
    bool hypothetical = false;                      ///< the clause does not bind there, or not yet
};

/// Finds what belongs to one entity in two readings of events.csv, in memory for that alone.
///
/// A project is linked to the parcels it was placed on and the enterprise it became; a parcel to all projects
/// and enterprises that were on it; an enterprise to its parcels and project. Of a parcel that a project was
/// placed on, only the years from then until another project gets it are told. A park is linked to nothing:
/// what happened in it would be the whole run.
class EventChain {
public:
    explicit EventChain(EntityName subject);

    /// First reading: which ids stand beside the subject's.
    void find_links(const LoggedRow& row);
    /// Second reading: keeps the rows that belong to the chain, in their order.
    void collect(const LoggedRow& row);

    const EntityName& subject() const { return subject_; }
    /// Ids of which each row of the chain holds one, as they stand in a file: the subject's and those of the
    /// links found so far. Empty where one would be quoted.
    std::vector<std::string> ids() const;
    /// Whether any row is about the subject.
    bool seen() const { return seen_; }
    /// Entities with events in the chain besides the subject, in the order in which they come up.
    std::vector<EntityName> linked() const;
    const std::vector<ToldEvent>& events() const { return events_; }

private:
    struct Link {
        EntityName who;
        Year from;          ///< first year that both are in one row
        bool done = false;  ///< the land went to somebody else
        bool told = false;
    };
    void join(EntityName who, Year year);
    Link* link_of(std::string_view entity, std::string_view id);
    bool is_subject(const LoggedRow& row) const;
    bool belongs(const LoggedRow& row);
    bool mentions_subject(std::string_view detail) const;
    bool goes_to_another(const LoggedRow& row) const;

    EntityName subject_;
    std::string_view kind_;  ///< of the subject, as in the file
    bool seen_ = false;
    std::vector<Link> links_;
    std::vector<ToldEvent> events_;
};

/// Entities that a detail names: "parcel L1; park P2", "project=J1".
std::vector<EntityName> names_in(std::string_view detail);

/// Ids near one that does not exist, and whether it exists as something else.
class NearestIds {
public:
    explicit NearestIds(EntityName wanted);
    void see(EntityKind kind, std::string_view id);
    /// The nearest first, at most three; ties in the order of the letters.
    std::vector<std::string> best() const;
    /// Kinds of entities that have exactly this id.
    const std::vector<EntityKind>& other_kinds() const { return other_kinds_; }

private:
    struct Candidate {
        std::size_t distance;
        std::string id;
        friend auto operator<=>(const Candidate&, const Candidate&) = default;
    };
    EntityName wanted_;
    std::size_t limit_;
    std::string last_;
    std::vector<Candidate> best_;
    std::vector<EntityKind> other_kinds_;
};

/// "parcel" → EntityKind::parcel; region for anything else.
EntityKind entity_kind_of(std::string_view name);

/// Columns of why_not.csv in the order of PassedRow.
inline constexpr std::array<std::string_view, 10> why_not_columns{
    "year", "project", "rank", "park", "parcel", "stopped_by", "value", "threshold", "unit", "taken_by"};

/// A row of why_not.csv: a park or lot that a project did not get, and what stopped it.
struct PassedOver {
    Year year = 0;
    int rank = 0;  ///< 0: not ranked
    std::string park, parcel, stopped_by, unit, taken_by;
    double value = 0, threshold = 0;  ///< NaN: none
};

/// The same while it is read, without the project.
struct PassedRow {
    std::string_view year, rank, park, parcel, stopped_by, value, threshold, unit, taken_by;
};
PassedOver passed_over(const PassedRow& row);

/// What a park looked like at the end of a year, of indicators.csv and its events.
struct ParkYear {
    Year year = 0;
    double built_mu = 0, share = 0, share_below = 0, tax_per_mu = 0, score = 0, rank = 0;  ///< NaN: none
    std::string judged, task, integration;  ///< as the event says: "yes: built_share=0.9 (>=0.85), …"
};

/// Columns of indicators.csv that `ParkYears` reads.
inline constexpr std::array<std::string_view, 5> indicator_columns{"year", "scope", "id", "indicator",
                                                                   "value"};

/// The years of one park.
class ParkYears {
public:
    explicit ParkYears(std::string_view park) : park_(park) {}
    void indicator(std::string_view year, std::string_view id, std::string_view indicator,
                   std::string_view value);
    void event(const ToldEvent& event);
    const std::vector<ParkYear>& years() const { return years_; }

private:
    ParkYear& in(Year year);
    std::string park_;
    std::vector<ParkYear> years_;
};

/// All that `permu explain` tells.
struct Explanation {
    EntityName subject;
    std::vector<EntityName> linked;
    std::vector<ToldEvent> events;
    std::vector<PassedOver> passed_over;
    std::vector<ParkYear> park_years;
};

}  // namespace permu
