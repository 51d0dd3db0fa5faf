/// The allocation as a binary program: a column a project and lot, a row a project, a lot, and the allowance.
#include "interlocked.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>

#include "binary_program.hpp"
#include "land_bound.hpp"
#include "option_list.hpp"
#include "seating.hpp"
#include "shaped_lots.hpp"
#include "share_price.hpp"

namespace permu {
namespace {

constexpr std::size_t made_lots = 8;    ///< of a project, that would be cut or joined
constexpr std::size_t least_list = 16;  ///< lots of a project, however many projects there are
/// Weights of the allowance are in units of 1000 m²: near 1, as solvers like them.
constexpr double area_unit = 1e9;

struct Column {
    std::size_t applicant;
    Option option;
};

class Interlocked {
public:
    explicit Interlocked(Market& market) : market_(market), all_(market.applicants()) {}

    Allotment run()
    {
        const StandardLand& rule = market_.rule();
        const bool made = rule.assemble || rule.subdivide;
        Allotment first = made ? allot_by_priority(market_) : allot_at_share_price(market_);
        if (!list_columns()) return made ? keep(std::move(first)) : first;
        if (!made) priced_bound_ = first.certificates.front().bound;
        for (const Decision& one : first.decisions)
            if (one.verdict == Verdict::placed) start_.push_back(column_of(one));
        add_rows(0);
        std::vector<std::uint8_t> x(columns_.size());
        for (const std::size_t column : start_)
            x[column] = 1;
        x = improve(std::move(x));
        if (!exactly_within(x)) {  // by less than a solver can see
            program_.rows.clear();
            add_rows(2e-6);
            std::vector<std::uint8_t> again(columns_.size());
            proven_ = false;
            x = improve(std::move(again));
        }
        return decide(x);
    }

private:
    /// \return false where there are more pairs of a project and a lot than the search takes on
    bool list_columns()
    {
        const auto limit = static_cast<std::size_t>(market_.rule().pair_limit);
        const std::size_t list = std::max(least_list, limit / std::max<std::size_t>(1, all_.size()));
        for (std::size_t i = 0; i < all_.size(); ++i) {
            if (all_[i].expands || all_[i].wanted <= 0) continue;
            const bool standard = market_.rule().share >= 1;
            const std::vector<Option> options = first_options(market_, all_[i], list, standard);
            cut_ += options.size() == list;
            for (const Option& option : options)
                columns_.push_back({i, option});
            for (Option& made : shaped_lots(market_, all_[i], market_.lots(), standard, made_lots))
                columns_.push_back({i, std::move(made)});
            if (columns_.size() > limit) return false;
        }
        return true;
    }

    /// What was allotted by priority stands, with a bound on what any other allotment could reach.
    Allotment keep(Allotment allotment) const
    {
        Certificate certificate;
        std::size_t placed = 0;
        for (const Decision& one : allotment.decisions) {
            if (one.verdict != Verdict::placed) continue;
            certificate.objective += all_[one.applicant].score;
            ++placed;
        }
        certificate.bound = std::max(certificate.objective, bound_of_land());
        certificate.proven = false;
        certificate.effort = fmt::format("placed={}; by priority: more than {} pairs of a project and a lot",
                                         placed, market_.rule().pair_limit);
        allotment.certificates.push_back(std::move(certificate));
        return allotment;
    }

    /// Above what any allotment scores: by the land there is and, where a lot is a parcel, by who can be
    /// seated at all when nobody has to meet standards.
    double bound_of_land() const
    {
        const StandardLand& rule = market_.rule();
        const double by_land = land_bound(market_);
        if (rule.assemble || rule.subdivide) return by_land;
        double seated = 0;
        for (const std::size_t i : seat(market_, false).placed)
            seated += all_[i].score;
        return std::min(by_land, seated);
    }

    /// Of a pair that a strategy chose; added where the lists were cut before it.
    std::size_t column_of(const Decision& one)
    {
        for (std::size_t column = 0; column < columns_.size(); ++column)
            if (columns_[column].applicant == one.applicant &&
                columns_[column].option.lot.parcel == one.option.lot.parcel &&
                columns_[column].option.part == one.option.part &&
                columns_[column].option.joined == one.option.joined)
                return column;
        columns_.push_back({one.applicant, one.option});
        return columns_.size() - 1;
    }

    void add_rows(double margin)
    {
        const double share = market_.rule().share;
        std::vector<BinaryProgram::Row> of_project(all_.size(), {{}, 1});
        std::vector<BinaryProgram::Row> of_lot(market_.lots().size(), {{}, 1});
        BinaryProgram::Row allowance{{}, (1 + market_.allowance().slack()) / area_unit - margin};
        for (std::uint32_t column = 0; column < columns_.size(); ++column) {
            const auto& [applicant, option] = columns_[column];
            of_project[applicant].terms.push_back({column, 1});
            for (const ParcelId parcel : parcels_of(option))
                of_lot[number(option, parcel)].terms.push_back({column, 1});
            const double area = static_cast<double>(option.lot.area) / area_unit;
            if (option.tested && share > 0 && share < 1)
                allowance.terms.push_back({column, option.standard ? -(1 - share) * area : share * area});
        }
        for (auto* rows : {&of_project, &of_lot})
            for (BinaryProgram::Row& row : *rows)
                if (row.terms.size() > 1) program_.rows.push_back(std::move(row));
        if (!allowance.terms.empty()) program_.rows.push_back(std::move(allowance));
    }

    std::size_t number(const Option& option, ParcelId parcel) const
    {
        const LotShelf& shelf = market_.lots().shelves(option.park)[option.shelf];
        return shelf.number +
               shelf.place_of({parcel, market_.state().parcels.area[parcel], option.lot.grade});
    }

    /// One aim after the other; what was reached stays. The best fit is that of the projects found by then.
    std::vector<std::uint8_t> improve(std::vector<std::uint8_t> x)
    {
        const ProjectTable& p = market_.state().projects;
        const std::size_t rows = program_.rows.size();
        const bool guarantees = std::any_of(columns_.begin(), columns_.end(), [&](const Column& c) {
            return p.guaranteed[all_[c.applicant].project] != 0;
        });
        if (guarantees) {
            x = reach(std::move(x), [&](const Column& c) {
                return static_cast<double>(p.guaranteed[all_[c.applicant].project]);
            });
            keep_worth(x);
        }
        x = reach(std::move(x), [&](const Column& c) { return points(all_[c.applicant]); });
        bound_ = last_bound_ / points_per_score;
        program_.rows.resize(rows);
        keep_projects(x);
        return reach(std::move(x), [](const Column& c) { return -static_cast<double>(c.option.misfit); });
    }

    /// From now on nothing of less worth than x.
    void keep_worth(const std::vector<std::uint8_t>& x)
    {
        BinaryProgram::Row keep{{}, -program_.worth_of(x) + 0.5};  // worths are whole numbers
        for (std::uint32_t column = 0; column < columns_.size(); ++column)
            if (program_.worth[column] != 0) keep.terms.push_back({column, -program_.worth[column]});
        program_.rows.push_back(std::move(keep));
    }

    /// From now on only the projects of x, and all of them.
    void keep_projects(const std::vector<std::uint8_t>& x)
    {
        std::vector<double> weight(all_.size(), 1);
        for (std::uint32_t column = 0; column < columns_.size(); ++column)
            if (x[column]) weight[columns_[column].applicant] = -1;
        std::vector<BinaryProgram::Row> keep(all_.size());
        for (std::uint32_t column = 0; column < columns_.size(); ++column) {
            const std::size_t i = columns_[column].applicant;
            keep[i].terms.push_back({column, weight[i]});
            keep[i].limit = std::min(weight[i], 0.0);
        }
        for (BinaryProgram::Row& row : keep)
            if (!row.terms.empty()) program_.rows.push_back(std::move(row));
    }

    static constexpr double points_per_score = 1e6;
    /// Millionths of the score, and one for having land at all.
    static double points(const Applicant& one) { return std::round(one.score * points_per_score) + 1; }

    template <class Worth>
    std::vector<std::uint8_t> reach(std::vector<std::uint8_t> x, const Worth& worth)
    {
        program_.worth.clear();
        for (const Column& column : columns_)
            program_.worth.push_back(worth(column));
        BinaryAnswer answer = solve(program_, x, market_.rule().node_limit);
        proven_ = proven_ && answer.proven;
        nodes_ += answer.nodes, iterations_ += answer.iterations;
        last_bound_ = answer.bound;
        return std::move(answer.x);
    }

    bool exactly_within(const std::vector<std::uint8_t>& x) const
    {
        Allowance allowance = market_.allowance();
        for (std::size_t column = 0; column < x.size(); ++column)
            if (x[column] && columns_[column].option.tested)
                allowance.add(columns_[column].option.lot.area, columns_[column].option.standard);
        return allowance.holds_with(0);
    }

    Allotment decide(const std::vector<std::uint8_t>& x)
    {
        std::vector<const Option*> chosen(all_.size());
        for (std::size_t column = 0; column < x.size(); ++column)
            if (x[column]) chosen[columns_[column].applicant] = &columns_[column].option;
        Allotment out;
        Certificate certificate;
        std::size_t placed = 0, left_out = 0;
        for (std::size_t i = 0; i < all_.size(); ++i) {
            if (all_[i].expands) out.decisions.push_back({i, Verdict::own_land, {}});
            if (!chosen[i]) continue;
            out.decisions.push_back({i, Verdict::placed, *chosen[i]});
            certificate.objective += all_[i].score;
            ++placed;
        }
        for (std::size_t i = 0; i < all_.size(); ++i) {
            if (all_[i].expands || chosen[i]) continue;
            out.decisions.push_back(left(i));
            ++left_out;
        }
        certificate.bound = std::max(certificate.objective, upper_bound(certificate.objective));
        certificate.proven = proven_ && cut_ == 0;
        certificate.effort = fmt::format(
            "placed={}; left_out={}; columns={}; rows={}; nodes={}; iterations={}; lists_cut={}{}", placed,
            left_out, columns_.size(), program_.rows.size(), nodes_, iterations_, cut_,
            proven_ ? "" : "; limit reached");
        out.certificates.push_back(std::move(certificate));
        return out;
    }

    /// Who only misses standards was stopped by the allowance.
    Decision left(std::size_t i) const
    {
        for (const Column& column : columns_)
            if (column.applicant == i && column.option.tested && !column.option.standard)
                return {i, Verdict::beyond, column.option};
        return {i, Verdict::no_lot, {}};
    }

    /// The search's own bound holds among the pairs that were listed.
    double upper_bound(double objective) const
    {
        if (proven_ && cut_ == 0) return objective;
        const double among_all = std::min(bound_of_land(), priced_bound_);
        return cut_ == 0 ? std::min(among_all, bound_) : among_all;
    }

    Market& market_;
    const std::vector<Applicant>& all_;
    std::vector<Column> columns_;
    std::vector<std::size_t> start_;
    BinaryProgram program_;
    bool proven_ = true;
    std::size_t cut_ = 0;  ///< projects whose list of lots was cut
    std::int64_t nodes_ = 0, iterations_ = 0;
    double last_bound_ = 0, bound_ = 0;
    double priced_bound_ = std::numeric_limits<double>::infinity();
};

}  // namespace

Allotment allot_interlocked(Market& market)
{
    return Interlocked(market).run();
}

}  // namespace permu
