/// One year of the rule merger, for parks and for their blocks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "merger_events.hpp"
#include "near_parks.hpp"
#include "permu/rules/merger.hpp"

namespace permu {

class MergerYear {
public:
    MergerYear(State& state, const Merger& rule, Year year);

    void run();
    /// What could merge, and plans that cannot be.
    void look_ahead();

private:
    void tell_steps();
    void merge_as_planned(ParkId park, ParkId head);
    /// What could merge by the criteria, and with `act` what does.
    void merge_by_criteria(bool act);
    void merge_parks(const std::vector<ParkId>& free, bool act);
    void merge_blocks(const std::vector<ParkId>& free, bool act);

    std::vector<ParkId> free_parks() const;
    bool is_free(ParkId park) const;
    /// The edges, each told of its smaller end.
    std::vector<NearPair> find_candidates(const LandNodes& nodes);
    /// Connected components of two nodes or more, by their lowest nodes.
    static std::vector<std::vector<std::uint32_t>> groups_of(const LandNodes& nodes,
                                                             const std::vector<NearPair>& pairs);
    /// The node that stays: of the highest level, then with the most land, then the first.
    std::uint32_t head_of(const LandNodes& nodes, const std::vector<std::uint32_t>& group) const;
    bool goes(ParkId head) const;
    void decide(ParkId park, ParkId head, std::string_view why);
    void tell_block(ParkId park, ParkId head, Mm2 land, std::size_t parcels);
    void tell_impossible(ParkId park, const std::string& why);
    Event event_of(MergerEvent kind, ParkId park) const;

    State& state_;
    ParkTable& parks_;
    const Merger& rule_;
    Year year_;
    std::vector<bool> taken_;  ///< by park: in a merger that is not complete
    std::vector<Mm2> land_;    ///< by park
};

}  // namespace permu
