/// How well the values of a column fit a canonical field.
#pragma once

#include <string>
#include <string_view>

#include "permu/base/table.hpp"
#include "permu/inspect/profile.hpp"
#include "permu/model/fields.hpp"

namespace permu {

/// A column's name without the unit in brackets behind it: "税收（万元）" → "税收", "万元".
struct ColumnWords {
    std::string name, unit;
    bool cut = false;  ///< the bracket is not closed: what unit it was is lost
};
ColumnWords column_words(std::string_view column);

/// YDYHFLDM, 用地用海分类代码: the name of the column says which code system it is.
bool names_its_system(std::string_view column);

/// Lower case, without blanks.
std::string folded_name(std::string_view name);

struct ValueFit {
    double score = 0;  ///< 0 to 1
    Said reason = {};
    bool hindrance = false;  ///< it must not be used as it is: another quantity
    std::string unit = {};   ///< that a scenario must name, where the numbers are in another than the field's
};

/// \param unit  of the column's numbers where it is known, "" else
ValueFit fit_of_values(const InputField& field, const ColumnProfile& column, std::string_view unit,
                       const Table& crosswalk);

}  // namespace permu
