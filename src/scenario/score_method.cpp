/// Walks a score method and writes one row an item.
#include "permu/scenario/score_method.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "permu/rules/score.hpp"
#include "permu/scenario/bind.hpp"

namespace permu {
namespace {

constexpr std::array<std::string_view, 7> column_names{"group",   "id",         "weight", "benchmark",
                                                       "formula", "cap_factor", "reverse"};

Parameter formula_parameter(std::string* slot)
{
    return {.key = "formula",
            .slot = slot,
            .help = {"ratio to a benchmark, or place between least and most", "与基准值之比，或极差法"},
            .source = {},
            .choices = {"ratio", "minmax"}};
}
Parameter cap_parameter(double* slot)
{
    return {.key = "cap_factor",
            .slot = slot,
            .unit = Unit::count,
            .help = {"most points of an item, in weights; inf: no cap",
                     "单项得分上限（权重的倍数）；inf 为不封顶"},
            .source = {},
            .min = 0,
            .choices = {"inf"}};
}

class MethodWriter {
public:
    explicit MethodWriter(Problems& problems) : problems_(problems) {}

    Table write(const Node& root)
    {
        refuse_unknown(root, {"large", "small", "classes"}, "", problems_);
        group(root, "large");
        group(root, "small");
        if (!root.entry("large") && !root.entry("small"))
            problems_.add(problem_at(
                root.at, "score.items", Said("no [large] and no [small]", "没有 [large] 和 [small]"),
                Said("items of large or small firms", "规上或规下企业的指标"),
                Said("write [large] and below it [[large.items]]", "写 [large]，其下写 [[large.items]]")));
        if (const Node* classes = table_at(root, "classes", problems_)) write_classes(*classes);
        Table table{.name = "score_method", .columns = {}};
        for (std::size_t i = 0; i < column_names.size(); ++i)
            table.columns.push_back({.name = std::string(column_names[i]), .cells = std::move(columns_[i])});
        return table;
    }

private:
    /// Empty texts are empty cells.
    void row(const std::array<std::string, 7>& cells)
    {
        for (std::size_t i = 0; i < cells.size(); ++i)
            columns_[i].push_back(cells[i].empty() ? std::nullopt
                                                   : std::optional<std::string_view>(cells[i]));
    }

    void group(const Node& root, std::string_view name)
    {
        const Node* table = table_at(root, name, problems_);
        if (!table) return;
        Defaults defaults;
        bind(*table, {formula_parameter(&defaults.formula), cap_parameter(&defaults.cap)},
             {std::string(name), {"items"}}, problems_);
        const Node* items = table->find("items");
        const NodeList* list = items ? items->list() : nullptr;
        const auto is_table = [](const Node& node) { return node.table() != nullptr; };
        if (!list || list->empty() || !std::ranges::all_of(*list, is_table)) {
            const Said found = items ? describe_value(*items) : Said("no items", "没有指标");
            problems_.add(problem_at(items ? items->at : table->at, "score.items", found,
                                     Said("a list of tables", "由表组成的列表"),
                                     Said(fmt::format("write [[{}.items]] for each item", name),
                                          fmt::format("每项指标写一个 [[{}.items]]", name))));
            return;
        }
        std::vector<std::string> seen;
        for (const Node& item : *list)
            write_item(item, name, defaults, seen);
    }

    struct Defaults {
        std::string formula = "ratio";
        double cap = 1.5;
    };

    void write_item(const Node& node, std::string_view group, Defaults item, std::vector<std::string>& seen)
    {
        const auto ids = score_kind_ids();
        std::string id;
        double weight = 0;
        bool reverse = false;
        Parameters keys{formula_parameter(&item.formula), cap_parameter(&item.cap)};
        keys.push_back({.key = "id",
                        .slot = &id,
                        .help = {"what firms are scored by", "评价指标"},
                        .source = {},
                        .choices = {ids.begin(), ids.end()}});
        keys.push_back({.key = "weight",
                        .slot = &weight,
                        .unit = Unit::points,
                        .help = {"points at the benchmark", "达到基准值的得分"},
                        .source = {},
                        .min = 0});
        keys.push_back(
            {.key = "reverse", .slot = &reverse, .help = {"the less the better", "逆向指标"}, .source = {}});
        bind(node, keys, {std::string(group) + ".items", {"benchmark"}}, problems_);
        require(node, "id", id.empty());
        require(node, "weight", weight == 0);
        require_cap(node, item.cap);
        const bool needs_benchmark = item.formula == "ratio" && !reverse;
        const std::string benchmark = benchmark_text(node, needs_benchmark);
        if (!id.empty() && std::ranges::count(seen, id))
            problems_.add(problem_at(node.find("id")->at, "score.id",
                                     Said("the item " + id + " again", "重复的指标 " + id),
                                     Said("each item once", "每项指标只出现一次"),
                                     Said("remove one of the two", "请删去其中一项")));
        seen.push_back(id);
        row({std::string(group), id, shortest(weight), benchmark, item.formula,
             std::isinf(item.cap) ? "inf" : shortest(item.cap), reverse ? "1" : "0"});
    }

    /// A key that is missing, or a number of zero where it has to be more. What `bind` refused is already
    /// told.
    void require(const Node& node, std::string_view key, bool is_empty)
    {
        const Entry* entry = node.entry(key);
        const bool is_zero = entry && is_number(entry->value, 0);
        if (!is_empty || (entry && !is_zero)) return;
        const std::string name(key);
        problems_.add(problem_at(entry ? entry->value.at : node.at, "score." + name,
                                 entry ? describe_value(entry->value) : Said("no " + name, "没有 " + name),
                                 key == "weight" ? Said("a number above 0", "大于 0 的数")
                                                 : Said("the id of an item", "指标的 id"),
                                 Said(key == "weight" ? "weight = 30" : "id = \"tax_per_mu\"")));
    }
    void require_cap(const Node& node, double cap)
    {
        if (cap > 0) return;
        const Entry* entry = node.entry("cap_factor");
        problems_.add(problem_at(entry ? entry->value.at : node.at, "score.cap_factor",
                                 Said("a cap of 0 points", "封顶为 0 分"),
                                 Said("above 0, or inf", "大于 0 的数，或 inf"), Said("cap_factor = 1.5")));
    }

    static bool is_number(const Node& node, double number)
    {
        const double* real = std::get_if<double>(&node.value);
        const std::int64_t* whole = node.integer();
        return (real && *real == number) || (whole && static_cast<double>(*whole) == number);
    }

    /// The benchmark as the flat table writes it; empty where there is none, after telling when one is
    /// needed.
    std::string benchmark_text(const Node& item, bool needed)
    {
        const Entry* entry = item.entry("benchmark");
        std::string text;
        if (entry && entry->value.text()) text = *entry->value.text();
        if (entry && entry->value.integer()) text = std::to_string(*entry->value.integer());
        if (const double* real = entry ? std::get_if<double>(&entry->value.value) : nullptr)
            text = shortest(*real);
        if (entry ? parse_benchmark(text).has_value() : !needed) return text;
        problems_.add(problem_at(entry ? entry->value.at : item.at, "score.benchmark",
                                 entry ? describe_value(entry->value) : Said("no benchmark", "没有基准值"),
                                 Said("a number above 0, \"mean\", \"2*mean\" or \"quantile:0.8\"",
                                      "大于 0 的数、\"mean\"、\"2*mean\" 或 \"quantile:0.8\""),
                                 Said("benchmark = 24.097")));
        return {};
    }

    void write_classes(const Node& node)
    {
        NamedNumbers shares;
        std::string rounding = "floor", ties = "better";
        bind(node,
             {{.key = "shares",
               .slot = &shares,
               .unit = Unit::ratio,
               .help = {"shares of the classes", "各类比例"},
               .source = {},
               .min = 0,
               .max = 1,
               .choices = {"A", "B", "C", "D"}},
              {.key = "rounding",
               .slot = &rounding,
               .help = {"how cuts are rounded", "分界取整方式"},
               .source = {},
               .choices = {"floor"}},
              {.key = "ties",
               .slot = &ties,
               .help = {"which class firms tied at a cut take", "分界处同分的处理"},
               .source = {},
               .choices = {"better"}}},
             {"classes", {}}, problems_);
        require_sum(node, shares);
        for (const auto& [name, share] : shares)
            row({"classes", name, shortest(share), "", "", "", ""});
        row({"classes", "rounding", "", rounding, "", "", ""});
        row({"classes", "ties", "", ties, "", "", ""});
    }

    void require_sum(const Node& classes, const NamedNumbers& shares)
    {
        std::int64_t sum = 0;
        for (const auto& [name, share] : shares)
            sum += std::llround(share * 1e9);  // decimals: 0.20 + 0.40 is 0.60
        const Entry* entry = classes.entry("shares");
        // Other faults of a share are told by now; a sum without it would say nothing.
        const bool is_whole =
            entry && entry->value.table() && entry->value.table()->entries.size() == shares.size();
        if ((shares.size() == 4 && sum == 1'000'000'000) || (entry && !is_whole)) return;
        const std::string total = shortest(static_cast<double>(sum) / 1e9);
        problems_.add(problem_at(entry ? entry->value.at : classes.at, "score.shares",
                                 Said(fmt::format("{} shares that sum to {}", shares.size(), total),
                                      fmt::format("{} 项比例，合计 {}", shares.size(), total)),
                                 Said("A, B, C and D, which sum to 1", "A、B、C、D 四项，合计为 1"),
                                 Said("shares = { A = 0.20, B = 0.40, C = 0.35, D = 0.05 }")));
    }

    Problems& problems_;
    std::array<TextCells, column_names.size()> columns_;
};

}  // namespace

Table score_method_table(const Node& root, Problems& problems)
{
    return MethodWriter(problems).write(root);
}

Table score_method_table(const Node& root)
{
    Problems problems;
    Table table = score_method_table(root, problems);
    if (problems.has_errors()) throw InputError(problems);
    return table;
}

}  // namespace permu
