/// Scores, ranks and classes of firms, one comparison group after the other.
#include "permu/rules/score.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "exact_share.hpp"
#include "exact_sum.hpp"
#include "select.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

using Numbers = std::span<const double>;
using Rows = std::span<const std::uint32_t>;

std::uint8_t bit(ScoreKind kind)
{
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
}

/// x = factor · part / whole.
struct Ratio {
    Numbers part, whole;
    double factor = 1;
};

Ratio ratio_of(ScoreKind kind, const ScoreInput& in)
{
    constexpr double kwh_of_wan_kwh = 1e4;
    switch (kind) {
        case ScoreKind::tax_per_mu:
            return {in.tax, in.land_mu};
        case ScoreKind::value_added_per_mu:
            return {in.value_added, in.land_mu};
        case ScoreKind::value_added_per_tce:
            return {in.value_added, in.energy};
        case ScoreKind::value_added_per_t_emission:
            return {in.value_added, in.emission};
        case ScoreKind::value_added_per_staff:
            return {in.value_added, in.staff};
        case ScoreKind::rd_share:
            return {in.rd, in.revenue};
        case ScoreKind::revenue_per_mu:
            return {in.revenue, in.land_mu};
        case ScoreKind::tax_per_kwh:
            return {in.tax, in.power, kwh_of_wan_kwh};
    }
    return {};
}

/// One group of firms that are compared with each other. Its vectors are by place in `rows`.
class Contest {
public:
    Contest(const ScoreInput& input, const std::vector<ScoreItem>& items, Rows rows, ScoreResult& out)
        : in_(input), items_(items), rows_(rows), out_(out), points_(rows.size()), score_(rows.size(), 0.0)
    {
    }

    void score_all()
    {
        for (const ScoreItem& item : items_)
            score_item(item);
        write(score_, out_.score);
    }

    /// \pre score_all has run
    void classify(const ScoreClasses& classes)
    {
        const std::size_t n = rows_.size();
        const std::size_t cuts[] = {floor_share(n, classes.a), floor_share(n, classes.a + classes.b),
                                    n - floor_share(n, classes.d)};
        for (std::size_t c = 0; c < 3; ++c) {
            // The lowest score above the cut; nobody reaches infinity.
            limits_[c] = std::numeric_limits<double>::infinity();
            if (cuts[c] > 0) limits_[c] = kth_smallest(score_, n - cuts[c]);
            const auto reach = [&](double score) { return score >= limits_[c]; };
            tied_[c] = static_cast<std::size_t>(std::ranges::count_if(score_, reach)) > cuts[c];
        }
        for (std::size_t i = 0; i < n; ++i)
            classify(rows_[i], score_[i]);
    }

    void rank()
    {
        std::vector<std::uint32_t> order(rows_.begin(), rows_.end());
        const std::vector<double>& score = out_.score;
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return score[a] != score[b] ? score[a] > score[b] : a < b;
        });
        for (std::size_t i = 0; i < order.size(); ++i) {
            const bool as_before = i > 0 && score[order[i]] == score[order[i - 1]];
            out_.rank[order[i]] = as_before ? out_.rank[order[i - 1]] : static_cast<std::int32_t>(i + 1);
        }
    }

private:
    void write(const std::vector<double>& values, std::vector<double>& column) const
    {
        for (std::size_t i = 0; i < rows_.size(); ++i)
            column[rows_[i]] = values[i];
    }

    void classify(std::uint32_t row, double score)
    {
        constexpr Grade grades[] = {Grade::a, Grade::b, Grade::c, Grade::d};
        std::size_t c = 0;
        while (c < 3 && score < limits_[c])
            ++c;
        ScoreNotes& notes = out_.notes[row];
        notes.tied = c < 3 && tied_[c] && score == limits_[c];
        notes.veto = !in_.veto.empty() && in_.veto[row];
        out_.grade[row] = notes.veto ? Grade::d : grades[c];
    }

    void score_item(const ScoreItem& item)
    {
        load_values(item.kind);
        if (item.formula == ScoreFormula::minmax && !item.reverse)
            score_by_range(item.weight);
        else
            score_by_benchmark(item);
        const double cap = item.cap_factor * item.weight;
        for (double& points : points_)
            points = points > cap ? cap : points;
        fill_missing(item.kind);
        for (std::size_t i = 0; i < points_.size(); ++i)
            score_[i] += points_[i];
        if (out_.items.empty()) return;
        const auto column = std::find(out_.kinds.begin(), out_.kinds.end(), item.kind) - out_.kinds.begin();
        write(points_, out_.items[static_cast<std::size_t>(column)]);
    }

    /// The values x into `points_`, NaN where there is none. Loops without branches: the compiler widens
    /// them.
    void load_values(ScoreKind kind)
    {
        const Ratio ratio = ratio_of(kind, in_);
        if (ratio.part.empty() || ratio.whole.empty()) {
            std::fill(points_.begin(), points_.end(), nan);
            return;
        }
        bool negative = false;
        for (std::size_t i = 0; i < points_.size(); ++i) {
            const double whole = ratio.whole[rows_[i]];
            const double x = ratio.factor * ratio.part[rows_[i]] / whole;
            const bool known = (whole > 0) & (x - x == 0);  // also false for infinity
            points_[i] = known ? x : nan;
            negative |= points_[i] < 0;
        }
        for (std::size_t i = 0; negative && i < points_.size(); ++i) {
            if (!(points_[i] < 0)) continue;
            points_[i] = 0;
            out_.notes[rows_[i]].negative |= bit(kind);
        }
    }

    /// What is known of `points_`, in `known_`.
    void gather_known()
    {
        known_.clear();
        for (const double value : points_)
            if (!std::isnan(value)) known_.push_back(value);
    }

    double benchmark_of(const Benchmark& benchmark)
    {
        if (benchmark.kind == Benchmark::Kind::fixed) return benchmark.factor;
        gather_known();
        if (known_.empty()) return 0;
        if (benchmark.kind == Benchmark::Kind::mean) return benchmark.factor * exact_mean(known_);
        return quantile_of_known(nano(benchmark.quantile));
    }

    /// By linear interpolation between neighbours.
    double quantile_of_known(std::int64_t nano_q) const
    {
        const std::size_t steps = known_.size() - 1;
        const std::size_t low = floor_share(steps, nano_q);
        const Int128 beyond = static_cast<Int128>(steps) * nano_q - static_cast<Int128>(low) * nano(1);
        const double at = kth_smallest(known_, low);
        if (beyond == 0) return at;
        return at + static_cast<double>(beyond) / 1e9 * (kth_smallest(known_, low + 1) - at);
    }

    /// NaN stays NaN in these.
    void score_by_benchmark(const ScoreItem& item)
    {
        const double b = benchmark_of(item.benchmark), w = item.weight;
        for (double& x : points_) {
            const double raw = item.reverse ? (2 - x / b) * w / 2 : w * x / b;
            const double points = raw < 0 || b == 0 ? 0 : raw;
            x = std::isnan(x) ? nan : points;
        }
    }

    void score_by_range(double weight)
    {
        double low = std::numeric_limits<double>::infinity(), high = 0;
        for (const double x : points_)
            if (!std::isnan(x)) low = std::min(low, x), high = std::max(high, x);
        for (double& x : points_) {
            const double place = high > low ? (x - low) / (high - low) : 1;
            x = std::isnan(x) ? nan : weight * (20 + 80 * place) / 100;
        }
    }

    /// Firms without a value: the mean of the others' points for emission, else nothing; both are noted.
    void fill_missing(ScoreKind kind)
    {
        const auto is_missing = [](double points) { return std::isnan(points); };
        if (std::ranges::none_of(points_, is_missing)) return;
        double instead = nan;
        if (kind == ScoreKind::value_added_per_t_emission) {
            gather_known();
            instead = exact_mean(known_);  // NaN where nobody has emission data
        }
        for (std::size_t i = 0; i < points_.size(); ++i) {
            if (!is_missing(points_[i])) continue;
            ScoreNotes& notes = out_.notes[rows_[i]];
            if (is_missing(instead))
                notes.missing |= bit(kind);
            else
                notes.mean_emission = true;
            points_[i] = is_missing(instead) ? 0 : instead;
        }
    }

    const ScoreInput& in_;
    const std::vector<ScoreItem>& items_;
    Rows rows_;
    ScoreResult& out_;
    std::vector<double> points_, score_, known_;
    double limits_[3]{};
    bool tied_[3]{};
};

/// Firms by contest: the small ones of group 0, its large ones, the small ones of group 1, and so on.
struct Grouping {
    std::vector<std::uint32_t> rows, ends;

    explicit Grouping(const ScoreInput& input)
    {
        const std::uint32_t last =
            input.group.empty() ? 0 : *std::max_element(input.group.begin(), input.group.end());
        ends.resize(2 * (std::size_t{last} + 1) + 1);
        const auto contest = [&](std::size_t firm) {
            return 2 * std::size_t{input.group.empty() ? 0 : input.group[firm]} +
                   (!input.large.empty() && input.large[firm] ? 1 : 0);
        };
        const auto takes_part = [&](std::size_t firm) { return input.exempt.empty() || !input.exempt[firm]; };
        for (std::size_t firm = 0; firm < input.firms; ++firm)
            if (takes_part(firm)) ++ends[contest(firm) + 1];
        std::partial_sum(ends.begin(), ends.end(), ends.begin());
        rows.resize(ends.back());
        std::vector<std::uint32_t> next(ends.begin(), ends.end() - 1);
        for (std::size_t firm = 0; firm < input.firms; ++firm)
            if (takes_part(firm)) rows[next[contest(firm)]++] = static_cast<std::uint32_t>(firm);
    }
};

void add_kinds(std::vector<ScoreKind>& kinds, const std::vector<ScoreItem>& items)
{
    for (const ScoreItem& item : items)
        if (std::find(kinds.begin(), kinds.end(), item.kind) == kinds.end()) kinds.push_back(item.kind);
}

}  // namespace

ScoreResult score_firms(const ScoreMethod& method, const ScoreInput& input, ScoreDetail detail)
{
    ScoreResult out;
    add_kinds(out.kinds, method.large);
    add_kinds(out.kinds, method.small);
    out.score.assign(input.firms, nan);
    out.grade.assign(input.firms, Grade::none);
    out.notes.assign(input.firms, {});
    if (detail == ScoreDetail::all) {
        out.items.assign(out.kinds.size(), std::vector<double>(input.firms, nan));
        out.rank.assign(input.firms, 0);
    }
    for (std::size_t firm = 0; firm < input.exempt.size(); ++firm)
        out.notes[firm].exempt = input.exempt[firm] != 0;
    if (input.firms == 0) return out;
    const Grouping groups(input);
    for (std::size_t i = 0; i + 1 < groups.ends.size(); ++i) {
        const Rows rows(groups.rows.data() + groups.ends[i], groups.ends[i + 1] - groups.ends[i]);
        const std::vector<ScoreItem>& items = i % 2 == 1 ? method.large : method.small;
        if (items.empty())
            for (const std::uint32_t row : rows)
                out.notes[row].unscored = true;
        if (rows.empty() || items.empty()) continue;
        Contest contest(input, items, rows, out);
        contest.score_all();
        if (method.classes) contest.classify(*method.classes);
        if (detail == ScoreDetail::all) contest.rank();
    }
    return out;
}

}  // namespace permu
