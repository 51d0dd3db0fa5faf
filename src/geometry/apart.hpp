/// Cheap proofs that two lots have no area in common.
#pragma once

#include <cstdint>
#include <vector>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// Decides for pairs of single rings; keeps its scratch memory from pair to pair, so one a thread.
class ApartTest {
public:
    /// Whether the common area of two simple closed rings is surely at most `min_area`.
    /// False proves nothing. `common` is the common part of their boxes.
    bool operator()(Ring a, Ring b, const Box& common, double min_area);

private:
    struct Near {
        std::uint32_t edge;
        bool shared;
    };

    static bool line_between(Ring a, Ring b, const std::vector<Near>& edges, double slack);
    static void edges_near(Ring ring, const Box& common, std::vector<Near>& edges);
    bool only_touching(Ring a, Ring b);
    static bool middles_outside(Ring ring, const std::vector<Near>& edges, Ring other);

    std::vector<Near> near_a_;
    std::vector<Near> near_b_;
};

}  // namespace permu
