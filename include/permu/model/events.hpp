/// The events of one year: every change of state or refusal with its rule, numbers and threshold.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "permu/base/rows.hpp"
#include "permu/base/text.hpp"
#include "permu/base/unit.hpp"
#include "permu/base/units.hpp"
#include "permu/model/account.hpp"
#include "permu/model/rule_id.hpp"

namespace permu {

enum class EntityKind : std::uint8_t { region, park, parcel, project, enterprise };
std::string_view entity_kind_name(EntityKind kind);

/// A kind of event a rule may write; the rule's record lists them.
struct EventKind {
    std::string_view name;  ///< "fee"
    Text label;
    std::string_view clause;  ///< "002 (十七)"; where empty, the rule's own clause
};

struct Event {
    RuleId rule{};
    EntityKind entity{};
    bool hypothetical = false;  ///< the clause does not bind this park or year
    bool gone = false;          ///< the entity has no row any more: `row` is the number of a text, its id
    Unit unit = Unit::none;
    Reason reason = Reason::none;  ///< of the account, when money was booked
    const EventKind* kind = nullptr;
    std::uint32_t row = 0;     ///< of the entity's table; 0 for the region
    std::uint32_t detail = 0;  ///< number of a text of the log; 0: none
    Year year = 0;
    Fen fen = 0;                                                  ///< booked money
    double value = std::numeric_limits<double>::quiet_NaN();      ///< in `unit` as printed
    double threshold = std::numeric_limits<double>::quiet_NaN();  ///< what it was compared with
};

/// Events in the order they happened; drained by the observer of the year.
class EventLog {
public:
    /// \param detail  free text for a person, "" for none
    void add(Event event, std::string_view detail = {});
    const std::vector<Event>& all() const { return events_; }
    std::string_view detail(const Event& event) const;
    /// The id of an entity that has no row any more. \pre event.gone
    std::string_view id_of_gone(const Event& event) const { return details_[event.row]; }
    /// After rows of a table moved. \param row_of  by old row; UINT32_MAX: the row is gone
    /// \param id_of  the id that an old row had
    void move_rows(EntityKind entity, std::span<const std::uint32_t> row_of,
                   const std::function<std::string(std::uint32_t)>& id_of);
    void clear();
    std::size_t size() const { return events_.size(); }

private:
    std::vector<Event> events_;
    std::vector<std::string> details_{std::string{}};
};

}  // namespace permu
