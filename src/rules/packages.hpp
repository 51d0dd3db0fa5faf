/// Contiguous land for one industrial chain: which of its projects get which adjoining lots.
#pragma once

#include <cstdint>
#include <vector>

#include "market.hpp"
#include "slices.hpp"

namespace permu {

/// Calls `visit(neighbour, metres)` for every parcel that shares boundary.
template <class Visit>
void for_each_neighbour(const ParcelGraph& graph, ParcelId parcel, const Visit& visit)
{
    if (parcel.index >= graph.size()) return;
    const auto neighbours = graph.neighbours(parcel);
    const auto lengths = graph.lengths(parcel);
    for (std::size_t i = 0; i < neighbours.size(); ++i)
        if (lengths[i] > 0) visit(ParcelId{neighbours[i]}, static_cast<double>(lengths[i]));
}

/// A slice of a parcel that the chain got this year.
struct OwnPiece {
    ParcelId parcel;
    std::shared_ptr<const LotCut> cut;
};

/// The projects of one chain that want land, and the lots each could have.
struct ChainWish {
    struct Member {
        std::size_t applicant;
        double score;
        bool guaranteed;
        Mm2 wanted, least, most;
        std::vector<Option> options;  ///< on lots that are free, best fitting first
    };
    std::vector<Member> members;     ///< in their order
    std::vector<ParcelId> own_land;  ///< of the chain already, ascending
    std::vector<OwnPiece> own_pieces = {};
};

/// Lots that hang together, each for one member.
struct Package {
    struct Part {
        std::size_t member;
        Option option;
    };
    std::vector<Part> parts;
    int guaranteed = 0;
    double score = 0;
    double contact = 0;  ///< m of boundary that the lots share with each other and with the chain's own land
    std::int64_t misfit = 0;
};

/// The best package found: the most guaranteed projects, then the greatest score, then the longest shared
/// boundary, then the least misfit. Packages grow from the chain's own land and from up to 64 single lots;
/// at each step the first member that has a lot beside the package takes the one with the longest shared
/// boundary: a parcel, or where none adjoins joined parcels or a slice. Several lots may be sliced off one
/// parcel. Land that meets only in a point does not adjoin.
Package best_package(const State& state, const ChainWish& wish, Slices& slices);

/// What no package scores more than: the best placing on the lots of one connected area, whether or not the
/// lots that are used hang together.
double package_bound(const ParcelGraph& graph, const ChainWish& wish);

}  // namespace permu
