/// Parcels on their way in: areas, and every column of the state in its final order.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "intake_steps.hpp"
#include "permu/base/random.hpp"
#include "permu/geometry/area.hpp"
#include "permu/geometry/crs.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
/// Declared and computed area may differ by this share before a parcel is counted as different.
constexpr double declared_tolerance = 0.01;

/// The unit in which a declared area is the computed one; none.
const UnitInfo* unit_of_declared(double declared, double computed)
{
    for (const UnitInfo& unit : all_units()) {
        const bool area = unit.dimension == info(Unit::square_metre).dimension && unit.factor > 1;
        const double difference = std::abs(declared * unit.factor - computed);
        if (area && difference <= declared_tolerance * computed) return &unit;
    }
    return nullptr;
}

Said remedy_for_declared(const UnitInfo* unit, bool used)
{
    if (unit == nullptr && used)
        return {"check unit and parcel; the declared area is used", "请核对单位与地块；采用登记面积"};
    if (unit == nullptr)
        return {"check unit and parcel; the computed area is used", "请核对单位与地块；采用计算面积"};
    const std::string key = fmt::format("units = {{ area_m2 = \"{}\" }}", unit->symbol);
    return {fmt::format(
                "it is the computed area in {}: set {} in [data.parcels], or repair the cells if only some "
                "are in that unit",
                unit->symbol, key),
            fmt::format(
                "与以 {} 计的计算面积一致：请在 [data.parcels] 中设 {}；若仅部分单元格如此，请修正这些单元格",
                unit->symbol, key)};
}

[[noreturn]] void refuse_planar_degrees(const Draft& draft)
{
    throw InputError(Problem{
        .code = "area.planar_degrees",
        .where = "[data] area",
        .found = {"area = \"planar\" over " + draft.raw.crs_name,
                  "在 " + draft.raw.crs_name + " 上使用 area = \"planar\""},
        .expected = {"a projected CRS, or area = \"ellipsoidal\"", "投影坐标系，或 area = \"ellipsoidal\""},
        .remedy = {"set area = \"ellipsoidal\": degrees have no plane area",
                   "请设 area = \"ellipsoidal\"：经纬度没有平面面积"}});
}

}  // namespace

void measure_parcels(Draft& draft, Cells& cells)
{
    const Shapes& shapes = draft.raw.parcels.shapes;
    const std::vector<double> declared = cells.numbers("area_m2");
    switch (draft.options.data.area) {
        case AreaSource::ellipsoidal:
            draft.area = ellipsoidal_areas(shapes, draft.raw.crs_wkt, draft.options.threads);
            break;
        case AreaSource::planar:
            if (crs_info(draft.raw.crs_wkt).geographic) refuse_planar_degrees(draft);
            draft.area.resize(shapes.size());
            for (std::size_t i = 0; i < shapes.size(); ++i)
                draft.area[i] = planar_area(shapes, i);
            break;
        case AreaSource::field:
            draft.area = declared;
            draft.area.resize(shapes.size(), nan);
            break;
    }
    const bool used = draft.options.data.area == AreaSource::field;
    for (std::uint32_t row = 0; row < shapes.size(); ++row) {
        if (draft.dropped[row] != 0) continue;
        if (!(draft.area[row] > 0)) {
            cells.fault({.code = "parcel.no_area",
                         .found = Said(shortest(draft.area[row])),
                         .expected = {"an area over 0 m²", "大于 0 m² 的面积"},
                         .remedy = {"repair the polygon or the field area_m2", "请修正图形或 area_m2 字段"}},
                        row, "area_m2");
            set_aside(draft, row);
            continue;
        }
        if (is_sliver(draft, cells, row) || declared.empty() || std::isnan(declared[row])) continue;
        draft.out.accounting.area_declared += declared[row];
        const double computed = used ? planar_area(shapes, row) * draft.scale(row) : draft.area[row];
        const double difference = std::abs(computed - declared[row]);
        if (difference <= declared_tolerance * computed) continue;
        const UnitInfo* unit = unit_of_declared(declared[row], computed);
        cells.fault({.severity = used && unit != nullptr ? Severity::error : Severity::warning,
                     .code = "parcel.declared_area",
                     .found = {fmt::format("declared {:.2f} m²", declared[row]),
                               fmt::format("登记面积 {:.2f} m²", declared[row])},
                     .expected = Said(fmt::format("{:.2f} m² ± 1 %", computed)),
                     .remedy = remedy_for_declared(unit, used),
                     .area = difference},
                    row, "area_m2");
    }
}

namespace {

/// Copies columns that may be absent into the state's order, and remembers that they were there.
class Filler {
public:
    Filler(Cells& cells, const std::vector<std::uint32_t>& order) : cells_(cells), order_(order) {}

    template <class Number>
    void numbers(std::string_view field, Column<ParcelId, Number>& into)
    {
        copy(cells_.numbers(field), into);
    }
    void years(std::string_view field, Column<ParcelId, std::int16_t>& into)
    {
        copy(cells_.years(field), into);
    }
    void flags(std::string_view field, Column<ParcelId, std::uint8_t>& into)
    {
        const auto values = cells_.flags(field);
        for (std::uint32_t i = 0; i < order_.size() && !values.empty(); ++i) {
            if (values[order_[i]] != Cells::unset_flag) into[ParcelId{i}] = values[order_[i]];
        }
    }
    template <class Small>
    void small(std::string_view field, Column<ParcelId, Small>& into)
    {
        const auto values = cells_.numbers(field);
        for (std::uint32_t i = 0; i < order_.size() && !values.empty(); ++i) {
            const double value = values[order_[i]];
            if (value >= 0 && value <= 127) into[ParcelId{i}] = static_cast<Small>(value);
        }
    }

private:
    template <class From, class To>
    void copy(const std::vector<From>& values, Column<ParcelId, To>& into)
    {
        for (std::uint32_t i = 0; i < order_.size() && !values.empty(); ++i) {
            into[ParcelId{i}] = static_cast<To>(values[order_[i]]);
        }
    }
    Cells& cells_;
    const std::vector<std::uint32_t>& order_;
};

template <class Value, class Find>
void fill_choice(Cells& cells, const Draft& draft, std::string_view field, Find find,
                 Column<ParcelId, Value>& into)
{
    const std::vector<std::string> texts = cells.texts(field);
    for (std::uint32_t i = 0; i < draft.order.size() && !texts.empty(); ++i) {
        const std::string& text = texts[draft.order[i]];
        if (text.empty()) continue;
        const auto value = find(text);
        if (value)
            into[ParcelId{i}] = *value;
        else
            cells.fault({.code = fmt::format("parcel.{}", field),
                         .found = Said("\"" + printable(text) + "\""),
                         .expected = Said(std::string(choices_of(field))),
                         .remedy = {"correct it or leave it empty", "请更正或留空"}},
                        draft.order[i], field);
    }
}

void fill_uses(Draft& draft, Cells& cells)
{
    ParcelTable& parcels = draft.out.state.parcels;
    const DataTable& spec = draft.options.data.parcels;
    const CodeSystem system = declared_system(draft, spec, "parcels");
    const CodeColumn use = decode(cells, spec, system, "use", true);
    CodeColumn plan;
    if (cells.has("plan_use")) plan = decode(cells, spec, system, "plan_use", false);
    for (std::uint32_t i = 0; i < draft.order.size(); ++i) {
        const std::uint32_t row = draft.order[i];
        const ParcelId parcel{i};
        parcels.use[parcel] = use.use[row];
        if (!plan.use.empty()) parcels.plan_use[parcel] = plan.use[row];
        // `assumed_stage` marks a stage that is still to be found; a ledger code brings one.
        parcels.assumed[parcel] = assumed_stage;
        if (use.stage[row] == 0) continue;
        parcels.stage[parcel] = static_cast<Stage>(use.stage[row] - 1);
        parcels.assumed[parcel] = 0;
    }
    const std::vector<std::string> stages = cells.texts("stage");
    for (std::uint32_t i = 0; i < draft.order.size() && !stages.empty(); ++i) {
        if (!stages[draft.order[i]].empty()) parcels.assumed[ParcelId{i}] = 0;
    }
    fill_choice(cells, draft, "stage", find_stage, parcels.stage);
    fill_choice(cells, draft, "tenure", find_tenure, parcels.tenure);
}

void fill_texts(Draft& draft, Cells& cells)
{
    ParcelTable& parcels = draft.out.state.parcels;
    const auto constraint = cells.texts("constraint"), cause = cells.texts("idle_cause");
    for (std::uint32_t i = 0; i < draft.order.size(); ++i) {
        const std::uint32_t row = draft.order[i];
        if (!constraint.empty()) parcels.constrained[ParcelId{i}] = constraint[row].empty() ? 0 : 1;
        if (cause.empty()) continue;
        const bool government = cause[row].starts_with("gov") || cause[row].starts_with("政府");
        parcels.government_cause[ParcelId{i}] = government ? 1 : 0;
    }
}

/// Floor areas: as given, else FAR × land; nothing stands on land that is not built.
void fill_floors(Draft& draft, Cells& cells)
{
    ParcelTable& parcels = draft.out.state.parcels;
    const auto far = cells.numbers("far");
    for (std::uint32_t i = 0; i < draft.order.size(); ++i) {
        const ParcelId parcel{i};
        double& floor = parcels.floor_area[parcel];
        if (std::isnan(floor) && !far.empty())
            floor = far[draft.order[i]] * from_mm2(parcels.area[parcel]).value;
        double& counted = parcels.far_floor_area[parcel];
        if (std::isnan(counted)) counted = floor;
    }
}

}  // namespace

void order_parcels(Draft& draft)
{
    for (std::uint32_t row = 0; row < draft.ids.size(); ++row) {
        if (draft.dropped[row] == 0 && draft.park[row] != UINT32_MAX) draft.order.push_back(row);
    }
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
        return std::tie(draft.park[a], draft.ids[a], a) < std::tie(draft.park[b], draft.ids[b], b);
    };
    if (!std::ranges::is_sorted(draft.order, before)) std::ranges::sort(draft.order, before);
    State& state = draft.out.state;
    resize(state.parcels, draft.order.size());
    for (std::uint32_t i = 0; i < draft.order.size(); ++i) {
        const std::uint32_t row = draft.order[i];
        state.parcels.id.push_back(draft.ids[row]);
        state.parcels.hash[ParcelId{i}] = hash64(draft.ids[row]);
        state.parcels.park[ParcelId{i}] = ParkId{draft.park[row]};
        state.parcels.area[ParcelId{i}] = to_mm2({draft.area[row]});
        draft.out.accounting.area_kept += draft.area[row];
    }
    draft.out.accounting.parcels_kept = static_cast<std::int64_t>(draft.order.size());
    std::uint32_t next = 0;
    for (std::uint32_t park = 0; park <= state.parks.size(); ++park) {
        while (next < draft.order.size() && draft.park[draft.order[next]] < park)
            ++next;
        state.parks.first_parcel[ParkId{park}] = next;
    }
}

void fill_parcels(Draft& draft, Cells& cells)
{
    fill_uses(draft, cells);
    fill_texts(draft, cells);
    ParcelTable& p = draft.out.state.parcels;
    for (const ParcelId parcel : p.rows())
        p.supply_record[parcel] = 1;
    Filler fill(cells, draft.order);
    fill.flags("idle", p.idle), fill.flags("standard", p.standard), fill.flags("supplied", p.supply_record);
    fill.flags("approved", p.approved);
    fill.small("grade", p.grade), fill.small("phase", p.phase);
    fill.years("approval_year", p.approval_year), fill.years("assessment_year", p.assessment_year);
    fill.years("supply_year", p.supply_year), fill.years("expiry_year", p.expiry_year);
    fill.years("agreed_start_year", p.agreed_start), fill.years("start_year", p.start_year);
    fill.years("completion_year", p.completion_year), fill.years("suspended_since", p.suspended_since);
    fill.years("commit_year", p.commit_year), fill.years("ramp_end_year", p.ramp_end);
    fill.small("term_years", p.term_years);
    const auto versions = cells.texts("standard_version");
    for (const ParcelId parcel : p.rows())
        if (!versions.empty())
            p.standard_version[parcel] = standard_version_number(p, versions[draft.order[parcel.index]]);
    fill.numbers("suitability", p.suitability), fill.numbers("slope", p.slope);
    fill.numbers("plan_far", p.plan_far);
    fill.numbers("floor_area_m2", p.floor_area), fill.numbers("far_floor_area_m2", p.far_floor_area);
    fill.numbers("footprint_m2", p.footprint), fill.numbers("yard_m2", p.yard);
    fill.numbers("support_share", p.support_share);
    fill.numbers("price_wan", p.price), fill.numbers("rent_wan", p.rent);
    fill.numbers("developed_share", p.developed_share), fill.numbers("invested_share", p.invested_share);
    fill.numbers("promised_investment_wan", p.promised_investment),
        fill.numbers("promised_tax_wan", p.promised_tax);
    fill.numbers("promised_far", p.promised_far), fill.numbers("promised_energy", p.promised_energy);
    fill_floors(draft, cells);
}

}  // namespace permu
