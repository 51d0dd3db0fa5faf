/// Ids of parcels that were cut, joined or taken in: from the ids they come from, and no id twice.
#include <algorithm>
#include <unordered_set>

#include "land_plan.hpp"
#include "permu/base/random.hpp"

namespace permu {
namespace {

using Hashes = std::unordered_set<std::uint64_t>;

/// The id of a parcel as the beginning of its pieces' ids.
std::string stem_of_pieces(std::string_view id)
{
    const bool joined = id.find('+') != std::string_view::npos && !id.starts_with('(');
    return joined ? "(" + std::string(id) + ")" : std::string(id);
}

/// P7+P8, or P7+P8+(3) for five parcels.
std::string stem_of_join(const State& state, const std::vector<ParcelId>& members)
{
    constexpr std::size_t most = 3, first = 2;
    const std::size_t said = members.size() <= most ? members.size() : first;
    std::string stem;
    for (std::size_t i = 0; i < said; ++i)
        stem += (i == 0 ? "" : "+") + std::string(state.parcels.id[members[i]]);
    if (said < members.size()) stem += "+(" + std::to_string(members.size() - said) + ")";
    return stem;
}

std::string parents_of_join(const State& state, const std::vector<ParcelId>& members)
{
    std::string parents;
    for (const ParcelId member : members)
        parents += (parents.empty() ? "" : ";") + std::string(state.parcels.id[member]);
    return parents;
}

/// Where an id begins and the number its ends count from.
struct Stem {
    std::string text;
    int first;
};

Stem stem_of(const State& state, const LandRevision& revision, FreshParcel& fresh)
{
    using Kind = FreshParcel::Kind;
    if (fresh.kind == Kind::piece) {
        fresh.parents = std::string(state.parcels.id[fresh.from]);
        return {stem_of_pieces(fresh.parents), 1};
    }
    if (fresh.kind == Kind::taken) {
        const std::uint32_t reserve = revision.takings[fresh.request].reserve.index;
        fresh.parents = state.reserves.id[reserve];
        return {fresh.parents, state.reserves.blocks[reserve] + 1};
    }
    const std::vector<ParcelId>& members = revision.joins[fresh.request].parcels;
    fresh.parents = parents_of_join(state, members);
    return {stem_of_join(state, members), 1};
}

/// Gives every parcel the next id of its stem that is neither blocked nor given to another one.
void give_ids(std::vector<FreshParcel>& fresh, const std::vector<Stem>& stems, const Hashes& blocked)
{
    Hashes given;
    int number = 0;
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        FreshParcel& parcel = fresh[i];
        if (parcel.kind == FreshParcel::Kind::moved) continue;
        if (parcel.part == 0) number = stems[i].first;
        const bool joined = parcel.kind == FreshParcel::Kind::joined;
        std::uint64_t hash = 0;
        do {
            const bool plain = joined && number == 1;
            parcel.id = stems[i].text + (plain ? "" : (joined ? "~" : "/") + std::to_string(number));
            hash = hash64(parcel.id);
            ++number;
        } while (blocked.contains(hash) || !given.insert(hash).second);
    }
}

}  // namespace

void name_parcels(const State& state, const LandRevision& revision, std::vector<FreshParcel>& fresh)
{
    std::vector<Stem> stems;
    stems.reserve(fresh.size());
    for (FreshParcel& parcel : fresh) {
        const bool moved = parcel.kind == FreshParcel::Kind::moved;
        if (moved) parcel.id = std::string(state.parcels.id[parcel.from]);
        stems.push_back(moved ? Stem{} : stem_of(state, revision, parcel));
    }
    // One look at all hashes tells which of the ids are in use; those are passed over in the next round.
    Hashes blocked;
    for (bool again = true; again;) {
        give_ids(fresh, stems, blocked);
        Hashes wanted;
        for (const FreshParcel& parcel : fresh) {
            if (parcel.kind != FreshParcel::Kind::moved) wanted.insert(hash64(parcel.id));
        }
        again = false;
        if (wanted.empty()) return;
        for (const std::uint64_t hash : state.parcels.hash.values()) {
            if (wanted.contains(hash)) again = blocked.insert(hash).second || again;
        }
    }
}

}  // namespace permu
