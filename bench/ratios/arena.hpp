/// Where contests take place: the settings, a folder, and the province in files and in memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/province.hpp"
#include "permu/io/read_layer.hpp"

namespace permu::bench {

struct Settings {
    std::uint32_t parcels = 100'000;
    unsigned rounds = 5;
    std::vector<std::string> only = {};  ///< ids of goals; empty: all
    std::string permu = PERMU_PROGRAM;   ///< the program, for whole runs
    std::string python = "/usr/bin/python3";
    std::string folder = {};  ///< of files; empty: a temporary one that is removed
    double pixel = 10;        ///< m, of rasters
    bool shuffled = false;    ///< parcels stand in the files in no order; else park by park
};

/// Everything is made when it is first asked for.
class Arena {
public:
    explicit Arena(Settings settings);
    /// Removes the folder unless the settings named it.
    ~Arena();
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;

    const Settings& settings() const { return settings_; }
    /// Path of a file in the folder.
    std::string path(std::string_view name) const;
    /// Folder of a province of so many parcels as files: sample.gpkg, sample.toml and tables beside them.
    /// One that an earlier call left is used again.
    std::string sample_folder(std::uint32_t parcels);
    /// Parcels and parks of the settings' province.
    const Layer& parcels();
    const Layer& parks();
    /// The base year of the settings' province; one thread.
    const State& state();
    /// Frees what is in memory, for contests that need much of it.
    void forget();

private:
    Settings settings_;
    std::string folder_;
    std::optional<Layer> parcels_, parks_;
    std::optional<State> state_;
};

}  // namespace permu::bench
