/// Evaluation: weights, benchmarks and warnings that cannot be.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "park_items.hpp"
#include "permu/rules/evaluation.hpp"
#include "refuse.hpp"

namespace permu {
namespace {

constexpr double rounding = 1e-9;

double weight_of(const NamedNumbers& weights, std::string_view name)
{
    const auto at = weights.find(name);
    return at == weights.end() ? 0 : at->second;
}

void require_positive(const NamedNumbers& numbers, const std::string& where, Problems& problems)
{
    for (const auto& [name, number] : numbers)
        if (!(number > 0))
            refuse(problems, {"evaluation.benchmark", where + "." + name}, Said(fmt::format("{}", number)),
                   Text{"a number above 0", "大于 0 的数"},
                   Text{"give a positive value; to leave an item out, set its item_weights to 0",
                        "请填写正数；如不采用该指标，请将其 item_weights 设为 0"});
}

/// One set of weights of the intensive-use score, and where it stands.
class WeightSet {
public:
    WeightSet(const NamedNumbers& weights, ParkType type, std::string where, Problems& problems)
        : weights_(weights), type_(type), where_(std::move(where)), problems_(problems)
    {
    }

    void check()
    {
        require_whole(weight("land_use") + weight("benefit") + weight("performance"),
                      "land_use + benefit + performance");
        require_whole(weight("degree") + weight("structure") + weight("intensity"),
                      "degree + structure + intensity");
        for (const std::string_view target : intensive_targets()) {
            check_items(target, AreaRole::main, std::string(target));
            if (differs(target))
                check_items(target, AreaRole::development, fmt::format("{} (development area)", target));
        }
    }

private:
    double weight(std::string_view name) const { return weight_of(weights_, name); }

    /// Whether development areas have items of their own.
    static bool differs(std::string_view target)
    {
        bool own = false;
        for (const ParkItem& item : park_items())
            own = own || (item.target == target && item.areas == AreaSet::development);
        return own;
    }

    void check_items(std::string_view target, AreaRole role, const std::string& name)
    {
        double sum = 0;
        for (const ParkItem& item : park_items())
            if (item.target == target && in_intensive_use(item, type_, role)) sum += weight(item.id);
        if (sum == 0 && weight(target) == 0) return;  // not in use
        require_whole(sum, name);
    }

    void require_whole(double sum, const std::string& group)
    {
        if (std::fabs(sum - 1) <= rounding) return;
        refuse(problems_, {"evaluation.intensive_weights", where_},
               {fmt::format("{}: weights that sum to {:g}", group, sum),
                fmt::format("{}：各项之和为 {:g}", group, sum)},
               Text{"weights of a group that sum to 1", "每组各项之和为 1"},
               Text{"correct them, or set weights_as_given = true to score with them as they are",
                    "请更正，或设 weights_as_given = true 按原值计算"});
    }

    const NamedNumbers& weights_;
    ParkType type_;
    std::string where_;
    Problems& problems_;
};

void check_weights(const Evaluation& rule, const std::string& where, Problems& problems)
{
    double sum = 0;
    for (const auto& [name, weight] : rule.weights)
        sum += weight;
    if (std::fabs(sum - 1) > rounding)
        refuse(problems, {"evaluation.weights", where + ".weights"},
               {fmt::format("weights that sum to {:g}", sum), fmt::format("各项之和为 {:g}", sum)},
               Text{"weights that sum to 1", "各项之和为 1"},
               Text{"e.g. weights = { per_mu = 0.4, agglomeration = 0.2, growth = 0.2, green = 0.2 }",
                    "例如 weights = { per_mu = 0.4, agglomeration = 0.2, growth = 0.2, green = 0.2 }"});
    WeightSet(rule.intensive_weights, ParkType::industrial, where + ".intensive_weights", problems).check();
    WeightSet(rule.intensive_weights_city, ParkType::city_integrated, where + ".intensive_weights_city",
              problems)
        .check();
}

/// Rows of the table of ideals: an item of the type's set, and a number above 0.
void check_ideals(const Table& table, const std::string& where, Problems& problems)
{
    const auto cell = [&](std::string_view column, std::size_t row) {
        const TableColumn* found = table.find(column);
        return found == nullptr ? std::string{} : cell_text(*found, row);
    };
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string type = cell("type", row), item = cell("item", row), ideal = cell("ideal", row);
        const bool city = type == "city_integrated", known_type = city || type == "industrial";
        const auto& items = park_items();
        const bool known = std::ranges::any_of(items, [&](const ParkItem& one) {
            const ParkType wanted = city ? ParkType::city_integrated : ParkType::industrial;
            return one.id == item && !one.target.empty() && !one.less_is_better && counts_for(one, wanted);
        });
        char* end = nullptr;
        const double value = std::strtod(ideal.c_str(), &end);
        const bool number = !ideal.empty() && *end == 0 && value > 0;
        if (known_type && known && number && !cell("kind", row).empty()) continue;
        refuse(problems, {"evaluation.ideal_by_kind", fmt::format("{}, row {}", where, row + 1)},
               Said(fmt::format("\"{},{},{},{}\"", printable(cell("kind", row)), printable(type),
                                printable(item), printable(ideal))),
               Text{"kind, type (industrial or city_integrated), an item of the intensive-use score with an "
                    "ideal, and a number above 0",
                    "kind、type（industrial 或 city_integrated）、有理想值的集约利用指标，及大于 0 的数"},
               Text{"correct the row; permu list rules names the items under ideal and ideal_city",
                    "请更正该行；指标名称见 permu list rules 中的 ideal、ideal_city"});
    }
}

}  // namespace

void validate(const Evaluation& rule, const std::string& where, Problems& problems)
{
    if (!rule.weights_as_given) check_weights(rule, where, problems);
    require_positive(rule.benchmarks, where + ".benchmarks", problems);
    require_positive(rule.ideal, where + ".ideal", problems);
    check_ideals(rule.ideal_by_kind.table,
                 rule.ideal_by_kind.path.empty() ? where + ".ideal_by_kind" : rule.ideal_by_kind.path,
                 problems);
    require_positive(rule.ideal_city, where + ".ideal_city", problems);
    if (rule.warn_bottom > 0 && rule.warn_times > rule.warn_within_years)
        refuse(problems, {"evaluation.warnings", where + ".warn_times"},
               Said(fmt::format("{}", rule.warn_times)),
               {fmt::format("at most warn_within_years ({}): there is one ranking a year",
                            rule.warn_within_years),
                fmt::format("不大于 warn_within_years（{}）：每年只排名一次", rule.warn_within_years)},
               Text{"change one of the two", "请修改其中一项"});
}

}  // namespace permu
