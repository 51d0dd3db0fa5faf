/// Enterprises on their way in: joined to their parcels, with the land each uses.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "intake_join.hpp"
#include "permu/base/random.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

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
    const auto high_tech = cells.flags("high_tech");
    const auto exempt = cells.texts("exempt_reason"), occupancy = cells.texts("occupancy");
    const auto grade = cells.texts("class_previous");
    for (const EnterpriseId firm : firms.rows()) {
        const std::uint32_t row = order[firm.index];
        const bool stated = !large.empty() && large[row] != Cells::unset_flag;
        firms.large[firm] =
            stated ? large[row] : static_cast<std::uint8_t>(firms.revenue[firm] >= large_revenue_wan);
        firms.veto[firm] = !veto.empty() && veto[row] == 1;
        if (!high_tech.empty() && high_tech[row] != Cells::unset_flag)
            firms.high_tech[firm] = high_tech[row] == 1 ? HighTech::yes : HighTech::no;
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

/// Whether rows can say where they are: by parcel_id, or by a point.
bool has_place(Draft& draft, Cells& cells)
{
    if (cells.has("parcel_id") || (cells.has("x") && cells.has("y"))) return true;
    draft.out.problems.add(
        {.code = "field.missing",
         .where = draft.raw.enterprises.source,
         .found = {"neither parcel_id nor x and y", "既无 parcel_id 也无 x、y"},
         .expected = {"a field parcel_id for parcel_id, or x and y", "字段 parcel_id，或 x 与 y"},
         .remedy = {"add fields = { parcel_id = \"their name\" } to [data.enterprises]",
                    "在 [data.enterprises] 中加入 fields = { parcel_id = \"文件中的字段名\" }"}});
    return false;
}

}  // namespace

void take_enterprises(Draft& draft)
{
    if (!draft.raw.enterprises.given()) return;
    Cells cells(draft.raw.enterprises, draft.options.data.enterprises, InputTable::enterprises,
                draft.out.problems, draft.log());
    State& state = draft.out.state;
    EnterpriseTable& firms = state.enterprises;
    const auto ids = cells.ids("enterprise_id");
    if (ids.empty() || !has_place(draft, cells)) return;
    std::vector<std::uint32_t> order = ordered_once(cells, ids, "enterprise_id", "enterprise_id.duplicate",
                                                    {"give each row its own id", "请为每行设唯一编号"});
    const bool joins = draft.raw.parcels.given();
    const Joined joined = joins ? join_parcels(draft, cells) : Joined{};
    if (joins) std::erase_if(order, [&](std::uint32_t row) { return joined.left_out[row] != 0; });
    resize(firms, order.size());
    const auto division = cells.numbers("division");
    const auto start = cells.years("start_year");
    for (const EnterpriseId firm : firms.rows()) {
        const std::uint32_t row = order[firm.index];
        firms.id.push_back(ids[row]);
        firms.hash[firm] = hash64(ids[row]);
        add_holdings(state, firm, joins ? joined.parcels[row] : std::vector<ParcelId>{});
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
    if (joins) note_without_firm(draft);
}

}  // namespace permu
