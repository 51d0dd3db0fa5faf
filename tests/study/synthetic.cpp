/// Synthetic provinces taken in, run and told.
#include "study/synthetic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <sstream>
#include <stdexcept>

#include "permu/base/random.hpp"
#include "permu/geometry/crs.hpp"
#include "permu/indicators/indicator.hpp"
#include "permu/model/intake.hpp"

namespace permu::test {
namespace {

std::vector<std::uint32_t> last_first(std::size_t rows)
{
    std::vector<std::uint32_t> order(rows);
    std::iota(order.rbegin(), order.rend(), 0U);
    return order;
}

Table reversed(const Table& table)
{
    Table out = table;
    for (TableColumn& column : out.columns) {
        std::visit(
            [&](auto& cells) {
                using Cells = std::decay_t<decltype(cells)>;
                if constexpr (std::is_same_v<Cells, TextCells>) {
                    TextCells turned;
                    for (const std::uint32_t row : last_first(cells.size()))
                        turned.push_back(cells.null[row] ? std::nullopt
                                                         : std::optional(cells.texts[AnyRow{row}]));
                    cells = std::move(turned);
                } else {
                    std::ranges::reverse(cells);
                }
            },
            column.cells);
    }
    return out;
}

}  // namespace

State base_of(const SampleProvince& province, const DataSpec& data)
{
    RawData raw;
    raw.parks = {"parks", province.parks, {}, province.park_shapes};
    raw.parcels = {"parcels", province.parcels, {}, province.parcel_shapes};
    raw.enterprises = {"enterprises", province.enterprises, {}, {}};
    raw.projects = {"projects", province.projects, {}, {}};
    raw.quota = {"quota", province.quota, {}, {}};
    raw.crs_wkt = province.crs;
    DataSpec spec = data;
    spec.parcels.code_system = "用地用海";
    // Boundaries are measured on the ellipsoid, which planar parcels cannot be held against.
    if (spec.area == AreaSource::ellipsoidal) spec.residual_as = ResidualUse::road;
    Intake intake =
        take_in(std::move(raw), {.data = spec, .base_year = 2024, .draw_key = draw_key(1, 0)}, {});
    if (intake.problems.has_errors()) throw std::runtime_error(describe(intake.problems, Language::en));
    return std::move(intake.state);
}

SampleProvince reversed(const SampleProvince& province)
{
    SampleProvince out;
    out.crs = province.crs;
    out.parks = reversed(province.parks), out.parcels = reversed(province.parcels);
    out.enterprises = reversed(province.enterprises), out.projects = reversed(province.projects);
    out.quota = reversed(province.quota);
    out.park_shapes = select(province.park_shapes, last_first(province.park_shapes.size()));
    out.parcel_shapes = select(province.parcel_shapes, last_first(province.parcel_shapes.size()));
    return out;
}

Scenario scenario_of(std::string_view rules, std::uint64_t seed)
{
    const std::string text = fmt::format(
        "name = \"test\"\n[run]\nstart = 2024\nend = 2032\nseed = {}\n[data.parks]\nfile = \"parks.gpkg\"\n"
        "[data.parcels]\nfile = \"parcels.gpkg\"\ncode_system = \"用地用海\"\n{}",
        seed, rules);
    return read_scenario(parse_toml(text, "test.toml"), [](const std::string& path) -> Table {
        throw std::runtime_error("no table " + path);
    });
}

std::string story(const State& base, const Scenario& scenario)
{
    std::string all;
    const auto& catalogue = indicator_catalogue();
    const auto tell = [&](const State& state, const MeasureSet& measures) {
        for (const IndicatorValue& value : indicator_values(state, measures))
            all += fmt::format("{} {} {} {} {}\n", value.year, scope_name(value.scope),
                               value.park.valid() ? state.parks.id[value.park.index] : "",
                               catalogue[value.indicator].id, shortest(value.value));
        for (const Event& event : state.events.all())
            all += fmt::format("event {} {} {} {} {} {} {}\n", event.year, rule_name(event.rule),
                               event.kind->name, entity_id(state, event), shortest(event.value),
                               shortest(event.threshold), state.events.detail(event));
    };
    simulate(base, scenario, tell, {});
    return all;
}

std::string indicators_of(const std::string& story)
{
    std::istringstream lines(story);
    std::string out;
    for (std::string line; std::getline(lines, line);)
        if (!line.starts_with("event ")) out += line + "\n";
    return out;
}

std::vector<double> series(const State& base, const Scenario& scenario, std::string_view indicator)
{
    std::vector<double> values;
    const auto& catalogue = indicator_catalogue();
    const auto tell = [&](const State& state, const MeasureSet& measures) {
        for (const IndicatorValue& value : indicator_values(state, measures))
            if (value.scope == Scope::region && catalogue[value.indicator].id == indicator)
                values.push_back(value.value);
    };
    simulate(base, scenario, tell, {});
    return values;
}

std::string first_difference(const std::string& one, const std::string& other)
{
    std::istringstream left(one), right(other);
    std::string a, b;
    while (true) {
        const bool more_left = static_cast<bool>(std::getline(left, a));
        const bool more_right = static_cast<bool>(std::getline(right, b));
        if (!more_left && !more_right) return {};
        if (!more_left) a = "(end)";
        if (!more_right) b = "(end)";
        if (a != b) return a + "\n" + b;
    }
}

}  // namespace permu::test
