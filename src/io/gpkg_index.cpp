/// The R-tree of a large GeoPackage layer, packed on a second thread before the rows are there.
#include "gpkg_index.hpp"

#include <unistd.h>

#include <cerrno>
#include <string_view>

#include <cpl_error.h>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include "rtree_file.hpp"
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

/// The work of the second thread. Error handlers of GDAL are of one thread, so it has its own.
void GpkgIndexJob::build()
{
    errno = 0;
    if (const std::string failure = write_rtree(path_, shapes_, cancelled_); !failure.empty()) {
        GdalErrors said;
        said.take(true, failure.c_str());
        throw not_written(path_, said);
    }
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
    if (thread_.joinable()) thread_.join();
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
