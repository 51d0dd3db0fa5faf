/// Parcels along a street, drawn, for tests of lots that are cut or joined.
#pragma once

#include <initializer_list>
#include <memory>
#include <vector>

#include "market_fixture.hpp"

namespace permu::test {

inline StandardLand making(const char* strategy, bool assemble, bool subdivide)
{
    StandardLand rule = without_thresholds();
    rule.strategy = strategy;
    rule.assemble = assemble, rule.subdivide = subdivide;
    return rule;
}

/// Parcels side by side along a street, 200 m deep, in the order of their rows; and who adjoins whom.
inline State street(const Sketch& sketch)
{
    State state = state_of(sketch);
    auto geography = std::make_shared<Geography>(*state.geography);
    std::vector<Border> borders;
    double x = 0;
    for (const ParcelId parcel : state.parcels.rows()) {
        const double end = x + from_mm2(state.parcels.area[parcel]).value / 200;
        geography->parcels.begin_part();
        for (const Point at : {Point{x, 0}, {end, 0}, {end, 200}, {x, 200}, {x, 0}})
            geography->parcels.add_point(at);
        geography->parcels.end_ring();
        geography->parcels.end_shape();
        if (parcel.index > 0) borders.push_back({{parcel.index - 1}, parcel, 200});
        x = end;
    }
    geography->graph = ParcelGraph(state.parcels.size(), borders);
    state.geography = geography;
    admit_all(state);
    return state;
}

}  // namespace permu::test
