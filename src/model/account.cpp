/// Sums of the fiscal account and the names of its reasons.
#include "permu/model/account.hpp"

#include <numeric>

namespace permu {
namespace {

constexpr std::array<Text, reason_count> names{{
    {"none", "无"},
    {"land price", "土地出让价款"},
    {"land rent", "土地租金"},
    {"idle-land fee", "土地闲置费"},
    {"damages for breach", "违约金"},
    {"land-use tax", "城镇土地使用税"},
    {"tax relief", "税收减免"},
    {"power surcharge", "差别化电价加价"},
    {"R&D subsidy", "研发补助"},
    {"preparation cost", "土地前期开发成本"},
    {"compensation", "收回补偿"},
    {"price top-up", "补缴地价款"},
    {"partner's share of the benefit", "合作方分成"},
    {"reward of the evaluation", "考核奖励"},
}};

}  // namespace

Text reason_name(Reason reason)
{
    return names[static_cast<std::size_t>(reason)];
}

Fen Account::total() const
{
    return std::accumulate(fen.begin(), fen.end(), Fen{0});
}

Account& Account::operator+=(const Account& other)
{
    for (std::size_t i = 0; i < reason_count; ++i)
        fen[i] += other.fen[i];
    return *this;
}

}  // namespace permu
