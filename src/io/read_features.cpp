/// Features one by one, straight into columns.
#include "io/read_features.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>

#include "io/encoding.hpp"
#include "io/refuse.hpp"

namespace permu::reading {

namespace {

std::string text_of_date(const OGRField& value, OGRFieldType type)
{
    const float seconds = value.Date.Second;
    const int ms = static_cast<int>(std::lround(seconds * 1000.0F));
    const std::string date =
        fmt::format("{:04}-{:02}-{:02}", value.Date.Year, value.Date.Month, value.Date.Day);
    if (type == OFTDate) return date;
    const std::string time = iso_time(value.Date.Hour * 3'600'000LL + value.Date.Minute * 60'000LL + ms);
    return type == OFTTime ? time : date + "T" + time;
}

/// Moves one cell. The raw value is taken: no text is made of numbers on the way.
void add_cell(ColumnBuilder& column, const OGRField& value, OGRFieldType type, std::int64_t fid)
{
    if (OGR_RawField_IsUnset(&value) != 0 || OGR_RawField_IsNull(&value) != 0) return column.add_null();
    switch (type) {
        case OFTInteger:
            return column.add_integer(value.Integer);
        case OFTInteger64:
            return column.add_integer(value.Integer64);
        case OFTReal:
            return column.add_number(value.Real, fid);
        case OFTString:
            return column.add_text(value.String, fid);
        case OFTDate:
        case OFTTime:
        case OFTDateTime:
            return column.add_text(text_of_date(value, type), fid);
        default:
            return column.add_null();
    }
}

struct WantedField {
    int index;
    OGRFieldType type;
    ColumnBuilder* column;
};

}  // namespace

void check_feature_count(const Harvest& harvest)
{
    if (harvest.fids.size() <= harvest.max_features) return;
    const std::string bound = std::to_string(harvest.max_features);
    refuse_limit(
        harvest.where, {"more than " + bound + " features", "超过 " + bound + " 个要素"},
        {"at most " + bound, "不超过 " + bound + " 个"},
        {"keep only the region of the study in the file, or raise features in [data.limits] of the scenario",
         "请只保留研究范围内的数据，或在情景的 [data.limits] 中调高 features"});
}

void reserve_rows(Harvest& harvest)
{
    const auto rows = static_cast<std::size_t>(std::min(harvest.expected, harvest.max_features));
    for (ColumnBuilder& column : harvest.columns) {
        column.reserve(rows);
    }
    harvest.fids.reserve(rows);
    if (harvest.shapes != nullptr) harvest.shapes->expect(rows);
}

/// GDAL finds fields without regard to case: a field that is not read could be taken for one that is.
static void refuse_twins(const std::vector<ColumnBuilder>& columns, const std::vector<const char*>& ignored,
                         const std::string& where)
{
    for (const ColumnBuilder& column : columns) {
        for (const char* other : ignored) {
            if (!EQUAL(column.name().c_str(), other)) continue;
            const std::string names = printable(column.name()) + ", " + printable(other);
            refuse({.code = "field.twins",
                    .where = where,
                    .found = {"fields whose names differ in case only: " + names,
                              "有字段名仅大小写不同：" + names},
                    .expected = {"names that differ in more than case", "不只是大小写不同的字段名"},
                    .remedy = {"rename or remove one of them", "请重命名或删除其中之一"}});
        }
    }
}

std::vector<ColumnBuilder> make_columns(OGRLayer& layer, const FileSource& source, const ReadLimits& limits,
                                        Problems& problems)
{
    const OGRFeatureDefn* definition = layer.GetLayerDefn();
    const std::string where = at(source.path, layer.GetName());
    if (static_cast<std::uint64_t>(definition->GetFieldCount()) > limits.max_columns)
        refuse_fields(where, limits.max_columns);
    std::vector<ColumnBuilder> columns;
    std::vector<const char*> ignored;
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
        const OGRFieldDefn* field = definition->GetFieldDefn(i);
        const std::string_view name = without_cut_character(field->GetNameRef());
        const bool named =
            std::find(source.columns.begin(), source.columns.end(), name) != source.columns.end();
        const CellKind kind = kind_of(*field);
        const bool wanted = named || source.columns.empty();
        if (wanted && kind != CellKind::unreadable) {
            columns.emplace_back(std::string(name), kind, where, named, limits.max_text, problems);
            continue;
        }
        if (wanted) {
            ColumnBuilder(std::string(name), kind, where, named, limits.max_text, problems).tell_unreadable();
        }
        ignored.push_back(field->GetNameRef());
    }
    if (ignored.empty()) return columns;
    refuse_twins(columns, ignored, where);
    ignored.push_back(nullptr);
    layer.SetIgnoredFields(ignored.data());
    return columns;
}

std::vector<std::string> fields_left_out(OGRLayer& layer, const FileSource& source)
{
    std::vector<std::string> names;
    const OGRFeatureDefn* definition = layer.GetLayerDefn();
    for (int i = 0; !source.columns.empty() && i < definition->GetFieldCount(); ++i) {
        const std::string_view name = without_cut_character(definition->GetFieldDefn(i)->GetNameRef());
        if (std::ranges::find(source.columns, name) == source.columns.end()) names.emplace_back(name);
    }
    return names;
}

void read_feature_by_feature(OGRLayer& layer, Harvest& harvest)
{
    std::vector<WantedField> fields;
    const OGRFeatureDefn* definition = layer.GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
        const OGRFieldDefn* field = definition->GetFieldDefn(i);
        if (field->IsIgnored() != 0 || kind_of(*field) == CellKind::unreadable) continue;
        if (fields.size() < harvest.columns.size()) {
            fields.push_back({i, field->GetType(), &harvest.columns[fields.size()]});
        }
    }
    reserve_rows(harvest);
    layer.ResetReading();
    while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
        const std::int64_t fid = feature->GetFID();
        harvest.fids.push_back(fid);
        check_feature_count(harvest);
        for (const WantedField& field : fields) {
            add_cell(*field.column, *feature->GetRawFieldRef(field.index), field.type, fid);
        }
        if (harvest.shapes != nullptr) harvest.shapes->add_geometry(feature->GetGeometryRef(), fid);
        if (harvest.points != nullptr) harvest.points->add_geometry(feature->GetGeometryRef(), fid);
    }
}

}  // namespace permu::reading
