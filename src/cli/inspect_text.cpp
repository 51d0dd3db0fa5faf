/// Inspections for people.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "console.hpp"
#include "inspect.hpp"

namespace permu {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string per_cent(std::size_t part, std::size_t whole)
{
    return whole == 0 || part == 0 ? "" : fmt::format("{:.1f} %", 100.0 * double(part) / double(whole));
}

std::string sample_of(const ColumnProfile& c)
{
    constexpr std::size_t shown = 3, width = 16;
    if (!c.nearly_examples.empty()) {
        std::string out = "≈";
        for (const std::string& example : c.nearly_examples)
            out += " \"" + printable(example, width) + "\"";
        return out;
    }
    std::string out;
    for (std::size_t i = 0; i < std::min(shown, c.values.size()); ++i)
        out += (i == 0 ? "" : ", ") + printable(c.values[i].text, width);
    return out + (c.values.size() > shown ? ", …" : "");
}

std::string columns_text(const Inspection& in, Language language)
{
    const bool zh = language == Language::zh;
    constexpr std::string_view kinds[] = {"空", "整数", "实数", "文本"};
    Rows rows{zh ? std::vector<std::string>{"列", "类型", "空", "不同值", "最小", "最大", "近似数值", "值"}
                 : std::vector<std::string>{"column", "type", "null", "distinct", "min", "max", "nearly",
                                            "values"}};
    for (const ColumnProfile& c : in.columns) {
        const std::string kind(zh ? kinds[static_cast<int>(c.kind)] : kind_name(c.kind));
        rows.push_back({printable(c.name, 30), kind + (c.unique() ? " *" : ""), per_cent(c.nulls, c.rows),
                        std::to_string(c.distinct), std::isfinite(c.min) ? fmt::format("{:.6g}", c.min) : "",
                        std::isfinite(c.max) ? fmt::format("{:.6g}", c.max) : "",
                        c.nearly > 0 ? std::to_string(c.nearly) : "", sample_of(c)});
    }
    return aligned(rows) + (zh ? "  （* 唯一）\n" : "  (* unique)\n");
}

std::string crs_text(const Inspection& in, Language language)
{
    const bool zh = language == Language::zh;
    constexpr Text verdicts[] = {
        {"found", "已有"}, {"guessed", "猜测"}, {"missing", "缺失"}, {"WRONG", "有误"}};
    return fmt::format(
        "{}: {}{}{} — {}\n", zh ? "坐标系" : "CRS", verdicts[static_cast<int>(in.crs.verdict)].in(language),
        in.crs_facts.name.empty() ? "" : ", " + printable(in.crs_facts.name),
        in.crs.code.empty() ? "" : ", " + in.crs.code, printable(in.crs.reason.in(language), 300));
}

/// What counts as such a fault, where it is a matter of size: `check` has other thresholds.
std::string threshold_text(std::string_view kind, Language language)
{
    const bool zh = language == Language::zh;
    if (kind == "sliver")
        return zh ? fmt::format("（小于 {} m²；check 以 sliver_area 为界，默认 1 m²）", sliver_area)
                  : fmt::format(" (below {} m²; check: below sliver_area, 1 m² unless set)", sliver_area);
    if (kind == "overlap")
        return zh ? fmt::format("（大于 {} m²；check 自较小地块的 0.1 % 起算）", least_overlap)
                  : fmt::format(" (above {} m²; check: above 0.1 % of the smaller parcel)", least_overlap);
    return {};
}

std::string fault_text(const GeometryFault& f, Language language)
{
    const bool zh = language == Language::zh;
    constexpr std::pair<std::string_view, std::string_view> kinds[] = {{"invalid", "无效"},
                                                                       {"empty", "空图形"},
                                                                       {"sliver", "碎屑"},
                                                                       {"overlap", "重叠"},
                                                                       {"duplicate", "重复"}};
    const auto* named =
        std::ranges::find(kinds, f.kind, &std::pair<std::string_view, std::string_view>::first);
    std::string out =
        fmt::format("{} {}{}: {}", zh ? "图形问题" : "geometry fault", zh ? named->second : named->first,
                    threshold_text(f.kind, language), f.count);
    if (f.area > 0) out += fmt::format(", {:.2f} m²", f.area);
    for (const std::string& example : f.examples)
        out += "; " + printable(example_text(example, language), 120);
    return out + "\n";
}

std::string polygons_text(const Inspection& in, Language language)
{
    const bool zh = language == Language::zh;
    std::string out = crs_text(in, language);
    out +=
        fmt::format("{}: {:.6f} {:.6f} – {:.6f} {:.6f}; {} {:.2f} m² ({})\n", zh ? "范围" : "extent",
                    in.extent.min_x, in.extent.min_y, in.extent.max_x, in.extent.max_y, zh ? "面积" : "area",
                    in.total_area, in.ellipsoidal ? (zh ? "椭球" : "ellipsoid") : (zh ? "平面" : "plane"));
    for (const DeclaredArea& d : in.declared) {
        out +=
            fmt::format("{} {}: {} ({} {:.4f}; {:.1f} % {})\n", zh ? "面积列" : "declared area in",
                        printable(d.column), d.unit.unit, zh ? "计算/申报中位数" : "median computed/declared",
                        d.unit.ratio, 100 * d.unit.within_share, zh ? "相差 5 % 以内" : "within 5 %");
    }
    for (const DeclaredArea& d : in.mixed_areas) {
        const auto& groups = d.unit.groups;
        const std::size_t other = d.unit.compared - groups[0].second - groups[1].second;
        out += zh ? fmt::format("面积列 {}：{} 行以 {}、{} 行以 {} 计，{} 行都不符；同列两种单位，不予采用\n",
                                printable(d.column), groups[0].second, groups[0].first, groups[1].second,
                                groups[1].first, other)
                  : fmt::format(
                        "declared area in {}: {} rows in {}, {} in {}, {} in neither: two units in one "
                        "column, not proposed\n",
                        printable(d.column), groups[0].second, groups[0].first, groups[1].second,
                        groups[1].first, other);
    }
    for (const GeometryFault& f : in.geometry_report.faults)
        out += fault_text(f, language);
    if (!in.geometry_report.overlaps_searched)
        out += zh ? "面太多，未查重叠\n" : "too many polygons: overlaps were not looked for\n";
    return out;
}

std::string codes_text(const Inspection& in, Language language)
{
    const bool zh = language == Language::zh;
    std::string out;
    for (const auto& [column, shares] : in.codes) {
        out += fmt::format("{} {}:", zh ? "代码列" : "codes in", printable(column));
        for (const CodeShare& s : shares) {
            out += fmt::format(" {} {:.1f} %", s.system, 100 * s.exact);
            if (s.clashes > 0) {
                out += zh ? fmt::format("（{} 个值在别的体系中另有含义）", s.clashes)
                          : fmt::format(" ({} mean another use elsewhere)", s.clashes);
            }
        }
        out += "\n";
    }
    for (const auto& [column, tie] : in.ties) {
        std::string values;
        for (std::size_t i = 0; i < std::min<std::size_t>(8, tie.values.size()); ++i)
            values += (i == 0 ? "" : ", ") + printable(tie.values[i]);
        out += zh ? fmt::format("代码体系不确定 {}：{} 或 {}，须由人指明；含义不同者：{}\n",
                                printable(column), tie.first, tie.second, values)
                  : fmt::format(
                        "UNSURE of the code system in {}: {} or {}, a person must say; another use in "
                        "each: {}\n",
                        printable(column), tie.first, tie.second, values);
    }
    for (const auto& [column, uses] : in.names) {
        const double share = 100 * uses.share;
        out += zh ? fmt::format("用地名称列 {}：识别 {:.1f} %", printable(column), share)
                  : fmt::format("names of land uses in {}: {:.1f} % recognised", printable(column), share);
        for (std::size_t i = 0; i < std::min<std::size_t>(5, uses.unknown.size()); ++i)
            out += (i == 0 ? (zh ? "；未识别：" : "; not: ") : ", ") + printable(uses.unknown[i].text);
        out += "\n";
    }
    return out;
}

std::string mapping_text(const Inspection& in, Language language)
{
    const bool zh = language == Language::zh;
    std::string out = fmt::format("{}: {} ({})\n", zh ? "表的种类" : "kind of table",
                                  in.guess.table ? table_name(*in.guess.table) : (zh ? "不确定" : "unsure"),
                                  in.guess.reason.in(language));
    if (!in.guess.table) {
        return out + (zh ? "若已知种类，请用 --as 指明，如 --as parcels\n"
                         : "where it is known, say so with --as, e.g. --as parcels\n");
    }
    Rows rows{{zh ? "字段" : "field", zh ? "列" : "column", zh ? "得分" : "score", zh ? "理由" : "reason"}};
    for (const Proposal& p : in.guess.fields) {
        rows.push_back(
            {p.field,
             p.sure() ? printable(p.column, 30) : (zh ? "不确定 " : "unsure ") + printable(p.column, 30),
             fmt::format("{:.2f}", p.score), printable(p.reason.in(language), 200)});
    }
    for (const InputField& field : fields_of(*in.guess.table)) {
        const auto at = std::ranges::find(in.guess.fields, field.name, &Proposal::field);
        if (field.needed && at == in.guess.fields.end())
            rows.push_back({std::string(field.name), "—", "", zh ? "必需而未找到" : "needed, not found"});
    }
    return out + aligned(rows);
}

}  // namespace

std::string inspection_text(std::span<const Inspection> inspections, Language language)
{
    const bool zh = language == Language::zh;
    std::string out;
    for (const Inspection& in : inspections) {
        out += fmt::format("== {}{}: {}, {} {}{}\n", printable(in.file, 200),
                           in.layer.empty() ? "" : ", " + printable(in.layer),
                           geometry_name(in.geometry, language), in.rows, zh ? "行" : "rows",
                           in.encoding.empty() ? "" : ", " + in.encoding);
        if (!in.encoding_instead.empty()) {
            out += (zh ? "编码：文件所述有误，实为 " : "encoding: the file names another; the texts are ") +
                   in.encoding_instead + "\n";
        }
        if (in.polygons) out += polygons_text(in, language);
        if (in.points || in.placed) out += crs_text(in, language);
        out += columns_text(in, language) + codes_text(in, language) + mapping_text(in, language);
        if (!in.remarks.empty()) out += describe(in.remarks, language) + "\n";
        out += "\n";
    }
    return out;
}

}  // namespace permu
