/// What every policy rule is: a record of its clause and events, parameters with sources, and apply().
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "permu/base/parameter.hpp"
#include "permu/base/problem.hpp"
#include "permu/model/state.hpp"

namespace permu {

/// Where and from when a clause binds; elsewhere and earlier its events are marked hypothetical.
struct Binding {
    std::string_view province;             ///< "山西", or empty: anywhere
    ParkLevel level = ParkLevel::unknown;  ///< unknown: any
    Year from = 0;                         ///< first year it is in force
};

/// What a rule says of itself; `permu list rules` and the reference page print it.
struct RuleRecord {
    RuleId id{};
    Text title;
    std::string_view clause;  ///< "002 (十七), 003 (十三)"
    Text summary;
    std::span<const EventKind> events;
    Binding binding;
    bool judges = false;  ///< changes no land, firm or account: what was measured before it stays true
};

/// Which parks a scenario applies a rule to; empty texts mean all. Every rule's parameters contain one.
struct RuleScope {
    bool enabled = true;
    std::string level, kind, province;
    int effective_from = 0;  ///< 0: as the document says

    bool covers(const ParkTable& parks, ParkId park) const;
};

/// A configured rule of one version. Copies are cheap enough to make one a year.
class Rule {
public:
    virtual ~Rule() = default;
    virtual const RuleRecord& record() const = 0;
    /// The one definition of its parameters, bound to this object; `enabled` and `applies_to.*` come first.
    virtual Parameters parameters() = 0;
    virtual std::unique_ptr<Rule> clone() const = 0;
    /// What no single parameter can tell: shares that do not sum to one, orders, missing tables. \param where
    /// for messages
    virtual void validate(const std::string& where, Problems& problems) const = 0;
    /// Changes the state in the year's place of this rule. Does nothing when disabled.
    virtual void apply(State& state, Year year) const = 0;
    /// Says what the rule finds in the base year, changing no parcel, firm or account; a figure that the data
    /// does not have may be completed.
    virtual void assess(State& state, Year year) const = 0;
    virtual const RuleScope& scope() const = 0;
};

/// The parameters that every rule has.
Parameters scope_parameters(RuleScope& scope);

/// An event of this rule about one entity, with the mark of a clause that does not bind there. The caller
/// adds values. \param park  whose province and level decide; none: the region
Event rule_event(const State& state, const RuleRecord& record, const RuleScope& scope, std::size_t kind,
                 ParkId park);

// What a rule has nothing to say about: less specific than a rule's own functions.
template <class P>
void assess(State&, const P&, Year)
{
}
template <class P>
void validate(const P&, const std::string&, Problems&)
{
}

// Calls by argument-dependent lookup, outside the class whose members have the same names.
template <class P>
Parameters parameters_of(P& rule)
{
    return parameters(rule);
}
template <class P>
void apply_of(State& state, const P& rule, Year year)
{
    apply(state, rule, year);
}
template <class P>
void assess_of(State& state, const P& rule, Year year)
{
    assess(state, rule, year);
}
template <class P>
void validate_of(const P& rule, const std::string& where, Problems& problems)
{
    validate(rule, where, problems);
}

/// Makes a Rule of a struct of parameters P that has: `RuleScope scope`, `static const RuleRecord& record()`,
/// and beside it the functions `Parameters parameters(P&)`, `void apply(State&, const P&, Year)`, `void
/// assess(State&, const P&, Year)` and `void validate(const P&, const std::string&, Problems&)`.
template <class P>
class RuleOf final : public Rule {
public:
    const RuleRecord& record() const override { return P::record(); }
    Parameters parameters() override
    {
        Parameters all = scope_parameters(params_.scope);
        Parameters own = parameters_of(params_);
        all.insert(all.end(), own.begin(), own.end());
        return all;
    }
    std::unique_ptr<Rule> clone() const override { return std::make_unique<RuleOf>(*this); }
    void validate(const std::string& where, Problems& problems) const override
    {
        validate_of(params_, where, problems);
    }
    void apply(State& state, Year year) const override
    {
        if (params_.scope.enabled) apply_of(state, params_, year);
    }
    void assess(State& state, Year year) const override
    {
        if (params_.scope.enabled) assess_of(state, params_, year);
    }
    const RuleScope& scope() const override { return params_.scope; }

private:
    P params_{};
};

}  // namespace permu
