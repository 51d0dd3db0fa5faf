/// The nineteen rules in the order of the year, one line a rule.
#include "permu/rules/catalogue.hpp"

#include "permu/rules/admission.hpp"
#include "permu/rules/construction.hpp"
#include "permu/rules/conversion.hpp"
#include "permu/rules/cooperation_parks.hpp"
#include "permu/rules/demand.hpp"
#include "permu/rules/evaluation.hpp"
#include "permu/rules/exit.hpp"
#include "permu/rules/idle_land.hpp"
#include "permu/rules/incentives.hpp"
#include "permu/rules/merger.hpp"
#include "permu/rules/operation.hpp"
#include "permu/rules/per_mu.hpp"
#include "permu/rules/preparation.hpp"
#include "permu/rules/quota.hpp"
#include "permu/rules/review.hpp"
#include "permu/rules/rezoning.hpp"
#include "permu/rules/standard_land.hpp"
#include "permu/rules/tenure.hpp"
#include "permu/rules/transition.hpp"

namespace permu {
namespace {

template <class P>
std::unique_ptr<Rule> make()
{
    return std::make_unique<RuleOf<P>>();
}

constexpr MakeRule catalogue[rule_count] = {
    make<Demand>,           make<Quota>,        make<Preparation>,
    make<ProjectAdmission>, make<StandardLand>, make<TenureRule>,
    make<Construction>,     make<IdleLand>,     make<Operation>,
    make<CommitmentReview>, make<PerMu>,        make<Incentives>,
    make<LandExit>,         make<Conversion>,   make<Transition>,
    make<Rezoning>,         make<Merger>,       make<CooperationParks>,
    make<Evaluation>,
};

}  // namespace

std::span<const MakeRule> rule_catalogue()
{
    return catalogue;
}

}  // namespace permu
