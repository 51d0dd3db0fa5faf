/// The files of the data, read into raw tables.
#pragma once

#include <string>

#include "permu/model/intake.hpp"

namespace permu {

struct ReadOptions {
    unsigned threads = 1;
    bool strict = false;        ///< refuse what would be assumed
    std::string scenario = {};  ///< the file that names the data, for messages
};

/// Reads layers and tables at the same time. A file that cannot be read does not keep the others from being
/// looked at; what refers to it is left out then. \return in the order in which one thread would have met
/// them
Problems read_raw(const DataSpec& data, const ReadOptions& options, RawData& raw);

}  // namespace permu
