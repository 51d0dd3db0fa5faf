/// Choosing some of many things under limits so that the sum of their worths is greatest.
#pragma once

#include <cstdint>
#include <vector>

namespace permu {

/// Maximise Σ worth · x over x in {0, 1}, each row's Σ weight · x at most its limit.
struct BinaryProgram {
    struct Term {
        std::uint32_t column;
        double weight;
    };
    struct Row {
        std::vector<Term> terms;
        double limit;
    };
    std::vector<double> worth;  ///< by column; whole numbers
    std::vector<Row> rows;

    double worth_of(const std::vector<std::uint8_t>& x) const;
    /// Whether every row holds to a billionth of its largest weight.
    bool allows(const std::vector<std::uint8_t>& x) const;
};

struct BinaryAnswer {
    std::vector<std::uint8_t> x;
    double objective = 0;
    double bound = 0;    ///< no choice is worth more
    bool proven = true;  ///< false: the limit of nodes ended the search
    std::int64_t nodes = 0, iterations = 0;
};

/// Exact unless `most_nodes` of the search tree are reached; one thread, no clock: same program, same answer.
/// \param start  a choice that is allowed; the answer is not worth less
BinaryAnswer solve(const BinaryProgram& program, const std::vector<std::uint8_t>& start, int most_nodes);

}  // namespace permu
