/// Writes an R-tree as the three tables in which SQLite keeps one.
#include "rtree_file.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "rtree_pack.hpp"

namespace permu {
namespace {

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

bool run(sqlite3* database, const char* statement)
{
    return sqlite3_exec(database, statement, nullptr, nullptr, nullptr) == SQLITE_OK;
}

/// The bytes of a node as SQLite's documentation of its R-tree gives them: two bytes of depth (of the root),
/// two of count, then id and box of every cell, the highest byte first.
class NodeBytes {
public:
    explicit NodeBytes(std::size_t size) : bytes_(size) {}

    std::span<const unsigned char> fill(std::size_t depth, std::span<const TreeCell> cells)
    {
        at_ = 0;
        put(static_cast<std::uint16_t>(depth));
        put(static_cast<std::uint16_t>(cells.size()));
        for (const TreeCell& cell : cells) {
            put(static_cast<std::uint64_t>(cell.id));
            for (const float side : cell.box)
                put(std::bit_cast<std::uint32_t>(side));
        }
        std::fill(bytes_.begin() + static_cast<std::ptrdiff_t>(at_), bytes_.end(), 0);
        return bytes_;
    }

    [[nodiscard]] std::size_t capacity() const { return (bytes_.size() - 4) / 24; }

private:
    template <class T>
    void put(T value)
    {
        for (std::size_t byte = sizeof(T); byte > 0; --byte)
            bytes_[at_++] = static_cast<unsigned char>(value >> (8 * (byte - 1)));
    }

    std::vector<unsigned char> bytes_;
    std::size_t at_ = 0;
};

/// A prepared statement that is run again and again.
class Repeated {
public:
    Repeated(sqlite3* database, const char* text) : statement_(nullptr, &sqlite3_finalize)
    {
        sqlite3_stmt* made = nullptr;
        sqlite3_prepare_v2(database, text, -1, &made, nullptr);
        statement_.reset(made);
    }

    bool run(std::int64_t first, std::int64_t second)
    {
        return bind(first) && sqlite3_bind_int64(statement_.get(), 2, second) == SQLITE_OK && step();
    }
    bool run(std::int64_t first, std::span<const unsigned char> second)
    {
        return bind(first) &&
               sqlite3_bind_blob(statement_.get(), 2, second.data(), static_cast<int>(second.size()),
                                 SQLITE_STATIC) == SQLITE_OK &&
               step();
    }

private:
    bool bind(std::int64_t first)
    {
        return statement_ && sqlite3_bind_int64(statement_.get(), 1, first) == SQLITE_OK;
    }
    bool step()
    {
        const bool done = sqlite3_step(statement_.get()) == SQLITE_DONE;
        return sqlite3_reset(statement_.get()) == SQLITE_OK && done;
    }

    Statement statement_;
};

/// How many bytes SQLite gives a node of this database: the size of the empty root; 0 when it cannot be read.
std::size_t node_size(sqlite3* database)
{
    sqlite3_stmt* made = nullptr;
    sqlite3_prepare_v2(database, "SELECT length(data) FROM tree_node WHERE nodeno = 1", -1, &made, nullptr);
    const Statement query(made, &sqlite3_finalize);
    return made != nullptr && sqlite3_step(made) == SQLITE_ROW
               ? static_cast<std::size_t>(sqlite3_column_int64(made, 0))
               : 0;
}

bool write_nodes(sqlite3* database, const std::vector<TreeLevel>& levels, NodeBytes& bytes)
{
    Repeated node(database, "INSERT OR REPLACE INTO tree_node VALUES(?, ?)");
    Repeated parent(database, "INSERT INTO tree_parent VALUES(?, ?)");
    for (std::size_t height = 0; height < levels.size(); ++height) {
        const TreeLevel& level = levels[height];
        for (std::size_t k = 0; k < level.nodes(); ++k) {
            const std::int64_t number = level.first + static_cast<std::int64_t>(k);
            if (!node.run(number, bytes.fill(height + 1 == levels.size() ? height : 0, level.node(k))))
                return false;
            for (std::size_t c = 0; height > 0 && c < level.node(k).size(); ++c)
                if (!parent.run(level.node(k)[c].id, number)) return false;
        }
    }
    return true;
}

bool write_rows(sqlite3* database, const TreeLevel& leaves, std::size_t shapes)
{
    std::vector<std::int64_t> leaf_of(shapes, 0);  // 0: an empty shape
    for (std::size_t k = 0; k < leaves.nodes(); ++k)
        for (const TreeCell& cell : leaves.node(k))
            leaf_of[static_cast<std::size_t>(cell.id - 1)] = leaves.first + static_cast<std::int64_t>(k);
    Repeated row(database, "INSERT INTO tree_rowid VALUES(?, ?)");
    for (std::size_t i = 0; i < shapes; ++i)
        if (leaf_of[i] != 0 && !row.run(static_cast<std::int64_t>(i) + 1, leaf_of[i])) return false;
    return true;
}

/// The three tables are open to SQL; `rtreecheck` of SQLite tells whether they fit.
bool write_tree(sqlite3* database, const Shapes& shapes, const std::atomic<bool>& cancelled)
{
    const std::size_t size = node_size(database);
    if (size == 0) return false;
    NodeBytes bytes(size);
    const std::vector<TreeLevel> levels = pack_rtree(shapes, bytes.capacity());
    if (cancelled) return true;
    return write_nodes(database, levels, bytes) &&
           (cancelled || write_rows(database, levels.front(), shapes.size()));
}

}  // namespace

std::string write_rtree(const std::string& path, const Shapes& shapes, const std::atomic<bool>& cancelled)
{
    ::unlink(path.c_str());
    sqlite3* made = nullptr;
    const int opened = sqlite3_open(path.c_str(), &made);
    const Database database(made, &sqlite3_close);
    // The file is nobody else's and is thrown away when it is not finished: it needs no journal and no
    // waiting for the disk.
    const bool good = opened == SQLITE_OK && run(made, "PRAGMA journal_mode = OFF") &&
                      run(made, "PRAGMA synchronous = OFF") &&
                      run(made, "CREATE VIRTUAL TABLE tree USING rtree(id, minx, maxx, miny, maxy)") &&
                      run(made, "BEGIN") && write_tree(made, shapes, cancelled) && run(made, "COMMIT");
    return good ? std::string() : made == nullptr ? "out of memory" : sqlite3_errmsg(made);
}

}  // namespace permu
