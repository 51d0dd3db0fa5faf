/// The shelves of lots.
#include "lots.hpp"

#include <algorithm>
#include <tuple>

#include "land.hpp"
#include "partners.hpp"
#include "permu/base/parallel.hpp"

namespace permu {

std::optional<LotKind> lot_kind(LandUse use)
{
    if (use == LandUse::m0) return LotKind::m0;
    if (use == LandUse::research) return LotKind::research;
    if (use == LandUse::commercial) return LotKind::commercial;
    if (is_industrial(use)) return LotKind::industrial;
    return is_productive(use) ? std::optional(LotKind::logistics) : std::nullopt;
}

void LotShelf::sort()
{
    std::ranges::sort(lots_);
    note_ends();
}

void LotShelf::remove(const Lot& lot)
{
    const auto at = std::ranges::lower_bound(lots_, std::pair(lot.area, lot.parcel));
    if (at != lots_.end() && at->second == lot.parcel) lots_.erase(at);
    note_ends();
}

void LotShelf::insert(const Lot& lot)
{
    const std::pair entry(lot.area, lot.parcel);
    lots_.insert(std::ranges::lower_bound(lots_, entry), entry);
    note_ends();
}

std::size_t LotShelf::from(Mm2 area) const
{
    const auto at = std::ranges::lower_bound(lots_, std::pair(area, ParcelId{0}));
    return static_cast<std::size_t>(at - lots_.begin());
}

bool LotShelf::holds(const Lot& lot) const
{
    return std::ranges::binary_search(lots_, std::pair(lot.area, lot.parcel));
}

std::size_t LotShelf::place_of(const Lot& lot) const
{
    const auto at = std::ranges::lower_bound(lots_, std::pair(lot.area, lot.parcel));
    return static_cast<std::size_t>(at - lots_.begin());
}

std::optional<Lot> LotShelf::nearest(Mm2 wanted, Mm2 least, Mm2 most) const
{
    const auto from = [&](Mm2 area) { return std::ranges::lower_bound(lots_, std::pair(area, ParcelId{0})); };
    const auto above = from(wanted);
    std::optional<Lot> best;
    if (above != lots_.end() && above->first <= most) best = Lot{above->second, above->first, grade_};
    if (above == lots_.begin()) return best;
    const Mm2 below = std::prev(above)->first;
    if (below < least || (best && best->area - wanted <= wanted - below)) return best;
    const auto first = from(below);
    return Lot{first->second, first->first, grade_};
}

/// Lots of one park on their shelves.
static std::vector<LotShelf> shelves_of(const State& state, ParkId park)
{
    const ParcelTable& p = state.parcels;
    std::vector<LotShelf> shelves;
    for (const ParcelId parcel : state.parks.parcels(park)) {
        if (!is_offered(p.stage[parcel]) || p.constrained[parcel]) continue;
        const std::optional<LotKind> kind = lot_kind(intended_use(p, parcel));
        if (!kind) continue;
        const int own = p.grade[parcel];
        const int grade = own >= 1 && own <= 15 ? own : state.parks.land_grade[park];
        const SubParkId zone = partner_zone(state, parcel);
        const std::uint16_t unit = p.environment[parcel];
        const auto fits = [&](const LotShelf& s) {
            return s.kind() == *kind && s.grade() == grade && s.zone() == zone && s.unit() == unit;
        };
        auto shelf = std::find_if(shelves.begin(), shelves.end(), fits);
        if (shelf == shelves.end()) shelf = shelves.insert(shelf, LotShelf(*kind, grade, zone, unit));
        shelf->add({parcel, p.area[parcel], grade});
    }
    for (LotShelf& shelf : shelves)
        shelf.sort();
    std::sort(shelves.begin(), shelves.end(), [](const LotShelf& a, const LotShelf& b) {
        return std::tuple(a.kind(), a.grade(), a.zone(), a.unit()) <
               std::tuple(b.kind(), b.grade(), b.zone(), b.unit());
    });
    return shelves;
}

LotIndex::LotIndex(const State& state) : parks_(state.parks.size())
{
    parallel_blocks(parks_.size(), state.threads, [&](std::size_t i) {
        const ParkId park{static_cast<std::uint32_t>(i)};
        if (is_member(state.parks.status[park])) parks_[i] = shelves_of(state, park);
    });
    for (std::vector<LotShelf>& shelves : parks_) {
        for (LotShelf& shelf : shelves) {
            shelf.number = size_;
            size_ += shelf.size();
        }
    }
}

LotIndex LotIndex::emptied() const
{
    LotIndex out = *this;
    for (std::vector<LotShelf>& shelves : out.parks_)
        for (LotShelf& shelf : shelves)
            shelf.clear();
    return out;
}

}  // namespace permu
