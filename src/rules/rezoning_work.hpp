/// What both parts of re-zoning do with land: outlines, reserves that are taken, and their events.
#pragma once

#include <string>
#include <vector>

#include "boundary_requests.hpp"
#include "permu/model/state.hpp"
#include "reserve_choice.hpp"
#include "rezoning_events.hpp"

namespace permu {

/// One year of the rule.
class RezoningWork {
public:
    RezoningWork(State& state, const Rezoning& rule, Year year)
        : state_(state), rule_(rule), year_(year), reserves_(state, rule)
    {
    }

    State& state() { return state_; }
    const Rezoning& rule() const { return rule_; }
    Year year() const { return year_; }
    const ReserveChoice& reserves() const { return reserves_; }

    Mm2 land_of(const std::vector<ParcelId>& parcels) const;
    /// Whether the park and its parcels have shapes.
    bool drawn(ParkId park) const;
    Shapes outline(const std::vector<ParcelId>& parcels) const;
    /// The boundary of a park without some of its parcels.
    Shapes without(ParkId park, const std::vector<ParcelId>& parcels) const;
    /// The id, or with the next number from 2 on that no park has. \param numbered  never the bare id
    std::string new_id(const std::string& base, bool numbered) const;
    /// Takes reserves for a park. \param all  gets their outlines \return the number of parcels they become
    std::size_t take_all(LandRevision& change, const std::vector<TakenReserve>& taken, ParkId to,
                         Shapes& all);
    /// Tells what was taken, and keeps the change for 1 January.
    void finish(ParkId park, const std::vector<TakenReserve>& taken, LandRevision change);
    Event event_of(RezoningEvent kind, ParkId park) const;

private:
    void tell_taken(ParkId park, const TakenReserve& taken, std::size_t blocks);

    State& state_;
    const Rezoning& rule_;
    Year year_;
    ReserveChoice reserves_;
};

/// m².
double area_of(const std::vector<TakenReserve>& taken);

/// Changes the boundary of a park that asks for it, or says why not.
void grant_request(RezoningWork& work, const BoundaryRequest& request);

}  // namespace permu
