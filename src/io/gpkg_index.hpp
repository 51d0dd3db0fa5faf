/// The R-tree of a large GeoPackage layer, packed on a second thread before the rows are there.
#pragma once

#include <atomic>
#include <exception>
#include <string>
#include <string_view>
#include <thread>

#include <gdal_priv.h>

#include "permu/geometry/shapes.hpp"

namespace permu {

/// Filled box by box the tree takes twice as long as the rows. So it is packed in a database of its own
/// beside the file as soon as the polygons are final, and its tables are copied over when the rows are done.
/// GDAL makes the empty index and its triggers.
class GpkgIndexJob {
public:
    /// Starts at once. `shapes` must live until finish(); `path` is for the second database.
    GpkgIndexJob(const Shapes& shapes, std::string path);
    /// Stops the building where it is not finished, and removes the second database.
    ~GpkgIndexJob();
    GpkgIndexJob(const GpkgIndexJob&) = delete;
    GpkgIndexJob& operator=(const GpkgIndexJob&) = delete;

    /// Makes the index of the layer, which has no rows yet, and takes away the trigger that would fill it
    /// row by row.
    /// \return false when a statement fails; the reason is among GDAL's errors
    bool prepare(GDALDataset& target, const std::string& table, const std::string& geometry_column);

    /// Waits, copies the tree into the index and puts the trigger back; may be called for one layer after
    /// another. Row i has the feature number i + 1.
    /// \return as prepare
    /// \throws what the building threw
    bool finish(GDALDataset& target);

private:
    void build();

    const Shapes& shapes_;
    std::string path_;
    std::string tree_;     ///< name of the index: "rtree_parcels_geom"
    std::string trigger_;  ///< the statement that makes the trigger
    std::atomic<bool> cancelled_ = false;
    std::exception_ptr failure_;
    std::thread thread_;
};

/// Runs one statement and drops its rows. \return false when GDAL says it failed
bool run_sql(GDALDataset& dataset, const std::string& statement);

/// A text as a literal of SQL, a name as an identifier.
std::string sql_text(std::string_view text);
std::string sql_name(std::string_view name);

}  // namespace permu
