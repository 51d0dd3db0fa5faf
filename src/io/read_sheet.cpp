/// Reads a sheet whose rows GDAL hands over as they are, the header among them.
#include "io/read_sheet.hpp"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <charconv>

#include "io/refuse.hpp"
#include "io/text_table.hpp"

namespace permu::reading {

namespace {

/// The driver of ODS writes numbers with all their binary places, "1.0000000000000000" and
/// "4999.2299999999995634": they become the shortest text of the same number, so that ids and amounts are
/// what the sheet shows.
std::string without_binary_places(std::string text)
{
    constexpr std::size_t least_places = 16;
    const std::size_t point = text.find('.');
    if (point == std::string::npos || text.size() - point - 1 < least_places) return text;
    double value{};
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, value, std::chars_format::fixed);
    return error == std::errc{} && end == last ? shortest(value) : text;
}

/// Goes through the rows of a sheet.
class SheetRows {
public:
    explicit SheetRows(OGRLayer& layer) : layer_(layer) { layer_.ResetReading(); }

    bool next()
    {
        const OGRFeatureUniquePtr feature(layer_.GetNextFeature());
        if (feature == nullptr) return false;
        cells_.resize(static_cast<std::size_t>(feature->GetFieldCount()));
        for (int i = 0; i < feature->GetFieldCount(); ++i)
            cells_[i] = feature->IsFieldSetAndNotNull(i) != 0
                            ? without_binary_places(feature->GetFieldAsString(i))
                            : "";
        // A row that the file leaves out counts as well: what a person sees beside the sheet.
        number_ = std::max<std::int64_t>(number_ + 1, feature->GetFID());
        return true;
    }
    const RowTexts& cells() const { return cells_; }
    std::int64_t number() const { return number_; }

private:
    OGRLayer& layer_;
    RowTexts cells_;
    std::int64_t number_ = 0;
};

int find_title(OGRLayer& layer)
{
    std::vector<RowTexts> rows;
    SheetRows sheet(layer);
    while (rows.size() < most_head_rows && sheet.next() &&
           sheet.number() <= static_cast<std::int64_t>(most_head_rows)) {
        rows.resize(static_cast<std::size_t>(sheet.number()) - 1);
        rows.push_back(sheet.cells());
    }
    return row_below_title(rows);
}

void look_for_title(OGRLayer& layer, FileSource& source, bool below_title, Problems& problems)
{
    const int row = source.header_row == 1 ? find_title(layer) : 0;
    if (row == 0) return;
    problems.add(title_above(at(source.path, layer.GetName()), row, below_title));
    if (below_title) source.header_row = row;
}

RowTexts names_of(const RowTexts& header, const RowTexts& above, const std::string& where)
{
    RowTexts names = column_names(header, above, header.size());
    const std::string twice = name_given_twice(names);
    if (twice.empty()) return names;
    refuse({.code = "table.header",
            .where = where,
            .found = {"two columns named " + printable(twice), "有两列名为 " + printable(twice)},
            .expected = {"a header with a different name for every column", "表头各列名称互不相同"},
            .remedy = {"rename one of them in the sheet; where the header stands in another row, set "
                       "header_row in the [data.*] table",
                       "请在工作表中改名；若表头在其他行，请在 [data.*] 表中设置 header_row"}});
}

}  // namespace

Table read_sheet(OGRLayer& layer, FileSource& source, bool below_title, const ReadLimits& limits,
                 Problems& problems)
{
    const std::string where = at(source.path, layer.GetName());
    if (static_cast<std::uint64_t>(layer.GetLayerDefn()->GetFieldCount()) > limits.max_columns)
        refuse_fields(where, limits.max_columns);
    look_for_title(layer, source, below_title, problems);
    SheetRows rows(layer);
    RowTexts above;
    bool more = rows.next();
    for (; more && (rows.number() < source.header_row || is_blank(rows.cells())); more = rows.next())
        above = rows.cells();
    if (!more) refuse_no_header(where, source.header_row);
    TextTable table(source, where, limits, false);
    table.header(names_of(rows.cells(), above, where));
    while (rows.next()) {
        if (table.rows() >= limits.max_features) refuse_rows(where, limits.max_features);
        table.row(rows.cells());
    }
    problems.append(table.problems());
    return table.take(layer.GetName());
}

}  // namespace permu::reading
