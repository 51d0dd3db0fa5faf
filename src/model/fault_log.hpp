/// Keeps the place of every fault while the data is taken in.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "permu/model/faults.hpp"
#include "permu/model/fields.hpp"

namespace permu {

class FaultLog {
public:
    /// \param shapes  of the table, as they are now; the row's polygon is copied when it can be drawn
    void add(const Problem& problem, InputTable table, std::uint32_t row, std::string id,
             const Shapes& shapes, std::size_t shape);
    /// A fault of a row whose polygon is no longer with its table.
    void add_later(const Problem& problem, InputTable table, std::uint32_t row, std::string id);

    /// The map: polygons of late rows by `shape_of(table, row)` (a shape and its number, or nullptr), parks
    /// by `park_of(table, row)`.
    template <class ShapeOf, class ParkOf>
    FaultMap finish(const ShapeOf& shape_of, const ParkOf& park_of)
    {
        for (Entry& entry : entries_) {
            if (!entry.drawn) {
                const auto [shapes, at] = shape_of(entry.table, entry.row);
                if (shapes == nullptr || !draw(entry, *shapes, at)) {
                    ++map_.elsewhere;
                    continue;
                }
            }
            entry.fault.park = park_of(entry.table, entry.row);
            map_.faults.push_back(std::move(entry.fault));
            map_.shapes.append(shapes_, entry.shape);
        }
        return std::move(map_);
    }

private:
    struct Entry {
        PlacedFault fault;
        InputTable table;
        std::uint32_t row;
        std::uint32_t shape;  ///< in shapes_, once drawn
        bool drawn;
    };
    bool draw(Entry& entry, const Shapes& shapes, std::size_t shape);

    std::vector<Entry> entries_;
    Shapes shapes_;
    FaultMap map_;
};

}  // namespace permu
