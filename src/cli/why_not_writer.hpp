/// Writes why_not.csv: why projects stay without land, and only what is new since their last year.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "permu/base/background.hpp"
#include "permu/io/csv_out.hpp"
#include "permu/model/state.hpp"

namespace permu {

class WhyNotWriter {
public:
    WhyNotWriter(const std::string& path, CsvOptions options);
    /// The rows of one year: they are copied, and written in the background.
    void write(const State& state, Background& background);
    void close() { out_.close(); }

private:
    struct Rows;
    void write(const Rows& rows);
    void write_row(const Rows& rows, std::uint32_t i);

    CsvWriter out_;
    std::vector<std::uint64_t> last_;  ///< by project: hash of the rows it had last; 0: none yet
};

}  // namespace permu
