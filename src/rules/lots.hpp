/// Ready parcels by park, kind of use and size, for finding the one that fits best.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "permu/model/state.hpp"

namespace permu {

/// What kind of project a use is for.
enum class LotKind : std::uint8_t { industrial, m0, logistics, research, commercial };

/// Nothing for land that is not for projects.
std::optional<LotKind> lot_kind(LandUse use);

/// A parcel on offer.
struct Lot {
    ParcelId parcel;
    Mm2 area = 0;
    int grade = 0;  ///< its own or the park's; 0 unknown
};

/// Lots of one kind and grade in a park, by size; those of a zone that is meant for a partner, and those of
/// each environmental unit, apart.
class LotShelf {
public:
    LotShelf(LotKind kind, int grade, SubParkId zone, std::uint16_t unit)
        : kind_(kind), grade_(grade), zone_(zone), unit_(unit)
    {
    }
    LotKind kind() const { return kind_; }
    int grade() const { return grade_; }
    /// The zone whose partner's projects come first; none for land that is meant for everybody.
    SubParkId zone() const { return zone_; }
    /// The environmental unit, as parcels name it.
    std::uint16_t unit() const { return unit_; }
    void add(const Lot& lot) { lots_.push_back({lot.area, lot.parcel}); }
    /// Once all are added, before the first question.
    void sort();
    void remove(const Lot& lot);
    /// Puts a lot in its place among those that are sorted.
    void insert(const Lot& lot);
    void clear()
    {
        lots_.clear();
        note_ends();
    }
    bool empty() const { return lots_.empty(); }
    /// False where all lots are smaller than `least`, or all larger than `most`, or there are none.
    bool may_hold(Mm2 least, Mm2 most) const { return largest_ >= least && smallest_ <= most; }
    std::size_t size() const { return lots_.size(); }
    /// By size, then row.
    Lot lot(std::size_t at) const { return {lots_[at].second, lots_[at].first, grade_}; }
    /// Place of the first lot that is not smaller than `area`.
    std::size_t from(Mm2 area) const;
    bool holds(const Lot& lot) const;
    /// Place of a lot that is here.
    std::size_t place_of(const Lot& lot) const;
    /// Number of its first lot among all lots of the index, counted when the index was made.
    std::size_t number = 0;
    /// The lot nearest to `wanted` in [least, most]; of two as near the larger; of equal ones the first by
    /// row.
    std::optional<Lot> nearest(Mm2 wanted, Mm2 least, Mm2 most) const;

private:
    void note_ends()
    {
        smallest_ = lots_.empty() ? 1 : lots_.front().first;
        largest_ = lots_.empty() ? 0 : lots_.back().first;
    }

    Mm2 smallest_ = 1, largest_ = 0;  ///< kept beside the lots, which lie elsewhere
    LotKind kind_;
    int grade_;
    SubParkId zone_;
    std::uint16_t unit_;
    std::vector<std::pair<Mm2, ParcelId>> lots_;  ///< by size, then row
};

/// All ready and listed parcels for projects of the region's current members.
class LotIndex {
public:
    explicit LotIndex(const State& state);
    /// Shelves of a park, by kind and grade.
    std::vector<LotShelf>& shelves(ParkId park) { return parks_[park.index]; }
    const std::vector<LotShelf>& shelves(ParkId park) const { return parks_[park.index]; }
    /// Number of all lots.
    std::size_t size() const { return size_; }
    /// The same shelves with nothing on them.
    LotIndex emptied() const;

private:
    std::vector<std::vector<LotShelf>> parks_;
    std::size_t size_ = 0;
};

}  // namespace permu
