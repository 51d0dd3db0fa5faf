/// A scenario: what to read, which rules in which version in which year, what to write. Plain data.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "permu/base/parameter.hpp"
#include "permu/model/data_spec.hpp"
#include "permu/rules/catalogue.hpp"
#include "permu/scenario/document.hpp"
#include "permu/scenario/request.hpp"
#include "permu/scenario/schema.hpp"

namespace permu {

/// The versions of one rule by the year they start to hold; the first holds from the start. A version begins
/// with a step of the scenario, and with each year of the run in which a dated table of the rule changes.
struct RuleSchedule {
    std::vector<std::pair<Year, std::shared_ptr<const Rule>>> versions;
    const Rule& in(Year year) const;
};

struct Scenario {
    RunSpec run;
    DataSpec data;
    OutputSpec output;
    RequestForm form;                 ///< of the data, for the list of assumptions
    std::vector<RuleSchedule> rules;  ///< in the order of the catalogue
    std::string resolved;             ///< the whole of it as TOML, after `extends` and `--set`
    Problems notes = {};              ///< warnings that do not keep it from running
};

/// Gives the table at a path that a parameter names.
using TableLoader = std::function<Table(const std::string& path)>;

/// \param root  from resolve() and apply_set()
/// \throws InputError with every problem of the scenario
Scenario read_scenario(const Node& root, const TableLoader& load_table);

/// A value the run uses that no source backs (`design`, `knowledge, verify`), or one that the scenario sets
/// apart from what the source says.
struct Assumption {
    std::string key;    ///< "rules.idle_land.enforcement_share"
    std::string value;  ///< with its unit; of a table one row: "land_grade=3; floor_yuan_per_m2=600"
    std::string unit;   ///< empty where it has none, or where each part of the value has its own
    Year from = 0;      ///< first year of the run in which it holds
    Confidence confidence = Confidence::design;
    bool departs = false;  ///< the scenario's own; `source` says something else
    std::string source;    ///< document and clause; empty where there is none
    Said help;
};

/// Of every rule that is on in some year of the run: parameters of these kinds, by the year from which
/// they have that value, and the rows of its tables whose column `confidence` says so. Then of [data]: how
/// faults, gaps and odd values of the tables that are given are treated.
std::vector<Assumption> assumptions(const Scenario& scenario);

/// All tables of a scenario with their parameters: for `permu list`, the JSON Schema and the reference page.
/// The slots point into objects that live as long as the returned value.
struct ScenarioDefinition {
    std::vector<Section> sections;
    std::vector<std::shared_ptr<void>> owners;
};
ScenarioDefinition scenario_definition();

}  // namespace permu
