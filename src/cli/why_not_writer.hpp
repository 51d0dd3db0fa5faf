/// Writes why_not.csv: why projects stay without land, and only what is new since their last year.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "permu/io/csv_out.hpp"
#include "permu/model/state.hpp"

namespace permu {

class WhyNotWriter {
public:
    WhyNotWriter(const std::string& path, CsvOptions options);
    /// The rows of one year.
    void write(const State& state);
    void close() { out_.close(); }

private:
    void write_row(const State& state, const WhyNot& row);

    CsvWriter out_;
    std::vector<std::uint64_t> last_;  ///< by project: hash of the rows it had last; 0: none yet
};

}  // namespace permu
