/// From the words of the command line to a scenario and the state of its base year.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "console.hpp"
#include "permu/model/intake.hpp"
#include "permu/scenario/scenario.hpp"

namespace permu {

/// What the command line lays over the scenario file.
struct ScenarioRequest {
    std::string path;  ///< a scenario, or the run.json of a run
    std::vector<std::string> sets = {};
    std::optional<std::uint64_t> seed = {};
    std::optional<YearSpan> years = {};
    std::optional<Language> language = {};  ///< of headers and labels, where the scenario names none
};

/// \throws InputError with everything that is wrong with it
Scenario load_scenario(const ScenarioRequest& request);

/// A file that was read, for the manifest.
struct InputFile {
    std::string table, path, sha256;
};

struct Inputs {
    Intake intake;
    std::vector<InputFile> files;
};

struct InputRequest {
    DataSpec data;
    Year base_year = 0;
    std::uint64_t seed = 1;
    unsigned threads = 1;
    bool strict = false;                   ///< refuse what would be repaired
    bool digests = true;                   ///< compute SHA-256 of the files
    bool examine = false, places = false;  ///< see IntakeOptions
    std::string scenario = {};  ///< the file that names the data, for messages; empty: the command line
    std::function<void(const std::shared_ptr<const Geography>&)> on_geography = {};  ///< see IntakeOptions
};

/// What of the data a scenario with errors asks for all the same; nothing where it cannot be read at all.
std::optional<InputRequest> salvage_request(const ScenarioRequest& request);

/// Whether the run of that run.json wrote text cells as they are.
bool raw_csv_of(const std::string& manifest_path);

/// Warns of files that are not what they were when the run.json was written.
void compare_digests(const std::string& manifest_path, const std::vector<InputFile>& files,
                     Problems& problems);

/// \throws InputError when the directory to be replaced holds the scenario or one of its input files
void protect_inputs(const Scenario& scenario, const std::string& scenario_path, const std::string& output);

/// Reads every file of the data and takes it in; problems are in the intake.
Inputs read_inputs(const InputRequest& request, const Progress& progress);

/// What a scenario asks for.
InputRequest input_request(const Scenario& scenario, unsigned threads);

/// The same, for a run. \throws InputError when the data has errors; says warnings on the console.
Inputs read_inputs(const InputRequest& request, Console& console);

/// --threads N, or as many as there are processors.
unsigned threads_or_all(unsigned asked);

}  // namespace permu
