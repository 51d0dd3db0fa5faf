/// Writes what a run observes: indicators and events as they come, layers and maps in the years asked for.
#pragma once

#include <future>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "event_writer.hpp"
#include "permu/base/background.hpp"
#include "permu/base/table.hpp"
#include "permu/geometry/raster.hpp"
#include "permu/io/csv_out.hpp"
#include "permu/io/run_directory.hpp"
#include "permu/io/vector_out.hpp"
#include "permu/study/simulate.hpp"
#include "why_not_writer.hpp"

namespace permu {

struct WriterOptions {
    Language language = Language::en;
    bool raw_csv = false;
    unsigned threads = 1;
};

class RunWriter {
public:
    RunWriter(RunDirectory& directory, const Scenario& scenario, WriterOptions options);
    ~RunWriter();

    /// The polygons of the base year: what needs them alone begins with that year.
    void begin(std::shared_ptr<const Geography> geography);
    /// One year; the base year first.
    void observe(const State& state, const MeasureSet& measures);
    /// The layers, the wide table; closes every file. \return what was cut or renamed on the way out
    Problems finish(const State& state);

    /// Events by rule and kind, over all years.
    std::map<std::pair<std::string, std::string>, std::int64_t> event_counts() const
    {
        return events_.counts();
    }
    std::int64_t events() const { return events_.size(); }
    /// Whether text cells are written as they are.
    bool raw_csv() const { return options_.raw_csv; }

private:
    void begin_beside();
    void write_indicators(const State& state, const MeasureSet& measures);
    void burn(const State& state);
    void write_maps(const State& state);
    void write_map(const State& state, const std::string& name) const;
    void write_wide(const State& state);
    Problems write_layers(const State& state);

    RunDirectory& directory_;
    const Scenario& scenario_;
    WriterOptions options_;
    CsvWriter indicators_;
    EventWriter events_;
    WhyNotWriter why_not_;
    std::shared_ptr<const Geography> geography_;  ///< of the base year: outlives what is made of it
    std::future<PixelRuns> burning_;
    std::optional<PixelRuns> burned_;  ///< which parcel each pixel shows; the grid is that of all years
    std::shared_ptr<const Geography> burned_from_;
    std::shared_ptr<PackedIndex> index_;  ///< of its parcels, packed since the base year
    struct YearOfIndicators;
    std::vector<std::shared_ptr<const YearOfIndicators>> wide_;  ///< one entry a year
    struct YearOfParcels {
        Year year;
        Table table;
        std::shared_ptr<const Geography> geography;  ///< as it was then; the same while no land moves
    };
    std::vector<YearOfParcels> yearly_;  ///< the years before the last that were asked for
    Background background_;              ///< the last to be made, the first to end
};

}  // namespace permu
