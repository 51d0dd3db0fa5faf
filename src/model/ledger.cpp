/// The land ledger: where each stage and use stands, and sums over parcels.
#include "permu/model/ledger.hpp"

#include <algorithm>
#include <array>

#include "model/add_land.hpp"
#include "permu/base/math.hpp"

namespace permu {
namespace {

constexpr std::array ledger_members{
    &Ledger::a,    &Ledger::a1,        &Ledger::a2,         &Ledger::a31,        &Ledger::a32,
    &Ledger::a4,   &Ledger::a51,       &Ledger::a52,        &Ledger::a6,         &Ledger::a_industrial,
    &Ledger::a_m0, &Ledger::a_storage, &Ledger::a_mining,   &Ledger::a_research, &Ledger::b,
    &Ledger::b11,  &Ledger::b12,       &Ledger::b21,        &Ledger::b22,        &Ledger::c,
    &Ledger::d,    &Ledger::d1,        &Ledger::d21,        &Ledger::d22,        &Ledger::e,
    &Ledger::g,    &Ledger::ready,     &Ledger::unrecorded,
};
static_assert(sizeof(Ledger) == ledger_members.size() * sizeof(Mm2), "a member is missing in the sum");

Mm2 Ledger::*part_of(BuiltPart part)
{
    switch (part) {
        case BuiltPart::a1:
            return &Ledger::a1;
        case BuiltPart::a2:
            return &Ledger::a2;
        case BuiltPart::a31:
            return &Ledger::a31;
        case BuiltPart::a32:
            return &Ledger::a32;
        case BuiltPart::a4:
            return &Ledger::a4;
        case BuiltPart::a51:
            return &Ledger::a51;
        case BuiltPart::a52:
            return &Ledger::a52;
        case BuiltPart::a6:
            return &Ledger::a6;
        case BuiltPart::b11:
            return &Ledger::b11;
        case BuiltPart::b12:
            return &Ledger::b12;
        case BuiltPart::none:
            break;
    }
    return &Ledger::c;  // farmland or water that is said to be built; the quality report names it
}

Mm2 Ledger::*detail_of(LandUse use)
{
    if (use == LandUse::m0) return &Ledger::a_m0;
    if (use == LandUse::mining) return &Ledger::a_mining;
    if (use == LandUse::research) return &Ledger::a_research;
    if (is_industrial(use)) return &Ledger::a_industrial;
    return info(use).storage_or_mining ? &Ledger::a_storage : nullptr;
}

Standing built(LandUse use)
{
    const bool urban = is_urban_construction(use);
    const bool unusable = info(use).built == BuiltPart::none;
    return {part_of(info(use).built), detail_of(use), mask(urban), mask(!urban && !unusable), 0, 0, 0};
}

Standing make_standing(Stage stage, LandUse use)
{
    switch (stage) {
        case Stage::unbuildable:
            return {&Ledger::c, nullptr, 0, 0, 0, 0, 0};
        case Stage::planned:
            return {&Ledger::b22, nullptr, 0, -1, 0, -1, 0};
        case Stage::ready:
        case Stage::listed:
            return {&Ledger::b21, nullptr, 0, -1, 0, -1, -1};
        case Stage::supplied:
        case Stage::under_construction:
            return {&Ledger::b21, nullptr, 0, -1, -1, 0, 0};
        case Stage::built:
            break;
    }
    return built(use);
}

}  // namespace

Standings::Standings()
{
    for (std::size_t stage = 0; stage < stage_count; ++stage) {
        for (std::size_t use = 0; use < land_use_count; ++use)
            table_[stage][use] = make_standing(static_cast<Stage>(stage), static_cast<LandUse>(use));
    }
}

const Standings& standings()
{
    static const Standings all;
    return all;
}

MixedCursor::MixedCursor(const ParcelTable& parcels, ParcelId first)
    : at_(parcels.mixed.data()), end_(at_ + parcels.mixed.size())
{
    at_ = std::lower_bound(at_, end_, first, [](const MixedShare& m, ParcelId p) { return m.parcel < p; });
}

std::span<const MixedShare> MixedCursor::run(ParcelId parcel)
{
    while (at_ != end_ && at_->parcel < parcel)
        ++at_;
    const MixedShare* const first = at_;
    while (at_ != end_ && at_->parcel == parcel)
        ++at_;
    return {first, at_};
}

void add_mixed(Ledger& ledger, const ParcelTable& parcels, ParcelId parcel, const Marks& marks,
               std::span<const MixedShare> shares)
{
    const Stage stage = parcels.stage[parcel];
    split_area(parcels.area[parcel], shares, [&](const MixedShare& share, Mm2 part) {
        add_land(ledger, standings().of(stage, share.use), marks, part);
    });
}

Ledger& Ledger::operator+=(const Ledger& other)
{
    for (const auto member : ledger_members)
        this->*member += other.*member;
    return *this;
}

void add_parcel(Ledger& ledger, const ParcelTable& parcels, ParcelId parcel, Year year)
{
    const Marks marks = marks_of(parcels, parcel, year);
    if (!parcels.mixed.empty()) {
        const auto shares = MixedCursor(parcels, parcel).shares(parcel);
        if (!shares.empty()) return add_mixed(ledger, parcels, parcel, marks, shares);
    }
    const Standing& at = standings().of(parcels.stage[parcel], parcels.use[parcel]);
    add_land(ledger, at, marks, parcels.area[parcel]);
}

void add_residual(Ledger& ledger, const ParkTable& parks, ParkId park)
{
    // Boundary land nobody drew as a parcel: streets and verges, supplied by allocation like all such land.
    const Mm2 area = parks.residual[park];
    (parks.residual_is_road[park] != 0 ? ledger.a31 : ledger.a6) += area;
    ledger.a += area;
    ledger.d += area;
    ledger.d1 += area;
}

Ledger park_ledger(const ParkTable& parks, const ParcelTable& parcels, ParkId park, Year year)
{
    Ledger ledger;
    const auto range = parks.parcels(park);
    MixedCursor mixed(parcels, ParcelId{range.first});
    for (const ParcelId parcel : range) {
        const Marks marks = marks_of(parcels, parcel, year);
        const auto shares = mixed.shares(parcel);
        if (!shares.empty()) {
            add_mixed(ledger, parcels, parcel, marks, shares);
            continue;
        }
        const Standing& at = standings().of(parcels.stage[parcel], parcels.use[parcel]);
        add_land(ledger, at, marks, parcels.area[parcel]);
    }
    add_residual(ledger, parks, park);
    return ledger;
}

Mm2 park_land(const ParkTable& parks, const ParcelTable& parcels, ParkId park)
{
    Mm2 land = parks.residual[park];
    for (const ParcelId parcel : parks.parcels(park))
        land += parcels.area[parcel];
    return land;
}

void set_opening_land(ParkTable& parks, const ParcelTable& parcels)
{
    for (const ParkId park : parks.rows())
        parks.opening_land[park] = park_land(parks, parcels, park);
}

ParkType park_type(const Ledger& ledger)
{
    const double a = static_cast<double>(ledger.a);
    const double housing = ratio(static_cast<double>(ledger.a1), a);
    const double industry = ratio(static_cast<double>(ledger.a2), a);
    if (industry > 0.30 && housing < 0.25) return ParkType::industrial;
    if (industry <= 0.30 && housing >= 0.25) return ParkType::city_integrated;
    return ParkType::other;
}

}  // namespace permu
