/// The lots of one synthetic park as rows.
#include "lots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "distributions.hpp"
#include "log_normal.hpp"
#include "permu/base/math.hpp"
#include "permu/base/units.hpp"
#include "permu/sample/firms.hpp"

namespace permu {
namespace {

enum class Step { built, under_construction, supplied, ready, planned, unbuildable };
constexpr std::array<std::string_view, 6> step_names{"built",   "under_construction", "supplied", "ready",
                                                     "planned", "unbuildable"};

/// What a lot is before anybody asks for it.
struct LotState {
    Step step;
    int supplied_in;  ///< 0: not supplied
    bool idle;
};

double cents(double value)
{
    return std::round(value * 100) / 100;
}

/// Development comes block by block from the first one on; how far it got is the park's.
LotState state_of(const Draw& draw, const Lot& lot, double front, int base_year)
{
    const double place = lot.along + 0.22 * (draw.uniform(0) - 0.5);
    if (draw.uniform(1) < 0.02) return {Step::unbuildable, 0, false};
    if (place > front + 0.12) return {Step::planned, 0, false};
    if (place > front) return {draw.uniform(2) < 0.25 ? Step::ready : Step::planned, 0, false};
    const double supply = draw.uniform(3);
    if (supply > 0.975) return {Step::ready, 0, false};
    if (supply > 0.90) {
        const bool idle = draw.uniform(4) < 0.25;
        return {Step::supplied, base_year - (idle ? 2 : 1) + (draw.uniform(5) < 0.5 ? 1 : 0), idle};
    }
    if (supply > 0.865) return {Step::under_construction, base_year - 1, false};
    const int age = 2 + static_cast<int>(18 * draw.uniform(6) * std::max(0.15, 1 - place));
    return {Step::built, base_year - age, false};
}

bool industrial(const LotKind& kind)
{
    return kind.code.starts_with("10") || kind.code.starts_with("11");
}
bool allocated(const LotKind& kind)
{
    return kind.code == "0804" || kind.code == "1401" || kind.code == "1302";
}

std::string_view current_use(const Draw& draw, const LotKind& kind, Step step)
{
    if (step == Step::unbuildable) return "17";
    if (step != Step::planned) return kind.code;
    const double chance = draw.uniform(7);
    return chance < 0.55 ? "01" : chance < 0.75 ? "16" : "0602";
}

struct Terms {
    std::string_view tenure;
    int years;
    double price;  ///< 万元; NaN: none
};

Terms terms_of(const Draw& draw, const LotKind& kind, double mu)
{
    if (allocated(kind)) return {"allocated", 0, std::nan("")};
    if (!industrial(kind)) {
        const double per_mu = kind.code == "070102" ? 120 : kind.code == "0901" ? 77.7 : 20;
        return {"grant",
                kind.code == "070102" ? 70
                : kind.code == "0901" ? 40
                                      : 50,
                cents(mu * per_mu * exact_exp(0.3 * draw.normal(8)))};
    }
    const double price = cents(mu * log_normal(draw, 9, industrial_price));
    const double chance = draw.uniform(10);
    if (chance < 0.04) return {"lease", 20, cents(price * 0.5)};
    return chance < 0.12 ? Terms{"flexible", 20, cents(price * 0.65)} : Terms{"grant", 50, price};
}

void add_tenure(Cells& row, const Draw& draw, const LotKind& kind, const LotState& state, double mu)
{
    if (state.supplied_in == 0) {
        row.empty_text("tenure");
        row.year("supply_year", 0), row.year("term_years", 0), row.year("expiry_year", 0);
        row.number("price_wan", std::nan(""));
        return;
    }
    const Terms terms = terms_of(draw, kind, mu);
    row.text("tenure", terms.tenure);
    row.year("supply_year", state.supplied_in);
    row.year("term_years", terms.years);
    row.year("expiry_year", terms.years == 0 ? 0 : state.supplied_in + terms.years);
    row.number("price_wan", terms.price);
}

void add_works(Cells& row, const LotState& state)
{
    const bool started = state.step == Step::built || state.step == Step::under_construction;
    row.year("agreed_start_year", state.supplied_in == 0 ? 0 : state.supplied_in + (state.idle ? 0 : 1));
    row.year("start_year", started ? state.supplied_in + 1 : 0);
    row.year("completion_year", state.step == Step::built ? state.supplied_in + 2 : 0);
    row.whole("idle", state.idle ? 1 : 0);
}

void add_floor(Cells& row, const Draw& draw, const LotKind& kind, const LotState& state, double area)
{
    const bool built = state.step == Step::built && kind.far_median > 0;
    const double far = built ? kind.far_median * exact_exp(0.28 * draw.normal(11)) : 0;
    const double coefficient = built ? std::clamp(0.40 + 0.08 * draw.normal(12), 0.12, 0.68) : 0;
    row.number("floor_area_m2", cents(area * far));
    row.number("footprint_m2", cents(area * std::min(coefficient, far > 0 ? far : coefficient)));
    row.number("yard_m2", built && industrial(kind) ? cents(area * 0.06 * draw.uniform(13)) : 0);
    row.number("plan_far", std::round(10 * std::max(1.0, kind.far_median * 1.8)) / 10);
}

/// What was promised for land on which works are under way.
void add_promises(Cells& row, const Draw& draw, const LotKind& kind, const LotState& state, double mu)
{
    const bool promised =
        industrial(kind) && (state.step == Step::supplied || state.step == Step::under_construction);
    const FirmFigures f = promised ? draw_firm(draw, mu, {}) : FirmFigures{};
    const double better = 1.05 + 0.25 * draw.uniform(31);
    const auto cell = [&](double value) { return promised ? cents(value) : std::nan(""); };
    row.number("promised_investment_wan", cell(f.fixed_investment * better));
    row.number("promised_tax_wan", cell(f.tax * better));
    row.number("promised_far", cell(std::clamp(1.05 + 0.25 * draw.normal(32), 0.5, 2.5)));
    row.number("promised_energy", cell(f.energy));
}

void add_firm(Cells& firms, const Draw& draw, const LotRequest& request, std::string_view parcel, double mu)
{
    if (draw.uniform(20) >= occupied_share) return;
    const FirmFigures f = draw_firm(draw, mu, request.leading);
    firms.text("enterprise_id", fmt::format("E{}", parcel.substr(1)));
    firms.text("parcel_id", parcel);
    firms.whole("division", f.division);
    firms.number("revenue_wan", f.revenue), firms.number("value_added_wan", f.value_added),
        firms.number("tax_wan", f.tax);
    firms.number("energy_tce", f.energy), firms.number("power_kwh", f.power),
        firms.number("emission_t", f.emission);
    firms.number("rd_wan", f.rd), firms.number("rd_previous_wan", f.rd_previous);
    firms.whole("rd_reserve", f.rd > 500 ? 1 : 0);
    firms.number("staff", f.staff), firms.number("fixed_investment_wan", f.fixed_investment);
    firms.number("foreign_wan", f.foreign);
    firms.whole("large", f.large ? 1 : 0);
    firms.text("source", "synthetic");
}

}  // namespace

void add_lots(const LotRequest& request, Cells& parcels, Cells& firms)
{
    const Draw of_park(request.key, request.park, 0, 4);
    // A town is nearly full; the others stand anywhere from half way on.
    const double front = request.plan.character == Character::town ? 1.2 : 0.50 + 0.42 * of_park.uniform(0);
    for (std::uint32_t i = 0; i < request.plan.about.size(); ++i) {
        const Lot& lot = request.plan.about[i];
        const LotKind& kind = lot_kinds[lot.kind];
        const std::string id = fmt::format("L{:03}-{:05}", request.park + 1, i + 1);
        const Draw draw(request.key, hash64(id), 0, 5);
        const LotState state = state_of(draw, lot, front, request.sample.base_year);
        const double area = planar_area(request.plan.lots, i);
        const double mu = to_mu({area});
        parcels.text("parcel_id", id);
        parcels.text("park_id", fmt::format("P{:03}", request.park + 1));
        parcels.text("use", current_use(draw, kind, state.step));
        parcels.text("plan_use", kind.code);
        parcels.text("stage", step_names[static_cast<std::size_t>(state.step)]);
        parcels.number("area_m2", cents(area));
        add_floor(parcels, draw, kind, state, area);
        add_tenure(parcels, draw, kind, state, mu);
        add_works(parcels, state);
        add_promises(parcels, draw, kind, state, mu);
        parcels.whole("standard",
                      state.supplied_in >= 2020 && industrial(kind) && draw.uniform(14) < 0.6 ? 1 : 0);
        parcels.whole("phase", lot.phase);
        parcels.number("suitability", std::round(100 * (1 - 0.5 * lot.along - 0.3 * draw.uniform(15))) / 100);
        parcels.text("source", "synthetic");
        if (state.step == Step::built && (industrial(kind) || kind.code == "0802"))
            add_firm(firms, draw, request, id, mu);
    }
}

}  // namespace permu
