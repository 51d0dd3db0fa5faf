/// Any rings are found valid or repaired into polygons that are; areas stay numbers that are not negative.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "permu/geometry/validity.hpp"

namespace {

using namespace permu;

/// Bytes as rings: a head says how the rest is read (whole numbers close together, so that points coincide
/// and lines cross, or doubles as they come), and a byte ends a ring or a part.
Shapes decoded(const std::uint8_t* bytes, std::size_t size)
{
    Shapes shapes;
    shapes.begin_part();
    const bool raw = size > 0 && bytes[0] % 4 == 0;
    std::vector<Point> ring;
    const auto end_ring = [&] {
        if (ring.empty()) return;
        ring.push_back(ring.front());
        shapes.add_ring(ring);
        ring.clear();
    };
    for (std::size_t at = 1; at < size;) {
        const std::uint8_t sign = bytes[at];
        if (sign >= 0xFE) {
            end_ring();
            if (sign == 0xFF) shapes.begin_part();
            ++at;
            continue;
        }
        const std::size_t step = raw ? 1 + 2 * sizeof(double) : 2;
        if (at + step > size) break;
        Point point;
        if (raw) {
            std::memcpy(&point, bytes + at + 1, sizeof point);
        } else {
            point = {500000.0 + sign % 32, 3400000.0 + bytes[at + 1] % 32};
        }
        ring.push_back(point);
        at += step;
    }
    end_ring();
    shapes.end_shape();
    return shapes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const Shapes shapes = decoded(bytes, size);
    const Flaw flaw = find_flaws(shapes, 1).front();
    if (flaw == Flaw::none || flaw == Flaw::empty || flaw == Flaw::non_finite) return 0;
    const std::vector<std::uint32_t> all{0};
    const Repaired repaired = repair(shapes, all);
    if (repaired.shapes.size() != 1) std::abort();
    const Flaw left = find_flaws(repaired.shapes, 1).front();
    if (left != Flaw::none && left != Flaw::empty) std::abort();
    if (!(planar_area(repaired.shapes, 0) >= 0)) std::abort();
    return 0;
}
