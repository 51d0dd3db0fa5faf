/// Land of firms in two passes: what is claimed of each parcel, then what each firm gets of it.
#include "firm_land.hpp"

#include <algorithm>
#include <cmath>

namespace permu {
namespace {

/// Land beyond the parcel by this share is rounding of the tables, not worth a word; less than it that is
/// left is rounding, too, and no land that figures per mu could be over.
constexpr double tolerance = 0.01;

/// What firms claim of one parcel, m².
struct Claims {
    double stated = 0, rented = 0;
    std::uint32_t silent = 0;  ///< firms that say nothing

    double left(double area) const { return at_least(tolerance * area, area - stated); }
    /// What each silent firm gets.
    double part(double area) const
    {
        return at_least(tolerance * area, left(area) - rented) / std::max(silent, 1U);
    }

private:
    static double at_least(double least, double land) { return land < least ? 0 : land; }
};

class Sharing {
public:
    Sharing(State& state, const StatedLand& stated)
        : parcels_(state.parcels), firms_(state.enterprises), stated_(stated), claims_(state.parcels.size())
    {
        for (const EnterpriseId firm : firms_.rows())
            for (const Holding& holding : firms_.of(firm))
                claim(firm, holding);
    }

    LandFindings run()
    {
        for (const EnterpriseId firm : firms_.rows())
            if (states_land(firm))
                keep_stated(firm);
            else
                give(firm);
        return std::move(findings_);
    }

private:
    double area(ParcelId parcel) const { return from_mm2(parcels_.area[parcel]).value; }
    bool states_land(EnterpriseId firm) const { return !std::isnan(stated_.land[firm.index]); }

    /// Floor for floor: real floor of the tenant over real floor of the parcel. NaN where one is unknown.
    double rented_land(EnterpriseId firm, const Holding& holding) const
    {
        const double floor = parcels_.floor_area[holding.parcel];
        if (firms_.rents[firm] == 0 || !(floor > 0)) return std::nan("");
        return stated_.rented_floor[firm.index] * holding.share / floor * area(holding.parcel);
    }

    void claim(EnterpriseId firm, const Holding& holding)
    {
        Claims& claims = claims_[holding.parcel.index];
        const double rented = rented_land(firm, holding);
        if (states_land(firm))
            claims.stated += stated_.land[firm.index] * holding.share;
        else if (std::isnan(rented))
            ++claims.silent;
        else
            claims.rented += rented;
    }

    void keep_stated(EnterpriseId firm)
    {
        firms_.land[firm] = stated_.land[firm.index];
        for (const Holding& holding : firms_.of(firm)) {
            const double stated = claims_[holding.parcel.index].stated, there = area(holding.parcel);
            if (stated > there * (1 + tolerance))
                find(findings_.stated_beyond, {firm, holding.parcel, stated, there});
        }
    }

    void give(EnterpriseId firm)
    {
        const std::span<Holding> holdings = firms_.of(firm);
        double land = 0;
        for (Holding& holding : holdings) {
            holding.share = part_of(firm, holding);
            land += holding.share;
        }
        firms_.land[firm] = land;
        if (land == 0 && !holdings.empty())
            find(findings_.without_land, {firm, holdings.front().parcel, 0, area(holdings.front().parcel)});
        double whole = 0;  // a firm without land stands on its parcels by their area
        for (const Holding& holding : holdings)
            whole += area(holding.parcel);
        for (Holding& holding : holdings)
            holding.share = land > 0 ? holding.share / land : area(holding.parcel) / whole;
    }

    /// m² that a firm gets of one of its parcels.
    double part_of(EnterpriseId firm, const Holding& holding)
    {
        const Claims& claims = claims_[holding.parcel.index];
        const double there = area(holding.parcel), left = claims.left(there);
        const double rented = rented_land(firm, holding);
        if (std::isnan(rented)) {
            if (firms_.rents[firm] != 0 || claims.silent > 1)
                find(findings_.equal_parts, {firm, holding.parcel, 0, left});
            return claims.part(there);
        }
        if (!(claims.rented > left)) return rented;
        if (claims.rented > left * (1 + tolerance))
            find(findings_.rented_beyond, {firm, holding.parcel, claims.rented, left});
        return rented / claims.rented * left;
    }

    static void find(std::vector<LandFinding>& list, const LandFinding& finding)
    {
        if (list.empty() || list.back().firm != finding.firm) list.push_back(finding);
    }

    const ParcelTable& parcels_;
    EnterpriseTable& firms_;
    const StatedLand& stated_;
    std::vector<Claims> claims_;  ///< by parcel
    LandFindings findings_;
};

}  // namespace

LandFindings share_land(State& state, const StatedLand& stated)
{
    return Sharing(state, stated).run();
}

}  // namespace permu
