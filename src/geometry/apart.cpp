/// Cheap proofs that two lots have no area in common.
#include "geometry/apart.hpp"

#include <algorithm>
#include <cmath>

#include "geometry/predicates.hpp"

namespace permu {

namespace {

bool counter_clockwise(Ring ring)
{
    double twice = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
        const Point a = ring[i], b = ring[i + 1], o = ring[0];
        twice += (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
    }
    return twice > 0;
}

/// 1 outside, 0 on the boundary, −1 inside.
int where(Point p, Ring ring)
{
    bool inside = false;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const Point a = ring[i - 1], b = ring[i];
        if ((a.y > p.y) == (b.y > p.y)) {
            const bool flat = a.y == p.y && b.y == p.y;
            if (p == a || p == b || (flat && (a.x < p.x) != (b.x < p.x))) return 0;
            continue;
        }
        const int side = b.y > a.y ? plane::side(a, b, p) : plane::side(b, a, p);
        if (side == 0) return 0;
        inside ^= side > 0;
    }
    return inside ? -1 : 1;
}

enum class Meeting { apart, touch, shared, doubtful };

/// How the edges a0 → a1 and b0 → b1 meet; `against` when shared edges of disjoint rings run in opposite
/// directions.
Meeting meet(Point a0, Point a1, Point b0, Point b1, bool against)
{
    const bool opposite = a0 == b1 && a1 == b0, same = a0 == b0 && a1 == b1;
    if (opposite || same) return opposite == against ? Meeting::shared : Meeting::doubtful;
    const bool at_a0 = a0 == b0 || a0 == b1, at_a1 = a1 == b0 || a1 == b1;
    if (!at_a0 && !at_a1) return plane::surely_apart(a0, a1, b0, b1) ? Meeting::apart : Meeting::doubtful;
    const Point corner = at_a0 ? a0 : a1, a = at_a0 ? a1 : a0, b = corner == b0 ? b1 : b0;
    if (plane::sure_side(corner, a, b) != 0) return Meeting::touch;
    // On one line: fine when they leave the corner in opposite directions.
    const double dot = (a.x - corner.x) * (b.x - corner.x) + (a.y - corner.y) * (b.y - corner.y);
    return dot < 0 ? Meeting::touch : Meeting::doubtful;
}

}  // namespace

void ApartTest::edges_near(Ring ring, const Box& common, std::vector<Near>& edges)
{
    edges.clear();
    for (std::uint32_t i = 0; i + 1 < ring.size(); ++i) {
        const Point p = ring[i], q = ring[i + 1];
        const bool far = std::max(p.x, q.x) < common.min_x || std::min(p.x, q.x) > common.max_x ||
                         std::max(p.y, q.y) < common.min_y || std::min(p.y, q.y) > common.max_y;
        if (!far && !(p == q)) edges.push_back({i, false});
    }
}

/// Whether some edge of `a` among `edges` has all of `a` on one side and all of `b` on the other, both up to
/// `slack`.
bool ApartTest::line_between(Ring a, Ring b, const std::vector<Near>& edges, double slack)
{
    for (const Near near : edges) {
        const Point p = a[near.edge], q = a[near.edge + 1];
        const double dx = q.x - p.x, dy = q.y - p.y;
        const double reach = slack * std::sqrt(dx * dx + dy * dy);
        const auto off = [&](Point c) { return dx * (c.y - p.y) - dy * (c.x - p.x); };
        double low = HUGE_VAL, high = -HUGE_VAL;  // of b, off the line
        for (const Point c : b) {
            const double value = off(c);
            low = std::min(low, value);
            high = std::max(high, value);
            if (low < -reach && high > reach) break;
        }
        if (low < -reach && high > reach) continue;
        const bool b_left = low >= -reach;
        const bool parted = std::all_of(a.begin(), a.end(),
                                        [&](Point c) { return b_left ? off(c) <= reach : off(c) >= -reach; });
        if (parted) return true;
    }
    return false;
}

/// An edge that meets the other ring at its ends only lies wholly inside or outside of it: its middle tells.
bool ApartTest::middles_outside(Ring ring, const std::vector<Near>& edges, Ring other)
{
    return std::all_of(edges.begin(), edges.end(), [&](Near near) {
        if (near.shared) return true;
        const Point p = ring[near.edge], q = ring[near.edge + 1];
        return where({(p.x + q.x) / 2, (p.y + q.y) / 2}, other) > 0;
    });
}

/// Two simple rings whose edges meet only at common vertices or as common edges with the rings on opposite
/// sides, and whose other edges lie outside of each other, have disjoint interiors: the boundary of a common
/// interior would consist of edges of one inside the other, or of common edges with both rings on the same
/// side.
bool ApartTest::only_touching(Ring a, Ring b)
{
    const bool against = counter_clockwise(a) == counter_clockwise(b);
    for (Near& one : near_a_) {
        for (Near& two : near_b_) {
            const Meeting how = meet(a[one.edge], a[one.edge + 1], b[two.edge], b[two.edge + 1], against);
            if (how == Meeting::doubtful) return false;
            if (how == Meeting::shared) one.shared = two.shared = true;
        }
    }
    return middles_outside(a, near_a_, b) && middles_outside(b, near_b_, a);
}

bool ApartTest::operator()(Ring a, Ring b, const Box& common, double min_area)
{
    if (common.width() * common.height() <= min_area) return true;
    edges_near(a, common, near_a_);
    edges_near(b, common, near_b_);
    // An overlap within `slack` of a line, on both sides, and within the common box is no larger than
    // min_area.
    const double slack = min_area / (2 * std::hypot(common.width(), common.height()));
    if (line_between(a, b, near_a_, slack) || line_between(b, a, near_b_, slack)) return true;
    return only_touching(a, b);
}

}  // namespace permu
