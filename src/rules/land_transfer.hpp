/// Transfer of built land from one firm to a new one.
#pragma once

#include <vector>

#include "permu/model/state.hpp"

namespace permu {

/// The figures of a firm on some of its parcels, kept while the firm leaves.
class Succession {
public:
    /// \param parcels  of the firm, in the order of its holdings
    Succession(const State& state, EnterpriseId firm, std::vector<ParcelId> parcels);

    /// Adds the new firm, with the kept figures · factor. To be called after the old one has left.
    EnterpriseId move_in(State& state, double factor, Year year) const;

    const std::vector<ParcelId>& parcels() const { return parcels_; }

private:
    EnterpriseId old_;
    std::vector<ParcelId> parcels_;
    std::vector<double> shares_;  ///< of the old firm's land, by parcel
    double share_ = 0;            ///< their sum
    std::vector<double> figures_;
    double land_ = 0;
};

}  // namespace permu
