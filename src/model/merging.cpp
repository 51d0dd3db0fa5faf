/// The steps of a merger.
#include "permu/model/merging.hpp"

namespace permu {
MergeStep merge_step(const ParkTable& parks, ParkId park, Year year)
{
    const Merging& merging = parks.merging[park];
    const auto holds = [&](std::int16_t from) { return from != no_year && from <= year; };
    if (!merging.head.valid() || !holds(merging.space)) return MergeStep::none;
    if (holds(merging.function)) return MergeStep::function;
    return holds(merging.management) ? MergeStep::management : MergeStep::space;
}

ParkId budget_of(const ParkTable& parks, ParkId park, Year year)
{
    return merge_step(parks, park, year) < MergeStep::management ? park : parks.merging[park].head;
}

std::vector<bool> merging_parks(const ParkTable& parks)
{
    std::vector<bool> merging(parks.size(), false);
    for (const ParkId park : parks.rows()) {
        const ParkId head = parks.merging[park].head;
        if (!head.valid() || parks.status[park] == ParkStatus::merged) continue;
        merging[park.index] = merging[head.index] = true;
    }
    return merging;
}

ParkLevel higher(ParkLevel a, ParkLevel b)
{
    if (a == ParkLevel::national || b == ParkLevel::national) return ParkLevel::national;
    return a == ParkLevel::unknown ? b : a;
}

}  // namespace permu
