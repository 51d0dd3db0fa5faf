/// Polygons burnt into pixels against GDAL's filler, all in memory.
#include <fmt/format.h>
#include <gdal_alg.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "permu/geometry/raster.hpp"
#include "permu/io/gdal_session.hpp"
#include "ratios/arena.hpp"
#include "ratios/contests.hpp"

namespace permu::bench {
namespace {

Box whole_box(const Shapes& shapes)
{
    Box box = bounds(shapes, 0);
    for (std::size_t i = 1; i < shapes.size(); ++i) {
        const Box one = bounds(shapes, i);
        box = {std::min(box.min_x, one.min_x), std::min(box.min_y, one.min_y), std::max(box.max_x, one.max_x),
               std::max(box.max_y, one.max_y)};
    }
    return box;
}

OGRPolygon polygon_of(const Shapes& shapes, std::size_t shape, std::size_t part)
{
    OGRPolygon polygon;
    for (std::size_t r = 0; r < shapes.rings(shape, part); ++r) {
        const Ring points = shapes.ring(shape, part, r);
        auto* ring = new OGRLinearRing;  // the polygon takes it
        for (const Point& point : points)
            ring->addPoint(point.x, point.y);
        polygon.addRingDirectly(ring);
    }
    return polygon;
}

/// The parcels as a layer in memory; field 0 is the number of the parcel.
GDALDatasetUniquePtr memory_layer(const Shapes& shapes)
{
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("Memory");
    GDALDatasetUniquePtr dataset(driver->Create("", 0, 0, 0, GDT_Unknown, nullptr));
    OGRLayer* layer = dataset->CreateLayer("parcels", nullptr, wkbMultiPolygon);
    OGRFieldDefn field("number", OFTInteger);
    layer->CreateField(&field);
    for (std::size_t shape = 0; shape < shapes.size(); ++shape) {
        OGRMultiPolygon parts;
        for (std::size_t part = 0; part < shapes.parts(shape); ++part) {
            const OGRPolygon polygon = polygon_of(shapes, shape, part);
            parts.addGeometry(&polygon);
        }
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField(0, static_cast<int>(shape));
        feature.SetGeometry(&parts);
        if (layer->CreateFeature(&feature) != OGRERR_NONE) throw std::runtime_error("no memory layer");
    }
    return dataset;
}

/// Pixels that GDAL fills in place.
class GdalRaster {
public:
    explicit GdalRaster(const Grid& grid) : pixels_(grid.cells())
    {
        GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("MEM");
        const auto width = static_cast<int>(grid.width), height = static_cast<int>(grid.height);
        dataset_.reset(driver->Create("", width, height, 0, GDT_UInt32, nullptr));
        const std::string address = fmt::format("DATAPOINTER={}", fmt::ptr(pixels_.data()));
        const char* options[] = {address.c_str(), nullptr};
        dataset_->AddBand(GDT_UInt32, const_cast<char**>(options));  // the signature of GDAL 3.6
        double transform[] = {grid.origin_x, grid.pixel, 0, grid.origin_y, 0, -grid.pixel};
        dataset_->SetGeoTransform(transform);
    }

    void burn(OGRLayer& layer)
    {
        std::ranges::fill(pixels_, no_shape);
        int band = 1;
        OGRLayerH layers[] = {OGRLayer::ToHandle(&layer)};
        double unused = 0;
        const char* options[] = {"ATTRIBUTE=number", nullptr};
        layer.ResetReading();
        if (GDALRasterizeLayers(GDALDataset::ToHandle(dataset_.get()), 1, &band, 1, layers, nullptr, nullptr,
                                &unused, const_cast<char**>(options), nullptr, nullptr) != CE_None)
            throw std::runtime_error("GDALRasterizeLayers failed");
    }
    const std::vector<std::uint32_t>& pixels() const { return pixels_; }

private:
    static constexpr std::uint32_t no_shape = 0xffffffffU;
    std::vector<std::uint32_t> pixels_;
    GDALDatasetUniquePtr dataset_;
};

}  // namespace

std::vector<Row> rasterise(Arena& arena)
{
    Row row{.goal = {"P10", "burn parcels into pixels vs GDALRasterizeLayers", Bound::at_least, 3, 11, "x"}};
    start_gdal();
    const Shapes& shapes = arena.parcels().shapes;
    const Grid grid = grid_for(whole_box(shapes), arena.settings().pixel);
    const GDALDatasetUniquePtr layer = memory_layer(shapes);
    GdalRaster theirs(grid);
    std::vector<std::uint32_t> ours;
    const Contestant contestants[] = {
        [&] {
            ours = {};
            return seconds(Clock::processor, [&] { ours = burn(shapes, grid, 1); });
        },
        [&] { return seconds(Clock::processor, [&] { theirs.burn(*layer->GetLayer(0)); }); },
    };
    const auto medians = alternate(arena.settings().rounds, contestants);
    row.value = medians[1] / medians[0];
    std::size_t different = 0;
    for (std::size_t i = 0; i < ours.size(); ++i)
        different += ours[i] != theirs.pixels()[i];
    // Two fillers differ where a boundary runs through the very middle of a pixel.
    row.same_answer = different <= ours.size() / 100000 + 1;
    row.note = fmt::format("{}; {} of {} pixels differ",
                           medians_text(std::array<std::string_view, 2>{"permu", "GDAL"}, medians), different,
                           ours.size());
    return {row};
}

}  // namespace permu::bench
