/// Enterprises on their way in: joined to their parcels, with the land each uses.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "firm_land.hpp"
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

/// Numbers of the table by firm; NaN where the column is not there.
std::vector<double> by_firm(const std::vector<double>& by_row, const std::vector<std::uint32_t>& order)
{
    std::vector<double> out(order.size(), nan);
    for (std::size_t i = 0; i < order.size() && !by_row.empty(); ++i)
        out[i] = by_row[order[i]];
    return out;
}

/// One tally a kind of finding, worded by its first firm.
class LandReport {
public:
    LandReport(const State& state, Cells& cells, const std::vector<std::uint32_t>& order)
        : state_(state), cells_(cells), order_(order)
    {
    }

    void stated_beyond(const LandFinding& at)
    {
        tell(at, "land_mu",
             {.severity = Severity::warning,
              .code = "enterprise.land_beyond_parcel",
              .found = {fmt::format("{} mu stated by the firms on parcel {}", mu(at.wanted), name(at)),
                        fmt::format("地块 {1} 上各企业登记用地 {0} 亩", mu(at.wanted), name(at))},
              .expected = {fmt::format("at most the {} mu of the parcel, ± 1 %", mu(at.there)),
                           fmt::format("不超过地块的 {} 亩（± 1 %）", mu(at.there))},
              .remedy = {"correct land_mu or parcel_id; stated land is kept",
                         "请更正 land_mu 或 parcel_id；登记用地照用"}});
    }

    void rented_beyond(const LandFinding& at)
    {
        tell(
            at, "rented_floor_m2",
            {.severity = Severity::warning,
             .code = "enterprise.rented_beyond_parcel",
             .found = {fmt::format("floor for {} mu rented on parcel {}", mu(at.wanted), name(at)),
                       fmt::format("地块 {1} 上租用建筑面积折合 {0} 亩", mu(at.wanted), name(at))},
             .expected = {fmt::format("at most the {} mu that stated land leaves", mu(at.there)),
                          fmt::format("不超过扣除登记用地后的 {} 亩", mu(at.there))},
             .remedy = {"correct rented_floor_m2 or the parcel's floor_area_m2; the land of these tenants is "
                        "cut in proportion",
                        "请更正 rented_floor_m2 或地块 floor_area_m2；这些承租企业的用地按比例缩减"}});
    }

    void equal_parts(const LandFinding& at)
    {
        tell(at, "rented_floor_m2",
             {.severity = Severity::note,
              .code = "enterprise.equal_parts",
              .found = {fmt::format("no word of the land used on parcel {}", name(at)),
                        fmt::format("未说明在地块 {} 上的用地", name(at))},
              .expected = {"land_mu, or of tenants rented_floor_m2 on a parcel with a floor area",
                           "land_mu；承租企业为 rented_floor_m2（地块须有建筑面积）"},
              .remedy = {"equal parts of the land that the others leave are assumed",
                         "按其他企业所余用地平均分摊"}});
    }

    void without_land(const LandFinding& at)
    {
        tell(at, "land_mu",
             {.severity = Severity::warning,
              .code = "enterprise.no_land_left",
              .found = {fmt::format("no land left on parcel {}", name(at)),
                        fmt::format("地块 {} 已无剩余用地", name(at))},
              .expected = {"land that the other firms there do not take", "其他企业未占用的土地"},
              .remedy = {"state land_mu of the firms that share the parcel; figures per mu of this one stay "
                         "empty",
                         "请填写共用地块各企业的 land_mu；该企业的亩均指标为空"}});
    }

private:
    static std::string mu(double square_metres) { return fmt::format("{:.2f}", to_mu({square_metres})); }
    std::string name(const LandFinding& at) const { return printable(state_.parcels.id[at.parcel]); }
    void tell(const LandFinding& at, std::string_view field, Problem problem)
    {
        cells_.fault(std::move(problem), order_[at.firm.index], field);
    }

    const State& state_;
    Cells& cells_;
    const std::vector<std::uint32_t>& order_;
};

void find_land(Draft& draft, Cells& cells, const std::vector<std::uint32_t>& order)
{
    State& state = draft.out.state;
    StatedLand stated{by_firm(cells.numbers("land_mu"), order),
                      by_firm(cells.numbers("rented_floor_m2"), order)};
    for (double& land : stated.land)
        land = from_mu(land).value;
    const LandFindings found = share_land(state, stated);
    LandReport report(state, cells, order);
    for (const LandFinding& at : found.stated_beyond)
        report.stated_beyond(at);
    for (const LandFinding& at : found.rented_beyond)
        report.rented_beyond(at);
    for (const LandFinding& at : found.equal_parts)
        report.equal_parts(at);
    for (const LandFinding& at : found.without_land)
        report.without_land(at);
    if (!found.equal_parts.empty())
        draft.out.accounting.assumed["enterprises with an equal part of a parcel"] +=
            static_cast<std::int64_t>(found.equal_parts.size());
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
    find_land(draft, cells, order);
    if (joins) note_without_firm(draft);
}

}  // namespace permu
