/// What a scenario says about the input files, as plain data: which file, which layer, whose names and codes.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace permu {

/// Where the area of a parcel or park comes from.
enum class AreaSource {
    ellipsoidal,  ///< of the boundary, on the ellipsoid of the data's datum
    planar,       ///< of the boundary, in the plane of its projection
    field,        ///< the field area_m2
};

/// What is done about a fault of the data.
enum class FaultPolicy {
    repair,  ///< mended in the way the fault's own setting describes, and listed
    refuse,  ///< an error
    drop,    ///< the row is left out, and listed
};

/// What is done about parcels smaller than `sliver_area`.
enum class SliverPolicy {
    keep,
    drop,    ///< left out, and listed
    merge,   ///< joined to the parcel of its park with which it shares the longest boundary
    refuse,  ///< an error
};

/// Which of two parcels that overlap loses the land both have.
enum class OverlapRule {
    larger,    ///< the larger one; of equal ones the one with the later id
    smaller,   ///< the smaller one; of equal ones the one with the later id
    later_id,  ///< the one whose id comes later in the order of texts: the older id keeps its land
    priority,  ///< the one with the higher overlap_priority, none being the highest; of equal ones the larger
};

/// What the land inside a park's boundary and outside its parcels is taken for.
enum class ResidualUse { exclude, road, other };

/// How "180~200" and "200%" in a field of numbers are read.
enum class NumberText {
    refuse,     ///< an error
    range_max,  ///< the upper end of a range; a per cent sign divides by 100
};

/// What the numbers of a raster of slopes are; `unsaid` only where there is no such raster.
enum class SlopeUnit { unsaid, percent, degree };

/// What becomes of a land-use code that neither `codes` nor the code system knows.
enum class UnknownCode { refuse, other };

/// Their name or code → ours, or ours → theirs; ordered, so that messages are too.
using NameMap = std::map<std::string, std::string, std::less<>>;

/// One input table. `file` is empty where the scenario does not name the table.
/// Paths are as the caller can open them: relative ones are joined to the folder of the file that named them.
struct DataTable {
    std::string file = {};
    std::string layer = {};     ///< empty: the file's only layer
    NameMap fields = {};        ///< canonical name → name in the file; a name left out is canonical already
    std::string crs = {};       ///< "EPSG:4547", or empty: what the file says; of points in a table
    std::string encoding = {};  ///< "GBK", or empty: what the file says, else what the bytes say
    char delimiter = '\0';      ///< between the cells of a CSV; 0: found by counting
    int header_row = 1;         ///< of a sheet or CSV: the row of the column names, counted from 1
    NameMap units = {};  ///< canonical name → unit of its numbers in the file, where it is another one
    NumberText far_text = NumberText::refuse;
    /// Cells that are no plain numbers and yet mean one: "12 亩", "１２", "1,234.5", "—", a date for its
    /// year; `on_text` of [data], the same for all tables.
    FaultPolicy on_text = FaultPolicy::repair;
    /// Canonical name → what its numbers are multiplied by to be in the field's unit, e.g. 0.01 of per cents.
    std::map<std::string, double, std::less<>> scale = {};
    std::string code_system = {};        ///< "用地用海", …, or "" where `code_system_file` is given
    std::string code_system_file = {};   ///< a CSV of the user's in place of a public code system
    std::string code_systems_file = {};  ///< a CSV in place of the built-in table of all code systems
    NameMap codes = {};                  ///< code in the file → code of the system
    UnknownCode on_unknown_code = UnknownCode::refuse;
    double vacant_share =
        0;  ///< of built industrial land without a stage, drawn as vacant; 0 to 1; parcels only
    FaultPolicy on_unmatched = FaultPolicy::refuse;  ///< enterprises only: rows that find no parcel
    bool synthetic = false;  ///< enterprises only: drawn from documented distributions, marked as such

    bool given() const { return !file.empty(); }
};

/// Bounds on what is read: they keep a damaged or hostile file from taking the machine.
struct DataLimits {
    double file_size = 4.0 * 1024 * 1024 * 1024;  ///< bytes of a file, its parts and what it unpacks to
    double features = 10e6;                       ///< of a layer or table
    double vertices = 1e6;                        ///< of a polygon
    double text_size = 64.0 * 1024;               ///< bytes of a cell
};

/// The table [data] of a scenario.
struct DataSpec {
    AreaSource area = AreaSource::ellipsoidal;
    FaultPolicy on_invalid = FaultPolicy::repair;  ///< a ring that crosses itself or is open
    FaultPolicy on_overlap = FaultPolicy::repair;  ///< one parcel loses the overlap
    OverlapRule overlap_rule = OverlapRule::larger;
    SliverPolicy on_sliver = SliverPolicy::keep;
    double sliver_area = 1;      ///< m²
    double gap_tolerance = 0.1;  ///< m: strips between parcels up to this width are looked for by a check
    FaultPolicy on_outside = FaultPolicy::repair;  ///< land outside the park is clipped
    FaultPolicy on_duplicate =
        FaultPolicy::refuse;  ///< repair: rows that are equal are one; drop: the first stays
    ResidualUse residual_as = ResidualUse::exclude;
    DataTable parks = {};
    DataTable parcels = {};
    DataTable enterprises = {};
    DataTable projects = {};
    DataTable reserves = {};
    DataTable quota = {};
    DataTable sub_parks = {};
    DataTable conversions = {};
    DataTable environment = {};
    std::string suitability_raster = {};  ///< a GeoTIFF, 0 to 1, for parcels whose suitability is not given
    std::string slope_raster = {};        ///< a GeoTIFF in `slope_unit`, for parcels whose slope is not given
    SlopeUnit slope_unit = SlopeUnit::unsaid;
    DataLimits limits = {};
};

/// A table of the data by its name in the scenario.
struct DataTableName {
    std::string_view name;  ///< "parks"
    DataTable DataSpec::*table;
};

/// All tables, in the order they are read.
inline constexpr DataTableName data_tables[] = {
    {"parks", &DataSpec::parks},
    {"parcels", &DataSpec::parcels},
    {"enterprises", &DataSpec::enterprises},
    {"projects", &DataSpec::projects},
    {"reserves", &DataSpec::reserves},
    {"quota", &DataSpec::quota},
    {"sub_parks", &DataSpec::sub_parks},
    {"conversions", &DataSpec::conversions},
    {"environment", &DataSpec::environment},
};

}  // namespace permu
