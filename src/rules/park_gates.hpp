/// What parks test before they admit a project.
#pragma once

#include <array>
#include <bitset>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "permu/model/state.hpp"
#include "permu/rules/admission.hpp"

namespace permu {

/// What a park may refuse for, in the order of the tests; by RefusedFor, whose first no park says alone.
inline constexpr std::array<std::string_view, 9> why_name{"",
                                                          "negative_list",
                                                          "environment_unit",
                                                          "leading_industry",
                                                          "energy_per_value_added",
                                                          "emission_per_value_added",
                                                          "pollutant_quota",
                                                          "no_longer_a_zone",
                                                          "class_of_firm"};

struct Answer {
    std::optional<RefusedFor> why = {};  ///< none: admitted
    Unit unit = Unit::none;
    double value = std::numeric_limits<double>::quiet_NaN();
    double threshold = std::numeric_limits<double>::quiet_NaN();
};

using Divisions = std::bitset<256>;

/// What a park tests, made once a year.
struct Gate {
    bool member = false, covered = false;
    Divisions negative, allowed, leading;
    bool has_units = false;  ///< land for projects, and the data has environmental units
    Divisions in_units;      ///< what may settle somewhere on it
    double pollutants_left = std::numeric_limits<double>::infinity();  ///< t a year
    double pollutant_quota = std::numeric_limits<double>::quiet_NaN();
};

/// The gates of all parks in one year, before the first project is admitted.
class Gates {
public:
    Gates(const State& state, const ProjectAdmission& rule);

    bool member(ParkId park) const { return gates_[park.index].member; }
    Answer test(const ProjectTable& p, ProjectId at, ParkId park) const;

    /// Whether parks ask no more of the project than its division and their pollutant quota: it has no land
    /// of its own, and is within the caps.
    bool asks_division_only(const ProjectTable& p, ProjectId at) const;
    /// Members that let the division of such a project in, while they have pollutant quota left.
    const std::vector<ParkId>& open_to(const ProjectTable& p, ProjectId at);

    bool has_pollutants_left(const ProjectTable& p, ProjectId at, ParkId park) const
    {
        const Gate& gate = gates_[park.index];
        return !gate.covered || tonnes(p, at) <= gate.pollutants_left;
    }
    void admit(const ProjectTable& p, ProjectId at, ParkId park)
    {
        gates_[park.index].pollutants_left -= tonnes(p, at);
    }

private:
    Answer test_division(const Gate& gate, std::size_t division, bool unit_allows) const;
    bool lets_in(const Gate& gate, std::size_t division) const
    {
        const bool unit_allows = !gate.has_units || gate.in_units.test(division);
        return !gate.covered || !test_division(gate, division, unit_allows).why;
    }
    bool class_bars(const ProjectTable& p, ProjectId at) const;
    static double tonnes(const ProjectTable& p, ProjectId at)
    {
        return std::isnan(p.emission[at]) ? 0.0 : p.emission[at];
    }
    bool unit_allows(const ProjectTable& p, ProjectId at, const Gate& gate) const;
    void find_units();
    void use_up_pollutants(const State& state);

    const State& state_;
    const ProjectAdmission& rule_;
    std::vector<Gate> gates_;
    std::array<std::optional<std::vector<ParkId>>, 256>
        open_to_;  ///< by division; found when first asked for
};

}  // namespace permu
