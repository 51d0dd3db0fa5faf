/// Collects what does not balance, so that a run stops with all of it at once.
#pragma once

#include <cstdint>
#include <string>

#include "permu/base/problem.hpp"
#include "permu/model/invariants.hpp"

namespace permu {

/// One thing that always holds.
struct Check {
    std::string_view id;    ///< "land_balance"
    Text says;              ///< what is expected, before the number
    std::string_view unit;  ///< of both numbers
};

class Breaches {
public:
    Breaches(const State& state, InvariantSummary& summary) : state_(state), summary_(summary) {}

    const State& state() const { return state_; }

    /// Counts a check, and keeps a breach when it is not `ok`. `who()` names the entity, "park P1", in that
    /// case only.
    template <class Who, class Number>
    void hold(bool ok, const Check& check, Who&& who, Number found, Number expected)
    {
        ++summary_.checks;
        if (!ok) [[unlikely]]
            add(check, who(), text(found), text(expected));
    }
    template <class Who, class Number>
    void equal(const Check& check, Who&& who, Number found, Number expected)
    {
        hold(found == expected, check, who, found, expected);
    }
    template <class Who, class Number>
    void at_most(const Check& check, Who&& who, Number found, Number limit)
    {
        hold(found <= limit, check, who, found, limit);
    }
    /// Counts checks that were made by a scan of their own.
    void count(std::size_t checks) { summary_.checks += static_cast<std::int64_t>(checks); }

    /// \throws InvariantError  with all breaches when there are any
    void stop_if_any() const;

private:
    static std::string text(double number);
    static std::string text(std::int64_t number);
    void add(const Check& check, const std::string& who, std::string found, std::string expected);

    const State& state_;
    InvariantSummary& summary_;
    Problems problems_;
};

/// Ledgers against the parcels and themselves, quota against what was given.
void check_land(Breaches& breaches, const MeasureSet& measures);
/// Rows of parks, shapes and graph against the parcels, and re-zoning against what was taken in.
void check_geography(Breaches& breaches);
/// Accounts of parks and region against the events of the year.
void check_money(Breaches& breaches);
/// Numbers of parcels and what goes with being supplied.
void check_parcels(Breaches& breaches);
/// Holdings of firms, and projects against the parcels they are on.
void check_firms_and_projects(Breaches& breaches);

}  // namespace permu
