/// Collects polygons from WKB or from GDAL's geometries into flat arrays.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/geometry/shapes.hpp"
#include "permu/io/source.hpp"

class OGRGeometry;
class OGRPolygon;

namespace permu::reading {

/// Takes one geometry a feature. Heights and measures are dropped; curves are turned into chords with a
/// warning; points, lines, collections and TINs are told as errors and become empty shapes, as do null
/// geometries.
class ShapeBuilder {
public:
    ShapeBuilder(std::string where, const ReadLimits& limits, Problems& problems)
        : where_(std::move(where)), limits_(limits), problems_(problems)
    {
    }

    void add_null() { shapes_.end_shape(); }
    /// Well-known binary, ISO or with the old high bit for heights.
    /// \throws LimitError for a polygon of too many vertices
    void add_wkb(std::span<const unsigned char> wkb, std::int64_t fid);
    void add_geometry(const OGRGeometry* geometry, std::int64_t fid);
    /// Makes room for so many shapes; for their points once the first ones show how many they have.
    void expect(std::size_t shapes) { expected_ = shapes; }

    bool has_z() const { return has_z_; }
    Shapes take() { return std::move(shapes_); }

private:
    class Wkb;
    /// What a geometry turned out to be.
    enum class Verdict { good, damaged, not_polygon, curve };

    Verdict read_polygon(Wkb& in, bool little, std::uint32_t dimensions);
    Verdict read_parts(Wkb& in, bool little);
    void add_foreign(std::span<const unsigned char> wkb, std::int64_t fid);
    void add_polygon(const OGRPolygon& polygon);
    void add_ring_points();
    void check_vertices(std::int64_t fid) const;
    void make_room();
    void finish(std::int64_t fid);
    void tell(Severity severity, const char* code, Said found, Said remedy, std::int64_t fid);
    void tell_not_polygon(std::int64_t fid);

    std::string where_;
    const ReadLimits& limits_;
    Problems& problems_;
    Shapes shapes_;
    std::size_t expected_ = 0;
    std::vector<Point> ring_;   ///< scratch
    std::size_t vertices_ = 0;  ///< of the feature at hand
    bool part_pending_ = false;
    bool unclosed_ = false;
    bool non_finite_ = false;
    bool has_z_ = false;
};

}  // namespace permu::reading
