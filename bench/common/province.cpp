/// The synthetic province that all benchmarks work on.
#include "common/province.hpp"

#include <algorithm>
#include <utility>

#include "permu/model/intake.hpp"

namespace permu::bench {
namespace {

constexpr std::uint32_t parcels_a_park = 4000;
constexpr std::uint32_t fewest_parks = 3;

DataTable named(const char* name)
{
    DataTable table;
    table.file = name;
    return table;
}

}  // namespace

SampleRequest request_of(std::uint32_t parcels, bool messy)
{
    SampleRequest request;
    request.parcels = parcels;
    request.parks = std::max(fewest_parks, parcels / parcels_a_park);
    request.base_year = base_year;
    request.last_year = base_year + simulated_years;
    request.messy = messy;
    return request;
}

State base_state(std::uint32_t parcels, unsigned threads)
{
    SampleProvince province = make_province(request_of(parcels));
    RawData raw;
    raw.crs_wkt = raw.crs_name = province.crs;
    raw.parks = {"parks", std::move(province.parks), {}, std::move(province.park_shapes)};
    raw.parcels = {"parcels", std::move(province.parcels), {}, std::move(province.parcel_shapes)};
    raw.enterprises = {"enterprises", std::move(province.enterprises), {}, {}};
    raw.projects = {"projects", std::move(province.projects), {}, {}};
    raw.quota = {"quota", std::move(province.quota), {}, {}};
    IntakeOptions options;
    options.data.parks = named("parks"), options.data.parcels = named("parcels");
    options.data.enterprises = named("enterprises"), options.data.projects = named("projects");
    options.data.quota = named("quota");
    options.data.parcels.code_system = "用地用海";
    options.data.residual_as = ResidualUse::road;
    options.base_year = base_year;
    options.draw_key = draw_key(1);
    options.threads = threads;
    Intake intake = take_in(std::move(raw), options, {});
    if (intake.problems.has_errors()) throw InputError(intake.problems);
    intake.state.base_year = base_year;
    return std::move(intake.state);
}

}  // namespace permu::bench
