/// Branch and cut by COIN-OR CBC; the only file that sees it.
#include "binary_program.hpp"

#include <CbcModel.hpp>
#include <CbcSolver.hpp>
#include <OsiClpSolverInterface.hpp>

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <mutex>
#include <string>

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

int keep_going(CbcModel*, int)
{
    return 0;
}

/// CBC with its presolve, heuristics and cuts; looks only for what is better than `cutoff`.
void branch_and_cut(CbcModel& model, double cutoff, int most_nodes)
{
    static std::mutex one_at_a_time;  // the parameters of its driver are shared
    const std::lock_guard<std::mutex> lock(one_at_a_time);
    model.setLogLevel(0);
    CbcSolverUsefulData data;
    CbcMain0(model, data);
    const std::string nodes = std::to_string(most_nodes), limit = fmt::format("{:.3f}", cutoff);
    const char* words[] = {"permu",     "-log",          "0",       "-slog",          "0",
                           "-maxNodes", nodes.c_str(),   "-cutoff", limit.c_str(),    "-ratioGap",
                           "0",         "-allowableGap", "0",       "-randomCbcSeed", "1",
                           "-solve",    "-quit"};
    CbcMain1(static_cast<int>(std::size(words)), words, model, keep_going, data);
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
    // Worths are whole numbers: nothing lies between two of them.
    constexpr double less_than_one = 0.999;
    branch_and_cut(model, -answer.objective - less_than_one, most_nodes);
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
    if (model.isProvenInfeasible()) {  // nothing is better than the start
        answer.bound = answer.objective;
        return answer;
    }
    const double bound = std::max(answer.objective, -model.getBestPossibleObjValue());
    answer.proven = model.isProvenOptimal() && bound < answer.objective + less_than_one;
    answer.bound = answer.proven ? answer.objective : bound;
    return answer;
}

}  // namespace permu
