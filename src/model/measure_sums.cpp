/// How measures add up.
#include <limits>

#include "model/measure_firms.hpp"
#include "permu/model/measures.hpp"

namespace permu {
namespace {

void add_flows(ParkFlows& sum, const ParkFlows& other)
{
    sum.account += other.account;
    sum.quota_given += other.quota_given;
    sum.quota_used += other.quota_used;
    sum.stock_disposed += other.stock_disposed;
    sum.arrived += other.arrived;
    sum.placed += other.placed;
    sum.lost += other.lost;
    sum.refused += other.refused;
    sum.reviewed += other.reviewed, sum.review_passed += other.review_passed;
    sum.preferences_refused += other.preferences_refused, sum.negotiations += other.negotiations;
    sum.renewed += other.renewed, sum.vacated += other.vacated;
    sum.exited += other.exited, sum.transferred += other.transferred;
    for (std::size_t i = 0; i < refused_for_count; ++i)
        sum.refused_for[i] += other.refused_for[i];
}

}  // namespace

void KnownSum::add(double value, double share)
{
    add_known(sum, known, value, share);
}

KnownSum& KnownSum::operator+=(KnownSum other)
{
    sum += other.sum;
    known += other.known;
    return *this;
}

double KnownSum::value() const
{
    return known > 0 ? sum : std::numeric_limits<double>::quiet_NaN();
}

RatioSum& RatioSum::operator+=(const RatioSum& other)
{
    over += other.over;
    under += other.under;
    known += other.known;
    return *this;
}

double RatioSum::value() const
{
    return known > 0 && under != 0 ? over / under : std::numeric_limits<double>::quiet_NaN();
}

Measures& Measures::operator+=(const Measures& other)
{
    using M = Measures;
    ledger += other.ledger;
    for (const auto member :
         {&M::floor, &M::far_floor, &M::footprint, &M::industrial_floor, &M::industrial_far_floor,
          &M::industrial_footprint, &M::industrial_yard, &M::storeyed_floor, &M::upstairs_floor,
          &M::population, &M::jobs, &M::employed_residents, &M::cooperation_parks})
        this->*member += other.*member;
    for (const auto member : {&M::floor_known,
                              &M::footprint_known,
                              &M::industrial_floor_known,
                              &M::industrial_footprint_known,
                              &M::floor_unknown,
                              &M::footprint_unknown,
                              &M::industrial_floor_unknown,
                              &M::industrial_footprint_unknown,
                              &M::enterprises,
                              &M::new_industrial,
                              &M::new_standard,
                              &M::new_industrial_count,
                              &M::new_standard_count,
                              &M::new_paid,
                              &M::new_paid_years,
                              &M::efficiency_tested,
                              &M::inefficient,
                              &M::paid,
                              &M::leased,
                              &M::converted_recent,
                              &M::mixed,
                              &M::m0_support,
                              &M::land_saved,
                              &M::waiting,
                              &M::standard_built,
                              &M::standard_wait,
                              &M::chain_land,
                              &M::chain_together})
        this->*member += other.*member;
    for (const Figure& figure : figures)
        this->*figure.sum += other.*figure.sum;
    high_tech_land += other.high_tech_land;
    for (const FigurePair& pair : figure_pairs)
        this->*pair.sum += other.*pair.sum;
    for (std::size_t division = 0; division < revenue_by_division.size(); ++division)
        revenue_by_division[division] += other.revenue_by_division[division];
    for (std::size_t grade = 0; grade < grade_count.size(); ++grade) {
        grade_count[grade] += other.grade_count[grade];
        grade_land[grade] += other.grade_land[grade];
    }
    add_flows(flows, other.flows);
    conversions += other.conversions;
    return *this;
}

}  // namespace permu
