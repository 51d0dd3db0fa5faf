/// From tables and polygons as they were read to the state of the base year; nothing is dropped silently.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/base/progress.hpp"
#include "permu/base/table.hpp"
#include "permu/geometry/shapes.hpp"
#include "permu/model/data_spec.hpp"
#include "permu/model/faults.hpp"
#include "permu/model/state.hpp"

namespace permu {

/// A table as it was read, with where it is from for messages.
struct RawTable {
    std::string source = {};  ///< "gis/parcels.gpkg, layer parcels"; empty: not given
    Table table = {};
    std::vector<std::int64_t> features = {};  ///< number of each row at its source; empty: 1, 2, …
    Shapes shapes = {};                       ///< one a row of a layer; empty for a table
    bool given() const { return !source.empty(); }
};

struct RawData {
    RawTable parks, parcels, enterprises, projects, reserves, quota, sub_parks, conversions, environment;
    std::string crs_wkt, crs_name;  ///< of all layers alike
    Table crosswalk;                ///< code systems; empty: the built-in ones
    /// Moves points of enterprises into the system of the layers; none: they are in it.
    std::function<void(std::vector<Point>&)> move_points = {};
};

/// The land of one park's parcels from the file to the state, in the plane of the layer, m² (square units of
/// the coordinates): read + repaired − overlap − clipped − dropped = kept. Parcels that were merged into
/// others are neither kept nor dropped; their land is kept.
struct ParkBalance {
    std::string park;  ///< park_id; empty: parcels in no park
    std::int64_t parcels_read = 0, parcels_kept = 0, parcels_merged = 0;
    double read = 0, repaired = 0, overlap = 0, clipped = 0, dropped = 0, kept = 0;
};

/// What happened to rows and land on the way in; areas in m².
struct Accounting {
    std::int64_t parcels_read = 0, parcels_kept = 0, parcels_dropped = 0, parcels_repaired = 0;
    double area_read = 0;                              ///< of all parcels before anything was mended
    double area_kept = 0;                              ///< of the parcels of the state
    double area_repaired = 0;                          ///< gained by ring repairs (negative: lost)
    double area_overlap = 0;                           ///< taken off where parcels overlap
    double area_twice = 0;                             ///< overlaps too thin to be taken off: counted twice
    double area_clipped = 0;                           ///< cut off outside the park
    double area_dropped = 0;                           ///< of parcels left out
    std::int64_t parcels_merged = 0;                   ///< into a neighbour: read = kept + dropped + merged
    double area_merged = 0;                            ///< of these; it is in area_kept
    double area_declared = 0;                          ///< sum of the declared field, where there is one
    std::map<std::string, std::int64_t> assumed = {};  ///< values by field that the data does not have
    std::vector<ParkBalance> parks = {};               ///< by park_id; last, where there is any, land in none
};

struct Intake {
    State state;
    Problems problems;  ///< errors among them mean that `state` must not be used
    Accounting accounting;
    FaultMap faults;  ///< where their places are kept
};

struct IntakeOptions {
    DataSpec data;
    Year base_year = 0;
    std::uint64_t draw_key = 0;
    unsigned threads = 1;
    /// Called as soon as the polygons are what they will be: work on nothing else can begin.
    std::function<void(const std::shared_ptr<const Geography>&)> on_geography = {};
    bool examine = false;  ///< nothing will run: errors do not keep the rest from being looked at
    bool places = false;   ///< keep the places of faults
};

/// Rows in any order give the same state: parks, parcels, firms and projects are ordered by id.
Intake take_in(RawData raw, const IntakeOptions& options, const Progress& progress);

}  // namespace permu
