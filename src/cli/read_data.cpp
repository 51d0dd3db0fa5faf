/// Layers and tables of the data.
#include "read_data.hpp"

#include <fmt/format.h>

#include "console.hpp"
#include "cut_names.hpp"
#include "permu/base/math.hpp"
#include "permu/base/parallel.hpp"
#include "permu/io/crs.hpp"
#include "permu/io/raster_in.hpp"
#include "permu/io/read_layer.hpp"
#include "permu/io/read_points.hpp"
#include "permu/io/read_table.hpp"
#include "permu/model/fields.hpp"

namespace permu {
namespace {

/// What the file calls a field.
std::string name_in_file(const DataTable& spec, std::string_view field)
{
    const auto mapped = spec.fields.find(field);
    return mapped == spec.fields.end() ? std::string(field) : mapped->second;
}

std::string place(const DataTable& spec)
{
    return spec.layer.empty() ? printable(spec.file, 200)
                              : fmt::format("{}, layer {}", printable(spec.file, 200), spec.layer);
}

/// The fields a table may hold, by the names in the file.
std::vector<std::string> wanted_fields(const DataTable& spec, InputTable table)
{
    std::vector<std::string> names;
    for (const InputField& field : fields_of(table))
        names.push_back(name_in_file(spec, field.name));
    for (std::string& cut : cut_names(spec, table))
        names.push_back(std::move(cut));
    return names;
}

FileSource source(const DataTable& spec, InputTable table, bool strict)
{
    return {.path = spec.file,
            .layer = spec.layer,
            .crs = spec.crs,
            .encoding = spec.encoding,
            .columns = wanted_fields(spec, table),
            .strict = strict,
            .delimiter = spec.delimiter,
            .header_row = spec.header_row};
}

static_assert(ReadLimits{}.max_bytes == static_cast<std::uint64_t>(DataLimits{}.file_size) &&
                  ReadLimits{}.max_features == static_cast<std::uint64_t>(DataLimits{}.features) &&
                  ReadLimits{}.max_vertices == static_cast<std::uint64_t>(DataLimits{}.vertices) &&
                  ReadLimits{}.max_text == static_cast<std::uint64_t>(DataLimits{}.text_size),
              "files are looked at without a scenario under the bounds that stand by default");

ReadLimits limits_of(const DataLimits& limits)
{
    return {.max_features = static_cast<std::uint64_t>(limits.features),
            .max_vertices = static_cast<std::uint64_t>(limits.vertices),
            .max_bytes = static_cast<std::uint64_t>(limits.file_size),
            .max_text = static_cast<std::uint64_t>(limits.text_size)};
}

/// Cells of a raster of slopes as rise over run.
CellChange slope_of(SlopeUnit unit)
{
    if (unit == SlopeUnit::degree) return exact_tan_of_degrees;
    return [](double per_cent) { return per_cent / 100; };
}

/// The problems of a file that cannot be read at all, with the scenario that names it.
Problems named_by(const std::string& scenario, const Problems& problems)
{
    if (scenario.empty()) return problems;
    Problems named;
    for (Problem problem : problems.all()) {
        problem.where += fmt::format(" (named by {})", printable(scenario, 200));
        named.add(std::move(problem));
    }
    return named;
}

/// Reads the files of the data: layers and tables at the same time, each with problems of its own.
class Reader {
public:
    Reader(const DataSpec& data, const ReadOptions& options, RawData& raw)
        : data_(data), options_(options), limits_(limits_of(data.limits)), raw_(raw)
    {
    }

    void layers()
    {
        raw_.parcels = layer(data_.parcels, InputTable::parcels);
        raster(data_.suitability_raster, "suitability", {});
        raster(data_.slope_raster, "slope", slope_of(data_.slope_unit));
        raw_.parks = layer(data_.parks, InputTable::parks);
        raw_.reserves = layer(data_.reserves, InputTable::reserves);
        raw_.environment = layer(data_.environment, InputTable::environment);
        raw_.sub_parks = layer(data_.sub_parks, InputTable::sub_parks);
    }
    void tables()
    {
        raw_.enterprises = table(data_.enterprises, InputTable::enterprises);
        raw_.projects = table(data_.projects, InputTable::projects);
        raw_.quota = table(data_.quota, InputTable::quota);
        raw_.conversions = table(data_.conversions, InputTable::conversions);
        for (const DataTable* spec : {&data_.parcels, &data_.reserves}) {
            const std::string& path =
                spec->code_system_file.empty() ? spec->code_systems_file : spec->code_system_file;
            if (path.empty()) continue;
            guarded(of_tables_, [&] {
                raw_.crosswalk = read_table({path}, limits_, of_tables_);
                return RawTable{};
            });
        }
    }
    /// The system of the enterprises' points, where they are a layer; else empty.
    const std::string& points_wkt() const { return points_wkt_; }
    /// In the order in which one thread would have met them.
    Problems problems() &&
    {
        of_layers_.append(of_tables_);
        return std::move(of_layers_);
    }

private:
    /// A file that cannot be read does not keep the others from being looked at.
    template <class Read>
    RawTable guarded(Problems& problems, const Read& read) const
    {
        const std::size_t errors = problems.count(Severity::error);
        RawTable table;
        try {
            table = read();
        } catch (const InputError& error) {
            problems.append(named_by(options_.scenario, error.problems()));
        }
        return problems.count(Severity::error) > errors ? RawTable{} : table;
    }
    RawTable layer(const DataTable& spec, InputTable table)
    {
        if (!spec.given()) return {};
        stop_if_signalled();
        return guarded(of_layers_, [&] { return read_layer_of(spec, table); });
    }
    RawTable read_layer_of(const DataTable& spec, InputTable table)
    {
        Layer read = read_layer(source(spec, table, options_.strict), limits_, of_layers_);
        restore_names(read.attributes, spec, table, of_layers_);
        if (raw_.crs_wkt.empty()) {
            raw_.crs_wkt = read.crs_wkt;
            raw_.crs_name = read.crs_name;
        } else if (!same_crs(raw_.crs_wkt, read.crs_wkt)) {
            read.shapes = reproject(read.shapes, read.crs_wkt, raw_.crs_wkt);
        }
        return {place(spec), std::move(read.attributes), std::move(read.fids), std::move(read.shapes)};
    }
    /// Means over the parcels become the column of `field`.
    void raster(const std::string& path, std::string_view field, const CellChange& change)
    {
        if (path.empty() || !raw_.parcels.given() || of_layers_.has_errors()) return;
        stop_if_signalled();
        const std::string column = name_in_file(data_.parcels, field);
        const auto fields = fields_of(InputTable::parcels);
        const auto range = std::ranges::find(fields, field, &InputField::name);
        RawTable& parcels = raw_.parcels;
        guarded(of_layers_, [&] {
            const std::string ids = name_in_file(data_.parcels, "parcel_id");
            const auto name = [&](std::size_t row) {
                const TableColumn* cells = parcels.table.find(ids);
                return cells ? cell_text(*cells, row) : std::to_string(parcels.features[row]);
            };
            const Places places{parcels.shapes, raw_.crs_wkt, name};
            add_raster_means({path, column, change, range->min, range->max}, places, parcels.table,
                             of_layers_);
            return RawTable{};
        });
    }
    RawTable table(const DataTable& spec, InputTable table)
    {
        if (!spec.given()) return {};
        stop_if_signalled();
        return guarded(of_tables_, [&] { return read_table_of(spec, table); });
    }
    RawTable read_table_of(const DataTable& spec, InputTable table)
    {
        if (table == InputTable::enterprises && has_points(source(spec, table, options_.strict), limits_))
            return read_points_of(spec);
        return {place(spec), read_table(source(spec, table, options_.strict), limits_, of_tables_), {}, {}};
    }

    /// Enterprises as points: x and y are columns of the table, unless the scenario names other ones.
    RawTable read_points_of(const DataTable& spec)
    {
        PointLayer layer =
            read_points(source(spec, InputTable::enterprises, options_.strict), limits_, of_tables_);
        Table& table = layer.attributes;
        if (spec.fields.contains("x") || spec.fields.contains("y"))
            return {place(spec), std::move(table), std::move(layer.fids), {}};
        points_wkt_ = layer.crs_wkt;
        std::erase_if(table.columns, [](const TableColumn& c) { return c.name == "x" || c.name == "y"; });
        NumberCells x, y;
        for (const Point point : layer.points) {
            x.push_back(point.x);
            y.push_back(point.y);
        }
        table.columns.push_back({"x", std::move(x)});
        table.columns.push_back({"y", std::move(y)});
        return {place(spec), std::move(table), std::move(layer.fids), {}};
    }

    const DataSpec& data_;
    const ReadOptions& options_;
    const ReadLimits limits_;
    RawData& raw_;
    std::string points_wkt_;
    Problems of_layers_, of_tables_;
};

/// Leaves out what refers to a table that could not be read: its names would all be unknown.
void keep_what_stands(RawData& raw, const DataSpec& data)
{
    if (data.parks.given() && !raw.parks.given())
        raw.parcels = raw.reserves = raw.sub_parks = raw.projects = raw.environment = {};
    if (data.parcels.given() && !raw.parcels.given()) raw.sub_parks = raw.projects = raw.conversions = {};
    if (data.enterprises.given() && !raw.enterprises.given()) raw.projects = raw.conversions = {};
}

/// Points of the enterprises, in a system of their own, into that of the layers.
std::function<void(std::vector<Point>&)> mover(const DataTable& spec, const std::string& points_wkt,
                                               const std::string& layers_wkt)
{
    if (layers_wkt.empty() || (points_wkt.empty() && spec.crs.empty())) return {};
    const std::string from =
        points_wkt.empty() ? parse_crs(spec.crs, "[data.enterprises] crs").wkt : points_wkt;
    if (same_crs(from, layers_wkt)) return {};
    return [from, to = layers_wkt](std::vector<Point>& points) {
        Shapes shapes;
        for (const Point point : points) {
            shapes.begin_part();
            shapes.add_point(point);
            shapes.end_ring();
            shapes.end_shape();
        }
        const Shapes moved = reproject(shapes, from, to);
        points.assign(moved.all_points().begin(), moved.all_points().end());
    };
}

}  // namespace

Problems read_raw(const DataSpec& data, const ReadOptions& options, RawData& raw)
{
    const PromptStop prompt;
    Reader reader(data, options, raw);
    parallel_blocks(2, options.threads, [&](std::size_t i) { i == 0 ? reader.layers() : reader.tables(); });
    const std::string points_wkt = reader.points_wkt();
    Problems problems = std::move(reader).problems();
    if (problems.has_errors()) keep_what_stands(raw, data);
    raw.move_points = mover(data.enterprises, points_wkt, raw.crs_wkt);
    return problems;
}

}  // namespace permu
