/// The log of a year's events: records in one array, their free texts in another.
#include "permu/model/events.hpp"

#include <array>

namespace permu {

std::string_view entity_kind_name(EntityKind kind)
{
    constexpr std::array<std::string_view, 5> names{"region", "park", "parcel", "project", "enterprise"};
    return names[static_cast<std::size_t>(kind)];
}

void EventLog::add(Event event, std::string_view detail)
{
    event.detail = 0;
    if (!detail.empty()) {
        event.detail = static_cast<std::uint32_t>(details_.size());
        details_.emplace_back(detail);
    }
    events_.push_back(event);
}

std::string_view EventLog::detail(const Event& event) const
{
    return details_[event.detail];
}

void EventLog::move_rows(EntityKind entity, std::span<const std::uint32_t> row_of,
                         const std::function<std::string(std::uint32_t)>& id_of)
{
    for (Event& event : events_) {
        if (event.entity != entity || event.gone) continue;
        const std::uint32_t row = row_of[event.row];
        event.gone = row == UINT32_MAX;
        if (event.gone) details_.push_back(id_of(event.row));
        event.row = event.gone ? static_cast<std::uint32_t>(details_.size() - 1) : row;
    }
}

void EventLog::clear()
{
    events_.clear();
    details_.resize(1);
}

}  // namespace permu
