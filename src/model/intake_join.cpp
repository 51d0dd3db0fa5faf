/// Joins by name and by place.
#include "intake_join.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "permu/geometry/crs.hpp"
#include "permu/geometry/locate.hpp"

namespace permu {
namespace {

constexpr std::array<std::string_view, 6> separators{";", "；", "、", ",", "，", "\n"};

/// The names in a cell, without blanks at their ends; empty ones are left out.
std::vector<std::string_view> names_in(std::string_view text)
{
    std::vector<std::string_view> out;
    while (!text.empty()) {
        std::size_t end = text.size(), skip = 0;
        for (const std::string_view separator : separators) {
            const std::size_t at = text.find(separator);
            if (at < end) end = at, skip = separator.size();
        }
        const std::string_view name = trimmed(text.substr(0, end));
        if (!name.empty()) out.push_back(name);
        text.remove_prefix(end + skip);
    }
    return out;
}

class Joiner {
public:
    Joiner(Draft& draft, Cells& cells)
        : draft_(draft),
          cells_(cells),
          drop_(draft.options.data.enterprises.on_unmatched == FaultPolicy::drop),
          texts_(cells.texts("parcel_id")),
          x_(cells.numbers("x")),
          y_(cells.numbers("y")),
          index_(ids_of(draft.out.state.parcels))
    {
    }

    Joined join()
    {
        joined_.parcels.resize(cells_.rows());
        joined_.left_out.assign(cells_.rows(), 0);
        std::vector<std::uint32_t> by_place;
        for (std::uint32_t row = 0; row < cells_.rows(); ++row) {
            if (!texts_.empty() && !trimmed(texts_[row]).empty())
                by_name(row);
            else if (has_point(row))
                by_place.push_back(row);
            else
                unmatched(row, {"neither a parcel_id nor a point", "既无 parcel_id 也无坐标"});
        }
        locate_all(by_place);
        return std::move(joined_);
    }

private:
    bool has_point(std::uint32_t row) const
    {
        return !x_.empty() && !y_.empty() && std::isfinite(x_[row]) && std::isfinite(y_[row]);
    }

    /// A sliver that was merged goes by the parcel it is part of.
    std::string_view now(std::string_view name) const
    {
        const auto merged = draft_.merged.find(name);
        return merged == draft_.merged.end() ? name : std::string_view(merged->second);
    }

    void by_name(std::uint32_t row)
    {
        std::vector<ParcelId>& out = joined_.parcels[row];
        const std::string_view whole = texts_[row];
        // An id may hold a separator itself.
        if (const auto one = index_.find(now(whole)); one.how == NameIndex::How::exact) {
            out.push_back({one.row});
            return;
        }
        if (several_apart(row, whole)) return;
        for (const std::string_view name : names_in(whole)) {
            const auto found = index_.find(now(name));
            if (found.how == NameIndex::How::ambiguous) {
                unmatched(row, {fmt::format("\"{}\", which is several ids but for blanks and width",
                                            printable(name)),
                                fmt::format("\"{}\"，忽略空格与全半角后对应多个编号", printable(name))});
            } else if (found.how == NameIndex::How::unknown) {
                unknown(row, name);
            } else {
                const ParcelId parcel{found.row};
                out.push_back(parcel);
                if (found.how == NameIndex::How::normalised)
                    note_normalised(cells_, name, draft_.out.state.parcels.id[parcel], row, "parcel_id");
            }
        }
        std::ranges::sort(out);
        out.erase(std::unique(out.begin(), out.end()), out.end());
        joined_.left_out[row] = drop_ && out.empty() ? 1 : 0;
    }

    void locate_all(const std::vector<std::uint32_t>& rows)
    {
        if (rows.empty() || (!draft_.raw.move_points && degrees_in_metres(rows))) return;
        std::vector<Point> points;
        for (const std::uint32_t row : rows)
            points.push_back({x_[row], y_[row]});
        if (draft_.raw.move_points) draft_.raw.move_points(points);
        const auto at = locate(points, draft_.out.state.geography->parcels, draft_.options.threads);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (at[i] != no_shape) {
                joined_.parcels[rows[i]].push_back({at[i]});
                continue;
            }
            const std::string place = shortest(points[i].x) + " " + shortest(points[i].y);
            unmatched(rows[i], {"a point in no parcel: " + place, "不在任何地块内的点：" + place});
        }
        draft_.out.accounting.assumed["enterprises located by point"] +=
            static_cast<std::int64_t>(rows.size()) - std::ranges::count(at, no_shape);
    }

    /// "A1/A2", "A1 A2": several ids, all of them known, with signs between them that ids may hold, too.
    bool several_apart(std::uint32_t row, std::string_view whole)
    {
        std::vector<ParcelId> found;
        for (std::string_view rest = trimmed(whole); !rest.empty(); rest = trimmed(rest)) {
            const std::size_t end = std::min(rest.find_first_of("/ \t\r\n"), rest.size());
            const auto one = index_.find(now(rest.substr(0, end)));
            if (one.how != NameIndex::How::exact) return false;
            found.push_back({one.row});
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        if (found.size() < 2) return false;
        std::ranges::sort(found);
        found.erase(std::unique(found.begin(), found.end()), found.end());
        joined_.parcels[row] = std::move(found);
        return true;
    }

    void unknown(std::uint32_t row, std::string_view name)
    {
        const std::string_view like = index_.like(name);
        if (like.empty()) return unmatched(row, Said("\"" + printable(name) + "\""));
        unmatched(row, {fmt::format("\"{}\", where there is \"{}\": leading zeros or capitals are lost (in a "
                                    "spreadsheet, format ids as text)",
                                    printable(name), printable(like)),
                        fmt::format(
                            "\"{}\"，而地块中有 \"{}\"：前导零丢失或大小写不同（电子表格中请将编号设为文本）",
                            printable(name), printable(like))});
    }

    /// Longitudes and latitudes beside a layer in metres: one word, not one a row.
    bool degrees_in_metres(const std::vector<std::uint32_t>& rows)
    {
        const bool degrees = std::ranges::all_of(
            rows, [&](std::uint32_t row) { return std::abs(x_[row]) <= 180 && std::abs(y_[row]) <= 90; });
        if (!degrees || draft_.out.state.geography->geographic) return false;
        cells_.problems().add(
            {.code = "enterprise.degrees",
             .where = cells_.where(rows.front(), "x"),
             .found = {"longitudes and latitudes beside parcels in metres",
                       "经纬度坐标，而地块坐标以米为单位"},
             .expected = {"points in the coordinate system of the parcels", "与地块坐标系一致的点"},
             .remedy = {"say which they are in: crs = \"EPSG:4490\" in [data.enterprises]",
                        "请在 [data.enterprises] 中注明 crs = \"EPSG:4490\""},
             .count = rows.size()});
        return true;
    }

    void unmatched(std::uint32_t row, Said found)
    {
        cells_.fault(
            {.severity = drop_ ? Severity::warning : Severity::error,
             .code = "enterprise.unknown_parcel",
             .found = std::move(found),
             .expected = {"the parcel_id of a parcel that was read, or a point in one",
                          "已读入地块的 parcel_id，或位于地块内的点"},
             .remedy = drop_ ? Said("not joined, as on_unmatched says", "按 on_unmatched 不予关联")
                             : Said("correct it, or leave such rows out with on_unmatched = \"drop\" in "
                                    "[data.enterprises]",
                                    "请更正，或在 [data.enterprises] 中设 on_unmatched = \"drop\" 略去")},
            row, "parcel_id");
        joined_.left_out[row] = drop_ ? 1 : 0;
    }

    Draft& draft_;
    Cells& cells_;
    bool drop_;
    std::vector<std::string> texts_;
    std::vector<double> x_, y_;
    NameIndex index_;
    Joined joined_;
};

}  // namespace

Joined join_parcels(Draft& draft, Cells& cells)
{
    return Joiner(draft, cells).join();
}

void note_without_firm(Draft& draft)
{
    const State& state = draft.out.state;
    std::vector<std::uint8_t> taken(state.parcels.size(), 0);
    for (const Holding& holding : state.enterprises.holdings)
        taken[holding.parcel.index] = 1;
    Problem problem{.severity = Severity::note,
                    .code = "parcel.without_enterprise",
                    .where = draft.raw.enterprises.source,
                    .found = {"built industrial land without an enterprise", "没有企业的已建工业用地"},
                    .expected = {"an enterprise on each", "每个地块均有企业"},
                    .remedy = {"taken as land without output; check the table if it should have some",
                               "按无产出处理；如应有企业，请核对企业表"},
                    .count = 0};
    for (const ParcelId parcel : state.parcels.rows()) {
        if (taken[parcel.index] != 0 || state.parcels.stage[parcel] != Stage::built ||
            !is_industrial(state.parcels.use[parcel]))
            continue;
        ++problem.count;
        problem.area += from_mm2(state.parcels.area[parcel]).value;
        if (problem.ids.size() < max_listed_ids) problem.ids.push_back(printable(state.parcels.id[parcel]));
    }
    if (problem.count > 0) draft.out.problems.add(std::move(problem));
}

}  // namespace permu
