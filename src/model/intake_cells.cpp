/// Typed access to the columns of one raw table.
#include "intake_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
/// No land, money or energy of a region comes near it; what does is a slip of units or a broken file.
constexpr double largest_number = 1e12;

}  // namespace

Cells::Cells(const RawTable& raw, const DataTable& spec, InputTable table, Problems& problems, FaultLog* log)
    : raw_(raw), has_shapes_(!raw.shapes.empty()), spec_(spec), table_(table), problems_(problems), log_(log)
{
    std::string have;
    for (const TableColumn& c : raw.table.columns)
        have += (have.empty() ? "" : ", ") + printable(c.name, 40);
    for (const std::string& name : raw.table.left_out)
        have += (have.empty() ? "" : ", ") + printable(name, 40);
    const auto missing = [&](std::string_view field, std::string_view theirs) {
        problems_.add({.code = "field.missing",
                       .where = raw.source,
                       .found = {"fields " + have, "字段 " + have},
                       .expected = {fmt::format("a field {} for {}", printable(theirs), field),
                                    fmt::format("字段 {}（对应 {}）", printable(theirs), field)},
                       .remedy = {fmt::format("add fields = {{ {} = \"their name\" }} to [data.{}]", field,
                                              table_name(table)),
                                  fmt::format("在 [data.{}] 中加入 fields = {{ {} = \"文件中的字段名\" }}",
                                              table_name(table), field)}});
    };
    for (const auto& [ours, theirs] : spec.fields) {
        if (raw.table.find(theirs) == nullptr) missing(ours, theirs);
    }
    for (const InputField& field : fields_of(table)) {
        if (field.needed && !spec.fields.contains(field.name) && !has(field.name))
            missing(field.name, field.name);
    }
}

bool Cells::usable() const
{
    return std::ranges::all_of(fields_of(table_),
                               [&](const InputField& field) { return !field.needed || has(field.name); });
}

const TableColumn* Cells::column(std::string_view field) const
{
    const auto mapped = spec_.fields.find(field);
    return raw_.table.find(mapped == spec_.fields.end() ? field : std::string_view(mapped->second));
}

std::string Cells::where(std::size_t row, std::string_view field) const
{
    const std::int64_t feature =
        row < raw_.features.size() ? raw_.features[row] : static_cast<std::int64_t>(row) + 1;
    std::string text = fmt::format("{}, {} {}", raw_.source, has_shapes_ ? "feature" : "row", feature);
    if (!field.empty()) text += fmt::format(", field {}", field);
    return text;
}

std::string Cells::name_of(std::size_t row) const
{
    // The key is the first field of a table; years of the quota table are no ids.
    const InputField& key = fields_of(table_).front();
    const TableColumn* from = key.type == FieldType::id ? column(key.name) : nullptr;
    const std::string id = from != nullptr && row < rows() ? cell_text(*from, row) : std::string{};
    if (!id.empty()) return printable(id);
    return std::to_string(row < raw_.features.size() ? raw_.features[row]
                                                     : static_cast<std::int64_t>(row) + 1);
}

void Cells::fault(Problem problem, std::size_t row, std::string_view field)
{
    problem.where = where(row, field);
    std::string id = name_of(row);
    if (log_ != nullptr) {
        const auto at = static_cast<std::uint32_t>(row);
        // Polygons of parcels are handed on before the last columns are read.
        if (has_shapes_ && raw_.shapes.empty())
            log_->add_later(problem, table_, at, id);
        else
            log_->add(problem, table_, at, id, raw_.shapes, row);
    }
    problems_.tally(std::move(problem), std::move(id));
    ++told_;
}

void Cells::fault_at(const Shapes& place, Problem problem, std::size_t row)
{
    problem.where = where(row);
    std::string id = name_of(row);
    if (log_ != nullptr) log_->add(problem, table_, static_cast<std::uint32_t>(row), id, place, 0);
    problems_.tally(std::move(problem), std::move(id));
}

void Cells::check_range(double value, std::size_t row, const InputField& field)
{
    if (std::isnan(value)) return;
    const bool small = value < field.min;
    const double most = std::min(field.max, largest_number);
    if (!small && std::isfinite(value) && value <= most && value >= -largest_number) return;
    fault({.code = fmt::format("field.range.{}", field.name),
           .found = Said(shortest(value)),
           .expected = {fmt::format("a number {} {}", small ? "≥" : "up to",
                                    shortest(small ? field.min : most)),
                        fmt::format("{} {} 的数", small ? "不小于" : "不大于",
                                    shortest(small ? field.min : most))},
           .remedy = {"repair the cell or leave it empty", "请修正该单元格或留空"}},
          row, field.name);
}

double Cells::number(const TableColumn& column, std::size_t row, const InputField& field)
{
    if (const auto* numbers = std::get_if<NumberCells>(&column.cells)) return (*numbers)[row];
    if (const auto* whole = std::get_if<IntegerCells>(&column.cells)) {
        return (*whole)[row] == null_integer ? nan : static_cast<double>((*whole)[row]);
    }
    const auto& texts = std::get<TextCells>(column.cells);
    return number_in_text(texts.texts[AnyRow{static_cast<std::uint32_t>(row)}], row, field);
}

double Cells::factor_of(const InputField& field) const
{
    const auto said = spec_.units.find(field.name);
    const auto unit = said == spec_.units.end() ? std::nullopt : find_unit(said->second);
    const auto scale = spec_.scale.find(field.name);
    return (unit ? info(*unit).factor / info(field.unit).factor : 1) *
           (scale == spec_.scale.end() ? 1 : scale->second);
}

std::vector<double> Cells::numbers(std::string_view name)
{
    const TableColumn* from = column(name);
    if (from == nullptr) return {};
    const InputField& field = *std::ranges::find(fields_of(table_), name, &InputField::name);
    std::vector<double> out(rows());
    std::size_t empty = 0, first_empty = 0;
    const double factor = factor_of(field);
    for (std::size_t row = 0; row < out.size(); ++row) {
        const std::size_t told = told_;
        out[row] = number(*from, row, field) * factor;
        check_range(out[row], row, field);
        if (std::isnan(out[row]) && told == told_ && empty++ == 0) first_empty = row;
    }
    if (empty > 0) {
        problems_.add({.severity = Severity::note,
                       .code = fmt::format("field.empty.{}", name),
                       .where = where(first_empty, name),
                       .found = {"an empty cell", "空单元格"},
                       .expected = {"a number", "数字"},
                       .remedy = {"it stays unknown; what needs it says so", "按未知处理，相关结果会注明"},
                       .count = empty});
    }
    return out;
}

std::vector<std::uint8_t> Cells::flags(std::string_view name)
{
    const TableColumn* from = column(name);
    if (from == nullptr) return {};
    std::vector<std::uint8_t> out(rows(), unset_flag);
    for (std::size_t row = 0; row < out.size(); ++row) {
        const std::string text = lower(trimmed(cell_text(*from, row)));
        if (text == "1" || text == "true" || text == "是")
            out[row] = 1;
        else if (text == "0" || text == "false" || text == "否")
            out[row] = 0;
        else if (!text.empty()) {
            fault({.code = fmt::format("field.flag.{}", name),
                   .found = Said("\"" + printable(text) + "\""),
                   .expected = {"1 or 0", "1 或 0"},
                   .remedy = {"repair the cell or leave it empty", "请修正该单元格或留空"}},
                  row, name);
        }
    }
    return out;
}

std::vector<std::string> Cells::texts(std::string_view name) const
{
    const TableColumn* from = column(name);
    if (from == nullptr) return {};
    std::vector<std::string> out(rows());
    const auto fields = fields_of(table_);
    const auto field = std::ranges::find(fields, name, &InputField::name);
    const bool choice = field != fields.end() && field->type == FieldType::choice;
    for (std::size_t row = 0; row < out.size(); ++row) {
        out[row] = cell_text(*from, row);
        if (choice && !out[row].empty()) out[row] = choice_named(name, out[row]);
    }
    return out;
}

std::vector<int> divisions_of(Cells& cells, std::string_view text, std::size_t row, std::string_view field)
{
    std::vector<int> out;
    while (!text.empty()) {
        const auto cut = std::min(text.find_first_of(";；,、"), text.size());
        const std::string_view one = trimmed(text.substr(0, cut));
        text.remove_prefix(std::min(text.size(), cut + 1));
        if (one.empty()) continue;
        const auto value = number_of_text(one);
        if (value && *value >= 1 && *value <= 99) {
            out.push_back(static_cast<int>(*value));
        } else if (static_cast<unsigned char>(one[0]) < 0x80) {
            cells.fault({.code = fmt::format("field.division.{}", field),
                         .found = Said("\"" + printable(one) + "\""),
                         .expected = {"divisions of GB/T 4754, two digits, separated by ;",
                                      "国民经济行业大类（两位），以 ; 分隔"},
                         .remedy = {"repair the cell", "请修正该单元格"}},
                        row, field);
        }
    }
    std::ranges::sort(out);
    return out;
}

}  // namespace permu
