/// Relocation: one keyed draw a firm and year, the land it holds alone, and what is paid for it.
#include "relocation.hpp"

#include <fmt/format.h>

#include <vector>

#include "release.hpp"
#include "transition_events.hpp"

namespace permu {
namespace {

constexpr std::uint32_t leave_draw = 1;  // 0 is that of a park

class Relocation {
public:
    Relocation(State& state, const Transition& rule)
        : state_(state), f_(state.enterprises), rule_(rule), firms_on_(state.parcels.size(), 0)
    {
        for (const EnterpriseId firm : f_.rows())
            if (f_.park[firm].valid())
                for (const Holding& holding : f_.of(firm))
                    firms_on_[holding.parcel.index] += holding.share > 0 ? 1 : 0;
    }

    void run()
    {
        left_.assign(firms_on_.size(), 0);
        bool any = false;
        for (const EnterpriseId firm : f_.rows())
            if (is_asked(firm) && goes(firm)) any = leave(firm) || any;
        if (!any) return;
        remove_firms(state_, left_);
        state_.measured.reset();  // of the state before
    }

private:
    bool is_asked(EnterpriseId firm) const
    {
        const ParkId park = f_.park[firm];
        return park.valid() && state_.parks.status[park] == ParkStatus::transitioned &&
               rule_.scope.covers(state_.parks, park) && is_industrial_division(f_.division[firm]);
    }

    bool goes(EnterpriseId firm) const
    {
        return state_.draw(RuleId::transition, f_.hash[firm]).uniform(leave_draw) < rule_.firms_leave;
    }

    /// \return whether there is land that it holds alone
    bool leave(EnterpriseId firm)
    {
        const ParcelTable& land = state_.parcels;
        const ParkId park = f_.park[firm];
        std::vector<ParcelId> alone;
        Mm2 area = 0;
        for (const Holding& holding : f_.of(firm)) {
            const ParcelId parcel = holding.parcel;
            const bool built = land.stage[parcel] == Stage::built && land.park[parcel] == park;
            if (holding.share > 0 && built && firms_on_[parcel.index] == 1)
                alone.push_back(parcel), area += land.area[parcel];
        }
        if (alone.empty()) return false;
        Event event = rule_event(state_, Transition::record(), rule_.scope,
                                 static_cast<std::size_t>(TransitionEvent::firm_leaves), park);
        event.entity = EntityKind::enterprise, event.row = firm.index;
        const double paid = rule_.relocation_cost * from_mm2(area).value;
        std::string detail = fmt::format("land={:.10g} 亩", mm2_to_mu(area));
        for (const ParcelId parcel : alone)
            detail += fmt::format("; parcel {}", land.id[parcel]);
        book(state_, {event, Reason::compensation, WanYuan{-paid}, park}, detail);
        for (const ParcelId parcel : alone) {
            left_[parcel.index] = 1;
            state_.parks.flows[park].exited += land.area[parcel];
            return_land(state_, parcel, Stage::planned);
        }
        return true;
    }

    State& state_;
    const EnterpriseTable& f_;
    const Transition& rule_;
    std::vector<std::uint32_t> firms_on_;  ///< by parcel
    std::vector<std::uint8_t> left_;       ///< by parcel
};

}  // namespace

void let_firms_go(State& state, const Transition& rule, Year)
{
    if (rule.firms_leave > 0) Relocation(state, rule).run();
}

}  // namespace permu
