/// Blocks of parks (区块) that merge into other parks one by one.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "merger_year.hpp"
#include "permu/geometry/locate.hpp"
#include "permu/geometry/overlay.hpp"

namespace permu {
namespace {

/// The polygons of the boundaries of some parks, with the parcels that lie in them.
class Blocks {
public:
    Blocks(const State& state, const std::vector<ParkId>& parks) : of_(state.parks.size())
    {
        const Shapes& boundaries = state.geography->parks;
        for (const ParkId park : parks)
            for (std::size_t part = 0; part < boundaries.parts(park.index); ++part) {
                shapes_.begin_part();
                for (std::size_t ring = 0; ring < boundaries.rings(park.index, part); ++ring)
                    shapes_.add_ring(boundaries.ring(park.index, part, ring));
                shapes_.end_shape();
                of_[park.index].push_back(static_cast<std::uint32_t>(nodes_.park.size()));
                nodes_.park.push_back(park);
            }
        find_parcels(state);
    }
    Blocks(const Blocks&) = delete;
    Blocks& operator=(const Blocks&) = delete;

    const LandNodes& nodes() const { return nodes_; }
    const Shapes& shapes() const { return shapes_; }
    /// Of a park, in the order of its boundary.
    const std::vector<std::uint32_t>& of(ParkId park) const { return of_[park.index]; }
    const std::vector<ParcelId>& parcels(std::uint32_t block) const { return parcels_[block]; }

private:
    void find_parcels(const State& state)
    {
        const std::size_t count = nodes_.park.size();
        nodes_.land.assign(count, 0);
        parcels_.resize(count);
        block_of_.assign(state.parcels.size(), no_shape);
        const std::vector<Point> inner = interior_points(state.geography->parcels, state.threads);
        const std::vector<std::uint32_t> at = locate(inner, shapes_, state.threads);
        for (std::uint32_t row = 0; row < at.size(); ++row) {
            const ParcelId parcel{row};
            if (at[row] == no_shape || nodes_.park[at[row]] != state.parcels.park[parcel]) continue;
            block_of_[row] = at[row];
            parcels_[at[row]].push_back(parcel);
            nodes_.land[at[row]] += state.parcels.area[parcel];
        }
        for (std::uint32_t block = 0; block < count; ++block)
            nodes_.free.push_back(block);
        nodes_.shapes = &shapes_;
        nodes_.node_of = [this](ParcelId parcel) { return block_of_[parcel.index]; };
    }

    LandNodes nodes_;
    Shapes shapes_;
    std::vector<std::vector<std::uint32_t>> of_;  ///< by park
    std::vector<std::vector<ParcelId>> parcels_;  ///< by block
    std::vector<std::uint32_t> block_of_;         ///< by parcel
};

/// What goes where on the next 1 January.
class BlockMoves {
public:
    BlockMoves(State& state, const Blocks& blocks) : state_(state), blocks_(blocks)
    {
        for (const ParkId park : state.parks.rows())
            now_.push_back(blocks.of(park));
    }

    /// Whether the park would still have land without these blocks.
    bool leaves_some(ParkId park, const std::vector<std::uint32_t>& leaving) const
    {
        return now_[park.index].size() > leaving.size();
    }

    void move(std::uint32_t block, ParkId to)
    {
        const ParkId from = blocks_.nodes().park[block];
        std::erase(now_[from.index], block);
        now_[to.index].push_back(block);
        changed_[from] = changed_[to] = true;
        for (const ParcelId parcel : blocks_.parcels(block))
            land_.moves.push_back({parcel, to});
    }

    void decide()
    {
        for (const auto& [park, yes] : changed_) {
            Shapes parts;
            for (const std::uint32_t block : now_[park.index])
                parts.append(blocks_.shapes(), block);
            land_.boundaries.push_back({park, union_all(parts)});
        }
        state_.next_land.append(std::move(land_), state_.parks.size());
    }

private:
    State& state_;
    const Blocks& blocks_;
    std::vector<std::vector<std::uint32_t>> now_;  ///< blocks by park
    std::map<ParkId, bool> changed_;
    LandRevision land_;
};

}  // namespace

void MergerYear::merge_blocks(const std::vector<ParkId>& free, bool act)
{
    const Blocks blocks(state_, free);
    const LandNodes& nodes = blocks.nodes();
    const std::vector<NearPair> pairs = find_candidates(nodes);
    if (!act) return;
    BlockMoves moves(state_, blocks);
    for (const std::vector<std::uint32_t>& group : groups_of(nodes, pairs)) {
        const ParkId head = nodes.park[head_of(nodes, group)];
        const std::vector<bool> taken = taken_;  // by groups before this one
        if (taken[head.index] || !goes(head)) continue;
        std::map<ParkId, std::vector<std::uint32_t>> leaving;
        for (const std::uint32_t block : group)
            if (nodes.park[block] != head) leaving[nodes.park[block]].push_back(block);
        for (const auto& [park, some] : leaving) {
            if (taken[park.index]) continue;
            if (some.size() == blocks.of(park).size()) {
                decide(park, head, "criteria");
            } else if (moves.leaves_some(park, some)) {
                for (const std::uint32_t block : some) {
                    moves.move(block, head);
                    tell_block(park, head, nodes.land[block], blocks.parcels(block).size());
                }
            }
        }
    }
    moves.decide();
}

}  // namespace permu
