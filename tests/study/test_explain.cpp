/// The chain of events of one entity, from a log that fits on a page.
#include "permu/study/explain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "permu/study/narrate.hpp"

namespace permu {
namespace {

using testing::ElementsAre;

/// J1 gets L1, becomes E-J1 and fails; J2 gets L1 after it; J3 gets nothing.
constexpr LoggedRow story[] = {
    {"2025", "demand", "002 (十三)", "project", "J1", "arrived", "12", "亩", "", "division 30"},
    {"2025", "preparation", "002 (十二)", "parcel", "L1", "prepared", "12", "亩", "", "phase 1; quota used"},
    {"2026", "admission", "002 (四)", "project", "J3", "refused", "0.9", "tce/万元", "0.5",
     "energy_per_value_added × 2"},
    {"2026", "standard_land", "002 (十七)", "project", "J1", "placed", "12", "亩", "12",
     "parcel L1; park P1; standard land"},
    {"2026", "standard_land", "002 (十七)", "parcel", "L1", "supplied", "12", "亩", "12", "project J1"},
    {"2027", "construction", "", "parcel", "L1", "built", "9000", "m²", "", "far=1.2; start=2026"},
    {"2027", "construction", "", "enterprise", "E-J1", "moved_in", "12", "亩", "", "project J1; parcel L1"},
    {"2028", "per_mu", "002 (二十)", "enterprise", "E-J1", "classed", "30", "分", "", "none → D"},
    {"2029", "idle_land", "第二条", "parcel", "L1", "recapture", "12", "亩", "",
     "hypothetical; idle_years=2"},
    {"2030", "standard_land", "002 (十七)", "project", "J2", "placed", "11", "亩", "11",
     "parcel L1; park P1"},
    {"2030", "standard_land", "002 (十七)", "parcel", "L1", "supplied", "12", "亩", "11", "project J2"},
    {"2031", "construction", "", "parcel", "L1", "started", "", "", "", ""},
    {"2031", "merger", "001 三", "park", "P2", "merged", "", "", "", "park P1"},
};

EventChain chain_of(EntityKind kind, const std::string& id)
{
    EventChain chain({kind, id});
    for (const LoggedRow& row : story)
        chain.find_links(row);
    for (const LoggedRow& row : story)
        chain.collect(row);
    return chain;
}

/// "2026 J1 placed" …
std::vector<std::string> told(const EventChain& chain)
{
    std::vector<std::string> lines;
    for (const ToldEvent& event : chain.events())
        lines.push_back(std::to_string(event.year) + " " + event.who.id + " " + event.event);
    return lines;
}

std::vector<std::string> ids(const std::vector<EntityName>& names)
{
    std::vector<std::string> all;
    for (const EntityName& name : names)
        all.push_back(name.id);
    return all;
}

TEST(EventChain, AProjectBringsItsParcelUntilAnotherGetsItAndItsEnterprise)
{
    const EventChain chain = chain_of(EntityKind::project, "J1");
    EXPECT_TRUE(chain.seen());
    EXPECT_THAT(told(chain), ElementsAre("2025 J1 arrived", "2026 J1 placed", "2026 L1 supplied",
                                         "2027 L1 built", "2027 E-J1 moved_in", "2028 E-J1 classed",
                                         "2029 L1 recapture", "2030 L1 supplied"));
    EXPECT_THAT(ids(chain.linked()), ElementsAre("L1", "E-J1"));
}

TEST(EventChain, AParcelBringsEveryProjectAndEnterpriseThatWasOnIt)
{
    const EventChain chain = chain_of(EntityKind::parcel, "L1");
    EXPECT_EQ(chain.events().size(), 11U) << "all but the refusal of J3 and the merger of P2";
    EXPECT_THAT(ids(chain.linked()), ElementsAre("J1", "E-J1", "J2"));
}

TEST(EventChain, AnEnterpriseBringsItsLandAndItsProject)
{
    const EventChain chain = chain_of(EntityKind::enterprise, "E-J1");
    EXPECT_THAT(ids(chain.linked()), ElementsAre("J1", "L1"));
    EXPECT_EQ(told(chain).back(), "2030 L1 supplied") << "the land went to somebody else";
}

TEST(EventChain, AParkBringsOnlyWhatIsSaidOfParks)
{
    EXPECT_THAT(told(chain_of(EntityKind::park, "P1")), ElementsAre("2031 P2 merged"));
    EXPECT_FALSE(chain_of(EntityKind::park, "P1").seen());
}

TEST(EventChain, AnIdThatIsPartOfAnotherIsNotTheSame)
{
    EXPECT_TRUE(chain_of(EntityKind::parcel, "L").events().empty());
    EXPECT_TRUE(chain_of(EntityKind::project, "L1").events().empty()) << "a parcel, not a project";
}

TEST(EventChain, TakesTheMarkOfAHypotheticalClauseOffTheDetail)
{
    const EventChain chain = chain_of(EntityKind::parcel, "L1");
    const auto& event = *std::ranges::find(chain.events(), "recapture", &ToldEvent::event);
    EXPECT_TRUE(event.hypothetical);
    EXPECT_EQ(event.detail, "idle_years=2");
    EXPECT_TRUE(std::isnan(event.threshold));
}

TEST(NamesIn, AreThoseBehindTheirKind)
{
    const auto names = names_in("parcel A-1; park P 2; far=1.2; project=J1; parcels B, C; standard land");
    EXPECT_THAT(ids(names), ElementsAre("A-1", "P 2", "J1", "B", "C"));
    EXPECT_EQ(names[1].kind, EntityKind::park);
}

TEST(NearestIds, AreTheClosestThreeOfTheSameKind)
{
    NearestIds near({EntityKind::parcel, "L001-00015"});
    for (const char* id : {"L001-00051", "L001-00016", "L009-99999", "L001-0015", "L001-00014", "L001-00016"})
        near.see(EntityKind::parcel, id);
    near.see(EntityKind::park, "L001-00025");
    EXPECT_THAT(near.best(), ElementsAre("L001-00014", "L001-00016", "L001-00051"));
    near.see(EntityKind::project, "L001-00015");
    EXPECT_THAT(near.other_kinds(), ElementsAre(EntityKind::project));
}

TEST(Narration, SaysLabelNumbersAndDetailInBothLanguages)
{
    const EventChain chain = chain_of(EntityKind::parcel, "L1");
    const auto& built = *std::ranges::find(chain.events(), "built", &ToldEvent::event);
    EXPECT_EQ(what_happened(built).en, "works completed: 9000 m²; floor area ratio 1.2; started 2026");
    EXPECT_EQ(what_happened(built).zh, "竣工：9000 m²；容积率 1.2；动工年份 2026");
    const auto& taken = *std::ranges::find(chain.events(), "recapture", &ToldEvent::event);
    EXPECT_EQ(by_what_right(taken).en,
              "Idle land, 第二条; hypothetical: this clause does not bind here, or not yet");
    EXPECT_EQ(by_what_right(taken).zh, "闲置土地处置，第二条；假定：该条款在此地或当年尚无约束力");
}

TEST(Narration, KeepsIdsAsTheyAre)
{
    EXPECT_EQ(in_words("parcel industrial-1; park none; class=A").zh, "地块 industrial-1；园区 none；等级 A");
    EXPECT_EQ(in_words("sub-park green; partner industrial; recognised=2025").zh,
              "区中园 green；合作方 industrial；认定 2025");
}

TEST(Narration, SaysWhyALotWasNotGot)
{
    const PassedOver one =
        passed_over({"2026", "2", "P3", "L7", "tax_per_mu", "12", "20", "万元/亩/年", "J2"});
    EXPECT_EQ(why_not_there(one).en,
              "park P3, parcel L7 (choice 2): tax per mu 12 against 20 万元/亩/年; it went to project J2");
    EXPECT_EQ(why_not_there(one).zh,
              "园区 P3，地块 L7（第 2 选择）：亩均税收 12（对照 20 万元/亩/年）；该地已由项目 J2 取得");
}

TEST(Narration, WritesNumbersWithoutExponents)
{
    EXPECT_EQ(for_reader(1234567.4), "1234567");
    EXPECT_EQ(for_reader(0.1234567), "0.123457");
    EXPECT_EQ(for_reader(std::nan("")), "–");
}

// year   share   event                                    what the table shows
// 2024   0.31    assessed, threshold 0.3, task not done   0.31, 0.3, "no: …"
// 2025   0.29    none                                     0.29, –, ""
TEST(ParkYears, JoinIndicatorsAndTheAssessment)
{
    ParkYears years("P1");
    years.indicator("2025", "P1", "literal_industrial_share", "0.29");
    years.indicator("2024", "P1", "literal_industrial_share", "0.31");
    years.indicator("2024", "P2", "rank", "1");
    years.event({2024,
                 {EntityKind::park, "P1"},
                 "transition",
                 "",
                 "assessed",
                 "",
                 "judged=yes; task_completed=no: built_share=0.5 (>=0.85); integrated=yes: index=0.8 (>=0.7)",
                 0.31,
                 0.3});
    ASSERT_EQ(years.years().size(), 2U);
    EXPECT_EQ(years.years()[0].share_below, 0.3);
    EXPECT_EQ(years.years()[0].task, "no: built_share=0.5 (>=0.85)");
    EXPECT_EQ(years.years()[0].judged, "yes");
    EXPECT_EQ(years.years()[1].share, 0.29);
    EXPECT_TRUE(std::isnan(years.years()[1].share_below));
    EXPECT_TRUE(std::isnan(years.years()[0].rank));
}

}  // namespace
}  // namespace permu
