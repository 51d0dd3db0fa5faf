/// run.json: everything that is needed to repeat a run, and what happened in it.
#pragma once

#include <string>

#include "load.hpp"
#include "permu/study/simulate.hpp"
#include "run_writer.hpp"

namespace permu {

struct Timings {
    double read = 0, simulate = 0, write = 0;  ///< seconds of wall time
};

/// The text of run.json.
std::string manifest(const Scenario& scenario, const Inputs& inputs, const SimulationResult& result,
                     const RunWriter& writer, const Timings& timings);

/// One line: how many values of the run no source backs, and where they are listed.
Said assumption_note(const Scenario& scenario, const std::string& directory);

/// The quality report of the data as JSON text: problems, the accounting of rows and land, the next command.
std::string quality_json(const Intake& intake, Language language, const std::string& next);

}  // namespace permu
