/// Exact matches of segments: a hash join in partitions that fit the cache.
#include "geometry/segments.hpp"

#include <algorithm>
#include <bit>

#include "permu/base/parallel.hpp"
#include "permu/geometry/locate.hpp"

namespace permu {

namespace {

struct Record {
    std::uint64_t hash;
    std::uint32_t shape;
    std::uint32_t segment;
};

constexpr std::size_t shapes_a_block = 8192;
constexpr std::uint32_t none = no_shape;

std::uint64_t hash_point(Point p)
{
    // Adding zero makes −0 and 0 the same bits.
    std::uint64_t h = std::bit_cast<std::uint64_t>(p.x + 0.0) * 0x9E3779B97F4A7C15U;
    h ^= std::rotl(std::bit_cast<std::uint64_t>(p.y + 0.0) * 0xC2B2AE3D27D4EB4FU, 31);
    h = (h ^ h >> 29) * 0xBF58476D1CE4E5B9U;
    return h ^ h >> 32;
}

/// Calls visit(hash, segment) for every segment of the shape; the direction of a segment does not matter.
template <class Visit>
void for_hashes(const Shapes& shapes, std::size_t shape, const Visit& visit)
{
    const auto [first, last] = shapes.ring_range(shape);
    const Point* base = shapes.all_points().data();
    for (std::uint32_t r = first; r < last; ++r) {
        const Ring ring = shapes.ring_at(r);
        if (ring.empty()) continue;
        const auto start = static_cast<std::uint32_t>(ring.data() - base);
        std::uint64_t from = hash_point(ring[0]);
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const std::uint64_t to = hash_point(ring[i]);
            const std::uint64_t both = (from + to) * 0x94D049BB133111EBU;
            if (!(ring[i - 1] == ring[i]))
                visit(both ^ both >> 31, start + static_cast<std::uint32_t>(i) - 1);
            from = to;
        }
    }
}

/// All segments, partition after partition; in a partition in the order of the shapes.
struct Partitioned {
    std::vector<Record> records;
    std::vector<std::size_t> starts;
};

Partitioned partition(const Shapes& shapes, unsigned threads)
{
    // Some 10,000 records a partition: with their table they stay in the second-level cache.
    const std::size_t wanted = shapes.total_points() / 10000 + 1;
    const std::size_t count = std::min<std::size_t>(std::bit_ceil(wanted), 4096);
    const auto shift = 64 - static_cast<unsigned>(std::bit_width(count - 1));
    const auto part_of = [&](std::uint64_t hash) { return count == 1 ? 0 : hash >> shift; };
    const std::size_t blocks = (shapes.size() + shapes_a_block - 1) / shapes_a_block;
    const auto for_block = [&](std::size_t block, const auto& visit) {
        const std::size_t last = std::min(shapes.size(), (block + 1) * shapes_a_block);
        for (std::size_t shape = block * shapes_a_block; shape < last; ++shape) {
            for_hashes(shapes, shape, [&](std::uint64_t hash, std::uint32_t segment) {
                visit(Record{hash, static_cast<std::uint32_t>(shape), segment});
            });
        }
    };
    std::vector<std::size_t> next(blocks * count, 0);  // first counts, then places
    parallel_blocks(blocks, threads, [&](std::size_t block) {
        for_block(block, [&](const Record& record) { ++next[block * count + part_of(record.hash)]; });
    });
    Partitioned out;
    out.starts.resize(count + 1, 0);
    std::size_t total = 0;
    for (std::size_t part = 0; part < count; ++part) {
        out.starts[part] = total;
        for (std::size_t block = 0; block < blocks; ++block) {
            const std::size_t here = next[block * count + part];
            next[block * count + part] = total;
            total += here;
        }
    }
    out.starts[count] = total;
    out.records.resize(total);
    parallel_blocks(blocks, threads, [&](std::size_t block) {
        std::size_t* places = next.data() + block * count;
        for_block(block, [&](const Record& record) { out.records[places[part_of(record.hash)]++] = record; });
    });
    return out;
}

/// Tells two segments with the same ends about each other.
void pair_up(const Record& a, const Record& b, SegmentPartners& partners,
             std::vector<SegmentPartners::Extra>& extra)
{
    if (a.shape == b.shape) return;
    const auto tell = [&](std::uint32_t segment, std::uint32_t shape) {
        std::uint32_t& first = partners.first[segment];
        if (first == none) {
            first = shape;
        } else {
            extra.push_back({segment, shape});
        }
    };
    tell(a.segment, b.shape);
    tell(b.segment, a.shape);
}

/// Finds equal hashes in one partition, by a table of the last record seen and chains to those before.
void join(std::span<const Record> records, SegmentPartners& partners,
          std::vector<SegmentPartners::Extra>& extra)
{
    const std::size_t slots = std::bit_ceil(records.size() * 2 + 1);
    std::vector<std::uint32_t> table(slots, none);
    std::vector<std::uint32_t> before(records.size(), none);
    for (std::uint32_t i = 0; i < records.size(); ++i) {
        std::size_t slot = records[i].hash & (slots - 1);
        while (table[slot] != none && records[table[slot]].hash != records[i].hash)
            slot = (slot + 1) & (slots - 1);
        before[i] = table[slot];
        for (std::uint32_t other = table[slot]; other != none; other = before[other]) {
            pair_up(records[other], records[i], partners, extra);
        }
        table[slot] = i;
    }
}

}  // namespace

SegmentPartners match_segments(const Shapes& shapes, unsigned threads)
{
    SegmentPartners partners;
    partners.first.assign(shapes.total_points(), none);
    const Partitioned parts = partition(shapes, threads);
    std::vector<std::vector<SegmentPartners::Extra>> extras(parts.starts.size() - 1);
    parallel_blocks(extras.size(), threads, [&](std::size_t part) {
        const std::size_t count = parts.starts[part + 1] - parts.starts[part];
        join(std::span(parts.records).subspan(parts.starts[part], count), partners, extras[part]);
    });
    for (const auto& extra : extras)
        partners.extra.insert(partners.extra.end(), extra.begin(), extra.end());
    std::sort(partners.extra.begin(), partners.extra.end(), [](const auto& a, const auto& b) {
        return a.segment != b.segment ? a.segment < b.segment : a.shape < b.shape;
    });
    return partners;
}

}  // namespace permu
