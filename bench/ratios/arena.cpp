/// The folder of the contests and the province in it.
#include "ratios/arena.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <optional>
#include <span>
#include <type_traits>

#include "permu/base/memory.hpp"
#include "permu/base/random.hpp"
#include "permu/io/crs.hpp"
#include "permu/io/csv_out.hpp"
#include "permu/io/json_out.hpp"
#include "permu/io/vector_out.hpp"

namespace permu::bench {
namespace {

namespace fs = std::filesystem;

std::string scenario_text(const SampleRequest& request)
{
    return fmt::format(
        "name = \"bench\"\n\n[run]\nstart = {}\nend = {}\nseed = 1\n\n[data]\nresidual_as = \"road\"\n\n"
        "[data.parks]\nfile = \"sample.gpkg\"\nlayer = \"parks\"\n\n"
        "[data.parcels]\nfile = \"sample.gpkg\"\nlayer = \"parcels\"\ncode_system = \"用地用海\"\n\n"
        "[data.enterprises]\nfile = \"enterprises.csv\"\n\n[data.projects]\nfile = \"projects.csv\"\n\n"
        "[data.quota]\nfile = \"quota.csv\"\n",
        request.base_year, request.last_year);
}

/// The rows in an order that has nothing to do with where they lie, the same each time.
std::vector<std::uint32_t> no_order(std::size_t rows)
{
    std::vector<std::uint32_t> order(rows);
    std::iota(order.begin(), order.end(), 0U);
    const auto place = [](std::uint32_t row) { return hash64(std::to_string(row)); };
    std::ranges::sort(order, {}, place);
    return order;
}

void arrange(Table& table, std::span<const std::uint32_t> order)
{
    for (TableColumn& column : table.columns)
        std::visit(
            [&](auto& cells) {
                auto arranged = std::remove_reference_t<decltype(cells)>();
                for (const std::uint32_t row : order) {
                    if constexpr (std::is_same_v<std::remove_reference_t<decltype(cells)>, TextCells>)
                        arranged.push_back(cells.null[row] ? std::nullopt
                                                           : std::optional(cells.texts[AnyRow{row}]));
                    else
                        arranged.push_back(cells[row]);
                }
                cells = std::move(arranged);
            },
            column.cells);
}

/// The scenario is written last: with it the folder is complete.
void write_sample(const fs::path& folder, const Settings& settings, std::uint32_t parcels)
{
    fs::create_directories(folder);
    const SampleRequest request = request_of(parcels);
    SampleProvince province = make_province(request);
    if (settings.shuffled) {
        const std::vector<std::uint32_t> order = no_order(province.parcel_shapes.size());
        arrange(province.parcels, order);
        province.parcel_shapes = select(province.parcel_shapes, order);
    }
    const std::string crs = parse_crs(province.crs, "sample").wkt;
    const VectorLayer layers[] = {{"parks", &province.parks, &province.park_shapes, crs, {}},
                                  {"parcels", &province.parcels, &province.parcel_shapes, crs, {}}};
    write_vector(folder / "sample.gpkg", VectorFormat::gpkg, layers);
    const std::vector<std::string> ids{"enterprise_id", "parcel_id", "project_id", "park", "tier", "source"};
    const CsvOptions plain{.bom = false, .crlf = false, .raw = false};
    write_csv(folder / "enterprises.csv", province.enterprises, ids, plain);
    write_csv(folder / "projects.csv", province.projects, ids, plain);
    write_csv(folder / "quota.csv", province.quota, ids, plain);
    write_text_file(folder / "sample.toml", scenario_text(request));
}

Layer read_sample(const std::string& folder, const char* layer)
{
    Problems problems;
    return read_layer({.path = folder + "/sample.gpkg", .layer = layer}, {}, problems);
}

}  // namespace

Arena::Arena(Settings settings) : settings_(std::move(settings)), folder_(settings_.folder)
{
    if (folder_.empty())
        folder_ = fs::temp_directory_path() / fmt::format("permu-bench-{}", static_cast<long>(getpid()));
    fs::create_directories(folder_);
}

Arena::~Arena()
{
    std::error_code ignored;
    if (settings_.folder.empty()) fs::remove_all(folder_, ignored);
}

std::string Arena::path(std::string_view name) const
{
    return fs::path(folder_) / name;
}

std::string Arena::sample_folder(std::uint32_t parcels)
{
    const std::string folder =
        path(fmt::format("sample_{}{}", parcels, settings_.shuffled ? "_shuffled" : ""));
    if (!fs::exists(folder + "/sample.toml")) write_sample(folder, settings_, parcels);
    return folder;
}

const Layer& Arena::parcels()
{
    if (!parcels_) parcels_ = read_sample(sample_folder(settings_.parcels), "parcels");
    return *parcels_;
}

const Layer& Arena::parks()
{
    if (!parks_) parks_ = read_sample(sample_folder(settings_.parcels), "parks");
    return *parks_;
}

const State& Arena::state()
{
    if (!state_) state_ = base_state(settings_.parcels, 1);
    return *state_;
}

void Arena::forget()
{
    parcels_.reset(), parks_.reset(), state_.reset();
    // The peak of a child counts from the fork, when it still has all that is here.
    give_back_memory();
}

}  // namespace permu::bench
