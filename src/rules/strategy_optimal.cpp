/// Strategy "optimal": no other allocation of the year's lots has a greater total score.
#include <fmt/format.h>

#include "best_lots.hpp"
#include "interlocked.hpp"
#include "seating.hpp"
#include "strategy.hpp"

namespace permu {
namespace {

double score_of(const Market& market, const std::vector<std::size_t>& applicants)
{
    double sum = 0;
    for (const std::size_t i : applicants)
        sum += market.applicants()[i].score;
    return sum;
}

std::size_t guaranteed_among(const Market& market, const std::vector<std::size_t>& applicants)
{
    std::size_t count = 0;
    for (const std::size_t i : applicants)
        count += market.state().projects.guaranteed[market.applicants()[i].project];
    return count;
}

/// Every project on a lot of its own, nothing that binds lots together.
Allotment one_to_one(Market& market, bool standard)
{
    const Seating seating = seat(market, standard);
    const Fitting fitting = fit_lots(market, seating, standard);
    Allotment out;
    std::size_t next = 0;
    for (std::size_t i = 0; i < market.applicants().size(); ++i) {
        const bool placed = next < seating.placed.size() && seating.placed[next] == i;
        next += placed;
        if (placed)
            out.decisions.push_back({i, Verdict::placed, fitting.option[i]});
        else if (market.applicants()[i].expands)
            out.decisions.push_back({i, Verdict::own_land});
    }
    for (const std::size_t i : seating.left_out)
        out.decisions.push_back({i, Verdict::no_lot});
    if (seating.placed.empty() && seating.left_out.empty()) return out;
    Certificate certificate;
    certificate.objective = certificate.bound = score_of(market, seating.placed);
    certificate.effort = fmt::format(
        "guaranteed={}; placed={}; left_out={}; moved={}; misfit={:.4f}; misfit_bound={:.4f}; pairs={}; "
        "searches={}; rounds={}",
        guaranteed_among(market, seating.placed), seating.placed.size(), seating.left_out.size(),
        seating.moved, static_cast<double>(fitting.misfit) / 2e6, static_cast<double>(fitting.bound) / 2e6,
        fitting.pairs, fitting.searches, fitting.rounds);
    out.certificates.push_back(std::move(certificate));
    return out;
}

}  // namespace

Allotment allot_optimally(Market& market)
{
    // Standards that all must meet, or none: then no project's lot depends on what others get.
    const StandardLand& rule = market.rule();
    const bool interlocked = (rule.share > 0 && rule.share < 1) || rule.assemble || rule.subdivide;
    return interlocked ? allot_interlocked(market) : one_to_one(market, rule.share >= 1);
}

}  // namespace permu
