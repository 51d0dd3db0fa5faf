/// A study small enough for a pencil: two parks, twelve parcels, all of them rectangles 200 m wide.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/program.hpp"

namespace permu::cli_test {

/// One parcel: a rectangle 200 m wide, so that 10 m of height are 3 mu.
struct Lot {
    std::string id, park, use, stage;
    double mu = 0;
    std::map<std::string, std::string> more = {};  ///< other fields, as JSON values
};

/// The input of one study, as text; parks are the rectangles that their lots fill, stacked in the order
/// given.
struct PencilStudy {
    std::vector<Lot> lots;
    std::string enterprises, projects, quota;  ///< CSV; empty: no such table
    int start = 2024, end = 2024;
    std::string rules;      ///< TOML of the rules that run; all others are switched off
    std::string more = {};  ///< TOML at the end
    bool overlap = false;   ///< the first two lots of the first park share a strip of 1 m
    bool reversed = false;  ///< rows of all tables in the opposite order

    /// Writes the files and the scenario into `directory`.
    /// \return the path of the scenario
    std::string write(const fs::path& directory) const;
};

/// The two parks and twelve parcels, with three enterprises; every stage and a dozen uses.
///
///   P1   id  use         stage               mu   D   floor m²   footprint + yards m²
///        A1  industry    built               60   60    40 000   20 000 + 4 000
///        A2  housing     built               30   30    40 000    6 000
///        A3  road        built               15   15         0        0
///        A4  green       built, no record    15    0         0        0
///        A5  industry    supplied, idle      30   30
///        A6  industry    under construction  30   30
///        A7  industry    ready               30
///   P2   B1  storage     built               30   30    12 000   10 000
///        B2  M0          built               15   15    20 000    5 000
///        B3  industry    listed              30
///        B4  farmland    planned             60
///        B5  water       unbuildable         30
PencilStudy twelve_parcels();

/// Every rule by name, in the order of the year.
const std::vector<std::string>& rule_names();

/// Writes the study, runs it into `directory`/run and expects success. \return the run directory
fs::path run_study(const PencilStudy& study, const fs::path& directory,
                   const std::vector<std::string>& options = {});

}  // namespace permu::cli_test
