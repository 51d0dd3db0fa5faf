/// Chains of projects over the graph of parcels.
#include "model/measure_chains.hpp"

#include <algorithm>

namespace permu {
namespace {

/// The parcels of one project, found from its first one, and whether a partner of its chain is beside them.
class Site {
public:
    Site(const State& state, ProjectId project) : state_(state), project_(project) {}

    /// \return land of the site
    Mm2 walk()
    {
        Mm2 land = 0;
        parcels_.assign(1, state_.projects.parcel[project_]);
        for (std::size_t i = 0; i < parcels_.size(); ++i) {
            land += state_.parcels.area[parcels_[i]];
            look_around(parcels_[i]);
        }
        return land;
    }

    bool together() const { return together_; }

private:
    void look_around(ParcelId parcel)
    {
        const ParcelGraph& graph = state_.geography->graph;
        if (parcel.index >= graph.size()) return;
        for (const std::uint32_t row : graph.neighbours(parcel)) {
            const ParcelId beside{row};
            const ProjectId other = state_.parcels.project[beside];
            if (!other.valid()) continue;
            if (other != project_)
                together_ = together_ || same_chain(other);
            else if (std::find(parcels_.begin(), parcels_.end(), beside) == parcels_.end())
                parcels_.push_back(beside);
        }
    }

    bool same_chain(ProjectId other) const
    {
        return state_.projects.chain[other.index] == state_.projects.chain[project_.index];
    }

    const State& state_;
    ProjectId project_;
    std::vector<ParcelId> parcels_;
    bool together_ = false;
};

}  // namespace

void measure_chains(std::vector<Measures>& parks, const State& state)
{
    if (!state.geography) return;
    const ProjectTable& projects = state.projects;
    for (const ProjectId project : projects.rows()) {
        if (projects.status[project] != ProjectStatus::placed || projects.chain[project.index].empty())
            continue;
        const ParcelId parcel = projects.parcel[project];
        // Land that came back has forgotten its project; an expansion stands on land of its firm.
        if (!parcel.valid() || state.parcels.project[parcel] != project) continue;
        Site site(state, project);
        Measures& m = parks[state.parcels.park[parcel].index];
        const Mm2 land = site.walk();
        m.chain_land += land;
        if (site.together()) m.chain_together += land;
    }
}

}  // namespace permu
