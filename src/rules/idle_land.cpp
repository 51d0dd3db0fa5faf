/// Idle land: the yearly clock, the fee and the recapture.
#include "permu/rules/idle_land.hpp"

#include <fmt/format.h>

#include <optional>

#include "refuse.hpp"
#include "release.hpp"

namespace permu {
namespace {

constexpr std::string_view decree = "闲置土地处置办法 (2012)";

enum Kind : std::size_t { idle, fee, recapture, not_enforced, fee_unknown };
constexpr EventKind kinds[] = {
    {"idle", {"land is idle", "认定为闲置土地"}, "闲置土地处置办法 第二条"},
    {"fee", {"idle-land fee", "征缴土地闲置费"}, "闲置土地处置办法 第十四条(一)"},
    {"recapture", {"taken back without compensation", "无偿收回"}, "闲置土地处置办法 第十四条(二)"},
    {"not_enforced", {"measure due, not enforced", "应处置未处置"}, "闲置土地处置办法 第十四条"},
    {"fee_unknown",
     {"no fee: the price is unknown", "价款不详，未征闲置费"},
     "闲置土地处置办法 第十四条(一)"},
};

/// One year of the rule, parcel by parcel.
class IdleYear {
public:
    IdleYear(State& state, const IdleLand& rule, Year year)
        : state_(state), p_(state.parcels), rule_(rule), year_(year)
    {
    }

    void visit(ParcelId parcel)
    {
        if (p_.stage[parcel] == Stage::supplied && p_.start_year[parcel] == no_year)
            not_started(parcel);
        else if (p_.stage[parcel] == Stage::under_construction)
            started(parcel);
    }

private:
    /// The year the clock starts from; nothing for land without a date that the data does not call idle.
    std::optional<Year> agreed_start(ParcelId parcel)
    {
        if (p_.agreed_start[parcel] == no_year && p_.idle[parcel])
            p_.agreed_start[parcel] = static_cast<std::int16_t>(base_year(state_));
        if (p_.agreed_start[parcel] != no_year) return p_.agreed_start[parcel];
        if (p_.supply_year[parcel] != no_year) return p_.supply_year[parcel] + 1;
        return std::nullopt;
    }

    void not_started(ParcelId parcel)
    {
        const std::optional<Year> agreed = agreed_start(parcel);
        if (!agreed) return;
        const int idle_years = year_ - *agreed;
        const int later = p_.government_cause[parcel] ? rule_.extension_years : 0;
        const int fee_after = rule_.fee_after_years + later;
        const int recapture_after = rule_.recapture_after_years + later;
        if (idle_years < fee_after) return;
        // From here on the land is idle, which without a date would start the clock in the base year.
        p_.agreed_start[parcel] = static_cast<std::int16_t>(*agreed);
        flag(parcel, idle_years, fee_after);
        // The key holds the agreed start: the same luck for fee and recapture, another after a new supply.
        const Draw luck{state_.draw_key, p_.hash[parcel], static_cast<std::uint32_t>(RuleId::idle_land),
                        static_cast<std::uint32_t>(*agreed)};
        if (luck.uniform(0) >= rule_.enforcement_share) {
            if (idle_years == fee_after || idle_years == recapture_after) tell_not_enforced(parcel);
            return;
        }
        // Land of the data that is already due for recapture is only taken back: its fee was due before the
        // run.
        const bool fee_due = idle_years == fee_after || idle_years < recapture_after;
        if (fee_due && !p_.fee_charged[parcel]) charge(parcel, idle_years);
        if (idle_years >= recapture_after) take_back(parcel, idle_years, recapture_after);
    }

    /// Works that have begun: idle while suspended with too little done, by either measure.
    void started(ParcelId parcel)
    {
        const std::int16_t since = p_.suspended_since[parcel];
        if (since == no_year) {
            if (p_.start_year[parcel] == year_) p_.idle[parcel] = 0;
            return;
        }
        // Shares are kept in single precision: exactly one third must compare equal to one third.
        const bool little_land = p_.developed_share[parcel] < static_cast<float>(rule_.area_share_min);
        const bool little_money = p_.invested_share[parcel] < static_cast<float>(rule_.investment_share_min);
        const int suspended = year_ - since;
        if ((little_land || little_money) && suspended >= rule_.suspended_years)
            flag(parcel, suspended, rule_.suspended_years);
    }

    void flag(ParcelId parcel, int years, int limit)
    {
        if (p_.idle[parcel]) return;
        p_.idle[parcel] = 1;
        Event event = event_of(idle, parcel);
        event.unit = Unit::years, event.value = years, event.threshold = limit;
        state_.events.add(event);
    }

    void charge(ParcelId parcel, int idle_years)
    {
        p_.fee_charged[parcel] = 1;
        const double price = p_.price[parcel];
        if (std::isnan(price)) {
            state_.events.add(event_of(fee_unknown, parcel));
            return;
        }
        if (price <= 0) return;  // allocated land has no price to take a share of
        book(state_,
             {event_of(fee, parcel), Reason::idle_fee, WanYuan{rule_.fee_share * price}, p_.park[parcel]},
             fmt::format("idle_years={}; price_wan={}", idle_years, price));
    }

    void take_back(ParcelId parcel, int idle_years, int limit)
    {
        Event event = event_of(recapture, parcel);
        event.unit = Unit::mu, event.value = mm2_to_mu(p_.area[parcel]);
        state_.events.add(event, fmt::format("idle_years={}; limit={}; refund_wan=0", idle_years, limit));
        count_idle_disposed(state_, parcel);
        return_land(state_, parcel, Stage::ready);
    }

    void tell_not_enforced(ParcelId parcel)
    {
        Event event = event_of(not_enforced, parcel);
        event.unit = Unit::ratio, event.threshold = rule_.enforcement_share;
        state_.events.add(event);
    }

    Event event_of(Kind kind, ParcelId parcel) const
    {
        Event event = rule_event(state_, IdleLand::record(), rule_.scope, kind, p_.park[parcel]);
        event.entity = EntityKind::parcel, event.row = parcel.index;
        return event;
    }

    State& state_;
    ParcelTable& p_;
    const IdleLand& rule_;
    Year year_;
};

}  // namespace

const RuleRecord& IdleLand::record()
{
    static const RuleRecord record{
        .id = RuleId::idle_land,
        .title = {"Idle land", "闲置土地处置"},
        .clause = "闲置土地处置办法 第二条, 第十四条",
        .summary =
            {"A fee of a fifth of the price after one idle year, recapture without compensation after two; "
             "land taken back is ready again and counts as disposed stock.",
             "闲置满一年按价款百分之二十征缴闲置费，满两年无偿收回；收回的土地重新达到供地条件，计入盘活存量"
             "。"},
        .events = kinds,
        .binding = {.province = {}, .level = ParkLevel::unknown, .from = 2012},
    };
    return record;
}

namespace {

Parameters measure_parameters(IdleLand& rule)
{
    const auto found = [](std::string_view clause) { return Source{decree, clause, Confidence::found}; };
    return {
        {.key = "fee_share",
         .slot = &rule.fee_share,
         .unit = Unit::ratio,
         .help = {"idle-land fee as a share of the land price, once", "闲置费占土地价款的比例，一次性"},
         .source = found("第十四条(一)"),
         .min = 0,
         .max = 1},
        {.key = "fee_after_years",
         .slot = &rule.fee_after_years,
         .unit = Unit::years,
         .help = {"idle years before land is idle and the fee is due", "认定闲置并征费的年数"},
         .source = found("第二条, 第十四条(一)"),
         .min = 0,
         .max = 50},
        {.key = "recapture_after_years",
         .slot = &rule.recapture_after_years,
         .unit = Unit::years,
         .help = {"idle years before land is taken back", "无偿收回的年数"},
         .source = found("第十四条(二)"),
         .min = 0,
         .max = 50},
    };
}

Parameters definition_parameters(IdleLand& rule)
{
    const auto found = [](std::string_view clause) { return Source{decree, clause, Confidence::found}; };
    return {
        {.key = "area_share_min",
         .slot = &rule.area_share_min,
         .unit = Unit::ratio,
         .help = {"suspended works are idle below this developed share (strictly)",
                  "已开发面积占比低于此值（不含）且停工为闲置"},
         .source = found("第二条"),
         .min = 0,
         .max = 1},
        {.key = "investment_share_min",
         .slot = &rule.investment_share_min,
         .unit = Unit::ratio,
         .help = {"suspended works are idle below this invested share (strictly)",
                  "已投资额占比低于此值（不含）且停工为闲置"},
         .source = found("第二条"),
         .min = 0,
         .max = 1},
        {.key = "suspended_years",
         .slot = &rule.suspended_years,
         .unit = Unit::years,
         .help = {"years of suspension before land is idle", "中止开发建设满此年数为闲置"},
         .source = found("第二条"),
         .min = 0,
         .max = 50},
        {.key = "extension_years",
         .slot = &rule.extension_years,
         .unit = Unit::years,
         .help = {"both limits are later by this where the government is the cause",
                  "政府原因造成闲置的延期年数"},
         .source = {decree, "第十二条: 延长动工开发期限最长不超过一年", Confidence::knowledge_verify},
         .min = 0,
         .max = 50},
        {.key = "enforcement_share",
         .slot = &rule.enforcement_share,
         .unit = Unit::ratio,
         .help = {"share of cases in which fee and recapture are carried out", "闲置费和收回得到执行的比例"},
         .source = {},
         .min = 0,
         .max = 1},
    };
}

}  // namespace

Parameters parameters(IdleLand& rule)
{
    Parameters all = measure_parameters(rule);
    const Parameters more = definition_parameters(rule);
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

void validate(const IdleLand& rule, const std::string& where, Problems& problems)
{
    if (rule.recapture_after_years >= rule.fee_after_years) return;
    refuse(problems, {"idle_land.order", where + ".recapture_after_years"},
           Said(fmt::format("{}", rule.recapture_after_years)),
           {fmt::format("at least fee_after_years ({})", rule.fee_after_years),
            fmt::format("不小于 fee_after_years（{}）", rule.fee_after_years)},
           Text{"let the recapture come with or after the fee", "收回不得早于征费，请调整其中一项"});
}

void apply(State& state, const IdleLand& rule, Year year)
{
    IdleYear work(state, rule, year);
    for (const ParkId park : state.parks.rows()) {
        if (!rule.scope.covers(state.parks, park)) continue;
        for (const ParcelId parcel : state.parks.parcels(park))
            work.visit(parcel);
    }
}

}  // namespace permu
