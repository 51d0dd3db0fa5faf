/// Files of users looked at, and what is written of it.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "permu/inspect/inspection.hpp"

namespace permu {

/// How comments of proposed scenarios begin that ask something of a person.
namespace marks {
inline constexpr std::string_view unsure = "不确定，未采用 / unsure, not used: ";
inline constexpr std::string_view missing = "缺少必需字段 / needed field not found: ";
inline constexpr std::string_view zeros = "前导零已丢失，请核对 / the leading zero was lost, verify:";
inline constexpr std::string_view empty_use = "假设：空值按留白用地 / assumed: empty = reserved land";
inline constexpr std::string_view unknown_uses = "无法识别，请填写代码 / not recognised, give their codes:";
inline constexpr std::string_view system_open =
    "代码体系须由人选定，下列代码含义不同 / a person must choose the code system, these codes differ: ";
inline constexpr std::string_view mixed =
    "同列两种单位，须先统一 / two units in one column, to be made one first: ";
inline constexpr std::string_view encoding = "文件所述编码有误 / the file names another, wrongly";
inline constexpr std::string_view crs_replaced =
    "文件所述坐标系有误，请核实 / the file names another, wrongly, verify: ";
inline constexpr std::string_view crs_guessed = "猜测，请核实 / guessed, verify: ";
inline constexpr std::string_view crs_open = "坐标系需人工给出 / the CRS must be given: ";
}  // namespace marks

/// Something that a person must decide or verify before a check.
struct Decision {
    std::string mark;  ///< how the comment of the proposed scenario begins; empty: the table itself
    Said what;
};
std::vector<Decision> decisions_of(const Inspection& inspection);
/// The line of `toml` that decision is about, in the table of the inspection; from 1.
std::size_t line_of(const Decision& decision, const Inspection& inspection, std::string_view toml);

/// Reads every layer or sheet of a file, through the same gate as a run.
/// \param layer  only this one; empty: all \param as  the table it is known to be
/// \param header_row  of sheets and CSV; 0: the first, or the one that is found below a title
/// \throws InputError, LimitError, SystemError  as read_layer and read_table
std::vector<Inspection> inspect_file(const std::string& path, const std::string& layer,
                                     std::optional<InputTable> as, unsigned threads, int header_row = 0);

/// The report for people.
std::string geometry_name(std::string_view ogr_name, Language language);
/// "feature 12: Self-intersection[500 300]" in that language.
std::string example_text(std::string_view example, Language language);
std::string inspection_text(std::span<const Inspection> inspections, Language language);
std::string inspection_json(std::span<const Inspection> inspections, Language language);

/// The `[data.…]` tables of a scenario that lies in `folder`: what is sure is written, what is unsure stands
/// as a comment. Of several layers of one kind the first is taken.
std::string data_toml(std::span<const Inspection> inspections, const std::filesystem::path& folder);

}  // namespace permu
