/// Grows an R-tree by binding boxes to one prepared statement.
#include "rtree_file.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

namespace permu {
namespace {

/// Place of a cell on the Hilbert curve that fills a square of 2^16 × 2^16 cells.
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y)
{
    std::uint32_t place = 0;
    for (std::uint32_t side = 1U << 15; side > 0; side /= 2) {
        const std::uint32_t right = (x & side) != 0 ? 1 : 0;
        const std::uint32_t upper = (y & side) != 0 ? 1 : 0;
        place += side * side * ((3 * right) ^ upper);
        if (upper == 0) {
            if (right == 1) {
                x = 0xffffU - x;
                y = 0xffffU - y;
            }
            std::swap(x, y);
        }
    }
    return place;
}

/// Shapes that are not empty, along the curve. Ties go by row.
std::vector<std::uint32_t> curve_order(const Shapes& shapes)
{
    Box all{};
    bool any = false;
    std::vector<std::uint32_t> order;
    order.reserve(shapes.size());
    for (std::uint32_t i = 0; i < shapes.size(); ++i) {
        if (shapes.parts(i) == 0) continue;
        const Box box = bounds(shapes, i);
        all = any ? Box{std::min(all.min_x, box.min_x), std::min(all.min_y, box.min_y),
                        std::max(all.max_x, box.max_x), std::max(all.max_y, box.max_y)}
                  : box;
        any = true;
        order.push_back(i);
    }
    const double width = std::max({all.width(), all.height(), 1e-9});
    std::vector<std::uint32_t> place(shapes.size());
    for (const auto i : order) {
        const Box box = bounds(shapes, i);
        const auto cell = [&](double low, double high, double origin) {
            return static_cast<std::uint32_t>(((low + high) / 2 - origin) / width * 65535.0);
        };
        place[i] = hilbert(cell(box.min_x, box.max_x, all.min_x), cell(box.min_y, box.max_y, all.min_y));
    }
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return place[a] != place[b] ? place[a] < place[b] : a < b;
    });
    return order;
}

/// Every seventh shape along the curve, then the ones after them, and so on: a node that was split when the
/// first came is filled by those that follow, which leaves a third fewer nodes to split than one walk.
std::vector<std::uint32_t> insertion_order(const Shapes& shapes)
{
    const std::vector<std::uint32_t> along = curve_order(shapes);
    std::vector<std::uint32_t> order;
    order.reserve(along.size());
    constexpr std::size_t walks = 7;
    for (std::size_t first = 0; first < walks; ++first) {
        for (std::size_t i = first; i < along.size(); i += walks)
            order.push_back(along[i]);
    }
    return order;
}

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

bool run(sqlite3* database, const char* statement)
{
    return sqlite3_exec(database, statement, nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool insert_all(sqlite3* database, const Shapes& shapes, const std::atomic<bool>& cancelled)
{
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v2(database, "INSERT INTO tree VALUES(?, ?, ?, ?, ?)", -1, &made, nullptr) !=
        SQLITE_OK)
        return false;
    const Statement insert(made, &sqlite3_finalize);
    for (const std::uint32_t i : insertion_order(shapes)) {
        if (cancelled) return true;
        const Box box = bounds(shapes, i);
        sqlite3_bind_int64(made, 1, static_cast<sqlite3_int64>(i) + 1);
        int at = 2;
        for (const double side : {box.min_x, box.max_x, box.min_y, box.max_y})
            sqlite3_bind_double(made, at++, side);
        if (sqlite3_step(made) != SQLITE_DONE) return false;
        sqlite3_reset(made);
    }
    return true;
}

}  // namespace

std::string grow_rtree(const std::string& path, const Shapes& shapes, const std::atomic<bool>& cancelled)
{
    ::unlink(path.c_str());
    sqlite3* made = nullptr;
    const int opened = sqlite3_open(path.c_str(), &made);
    const Database database(made, &sqlite3_close);
    // The file is nobody else's and is thrown away when it is not finished: it needs no journal and no
    // waiting for the disk. The nodes that grow lie all over the tree: they stay in memory.
    const bool good = opened == SQLITE_OK && run(made, "PRAGMA journal_mode = OFF") &&
                      run(made, "PRAGMA synchronous = OFF") && run(made, "PRAGMA cache_size = -32768") &&
                      run(made, "CREATE VIRTUAL TABLE tree USING rtree(id, minx, maxx, miny, maxy)") &&
                      run(made, "BEGIN") && insert_all(made, shapes, cancelled) && run(made, "COMMIT");
    return good ? std::string() : made == nullptr ? "out of memory" : sqlite3_errmsg(made);
}

}  // namespace permu
