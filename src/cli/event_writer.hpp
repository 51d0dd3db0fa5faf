/// Writes events.csv.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "permu/base/background.hpp"
#include "permu/io/csv_out.hpp"
#include "permu/model/state.hpp"
#include "permu/scenario/scenario.hpp"

namespace permu {

class EventWriter {
public:
    EventWriter(const std::string& path, const Scenario& scenario, CsvOptions options);
    /// The events of one year: they are copied, and written in the background.
    void write(const State& state, Background& background);
    void close() { out_.close(); }

    /// Events by rule and kind, over all years. \pre nothing is being written
    std::map<std::pair<std::string, std::string>, std::int64_t> counts() const;
    std::int64_t size() const { return written_; }

private:
    struct Rows;
    void write(const Rows& rows);

    CsvWriter out_;
    std::vector<std::string_view> clauses_;  ///< by RuleId
    std::map<std::pair<RuleId, const EventKind*>, std::int64_t> counts_;
    std::int64_t written_ = 0;
};

}  // namespace permu
