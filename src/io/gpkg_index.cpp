/// The R-tree of a large GeoPackage layer, built by SQLite on a second thread while the rows are written.
#include "gpkg_index.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <vector>

#include <cpl_error.h>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include "vector_formats.hpp"

namespace permu {

// A statement without rows and a failed one both give no layer; only the error state tells them apart.
bool run_sql(GDALDataset& dataset, const std::string& statement)
{
    CPLErrorReset();
    OGRLayer* rows = dataset.ExecuteSQL(statement.c_str(), nullptr, nullptr);
    if (rows != nullptr) dataset.ReleaseResultSet(rows);
    return CPLGetLastErrorType() < CE_Failure;
}

/// SQL escapes a quote by writing it twice.
static std::string doubled(std::string_view text, char quote)
{
    std::string out(1, quote);
    for (const char c : text) {
        if (c == quote) out += quote;
        out += c;
    }
    return out + quote;
}

std::string sql_text(std::string_view text)
{
    return doubled(text, '\'');
}

std::string sql_name(std::string_view name)
{
    return doubled(name, '"');
}

/// Place of a cell on the Hilbert curve that fills a square of 2^16 × 2^16 cells.
static std::uint32_t hilbert(std::uint32_t x, std::uint32_t y)
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

/// Shapes that are not empty, along the curve: neighbours come one after another, so that the tree grows with
/// a third fewer splits and its nodes are full. Ties go by row.
static std::vector<std::uint32_t> curve_order(const std::vector<Box>& boxes, const Shapes& shapes)
{
    Box all{};
    bool any = false;
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
        if (shapes.parts(i) == 0) continue;
        const Box& box = boxes[i];
        all = any ? Box{std::min(all.min_x, box.min_x), std::min(all.min_y, box.min_y),
                        std::max(all.max_x, box.max_x), std::max(all.max_y, box.max_y)}
                  : box;
        any = true;
        order.push_back(i);
    }
    const double width = std::max({all.width(), all.height(), 1e-9});
    std::vector<std::uint32_t> place(boxes.size());
    for (const auto i : order) {
        const auto cell = [&](double low, double high, double origin) {
            return static_cast<std::uint32_t>(((low + high) / 2 - origin) / width * 65535.0);
        };
        place[i] = hilbert(cell(boxes[i].min_x, boxes[i].max_x, all.min_x),
                           cell(boxes[i].min_y, boxes[i].max_y, all.min_y));
    }
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return place[a] != place[b] ? place[a] < place[b] : a < b;
    });
    return order;
}

GpkgIndexJob::GpkgIndexJob(const Shapes& shapes, std::string path)
    : shapes_(shapes), path_(std::move(path)), thread_([this] {
          try {
              build();
          } catch (...) {
              failure_ = std::current_exception();
          }
      })
{
}

// An interrupted program comes here while the tree still grows.
GpkgIndexJob::~GpkgIndexJob()
{
    cancelled_ = true;
    if (thread_.joinable()) thread_.join();
    ::unlink(path_.c_str());
}

/// The work of the second thread. Settings and error handlers of GDAL are of one thread, so it has its own.
void GpkgIndexJob::build()
{
    const GdalErrors errors;
    const LocalSetting no_sync("OGR_SQLITE_SYNCHRONOUS", "OFF");
    // The nodes that grow lie all over the tree: keep them in memory.
    const LocalSetting cache("OGR_SQLITE_CACHE", "64");
    ::unlink(path_.c_str());
    errno = 0;
    auto dataset = create_dataset("GPKG", path_, errors);
    if (!write_boxes(*dataset) || !grow_tree(*dataset)) throw not_written(path_, errors);
    close_checked(dataset, path_, errors);
}

/// A table of boxes in the order in which they shall go into the tree: binding numbers to a prepared
/// statement is faster than having SQLite read them as text.
bool GpkgIndexJob::write_boxes(GDALDataset& dataset) const
{
    OGRLayer* layer = dataset.CreateLayer("boxes", nullptr, wkbNone, nullptr);
    if (layer == nullptr) return false;
    for (const char* name : {"row", "minx", "maxx", "miny", "maxy"}) {
        OGRFieldDefn field(name, OFTReal);
        if (layer->CreateField(&field) != OGRERR_NONE) return false;
    }
    std::vector<Box> boxes(shapes_.size());
    for (std::size_t i = 0; i < boxes.size(); ++i)
        boxes[i] = bounds(shapes_, i);
    OGRFeature feature(layer->GetLayerDefn());
    if (dataset.StartTransaction() != OGRERR_NONE) return false;
    for (const std::uint32_t i : curve_order(boxes, shapes_)) {
        if (cancelled_) break;
        feature.SetFID(OGRNullFID);
        feature.SetField(0, static_cast<double>(i) + 1);
        feature.SetField(1, boxes[i].min_x);
        feature.SetField(2, boxes[i].max_x);
        feature.SetField(3, boxes[i].min_y);
        feature.SetField(4, boxes[i].max_y);
        if (layer->CreateFeature(&feature) != OGRERR_NONE) return false;
    }
    return dataset.CommitTransaction() == OGRERR_NONE;
}

/// Moves the boxes into an R-tree, in the order of the table.
bool GpkgIndexJob::grow_tree(GDALDataset& dataset) const
{
    bool good = run_sql(dataset, "CREATE VIRTUAL TABLE tree USING rtree(id, minx, maxx, miny, maxy)") &&
                dataset.StartTransaction() == OGRERR_NONE;
    // In pieces, so that an interrupted program need not wait for the whole.
    constexpr std::size_t rows_a_statement = 10000;
    for (std::size_t first = 0; good && !cancelled_ && first < shapes_.size(); first += rows_a_statement) {
        good = run_sql(dataset, fmt::format("INSERT INTO tree SELECT row, minx, maxx, miny, maxy FROM boxes "
                                            "WHERE fid > {} AND fid <= {} ORDER BY fid",
                                            first, first + rows_a_statement));
    }
    return good && dataset.CommitTransaction() == OGRERR_NONE;
}

/// The first cell of a query's answer as text; "" for none.
static std::string first_cell(GDALDataset& dataset, const std::string& query)
{
    std::string cell;
    OGRLayer* rows = dataset.ExecuteSQL(query.c_str(), nullptr, nullptr);
    if (rows == nullptr) return cell;
    if (const OGRFeatureUniquePtr feature(rows->GetNextFeature()); feature)
        cell = feature->GetFieldAsString(0);
    dataset.ReleaseResultSet(rows);
    return cell;
}

// The triggers for changing and deleting rows stay: they cost nothing while rows are added.
bool GpkgIndexJob::prepare(GDALDataset& target, const std::string& table, const std::string& geometry_column)
{
    tree_ = "rtree_" + table + "_" + geometry_column;
    if (!run_sql(target, fmt::format("SELECT CreateSpatialIndex({}, {})", sql_text(table),
                                     sql_text(geometry_column)))) {
        return false;
    }
    trigger_ = first_cell(target, "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = " +
                                      sql_text(tree_ + "_insert"));
    return !trigger_.empty() && run_sql(target, "DROP TRIGGER " + sql_name(tree_ + "_insert"));
}

// A tree is three plain tables: its nodes, and for rows and nodes in which node they are. SQLite reads the
// root anew with the next search, so tables that change below it are safe as long as no search is under way.
bool GpkgIndexJob::finish(GDALDataset& target)
{
    thread_.join();
    if (failure_) std::rethrow_exception(failure_);
    bool good = run_sql(target, "ATTACH DATABASE " + sql_text(path_) + " AS built") &&
                target.StartTransaction() == OGRERR_NONE;
    for (const std::string part : {"_node", "_rowid", "_parent"}) {
        // The empty index has an empty root, which would be in the way of the real one.
        good = good && run_sql(target, "DELETE FROM " + sql_name(tree_ + part)) &&
               run_sql(target, "INSERT INTO " + sql_name(tree_ + part) + " SELECT * FROM built.tree" + part);
    }
    good = good && run_sql(target, trigger_) && target.CommitTransaction() == OGRERR_NONE;
    return good && run_sql(target, "DETACH DATABASE built");
}

}  // namespace permu
