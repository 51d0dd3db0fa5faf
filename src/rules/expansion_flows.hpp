/// How the flows that an expansion promises come to a firm that has its own.
#pragma once

#include <cstdint>
#include <vector>

#include "permu/model/state.hpp"
#include "permu/rules/operation.hpp"

namespace permu {

/// Index of the draw of a firm's performance.
inline constexpr std::uint32_t performance_draw = 1;

/// Keyed by the firm alone: a firm has one performance in its life, and its expansions have the same.
double drawn_performance(const State& state, const Operation& rule, EnterpriseId firm);

/// While an expansion ramps up, what it promises does not grow: it is set aside before the firm's own flows
/// grow, and added afterwards with the year's share of the ramp. Nothing promised adds nothing; what is
/// unknown of the firm stays unknown. A firm that has lost the expansion's parcel gets no more of it.
class ExpansionFlows {
public:
    /// \param covered  by park
    ExpansionFlows(State& state, const Operation& rule, const std::vector<std::uint8_t>& covered, Year year);

    void set_aside();
    void add();

private:
    struct Ramp {
        EnterpriseId firm;
        ProjectId project;
        double before, now;  ///< shares of the ramp, last year and this
        bool last;           ///< the year of full output
        double rd = 0;       ///< set aside
    };
    void move(const Ramp& ramp, double share, bool adds) const;
    void tell_full(const Ramp& ramp) const;

    State& state_;
    const Operation& rule_;
    Year year_;
    std::vector<Ramp> ramps_;
};

}  // namespace permu
