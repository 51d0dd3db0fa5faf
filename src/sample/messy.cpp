/// The faults of real files.
#include "messy.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "permu/base/random.hpp"

namespace permu {
namespace {

constexpr double invalid_rate = 0.0008, duplicate_rate = 0.0002, sliver_rate = 0.003, overlap_rate = 0.028;
constexpr double far_text_rate = 0.11, far_missing_rate = 0.44, area_off_rate = 0.0015;

TableColumn& column(Table& table, std::string_view name)
{
    for (TableColumn& one : table.columns) {
        if (one.name == name) return one;
    }
    return table.columns.front();
}

std::vector<Point> copy(const Shapes& shapes, std::size_t shape)
{
    const auto points = shapes.points(shape);
    return {points.begin(), points.end()};
}

void append(Shapes& shapes, const std::vector<Point>& ring)
{
    shapes.begin_part();
    shapes.add_ring(ring);
    shapes.end_shape();
}

/// Adds one row that repeats `row` but for the id.
void repeat_row(Table& table, std::size_t row, const std::string& id)
{
    for (TableColumn& one : table.columns) {
        if (auto* numbers = std::get_if<NumberCells>(&one.cells))
            numbers->push_back((*numbers)[row]);
        else if (auto* whole = std::get_if<IntegerCells>(&one.cells))
            whole->push_back((*whole)[row]);
        else {
            auto& texts = std::get<TextCells>(one.cells);
            const std::string text = one.name == "parcel_id"
                                         ? id
                                         : std::string(texts.texts[AnyRow{static_cast<std::uint32_t>(row)}]);
            texts.null[row] && one.name != "parcel_id" ? texts.push_back(std::nullopt)
                                                       : texts.push_back(text);
        }
    }
}

/// The plan's FAR as planning offices write it: a number, a range, a remark, or nothing.
void spoil_far(Table& parcels, std::uint64_t key)
{
    TableColumn& far = column(parcels, "plan_far");
    const auto numbers = std::get<NumberCells>(far.cells);
    TextCells texts;
    for (std::uint32_t row = 0; row < numbers.size(); ++row) {
        const double chance = Draw(key, row, 0, 8).uniform(0);
        if (chance < far_missing_rate)
            texts.push_back(std::nullopt);
        else if (chance < far_missing_rate + far_text_rate)
            texts.push_back(fmt::format("{:.1f}~{:.1f}", numbers[row] * 0.8, numbers[row]));
        else
            texts.push_back(shortest(numbers[row]));
    }
    far.cells = std::move(texts);
}

void spoil_rings(SampleProvince& province, std::uint64_t key)
{
    Shapes out;
    for (std::uint32_t row = 0; row < province.parcel_shapes.size(); ++row) {
        std::vector<Point> ring = copy(province.parcel_shapes, row);
        const Draw draw(key, row, 0, 9);
        const double chance = draw.uniform(0);
        if (chance < invalid_rate) {
            std::swap(ring[1], ring[2]);  // a bow-tie
        } else if (chance < invalid_rate + overlap_rate) {
            // A corner drawn over into the neighbour, by centimetres to a metre.
            ring[ring.size() - 2].x -= 0.02 + draw.uniform(1) * draw.uniform(2);
        }
        append(out, ring);
    }
    province.parcel_shapes = std::move(out);
}

void add_leftovers(SampleProvince& province, std::uint64_t key)
{
    const std::size_t rows = province.parcel_shapes.size();
    for (std::uint32_t row = 0; row < rows; ++row) {
        const double chance = Draw(key, row, 0, 10).uniform(0);
        if (chance < duplicate_rate) {
            const Shapes& shapes = province.parcel_shapes;
            append(province.parcel_shapes, copy(shapes, row));
            repeat_row(province.parcels, row, fmt::format("D{}", row));
        } else if (chance < duplicate_rate + sliver_rate) {
            const Point p = province.parcel_shapes.points(row)[0];
            append(province.parcel_shapes, {p, {p.x + 0.9, p.y}, {p.x + 0.9, p.y - 0.4}, p});
            repeat_row(province.parcels, row, fmt::format("S{}", row));
        }
    }
}

}  // namespace

void make_messy(SampleProvince& province, std::uint64_t key)
{
    spoil_far(province.parcels, key);
    auto& areas = std::get<NumberCells>(column(province.parcels, "area_m2").cells);
    for (std::uint32_t row = 0; row < areas.size(); ++row) {
        if (Draw(key, row, 0, 7).uniform(0) < area_off_rate) areas[row] = std::round(areas[row] * 1.07);
    }
    spoil_rings(province, key);
    add_leftovers(province, key);
}

}  // namespace permu
