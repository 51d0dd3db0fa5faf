/// Writes what a run observes.
#include "run_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "permu/base/memory.hpp"
#include "permu/base/parallel.hpp"
#include "permu/geometry/crs.hpp"
#include "permu/indicators/indicator.hpp"
#include "permu/io/raster_out.hpp"
#include "permu/io/vector_out.hpp"
#include "permu/model/outputs.hpp"

namespace permu {
namespace {

const std::vector<std::string> indicator_header{"year", "scope", "id", "indicator", "value", "unit"};

/// Long tables are for programs: no byte order mark, plain line ends. Spreadsheets get the wide one.
CsvOptions long_form(bool raw)
{
    return {.bom = false, .crlf = false, .raw = raw};
}

/// More pixels than this are refused; a coarser map_resolution is the remedy.
constexpr double most_pixels = 2e9;
/// Length of a degree of latitude, for maps in degrees.
constexpr double metres_per_degree = 111195;

void widen(Box& box, const Shapes& shapes)
{
    for (std::size_t i = 0; i < shapes.size(); ++i)
        box = joined(box, bounds(shapes, i));
}

/// Holds the reserves too: they may become parcels, and all years have one grid.
Grid map_grid(const Geography& geography, double resolution)
{
    Box box = bounds(geography.parcels, 0);
    widen(box, geography.parcels);
    widen(box, geography.reserves);
    const CrsInfo crs = crs_info(geography.crs_wkt);
    const double pixel = crs.geographic ? resolution / metres_per_degree : resolution / crs.unit;
    if (box.width() / pixel * (box.height() / pixel) > most_pixels) {
        throw LimitError(Problem{
            .code = "maps.too_large",
            .where = "[output] map_resolution",
            .found = {fmt::format("{:.0f} million pixels", box.width() / pixel * box.height() / pixel / 1e6),
                      fmt::format("{:.0f} 百万像元", box.width() / pixel * box.height() / pixel / 1e6)},
            .expected = {"at most 2000 million", "不超过 20 亿像元"},
            .remedy = {"set a coarser map_resolution, e.g. \"50 m\"",
                       "请设更粗的 map_resolution，如 \"50 m\""}});
    }
    return grid_for(box, pixel);
}

Said region_name(Scope scope)
{
    return scope == Scope::region ? Said{"region: parks that are members", "区域：现有园区"}
                                  : Said{"region: all parks", "区域：含已转型园区"};
}

/// The name for a reader.
std::string name_of(const State& state, const IndicatorValue& value, Language language)
{
    if (value.sub_park.valid()) return state.sub_parks.name[value.sub_park.index];
    if (value.park.valid()) return state.parks.name[value.park.index];
    return region_name(value.scope).in(language);
}

CategoryStyle stage_style(const State& state)
{
    CategoryStyle style{"stage", {}, {}};
    const CategoryValues stages = category_map(state, "stage").value();
    for (const auto& category : stages.categories) {
        style.categories.push_back({std::string(category.id), Said(category.name), category.colour});
    }
    return style;
}

VectorLayer styled(std::string name, const Table& table, const Shapes& shapes, const State& state)
{
    VectorLayer layer{std::move(name), &table, &shapes, state.geography->crs_wkt, stage_style(state)};
    for (const TableColumn& column : table.columns)
        layer.style->aliases.push_back({column.name, column.label});
    return layer;
}

}  // namespace

/// One year of the tables of indicators. The state goes on; parks are never fewer.
struct RunWriter::YearOfIndicators {
    YearOfIndicators(const State& state, const MeasureSet& measures)
        : values(indicator_values(state, measures)), parks(state.parks.id), sub_parks(state.sub_parks.id)
    {
    }

    /// The id in the tables.
    std::string_view place(const IndicatorValue& value) const
    {
        if (value.sub_park.valid()) return sub_parks[value.sub_park.index];
        return value.park.valid() ? parks[value.park.index] : scope_name(value.scope);
    }

    std::vector<IndicatorValue> values;
    std::vector<std::string> parks, sub_parks;
};

RunWriter::RunWriter(RunDirectory& directory, const Scenario& scenario, WriterOptions options)
    : directory_(directory),
      scenario_(scenario),
      options_(options),
      indicators_(directory.path("indicators.csv"), indicator_header, long_form(options.raw_csv)),
      events_(directory.path("events.csv"), scenario, long_form(options.raw_csv)),
      why_not_(directory.path("why_not.csv"), long_form(options.raw_csv)),
      background_(options.threads)
{
}

RunWriter::~RunWriter() = default;

void RunWriter::begin(std::shared_ptr<const Geography> geography)
{
    geography_ = burned_from_ = std::move(geography);
}

/// While files are read all processors are busy; while years are simulated some are not.
void RunWriter::begin_beside()
{
    const Shapes& parcels = geography_->parcels;
    const auto when = options_.threads > 1 ? std::launch::async : std::launch::deferred;
    if (!scenario_.output.maps.empty() && parcels.size() > 0) {
        const Grid grid = map_grid(*geography_, scenario_.output.map_resolution);
        burning_ = std::async(when, [grid, &parcels] { return burn_runs(parcels, grid, 1); });
    }
    const auto& formats = scenario_.output.parcels;
    if (std::ranges::find(formats, extension(VectorFormat::gpkg)) != formats.end())
        index_ = start_index(parcels);
}

void RunWriter::observe(const State& state, const MeasureSet& measures)
{
    if (wide_.empty() && geography_) begin_beside();
    write_indicators(state, measures);
    events_.write(state, background_);
    why_not_.write(state, background_);
    if (!scenario_.output.parcel_years.contains(state.year, scenario_.run.end)) return;
    if (state.year == scenario_.run.end) return;  // finish() writes that year
    write_maps(state);
    yearly_.push_back({state.year, parcel_output(state), state.geography});
}

void RunWriter::write_indicators(const State& state, const MeasureSet& measures)
{
    const auto year = std::make_shared<const YearOfIndicators>(state, measures);
    wide_.push_back(year);
    background_.add([this, year] {
        const auto& catalogue = indicator_catalogue();
        for (const IndicatorValue& value : year->values) {
            const Indicator& indicator = catalogue[value.indicator];
            indicators_.integer(value.year);
            indicators_.id(scope_name(value.scope));
            indicators_.id(year->place(value));
            indicators_.id(indicator.id);
            indicators_.number(value.value);
            indicators_.id(info(indicator.unit).symbol);
            indicators_.end_row();
        }
    });
}

/// The pixels of the state's parcels: once, and again where land has moved since.
void RunWriter::burn(const State& state)
{
    if (burning_.valid()) burned_ = burning_.get();
    if (!burned_ || state.geography == burned_from_) return;
    burned_ = burn_runs(state.geography->parcels, burned_->grid, options_.threads);
    burned_from_ = state.geography;
}

void RunWriter::write_maps(const State& state)
{
    burn(state);
    // One map a thread; what a map looks like does not depend on it.
    const auto& names = scenario_.output.maps;
    if (!burned_) return;
    parallel_blocks(names.size(), options_.threads, [&](std::size_t i) { write_map(state, names[i]); });
}

void RunWriter::write_map(const State& state, const std::string& name) const
{
    const std::string path = directory_.path(fmt::format("maps/{}_{}.tif", name, state.year));
    const std::string& crs = state.geography->crs_wkt;
    const RasterOptions options{options_.language, 1};
    if (const auto map = category_map(state, name)) {
        std::vector<Category> categories;
        for (const auto& c : map->categories)
            categories.push_back({c.value, Said(c.name), c.colour});
        write_category_map(path, *burned_, crs, map->values, categories, options);
    } else if (const auto numbers = number_map(state, name)) {
        const NumberLegend legend{Said(numbers->name), std::string(numbers->unit)};
        write_number_map(path, *burned_, crs, numbers->values, legend, options);
    }
}

void RunWriter::write_wide(const State& state)
{
    const auto& catalogue = indicator_catalogue();
    const Language language = options_.language;
    std::vector<std::string> header{
        language == Language::zh ? "年份" : "year", language == Language::zh ? "范围" : "scope",
        language == Language::zh ? "编号" : "id", language == Language::zh ? "名称" : "name"};
    for (const Indicator& indicator : catalogue) {
        const std::string_view unit = info(indicator.unit).symbol;
        header.push_back(
            fmt::format("{}{}", indicator.name.in(language), unit.empty() ? "" : fmt::format(" ({})", unit)));
    }
    CsvWriter out(directory_.path("indicators_wide.csv"), header,
                  {.bom = true, .crlf = true, .raw = options_.raw_csv});
    for (const auto& one : wide_) {
        const std::vector<IndicatorValue>& year = one->values;
        for (std::size_t at = 0; at < year.size();) {
            const IndicatorValue& first = year[at];
            out.integer(first.year);
            out.id(scope_name(first.scope));
            out.id(one->place(first));
            out.text(name_of(state, first, language));
            for (std::uint32_t i = 0; i < catalogue.size(); ++i) {
                const bool here = at < year.size() && year[at].indicator == i &&
                                  year[at].park == first.park && year[at].scope == first.scope &&
                                  year[at].sub_park == first.sub_park;
                here ? out.number(year[at++].value) : out.empty();
            }
            out.end_row();
        }
    }
    out.close();
}

Problems RunWriter::write_layers(const State& state)
{
    Problems problems;
    const Table parcels = parcel_output(state), parks = park_output(state),
                sub_parks = sub_park_output(state);
    const Geography& geography = *state.geography;
    for (const std::string& extension : scenario_.output.parcels) {
        const VectorFormat format = find_vector_format(extension).value_or(VectorFormat::gpkg);
        const VectorOptions options{options_.language, {}};
        std::vector<VectorLayer> layers{styled("parcels", parcels, geography.parcels, state)};
        for (const YearOfParcels& one : yearly_)
            layers.push_back(
                styled(fmt::format("parcels_{}", one.year), one.table, one.geography->parcels, state));
        if (format == VectorFormat::gpkg) {
            for (VectorLayer& layer : layers)
                if (geography_ != nullptr && layer.shapes == &geography_->parcels) layer.index = index_;
            layers.push_back({"parks", &parks, &geography.parks, geography.crs_wkt, {}});
            if (state.sub_parks.size() > 0)
                layers.push_back({"sub_parks", &sub_parks, &geography.sub_parks, geography.crs_wkt, {}});
            problems.append(write_vector(directory_.path("parcels.gpkg"), format, layers, options));
            continue;
        }
        for (const VectorLayer& layer : layers) {
            problems.append(
                write_vector(directory_.path(layer.name + "." + extension), format, {&layer, 1}, options));
        }
    }
    return problems;
}

Problems RunWriter::finish(const State& state)
{
    background_.finish();
    indicators_.close();
    events_.close();
    why_not_.close();
    // The tables of the last year are the largest thing yet: what the years left goes first.
    give_back_memory();
    const bool mapped = scenario_.output.parcel_years.contains(state.year, scenario_.run.end);
    if (mapped) burn(state);
    // The layers keep one thread busy for about as long as maps and tables keep another. Maps of numbers
    // take longer: they come first.
    Problems problems;
    std::vector<std::string> maps;
    if (mapped && burned_) maps = scenario_.output.maps;
    std::stable_partition(maps.begin(), maps.end(), is_number_map);
    parallel_blocks(maps.size() + 2, options_.threads, [&](std::size_t task) {
        if (task == 0)
            problems = write_layers(state);
        else if (task <= maps.size())
            write_map(state, maps[task - 1]);
        else
            write_wide(state);
    });
    index_.reset();
    return problems;
}

}  // namespace permu
