/// Everything that can be said of one layer or table before it is used.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/inspect/guess.hpp"
#include "permu/inspect/profile.hpp"
#include "permu/inspect/propose.hpp"

namespace permu {

/// A leftover of drawing rather than a lot, m².
inline constexpr double sliver_area = 10;
/// Overlaps below it are the drawing's precision, m².
inline constexpr double least_overlap = 0.01;

/// One kind of fault among polygons: "invalid", "empty", "sliver", "duplicate", "overlap".
struct GeometryFault {
    std::string kind;
    std::size_t count = 0;
    double area = 0;                    ///< m² (of overlaps: shared), 0 where it says nothing
    std::vector<std::string> examples;  ///< "feature 12: Self-intersection[500 300]", at most three
};

struct GeometryReport {
    std::vector<GeometryFault> faults;  ///< kinds that were found
    bool overlaps_searched = false;     ///< not among more polygons than `most_overlap_shapes`
};
inline constexpr std::size_t most_overlap_shapes = 2'000'000;

/// \param areas  m², one a shape
/// \param fids   numbers of the features
/// \param metres_a_unit  of the coordinates; of degrees about 1e5
GeometryReport find_geometry_faults(const Shapes& shapes, std::span<const double> areas,
                                    std::span<const std::int64_t> fids, double metres_a_unit,
                                    unsigned threads);

/// What a layer or table was asked with.
struct RawLayer {
    std::string file, layer;            ///< layer empty: the only one of the file
    std::string name;                   ///< what tells the kind of table: of the layer, else of the file
    std::string geometry;               ///< name of OGR, "None" for tables
    std::string encoding;               ///< of the texts as stored; empty: unknown
    std::string encoding_instead = {};  ///< what the texts are in, where the file says otherwise
    int header_row = 1;                 ///< of a sheet or CSV: the row of the column names
    CrsFacts crs = {};
    std::string crs_wkt = {};  ///< of the file; empty: none
    Table table = {};
    Shapes shapes = {};
    std::vector<Point> points = {};  ///< of a layer of points, in place of shapes
    std::vector<std::int64_t> fids = {};
    std::int64_t features = -1;  ///< as the file counts them, of a layer that is not looked into; −1: unknown
    Problems remarks = {};
};

/// Declared areas of one column against the polygons.
struct DeclaredArea {
    std::string column;
    AreaUnitGuess unit;
};

struct Inspection {
    std::string file, layer, name, geometry, encoding, encoding_instead;
    int header_row = 1;  ///< of a sheet or CSV
    std::size_t rows = 0;
    bool polygons = false, points = false;  ///< neither: a table
    bool placed = false;                    ///< a table with coordinates in two columns
    Box extent = {};
    CrsFacts crs_facts = {};
    CrsGuess crs = {};
    double total_area = 0;     ///< m², of all polygons
    bool ellipsoidal = false;  ///< else plane, as no CRS is known
    GeometryReport geometry_report = {};
    std::vector<ColumnProfile> columns = {};
    std::map<std::string, std::vector<CodeShare>> codes = {};   ///< columns that look like codes
    std::map<std::string, CodeTie> ties = {};                   ///< of them, those that two systems read
    std::map<std::string, NamedUses> names = {};                ///< columns with names of land uses
    std::vector<DeclaredArea> declared = {}, mixed_areas = {};  ///< in one unit; in two, to be put right
    TableGuess guess = {};
    Problems remarks = {};
};

/// \param as  the table it is known to be; nothing: guessed
Inspection inspect_layer(RawLayer raw, std::optional<InputTable> as, unsigned threads);

}  // namespace permu
