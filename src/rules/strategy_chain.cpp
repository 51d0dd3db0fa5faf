/// Strategy "chain": the projects of one industrial chain get lots that adjoin (产业链土地集中供给).
#include <fmt/format.h>
#include <map>
#include <set>

#include "option_list.hpp"
#include "packages.hpp"
#include "shaped_lots.hpp"
#include "strategy.hpp"

namespace permu {
namespace {

constexpr std::size_t longest_list = 512;  ///< lots of one project that a package is made of
constexpr std::size_t made_lots = 24;      ///< of a project, that would be cut or joined
constexpr std::size_t cut_parcels = 16;    ///< of a shelf, that a lot could be cut from

class ChainQueue {
public:
    explicit ChainQueue(Market& market)
        : market_(market),
          all_(market.applicants()),
          p_(market.state().projects),
          lots_(market.lots()),
          allowance_(market.allowance()),
          slices_(market.state(), lot_limits(market.rule()), to_mm2({market.rule().minimum_remainder})),
          graph_(market.state().geography ? market.state().geography->graph : ParcelGraph()),
          decided_(all_.size(), 0)
    {
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (const std::string& chain = chain_of(i); !chain.empty() && needs_lot(i))
                members_[chain].push_back(i);
    }

    Allotment run()
    {
        find_own_land();
        for (std::size_t i = 0; i < all_.size(); ++i) {
            if (all_[i].expands)
                decide({i, Verdict::own_land, {}});
            else if (needs_lot(i) && !decided_[i])
                chain_of(i).empty() ? take(i, true) : serve(chain_of(i));
        }
        // Whoever does not meet the standards comes after all who do: only then is the allowance known.
        for (std::size_t i = 0; i < all_.size(); ++i) {
            if (decided_[i]) continue;
            if (needs_lot(i)) chain_of(i).empty() ? take(i, false) : take_beside(i);
            if (!decided_[i]) decide({i, Verdict::no_lot, {}});
        }
        return std::move(out_);
    }

private:
    const std::string& chain_of(std::size_t i) const { return p_.chain[all_[i].project.index]; }
    bool needs_lot(std::size_t i) const { return !all_[i].expands && all_[i].wanted > 0; }

    void decide(const Decision& decision)
    {
        decided_[decision.applicant] = 1;
        out_.decisions.push_back(decision);
    }

    /// Land where projects of the chains stand that want more.
    void find_own_land()
    {
        if (members_.empty()) return;
        for (const ProjectId at : p_.rows()) {
            const auto chain = members_.find(p_.chain[at.index]);
            const bool stands = p_.status[at] == ProjectStatus::placed && p_.parcel[at].valid();
            if (chain != members_.end() && stands) own_land_[chain->first].insert(p_.parcel[at]);
        }
        for (const Given& one : market_.given()) {
            const auto chain = members_.find(p_.chain[one.project.index]);
            if (chain != members_.end()) own(chain->first, one.option);
        }
    }

    void own(const std::string& chain, const Option& option)
    {
        if (option.cut)
            own_pieces_[chain].push_back({option.lot.parcel, option.cut});
        else
            own_land_[chain].insert(parcels_of(option).begin(), parcels_of(option).end());
    }

    void give(std::size_t i, const Option& option)
    {
        if (option.tested) allowance_.add(option.lot.area, option.standard);
        remove(lots_, market_.state(), option);
        for (const ParcelId parcel : parcels_of(option))
            taken_.insert(parcel);
        if (!chain_of(i).empty()) own(chain_of(i), option);
        decide({i, Verdict::placed, option});
    }

    /// As by priority.
    void take(std::size_t i, bool standard)
    {
        const std::optional<Option> option = best_or_made(market_, all_[i], lots_, standard);
        if (!option) return;
        if (option->tested && !option->standard && !allowance_.holds_with(option->lot.area))
            return decide({i, Verdict::beyond, *option});
        give(i, *option);
    }

    ChainWish wish_of(const std::vector<std::size_t>& members, bool standard)
    {
        ChainWish wish;
        for (const std::size_t i : members) {
            if (decided_[i]) continue;
            const Applicant& one = all_[i];
            ChainWish::Member member{
                i, one.score, p_.guaranteed[one.project] != 0, one.wanted, one.least, one.most, {}};
            for (const Option& option : first_options(market_, all_[i], longest_list, standard))
                if (!taken_.contains(option.lot.parcel)) member.options.push_back(option);
            for (Option& made : shaped_lots(market_, one, lots_, standard, made_lots, cut_parcels))
                member.options.push_back(std::move(made));
            wish.members.push_back(std::move(member));
        }
        const std::set<ParcelId>& own = own_land_[chain_of(members.front())];
        wish.own_land.assign(own.begin(), own.end());
        wish.own_pieces = own_pieces_[chain_of(members.front())];
        return wish;
    }

    /// All projects of a chain at once, when the turn comes to its first.
    void serve(const std::string& chain)
    {
        if (!served_.insert(chain).second) return;
        const ChainWish wish = wish_of(members_[chain], true);
        const Package package = best_package(market_.state(), wish, slices_);
        Certificate certificate{
            package.score, std::max(package.score, package_bound(graph_, wish)), true, {}};
        certificate.proven = certificate.gap() < 1e-9;
        certificate.effort =
            fmt::format("chain={}; placed={}; left_out={}; contact_m={:.1f}", chain, package.parts.size(),
                        wish.members.size() - package.parts.size(), package.contact);
        for (const Package::Part& part : package.parts)
            give(wish.members[part.member].applicant, part.option);
        out_.certificates.push_back(std::move(certificate));
    }

    /// A project below the standards, on a lot that adjoins what the chain has now.
    void take_beside(std::size_t i)
    {
        const ChainWish wish = wish_of({i}, false);
        const Package package = best_package(market_.state(), wish, slices_);
        if (package.parts.empty()) return;
        const Option& option = package.parts.front().option;
        const bool beside = package.contact > 0 || (wish.own_land.empty() && wish.own_pieces.empty());
        if (!beside) return;
        if (option.tested && !option.standard && !allowance_.holds_with(option.lot.area))
            return decide({i, Verdict::beyond, option});
        give(i, option);
    }

    Market& market_;
    const std::vector<Applicant>& all_;
    const ProjectTable& p_;
    LotIndex lots_;
    Allowance allowance_;
    Slices slices_;
    ParcelGraph graph_;
    std::vector<std::uint8_t> decided_;
    std::map<std::string, std::vector<std::size_t>> members_;  ///< by chain, in their order
    std::map<std::string, std::set<ParcelId>> own_land_;       ///< by chain
    std::map<std::string, std::vector<OwnPiece>> own_pieces_;  ///< by chain, cut off this year
    std::set<std::string> served_;
    std::set<ParcelId> taken_;
    Allotment out_;
};

}  // namespace

Allotment allot_by_chain(Market& market)
{
    return ChainQueue(market).run();
}

}  // namespace permu
