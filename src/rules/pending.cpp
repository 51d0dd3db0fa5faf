/// The rules that are named in the year and cannot be switched on in this version.
#include "pending.hpp"

#include <array>

#include "refuse.hpp"

namespace permu {
namespace {

constexpr std::array<RuleRecord, 2> records{{
    {.id = RuleId::review,
     .title = {"Review of commitments", "达产复核"},
     .clause = "标准地 达产复核",
     .summary = {"At the end of ramp-up, actual values against the committed ones; one year to rectify, then "
                 "damages.",
                 "达产期满时以实际值对照承诺值复核；整改一年，仍不达标的追究违约责任。"},
     .events = {},
     .binding = {},
     .available = false},
    {.id = RuleId::exit,
     .title = {"Exit of low-benefit firms", "腾笼换鸟"},
     .clause = "002 (十七), 001 六",
     .summary = {"Granted land leaves by breach of contract, buy-back or transfer.",
                 "已供土地因违约收回、协议收储或转让而退出。"},
     .events = {},
     .binding = {},
     .available = false},
}};

RuleScope switched_off()
{
    RuleScope scope;
    scope.enabled = false;
    return scope;
}

template <RuleId id>
struct Pending {
    RuleScope scope = switched_off();

    static const RuleRecord& record()
    {
        constexpr auto of = [] {
            std::size_t i = 0;
            while (records[i].id != id)
                ++i;
            return i;
        }();
        return records[of];
    }
};

template <RuleId id>
Parameters parameters(Pending<id>&)
{
    return {};
}

/// Nothing happens: `enabled` cannot be true.
template <RuleId id>
void apply(State&, const Pending<id>&, Year)
{
}

template <RuleId id>
void validate(const Pending<id>& rule, const std::string& where, Problems& problems)
{
    if (!rule.scope.enabled) return;
    const std::string name(rule_name(id));
    refuse(problems, {"rule.not_available", where + ".enabled"}, Said("true"),
           {"false: rule " + name + " is not available in this version",
            "false：此版本尚不提供规则 " + name + "（" + std::string(Pending<id>::record().title.zh) + "）"},
           {"set enabled = false in [rules." + name + "] or remove the table",
            "在 [rules." + name + "] 中设 enabled = false，或删去该表"});
}

}  // namespace

template <RuleId id>
std::unique_ptr<Rule> make_pending()
{
    return std::make_unique<RuleOf<Pending<id>>>();
}

template std::unique_ptr<Rule> make_pending<RuleId::review>();
template std::unique_ptr<Rule> make_pending<RuleId::exit>();

}  // namespace permu
