/// Numbers that are written as texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace permu {

/// The number that the whole text is; nothing else.
std::optional<double> number_of_text(std::string_view text);

/// The upper end of what a plan's text allows: "180~200" is 200, "180(200)" 200, "≤2.0" 2, "2.5以下" 2.5;
/// a per cent sign goes for both ends: "180~200%" is 2. Blanks and full-width signs do not matter. Nothing
/// for a lower end ("1.5以上", "≥1.2"), for several limits ("工业1.0；研发2.5") and all that is no limit.
std::optional<double> upper_end(std::string_view text);

/// The year of "2020-05-01", "2019年3月5日", "2020/5", "2019年", "20200501", "2020/05/01 00:00:00"; nothing
/// for a bare year and for months and days that there are not.
std::optional<int> year_of_date(std::string_view text);

/// "—", "无", "N/A": what people write where there is nothing to write.
bool means_nothing(std::string_view text);

/// "12 亩", "3.5万元": a number and what stands behind it, without blanks around; nothing where nothing does.
struct NumberAndWord {
    double number{};
    std::string_view word = {};
};
std::optional<NumberAndWord> number_and_word(std::string_view text);

/// "3,479.72", "-1,234,567": digits in groups of three.
struct GroupedNumber {
    std::string digits;  ///< without the separators
    bool sure = false;   ///< "3,479" may be 3.479 where a comma is the decimal sign
};
std::optional<GroupedNumber> grouped_number(std::string_view text);

}  // namespace permu
