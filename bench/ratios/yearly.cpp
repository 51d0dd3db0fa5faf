/// The yearly kernel through the program's own rules, and its input as files.
#include "ratios/yearly.hpp"

#include <filesystem>
#include <fstream>
#include <span>
#include <stdexcept>

#include "permu/base/problem.hpp"
#include "permu/indicators/indicator.hpp"
#include "permu/rules/idle_land.hpp"
#include "permu/rules/operation.hpp"
#include "permu/rules/per_mu.hpp"
#include "permu/rules/score.hpp"

namespace permu::bench {
namespace {

/// Growth by division and falling intensities, without noise.
Operation kernel_operation()
{
    Operation rule;
    rule.growth = {{"default", 0.03}, {"26", -0.02}, {"38", 0.06}, {"39", 0.08}};
    rule.productivity = 0.01;
    rule.energy_intensity_change = -0.02;
    rule.emission_intensity_change = -0.03;
    rule.green_power_share = 0.1;
    return rule;
}

/// One file a column.
class Dump {
public:
    explicit Dump(std::string folder) : folder_(std::move(folder))
    {
        std::filesystem::create_directories(folder_);
    }

    /// \param type  "f8": kind and bytes of one value
    template <class T>
    void column(const std::string& name, std::string_view type, std::span<const T> values) const
    {
        const std::string path = folder_ + "/" + name + "." + std::string(type) + ".bin";
        std::ofstream out(path, std::ios::binary);
        out.write(reinterpret_cast<const char*>(values.data()),
                  static_cast<std::streamsize>(values.size_bytes()));
        if (!out.flush()) throw std::runtime_error("cannot write " + path);
    }
    void numbers(const std::string& name, const std::vector<double>& values) const
    {
        column<double>(name, "f8", values);
    }

private:
    std::string folder_;
};

void dump_parcels(const Dump& dump, const State& state)
{
    const ParcelTable& p = state.parcels;
    dump.column("parcel_park", "u4", p.park.values());
    dump.column("parcel_area", "i8", p.area.values());
    dump.column("parcel_use", "u1", p.use.values());
    dump.column("parcel_stage", "u1", p.stage.values());
    dump.column("parcel_idle", "u1", p.idle.values());
    dump.column("parcel_fee_charged", "u1", p.fee_charged.values());
    dump.column("parcel_government_cause", "u1", p.government_cause.values());
    dump.column("parcel_supply_record", "u1", p.supply_record.values());
    dump.column("parcel_floor", "f8", p.floor_area.values());
    dump.column("parcel_footprint", "f8", p.footprint.values());
    dump.column("parcel_price", "f8", p.price.values());
    dump.column("parcel_agreed_start", "i2", p.agreed_start.values());
    dump.column("parcel_supply_year", "i2", p.supply_year.values());
    dump.column("parcel_start_year", "i2", p.start_year.values());
    dump.column("parcel_suspended_since", "i2", p.suspended_since.values());
    dump.column("parcel_developed_share", "f4", p.developed_share.values());
    dump.column("parcel_invested_share", "f4", p.invested_share.values());
}

void dump_firms(const Dump& dump, const State& state)
{
    const EnterpriseTable& f = state.enterprises;
    dump.column("firm_park", "u4", f.park.values());
    dump.column("firm_division", "u1", f.division.values());
    const std::pair<const char*, const Column<EnterpriseId, double>*> flows[] = {
        {"revenue", &f.revenue},
        {"export", &f.export_value},
        {"value_added", &f.value_added},
        {"tax", &f.tax},
        {"rd", &f.rd},
        {"energy", &f.energy},
        {"power", &f.power},
        {"green_power", &f.green_power},
        {"carbon", &f.carbon},
        {"staff", &f.staff},
        {"emission", &f.emission},
        {"land", &f.land}};
    for (const auto& [name, column] : flows)
        dump.column(std::string("firm_") + name, "f8", column->values());
    dump.column("firm_large", "u1", f.large.values());
    dump.column("firm_veto", "u1", f.veto.values());
    dump.column("firm_exempt", "u1", f.exempt.values());
    dump.column("firm_start_year", "i2", f.start_year.values());
}

/// Facts about land uses, divisions, parks and rules.
void dump_constants(const Dump& dump, const State& state)
{
    std::vector<double> urban, industrial, other;
    for (std::size_t i = 0; i < land_use_count; ++i) {
        const auto use = static_cast<LandUse>(i);
        const BuiltPart part = info(use).built;
        urban.push_back(is_urban_construction(use));
        industrial.push_back(part == BuiltPart::a2);
        other.push_back(part != BuiltPart::none && !is_urban_construction(use));
    }
    dump.numbers("use_urban", urban), dump.numbers("use_industrial", industrial);
    dump.numbers("use_other", other);
    const Operation operation = kernel_operation();
    std::vector<double> growth(256, operation.growth.at("default")), firm_is_industrial(256);
    for (const auto& [name, rate] : operation.growth)
        if (name != "default") growth[std::stoul(name)] = rate;
    for (int division = 0; division < 256; ++division)
        firm_is_industrial[static_cast<std::size_t>(division)] = is_industrial_division(division);
    dump.numbers("division_growth", growth), dump.numbers("division_industrial", firm_is_industrial);
    dump.numbers("operation", {operation.productivity, operation.energy_intensity_change,
                               operation.emission_intensity_change, operation.carbon_t_per_tce,
                               operation.green_power_share});
    dump.column("park_residual", "i8", state.parks.residual.values());
    dump.numbers("years", {static_cast<double>(state.base_year), kernel_years});
}

void dump_method(const Dump& dump)
{
    Problems problems;
    const ScoreMethod method = method_from(default_score_method(), "built in", problems);
    for (const bool large : {false, true}) {
        std::vector<double> rows;  // kind, weight, benchmark, cap
        for (const ScoreItem& item : large ? method.large : method.small)
            rows.insert(rows.end(), {static_cast<double>(item.kind), item.weight, item.benchmark.factor,
                                     item.cap_factor * item.weight});
        dump.numbers(large ? "score_large" : "score_small", rows);
    }
    if (!method.classes) throw std::runtime_error("a method without classes");
    constexpr double one = 1e9;
    dump.numbers("score_classes",
                 {static_cast<double>(method.classes->a) / one, static_cast<double>(method.classes->b) / one,
                  static_cast<double>(method.classes->d) / one});
}

}  // namespace

std::vector<double> run_kernel(State& state)
{
    const Operation operation = kernel_operation();
    const IdleLand idle_land;
    const PerMu per_mu;
    std::vector<const Indicator*> indicators;
    for (const std::string_view id : kernel_indicators)
        indicators.push_back(find_indicator(id));
    std::vector<double> values;
    const Year last = state.base_year + kernel_years;
    for (Year year = state.base_year + 1; year <= last; ++year) {
        start_year(state, year);
        apply(state, idle_land, year);
        apply(state, operation, year);
        apply(state, per_mu, year);
        const MeasureSet measures = measure(state);
        for (const ParkId park : state.parks.rows())
            for (const Indicator* indicator : indicators)
                values.push_back(
                    indicator->measure({measures.parks[park.index], state.parks, park, measures.region}));
    }
    return values;
}

void dump_kernel(const State& state, const std::string& folder)
{
    const Dump dump(folder);
    dump_parcels(dump, state);
    dump_firms(dump, state);
    dump_constants(dump, state);
    dump_method(dump);
}

}  // namespace permu::bench
