/// The state of a region at the end of a year: what rules change and indicators read.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "permu/base/random.hpp"
#include "permu/geometry/shapes.hpp"
#include "permu/model/conversions.hpp"
#include "permu/model/enterprises.hpp"
#include "permu/model/environment.hpp"
#include "permu/model/events.hpp"
#include "permu/model/graph.hpp"
#include "permu/model/land_revision.hpp"
#include "permu/model/parcels.hpp"
#include "permu/model/parks.hpp"
#include "permu/model/projects.hpp"
#include "permu/model/sub_parks.hpp"
#include "permu/model/why_not.hpp"

namespace permu {

/// One row of the quota table.
struct QuotaYear {
    Year year;
    Mm2 quota = 0;             ///< of the region
    Mm2 national_pool = 0;     ///< listed separately for national parks (单列)
    Mm2 task_unsupplied = -1;  ///< stock to dispose of; −1: no task
    Mm2 task_idle = -1;
};

/// Candidate polygons for re-zoning, ordered by id.
struct ReserveTable {
    std::vector<std::string> id, city, county;
    std::vector<ParkId> park;
    std::vector<LandUse> use;
    std::vector<Mm2> area;                   ///< what is left of it; 0: all was taken
    std::vector<double> suitability, block;  ///< 0…1; m² of its blocks; NaN
    std::vector<int> blocks;                 ///< taken from it so far
    std::size_t size() const { return id.size(); }
};

/// What belongs to the region as a whole.
struct Region {
    Account account;                     ///< since the start of the run
    Account booked_this_year;            ///< the year's part of it
    std::vector<QuotaYear> quota_table;  ///< ordered by year; may be empty
    Mm2 quota_given = 0,
        quota_used = 0;     ///< of the year; given: with what was carried, when carry-over is on
    Mm2 quota_carried = 0;  ///< unused of last year, when carry-over is on
    Mm2 quota_outside = 0;  ///< used by guaranteed projects, outside the pool
    Mm2 disposed_unsupplied = 0, disposed_idle = 0;               ///< of the year
    Mm2 last_disposed_unsupplied = 0, last_disposed_idle = 0;     ///< of the year before
    std::int32_t arrived = 0, placed = 0, lost = 0, refused = 0;  ///< projects of the year
    Mm2 land_taken_in = 0;                                        ///< from reserves, of the year
    /// What rule operation says of energy; NaN: nothing.
    double grid_carbon = std::numeric_limits<double>::quiet_NaN();    ///< t CO2 a kWh of the grid
    double rooftop_yield = std::numeric_limits<double>::quiet_NaN();  ///< kWh a year and m² of footprint
    Refusals refused_for{};
};

/// Where land lies. Shared by all states between two changes of land (see revise_land), never edited.
struct Geography {
    Shapes parcels, parks, reserves, sub_parks;  ///< by row of their tables; none at all: nothing is drawn
    std::string crs_wkt, crs_name;
    bool geographic = false;     ///< coordinates are longitudes and latitudes
    double metres_per_unit = 1;  ///< of the coordinates; of a degree, along a meridian
    ParcelGraph graph;
};

/// A project that may enter a park this year (rule admission); ordered by project and park.
struct Admission {
    ProjectId project;
    ParkId park;
    bool standard = false;  ///< set by standard_land's test
};

struct MeasureSet;

struct State {
    Year year = 0;
    Year base_year = 0;  ///< of the data, before any rule ran
    std::uint64_t draw_key = 0;
    ParkTable parks;
    ParcelTable parcels;
    EnterpriseTable enterprises;
    ProjectTable projects;
    ReserveTable reserves;
    EnvironmentTable environment;  ///< units; empty where the data has none
    SubParkTable sub_parks;
    std::vector<ConversionRequest> conversions;  ///< ordered by year, parcel and id
    Region region;
    std::vector<Admission> admissions;  ///< of this year
    EventLog events;                    ///< of this year
    std::vector<WhyNot> why_not;        ///< of this year, by project and rank; drained like events
    LandRevision next_land;             ///< decided this year; made on 1 January of the next
    std::shared_ptr<const Geography> geography;
    std::shared_ptr<const MeasureSet> measured;  ///< of the state as it is, or none; see judged()
    unsigned threads = 1;                        ///< never changes a result

    Draw draw(RuleId rule, std::uint64_t entity_hash) const
    {
        return {draw_key, entity_hash, static_cast<std::uint32_t>(rule), static_cast<std::uint32_t>(year)};
    }
};

/// Money to book: rounds once to fen, adds to the accounts of park and region, and becomes an event.
struct Booking {
    Event event;  ///< rule, kind, entity, row; value, unit, year and fen are set by book()
    Reason reason;
    WanYuan amount;  ///< positive: income of the public side
    ParkId park;     ///< whose account
};
/// \throws InvariantError  without a park or a reason, and for an amount that is NaN or does not fit
void book(State& state, Booking booking, std::string_view detail = {});

/// The id of an event's entity: "region", or the id in its table.
std::string entity_id(const State& state, const Event& event);

/// Counts one refused project, in the region and in the park it wanted, if any.
void count_refusal(State& state, ParkId wanted, RefusedFor reason);

/// Sets the year, and everything that counts one year only to zero. What was disposed of becomes last year's,
/// and quota that was given and not used is carried (whether it counts is for the quota rule to say). Parks
/// whose transition or delisting was decided last year change their status, and land that was re-zoned
/// changes its park.
void start_year(State& state, Year year);

}  // namespace permu
