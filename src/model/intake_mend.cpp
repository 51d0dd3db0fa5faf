/// Boundaries of parks and reserves on their way in: as they are, repaired, or refused.
#include <fmt/format.h>

#include <array>

#include "intake_steps.hpp"
#include "permu/geometry/validity.hpp"

namespace permu {

Shapes mended_boundaries(Draft& draft, Cells& cells, const Shapes& shapes, const BoundaryWords& words)
{
    const std::vector<Flaw> flaws = find_flaws(shapes, draft.options.threads);
    Shapes out;
    for (std::uint32_t row = 0; row < shapes.size(); ++row) {
        if (flaws[row] == Flaw::none) {
            out.append(shapes, row);
            continue;
        }
        const Repaired repaired = repair(shapes, std::array{row});
        const bool whole = repaired.after[0] > 0 && draft.options.data.on_invalid == FaultPolicy::repair;
        cells.fault({.severity = whole ? Severity::warning : Severity::error,
                     .code = fmt::format("{}.{}", words.of, whole ? "repaired" : "invalid"),
                     .found = Said(flaw_reason(shapes, row)),
                     .expected = Said(words.expected),
                     .remedy = Said(whole ? words.check : words.repair),
                     .area = repaired.after[0] - repaired.before[0]},
                    row, {});
        whole ? out.append(repaired.shapes, 0) : out.append(shapes, row);
    }
    return out;
}

std::vector<std::uint32_t> ordered_once(Cells& cells, const std::vector<std::string>& ids,
                                        std::string_view field, std::string_view code, Text remedy)
{
    std::vector<std::uint32_t> order = ordered_by_text(ids);
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (ids[order[i]].empty() || ids[order[i]] != ids[order[i - 1]]) continue;
        cells.fault({.code = std::string(code),
                     .found = Said("\"" + printable(ids[order[i]]) + "\""),
                     .expected = {fmt::format("a unique {}", field), fmt::format("唯一的 {}", field)},
                     .remedy = Said(remedy)},
                    order[i], field);
    }
    return order;
}

}  // namespace permu
