/// Sentences about events, in both languages, from the labels of the catalogue.
#pragma once

#include <string_view>

#include "permu/base/text.hpp"
#include "permu/study/explain.hpp"

namespace permu {

/// "parcel L1", "地块 L1".
Said said_name(const EntityName& who);

/// What happened, with its numbers: "idle-land fee: 129.568 万元; idle years 1; price 647.84 万元". An event
/// that this version does not know is told by its name.
Said what_happened(const ToldEvent& event);

/// By what right: "Idle land, 闲置土地处置办法 第十四条(一)", and that it is hypothetical where it is.
Said by_what_right(const ToldEvent& event);

/// "park P3, parcel L7: energy per value added 0.9 against 0.5 tce/万元; the lot went to J2".
Said why_not_there(const PassedOver& one);

/// A detail in words: names of the program replaced by what they mean, ids and numbers as they are.
Said in_words(std::string_view detail);

/// A number for a reader: six digits, no exponent below 10^15; "–" for none.
std::string for_reader(double value);

}  // namespace permu
