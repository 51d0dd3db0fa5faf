/// Reads the sketches of the tests of the rules into a state.
#include "fixture.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <type_traits>

namespace permu::test {
namespace {

using Words = std::vector<std::string>;

Words split(std::string_view text, char at = ' ')
{
    Words words;
    std::istringstream stream{std::string(text)};
    std::string word;
    while (at == ' ' ? static_cast<bool>(stream >> word) : static_cast<bool>(std::getline(stream, word, at)))
        words.push_back(word);
    return words;
}

/// Named columns of a sketch's table.
struct Sheet {
    Words names;
    std::vector<Words> rows;

    explicit Sheet(std::string_view text, bool header = true)
    {
        std::istringstream stream{std::string(text)};
        for (std::string line; std::getline(stream, line);)
            if (Words words = split(line); !words.empty())
                (header && names.empty() ? names : rows.emplace_back()) = std::move(words);
    }
    /// "-" for what is not given.
    std::string cell(std::size_t row, std::string_view name) const
    {
        const auto at = std::find(names.begin(), names.end(), name);
        const auto column = static_cast<std::size_t>(at - names.begin());
        return column < rows[row].size() ? rows[row][column] : "-";
    }
};

template <class Id, class Ids>
Id find_row(const Ids& ids, std::string_view id)
{
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
        if constexpr (requires { ids[Id{i}]; }) {
            if (ids[Id{i}] == id) return {i};
        } else if (ids[i] == id) {
            return {i};
        }
    }
    throw std::invalid_argument("no row called " + std::string(id));
}

template <class T>
T enumerator(std::string_view text, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        if (info(static_cast<T>(i)).id == text) return static_cast<T>(i);
    throw std::invalid_argument("no value called " + std::string(text));
}

template <class T>
void read(const State& state, const std::string& text, T& value)
{
    if constexpr (std::is_same_v<T, ParkId>)
        value = find_row<ParkId>(state.parks.id, text);
    else if constexpr (std::is_same_v<T, ParcelId>)
        value = find_row<ParcelId>(state.parcels.id, text);
    else if constexpr (std::is_same_v<T, ProjectId>)
        value = find_row<ProjectId>(state.projects.id, text);
    else if constexpr (std::is_same_v<T, EnterpriseId>)
        value = find_row<EnterpriseId>(state.enterprises.id, text);
    else if constexpr (std::is_same_v<T, SubParkId>)
        value = find_row<SubParkId>(state.sub_parks.id, text);
    else if constexpr (std::is_same_v<T, LandUse>)
        value = enumerator<LandUse>(text, land_use_count);
    else if constexpr (std::is_same_v<T, Stage>)
        value = enumerator<Stage>(text, stage_count);
    else if constexpr (std::is_same_v<T, Tenure>)
        value = enumerator<Tenure>(text, tenure_count);
    else if constexpr (std::is_same_v<T, Review>)
        value = enumerator<Review>(text, review_count);
    else if constexpr (std::is_same_v<T, ParkStatus>)
        value = enumerator<ParkStatus>(text, 5);
    else if constexpr (std::is_same_v<T, ParkLevel>)
        value = enumerator<ParkLevel>(text, 3);
    else if constexpr (std::is_same_v<T, ProjectStatus>)
        value = enumerator<ProjectStatus>(text, 4);
    else if constexpr (std::is_same_v<T, Tier>)
        value = enumerator<Tier>(text, 3);
    else if constexpr (std::is_same_v<T, Grade>)
        value = find_grade(text).value();
    else if constexpr (std::is_floating_point_v<T>)
        value = static_cast<T>(std::stod(text));
    else
        value = static_cast<T>(std::stoll(text));
}

/// Visitor that fills the cells of one row of a sheet into the columns it is shown.
struct Filler {
    const State& state;
    const Sheet& sheet;
    std::size_t row;

    template <class Id, class T>
    void operator()(std::string_view name, Column<Id, T>& column) const
    {
        const std::string text = sheet.cell(row, name);
        if (text != "-") read(state, text, column[Id{static_cast<std::uint32_t>(row)}]);
    }
};

std::vector<int> numbers(const std::string& text)
{
    std::vector<int> all;
    if (text != "-")
        for (const std::string& word : split(text, ';'))
            all.push_back(std::stoi(word));
    return all;
}

std::string text_or_empty(const std::string& cell)
{
    return cell == "-" ? std::string{} : cell;
}

void add_parks(State& state, const Sheet& sheet)
{
    ParkTable& parks = state.parks;
    resize(parks, sheet.rows.size());
    for (std::uint32_t i = 0; i < sheet.rows.size(); ++i) {
        parks.id[i] = sheet.cell(i, "id"), parks.hash[{i}] = hash64(parks.id[i]);
        parks.city[i] = text_or_empty(sheet.cell(i, "city")),
        parks.kind[i] = text_or_empty(sheet.cell(i, "kind"));
        parks.province[i] = text_or_empty(sheet.cell(i, "province"));
        parks.leading[i] = numbers(sheet.cell(i, "leading")),
        parks.negative[i] = numbers(sheet.cell(i, "negative"));
        parks.allowed[i] = numbers(sheet.cell(i, "allowed"));
        const Filler fill{state, sheet, i};
        fill("level", parks.level), fill("status", parks.status), fill("grade", parks.land_grade);
        fill("approved_area", parks.approved_area), fill("population", parks.population),
            fill("jobs", parks.jobs);
        fill("employed_residents", parks.employed_residents), fill("pollutant_quota", parks.pollutant_quota);
        fill("city_fdi", parks.city_fdi), fill("evaluation_previous", parks.evaluation_previous);
        fill("years_below", parks.years_below), fill("warnings", parks.warnings);
    }
}

void add_parcels(State& state, Sheet sheet)
{
    const auto order = [&](std::size_t row) {
        const std::string cell = sheet.cell(row, "park");
        return cell == "-" ? 0U : find_row<ParkId>(state.parks.id, cell).index;
    };
    std::vector<std::size_t> rows(sheet.rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = i;
    std::sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(order(a), sheet.cell(a, "id")) < std::pair(order(b), sheet.cell(b, "id"));
    });
    Sheet sorted = sheet;
    for (std::size_t i = 0; i < rows.size(); ++i)
        sorted.rows[i] = sheet.rows[rows[i]];
    ParcelTable& parcels = state.parcels;
    resize(parcels, rows.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        const ParcelId at{i};
        parcels.id.push_back(sorted.cell(i, "id")), parcels.hash[at] = hash64(sorted.cell(i, "id"));
        parcels.park[at] = {order(rows[i])};
        parcels.use[at] = LandUse::industrial, parcels.stage[at] = Stage::planned;
        for_each_parcel_column(parcels, [&](std::string_view name, auto& column) {
            if (name != "hash" && name != "park" && name != "area" && name != "project")
                Filler{state, sorted, i}(name, column);
        });
        const std::string mu = sorted.cell(i, "mu");
        parcels.area[at] = to_mm2(from_mu(mu == "-" ? 100.0 : std::stod(mu)));
        if (parcels.stage[at] == Stage::built && sorted.cell(i, "supply_record") == "-")
            parcels.supply_record[at] = 1;
    }
    // Parcels stand ordered by park, so that a park's are those from its first to the next park's first.
    state.parks.first_parcel.resize(state.parks.size() + 1);
    for (std::uint32_t p = 0; p <= state.parks.size(); ++p)
        state.parks.first_parcel[{p}] = static_cast<std::uint32_t>(
            std::count_if(parcels.park.values().begin(), parcels.park.values().end(),
                          [p](ParkId of) { return of.index < p; }));
    for (const ParcelId at : parcels.rows())
        state.parks.opening_land[parcels.park[at]] += parcels.area[at];
}

/// Shares of the firm's land, by the area of its parcels; they sum to 1.
void add_holdings(State& state, EnterpriseId at, const std::string& cell, bool land_given)
{
    EnterpriseTable& firms = state.enterprises;
    std::vector<ParcelId> on;
    double total = 0;
    for (const std::string& id : split(cell, ';')) {
        on.push_back(find_row<ParcelId>(state.parcels.id, id));
        total += from_mm2(state.parcels.area[on.back()]).value;
    }
    for (const ParcelId parcel : on)
        firms.holdings.push_back({parcel, from_mm2(state.parcels.area[parcel]).value / total});
    firms.park[at] = state.parcels.park[on.front()];
    if (!land_given) firms.land[at] = total;
}

void add_firms(State& state, const Sheet& sheet)
{
    EnterpriseTable& f = state.enterprises;
    resize(f, sheet.rows.size());
    f.holdings.clear();
    f.first_holding.resize(sheet.rows.size() + 1);
    f.first_holding[{0}] = 0;
    for (std::uint32_t i = 0; i < sheet.rows.size(); ++i) {
        const EnterpriseId at{i};
        f.id.push_back(sheet.cell(i, "id")), f.hash[at] = hash64(sheet.cell(i, "id"));
        const Filler fill{state, sheet, i};
        fill("division", f.division), fill("revenue", f.revenue), fill("value_added", f.value_added);
        fill("tax", f.tax), fill("rd", f.rd), fill("rd_previous", f.rd_previous), fill("foreign", f.foreign);
        fill("fixed_investment", f.fixed_investment), fill("export_value", f.export_value);
        fill("energy", f.energy), fill("power", f.power), fill("green_power", f.green_power);
        fill("emission", f.emission), fill("carbon", f.carbon), fill("staff", f.staff),
            fill("rents", f.rents);
        fill("large", f.large), fill("veto", f.veto), fill("exempt", f.exempt),
            fill("rd_reserve", f.rd_reserve);
        fill("start_year", f.start_year), fill("grade", f.grade), fill("grade_previous", f.grade_previous);
        fill("score", f.score), fill("ramp_start", f.ramp_start), fill("ramp_years", f.ramp_years);
        fill("performance", f.performance), fill("synthetic", f.synthetic);
        fill("capped_until", f.capped_until), fill("high_tech", f.high_tech);
        fill("policy_cost", f.policy_cost), fill("quota_multiplier", f.quota_multiplier);
        fill("land_discount", f.land_discount);
        const std::string mu = sheet.cell(i, "mu");
        if (mu != "-") f.land[at] = from_mu(std::stod(mu)).value;
        add_holdings(state, at, sheet.cell(i, "parcel"), mu != "-");
        f.first_holding[{i + 1}] = static_cast<std::uint32_t>(f.holdings.size());
    }
}

void add_projects(State& state, const Sheet& sheet)
{
    ProjectTable& p = state.projects;
    for (std::uint32_t i = 0; i < sheet.rows.size(); ++i) {
        const std::string arrival = sheet.cell(i, "arrival");
        const ProjectId at =
            add_project(p, sheet.cell(i, "id"), arrival == "-" ? state.year : std::stoi(arrival));
        const Filler fill{state, sheet, i};
        fill("division", p.division), fill("investment", p.investment), fill("tax", p.tax);
        fill("output", p.output), fill("value_added", p.value_added), fill("rd", p.rd), fill("far", p.far);
        fill("foreign", p.foreign), fill("energy", p.energy), fill("emission", p.emission);
        fill("carbon", p.carbon), fill("building_coefficient", p.building_coefficient);
        fill("admin_share", p.admin_share), fill("staff", p.staff), fill("wanted", p.wanted);
        fill("patience", p.patience), fill("build_years", p.build_years), fill("ramp_years", p.ramp_years);
        fill("tier", p.tier), fill("service", p.service), fill("new_quality", p.new_quality);
        fill("guaranteed", p.guaranteed), fill("on_own_land", p.on_own_land),
            fill("rd_reserve", p.rd_reserve);
        fill("enterprise", p.enterprise), fill("status", p.status), fill("parcel", p.parcel);
        fill("placed_year", p.placed_year), fill("completed", p.completed);
        p.chain[i] = text_or_empty(sheet.cell(i, "chain")),
        p.partner[i] = text_or_empty(sheet.cell(i, "partner"));
        const std::string mu = sheet.cell(i, "mu");
        if (mu != "-") p.land[at] = from_mu(std::stod(mu)).value;
    }
}

std::string number_text(double value)
{
    return std::isnan(value) ? "-" : fmt::format("{:.10g}", value);
}

}  // namespace

State state_of(const Sketch& sketch)
{
    State state;
    state.year = sketch.year;
    state.draw_key = draw_key(sketch.seed);
    add_parks(state, Sheet(sketch.parks));
    add_parcels(state, Sheet(sketch.parcels));
    add_firms(state, Sheet(sketch.firms));
    add_projects(state, Sheet(sketch.projects));
    const Sheet projects(sketch.projects), parcels(sketch.parcels), firms(sketch.firms);
    for (std::size_t i = 0; i < parcels.rows.size(); ++i)
        if (const std::string id = parcels.cell(i, "project"); id != "-")
            state.parcels.project[parcel(state, parcels.cell(i, "id"))] = project(state, id);
    for (std::size_t i = 0; i < firms.rows.size(); ++i)
        if (const std::string id = firms.cell(i, "project"); id != "-")
            state.enterprises.project[{static_cast<std::uint32_t>(i)}] = project(state, id);
    std::vector<Border> borders;
    for (const Words& row : Sheet(sketch.borders, false).rows) {
        const auto [a, b] = std::minmax({parcel(state, row.at(0)), parcel(state, row.at(1))});
        borders.push_back({a, b, row.size() > 2 ? std::stod(row[2]) : 1.0});
    }
    auto geography = std::make_shared<Geography>();
    geography->graph = ParcelGraph(state.parcels.size(), borders);
    state.geography = geography;
    return state;
}

ParcelId parcel(const State& state, std::string_view id)
{
    return find_row<ParcelId>(state.parcels.id, id);
}
ParkId park(const State& state, std::string_view id)
{
    return find_row<ParkId>(state.parks.id, id);
}
EnterpriseId firm(const State& state, std::string_view id)
{
    return find_row<EnterpriseId>(state.enterprises.id, id);
}
ProjectId project(const State& state, std::string_view id)
{
    return find_row<ProjectId>(state.projects.id, id);
}

std::vector<std::string> told(const State& state, std::string_view kind)
{
    std::vector<std::string> lines;
    for (const Event& event : state.events.all()) {
        if (!kind.empty() && event.kind->name != kind) continue;
        std::string line = fmt::format("{}{} {} {} {} {}", event.hypothetical ? "? " : "", event.kind->name,
                                       entity_id(state, event), number_text(event.value),
                                       number_text(event.threshold), state.events.detail(event));
        while (line.ends_with(' ') || line.ends_with(" -"))
            line.pop_back();
        lines.push_back(std::move(line));
    }
    return lines;
}

Event only_event(const State& state, std::string_view kind, std::string_view id)
{
    std::optional<Event> found;
    int count = 0;
    for (const Event& event : state.events.all())
        if (event.kind->name == kind && entity_id(state, event) == id) found = event, ++count;
    EXPECT_EQ(count, 1) << "events " << kind << " of " << id;
    return found.value_or(Event{});
}

}  // namespace permu::test
