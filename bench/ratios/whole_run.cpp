/// The whole command on files: against a plain copy of the parcels, its memory, and its time for a small
/// province.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <vector>

#include "ratios/arena.hpp"
#include "ratios/child.hpp"
#include "ratios/contests.hpp"

namespace permu::bench {
namespace {

namespace fs = std::filesystem;

ChildUse run_permu(const Arena& arena, const std::string& sample, const std::string& out)
{
    fs::remove_all(out);
    const std::string program = fs::absolute(arena.settings().permu);
    return run_child({program, "run", sample + "/sample.toml", "-o", out}, out + ".log");
}

std::size_t lines_of(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    std::vector<char> block(1 << 20);
    std::size_t lines = 0;
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)
        lines += static_cast<std::size_t>(std::count(block.begin(), block.begin() + in.gcount(), '\n'));
    return lines;
}

std::uintmax_t bytes_in(const std::string& folder)
{
    std::uintmax_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) bytes += entry.file_size();
    return bytes;
}

/// "read 3.1 s, simulate 2.0 s, write 4.2 s": what the run says of itself.
std::string stages_of(const std::string& run)
{
    std::ifstream in(run + "/run.json");
    std::string text, line;
    for (bool inside = false; std::getline(in, line);) {
        if (inside && line.find('}') != std::string::npos) break;
        if (inside) {
            std::erase_if(line, [](char c) { return c == '"' || c == ' ' || c == ','; });
            const std::size_t colon = line.find(':');
            text += fmt::format("{}{} {:.2f} s", text.empty() ? "" : ", ", line.substr(0, colon),
                                std::stod(line.substr(colon + 1)));
        }
        inside = inside || line.find("\"seconds\": {") != std::string::npos;
    }
    return text;
}

}  // namespace

std::vector<Row> whole_run(Arena& arena)
{
    Row time{.goal = {"P11", "whole run of 20 years, GeoPackage in and out, vs ogr2ogr copy", Bound::at_most,
                      1.5, 1.15, "x"}};
    Row memory{.goal = {"P14", "peak memory of the whole run", Bound::at_most, 1.3, 1.0, "kB a parcel"}};
    const std::string sample = arena.sample_folder(arena.settings().parcels);
    arena.forget();
    const std::string out = arena.path("run"), copy = arena.path("copy.gpkg");
    ChildUse ours, theirs;
    double peak = 0;
    const Contestant contestants[] = {
        [&] {
            ours = run_permu(arena, sample, out);
            peak = std::max(peak, ours.peak_bytes);
            return ours.wall;
        },
        [&] {
            fs::remove(copy);
            theirs = run_child({"ogr2ogr", "-f", "GPKG", copy, sample + "/sample.gpkg"}, copy + ".log");
            return theirs.wall;
        },
    };
    const auto medians = alternate(arena.settings().rounds, contestants);
    time.value = medians[0] / medians[1];
    time.note =
        fmt::format("{}; processor {:.3g} s, {:.3g} s; {}; {} events, {:.0f} MB written vs {:.0f} MB",
                    medians_text(std::array<std::string_view, 2>{"permu", "ogr2ogr"}, medians),
                    ours.processor, theirs.processor, stages_of(out), lines_of(out + "/events.csv") - 1,
                    static_cast<double>(bytes_in(out)) / 1e6, static_cast<double>(fs::file_size(copy)) / 1e6);
    memory.value = peak / 1e3 / arena.settings().parcels;
    memory.note = fmt::format("{:.0f} MB; ogr2ogr {:.0f} MB", peak / 1e6, theirs.peak_bytes / 1e6);
    return {time, memory};
}

std::vector<Row> small_run(Arena& arena)
{
    constexpr std::uint32_t small = 10'000;
    Row row{.goal = {"P16", "whole command, 10,000 parcels, 20 years", Bound::at_most, 0.6, 0.3, "s"}};
    const std::string sample = arena.sample_folder(small), out = arena.path("small_run");
    ChildUse use;
    const Contestant contestants[] = {[&] {
        use = run_permu(arena, sample, out);
        return use.wall;
    }};
    row.value = alternate(arena.settings().rounds, contestants)[0];
    row.note =
        fmt::format("{}; processor {:.3g} s, {:.0f} MB", stages_of(out), use.processor, use.peak_bytes / 1e6);
    return {row};
}

}  // namespace permu::bench
