/// From a layer as it was read to all that is said of it.
#include "permu/inspect/inspection.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "inspect/fit.hpp"
#include "permu/geometry/area.hpp"
#include "permu/model/code_system.hpp"

namespace permu {
namespace {

constexpr double metres_a_degree = 1e5;

Box extent_of(const Shapes& shapes)
{
    Box box = no_box;
    for (const Point& p : shapes.all_points()) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) continue;
        box = joined(box, {p.x, p.y, p.x, p.y});
    }
    return box.min_x > box.max_x ? Box{} : box;
}

Box extent_of(const std::vector<Point>& points)
{
    Shapes shapes;
    shapes.begin_part();
    for (const Point point : points)
        shapes.add_point(point);
    shapes.end_ring();
    shapes.end_shape();
    return extent_of(shapes);
}

/// Ellipsoidal where a system is known or guessed, also in place of a wrong one, else plane.
std::vector<double> areas_of(const RawLayer& raw, Inspection& out, unsigned threads)
{
    const bool fits = out.crs.verdict == CrsVerdict::found || !out.crs.code.empty();
    if (fits) {
        try {
            const std::string& crs = out.crs.verdict == CrsVerdict::found ? raw.crs_wkt : out.crs.code;
            out.ellipsoidal = true;
            return ellipsoidal_areas(raw.shapes, crs, threads);
        } catch (const InputError& error) {
            out.remarks.append(error.problems());
        }
    }
    out.ellipsoidal = false;
    std::vector<double> areas(raw.shapes.size());
    for (std::size_t i = 0; i < areas.size(); ++i)
        areas[i] = planar_area(raw.shapes, i);
    return areas;
}

/// The number of a cell, also beside its unit or with separators: "9.00亩".
double number_of(const std::string& cell)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (const auto value = plain_number(cell)) return *value;
    const auto near = nearly_number(cell);
    return near && near->kind != NearNumber::range && near->kind != NearNumber::per_cent ? near->value : none;
}

std::vector<double> numbers_of(const TableColumn& column)
{
    std::vector<double> values(std::visit([](const auto& cells) { return cells.size(); }, column.cells));
    for (std::size_t row = 0; row < values.size(); ++row)
        values[row] = number_of(cell_text(column, row));
    return values;
}

bool is_called_area(std::string_view name)
{
    constexpr std::string_view words[] = {"面积", "面積", "亩", "畝", "公顷", "area", "mj"};
    const std::string folded = folded_name(name);
    return std::ranges::any_of(words,
                               [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

/// Columns of real numbers that agree with the polygons' areas in some unit. Of few rows any column agrees by
/// chance: what is not called an area must agree everywhere and in many.
void compare_areas(const RawLayer& raw, const std::vector<double>& areas, Inspection& out)
{
    constexpr double least_share = 0.8, least_unnamed = 0.95;
    constexpr std::size_t many = 10;
    for (std::size_t i = 0; i < out.columns.size(); ++i) {
        const ColumnProfile& column = out.columns[i];
        const bool few = column.distinct < std::min<std::size_t>(3, column.rows);
        if (column.numbers + column.nearly == 0 || few) continue;
        AreaUnitGuess unit = guess_area_unit(numbers_of(raw.table.columns[i]), areas);
        const bool called = is_called_area(column.name);
        if (called && unit.mixed()) {
            out.mixed_areas.push_back({column.name, std::move(unit)});
            continue;
        }
        if (unit.unit.empty() || unit.within_share < (called ? least_share : least_unnamed)) continue;
        if (called || unit.compared >= many) out.declared.push_back({column.name, std::move(unit)});
    }
}

void tell_codes(const ColumnProfile& column, std::vector<CodeShare> shares, Inspection& out,
                const Table& crosswalk)
{
    CodeTie tie = code_tie(column.values, shares, crosswalk);
    if (tie.open() && !names_its_system(column.name)) out.ties.emplace(column.name, std::move(tie));
    out.codes.emplace(column.name, std::move(shares));
}

void look_at_codes(Inspection& out, const Table& crosswalk)
{
    constexpr double worth_saying = 0.6;
    for (const ColumnProfile& column : out.columns) {
        if (column.values.empty() || column.kind == CellKind::real) continue;
        auto shares = code_shares(column.values, crosswalk);
        const bool codes = shares.front().told() >= worth_saying;
        // Counts of 1, 2, 3 are no land uses, and ids like A1, E2 no codes: uses come again.
        constexpr std::size_t few = 5;
        const bool ids = column.unique() && column.rows >= few;
        if (codes && !ids && column.stored_as_text && column.distinct > 1)
            tell_codes(column, std::move(shares), out, crosswalk);
        NamedUses uses = named_uses(column.values, crosswalk);
        if (uses.share >= worth_saying) out.names.emplace(column.name, std::move(uses));
    }
}

/// What a column that is taken for the use holds must be told, however little of it is known.
void look_at_used_codes(Inspection& out, const Table& crosswalk)
{
    for (const Proposal& proposal : out.guess.fields) {
        if (!proposal.sure() || (proposal.field != "use" && proposal.field != "plan_use")) continue;
        const auto at = std::ranges::find(out.columns, proposal.column, &ColumnProfile::name);
        if (at->values.empty()) continue;
        NamedUses uses = named_uses(at->values, crosswalk);
        auto shares = code_shares(at->values, crosswalk);
        const bool named = uses.share > shares.front().told();
        if (!uses.known.empty()) out.names.emplace(at->name, std::move(uses));
        if (!named && !out.codes.contains(at->name)) tell_codes(*at, std::move(shares), out, crosswalk);
    }
}

void look_at_polygons(const RawLayer& raw, Inspection& out, unsigned threads)
{
    out.extent = extent_of(raw.shapes);
    out.crs = guess_crs(out.extent, raw.crs);
    const std::vector<double> areas = areas_of(raw, out, threads);
    out.total_area = std::accumulate(areas.begin(), areas.end(), 0.0);
    const bool degrees = std::max(std::abs(out.extent.max_x), std::abs(out.extent.max_y)) <= 360;
    out.geometry_report =
        find_geometry_faults(raw.shapes, areas, raw.fids, degrees ? metres_a_degree : 1, threads);
    if (out.ellipsoidal || !degrees) compare_areas(raw, areas, out);
}

ColumnUnits units_of(const Inspection& out)
{
    ColumnUnits units;
    for (const ColumnProfile& column : out.columns)
        if (const ColumnWords words = column_words(column.name); !words.unit.empty())
            units.emplace(column.name, words.unit);
    for (const DeclaredArea& area : out.declared)
        units.insert_or_assign(area.column, area.unit.unit);
    for (const DeclaredArea& area : out.mixed_areas)
        units.insert_or_assign(area.column, area.unit.groups[0].first + " + " + area.unit.groups[1].first);
    return units;
}

/// Coordinates in two columns of a table of firms; which is which their numbers tell, as surveyors call the
/// northing X.
void look_at_places(Inspection& out)
{
    std::vector<Proposal>& fields = out.guess.fields;
    // The place of a layer of points is the point itself.
    if (out.points) std::erase_if(fields, [](const Proposal& p) { return p.field == "x" || p.field == "y"; });
    const auto x = std::ranges::find(fields, "x", &Proposal::field);
    const auto y = std::ranges::find(fields, "y", &Proposal::field);
    if (x == fields.end() || y == fields.end() || !x->sure() || !y->sure()) return;
    const auto values = [&](const Proposal& p) {
        return *std::ranges::find(out.columns, p.column, &ColumnProfile::name);
    };
    const ColumnProfile east = values(*x), north = values(*y);
    if (east.numbers == 0 || north.numbers == 0) return;
    out.placed = true;
    out.extent = {east.min, north.min, east.max, north.max};
    out.crs = guess_crs(out.extent, {});
    if (!out.crs.swapped) return;
    out.extent = {north.min, east.min, north.max, east.max};
    out.crs = guess_crs(out.extent, {});
    std::swap(x->column, y->column);
    for (Proposal* one : {&*x, &*y}) {
        one->reason.en += "; exchanged, as the numbers tell";
        one->reason.zh += "；按数值大小对调";
    }
}

std::size_t rows_of(const RawLayer& raw)
{
    if (raw.features >= 0) return static_cast<std::size_t>(raw.features);
    return raw.table.columns.empty() ? raw.shapes.size() : raw.table.rows();
}

}  // namespace

Inspection inspect_layer(RawLayer raw, std::optional<InputTable> as, unsigned threads)
{
    const Table crosswalk = built_in_crosswalk();
    Inspection out{.file = raw.file,
                   .layer = raw.layer,
                   .name = raw.name,
                   .geometry = raw.geometry,
                   .encoding = raw.encoding,
                   .encoding_instead = raw.encoding_instead,
                   .header_row = raw.header_row,
                   .rows = rows_of(raw),
                   .polygons = !raw.shapes.empty(),
                   .points = !raw.points.empty(),
                   .crs_facts = raw.crs};
    out.remarks = std::move(raw.remarks);
    out.columns = profile_columns(raw.table, threads);
    if (out.polygons) look_at_polygons(raw, out, threads);
    if (out.points) {
        out.extent = extent_of(raw.points);
        out.crs = guess_crs(out.extent, raw.crs);
    }
    look_at_codes(out, crosswalk);
    const double mean = out.polygons ? out.total_area / static_cast<double>(raw.shapes.size()) : 0;
    const ColumnUnits units = units_of(out);
    if (as) {
        out.guess = {as,
                     {"given on the command line", "由命令行指定"},
                     propose_fields(*as, out.columns, units, crosswalk)};
        out.guess.points = points_of_table(out.guess, raw.name, mean);
    } else {
        out.guess = guess_table(raw.name, out.polygons, mean, out.columns, units, crosswalk);
    }
    look_at_used_codes(out, crosswalk);
    look_at_places(out);
    return out;
}

}  // namespace permu
