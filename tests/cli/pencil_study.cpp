/// Writes the study that fits on a sheet of paper.
#include "cli/pencil_study.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace permu::cli_test {
namespace {

constexpr double metres_per_mu = 2000.0 / 3 / 200;  ///< of height, at 200 m of width
constexpr double west = 500000, south = 4180000;    ///< EPSG:4547, south of Taiyuan
constexpr double park_step = 1000;                  ///< parks do not touch

struct Rectangle {
    double left, bottom, top;
};

std::string feature(const Rectangle& r, const std::string& properties)
{
    const double right = r.left + 200;
    return fmt::format(
        "{{\"type\":\"Feature\",\"properties\":{{{0}}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":"
        "[[[{1},{2}],[{3},{2}],[{3},{4}],[{1},{4}],[{1},{2}]]]}}}}",
        properties, r.left, r.bottom, right, r.top);
}

std::string collection(std::vector<std::string> features, bool reversed)
{
    if (reversed) std::ranges::reverse(features);
    return fmt::format("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n",
                       fmt::join(features, ",\n"));
}

/// The records of a CSV in the opposite order, its header on top.
std::string turned(const std::string& csv)
{
    std::istringstream in(csv);
    std::string header, line;
    std::getline(in, header);
    std::vector<std::string> lines;
    while (std::getline(in, line))
        lines.push_back(line);
    std::ranges::reverse(lines);
    return fmt::format("{}\n{}\n", header, fmt::join(lines, "\n"));
}

std::string properties_of(const Lot& lot)
{
    std::string text = fmt::format(R"("parcel_id":"{}","park_id":"{}","use":"{}","stage":"{}")", lot.id,
                                   lot.park, lot.use, lot.stage);
    for (const auto& [name, value] : lot.more)
        text += fmt::format(R"(,"{}":{})", name, value);
    return text;
}

void write_layers(const PencilStudy& study, const fs::path& directory)
{
    std::map<std::string, Rectangle> parks;
    std::vector<std::string> parcels;
    for (const Lot& lot : study.lots) {
        const double left = west + park_step * static_cast<double>(parks.size());
        Rectangle& park = parks.try_emplace(lot.park, Rectangle{left, south, south}).first->second;
        Rectangle land{park.left, park.top, park.top + lot.mu * metres_per_mu};
        park.top = land.top;
        if (study.overlap && parcels.empty()) land.top += 1;
        parcels.push_back(feature(land, properties_of(lot)));
    }
    std::vector<std::string> boundaries;
    for (const auto& [id, boundary] : parks)
        boundaries.push_back(
            feature(boundary, fmt::format(R"("park_id":"{0}","name":"Park {0}","land_grade":9)", id)));
    write_file(directory / "parks.geojson", collection(boundaries, study.reversed));
    write_file(directory / "parcels.geojson", collection(parcels, study.reversed));
}

std::string scenario_of(const PencilStudy& study)
{
    std::string text = fmt::format(R"(name = "pencil"
[run]
start = {}
end = {}
[data]
area = "planar"
[data.parks]
file = "parks.geojson"
crs = "EPSG:4547"
[data.parcels]
file = "parcels.geojson"
crs = "EPSG:4547"
code_system = "用地用海"
)",
                                   study.start, study.end);
    if (!study.enterprises.empty()) text += "[data.enterprises]\nfile = \"enterprises.csv\"\n";
    if (!study.projects.empty()) text += "[data.projects]\nfile = \"projects.csv\"\n";
    if (!study.quota.empty()) text += "[data.quota]\nfile = \"quota.csv\"\n";
    text += study.rules;
    for (const std::string& rule : rule_names())
        if (study.rules.find("[rules." + rule + "]") == std::string::npos)
            text += fmt::format("[rules.{}]\nenabled = false\n", rule);
    return text + study.more;
}

}  // namespace

std::string PencilStudy::write(const fs::path& directory) const
{
    fs::create_directories(directory);
    write_layers(*this, directory);
    for (const auto& [name, csv] : {std::pair{"enterprises.csv", &enterprises},
                                    std::pair{"projects.csv", &projects}, std::pair{"quota.csv", &quota}})
        if (!csv->empty()) write_file(directory / name, reversed ? turned(*csv) : *csv);
    const fs::path scenario = directory / "scenario.toml";
    write_file(scenario, scenario_of(*this));
    return scenario.string();
}

PencilStudy twelve_parcels()
{
    const auto built = [](double floor, double footprint, double yard) {
        return std::map<std::string, std::string>{{"floor_area_m2", fmt::format("{}", floor)},
                                                  {"footprint_m2", fmt::format("{}", footprint)},
                                                  {"yard_m2", fmt::format("{}", yard)},
                                                  {"supplied", "1"}};
    };
    PencilStudy study;
    study.lots = {
        {"A1", "P1", "1001", "built", 60, built(40000, 20000, 4000)},
        {"A2", "P1", "0701", "built", 30, built(40000, 6000, 0)},
        {"A3", "P1", "1207", "built", 15, built(0, 0, 0)},
        {"A4", "P1", "1401", "built", 15, {{"supplied", "0"}, {"floor_area_m2", "0"}, {"footprint_m2", "0"}}},
        {"A5", "P1", "1001", "supplied", 30, {{"idle", "1"}, {"price_wan", "1000"}, {"supply_year", "2022"}}},
        {"A6", "P1", "1001", "under_construction", 30, {{"start_year", "2023"}, {"supply_year", "2022"}}},
        {"A7", "P1", "1001", "ready", 30},
        {"B1", "P2", "1101", "built", 30, built(12000, 10000, 0)},
        {"B2", "P2", "100100", "built", 15, built(20000, 5000, 0)},
        {"B3", "P2", "1001", "listed", 30},
        {"B4", "P2", "0101", "planned", 60, {{"plan_use", "\"1001\""}}},
        {"B5", "P2", "1701", "unbuildable", 30},
    };
    study.enterprises =
        "enterprise_id,parcel_id,division,revenue_wan,value_added_wan,tax_wan,fixed_investment_wan,"
        "energy_tce,staff,land_mu\n"
        "E1,A1,34,6000,1500,600,18000,900,300,60\n"
        "E2,B1,59,900,300,60,4500,100,40,30\n"
        "E3,B2,65,1500,750,90,1000,50,100,15\n";
    return study;
}

const std::vector<std::string>& rule_names()
{
    static const std::vector<std::string> names{
        "demand",       "quota",      "preparation", "admission", "standard_land", "tenure",
        "construction", "idle_land",  "operation",   "review",    "per_mu",        "incentives",
        "exit",         "conversion", "transition",  "rezoning",  "merger",        "cooperation_parks",
        "evaluation"};
    return names;
}

fs::path run_study(const PencilStudy& study, const fs::path& directory,
                   const std::vector<std::string>& options)
{
    const std::string scenario = study.write(directory);
    fs::path run = directory / "run";
    std::vector<std::string> words{"run", scenario, "-o", run.string()};
    words.insert(words.end(), options.begin(), options.end());
    const Outcome outcome = permu(words);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return run;
}

}  // namespace permu::cli_test
