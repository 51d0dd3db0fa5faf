/// Ids on their way in: empty ones, twins, and their order.
#include <fmt/format.h>

#include <algorithm>

#include "intake_cells.hpp"
#include "permu/base/random.hpp"
#include "permu/model/doubtful_id.hpp"

namespace permu {

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string lower(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

static std::string folded(std::string_view id)
{
    return lower(decomposed(trimmed(id)));
}

std::vector<std::string> Cells::ids(std::string_view name, bool unique)
{
    std::vector<std::string> out = texts(name);
    for (std::size_t row = 0; row < out.size(); ++row) {
        if (!trimmed(out[row]).empty()) continue;
        fault({.code = "id.empty",
               .found = {"an empty id", "空编号"},
               .expected = {"a unique id", "唯一编号"},
               .remedy = {"give the row an id", "请填写编号"}},
              row, name);
    }
    if (unique) warn_of_twins(out, name);
    warn_of_doubtful_ids(out, name, unique);
    return out;
}

void Cells::warn_of_twins(const std::vector<std::string>& ids, std::string_view field)
{
    // Numbers are sorted in a fraction of the time of texts: only where two are equal are the texts looked
    // at.
    std::vector<std::uint64_t> hashes(ids.size());
    std::ranges::transform(ids, hashes.begin(), [](const std::string& id) { return hash64(folded(id)); });
    std::ranges::sort(hashes);
    if (std::ranges::adjacent_find(hashes) == hashes.end()) return;
    std::vector<std::string> keys(ids.size());
    std::ranges::transform(ids, keys.begin(), folded);
    const std::vector<std::uint32_t> order = ordered_by_text(keys);
    for (std::size_t i = 1; i < order.size(); ++i) {
        const auto a = order[i - 1], b = order[i];
        if (keys[a] != keys[b] || ids[a] == ids[b] || keys[a].empty()) continue;
        fault({.severity = Severity::warning,
               .code = "id.twins",
               .found = Said(fmt::format("\"{}\" / \"{}\"", printable(ids[a]), printable(ids[b]))),
               .expected = {"ids that differ in more than case, blanks or Unicode form (NFC, NFD)",
                            "编号不应仅大小写、空格或 Unicode 形式（NFC、NFD）不同"},
               .remedy = {"they are taken as two; check that they are", "按两个编号处理，请核对"}},
              b, field);
    }
}

void Cells::warn_of_doubtful_ids(const std::vector<std::string>& ids, std::string_view field, bool unique)
{
    const TableColumn* numbers = column(field);
    if (numbers != nullptr && std::holds_alternative<NumberCells>(numbers->cells)) {
        fault({.severity = Severity::warning,
               .code = "id.real",
               .found = {"ids in a column of decimal numbers", "编号列为小数类型"},
               .expected = {"texts or whole numbers", "文本或整数"},
               .remedy = {"see that no digits of long ids were lost; better store them as text",
                          "请核对较长编号是否丢失位数；建议以文本存储"}},
              0, field);
    }
    for (std::size_t row = 0; row < ids.size(); ++row)
        if (auto unusual = unusual_id(ids[row])) fault(std::move(*unusual), row, field);
    for (std::size_t row = 0; unique && row < ids.size(); ++row)
        if (auto formula = formula_id(ids[row])) fault(std::move(*formula), row, field);
}

std::vector<std::uint32_t> ordered_by_text(const std::vector<std::string>& texts)
{
    std::vector<std::uint32_t> order(texts.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
        order[i] = i;
    // Files are mostly in order already, which is seen in one pass.
    if (std::ranges::is_sorted(texts)) return order;
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
        return texts[a] != texts[b] ? texts[a] < texts[b] : a < b;
    });
    return order;
}

}  // namespace permu
