/// What a scenario asks for besides its rules: the run, the data and the output, as plain data.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "permu/base/parameter.hpp"
#include "permu/base/problem.hpp"
#include "permu/base/units.hpp"
#include "permu/model/data_spec.hpp"
#include "permu/scenario/document.hpp"
#include "permu/scenario/schema.hpp"

namespace permu {

/// The keys above all tables, and [run].
struct RunSpec {
    std::string name = {};
    int schema_version = 1;
    Year start = 0;  ///< base year: the state of the data
    Year end = 0;    ///< last year simulated, at least `start`
    std::uint64_t seed = 1;
};

/// Years of which parcels are written.
struct ParcelYears {
    enum class Kind { last, all, list };
    Kind kind = Kind::last;
    std::vector<Year> years = {};  ///< of a list: ascending, each once
    bool contains(Year year, Year end) const;
};

/// [output]
struct OutputSpec {
    std::vector<std::string> parcels = {"gpkg"};  ///< of gpkg, shp, geojson, fgb; each once
    ParcelYears parcel_years = {};
    std::vector<std::string> maps = {"stage", "use", "per_mu_class", "tax_per_mu"};  ///< of these; each once
    double map_resolution = 10;                                                      ///< m
    std::string language = {};  ///< "zh", "en" of headers and report; empty: the command line's
};

/// Where values stand while they are texts and lists; filled with defaults.
struct DataTableForm {
    std::string file, layer, crs, encoding;
    NamedTexts fields, units, codes;
    std::string delimiter;
    std::string far_text = "refuse";
    NamedNumbers scale;
    std::string code_system, code_systems;
    std::string on_unknown_code = "refuse";
    std::string on_unmatched = "refuse";
    double vacant_share = 0;
    int header_row = 1;
    bool synthetic = false;
};
struct RequestForm {
    std::string name;
    int schema_version = 1;
    int start = 2024, end = 2035, seed = 1;
    std::string area = "ellipsoidal";
    std::string on_invalid = "repair", on_overlap = "repair", on_outside = "repair", on_duplicate = "refuse",
                on_text = "repair";
    double sliver_area = DataSpec{}.sliver_area, gap_tolerance = DataSpec{}.gap_tolerance;
    std::string on_sliver = "keep", overlap_rule = "larger", residual_as = "exclude";
    std::string suitability_raster, slope_raster, slope_unit;
    DataLimits limits = {};
    std::map<std::string, DataTableForm, std::less<>> tables;  ///< by name, filled by `request_sections`
    std::vector<std::string> parcels = OutputSpec{}.parcels, maps = OutputSpec{}.maps;
    double map_resolution = OutputSpec{}.map_resolution;
    std::string language;
};

/// A scenario without its rules.
struct Request {
    RunSpec run = {};
    DataSpec data = {};
    OutputSpec output = {};
    RequestForm form = {};  ///< the values as they were given or stand by default
};

/// Reads all of the tree but [rules], which the caller reads, and refuses keys that do not belong at the top.
/// `start` and `end` are needed, and files of parks and parcels. Problems tell all that is wrong.
Request read_request(const Node& root, Problems& problems);

/// The tables that `read_request` reads, in the order of a scenario; the slots point into `form`, which must
/// outlive them.
std::vector<Section> request_sections(RequestForm& form);

/// Makes every path in the tree absolute, so that the tree written elsewhere names the same files.
/// \param folder  the working folder, absolute
void anchor_paths(Node& root, std::span<const Section> sections, std::string_view folder);

}  // namespace permu
