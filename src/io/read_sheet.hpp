/// Reads a sheet whose rows GDAL hands over as they are, the header among them.
#pragma once

#include "permu/base/problem.hpp"
#include "permu/base/table.hpp"
#include "permu/io/source.hpp"

class OGRLayer;

namespace permu::reading {

/// The header is the first filled row at or below `source.header_row`. Where that is 1 and a title stands
/// there, it is said; with `below_title` the row that is found is taken, and set in `source`.
/// \throws InputError for a repeated name, and where there is no header
Table read_sheet(OGRLayer& layer, FileSource& source, bool below_title, const ReadLimits& limits,
                 Problems& problems);

}  // namespace permu::reading
