/// The state as plain tables and parcel values.
#include "permu/model/outputs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "permu/base/table.hpp"
#include "permu/model/merging.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Appends columns to a table; each call is one column.
class Builder {
public:
    Builder(Table& table, std::size_t rows) : table_(table), rows_(rows) {}

    void texts(std::string_view name, Text label, auto cell)
    {
        TextCells cells;
        cells.null.reserve(rows_);
        for (std::uint32_t row = 0; row < rows_; ++row) {
            const auto text = cell(row);
            text.empty() ? cells.push_back(std::nullopt) : cells.push_back(text);
        }
        table_.columns.push_back({std::string(name), std::move(cells), {}, Said(label)});
    }
    void numbers(std::string_view name, Text label, std::string_view unit, auto cell)
    {
        NumberCells cells(rows_);
        for (std::uint32_t row = 0; row < rows_; ++row)
            cells[row] = static_cast<double>(cell(row));
        table_.columns.push_back({std::string(name), std::move(cells), std::string(unit), Said(label)});
    }
    /// `none` is written as an empty cell.
    void integers(std::string_view name, Text label, std::int64_t none, auto cell)
    {
        IntegerCells cells(rows_);
        for (std::uint32_t row = 0; row < rows_; ++row) {
            const auto value = static_cast<std::int64_t>(cell(row));
            cells[row] = value == none ? null_integer : value;
        }
        table_.columns.push_back({std::string(name), std::move(cells), {}, Said(label)});
    }

private:
    Table& table_;
    std::size_t rows_;
};

/// The first firm of each parcel; none where there is no firm.
std::vector<EnterpriseId> first_firms(const State& state)
{
    std::vector<EnterpriseId> out(state.parcels.size(), EnterpriseId::none());
    for (const EnterpriseId firm : state.enterprises.rows()) {
        for (const Holding& holding : state.enterprises.of(firm)) {
            if (!out[holding.parcel.index].valid()) out[holding.parcel.index] = firm;
        }
    }
    return out;
}

std::string assumed_text(std::uint8_t bits)
{
    constexpr std::pair<std::uint8_t, std::string_view> names[] = {
        {assumed_stage, "stage"}, {assumed_area, "area"},   {assumed_floor, "floor"},
        {assumed_price, "price"}, {assumed_years, "years"}, {synthetic, "synthetic"}};
    std::string text;
    for (const auto& [bit, name] : names) {
        if (bits & bit) text += (text.empty() ? "" : " ") + std::string(name);
    }
    return text;
}

/// "m0=0.7;research=0.3" of a mixed parcel, "" of any other.
std::string mixed_text(const ParcelTable& parcels, ParcelId parcel)
{
    std::string text;
    if (parcels.mixed.empty()) return text;
    auto at = std::ranges::lower_bound(parcels.mixed, parcel, {}, &MixedShare::parcel);
    for (; at != parcels.mixed.end() && at->parcel == parcel; ++at)
        text += (text.empty() ? "" : ";") + std::string(info(at->use).id) + "=" + shortest(at->share);
    return text;
}

void add_identity(Builder& add, const State& state)
{
    const ParcelTable& p = state.parcels;
    const auto at = [](std::uint32_t row) { return ParcelId{row}; };
    add.texts("parcel_id", {"parcel", "地块编号"}, [&](auto r) { return p.id[at(r)]; });
    add.texts("park_id", {"park", "园区编号"},
              [&](auto r) { return std::string_view(state.parks.id[p.park[at(r)].index]); });
    if (state.sub_parks.size() > 0)
        add.texts("sub_park_id", {"sub-park", "区中园"}, [&](auto r) {
            const SubParkId zone = p.sub_park[at(r)];
            return zone.valid() ? std::string_view(state.sub_parks.id[zone.index]) : std::string_view{};
        });
    add.texts("use", {"use", "用途"}, [&](auto r) { return info(p.use[at(r)]).id; });
    add.texts("plan_use", {"planned use", "规划用途"}, [&](auto r) {
        return p.plan_use[at(r)] == LandUse::none ? std::string_view{} : info(p.plan_use[at(r)]).id;
    });
    add.texts("mixed_shares", {"mixed uses by floor area", "混合用途（建筑面积比例）"},
              [&](auto r) { return mixed_text(p, at(r)); });
    add.texts("stage", {"stage", "供应阶段"}, [&](auto r) { return info(p.stage[at(r)]).id; });
    add.numbers("area_m2", {"area", "面积"}, "m²", [&](auto r) { return from_mm2(p.area[at(r)]).value; });
    add.numbers("floor_area_m2", {"floor area", "建筑面积"}, "m²",
                [&](auto r) { return p.floor_area[at(r)]; });
    add.numbers("far", {"floor area ratio", "容积率"}, "",
                [&](auto r) { return p.far_floor_area[at(r)] / from_mm2(p.area[at(r)]).value; });
}

void add_holding(Builder& add, const State& state)
{
    const ParcelTable& p = state.parcels;
    const auto at = [](std::uint32_t row) { return ParcelId{row}; };
    add.integers("idle", {"idle", "闲置"}, -1, [&](auto r) { return p.idle[at(r)]; });
    add.integers("standard", {"standard land", "标准地"}, -1, [&](auto r) { return p.standard[at(r)]; });
    add.texts("standard_version", {"version of the standards of the commitment", "承诺时的标准版本"},
              [&](auto r) {  // what was tested and not met is no commitment
                  const auto version = p.standard[at(r)] ? p.standard_version[at(r)] : std::uint16_t{0};
                  return std::string_view(p.standard_versions[version]);
              });
    add.texts("tenure", {"tenure", "供应方式"}, [&](auto r) {
        return p.tenure[at(r)] == Tenure::none ? std::string_view{} : info(p.tenure[at(r)]).id;
    });
    add.integers("supply_year", {"supplied in", "供应年份"}, no_year,
                 [&](auto r) { return p.supply_year[at(r)]; });
    add.integers("expiry_year", {"term ends in", "到期年份"}, no_year,
                 [&](auto r) { return p.expiry_year[at(r)]; });
    add.integers("agreed_start_year", {"agreed start", "约定动工"}, no_year,
                 [&](auto r) { return p.agreed_start[at(r)]; });
    add.integers("start_year", {"started in", "动工年份"}, no_year,
                 [&](auto r) { return p.start_year[at(r)]; });
    add.integers("completion_year", {"completed in", "竣工年份"}, no_year,
                 [&](auto r) { return p.completion_year[at(r)]; });
    add.numbers("price_wan", {"price", "成交价款"}, "万元", [&](auto r) { return p.price[at(r)]; });
    add.texts("review", {"review of the commitment", "达产复核"}, [&](auto r) {
        return p.review[at(r)] == Review::none ? std::string_view{} : info(p.review[at(r)]).id;
    });
    add.integers("inefficient", {"inefficient land", "低效用地"}, -1, [&](auto r) {
        const std::uint8_t flags = p.inefficient[at(r)];
        return flags == 0 ? -1 : static_cast<int>(flags != inefficiency_tested);
    });
}

/// What land was cut from or joined of; no column while no land has changed its shape.
void add_parents(Builder& add, const ParcelTable& parcels)
{
    if (parcels.ancestry.empty()) return;
    auto at = parcels.ancestry.begin();
    add.texts("parents", {"parcels or reserve it comes from", "来源地块或备选区"}, [&](std::uint32_t r) {
        while (at != parcels.ancestry.end() && at->parcel.index < r)
            ++at;
        const bool here = at != parcels.ancestry.end() && at->parcel.index == r;
        return here ? std::string_view(at->parents) : std::string_view{};
    });
}

}  // namespace

std::vector<Grade> parcel_grades(const State& state)
{
    std::vector<Grade> out(state.parcels.size(), Grade::none);
    const std::vector<EnterpriseId> firms = first_firms(state);
    for (std::size_t row = 0; row < out.size(); ++row) {
        if (firms[row].valid()) out[row] = state.enterprises.grade[firms[row]];
    }
    return out;
}

std::vector<double> parcel_taxes(const State& state)
{
    std::vector<double> out(state.parcels.size(), nan);
    for (const EnterpriseId firm : state.enterprises.rows()) {
        const double tax = state.enterprises.tax[firm];
        if (std::isnan(tax)) continue;
        for (const Holding& holding : state.enterprises.of(firm)) {
            double& sum = out[holding.parcel.index];
            sum = (std::isnan(sum) ? 0 : sum) + tax * holding.share;
        }
    }
    return out;
}

Table parcel_output(const State& state)
{
    Table table{"parcels", {}};
    Builder add(table, state.parcels.size());
    add_identity(add, state);
    add_holding(add, state);
    const std::vector<EnterpriseId> firms = first_firms(state);
    const std::vector<double> taxes = parcel_taxes(state);
    add.texts("project_id", {"project", "项目编号"}, [&](auto r) {
        const ProjectId project = state.parcels.project[ParcelId{r}];
        return project.valid() ? state.projects.id[project] : std::string_view{};
    });
    add.texts("enterprise_id", {"enterprise", "企业编号"},
              [&](auto r) { return firms[r].valid() ? state.enterprises.id[firms[r]] : std::string_view{}; });
    add.texts("per_mu_class", {"per-mu class", "亩均等级"}, [&](auto r) {
        const Grade grade = firms[r].valid() ? state.enterprises.grade[firms[r]] : Grade::none;
        return grade == Grade::none ? std::string_view{} : info(grade).id;
    });
    add.numbers("tax_per_mu", {"tax per mu", "亩均税收"}, "万元/亩",
                [&](auto r) { return taxes[r] / mm2_to_mu(state.parcels.area[ParcelId{r}]); });
    add_parents(add, state.parcels);
    add.texts("assumed", {"assumed values", "假定值"},
              [&](auto r) { return assumed_text(state.parcels.assumed[ParcelId{r}]); });
    return table;
}

Table park_output(const State& state)
{
    const ParkTable& parks = state.parks;
    Table table{"parks", {}};
    Builder add(table, parks.size());
    const auto at = [](std::uint32_t row) { return ParkId{row}; };
    add.texts("park_id", {"park", "园区编号"}, [&](auto r) { return std::string_view(parks.id[r]); });
    add.texts("name", {"name", "名称"}, [&](auto r) { return std::string_view(parks.name[r]); });
    add.texts("level", {"level", "级别"}, [&](auto r) {
        return parks.level[at(r)] == ParkLevel::unknown ? std::string_view{} : info(parks.level[at(r)]).id;
    });
    add.texts("status", {"status", "状态"}, [&](auto r) { return info(parks.status[at(r)]).id; });
    add.numbers("boundary_m2", {"area of the boundary", "四至范围面积"}, "m²",
                [&](auto r) { return parks.boundary_area[at(r)]; });
    add.numbers("land_m2", {"land of its parcels", "地块总面积"}, "m²",
                [&](auto r) { return from_mm2(parks.opening_land[at(r)]).value; });
    add.numbers("composite_score", {"composite score", "综合考核得分"}, "",
                [&](auto r) { return parks.scores[at(r)].composite; });
    add.integers("rank", {"rank", "名次"}, 0, [&](auto r) { return parks.scores[at(r)].rank; });
    add.texts("merged_into", {"merges into", "并入园区"}, [&](auto r) {
        const ParkId head = parks.merging[at(r)].head;
        return head.valid() ? std::string_view(parks.id[head.index]) : std::string_view{};
    });
    add.texts("merger_step", {"step of the merger", "整合阶段"}, [&](auto r) {
        constexpr std::array<std::string_view, 4> steps{"", "space", "management", "function"};
        return steps[static_cast<std::size_t>(merge_step(parks, at(r), state.year))];
    });
    return table;
}

Table sub_park_output(const State& state)
{
    const SubParkTable& zones = state.sub_parks;
    Table table{"sub_parks", {}};
    Builder add(table, zones.size());
    const auto at = [](std::uint32_t row) { return SubParkId{row}; };
    add.texts("sub_park_id", {"sub-park", "区中园编号"},
              [&](auto r) { return std::string_view(zones.id[r]); });
    add.texts("park_id", {"park", "园区编号"},
              [&](auto r) { return std::string_view(state.parks.id[zones.park[at(r)].index]); });
    add.texts("name", {"name", "名称"}, [&](auto r) { return std::string_view(zones.name[r]); });
    add.texts("cooperation_kind", {"kind of cooperation", "合作类型"}, [&](auto r) {
        const bool co_built = zones.kind[at(r)] == SubParkKind::co_built;
        return co_built ? std::string_view("co_built") : std::string_view("international");
    });
    add.texts("partner", {"partner", "合作方"}, [&](auto r) { return std::string_view(zones.partner[r]); });
    add.integers("recognised_year", {"recognised in", "评定年份"}, no_year,
                 [&](auto r) { return zones.recognised[at(r)]; });
    add.numbers("boundary_m2", {"area of the boundary", "边界面积"}, "m²",
                [&](auto r) { return zones.boundary_area[at(r)]; });
    return table;
}

namespace {

/// Every value of an enumeration as a category, numbered from 1 in the order of the enumeration.
template <class Value>
CategoryValues categories(const State& state, int first, int count, auto value_of)
{
    CategoryValues out;
    for (int i = 0; i < count; ++i) {
        const auto& about = info(static_cast<Value>(first + i));
        out.categories.push_back({static_cast<std::uint8_t>(i + 1), about.id, about.name, about.colour});
    }
    out.values.resize(state.parcels.size());
    for (std::uint32_t row = 0; row < out.values.size(); ++row) {
        out.values[row] = static_cast<std::uint8_t>(static_cast<int>(value_of(row)) - first + 1);
    }
    return out;
}

}  // namespace

std::optional<CategoryValues> category_map(const State& state, std::string_view name)
{
    const ParcelTable& p = state.parcels;
    if (name == "stage") {
        return categories<Stage>(state, 0, static_cast<int>(stage_count),
                                 [&](auto r) { return p.stage[ParcelId{r}]; });
    }
    if (name == "use") {
        return categories<LandUse>(state, 1, static_cast<int>(land_use_count) - 1,
                                   [&](auto r) { return p.use[ParcelId{r}]; });
    }
    if (name == "per_mu_class") {
        const std::vector<Grade> grades = parcel_grades(state);
        return categories<Grade>(state, 1, 4, [&](auto r) { return grades[r]; });
    }
    return std::nullopt;
}

bool is_number_map(std::string_view name)
{
    return name == "tax_per_mu";
}

std::optional<NumberValues> number_map(const State& state, std::string_view name)
{
    if (!is_number_map(name)) return std::nullopt;
    const std::vector<double> taxes = parcel_taxes(state);
    NumberValues out{std::vector<float>(taxes.size()), {"tax per mu", "亩均税收"}, "万元/亩"};
    for (std::uint32_t row = 0; row < taxes.size(); ++row) {
        out.values[row] = static_cast<float>(taxes[row] / mm2_to_mu(state.parcels.area[ParcelId{row}]));
    }
    return out;
}

}  // namespace permu
