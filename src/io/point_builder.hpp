/// Collects points from GDAL's geometries.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/geometry/shapes.hpp"

class OGRGeometry;

namespace permu::reading {

/// Takes one geometry a feature: a point, or a multi-point of one. Heights are dropped. A missing or empty
/// geometry is a point of NaN; so is any other, and told as an error.
class PointBuilder {
public:
    PointBuilder(std::string where, Problems& problems) : where_(std::move(where)), problems_(problems) {}

    void add_geometry(const OGRGeometry* geometry, std::int64_t fid);
    std::vector<Point> take() { return std::move(points_); }

private:
    std::string where_;
    Problems& problems_;
    std::vector<Point> points_;
};

}  // namespace permu::reading
