/// Opens what has passed the gate and finds the layer that is meant.
#pragma once

#include <gdal_priv.h>

#include <cstdint>
#include <string>

#include "io/gate.hpp"
#include "permu/base/problem.hpp"
#include "permu/io/gdal_session.hpp"
#include "permu/io/source.hpp"

class OGRLayer;

namespace permu::reading {

/// Opens read-only with the one driver of the format. \throws InputError with what GDAL says
GDALDatasetUniquePtr open_dataset(const Gate& gate, const std::string& encoding, GdalErrors& errors);

/// The layer named by the source, or the only one there is; never a view of a GeoPackage.
/// \throws InputError that lists the layers
OGRLayer& choose_layer(GDALDataset& dataset, const FileSource& source, const Gate& gate, bool with_geometry);

/// \throws InputError when GDAL reported a failure; its warnings become one warning of ours
void settle(GdalErrors& errors, const std::string& where, Problems& problems);

}  // namespace permu::reading
