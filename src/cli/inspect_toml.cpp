/// The proposed `[data.…]` tables as TOML.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "inspect.hpp"

namespace permu {
namespace {

namespace fs = std::filesystem;

std::string quoted_toml(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    return out + "\"";
}

/// Comments hold names of the user's files: nothing in them may end the line.
std::string comment(std::string_view text)
{
    return "# " + printable(text, 400) + "\n";
}

/// Relative where the file can be reached so without leaving for the root.
std::string path_from(const fs::path& folder, const std::string& file)
{
    const fs::path base = fs::weakly_canonical(folder.empty() ? "." : folder);
    const fs::path target = fs::weakly_canonical(file), relative = target.lexically_relative(base);
    return (relative.empty() ? target : relative).generic_string();
}

/// Units of the numbers, where they are not those of the fields.
std::string units_toml(const Inspection& in)
{
    std::string out;
    for (const Proposal& p : in.guess.fields) {
        if (p.sure() && !p.unit.empty()) out += fmt::format("{} = {}\n", p.field, quoted_toml(p.unit));
    }
    return out;
}

std::string fields_toml(const Inspection& in)
{
    std::string mapped, unsure;
    for (const Proposal& p : in.guess.fields) {
        const std::string reason =
            fmt::format("{} ← {} ({:.2f}): {} / {}", p.field, p.column, p.score, p.reason.en, p.reason.zh);
        if (!p.sure()) {
            unsure += comment(std::string(marks::unsure) + reason);
        } else if (p.field != p.column) {
            mapped += fmt::format("{}{} = {}\n", comment(reason), p.field, quoted_toml(p.column));
        }
    }
    const std::string table(table_name(*in.guess.table));
    if (!mapped.empty()) mapped = fmt::format("\n[data.{}.fields]\n", table) + mapped;
    const std::string units = units_toml(in);
    return unsure + mapped + (units.empty() ? "" : fmt::format("\n[data.{}.units]\n", table) + units);
}

std::string missing_toml(const Inspection& in)
{
    std::string out;
    for (const InputField& field : fields_of(*in.guess.table)) {
        const auto at = std::ranges::find(in.guess.fields, field.name, &Proposal::field);
        if (!field.needed || (at != in.guess.fields.end() && at->sure())) continue;
        out +=
            comment(fmt::format("{}{} — {} / {}", marks::missing, field.name, field.help.zh, field.help.en));
    }
    return out;
}

const Proposal* use_of(const Inspection& in)
{
    const auto at = std::ranges::find(in.guess.fields, "use", &Proposal::field);
    return at != in.guess.fields.end() && at->sure() ? &*at : nullptr;
}

const ColumnProfile& column_of(const Inspection& in, const std::string& name)
{
    return *std::ranges::find(in.columns, name, &ColumnProfile::name);
}

/// Which column of codes is of which system, and what its other values are taken for.
struct CodesToml {
    std::string system, table;
};

std::string zeros_toml(const CodeShare& share)
{
    if (share.with_zero.empty()) return {};
    std::string out = comment(marks::zeros);
    for (const auto& [value, code] : share.with_zero)
        out += fmt::format("{} = {}\n", quoted_toml(value), quoted_toml(code));
    return out;
}

CodesToml codes_toml(const Inspection& in)
{
    const Proposal* use = use_of(in);
    if (use == nullptr) return {};
    CodesToml out{.system = "用地用海", .table = {}};
    const ColumnProfile& column = column_of(in, use->column);
    std::string lines, open;
    const auto take_names = [&](const NamedUses& uses) {
        for (const NamedUse& named : uses.known)
            lines += fmt::format("{} = {}\n", quoted_toml(named.name), quoted_toml(named.code));
    };
    const auto codes = in.codes.find(use->column);
    const auto names = in.names.find(use->column);
    if (codes != in.codes.end()) {
        out.system = codes->second.front().system;
        lines += zeros_toml(codes->second.front());
        // Names are known as uses of 用地用海.
        const bool named = names != in.names.end() && out.system == "用地用海";
        if (named) take_names(names->second);
        for (const std::string& value : codes->second.front().unknown) {
            if (named &&
                std::ranges::find(names->second.known, value, &NamedUse::name) != names->second.known.end())
                continue;
            // "01-05": a range of codes stands for its first one.
            const bool range = value.find('-') == 2 && value.size() > 3;
            if (range)
                lines += fmt::format("{} = {}\n", quoted_toml(value), quoted_toml(value.substr(0, 2)));
            else
                open += comment(quoted_toml(value) + " = \"?\"");
        }
    } else if (names != in.names.end()) {
        take_names(names->second);
        for (const ValueCount& value : names->second.unknown)
            open += comment(fmt::format("{} = \"?\"  ({})", quoted_toml(value.text), value.count));
    }
    if (column.nulls > 0) {
        lines += comment(fmt::format("{} ({})", marks::empty_use, column.nulls)) + "\"\" = \"16\"\n";
    }
    if (!open.empty()) open = comment(marks::unknown_uses) + open;
    if (!lines.empty() || !open.empty())
        out.table = fmt::format("\n[data.{}.codes]\n", table_name(*in.guess.table)) + lines + open;
    if (out.system != "用地用海" && column.nulls > 0) out.table = {};
    return out;
}

/// What is to be done about numbers that are written as texts.
std::string texts_toml(const Inspection& in)
{
    using enum NearNumber;
    bool ranges = false, with_unit = false;
    const bool parcels = *in.guess.table == InputTable::parcels;
    std::string out;
    const auto fields = fields_of(*in.guess.table);
    for (const Proposal& p : in.guess.fields) {
        const auto field = std::ranges::find(fields, p.field, &InputField::name);
        const ColumnProfile& column = column_of(in, p.column);
        if (!p.sure() || field->type != FieldType::number || column.nearly == 0) continue;
        const bool far = parcels && p.field.find("far") != std::string::npos;
        ranges |= far && column.nearly_as(range) + column.nearly_as(per_cent) > 0;
        with_unit |= column.nearly_as(unit) > 0;
        if (column.nearly_as(separators) > 0)
            out += comment(
                "含千分位逗号；3,479 之类须先改为不带千分位的数字 / thousands separators; cells such as "
                "3,479 must "
                "be formatted without them first: " +
                p.column);
        const std::size_t left = far ? 0 : column.nearly_as(range) + column.nearly_as(per_cent);
        if (left > 0)
            out += comment("文本形式的数值，请先改为数字 / numbers as texts, to be made numbers first: " +
                           p.column);
    }
    if (ranges) out += "# 数值写作文本，取区间上限 / numbers as text: the upper end of a range\n";
    if (with_unit) out += "# 单元格中带单位，按其单位换算 / cells hold their unit, and are read by it\n";
    return out + (ranges ? "far_text = \"range-max\"\n" : "");
}

std::string crs_toml(const Inspection& in)
{
    if (in.crs.verdict == CrsVerdict::found) return {};
    const std::string why = in.crs.reason.zh + " / " + in.crs.reason.en;
    if (in.crs.verdict == CrsVerdict::wrong && !in.crs.code.empty())
        return comment(std::string(marks::crs_replaced) + why) + fmt::format("crs = \"{}\"\n", in.crs.code);
    if (in.crs.verdict == CrsVerdict::guessed)
        return comment(std::string(marks::crs_guessed) + why) + fmt::format("crs = \"{}\"\n", in.crs.code);
    return comment(std::string(marks::crs_open) + why) + "# crs = \"EPSG:?\"\n";
}

/// The classification in force since 2023 (《国土空间调查、规划、用途管制用地用海分类指南》): of two that fit
/// alike it is taken until a person has chosen.
constexpr std::string_view current_system = "用地用海";

/// Of systems that only a person can tell apart the other stands as a comment, or both where neither is the
/// current one: then no check passes without a choice.
std::string code_system_toml(const Inspection& in, const std::string& system)
{
    if (system.empty()) return {};
    const auto tie = in.ties.find(use_of(in)->column);
    if (tie == in.ties.end()) return fmt::format("code_system = \"{}\"\n", system);
    std::string values;
    for (const std::string& value : tie->second.values)
        values += (values.empty() ? "" : ", ") + value;
    std::string out = comment(fmt::format("{}{}", marks::system_open, values));
    for (const std::string& one : {tie->second.first, tie->second.second})
        out += fmt::format("{}code_system = \"{}\"\n", one == current_system ? "" : "# ", one);
    return out;
}

std::string mixed_toml(const Inspection& in)
{
    std::string out;
    for (const DeclaredArea& area : in.mixed_areas)
        out += comment(std::string(marks::mixed) + area.column);
    return out;
}

std::string table_toml(const Inspection& in, const fs::path& folder)
{
    std::string out = fmt::format("\n[data.{}]\n", table_name(*in.guess.table)) +
                      comment(in.guess.reason.zh + " / " + in.guess.reason.en) +
                      fmt::format("file = {}\n", quoted_toml(path_from(folder, in.file)));
    if (!in.layer.empty()) out += fmt::format("layer = {}\n", quoted_toml(in.layer));
    if (in.header_row != 1) out += fmt::format("header_row = {}\n", in.header_row);
    if (in.polygons || in.points || in.placed) out += crs_toml(in);
    if (!in.encoding_instead.empty())
        out += comment(marks::encoding) + fmt::format("encoding = \"{}\"\n", in.encoding_instead);
    const CodesToml codes = codes_toml(in);
    if (*in.guess.table == InputTable::parcels) out += code_system_toml(in, codes.system);
    out += mixed_toml(in) + texts_toml(in) + missing_toml(in) + fields_toml(in);
    return *in.guess.table == InputTable::parcels ? out + codes.table : out;
}

}  // namespace

std::string data_toml(std::span<const Inspection> inspections, const fs::path& folder)
{
    std::string out;
    std::set<InputTable> done;
    for (const Inspection& in : inspections) {
        if (!in.guess.table) continue;
        if (done.insert(*in.guess.table).second)
            out += table_toml(in, folder);
        else
            out += "\n" + comment(fmt::format("同类图层，未采用 / of the same kind, not used: {} {}", in.file,
                                              in.layer));
    }
    return out;
}

}  // namespace permu
