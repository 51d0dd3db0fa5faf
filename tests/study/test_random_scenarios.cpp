/// Land, money and quota balance whatever a scenario asks for: invariants over random provinces and rules.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "permu/base/random.hpp"
#include "study/synthetic.hpp"

namespace permu::test {
namespace {

/// Random values of one rule's parameters, as TOML. Every sixth parameter or so is given.
class RandomRule {
public:
    RandomRule(const Draw& draw, std::uint32_t first) : draw_(draw), next_(first) {}

    std::string text(Rule& rule)
    {
        std::string out = fmt::format("[rules.{}]\n", rule_name(rule.record().id));
        for (const Parameter& parameter : rule.parameters())
            out += line(parameter);
        return out;
    }

private:
    double uniform() { return draw_.uniform(next_++); }

    std::string line(const Parameter& parameter)
    {
        if (parameter.key.find('.') != std::string_view::npos || parameter.key == "effective_from") return {};
        if (parameter.key == "enabled") return uniform() < 0.8 ? "enabled = true\n" : "";
        if (uniform() > 0.15) return {};
        const std::string key(parameter.key);
        if (std::holds_alternative<bool*>(parameter.slot))
            return fmt::format("{} = {}\n", key, uniform() < 0.5);
        if (std::holds_alternative<std::string*>(parameter.slot)) {
            if (parameter.choices.empty()) return {};
            const auto at =
                static_cast<std::size_t>(uniform() * static_cast<double>(parameter.choices.size()));
            return fmt::format("{} = \"{}\"\n", key, parameter.choices[at]);
        }
        if (!std::isfinite(parameter.min) || !std::isfinite(parameter.max)) return {};
        const bool whole = std::holds_alternative<int*>(parameter.slot);
        if (!whole && !std::holds_alternative<double*>(parameter.slot)) return {};
        // Mostly small values, now and then the ends of the range.
        const double chance = uniform(), place = chance < 0.1 ? 0 : chance > 0.95 ? 1 : uniform() * uniform();
        double value = parameter.min + (parameter.max - parameter.min) * place * (whole ? 0.3 : 1);
        if (whole) value = std::round(value);
        const std::string_view unit = info(parameter.unit).symbol;
        return is_bare(parameter.unit) ? fmt::format("{} = {}\n", key, value)
                                       : fmt::format("{} = \"{} {}\"\n", key, value, unit);
    }

    const Draw& draw_;
    std::uint32_t next_;
};

std::string random_rules(std::uint64_t seed)
{
    const Draw draw(draw_key(seed, 0), 1, 0, 1);
    std::string text;
    std::uint32_t first = 0;
    for (const MakeRule make : rule_catalogue()) {
        const std::unique_ptr<Rule> rule = make();
        text += RandomRule(draw, first).text(*rule);
        first += 1000;
    }
    return text;
}

/// \return whether the scenario is one that a user may run
bool run_one(std::uint64_t seed)
{
    const std::string rules = random_rules(seed);
    try {
        const Scenario scenario = scenario_of(rules, seed);
        const auto parks = static_cast<std::uint32_t>(2 + seed % 6);
        const State base = base_of(make_province({.parks = parks, .parcels = 40 + parks * 25, .seed = seed}));
        EXPECT_NE(story(base, scenario), "");
    } catch (const InvariantError& broken) {
        ADD_FAILURE() << "seed " << seed << ": " << describe(broken.problems(), Language::en) << "\n"
                      << rules;
    } catch (const InputError&) {
        return false;
    }
    return true;
}

TEST(RandomScenarios, BalanceInEveryYear)
{
    int run = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed)
        run += run_one(seed) ? 1 : 0;
    // Some combinations are refused with a message, as they should be; most must run.
    EXPECT_GE(run, 150);
}

}  // namespace
}  // namespace permu::test
