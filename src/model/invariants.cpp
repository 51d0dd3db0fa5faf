/// What always holds: the year's checks in order, and how a breach is said.
#include "permu/model/invariants.hpp"

#include <cmath>

#include "model/breaches.hpp"
#include "permu/base/table.hpp"

namespace permu {
namespace {

/// A broken table can break a check for every row; nobody reads more than these.
constexpr std::size_t most_breaches = 100;

}  // namespace

std::string Breaches::text(double number)
{
    return std::isnan(number) ? "NaN" : shortest(number);
}

std::string Breaches::text(std::int64_t number)
{
    return std::to_string(number);
}

void Breaches::add(const Check& check, const std::string& who, std::string found, std::string expected)
{
    if (problems_.all().size() >= most_breaches) return;
    const std::string unit = check.unit.empty() ? std::string{} : " " + std::string(check.unit);
    problems_.add({
        .code = "invariant." + std::string(check.id),
        .where = "year " + std::to_string(state_.year) + ", check " + std::string(check.id) + ", " + who,
        .found = Said(found + unit),
        .expected = {std::string(check.says.en) + " " + expected + unit,
                     std::string(check.says.zh) + " " + expected + unit},
        .remedy = {"this is a fault of the program: report it with run.json",
                   "这是程序自身的错误，请连同 run.json 一并反馈"},
    });
}

void Breaches::stop_if_any() const
{
    if (!problems_.empty()) throw InvariantError(problems_);
}

void check_invariants(const State& state, const MeasureSet& measures, InvariantSummary& summary)
{
    Breaches breaches(state, summary);
    check_land(breaches, measures);
    check_money(breaches);
    check_parcels(breaches);
    check_firms_and_projects(breaches);
    breaches.stop_if_any();
    summary.years += 1;
}

}  // namespace permu
