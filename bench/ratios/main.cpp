/// Measures the program against other tools and prints one Markdown table: goal, ratio, met or not.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <exception>

#include "permu/base/problem.hpp"
#include "ratios/arena.hpp"
#include "ratios/child.hpp"
#include "ratios/contest.hpp"
#include "ratios/machine.hpp"

namespace permu::bench {
namespace {

bool meets(const Goal& goal, double value, double limit)
{
    return goal.bound == Bound::at_most ? value <= limit : value >= limit;
}

std::string limit_text(const Goal& goal, double limit)
{
    return fmt::format("{} {:g} {}", goal.bound == Bound::at_most ? "≤" : "≥", limit, goal.unit);
}

std::string_view verdict(const Row& row)
{
    if (std::isnan(row.value)) return "not measured";
    if (!row.same_answer) return "**answers differ**";
    if (!meets(row.goal, row.value, row.goal.must)) return "**not met**";
    return meets(row.goal, row.value, row.goal.aim) ? "aim met" : "met";
}

bool failed(const Row& row)
{
    return !std::isnan(row.value) && (!row.same_answer || !meets(row.goal, row.value, row.goal.must));
}

void print(const std::string& text)
{
    std::fputs(text.c_str(), stdout);
    std::fflush(stdout);
}

void print_row(const Row& row)
{
    const std::string value =
        std::isnan(row.value) ? "–" : fmt::format("{:.3g} {}", row.value, row.goal.unit);
    print(fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", row.goal.id, row.goal.what, value,
                      limit_text(row.goal, row.goal.must), limit_text(row.goal, row.goal.aim), verdict(row),
                      row.note));
}

/// Whether any of the comma-separated ids was asked for.
bool wanted(std::string_view ids, const std::vector<std::string>& only)
{
    if (only.empty()) return true;
    const std::string padded = "," + std::string(ids) + ",";
    return std::ranges::any_of(
        only, [&](const std::string& id) { return padded.find("," + id + ",") != std::string::npos; });
}

/// \return whether every gate that was measured held
bool run_all(Arena& arena)
{
    const Settings& settings = arena.settings();
    print(machine_text());
    print(
        fmt::format("- {} parcels, {} rounds\n\n| goal | what | measured | must | aim | | medians |\n"
                    "|---|---|---|---|---|---|---|\n",
                    settings.parcels, settings.rounds));
    bool good = true;
    for (const Contest& contest : contests()) {
        if (!wanted(contest.ids, settings.only)) continue;
        for (const Row& row : contest.run(arena)) {
            print_row(row);
            good = good && !failed(row);
        }
    }
    return good;
}

int main_of(int argc, char** argv)
{
    Settings settings;
    CLI::App app{"Ratios of the program's times to other tools', held against its goals"};
    app.add_option("--parcels", settings.parcels, "size of the province")
        ->check(CLI::Range(1000U, 20000000U));
    app.add_option("--rounds", settings.rounds, "times each contestant runs; the median counts")
        ->check(CLI::Range(1U, 1000U));
    app.add_option("--only", settings.only, "ids of goals: P1,P11")->delimiter(',');
    app.add_option("--permu", settings.permu, "the program, for whole runs");
    app.add_option("--python", settings.python, "interpreter with numpy and pandas");
    app.add_option("--folder", settings.folder, "for files, kept; a province that is there is used again");
    app.add_option("--pixel", settings.pixel, "of rasters, m")->check(CLI::PositiveNumber);
    app.add_flag("--shuffled", settings.shuffled, "parcels stand in the files in no order");
    CLI11_PARSE(app, argc, argv);
    Arena arena(std::move(settings));
    return run_all(arena) ? 0 : 1;
}

}  // namespace
}  // namespace permu::bench

int main(int argc, char** argv)
{
    if (argc > 1 && std::strcmp(argv[1], permu::bench::child_word) == 0)
        return permu::bench::child_main(argc, argv);
    try {
        return permu::bench::main_of(argc, argv);
    } catch (const permu::Error& error) {
        fmt::print(stderr, "{}\n", permu::describe(error.problems(), permu::Language::en));
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
    }
    return 2;
}
