/// Score methods as flat tables, and the names of what firms are scored by.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "exact_share.hpp"
#include "permu/base/csv.hpp"
#include "permu/base/resource.hpp"
#include "permu/rules/score.hpp"
#include "refuse.hpp"

namespace permu {
namespace {

constexpr std::array<ScoreKindInfo, score_kind_count> kinds{{
    {"tax_per_mu", {"tax per mu", "亩均税收"}, Unit::wan_yuan_per_mu},
    {"value_added_per_mu", {"value added per mu", "亩均增加值"}, Unit::wan_yuan_per_mu},
    {"value_added_per_tce", {"value added per energy", "单位能耗增加值"}, Unit::wan_yuan_per_tce},
    {"value_added_per_t_emission", {"value added per emission", "单位排放增加值"}, Unit::wan_yuan_per_tonne},
    {"value_added_per_staff", {"value added per person", "全员劳动生产率"}, Unit::wan_yuan_per_person},
    {"rd_share", {"R&D share of revenue", "研发经费占营业收入比重"}, Unit::ratio},
    {"revenue_per_mu", {"revenue per mu", "亩均营业收入"}, Unit::wan_yuan_per_mu},
    {"tax_per_kwh", {"tax per electricity", "单位电耗税收"}, Unit::yuan_per_kwh},
}};

constexpr auto ids = [] {
    std::array<std::string_view, score_kind_count> out{};
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = kinds[i].id;
    return out;
}();

std::string_view trim(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

template <class Texts>
std::string joined(const Texts& texts)
{
    std::string all;
    for (const auto& text : texts)
        all.append(all.empty() ? "" : ", ").append(text);
    return all;
}

std::optional<double> number(std::string_view text)
{
    text = trim(text);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && !std::isnan(value) ? std::optional(value) : std::nullopt;
}

/// The columns of a method, a cell at a time, and what is wrong with them.
class MethodReader {
public:
    MethodReader(const Table& table, const std::string& where, Problems& problems)
        : table_(table), where_(where), problems_(problems)
    {
    }

    ScoreMethod read()
    {
        for (const std::string_view column : {"group", "id", "weight"})
            if (!table_.find(column)) {
                refuse(problems_, {"score.column", where_}, Said(fmt::format("a table without {}", column)),
                       Said("group, id, weight, benchmark, formula, cap_factor, reverse"),
                       Text{"add the column, or name a method file (TOML)",
                            "请补充该列，或指定评价办法文件（TOML）"});
                return {};
            }
        for (row_ = 0; row_ < table_.rows(); ++row_)
            read_row();
        if (method_.large.empty() && method_.small.empty())
            refuse(problems_, {"score.items", where_}, Text{"no items", "没有指标"},
                   Text{"items of large or small firms", "规上或规下企业的指标"},
                   Text{"add rows of the group large or small", "请补充 large 或 small 组的行"});
        if (has_classes_) read_classes();
        return std::move(method_);
    }

private:
    std::string cell(std::string_view column) const
    {
        const TableColumn* cells = table_.find(column);
        return cells ? cell_text(*cells, row_) : std::string{};
    }

    void read_row()
    {
        const std::string group = cell("group");
        if (group == "large")
            read_item(method_.large);
        else if (group == "small")
            read_item(method_.small);
        else if (group == "classes")
            read_class();
        else
            wrong("group", group, "large, small, classes");
    }

    void read_item(std::vector<ScoreItem>& items)
    {
        ScoreItem item;
        const std::string id = cell("id"), formula = cell("formula"), reverse = cell("reverse");
        const auto kind = find_score_kind(id);
        if (!kind) return wrong("id", id, joined(ids));
        item.kind = *kind;
        if (std::ranges::find(items, *kind, &ScoreItem::kind) != items.end())
            return wrong("id", id, "each item once / 每项指标只出现一次");
        item.weight = number(cell("weight")).value_or(0);
        if (!(item.weight > 0 && std::isfinite(item.weight))) return wrong("weight", cell("weight"), "> 0");
        if (formula == "minmax")
            item.formula = ScoreFormula::minmax;
        else if (formula != "ratio" && !formula.empty())
            return wrong("formula", formula, "ratio, minmax");
        item.reverse = reverse == "1" || reverse == "true";
        if (!item.reverse && !reverse.empty() && reverse != "0" && reverse != "false")
            return wrong("reverse", reverse, "0, 1");
        if (const std::string cap = cell("cap_factor"); !cap.empty())
            item.cap_factor = number(cap).value_or(0);
        if (!(item.cap_factor > 0)) return wrong("cap_factor", cell("cap_factor"), "> 0, inf");
        if (read_benchmark(item)) items.push_back(item);
    }

    /// A reverse item is compared with the mean where nothing else is said; min–max needs no benchmark.
    bool read_benchmark(ScoreItem& item)
    {
        const std::string text = cell("benchmark");
        if (text.empty() && item.reverse) item.benchmark.kind = Benchmark::Kind::mean;
        if (text.empty() && (item.reverse || item.formula == ScoreFormula::minmax)) return true;
        const auto benchmark = parse_benchmark(text);
        if (benchmark)
            item.benchmark = *benchmark;
        else
            wrong("benchmark", text, "24.097, mean, 2*mean, quantile:0.8");
        return benchmark.has_value();
    }

    void read_class()
    {
        const std::string id = cell("id"), text = cell("benchmark");
        if (id == "rounding" || id == "ties") {
            const std::string_view only = id == "rounding" ? "floor" : "better";
            if (text != only) wrong("benchmark", text, std::string(only));
            return;
        }
        has_classes_ = true;
        const std::size_t at = std::string_view("ABCD").find(id);
        if (id.size() != 1 || at == std::string_view::npos)
            return wrong("id", id, "A, B, C, D, rounding, ties");
        const double share = number(cell("weight")).value_or(-1);
        if (!(share >= 0 && share <= 1)) return wrong("weight", cell("weight"), "0 … 1");
        shares_[at] = nano(share);
    }

    void read_classes()
    {
        constexpr std::int64_t one = 1'000'000'000;
        const auto [a, b, c, d] = shares_;
        const std::int64_t sum = a + b + c + d;
        if (std::ranges::min(shares_) >= 0 && sum == one) {
            method_.classes = ScoreClasses{a, b, c, d};
            return;
        }
        refuse(problems_, {"score.shares", where_ + ", classes"},
               Said("A, B, C, D: " + joined(shares_text())),
               Text{"four shares that sum to 1", "四项比例，合计为 1"},
               Text{"e.g. shares = { A = 0.20, B = 0.40, C = 0.35, D = 0.05 }",
                    "例如 shares = { A = 0.20, B = 0.40, C = 0.35, D = 0.05 }"});
    }
    std::vector<std::string> shares_text() const
    {
        std::vector<std::string> out;
        for (const std::int64_t share : shares_)
            out.push_back(share < 0 ? "–" : shortest(static_cast<double>(share) / 1e9));
        return out;
    }

    void wrong(std::string_view column, const std::string& found, const std::string& expected)
    {
        refuse(problems_,
               {fmt::format("score.{}", column), fmt::format("{}, row {}, {}", where_, row_ + 1, column)},
               Said(fmt::format("\"{}\"", printable(found))), Said(expected),
               Text{"repair the cell", "请修改该单元格"});
    }

    const Table& table_;
    const std::string& where_;
    Problems& problems_;
    std::size_t row_ = 0;
    ScoreMethod method_;
    std::array<std::int64_t, 4> shares_{-1, -1, -1, -1};
    bool has_classes_ = false;
};

/// Ids of a set of kinds: "rd_share, tax_per_kwh".
std::string listed(std::uint8_t set)
{
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < score_kind_count; ++i)
        if (set >> i & 1U) names.push_back(ids[i]);
    return joined(names);
}

}  // namespace

const ScoreKindInfo& info(ScoreKind kind)
{
    return kinds[static_cast<std::size_t>(kind)];
}

std::optional<ScoreKind> find_score_kind(std::string_view id)
{
    const auto at = std::ranges::find(ids, id);
    if (at == ids.end()) return std::nullopt;
    return static_cast<ScoreKind>(at - ids.begin());
}

std::span<const std::string_view> score_kind_ids()
{
    return ids;
}

std::optional<Benchmark> parse_benchmark(std::string_view text)
{
    constexpr std::string_view mean = "mean", quantile = "quantile:";
    text = trim(text);
    Benchmark out;
    if (text == mean) return Benchmark{.kind = Benchmark::Kind::mean};
    if (text.starts_with(quantile)) {
        const auto q = number(text.substr(quantile.size()));
        if (!q || *q < 0 || *q > 1) return std::nullopt;
        return Benchmark{.kind = Benchmark::Kind::quantile, .quantile = *q};
    }
    if (const std::size_t star = text.find('*'); star != std::string_view::npos) {
        if (trim(text.substr(star + 1)) != mean) return std::nullopt;
        out.kind = Benchmark::Kind::mean;
        text = text.substr(0, star);
    }
    const auto factor = number(text);
    if (!factor || !(*factor > 0) || !std::isfinite(*factor)) return std::nullopt;
    out.factor = *factor;
    return out;
}

ScoreMethod method_from(const Table& table, const std::string& where, Problems& problems)
{
    return MethodReader(table, where, problems).read();
}

Table default_score_method()
{
    constexpr std::string_view name = "scenarios/tables/score_method_default.csv";
    return parse_csv(resource(name), name);
}

Said score_reason(const ScoreNotes& notes)
{
    Said out;
    const auto add = [&](const std::string& en, const std::string& zh) {
        out.en += (out.en.empty() ? "" : "; ") + en;
        out.zh += (out.zh.empty() ? "" : "；") + zh;
    };
    if (notes.exempt) add("exempt", "免评价");
    if (notes.unscored) add("no items for such firms", "办法未设此类企业的指标");
    if (notes.missing)
        add("no data, counts 0: " + listed(notes.missing), "缺少数据，计 0 分：" + listed(notes.missing));
    if (notes.negative)
        add("negative, counts 0: " + listed(notes.negative), "为负，计 0 分：" + listed(notes.negative));
    if (notes.mean_emission)
        add("no emission data, mean points: value_added_per_t_emission",
            "无排放数据，取平均分：value_added_per_t_emission");
    if (notes.tied) add("tied at a cut: the better class", "分界处同分，从优定级");
    if (notes.veto) add("veto: class D", "一票否决：D 类");
    return out;
}

}  // namespace permu
