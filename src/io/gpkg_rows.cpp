/// Rows of GeoPackage layers, added by SQLite itself.
#include "gpkg_rows.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <type_traits>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "packed_index.hpp"
#include "rtree_tables.hpp"

namespace permu {
namespace {

static_assert(std::endian::native == std::endian::little, "geometries are written as they lie in memory");

/// One geometry as a blob: a header with the extent, then the multipolygon as well-known binary.
class GeometryBytes {
public:
    std::span<const unsigned char> fill(const Shapes& shapes, std::size_t row, const Box& box,
                                        std::int32_t srs_id)
    {
        bytes_.clear();
        put_header(box, srs_id);
        put_kind(multipolygon, shapes.parts(row));
        for (std::size_t part = 0; part < shapes.parts(row); ++part) {
            put_kind(polygon, shapes.rings(row, part));
            for (std::size_t ring = 0; ring < shapes.rings(row, part); ++ring) {
                const Ring points = shapes.ring(row, part, ring);
                put(static_cast<std::uint32_t>(points.size()));
                append(points.data(), points.size_bytes());
            }
        }
        return bytes_;
    }

private:
    static constexpr std::uint8_t little_endian = 1;
    static constexpr std::uint32_t polygon = 3, multipolygon = 6;

    void put_header(const Box& box, std::int32_t srs_id)
    {
        constexpr std::uint8_t version = 0, with_extent = 1U << 1U;
        append("GP", 2);
        put(version);
        put(static_cast<std::uint8_t>(with_extent | little_endian));
        put(srs_id);
        for (const double side : {box.min_x, box.max_x, box.min_y, box.max_y})
            put(side);
    }
    void put_kind(std::uint32_t kind, std::size_t count)
    {
        put(little_endian);
        put(kind);
        put(static_cast<std::uint32_t>(count));
    }
    template <class T>
    void put(T value)
    {
        static_assert(std::is_arithmetic_v<T>);
        append(&value, sizeof value);
    }
    void append(const void* from, std::size_t size)
    {
        const std::size_t at = bytes_.size();
        bytes_.resize(at + size);
        std::memcpy(bytes_.data() + at, from, size);
    }

    std::vector<unsigned char> bytes_;
};

void bind_cell(SqliteStatement& statement, int column, const TableColumn& from, std::size_t row)
{
    if (const auto* numbers = std::get_if<NumberCells>(&from.cells)) {
        const double value = (*numbers)[row];
        std::isfinite(value) ? statement.bind(column, value) : statement.bind_null(column);
    } else if (const auto* integers = std::get_if<IntegerCells>(&from.cells)) {
        const std::int64_t value = (*integers)[row];
        value != null_integer ? statement.bind(column, value) : statement.bind_null(column);
    } else {
        const auto& texts = std::get<TextCells>(from.cells);
        texts.null[row] ? statement.bind_null(column)
                        : statement.bind(column, texts.texts[{static_cast<std::uint32_t>(row)}]);
    }
}

/// "INSERT INTO "parcels" ("fid", "geom", "use") VALUES (?, ?, ?), (?, ?, ?)"
std::string insertion(const VectorLayer& layer, const std::string& geometry_column, std::size_t rows)
{
    std::string names = sql_name("fid"), marks = "(?";
    const auto add = [&](const std::string& name) {
        names += ", " + sql_name(name);
        marks += ", ?";
    };
    if (layer.shapes != nullptr) add(geometry_column);
    for (const TableColumn& column : layer.attributes->columns)
        add(column.name);
    marks += ")";
    std::string text = fmt::format("INSERT INTO {} ({}) VALUES {}", sql_name(layer.name), names, marks);
    for (std::size_t row = 1; row < rows; ++row)
        text += ", " + marks;
    return text;
}

/// The rows of one layer, several with one statement.
class LayerRows {
public:
    LayerRows(SqliteFile& file, const VectorLayer& layer, const std::string& geometry_column)
        : file_(file),
          layer_(layer),
          geometry_column_(geometry_column),
          rows_(layer.shapes != nullptr ? layer.shapes->size() : layer.attributes->rows()),
          srs_id_(static_cast<std::int32_t>(file.number(
              "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = " + sql_text(layer.name)))),
          geometries_(batch)
    {
    }

    bool insert_all(const Progress& progress)
    {
        constexpr std::size_t batches_a_report = 1U << 10;
        SqliteStatement many(file_, insertion(layer_, geometry_column_, batch));
        std::size_t row = 0;
        for (std::size_t count = 0; row + batch <= rows_; row += batch, ++count) {
            if (count % batches_a_report == 0)
                report(progress, static_cast<double>(row) / static_cast<double>(rows_),
                       {"writing features", "写入要素"});
            if (!insert(many, row, batch)) return false;
        }
        if (row == rows_) return true;
        SqliteStatement rest(file_, insertion(layer_, geometry_column_, rows_ - row));
        return insert(rest, row, rows_ - row);
    }

    /// Of all geometries; nothing where there is none.
    const std::optional<Box>& extent() const { return extent_; }

private:
    static constexpr std::size_t batch = 16;

    bool insert(SqliteStatement& statement, std::size_t first, std::size_t count)
    {
        int at = 1;
        for (std::size_t i = 0; i < count; ++i) {
            statement.bind(at++, static_cast<std::int64_t>(first + i) + 1);
            if (layer_.shapes != nullptr) bind_geometry(statement, at++, first + i, geometries_[i]);
            for (const TableColumn& column : layer_.attributes->columns)
                bind_cell(statement, at++, column, first + i);
        }
        return statement.run();
    }

    void bind_geometry(SqliteStatement& statement, int at, std::size_t row, GeometryBytes& bytes)
    {
        if (layer_.shapes->parts(row) == 0) return statement.bind_null(at);
        const Box box = bounds(*layer_.shapes, row);
        extent_ = joined(extent_.value_or(no_box), box);
        statement.bind(at, bytes.fill(*layer_.shapes, row, box, srs_id_));
    }

    SqliteFile& file_;
    const VectorLayer& layer_;
    const std::string& geometry_column_;
    std::size_t rows_;
    std::int32_t srs_id_;
    std::vector<GeometryBytes> geometries_;  ///< one a row of a statement
    std::optional<Box> extent_;
};

/// What readers look up instead of counting rows and walking over all geometries.
bool note_rows(SqliteFile& file, const VectorLayer& layer, const std::optional<Box>& all)
{
    const std::string table = " WHERE table_name = " + sql_text(layer.name);
    const std::int64_t rows = file.number("SELECT count(*) FROM " + sql_name(layer.name));
    bool good =
        rows >= 0 && file.run(fmt::format("UPDATE gpkg_ogr_contents SET feature_count = {}{}", rows, table));
    if (!all) return good;
    SqliteStatement extent(file,
                           "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?" + table);
    int at = 1;
    for (const double side : {all->min_x, all->min_y, all->max_x, all->max_y})
        extent.bind(at++, side);
    return extent.run() && good;
}

}  // namespace

bool add_rows(SqliteFile& file, const VectorLayer& layer, const std::string& geometry_column,
              const PackedIndex* index, const Progress& progress)
{
    LayerRows rows(file, layer, geometry_column);
    // One transaction: each row alone would be written for itself.
    return file.run("BEGIN") && rows.insert_all(progress) &&
           (index == nullptr ||
            fill_rtree(file, "rtree_" + layer.name + "_" + geometry_column, index->levels())) &&
           note_rows(file, layer, rows.extent()) && file.run("COMMIT");
}

}  // namespace permu
