/// An R-tree in the three tables in which SQLite keeps one: its nodes, and for rows and nodes in which node
/// they are. All three are open to SQL; `rtreecheck` of SQLite tells whether they fit.
#include "rtree_tables.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace permu {
namespace {

constexpr std::size_t head_size = 4, cell_size = 24;

/// The bytes of a node as SQLite's documentation of its R-tree gives them: two bytes of depth (of the root),
/// two of count, then id and box of every cell, the highest byte first.
class NodeBytes {
public:
    NodeBytes() : bytes_(head_size + cell_size * rtree_capacity) {}

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

    [[nodiscard]] std::size_t size() const { return bytes_.size(); }

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

/// Adds rows of two numbers, many with one statement: the tables of a large tree have as many rows as the
/// layer, and starting a statement costs more than a row.
class PairRows {
public:
    PairRows(SqliteFile& file, std::string table)
        : file_(file), table_(std::move(table)), many_(file, insertion(table_, batch))
    {
    }

    bool add(std::int64_t first, std::int64_t second)
    {
        values_.push_back(first), values_.push_back(second);
        return values_.size() < 2 * batch || run(many_);
    }
    /// The rows that are left over.
    bool finish()
    {
        if (values_.empty()) return true;
        SqliteStatement rest(file_, insertion(table_, values_.size() / 2));
        return run(rest);
    }

    /// "INSERT OR REPLACE INTO "rtree_parcels_geom_rowid" VALUES (?, ?), (?, ?)"
    static std::string insertion(const std::string& table, std::size_t rows)
    {
        std::string text = "INSERT OR REPLACE INTO " + sql_name(table) + " VALUES (?, ?)";
        for (std::size_t row = 1; row < rows; ++row)
            text += ", (?, ?)";
        return text;
    }

private:
    static constexpr std::size_t batch = 250;

    bool run(SqliteStatement& statement)
    {
        int column = 1;
        for (const std::int64_t value : values_)
            statement.bind(column++, value);
        values_.clear();
        return statement.run();
    }

    SqliteFile& file_;
    std::string table_;
    SqliteStatement many_;
    std::vector<std::int64_t> values_;
};

bool write_nodes(SqliteFile& file, const std::string& tree, std::span<const TreeLevel> levels)
{
    NodeBytes bytes;
    SqliteStatement node(file, PairRows::insertion(tree + "_node", 1));
    PairRows parents(file, tree + "_parent");
    for (std::size_t height = 0; height < levels.size(); ++height) {
        const TreeLevel& level = levels[height];
        const std::size_t depth = height + 1 == levels.size() ? height : 0;
        for (std::size_t k = 0; k < level.nodes(); ++k) {
            const std::int64_t number = level.first + static_cast<std::int64_t>(k);
            node.bind(1, number);
            node.bind(2, bytes.fill(depth, level.node(k)));
            if (!node.run()) return false;
            for (std::size_t c = 0; height > 0 && c < level.node(k).size(); ++c)
                if (!parents.add(level.node(k)[c].id, number)) return false;
        }
    }
    return parents.finish();
}

/// Rows in the order of their ids, so that the table grows at its end.
bool write_rows(SqliteFile& file, const std::string& tree, const TreeLevel& leaves)
{
    std::int64_t last = 0;
    for (const TreeCell& cell : leaves.cells)
        last = std::max(last, cell.id);
    std::vector<std::int64_t> leaf_of(static_cast<std::size_t>(last), 0);  // 0: an empty shape
    for (std::size_t k = 0; k < leaves.nodes(); ++k)
        for (const TreeCell& cell : leaves.node(k))
            leaf_of[static_cast<std::size_t>(cell.id - 1)] = leaves.first + static_cast<std::int64_t>(k);
    PairRows rows(file, tree + "_rowid");
    for (std::size_t i = 0; i < leaf_of.size(); ++i)
        if (leaf_of[i] != 0 && !rows.add(static_cast<std::int64_t>(i) + 1, leaf_of[i])) return false;
    return rows.finish();
}

}  // namespace

bool fill_rtree(SqliteFile& file, const std::string& tree, std::span<const TreeLevel> levels)
{
    const std::int64_t size =
        file.number("SELECT length(data) FROM " + sql_name(tree + "_node") + " WHERE nodeno = 1");
    return size == static_cast<std::int64_t>(NodeBytes().size()) && write_nodes(file, tree, levels) &&
           write_rows(file, tree, levels.front());
}

}  // namespace permu
