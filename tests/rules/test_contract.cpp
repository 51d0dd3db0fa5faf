/// What every rule keeps to: its record, its parameters, and what it may change.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <array>
#include <set>
#include <sstream>
#include <string>

#include "fixture.hpp"
#include "permu/rules/catalogue.hpp"
#include "state_text.hpp"
#include "zones.hpp"

namespace permu::test {
namespace {

/// Two parks with land of every stage, firms and projects: every rule finds something to do.
State town()
{
    State state = state_of(
        {.year = 2024,
         .parks =
             "id level province kind grade leading evaluation_previous population jobs employed_residents\n"
             "a national 山西 - 9 39 2 9000 5000 4000\n b provincial 山西 示范区 12 35 1 4000 2000 2000\n"
             "c provincial 四川 - 12 - 3 - - -",
         .parcels = "id park mu use plan_use stage tenure supply_year agreed_start price term_years "
                    "expiry_year floor_area"
                    " footprint suitability standard promised_tax ramp_end\n"
                    "a1 a 60 industrial_2 - built grant 2010 2011 900 50 2060 40000 20000 - 1 5000 2025\n"
                    "a2 a 40 residential - built grant 2012 2013 4000 70 2082 50000 9000 -\n"
                    "a3 a 30 industrial - supplied grant 2022 2023 450 50 2072 - - -\n"
                    "a4 a 50 industrial - ready - - - - - - - - 0.8\n"
                    "a5 a 80 farmland industrial planned - - - - - - - - 0.5\n"
                    "a6 a 10 farmland street planned - - - - - - - - -\n"
                    "a7 a 20 farmland residential planned - - - - - - - - -\n"
                    "b1 b 70 industrial_1 - built lease 2004 2005 500 20 2024 45000 30000 -\n"
                    "b2 b 25 research - ready - - - - - - - - 0.4\n"
                    "b3 b 55 industrial - under_construction grant 2022 2023 800 50 2072 - - -\n"
                    "b4 b 90 water logistics planned - - - - - - - - 0.9\n"
                    "b5 b 20 industrial - built grant 2010 2011 200 50 2060 9000 5000 -\n"
                    "c1 c 45 industrial - ready - - - - - - - - -",
         .firms = "id parcel division revenue value_added tax rd rd_previous energy power emission staff "
                  "fixed_investment"
                  " large start_year grade rd_reserve veto\n"
                  "f a1 39 30000 9000 1500 1500 1000 3000 900000 2 400 20000 1 2011 A 1\n"
                  "g b1 35 9000 2000 150 90 100 2500 800000 3 200 9000 1 2006 D 0\n"
                  "h b1 13 900 200 20 - - 100 50000 1 30 700 0 2015 C 0\n"
                  "k b5 13 900 200 20 - - 100 50000 1 30 700 1 2010 D 0 1",
         .projects = "id arrival division mu investment tax output value_added rd far building_coefficient "
                     "admin_share"
                     " energy emission wanted status tier guaranteed\n"
                     "p 2025 39 50 20000 700 20000 5000 800 1.2 0.5 0.05 900 1 a future emerging 0\n"
                     "q 2024 35 25 1000 20 3000 700 10 0.5 0.5 0.05 400 1 - waiting traditional 0\n"
                     "r 2020 73 24 900 90 900 500 90 1.5 0.4 0.05 20 0 b waiting future 0\n"
                     "s 2024 13 45 9000 500 20000 4000 300 1.1 0.5 0.06 900 1 c waiting traditional 1",
         .borders = "a1 a4 90\n a3 a6 60\n a4 a5 70\n a2 a7 40\n b1 b4 30"});
    state.base_year = 2024;
    state.sub_parks.benefit_share[add_zone(state, "z", {"a1"}, 2025)] = 0.1;
    state.region.quota_table = {{.year = 2025, .quota = mm2_of_mu(200), .national_pool = mm2_of_mu(40)}};
    state.conversions = {
        {.id = "m", .parcel = parcel(state, "a1"), .year = 2025, .uses = {{LandUse::m0, 1}}},
        {.id = "r", .parcel = parcel(state, "b1"), .year = 2025, .uses = {{LandUse::research, 1}}}};
    start_year(state, 2025);
    // A park in 四川 that turns, and two reserves that are its own.
    state.parks.transition_pending[{2}] = Transfer::park;
    state.parks.approved_area[{2}] = 30000;
    auto geography = std::make_shared<Geography>(*state.geography);
    for (const double x : {0.0, 500.0}) {
        geography->reserves.begin_part();
        geography->reserves.add_ring(
            std::array{Point{x, 0}, Point{x + 200, 0}, Point{x + 200, 100}, Point{x, 100}, Point{x, 0}});
        geography->reserves.end_shape();
    }
    state.geography = geography;
    const Mm2 area = to_mm2({20000});
    state.reserves = {.id = {"r1", "r2"},
                      .city = {"", ""},
                      .county = {"", ""},
                      .park = {ParkId{2}, ParkId{2}},
                      .use = {LandUse::industrial, LandUse::none},
                      .area = {area, area},
                      .suitability = {0.5, 0.9},
                      .block = {10000, 5000},
                      .blocks = {0, 0}};
    return state;
}

/// The year up to and without `id`, with every rule as documented.
State before(RuleId id)
{
    State state = town();
    for (const MakeRule make : rule_catalogue()) {
        const std::unique_ptr<Rule> rule = make();
        if (rule->record().id == id) break;
        rule->apply(state, 2025);
    }
    return state;
}

class Contract : public testing::TestWithParam<std::size_t> {
protected:
    std::unique_ptr<Rule> rule_ = rule_catalogue()[GetParam()]();
    RuleId id_ = rule_->record().id;

    bool* enabled() { return std::get<bool*>(slot_of("enabled")); }
    ParameterSlot slot_of(std::string_view key)
    {
        for (const Parameter& parameter : rule_->parameters())
            if (parameter.key == key) return parameter.slot;
        throw std::invalid_argument(std::string(key));
    }
};

TEST(Catalogue, HoldsTheNineteenRulesInTheOrderOfTheYear)
{
    ASSERT_EQ(rule_catalogue().size(), rule_count);
    for (std::size_t i = 0; i < rule_count; ++i)
        EXPECT_EQ(static_cast<std::size_t>(rule_catalogue()[i]()->record().id), i + 1);
}

TEST_P(Contract, SpeaksBothLanguages)
{
    const RuleRecord& record = rule_->record();
    for (const Text& said : {record.title, record.summary})
        EXPECT_FALSE(said.en.empty() || said.zh.empty());
    std::set<std::string_view> names;
    for (const EventKind& kind : record.events) {
        EXPECT_FALSE(kind.label.en.empty() || kind.label.zh.empty()) << kind.name;
        EXPECT_TRUE(names.insert(kind.name).second) << kind.name;
    }
    for (const Parameter& parameter : rule_->parameters())
        EXPECT_FALSE(parameter.help.en.empty() || parameter.help.zh.empty()) << parameter.key;
}

TEST_P(Contract, NamesEachParameterOnceAndTheSharedOnesFirst)
{
    const Parameters all = rule_->parameters();
    const std::string_view shared[] = {"enabled", "applies_to.level", "applies_to.kind",
                                       "applies_to.province", "effective_from"};
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_TRUE(i >= std::size(shared) || all[i].key == shared[i]) << all[i].key;
        EXPECT_TRUE(names.insert(all[i].key).second) << all[i].key;
    }
}

TEST_P(Contract, ItsDefaultsAreValidAndInTheirRange)
{
    Problems problems;
    rule_->validate("rules.x", problems);
    EXPECT_TRUE(problems.empty()) << describe(problems, Language::en);
    for (const Parameter& parameter : rule_->parameters()) {
        const double factor = info(parameter.unit).factor;
        const auto check = [&](double inner) {
            const double value = inner / factor;
            // NaN is "no limit"; a relative 1e-9 is the conversion of units
            EXPECT_FALSE(value < parameter.min - 1e-9 * std::abs(parameter.min)) << parameter.key;
            EXPECT_FALSE(value > parameter.max + 1e-9 * std::abs(parameter.max)) << parameter.key;
        };
        if (auto* const* number = std::get_if<double*>(&parameter.slot)) check(**number);
        if (auto* const* number = std::get_if<int*>(&parameter.slot)) check(**number);
        if (auto* const* named = std::get_if<NamedNumbers*>(&parameter.slot))
            for (const auto& [name, value] : **named)
                check(value);
    }
}

TEST_P(Contract, SwitchedOffItChangesNothing)
{
    State state = before(id_);
    const std::string was = whole_text(state);
    *enabled() = false;
    rule_->apply(state, 2025);
    rule_->assess(state, 2025);
    EXPECT_EQ(whole_text(state), was);
}

TEST_P(Contract, GivesTheSameAnswerTwiceAndFromACloneOnAnyNumberOfThreads)
{
    State one = before(id_), two = one;
    two.threads = 4;
    rule_->apply(one, 2025);
    rule_->clone()->apply(two, 2025);
    EXPECT_EQ(whole_text(one), whole_text(two));
}

TEST_P(Contract, ItsEventsAreItsOwnAndOfTheYear)
{
    State state = before(id_);
    const std::size_t first = state.events.size();
    rule_->apply(state, 2025);
    for (std::size_t i = first; i < state.events.size(); ++i) {
        const Event& event = state.events.all()[i];
        EXPECT_EQ(event.rule, id_);
        EXPECT_EQ(event.year, 2025);
        const auto& kinds = rule_->record().events;
        EXPECT_TRUE(!kinds.empty() && event.kind >= &kinds.front() && event.kind <= &kinds.back());
    }
}

/// `text` without what completes a figure nobody knew before.
std::string known_of(const std::string& text, const std::string& before)
{
    std::istringstream now(text), was(before);
    std::string out, line, old_line;
    while (std::getline(was, old_line) && std::getline(now, line)) {
        std::istringstream cells(line), old_cells(old_line);
        for (std::string cell, old; old_cells >> old && cells >> cell;)
            out += (old == "nan" ? old : cell) + ' ';
        out += '\n';
    }
    return out;
}

TEST_P(Contract, AssessingChangesNoParcelFirmOrAccount)
{
    State state = before(id_);
    const State was = state;
    rule_->assess(state, 2025);
    EXPECT_EQ(parcels_text(state), parcels_text(was));
    EXPECT_EQ(known_of(firms_text(state), firms_text(was)), known_of(firms_text(was), firms_text(was)));
    EXPECT_EQ(money_text(state), money_text(was));
    EXPECT_EQ(projects_text(state), projects_text(was));
}

/// Which tables the rules before tenure may change; money by preparation alone.
struct Claim {
    RuleId rule;
    bool parcels, firms, projects, money;
};
constexpr Claim claims[] = {
    {RuleId::demand, false, false, true, false},
    {RuleId::quota, false, false, false, false},
    {RuleId::preparation, true, false, false, true},
    {RuleId::admission, false, false, true, false},
    {RuleId::standard_land, true, false, true, false},
    {RuleId::tenure, true, true, true, true},
    {RuleId::construction, true, true, true, false},
    {RuleId::idle_land, true, true, true, true},
    {RuleId::operation, true, true, false, false},
    {RuleId::review, true, true, false, true},
    {RuleId::per_mu, false, true, false, false},
    {RuleId::exit, true, true, true, true},
    {RuleId::conversion, true, true, false, true},
    {RuleId::transition, false, false, false, false},
    {RuleId::rezoning, false, false, false, false},
    {RuleId::merger, false, false, false, false},
    {RuleId::cooperation_parks, false, false, false, true},
    {RuleId::evaluation, false, false, false, false},
};

TEST(Claims, OnlyTheTablesARuleSaysItWritesHaveChanged)
{
    for (const Claim& claim : claims) {
        State state = before(claim.rule);
        const State was = state;
        rule_catalogue()[static_cast<std::size_t>(claim.rule) - 1]()->apply(state, 2025);
        const auto name = rule_name(claim.rule);
        EXPECT_TRUE(claim.parcels || parcels_text(state) == parcels_text(was)) << name;
        EXPECT_TRUE(claim.firms || firms_text(state) == firms_text(was)) << name;
        EXPECT_TRUE(claim.projects || projects_text(state) == projects_text(was)) << name;
        EXPECT_TRUE(claim.money || money_text(state) == money_text(was)) << name;
    }
}

INSTANTIATE_TEST_SUITE_P(Rules, Contract, testing::Range<std::size_t>(0, rule_count), [](const auto& param) {
    return std::string(rule_name(static_cast<RuleId>(param.param + 1)));
});

}  // namespace
}  // namespace permu::test
