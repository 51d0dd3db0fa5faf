/// Branch and cut by COIN-OR CBC; the only file that sees it.
#include "binary_program.hpp"

#include <CbcModel.hpp>
#include <CglClique.hpp>
#include <CglGomory.hpp>
#include <CglKnapsackCover.hpp>
#include <CglMixedIntegerRounding2.hpp>
#include <OsiClpSolverInterface.hpp>

#include <algorithm>
#include <cmath>

namespace permu {
namespace {

/// Least cost, which CBC is at home with: worths are negated.
OsiClpSolverInterface load(const BinaryProgram& program)
{
    std::vector<int> rows, columns;
    std::vector<double> weights, limits, costs;
    for (std::size_t r = 0; r < program.rows.size(); ++r) {
        limits.push_back(program.rows[r].limit);
        for (const BinaryProgram::Term& term : program.rows[r].terms) {
            rows.push_back(static_cast<int>(r)), columns.push_back(static_cast<int>(term.column));
            weights.push_back(term.weight);
        }
    }
    for (const double worth : program.worth)
        costs.push_back(-worth);
    CoinPackedMatrix matrix(true, rows.data(), columns.data(), weights.data(),
                            static_cast<CoinBigIndex>(weights.size()));
    const auto width = static_cast<int>(costs.size());
    matrix.setDimensions(static_cast<int>(limits.size()), width);
    const std::vector<double> zero(costs.size(), 0.0), one(costs.size(), 1.0);
    const std::vector<double> below(limits.size(), -COIN_DBL_MAX);
    OsiClpSolverInterface solver;
    solver.messageHandler()->setLogLevel(0);
    solver.loadProblem(matrix, zero.data(), one.data(), costs.data(), below.data(), limits.data());
    for (int column = 0; column < width; ++column)
        solver.setInteger(column);
    return solver;
}

void configure(CbcModel& model, int most_nodes)
{
    model.setLogLevel(0);
    model.solver()->messageHandler()->setLogLevel(0);
    model.setMaximumNodes(most_nodes);
    model.setAllowableGap(0);
    model.setAllowableFractionGap(0);
    model.setRandomSeed(1);
    CglClique clique;
    clique.setStarCliqueReport(false);
    clique.setRowCliqueReport(false);
    CglKnapsackCover cover;
    CglGomory gomory;
    CglMixedIntegerRounding2 rounding;
    constexpr int where_useful = -1;
    model.addCutGenerator(&clique, where_useful, "clique");
    model.addCutGenerator(&cover, where_useful, "cover");
    model.addCutGenerator(&gomory, where_useful, "gomory");
    model.addCutGenerator(&rounding, where_useful, "rounding");
}

}  // namespace

double BinaryProgram::worth_of(const std::vector<std::uint8_t>& x) const
{
    double sum = 0;
    for (std::size_t column = 0; column < worth.size(); ++column)
        if (x[column]) sum += worth[column];
    return sum;
}

bool BinaryProgram::allows(const std::vector<std::uint8_t>& x) const
{
    return std::all_of(rows.begin(), rows.end(), [&](const Row& row) {
        double sum = 0, largest = 1;
        for (const Term& term : row.terms) {
            if (x[term.column]) sum += term.weight;
            largest = std::max(largest, std::abs(term.weight));
        }
        return sum <= row.limit + 1e-9 * largest;
    });
}

BinaryAnswer solve(const BinaryProgram& program, const std::vector<std::uint8_t>& start, int most_nodes)
{
    BinaryAnswer answer;
    answer.x = start;
    answer.objective = answer.bound = program.worth_of(start);
    if (program.worth.empty()) return answer;
    const OsiClpSolverInterface solver = load(program);
    CbcModel model(solver);
    configure(model, most_nodes);
    const std::vector<double> values(start.begin(), start.end());
    model.setBestSolution(values.data(), static_cast<int>(values.size()), -answer.objective);
    model.branchAndBound();
    answer.nodes = model.getNodeCount();
    answer.iterations = model.getIterationCount();
    if (const double* best = model.bestSolution()) {
        std::vector<std::uint8_t> x(program.worth.size());
        for (std::size_t column = 0; column < x.size(); ++column)
            x[column] = best[column] > 0.5;
        // Its tolerances are wider than ours: what it found must hold, and be better than the start.
        if (program.allows(x) && program.worth_of(x) > answer.objective)
            answer.x = std::move(x), answer.objective = program.worth_of(answer.x);
    }
    // Nothing lies between two whole numbers.
    const double bound = std::max(answer.objective, -model.getBestPossibleObjValue());
    answer.proven = model.isProvenOptimal() && bound < answer.objective + 0.999;
    answer.bound = answer.proven ? answer.objective : bound;
    return answer;
}

}  // namespace permu
