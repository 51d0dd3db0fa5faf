/// Land-use codes of public systems and what they mean here; the system is declared, never guessed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "permu/base/problem.hpp"
#include "permu/base/table.hpp"
#include "permu/model/land_use.hpp"
#include "permu/model/stages.hpp"

namespace permu {

struct CodeMeaning {
    LandUse use = LandUse::none;
    std::optional<Stage> stage = {};  ///< of ledger codes (开发区评价), which set the stage as well
    bool by_prefix = false;           ///< not listed itself: its longest listed prefix
};

/// One code system: "用地用海", "GB50137-2011", "GB/T21010-2017", "开发区评价", or one of a table of the
/// user's.
class CodeSystem {
public:
    /// \param crosswalk  columns code_system, code, group, class_level, is_new_industry, stage
    /// \throws InputError when the table has no rows of `name`; lists the systems there are
    CodeSystem(const Table& crosswalk, std::string_view name);
    /// The code itself, else as it is without blanks and full-width signs, else the longest listed prefix of
    /// that, else nothing.
    std::optional<CodeMeaning> find(std::string_view code) const;
    /// The listed code that a spreadsheet made this number of: "0701" of "701"; empty where there is none, or
    /// the code is listed as it stands.
    std::string with_lost_zero(std::string_view code) const;
    const std::string& name() const { return name_; }

private:
    std::string name_;
    std::map<std::string, CodeMeaning, std::less<>> codes_;
};

/// The built-in crosswalk, scenarios/tables/landuse_crosswalk.csv.
Table built_in_crosswalk();

}  // namespace permu
