/// Land prices of one year.
#include "land_prices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "permu/base/math.hpp"
#include "stated.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double wan_per_yuan = 1e-4;
/// Statutory term of uses that the table leaves out: 综合或者其他用地, fifty years.
constexpr int other_years = 50;

/// Names under which a use may stand, from its own to the widest.
std::array<std::string_view, 4> names_of(LandUse use)
{
    const std::string_view id = info(use).id;
    const std::string_view family = id.substr(0, id.rfind('_'));
    const std::string_view table_name = family == "logistics"            ? "storage"
                                        : use == LandUse::public_service ? "public"
                                                                         : family;
    const LandMarket market = market_of(use);
    const std::string_view widest = market == LandMarket::industrial    ? "industrial"
                                    : market == LandMarket::residential ? "residential"
                                    : market == LandMarket::commercial  ? "commercial"
                                                                        : "mixed";
    return {id, family, table_name, widest};
}

double number_of(const NamedNumbers& numbers, LandUse use)
{
    for (const std::string_view name : names_of(use))
        if (const auto at = numbers.find(name); at != numbers.end()) return at->second;
    return nan;
}

}  // namespace

LandMarket market_of(LandUse use)
{
    if (is_industry_mining_storage(use) || use == LandUse::research) return LandMarket::industrial;
    if (use == LandUse::residential) return LandMarket::residential;
    return use == LandUse::commercial ? LandMarket::commercial : LandMarket::none;
}

std::vector<double> numbers_of(const Table& table, std::string_view column)
{
    std::vector<double> numbers(table.rows(), nan);
    const TableColumn* cells = table.find(column);
    for (std::size_t i = 0; cells && i < numbers.size(); ++i) {
        const std::string text = cell_text(*cells, i);
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc{} && end == text.data() + text.size()) numbers[i] = value;
    }
    return numbers;
}

std::optional<std::size_t> use_row(const Table& table, LandUse use)
{
    const TableColumn* uses = table.find("use");
    for (const std::string_view name : names_of(use))
        for (std::size_t i = 0; uses && i < table.rows(); ++i)
            if (cell_text(*uses, i) == name) return i;
    return std::nullopt;
}

LandPrices::LandPrices(const TenureRule& rule, int years_later)
    : rule_(rule), growth_(exact_pow(1 + rule.price_growth, years_later))
{
    const std::vector<double> years = numbers_of(rule.statutory_terms.table, "max_years");
    for (std::size_t i = 0; i < land_use_count; ++i) {
        const auto use = static_cast<LandUse>(i);
        const auto row = use_row(rule.statutory_terms.table, use);
        terms_[i] = row && years[*row] > 0 ? static_cast<int>(years[*row]) : other_years;
        by_use_[i] = number_of(rule.price, use);
    }
    floor_.fill(nan);
    const std::vector<double> grades = numbers_of(rule.floor_price.table, "land_grade");
    const std::vector<double> floors = numbers_of(rule.floor_price.table, "floor_yuan_per_m2");
    for (std::size_t i = 0; i < grades.size(); ++i)
        if (grades[i] >= 1 && grades[i] <= 255)
            floor_[static_cast<std::size_t>(grades[i])] = floors[i] * wan_per_yuan;
    graded_grade_ = numbers_of(rule.price_by_grade.table, "land_grade");
    graded_price_ = numbers_of(rule.price_by_grade.table, "price_10k_yuan_per_mu");
}

double LandPrices::market(LandUse use, int grade) const
{
    const TableColumn* uses = rule_.price_by_grade.table.find("use");
    for (const std::string_view name : names_of(use))
        for (std::size_t i = 0; uses && i < graded_grade_.size(); ++i)
            if (graded_grade_[i] == grade && cell_text(*uses, i) == name)
                return graded_price_[i] / square_metres_per_mu * growth_;
    return by_use_[static_cast<std::size_t>(use)] * growth_;
}

bool LandPrices::eligible_for_parity(const State& state, ProjectId project) const
{
    if (!rule_.base_price_parity || !project.valid()) return false;
    const std::string division = fmt::format("{:02}", state.projects.division[project]);
    const auto& listed = rule_.parity_divisions;
    return state.projects.service[project] ||
           std::find(listed.begin(), listed.end(), division) != listed.end();
}

double LandPrices::discount_of_class(const State& state, ProjectId project)
{
    const EnterpriseId firm = project.valid() ? state.projects.enterprise[project] : EnterpriseId::none();
    return firm.valid() ? stated(state.enterprises.land_discount[firm]) : 0.0;
}

bool LandPrices::prioritised(const State& state, ProjectId project) const
{
    if (!project.valid()) return false;
    if (rule_.priority_new_quality && state.projects.new_quality[project]) return true;
    const std::string_view tier = info(state.projects.tier[project]).id;
    return std::find(rule_.priority_tiers.begin(), rule_.priority_tiers.end(), tier) !=
           rule_.priority_tiers.end();
}

bool LandPrices::land_intensive(const State& state, ParcelId parcel) const
{
    const ProjectId project = state.parcels.project[parcel];
    double promised = state.parcels.promised_far[parcel];
    if (std::isnan(promised)) promised = state.projects.far[project];
    auto control = rule_.control_far.find(fmt::format("{:02}", state.projects.division[project]));
    if (control == rule_.control_far.end()) control = rule_.control_far.find("default");
    // A promise is kept in single precision; what equals the limit meets it.
    return control != rule_.control_far.end() &&
           static_cast<float>(promised) >= static_cast<float>(rule_.intensive_far * control->second);
}

Quote LandPrices::quote(const State& state, ParcelId parcel, bool fresh) const
{
    const LandUse own = intended_use(state.parcels, parcel);
    const ProjectId project = state.parcels.project[parcel];
    Quote quote;
    const int own_grade = state.parcels.grade[parcel];
    const int grade = own_grade ? own_grade : state.parks.land_grade[state.parcels.park[parcel]];
    quote.parity = eligible_for_parity(state, project) && market_of(own) != LandMarket::residential &&
                   market(own, grade) > market(LandUse::industrial, grade);
    const LandUse use = quote.parity ? LandUse::industrial : own;
    const bool has_floor = market_of(use) == LandMarket::industrial;
    quote.floor = has_floor && grade >= 1 && grade <= 255 ? floor_[static_cast<std::size_t>(grade)] : nan;
    quote.grade_missing = has_floor && std::isnan(quote.floor);
    if (fresh && prioritised(state, project) && land_intensive(state, parcel))
        quote.floor *= rule_.priority_floor_share;
    quote.lowest = std::isnan(quote.floor) ? rule_.cost : std::max(quote.floor, rule_.cost);
    quote.class_discount = fresh && has_floor ? discount_of_class(state, project) : 0.0;
    const double given = fresh && has_floor ? rule_.discount : 0.0;
    const double discount = quote.class_discount > 0 ? 1 - (1 - given) * (1 - quote.class_discount) : given;
    quote.wanted = market(use, grade) * (1 - discount);
    quote.refused = discount > 0 && quote.wanted < quote.lowest;
    // A use without a market price pays the floor.
    quote.price = quote.wanted > quote.lowest ? quote.wanted : quote.lowest;
    return quote;
}

double term_factor(double discount_rate, int years, int full_years)
{
    if (discount_rate == 0) return static_cast<double>(years) / full_years;
    const double v = 1 / (1 + discount_rate);
    return (1 - exact_pow(v, years)) / (1 - exact_pow(v, full_years));
}

double yearly_rent(double price, double discount_rate, int years)
{
    if (discount_rate == 0) return price / years;
    return price * discount_rate / (1 - exact_pow(1 / (1 + discount_rate), years));
}

}  // namespace permu
