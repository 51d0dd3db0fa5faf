/// The table of parcels: one row a land parcel, ordered by park and id.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "permu/base/rows.hpp"
#include "permu/base/units.hpp"
#include "permu/model/land_revision.hpp"
#include "permu/model/land_use.hpp"
#include "permu/model/stages.hpp"

namespace permu {

/// What of a parcel was not in the data: bits of `assumed`.
enum Assumed : std::uint8_t {
    assumed_stage = 1,
    assumed_area = 2,
    assumed_floor = 4,
    assumed_price = 8,
    assumed_years = 16,
    synthetic = 32,
};

/// What a test of 低效用地 found of a parcel: bits of `inefficient`.
enum Inefficiency : std::uint8_t { inefficiency_tested = 1, inefficient_tax = 2, inefficient_far = 4 };

/// Shares of floor area by use of a mixed parcel; they sum to 1.
struct MixedShare {
    ParcelId parcel;
    LandUse use;
    double share;
};

/// Numbers are NaN, years `no_year`, uses `none` where the data has nothing.
struct ParcelTable {
    TextColumn<ParcelId> id;
    Column<ParcelId, std::uint64_t> hash;  ///< hash64 of the id, for draws
    Column<ParcelId, ParkId> park;
    Column<ParcelId, Mm2> area;               ///< land, mm²
    Column<ParcelId, double> floor_area;      ///< m², all storeys; 0 = nothing built
    Column<ParcelId, double> far_floor_area;  ///< m², storeys over 8 m twice
    Column<ParcelId, double> footprint;       ///< m², buildings and structures
    Column<ParcelId, double> yard;            ///< m², open storage and working yards
    Column<ParcelId, LandUse> use;            ///< current use
    Column<ParcelId, LandUse> plan_use;       ///< none = as current use
    Column<ParcelId, Stage> stage;
    Column<ParcelId, Tenure> tenure;
    Column<ParcelId, std::uint8_t> idle;              ///< 闲置 (G)
    Column<ParcelId, std::uint8_t> government_cause;  ///< of idleness
    Column<ParcelId, std::uint8_t> fee_charged;       ///< the idle fee, once
    Column<ParcelId, std::uint8_t> standard;          ///< 标准地
    Column<ParcelId, std::uint8_t> supply_record;     ///< built land: whether it was ever supplied (D)
    Column<ParcelId, std::uint8_t> approved;          ///< conversion approved: needs no new quota
    Column<ParcelId, std::uint8_t> constrained;       ///< red line, permanent farmland, flood storage
    Column<ParcelId, std::uint8_t> disposed;          ///< counted once as disposed stock
    Column<ParcelId, std::uint8_t> assumed;           ///< bits of Assumed
    Column<ParcelId, std::uint8_t> grade;             ///< land grade 1–15; 0: the park's
    Column<ParcelId, std::uint8_t> phase;             ///< of rolling development, from 1
    Column<ParcelId, std::uint16_t> environment;      ///< row + 1 of its environmental unit; 0: none
    Column<ParcelId, float> suitability;              ///< 0…1
    Column<ParcelId, float> slope;                    ///< rise over run
    Column<ParcelId, float> plan_far;                 ///< limit of the plan
    Column<ParcelId, std::int16_t> approval_year, assessment_year, supply_year, term_years, expiry_year;
    Column<ParcelId, std::int16_t> agreed_start, start_year, completion_year, suspended_since, commit_year,
        ramp_end;
    Column<ParcelId, float> developed_share, invested_share;  ///< of what was to be built and invested
    Column<ParcelId, double> price;                           ///< 万元, of the whole parcel
    Column<ParcelId, double> rent;                            ///< 万元 a year
    Column<ParcelId, float> promised_investment, promised_tax, promised_far,
        promised_energy;                            ///< 万元, 万元/yr, –, tce
    Column<ParcelId, ProjectId> project;            ///< that was placed here
    Column<ParcelId, std::int16_t> build_years;     ///< of the project or planned use
    Column<ParcelId, std::int16_t> converted_year;  ///< when its industry was last turned into another use
    Column<ParcelId, float> converted_share;        ///< of it that was industry or M0 before; NaN: all
    Column<ParcelId, float> support_share;          ///< of floor area, of services in M0
    Column<ParcelId, SubParkId> sub_park;           ///< the zone inside its park (区中园) that holds it
    Column<ParcelId, float> leased_share;           ///< of part lease part grant (mixed); NaN: half
    Column<ParcelId, std::int16_t> rent_end;        ///< last rent of its leased part; no_year: as the term
    Column<ParcelId, Review> review;                ///< 达产复核: how far it is
    Column<ParcelId, std::int16_t> review_due;      ///< year of the second look, while rectifying
    Column<ParcelId, std::int16_t> clean_until;     ///< clean-up of land that was left: not prepared before
    Column<ParcelId, std::uint8_t> inefficient;     ///< bits of Inefficiency
    Column<ParcelId, std::uint16_t> standard_version;   ///< it was tested by: place in `standard_versions`
    std::vector<std::string> standard_versions = {""};  ///< names; the first is that of no version
    std::vector<MixedShare> mixed;                      ///< ordered by parcel; only mixed parcels
    std::vector<Ancestry> ancestry;                     ///< ordered by parcel; only cut, joined or taken in

    std::size_t size() const { return park.size(); }
    RowRange<ParcelId> rows() const { return park.rows(); }
};

/// Calls `visit(name, column)` for every column but the texts.
template <class Table, class Visitor>
void for_each_parcel_column(Table& t, Visitor&& visit)
{
    visit("hash", t.hash), visit("park", t.park), visit("area", t.area), visit("floor_area", t.floor_area);
    visit("far_floor_area", t.far_floor_area), visit("footprint", t.footprint), visit("yard", t.yard);
    visit("use", t.use), visit("plan_use", t.plan_use), visit("stage", t.stage), visit("tenure", t.tenure);
    visit("idle", t.idle), visit("government_cause", t.government_cause), visit("fee_charged", t.fee_charged);
    visit("standard", t.standard), visit("supply_record", t.supply_record), visit("approved", t.approved);
    visit("constrained", t.constrained), visit("disposed", t.disposed), visit("assumed", t.assumed);
    visit("grade", t.grade), visit("phase", t.phase), visit("environment", t.environment),
        visit("suitability", t.suitability), visit("slope", t.slope);
    visit("plan_far", t.plan_far), visit("approval_year", t.approval_year);
    visit("assessment_year", t.assessment_year), visit("supply_year", t.supply_year);
    visit("term_years", t.term_years), visit("expiry_year", t.expiry_year),
        visit("agreed_start", t.agreed_start);
    visit("start_year", t.start_year), visit("completion_year", t.completion_year);
    visit("suspended_since", t.suspended_since), visit("commit_year", t.commit_year);
    visit("ramp_end", t.ramp_end), visit("developed_share", t.developed_share);
    visit("invested_share", t.invested_share), visit("price", t.price), visit("rent", t.rent);
    visit("promised_investment", t.promised_investment), visit("promised_tax", t.promised_tax);
    visit("promised_far", t.promised_far), visit("promised_energy", t.promised_energy);
    visit("project", t.project), visit("build_years", t.build_years);
    visit("converted_year", t.converted_year), visit("converted_share", t.converted_share);
    visit("support_share", t.support_share);
    visit("sub_park", t.sub_park);
    visit("leased_share", t.leased_share);
    visit("rent_end", t.rent_end), visit("review", t.review), visit("review_due", t.review_due);
    visit("clean_until", t.clean_until), visit("inefficient", t.inefficient);
    visit("standard_version", t.standard_version);
}

/// Makes every column but `id` as long as `rows`, filled with "nothing known".
void resize(ParcelTable& parcels, std::size_t rows);

/// Number of a version of the standards by its name; a name that is new gets the next number.
std::uint16_t standard_version_number(ParcelTable& parcels, std::string_view name);

/// The use that counts for supply and building: the plan's where it has one, else the current use.
inline LandUse intended_use(const ParcelTable& parcels, ParcelId parcel)
{
    const LandUse plan = parcels.plan_use[parcel];
    return plan == LandUse::none ? parcels.use[parcel] : plan;
}

}  // namespace permu
