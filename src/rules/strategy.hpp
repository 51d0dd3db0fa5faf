/// How lots are given out: what every strategy of standard land gets, and what it decides.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "market.hpp"

namespace permu {

enum class Verdict : std::uint8_t {
    own_land,  ///< expands on its firm's land
    placed,    ///< gets `option`
    beyond,    ///< `option` would fit, but the allowance for land below the standards is used up
    no_lot,    ///< or refused, where all land must be standard land and it meets the standards nowhere
};

struct Decision {
    std::size_t applicant = 0;  ///< of market.applicants()
    Verdict verdict{};
    Option option{};
};

/// How good what was decided is, for those who have to sign it.
struct Certificate {
    double objective = 0;  ///< Σ score of the placed projects that competed for lots
    double bound = 0;      ///< no allocation of this year's lots scores more
    bool proven = true;    ///< false: it may be possible to come nearer to the bound
    std::string effort;    ///< counts of what the solver did; never times
    double gap() const { return bound > 0 ? (bound - objective) / bound : 0; }
};

struct Allotment {
    std::vector<Decision> decisions;  ///< one an applicant, in the order they are told
    std::vector<Certificate> certificates;
};

/// A strategy is a file with one function, and a line in the list.
struct Strategy {
    std::string_view name;
    Allotment (*allot)(Market& market);
};
std::span<const Strategy> strategies();
/// nullptr for a name that is not in the list.
const Strategy* find_strategy(std::string_view name);

/// What is given out in a year. Land of a zone that is meant for a partner is given first: the strategy is
/// asked with the partners' projects and the lots of their zones alone, and then with the projects and the
/// lots that are left. Each answer is as good as the strategy makes it; the certificates are of each.
Allotment allot(Market& market, const Strategy& strategy);

Allotment allot_by_priority(Market& market);
/// The same for who is left where some are placed already. \pre `given` keeps the allowance
Allotment continue_by_priority(Market& market, const std::vector<Decision>& given);
Allotment allot_optimally(Market& market);
Allotment allot_by_chain(Market& market);

}  // namespace permu
