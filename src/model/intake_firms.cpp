/// Enterprises on their way in: joined to their parcels, with the land each uses.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "intake_steps.hpp"
#include "permu/base/random.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

using ParcelRows = std::unordered_map<std::string_view, std::uint32_t>;

ParcelRows rows_by_id(const ParcelTable& parcels)
{
    ParcelRows rows;
    rows.reserve(parcels.size());
    for (const ParcelId parcel : parcels.rows())
        rows.emplace(parcels.id[parcel], parcel.index);
    return rows;
}

/// The parcels a cell names; names without a parcel are faults.
std::vector<ParcelId> parcels_of(Cells& cells, const ParcelRows& known, std::string_view text,
                                 std::size_t row)
{
    std::vector<ParcelId> out;
    while (!text.empty()) {
        const std::string_view name = text.substr(0, text.find(';'));
        text.remove_prefix(std::min(text.size(), name.size() + 1));
        const auto at = known.find(name);
        if (at != known.end()) {
            out.push_back({at->second});
            continue;
        }
        cells.fault({.code = "enterprise.unknown_parcel",
                     .found = Said("\"" + printable(name) + "\""),
                     .expected = {"the parcel_id of a parcel that was read", "已读入地块的 parcel_id"},
                     .remedy = {"correct it, or leave the row out", "请更正或删除该行"}},
                    row, "parcel_id");
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

void add_holdings(State& state, EnterpriseId firm, const std::vector<ParcelId>& parcels)
{
    EnterpriseTable& firms = state.enterprises;
    double land = 0;
    for (const ParcelId parcel : parcels)
        land += from_mm2(state.parcels.area[parcel]).value;
    for (const ParcelId parcel : parcels) {
        firms.holdings.push_back({parcel, from_mm2(state.parcels.area[parcel]).value / land});
    }
    firms.first_holding[EnterpriseId{firm.index + 1}] = static_cast<std::uint32_t>(firms.holdings.size());
    firms.park[firm] = parcels.empty() ? ParkId::none() : state.parcels.park[parcels.front()];
}

/// Land of firms that do not state it: rented floor / FAR of the parcel, else an equal part of the parcel.
void find_land(State& state, const std::vector<double>& land_mu, const std::vector<double>& rented,
               const std::vector<std::uint32_t>& order)
{
    EnterpriseTable& firms = state.enterprises;
    std::vector<std::uint32_t> owners(state.parcels.size(), 0);
    for (const EnterpriseId firm : firms.rows()) {
        if (firms.rents[firm] != 0) continue;
        for (const Holding& holding : firms.of(firm))
            ++owners[holding.parcel.index];
    }
    for (const EnterpriseId firm : firms.rows()) {
        const std::uint32_t row = order[firm.index];
        if (!land_mu.empty() && !std::isnan(land_mu[row])) {
            firms.land[firm] = from_mu(land_mu[row]).value;
            continue;
        }
        double land = 0;
        for (const Holding& holding : firms.of(firm)) {
            const double area = from_mm2(state.parcels.area[holding.parcel]).value;
            if (firms.rents[firm] == 0) {
                land += area / owners[holding.parcel.index];
            } else {
                const double floor = rented.empty() ? nan : rented[row] * holding.share;
                land += floor / (state.parcels.far_floor_area[holding.parcel] / area);
            }
        }
        firms.land[firm] = land;
    }
}

struct NumberField {
    std::string_view field;
    Column<EnterpriseId, double> EnterpriseTable::*column;
};
constexpr std::array number_fields{
    NumberField{"revenue_wan", &EnterpriseTable::revenue},
    NumberField{"value_added_wan", &EnterpriseTable::value_added},
    NumberField{"tax_wan", &EnterpriseTable::tax},
    NumberField{"rd_wan", &EnterpriseTable::rd},
    NumberField{"rd_previous_wan", &EnterpriseTable::rd_previous},
    NumberField{"fixed_investment_wan", &EnterpriseTable::fixed_investment},
    NumberField{"foreign_wan", &EnterpriseTable::foreign},
    NumberField{"export_wan", &EnterpriseTable::export_value},
    NumberField{"energy_tce", &EnterpriseTable::energy},
    NumberField{"power_kwh", &EnterpriseTable::power},
    NumberField{"green_power_kwh", &EnterpriseTable::green_power},
    NumberField{"emission_t", &EnterpriseTable::emission},
    NumberField{"carbon_t", &EnterpriseTable::carbon},
    NumberField{"staff", &EnterpriseTable::staff},
};

void fill_flags(Draft& draft, Cells& cells, const std::vector<std::uint32_t>& order)
{
    EnterpriseTable& firms = draft.out.state.enterprises;
    const auto large = cells.flags("large"), veto = cells.flags("veto"), reserve = cells.flags("rd_reserve");
    const auto exempt = cells.texts("exempt_reason"), occupancy = cells.texts("occupancy");
    const auto grade = cells.texts("class_previous");
    for (const EnterpriseId firm : firms.rows()) {
        const std::uint32_t row = order[firm.index];
        const bool stated = !large.empty() && large[row] != Cells::unset_flag;
        firms.large[firm] =
            stated ? large[row] : static_cast<std::uint8_t>(firms.revenue[firm] >= large_revenue_wan);
        firms.veto[firm] = !veto.empty() && veto[row] == 1;
        firms.rd_reserve[firm] = !reserve.empty() && reserve[row] == 1;
        firms.exempt[firm] = !exempt.empty() && !exempt[row].empty();
        firms.rents[firm] = !occupancy.empty() && occupancy[row] == "rent";
        if (grade.empty() || grade[row].empty()) continue;
        if (const auto known = find_grade(grade[row])) {
            firms.grade[firm] = firms.grade_previous[firm] = *known;
            continue;
        }
        cells.fault({.code = "enterprise.class_previous",
                     .found = Said("\"" + printable(grade[row]) + "\""),
                     .expected = Said(std::string("A, B, C, D")),
                     .remedy = {"correct it or leave it empty", "请更正或留空"}},
                    row, "class_previous");
    }
}

}  // namespace

void take_enterprises(Draft& draft)
{
    if (!draft.raw.enterprises.given()) return;
    Cells cells(draft.raw.enterprises, draft.options.data.enterprises, InputTable::enterprises,
                draft.out.problems);
    State& state = draft.out.state;
    EnterpriseTable& firms = state.enterprises;
    const auto ids = cells.ids("enterprise_id"), parcel_texts = cells.texts("parcel_id");
    if (ids.empty() || parcel_texts.empty()) return;
    const std::vector<std::uint32_t> order =
        ordered_once(cells, ids, "enterprise_id", "enterprise_id.duplicate",
                     {"give each row its own id", "请为每行设唯一编号"});
    const ParcelRows known = rows_by_id(state.parcels);
    resize(firms, ids.size());
    const auto division = cells.numbers("division");
    const auto start = cells.years("start_year");
    for (const EnterpriseId firm : firms.rows()) {
        const std::uint32_t row = order[firm.index];
        firms.id.push_back(ids[row]);
        firms.hash[firm] = hash64(ids[row]);
        const bool joined = draft.raw.parcels.given();
        add_holdings(state, firm,
                     joined ? parcels_of(cells, known, parcel_texts[row], row) : std::vector<ParcelId>{});
        const double d = division.empty() ? nan : division[row];
        firms.division[firm] = d >= 1 && d <= 97 ? static_cast<std::uint8_t>(d) : std::uint8_t{0};
        if (!start.empty()) firms.start_year[firm] = start[row];
    }
    for (const NumberField& field : number_fields) {
        const auto values = cells.numbers(field.field);
        for (const EnterpriseId firm : firms.rows()) {
            if (!values.empty()) (firms.*field.column)[firm] = values[order[firm.index]];
        }
    }
    fill_flags(draft, cells, order);
    find_land(state, cells.numbers("land_mu"), cells.numbers("rented_floor_m2"), order);
}

}  // namespace permu
