/// The report of `permu check` as text.
#include "check_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "consequence.hpp"
#include "console.hpp"

namespace permu {
namespace {

/// Less is a rounding.
constexpr double least_share = 1e-9;
constexpr std::size_t most_findings = 40, most_examples = 5, most_parks = 20;

/// "A1, A2, A3 and 15 more; 0.02 % of the land"; empty where it adds nothing.
std::string examples(const Problem& problem, double area_read, bool zh)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(most_examples, problem.ids.size()); ++i)
        text += (i == 0 ? "" : zh ? "、" : ", ") + printable(problem.ids[i]);
    const std::size_t more =
        problem.count - std::min(problem.count, std::min(most_examples, problem.ids.size()));
    if (!text.empty() && more > 0)
        text += zh ? fmt::format(" 等 {} 处", problem.count) : fmt::format(" and {} more", more);
    if (area_read > 0 && std::abs(problem.area) > least_share * area_read) {
        if (!text.empty()) text += zh ? "；" : "; ";
        // Overlaps of many with one may add up to more than the land.
        const double share = std::min(100.0, 100 * std::abs(problem.area) / area_read);
        text += fmt::format(fmt::runtime(zh ? "占读入面积的 {:.3g} %" : "{:.3g} % of the land read"), share);
    }
    return text;
}

std::string square_metres(double area)
{
    const std::string text = fmt::format("{:.2f}", area);
    return text == "-0.00" ? "0.00" : text;
}

void add_row(std::vector<std::vector<std::string>>& rows, const ParkBalance& park, const std::string& name)
{
    rows.push_back({name, fmt::format("{}", park.parcels_read), fmt::format("{}", park.parcels_kept),
                    square_metres(park.read), square_metres(park.repaired), square_metres(-park.overlap),
                    square_metres(-park.clipped), square_metres(-park.dropped), square_metres(park.kept)});
}

void add(ParkBalance& sum, const ParkBalance& park)
{
    sum.parcels_read += park.parcels_read, sum.parcels_kept += park.parcels_kept;
    sum.read += park.read, sum.repaired += park.repaired, sum.overlap += park.overlap;
    sum.clipped += park.clipped, sum.dropped += park.dropped, sum.kept += park.kept;
}

}  // namespace

std::string findings_text(const Problems& problems, double area_read, Language language)
{
    const bool zh = language == Language::zh;
    std::string text;
    std::size_t written = 0;
    for (const Consequence one : {Consequence::refused, Consequence::changed, Consequence::noted}) {
        const auto belongs = [&](const Problem& p) { return consequence_of(p.severity, p.code) == one; };
        const auto count = std::ranges::count_if(problems.all(), belongs);
        if (count == 0 || written == most_findings) continue;
        text += fmt::format("{}{} ({})\n", text.empty() ? "" : "\n", consequence_heading(one).in(language),
                            count);
        for (const Problem& problem : problems.all()) {
            if (!belongs(problem) || written == most_findings) continue;
            ++written;
            text += describe(problem, language) + "\n";
            const std::string more = examples(problem, area_read, zh);
            if (!more.empty()) text += fmt::format("  {}{}\n", zh ? "例如：" : "e.g. ", more);
        }
    }
    if (const std::size_t left = problems.all().size() - written; left > 0)
        text += fmt::format(
            fmt::runtime(zh ? "另有 {} 类问题，--json 列出全部\n" : "and {} more; --json lists all\n"), left);
    if (!text.empty()) text.pop_back();
    return text;
}

std::string summary_text(const Intake& intake, Language language)
{
    const Accounting& a = intake.accounting;
    const std::size_t errors = intake.problems.count(Severity::error),
                      warnings = intake.problems.count(Severity::warning);
    const bool zh = language == Language::zh;
    std::string text = fmt::format(
        fmt::runtime(
            zh ? "{} 个错误，{} 个警告；地块：读入 {}，保留 {}，修复 {}，略去 {}；保留面积 {:.2f} m²\n"
               : "{} errors, {} warnings; parcels: {} read, {} kept, {} repaired, {} left out; land "
                 "kept {:.2f} m²\n"),
        errors, warnings, a.parcels_read, a.parcels_kept, a.parcels_repaired, a.parcels_dropped, a.area_kept);
    const std::int64_t refused = a.parcels_read - a.parcels_kept - a.parcels_dropped - a.parcels_merged;
    if (refused > 0 && a.parcels_kept > 0) {
        text += fmt::format(fmt::runtime(zh ? "被拒绝、改正前不参与计算的地块：{} 个\n"
                                            : "parcels refused, not counted until they are mended: {}\n"),
                            refused);
    }
    if (a.parcels_merged > 0) {
        text += fmt::format(fmt::runtime(zh ? "并入相邻地块的碎片：{} 个，{:.4f} m²\n"
                                            : "slivers merged into a neighbour: {}, of {:.4f} m²\n"),
                            a.parcels_merged, a.area_merged);
    }
    if (a.area_twice > 0) {
        text +=
            fmt::format(fmt::runtime(zh ? "过窄而未扣除的重叠（计入两个地块）：{:.4f} m²\n"
                                        : "overlaps too thin to be taken off, counted twice: {:.4f} m²\n"),
                        a.area_twice);
    }
    return text;
}

std::string balance_text(const std::vector<ParkBalance>& parks, Language language)
{
    const bool zh = language == Language::zh;
    ParkBalance sum, rest;
    std::size_t others = 0;
    std::vector<std::vector<std::string>> rows;
    if (zh)
        rows.push_back({"园区", "读入地块", "保留", "读入 m²", "修复", "重叠", "裁切", "略去", "保留 m²"});
    else
        rows.push_back(
            {"park", "parcels", "kept", "read m²", "repaired", "overlap", "clipped", "left out", "kept m²"});
    for (const ParkBalance& park : parks) {
        add(sum, park);
        const bool moved = park.repaired != 0 || park.overlap != 0 || park.clipped != 0 ||
                           park.dropped != 0 || park.parcels_kept + park.parcels_merged != park.parcels_read;
        if (!moved || rows.size() > most_parks) {
            add(rest, park);
            ++others;
            continue;
        }
        const std::string none = zh ? "（不在园区内）" : "(in no park)";
        add_row(rows, park, park.park.empty() ? none : printable(park.park));
    }
    if (rows.size() == 1) return {};
    if (others > 0)
        add_row(rows, rest, fmt::format(fmt::runtime(zh ? "其余 {} 个园区" : "{} other parks"), others));
    add_row(rows, sum, zh ? "合计" : "all parks");
    return aligned(rows) +
           (zh ? "表中面积按图形平面量算\n" : "areas of this table: as drawn, in the plane\n");
}

}  // namespace permu
