/// Proportional division with caps and largest remainders.
#include "share_out.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace permu {
namespace {

/// Parts of `amount` for the open entries, none of whose caps bind.
void divide(Mm2 amount, double sum, const std::vector<double>& weights, const std::vector<std::size_t>& open,
            std::vector<Mm2>& parts)
{
    std::vector<double> rests;
    Mm2 left = amount;
    for (const std::size_t i : open) {
        const double exact = static_cast<double>(amount) * (weights[i] / sum);
        parts[i] = static_cast<Mm2>(std::floor(exact));
        rests.push_back(exact - std::floor(exact));
        left -= parts[i];
    }
    std::vector<std::size_t> order(open.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rests[a] > rests[b]; });
    // Rounding of the weights may leave more mm² than entries, or take a few too many: both end on the first.
    for (std::size_t i = 0; left > 0 && i < order.size(); ++i, --left)
        ++parts[open[order[i]]];
    if (!order.empty()) parts[open[order[0]]] += left;
}

}  // namespace

std::vector<Mm2> share_out(Mm2 amount, const std::vector<double>& weights, const std::vector<Mm2>& caps)
{
    std::vector<Mm2> parts(weights.size(), 0);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < weights.size(); ++i)
        if (weights[i] > 0 && caps[i] > 0) open.push_back(i);
    // Whoever's part would exceed the cap gets the cap; the rest is divided anew among the others.
    for (bool capped = true; capped && !open.empty();) {
        capped = false;
        double sum = 0;
        for (const std::size_t i : open)
            sum += weights[i];
        const Mm2 before = amount;
        std::vector<std::size_t> still;
        for (const std::size_t i : open) {
            if (static_cast<double>(before) * (weights[i] / sum) < static_cast<double>(caps[i])) {
                still.push_back(i);
                continue;
            }
            parts[i] = std::min(caps[i], amount);
            amount -= parts[i];
            capped = true;
        }
        open = std::move(still);
        if (!capped) divide(amount, sum, weights, open, parts);
    }
    return parts;
}

}  // namespace permu
