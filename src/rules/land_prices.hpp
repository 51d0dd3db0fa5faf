/// What land costs in one year: market price, floor and statutory term by use and grade.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "permu/model/state.hpp"
#include "permu/rules/tenure.hpp"

namespace permu {

/// How land of a use is supplied and priced.
enum class LandMarket { industrial, residential, commercial, none };
LandMarket market_of(LandUse use);

/// Name of the row of a use in a table by use: its own id, else the first of its groups that is there.
std::optional<std::size_t> use_row(const Table& table, LandUse use);

/// The numbers of a column by row; NaN for empty cells and for a column that is not there.
std::vector<double> numbers_of(const Table& table, std::string_view column);

/// Price of one parcel, 万元/m² for the full statutory term.
struct Quote {
    double price = 0;
    double lowest = 0;          ///< floor or cost, the higher
    double floor = 0;           ///< NaN: none, or the grade is unknown
    double wanted = 0;          ///< market price less the discounts
    double class_discount = 0;  ///< that the class of an expanding firm is given
    bool refused = false;       ///< the discount was: it would have been below `lowest`
    bool parity = false;        ///< the industrial base price stands for the commercial one
    bool grade_missing = false;
};

class LandPrices {
public:
    /// \param years_later  after the year the prices of the rule are of
    LandPrices(const TenureRule& rule, int years_later);

    int statutory_years(LandUse use) const { return terms_[static_cast<std::size_t>(use)]; }
    /// \param fresh  a new supply; a renewal has neither discount nor priority
    Quote quote(const State& state, ParcelId parcel, bool fresh) const;

private:
    double market(LandUse use, int grade) const;
    bool eligible_for_parity(const State& state, ProjectId project) const;
    static double discount_of_class(const State& state, ProjectId project);
    bool prioritised(const State& state, ProjectId project) const;
    bool land_intensive(const State& state, ParcelId parcel) const;

    const TenureRule& rule_;
    double growth_;
    std::array<int, land_use_count> terms_{};
    std::array<double, land_use_count> by_use_{};
    std::array<double, 256> floor_{};                  ///< by grade
    std::vector<double> graded_grade_, graded_price_;  ///< of price_by_grade
};

}  // namespace permu
