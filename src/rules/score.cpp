/// Scores, ranks and classes of firms, one comparison group after the other.
#include "permu/rules/score.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "exact_share.hpp"
#include "exact_sum.hpp"

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

/// One group of firms that are compared with each other.
class Contest {
public:
    Contest(const ScoreInput& input, const std::vector<ScoreItem>& items, Rows rows, ScoreResult& out)
        : in_(input), items_(items), rows_(rows), out_(out), x_(rows.size()), points_(rows.size())
    {
    }

    void score_all()
    {
        for (const std::uint32_t row : rows_)
            out_.score[row] = 0;
        for (const ScoreItem& item : items_)
            score_item(item);
    }

    /// \pre score_all has run
    void classify(const ScoreClasses& classes)
    {
        const std::size_t n = rows_.size();
        const std::size_t cuts[] = {floor_share(n, classes.a), floor_share(n, classes.a + classes.b),
                                    n - floor_share(n, classes.d)};
        load_scores(points_);
        std::size_t ordered = 0;  // the best so many are in front of the others
        for (std::size_t c = 0; c < 3; ++c) {
            limits_[c] = std::numeric_limits<double>::infinity();
            if (cuts[c] == 0) continue;
            const auto last = points_.begin() + static_cast<std::ptrdiff_t>(cuts[c] - 1);
            // Only what is not yet in front: equal cuts have the same last firm.
            if (cuts[c] > ordered)
                std::nth_element(points_.begin() + static_cast<std::ptrdiff_t>(ordered), last, points_.end(),
                                 std::greater<>());
            limits_[c] = *last;
            ordered = cuts[c];
        }
        count_ties(cuts);
        for (const std::uint32_t row : rows_)
            classify(row);
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
    void load_scores(std::vector<double>& to) const
    {
        for (std::size_t i = 0; i < rows_.size(); ++i)
            to[i] = out_.score[rows_[i]];
    }

    void classify(std::uint32_t row)
    {
        const double score = out_.score[row];
        constexpr Grade grades[] = {Grade::a, Grade::b, Grade::c};
        Grade grade = Grade::d;
        for (std::size_t c = 3; c-- > 0;)
            if (score >= limits_[c]) {
                grade = grades[c];
                out_.notes[row].tied = tied_[c] && score == limits_[c];
            }
        const bool veto = !in_.veto.empty() && in_.veto[row];
        out_.notes[row].veto = veto;
        out_.grade[row] = veto ? Grade::d : grade;
    }

    /// Whether more firms reach a limit than there are places above the cut.
    void count_ties(const std::size_t (&cuts)[3])
    {
        for (std::size_t c = 0; c < 3; ++c) {
            const auto reach = std::count_if(points_.begin(), points_.end(),
                                             [&](double score) { return score >= limits_[c]; });
            tied_[c] = static_cast<std::size_t>(reach) > cuts[c];
        }
    }

    void score_item(const ScoreItem& item)
    {
        load_values(item.kind);
        if (item.formula == ScoreFormula::minmax && !item.reverse)
            score_by_range(item);
        else
            score_by_benchmark(item);
        const double cap = item.cap_factor * item.weight;
        for (double& points : points_)
            points = points > cap ? cap : points;
        fill_missing(item.kind);
        for (std::size_t i = 0; i < rows_.size(); ++i)
            out_.score[rows_[i]] += points_[i];
        if (out_.items.empty()) return;
        const auto column = std::find(out_.kinds.begin(), out_.kinds.end(), item.kind) - out_.kinds.begin();
        for (std::size_t i = 0; i < rows_.size(); ++i)
            out_.items[static_cast<std::size_t>(column)][rows_[i]] = points_[i];
    }

    void load_values(ScoreKind kind)
    {
        const Ratio ratio = ratio_of(kind, in_);
        if (ratio.part.empty() || ratio.whole.empty()) {
            std::fill(x_.begin(), x_.end(), nan);
            return;
        }
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const double part = ratio.part[rows_[i]], whole = ratio.whole[rows_[i]];
            const double x = ratio.factor * part / whole;
            x_[i] = whole > 0 && std::isfinite(x) ? x : nan;
            if (x_[i] < 0) {
                x_[i] = 0;
                out_.notes[rows_[i]].negative |= bit(kind);
            }
        }
    }

    /// The values that are known, in `known_`.
    void gather_known()
    {
        known_.clear();
        for (const double x : x_)
            if (!std::isnan(x)) known_.push_back(x);
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
    double quantile_of_known(std::int64_t nano_q)
    {
        const std::size_t steps = known_.size() - 1;
        const std::size_t low = floor_share(steps, nano_q);
        const Int128 beyond = static_cast<Int128>(steps) * nano_q - static_cast<Int128>(low) * nano(1);
        const auto at = known_.begin() + static_cast<std::ptrdiff_t>(low);
        std::nth_element(known_.begin(), at, known_.end());
        if (beyond == 0) return *at;
        const double next = *std::min_element(at + 1, known_.end());
        return *at + static_cast<double>(beyond) / 1e9 * (next - *at);
    }

    void score_by_benchmark(const ScoreItem& item)
    {
        const double b = benchmark_of(item.benchmark), w = item.weight;
        for (std::size_t i = 0; i < x_.size(); ++i) {
            const double raw = item.reverse ? (2 - x_[i] / b) * w / 2 : w * x_[i] / b;
            const double points = raw < 0 || b == 0 ? 0 : raw;
            points_[i] = std::isnan(x_[i]) ? nan : points;
        }
    }

    void score_by_range(const ScoreItem& item)
    {
        double low = std::numeric_limits<double>::infinity(), high = 0;
        for (const double x : x_)
            if (!std::isnan(x)) low = std::min(low, x), high = std::max(high, x);
        for (std::size_t i = 0; i < x_.size(); ++i) {
            const double place = high > low ? (x_[i] - low) / (high - low) : 1;
            points_[i] = std::isnan(x_[i]) ? nan : item.weight * (20 + 80 * place) / 100;
        }
    }

    /// Firms without a value: the mean of the others' points for emission, else nothing; both are noted.
    void fill_missing(ScoreKind kind)
    {
        const auto is_missing = [](double points) { return std::isnan(points); };
        if (std::none_of(points_.begin(), points_.end(), is_missing)) return;
        double instead = nan;
        if (kind == ScoreKind::value_added_per_t_emission) {
            known_.clear();
            std::remove_copy_if(points_.begin(), points_.end(), std::back_inserter(known_), is_missing);
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
    std::vector<double> x_, points_, known_;
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
