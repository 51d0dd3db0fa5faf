/// What the writers of the single vector formats share.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include "permu/io/gdal_session.hpp"
#include "permu/io/vector_out.hpp"

namespace permu {

/// A setting of GDAL that holds for this thread and this block.
class LocalSetting {
public:
    LocalSetting(const char* name, const char* value);
    ~LocalSetting();
    LocalSetting(const LocalSetting&) = delete;
    LocalSetting& operator=(const LocalSetting&) = delete;

private:
    const char* name_;
    std::string before_;
    bool had_ = false;
};

/// "2000-01-01": what stands where a format insists on a date, so that files do not carry the clock.
inline constexpr const char* fixed_date = "2000-01-01";
inline constexpr const char* fixed_time = "2000-01-01T00:00:00.000Z";

/// The error of a file that could not be written: the cause from the disk, else what GDAL said.
SystemError not_written(const std::string& path, const GdalErrors& errors);

/// A new dataset of the driver; SystemError when it cannot be made.
GDALDatasetUniquePtr create_dataset(const char* driver, const std::string& path, const GdalErrors& errors);

/// Closes the dataset and throws when anything failed until then: closing itself tells nothing.
void close_checked(GDALDatasetUniquePtr& dataset, const std::string& path, const GdalErrors& errors);

/// What must be found in a file.
struct ExpectedLayer {
    std::string name;  ///< empty: the only one
    std::size_t rows;
};

/// Opens the file again with this driver only and compares layers and features with what was to be written.
/// \throws SystemError
void verify_vector(const std::string& path, const char* driver, std::span<const ExpectedLayer> layers);

/// The reference system of a layer, easting first; nothing when it has none.
std::unique_ptr<OGRSpatialReference> reference_system(const std::string& wkt);

/// Names a person reads for the layer's fields: the style's, then the labels of the columns.
CategoryStyle style_with_aliases(const VectorLayer& layer);

void write_gpkg(const std::string& path, std::span<const VectorLayer> layers, const VectorOptions& options);
/// GDAL names the items of the database at random; these names are replaced by fixed ones.
void write_file_gdb(const std::string& path, const VectorLayer& layer, const Progress& progress);
Problems write_shapefile(const std::string& path, const VectorLayer& layer, const VectorOptions& options);

}  // namespace permu
