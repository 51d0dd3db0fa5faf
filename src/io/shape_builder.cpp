/// Collects polygons from WKB or from GDAL's geometries into flat arrays.
#include "io/shape_builder.hpp"

#include <ogr_geometry.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <memory>

#include "io/big_memory.hpp"
#include "io/refuse.hpp"

namespace permu::reading {

namespace {

constexpr std::uint32_t polygon_type = 3;
constexpr std::uint32_t multipolygon_type = 6;
constexpr std::uint32_t curve_polygon_type = 10;
constexpr std::uint32_t multi_surface_type = 12;

/// So many shapes tell how many points the others will have.
constexpr std::size_t sample_shapes = 4096;

/// A WKB type split into what it is and how many numbers a point has.
struct WkbType {
    std::uint32_t base{};
    std::uint32_t dimensions{};
};

WkbType split(std::uint32_t type)
{
    std::uint32_t extra = 0;
    if ((type & 0x80000000u) != 0) {  // the old way to say "with heights"
        type &= 0x7fffffffu;
        extra = 1;
    }
    if (type >= 4000) return {};
    const std::uint32_t thousands = type / 1000;
    extra += thousands == 3 ? 2 : thousands == 0 ? 0 : 1;
    return {type % 1000, 2 + extra};
}

}  // namespace

/// A cursor that never leaves its bytes.
class ShapeBuilder::Wkb {
public:
    explicit Wkb(std::span<const unsigned char> bytes) : at_(bytes.data()), end_(at_ + bytes.size()) {}

    std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
    bool skip(std::size_t count)
    {
        if (left() < count) return false;
        at_ += count;
        return true;
    }
    /// The byte order mark: 1 is little-endian.
    bool order(bool& little)
    {
        if (left() < 1 || *at_ > 1) return false;
        little = *at_++ == 1;
        return true;
    }
    bool number(bool little, std::uint32_t& value)
    {
        if (left() < 4) return false;
        std::memcpy(&value, at_, 4);
        if (!little) value = __builtin_bswap32(value);
        at_ += 4;
        return true;
    }
    /// `count` points of `dimensions` numbers, the first two kept. \pre they are there
    void points(bool little, std::uint32_t dimensions, std::vector<Point>& out, std::size_t count)
    {
        out.resize(count);
        if (little && dimensions == 2) {
            if (count > 0) std::memcpy(out.data(), at_, count * sizeof(Point));
            at_ += count * sizeof(Point);
            return;
        }
        for (Point& point : out) {
            std::uint64_t bits[2];
            std::memcpy(bits, at_, sizeof bits);
            if (!little) {
                bits[0] = __builtin_bswap64(bits[0]);
                bits[1] = __builtin_bswap64(bits[1]);
            }
            point = {std::bit_cast<double>(bits[0]), std::bit_cast<double>(bits[1])};
            at_ += std::size_t{8} * dimensions;
        }
    }

private:
    const unsigned char* at_;
    const unsigned char* end_;
};

static_assert(std::endian::native == std::endian::little, "byte swaps assume a little-endian machine");
static_assert(sizeof(Point) == 16);

void ShapeBuilder::add_ring_points()
{
    if (ring_.empty()) return;
    // One pass that also says whether every coordinate is finite: x − x is 0 for finite x only.
    double sum = 0;
    for (const Point& point : ring_) {
        sum += (point.x - point.x) + (point.y - point.y);
    }
    non_finite_ |= !(sum == 0);
    if (!(ring_.front() == ring_.back())) {
        unclosed_ = true;
        ring_.push_back(ring_.front());
    }
    // A part begins with its first ring that has points, so that no part is without rings.
    if (part_pending_) shapes_.begin_part();
    part_pending_ = false;
    shapes_.add_ring(ring_);
}

void ShapeBuilder::check_vertices(std::int64_t fid) const
{
    if (vertices_ <= limits_.max_vertices) return;
    refuse_vertices(where_ + ", feature " + std::to_string(fid), vertices_, limits_.max_vertices);
}

ShapeBuilder::Verdict ShapeBuilder::read_polygon(Wkb& in, bool little, std::uint32_t dimensions)
{
    std::uint32_t rings = 0;
    if (!in.number(little, rings) || rings > in.left() / 4) return Verdict::damaged;
    part_pending_ = true;
    for (std::uint32_t ring = 0; ring < rings; ++ring) {
        std::uint32_t count = 0;
        if (!in.number(little, count) || count > in.left() / (std::size_t{8} * dimensions))
            return Verdict::damaged;
        vertices_ += count;
        in.points(little, dimensions, ring_, count);
        add_ring_points();
    }
    return Verdict::good;
}

ShapeBuilder::Verdict ShapeBuilder::read_parts(Wkb& in, bool little)
{
    std::uint32_t parts = 0;
    if (!in.number(little, parts) || parts > in.left() / 9) return Verdict::damaged;
    for (std::uint32_t part = 0; part < parts; ++part) {
        bool part_little = true;
        std::uint32_t raw = 0;
        if (!in.order(part_little) || !in.number(part_little, raw)) return Verdict::damaged;
        const WkbType type = split(raw);
        if (type.base != polygon_type) return Verdict::damaged;
        const Verdict verdict = read_polygon(in, part_little, type.dimensions);
        if (verdict != Verdict::good) return verdict;
    }
    return Verdict::good;
}

void ShapeBuilder::add_wkb(std::span<const unsigned char> bytes, std::int64_t fid)
{
    vertices_ = 0;
    Wkb in(bytes);
    bool little = true;
    std::uint32_t raw = 0;
    Verdict verdict = Verdict::damaged;
    if (in.order(little) && in.number(little, raw)) {
        const WkbType type = split(raw);
        has_z_ |= type.dimensions > 2;
        switch (type.base) {
            case polygon_type:
                verdict = read_polygon(in, little, type.dimensions);
                break;
            case multipolygon_type:
                verdict = read_parts(in, little);
                break;
            case curve_polygon_type:
            case multi_surface_type:
                verdict = Verdict::curve;
                break;
            default:
                verdict = type.base > 0 && type.base < 18 ? Verdict::not_polygon : Verdict::damaged;
        }
    }
    if (verdict == Verdict::curve) return add_foreign(bytes, fid);
    if (verdict == Verdict::not_polygon) tell_not_polygon(fid);
    if (verdict == Verdict::damaged) {
        tell(Severity::error, "geometry.damaged", {"a damaged geometry", "几何已损坏"},
             {"export the layer again", "请重新导出图层"}, fid);
    }
    finish(fid);
}

/// Curves: GDAL reads them and draws the chords.
void ShapeBuilder::add_foreign(std::span<const unsigned char> bytes, std::int64_t fid)
{
    OGRGeometry* geometry = nullptr;
    const OGRErr result =
        OGRGeometryFactory::createFromWkb(bytes.data(), nullptr, &geometry, bytes.size(), wkbVariantIso);
    const std::unique_ptr<OGRGeometry> owned(geometry);
    if (result == OGRERR_NONE && owned) return add_geometry(owned.get(), fid);
    tell(Severity::error, "geometry.damaged", {"a damaged geometry", "几何已损坏"},
         {"export the layer again", "请重新导出图层"}, fid);
    finish(fid);
}

void ShapeBuilder::add_polygon(const OGRPolygon& polygon)
{
    if (polygon.IsEmpty()) return;
    part_pending_ = true;
    for (int i = 0; i <= polygon.getNumInteriorRings(); ++i) {
        const OGRLinearRing* ring = i == 0 ? polygon.getExteriorRing() : polygon.getInteriorRing(i - 1);
        static_assert(sizeof(OGRRawPoint) == sizeof(Point));
        ring_.resize(static_cast<std::size_t>(ring->getNumPoints()));
        if (!ring_.empty()) ring->getPoints(reinterpret_cast<OGRRawPoint*>(ring_.data()));
        vertices_ += ring_.size();
        add_ring_points();
    }
}

void ShapeBuilder::add_geometry(const OGRGeometry* geometry, std::int64_t fid)
{
    vertices_ = 0;
    if (geometry == nullptr) return add_null();
    has_z_ |= geometry->Is3D() || geometry->IsMeasured();
    std::unique_ptr<OGRGeometry> linear;
    const OGRwkbGeometryType curved = wkbFlatten(geometry->getGeometryType());
    if (curved == wkbCurvePolygon || curved == wkbMultiSurface) {
        linear.reset(geometry->getLinearGeometry());
        geometry = linear.get();
        tell(Severity::warning, "geometry.curve", {"curved boundaries", "曲线边界"},
             {"nothing: they are read as chords of 4° steps", "无需处理：按 4° 步长的弦读取"}, fid);
    }
    switch (geometry == nullptr ? wkbUnknown : wkbFlatten(geometry->getGeometryType())) {
        case wkbPolygon:
            add_polygon(*geometry->toPolygon());
            break;
        case wkbMultiPolygon:
            for (const OGRPolygon* part : *geometry->toMultiPolygon()) {
                add_polygon(*part);
            }
            break;
        default:
            tell_not_polygon(fid);
    }
    finish(fid);
}

void ShapeBuilder::tell(Severity severity, const char* code, Said found, Said remedy, std::int64_t fid)
{
    problems_.tally({.severity = severity,
                     .code = code,
                     .where = where_,
                     .found = std::move(found),
                     .expected = {"closed polygons of finite coordinates", "坐标有限、环闭合的面"},
                     .remedy = std::move(remedy)},
                    std::to_string(fid));
}

void ShapeBuilder::tell_not_polygon(std::int64_t fid)
{
    tell(Severity::error, "geometry.not_polygon",
         {"a point, line, collection or other geometry that is no polygon", "点、线、集合或其他非面几何"},
         {"remove these features, or export polygons only", "请删除这些要素，或仅导出面"}, fid);
}

void ShapeBuilder::make_room()
{
    // A twentieth more than the sample says; where it says too little the array grows as any does.
    const double points_each =
        static_cast<double>(shapes_.total_points()) / static_cast<double>(shapes_.size());
    const auto points = static_cast<std::size_t>(points_each * static_cast<double>(expected_) * 1.05);
    shapes_.reserve(expected_, points);
    use_large_pages(shapes_.all_points().data(), points);
}

void ShapeBuilder::finish(std::int64_t fid)
{
    shapes_.end_shape();
    if (shapes_.size() == sample_shapes && expected_ > 8 * sample_shapes) make_room();
    if (non_finite_) {
        tell(Severity::error, "geometry.non_finite",
             {"a coordinate that is no finite number", "坐标不是有限数值"},
             {"repair these features", "请修正这些要素"}, fid);
    }
    if (unclosed_) {
        tell(Severity::warning, "geometry.unclosed",
             {"rings whose last point is not the first", "环的末点与首点不一致"},
             {"nothing: they are closed while reading", "无需处理：读取时自动闭合"}, fid);
    }
    non_finite_ = false;
    unclosed_ = false;
    check_vertices(fid);
}

}  // namespace permu::reading
