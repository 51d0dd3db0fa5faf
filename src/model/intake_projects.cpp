/// Projects and the quota table on their way in.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "intake_steps.hpp"
#include "permu/base/random.hpp"
#include "permu/geometry/area.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct NumberField {
    std::string_view field;
    Column<ProjectId, double> ProjectTable::*column;
};
constexpr std::array number_fields{
    NumberField{"investment_wan", &ProjectTable::investment},
    NumberField{"tax_wan", &ProjectTable::tax},
    NumberField{"output_wan", &ProjectTable::output},
    NumberField{"value_added_wan", &ProjectTable::value_added},
    NumberField{"energy_tce", &ProjectTable::energy},
    NumberField{"emission_t", &ProjectTable::emission},
    NumberField{"carbon_t", &ProjectTable::carbon},
    NumberField{"rd_wan", &ProjectTable::rd},
    NumberField{"far", &ProjectTable::far},
    NumberField{"building_coefficient", &ProjectTable::building_coefficient},
    NumberField{"admin_share", &ProjectTable::admin_share},
    NumberField{"staff", &ProjectTable::staff},
    NumberField{"foreign_wan", &ProjectTable::foreign},
};

/// Rows of a table by id; a name that is not there is a fault of the cell.
template <class Id>
class Lookup {
public:
    void add(std::string_view name, Id row) { rows_.emplace(std::string(name), row); }
    Id find(Cells& cells, const std::vector<std::string>& names, std::uint32_t row,
            std::string_view field) const
    {
        if (names.empty() || names[row].empty()) return Id::none();
        const auto at = rows_.find(names[row]);
        if (at != rows_.end()) return at->second;
        cells.fault({.code = fmt::format("project.unknown.{}", field),
                     .found = Said("\"" + printable(names[row]) + "\""),
                     .expected = {"an id that was read", "已读入的编号"},
                     .remedy = {"correct it or leave it empty", "请更正或留空"}},
                    row, field);
        return Id::none();
    }

private:
    std::map<std::string, Id, std::less<>> rows_;
};

void fill_references(Draft& draft, Cells& cells, const std::vector<std::uint32_t>& order)
{
    State& state = draft.out.state;
    Lookup<ParkId> parks;
    for (const ParkId park : state.parks.rows())
        parks.add(state.parks.id[park.index], park);
    Lookup<EnterpriseId> firms;
    for (const EnterpriseId firm : state.enterprises.rows())
        firms.add(state.enterprises.id[firm], firm);
    const auto park = cells.texts("park"), firm = cells.texts("enterprise_id"), tier = cells.texts("tier");
    const auto chain = cells.texts("chain"), partner = cells.texts("partner");
    for (const ProjectId project : state.projects.rows()) {
        const std::uint32_t row = order[project.index];
        if (draft.raw.parks.given()) state.projects.wanted[project] = parks.find(cells, park, row, "park");
        if (draft.raw.enterprises.given())
            state.projects.enterprise[project] = firms.find(cells, firm, row, "enterprise_id");
        if (!chain.empty()) state.projects.chain[project.index] = chain[row];
        if (!partner.empty()) state.projects.partner[project.index] = partner[row];
        if (tier.empty() || tier[row].empty()) continue;
        if (const auto known = find_tier(tier[row])) {
            state.projects.tier[project] = *known;
            continue;
        }
        cells.fault({.code = "project.tier",
                     .found = Said("\"" + printable(tier[row]) + "\""),
                     .expected = Said(std::string("traditional, emerging, future")),
                     .remedy = {"correct it or leave it empty", "请更正或留空"}},
                    row, "tier");
    }
}

void fill_flags(Draft& draft, Cells& cells, const std::vector<std::uint32_t>& order)
{
    ProjectTable& projects = draft.out.state.projects;
    const auto set = [&](std::string_view field, Column<ProjectId, std::uint8_t>& column) {
        const auto values = cells.flags(field);
        for (const ProjectId project : projects.rows()) {
            column[project] = !values.empty() && values[order[project.index]] == 1;
        }
    };
    set("service", projects.service), set("new_quality", projects.new_quality),
        set("guaranteed", projects.guaranteed);
    set("on_own_land", projects.on_own_land), set("reserve_system", projects.rd_reserve);
    const auto years = [&](std::string_view field, Column<ProjectId, std::int16_t>& column) {
        const auto values = cells.numbers(field);
        for (const ProjectId project : projects.rows()) {
            const double value = values.empty() ? nan : values[order[project.index]];
            column[project] = value >= 0 && value <= 100 ? static_cast<std::int16_t>(value) : std::int16_t{2};
        }
    };
    years("patience_years", projects.patience), years("build_years", projects.build_years);
    years("ramp_years", projects.ramp_years);
}

/// A cell that a project cannot do without; one that is no number was told when it was read.
void check_needed(Cells& cells, std::uint32_t row, std::string_view field, bool good, Text expected)
{
    if (good) return;
    const std::string text = cell_text(*cells.column(field), row);
    const bool empty = trimmed(text).empty();
    if (!empty && !number_of_text(trimmed(text))) return;
    cells.fault({.code = fmt::format("project.incomplete.{}", field),
                 .found = empty ? Said("an empty cell", "空单元格") : Said("\"" + printable(text) + "\""),
                 .expected = Said(expected),
                 .remedy = {"complete or repair the row", "请补全或修正该行"}},
                row, field);
}

}  // namespace

void take_projects(Draft& draft)
{
    if (!draft.raw.projects.given()) return;
    Cells cells(draft.raw.projects, draft.options.data.projects, InputTable::projects, draft.out.problems);
    ProjectTable& projects = draft.out.state.projects;
    const auto ids = cells.ids("project_id");
    const auto arrival = cells.years("arrival_year");
    const auto division = cells.numbers("division"), land = cells.numbers("land_mu");
    if (ids.empty() || arrival.empty() || division.empty() || land.empty()) return;
    const std::vector<std::uint32_t> order = ordered_once(cells, ids, "project_id", "project_id.duplicate",
                                                          {"give each row its own id", "请为每行设唯一编号"});
    resize(projects, ids.size());
    for (const ProjectId project : projects.rows()) {
        const std::uint32_t row = order[project.index];
        projects.id.push_back(ids[row]);
        projects.hash[project] = hash64(ids[row]);
        projects.arrival[project] = arrival[row];
        projects.division[project] = division[row] >= 1 && division[row] <= 97
                                         ? static_cast<std::uint8_t>(division[row])
                                         : std::uint8_t{0};
        projects.land[project] = from_mu(land[row]).value;
        // A year out of range is told with its range.
        const bool year =
            arrival[row] != no_year || !trimmed(cell_text(*cells.column("arrival_year"), row)).empty();
        check_needed(cells, row, "arrival_year", year, {"a year", "年份"});
        check_needed(cells, row, "division", projects.division[project] != 0,
                     {"a division from 01 to 97", "01–97 的门类"});
        check_needed(cells, row, "land_mu", land[row] > 0, {"land over 0 mu", "大于 0 的用地"});
    }
    for (const NumberField& field : number_fields) {
        const auto values = cells.numbers(field.field);
        for (const ProjectId project : projects.rows()) {
            if (!values.empty()) (projects.*field.column)[project] = values[order[project.index]];
        }
    }
    fill_flags(draft, cells, order);
    fill_references(draft, cells, order);
}

void take_quota(Draft& draft)
{
    if (!draft.raw.quota.given()) return;
    Cells cells(draft.raw.quota, draft.options.data.quota, InputTable::quota, draft.out.problems);
    const auto years = cells.years("year");
    const auto quota = cells.numbers("quota_mu"), pool = cells.numbers("national_pool_mu");
    const auto unsupplied = cells.numbers("task_unsupplied_mu"), idle = cells.numbers("task_idle_mu");
    const auto mm2 = [](const std::vector<double>& column, std::size_t row, Mm2 absent) {
        return column.empty() || std::isnan(column[row]) ? absent : to_mm2(from_mu(column[row]));
    };
    std::vector<QuotaYear>& table = draft.out.state.region.quota_table;
    for (std::size_t row = 0; row < years.size(); ++row) {
        table.push_back({years[row], mm2(quota, row, 0), mm2(pool, row, 0), mm2(unsupplied, row, -1),
                         mm2(idle, row, -1)});
    }
    std::ranges::stable_sort(table, {}, &QuotaYear::year);
}

}  // namespace permu
