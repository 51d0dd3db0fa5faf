/// The table of conversion requests on its way in.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_set>

#include "intake_steps.hpp"
#include "row_index.hpp"

namespace permu {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// A name of the program's own, or a code of the parcels' code system, mapped as theirs are.
std::optional<LandUse> use_of(std::string_view text, const Draft& draft, const CodeSystem& system)
{
    if (const auto named = find_land_use(text)) return named;
    const NameMap& codes = draft.options.data.parcels.codes;
    const auto mapped = codes.find(text);
    const auto meaning = system.find(mapped == codes.end() ? text : std::string_view(mapped->second));
    if (!meaning || meaning->use == LandUse::none) return std::nullopt;
    return meaning->use;
}

/// "m0=0.7;research=0.3"; nothing where it cannot be read or the shares do not sum to 1.
std::optional<std::vector<UseShare>> shares_of(std::string_view text, const Draft& draft,
                                               const CodeSystem& system)
{
    std::vector<UseShare> uses;
    double sum = 0;
    while (!text.empty()) {
        const std::string_view one = text.substr(0, text.find(';'));
        text.remove_prefix(std::min(text.size(), one.size() + 1));
        const auto equals = std::min(one.find('='), one.size());
        const std::string_view number = one.substr(std::min(one.size(), equals + 1));
        const auto use = use_of(one.substr(0, equals), draft, system);
        double share = nan;
        const auto read = std::from_chars(number.data(), number.data() + number.size(), share);
        const bool whole = read.ec == std::errc{} && read.ptr == number.data() + number.size();
        if (!use || !whole || !(share > 0 && share <= 1)) return std::nullopt;
        uses.push_back({*use, share});
        sum += share;
    }
    if (std::abs(sum - 1) >= 1e-9) return std::nullopt;
    return uses;
}

/// Reads one table, row by row.
class Requests {
public:
    Requests(Draft& draft, Cells& cells)
        : draft_(draft),
          cells_(cells),
          system_(declared_system(draft, draft.options.data.parcels, "parcels")),
          rows_(ids_of(draft.out.state.parcels)),
          use_(cells.texts("to_use")),
          shares_(cells.texts("mixed_shares")),
          floor_(cells.numbers("floor_area_m2")),
          support_(cells.numbers("support_share")),
          investment_(cells.numbers("investment_wan")),
          sale_(cells.flags("divided_sale"))
    {
    }

    void read(std::size_t row, const std::string& id, const std::string& parcel, std::int16_t year)
    {
        ConversionRequest request;
        request.id = id, request.year = year;
        if (!ids_.insert(id).second) tell_duplicate(row, id);
        if (const auto known = rows_.find(parcel))
            request.parcel = ParcelId{*known};
        else
            tell_unknown_parcel(row, parcel);
        check_year(row, year);
        read_uses(row, request);
        request.floor_area = number(floor_, row), request.investment = number(investment_, row);
        request.support_share = number(support_, row);
        request.divided_sale = !sale_.empty() && sale_[row] == 1;
        if (request.uses.empty() && std::isnan(request.floor_area)) tell_nothing_asked(row);
        draft_.out.state.conversions.push_back(std::move(request));
    }

private:
    static double number(const std::vector<double>& column, std::size_t row)
    {
        return column.empty() ? nan : column[row];
    }

    void read_uses(std::size_t row, ConversionRequest& request)
    {
        const bool use_given = !use_.empty() && !use_[row].empty();
        const bool shares_given = !shares_.empty() && !shares_[row].empty();
        if (use_given && shares_given) {
            cells_.fault(
                {.code = "conversion.two_uses",
                 .found = {"to_use and mixed_shares in one row", "同一行同时填写 to_use 与 mixed_shares"},
                 .expected = {"one of them", "两者之一"},
                 .remedy = {"leave one empty", "请将其中之一留空"}},
                row, "mixed_shares");
        } else if (use_given) {
            if (const auto use = use_of(use_[row], draft_, system_))
                request.uses = {{*use, 1}};
            else
                tell_unknown_use(row);
        } else if (shares_given) {
            if (auto uses = shares_of(shares_[row], draft_, system_))
                request.uses = std::move(*uses);
            else
                tell_bad_shares(row);
        }
    }

    void check_year(std::size_t row, std::int16_t year)
    {
        if (year == no_year) {
            cells_.fault({.code = "conversion.no_year",
                          .found = {"no year", "缺少年份"},
                          .expected = {"the year in which it is decided", "审批年份"},
                          .remedy = {"complete the row", "请补全该行"}},
                         row, "year");
        } else if (year <= draft_.options.base_year) {
            cells_.fault({.severity = Severity::warning,
                          .code = "conversion.past",
                          .found = Said(fmt::format("{}", year)),
                          .expected = {fmt::format("a year after the base year {}", draft_.options.base_year),
                                       fmt::format("基准年 {} 之后的年份", draft_.options.base_year)},
                          .remedy = {"the request is not decided in this run; check the year",
                                     "本次模拟不审批该申请，请核对年份"}},
                         row, "year");
        }
    }

    void tell_duplicate(std::size_t row, const std::string& id)
    {
        cells_.fault({.code = "request_id.duplicate",
                      .found = Said("\"" + printable(id) + "\""),
                      .expected = {"a unique id", "唯一编号"},
                      .remedy = {"give each row its own id", "请为每行设唯一编号"}},
                     row, "request_id");
    }
    void tell_unknown_parcel(std::size_t row, const std::string& parcel)
    {
        cells_.fault({.code = "conversion.unknown_parcel",
                      .found = Said("\"" + printable(parcel) + "\""),
                      .expected = {"the parcel_id of a parcel that was read", "已读入地块的 parcel_id"},
                      .remedy = {"correct it, or leave the row out", "请更正或删除该行"}},
                     row, "parcel_id");
    }
    void tell_unknown_use(std::size_t row)
    {
        cells_.fault({.code = "conversion.unknown_use",
                      .found = Said("\"" + printable(use_[row]) + "\""),
                      .expected = {"a code of " + system_.name() + ", or a land use such as research or m0",
                                   system_.name() + " 的代码，或用途名称，如 research、m0"},
                      .remedy = {"`permu list codes` shows both; correct the cell",
                                 "用 `permu list codes` 查看；请更正"}},
                     row, "to_use");
    }
    void tell_bad_shares(std::size_t row)
    {
        cells_.fault({.code = "conversion.shares",
                      .found = Said("\"" + printable(shares_[row]) + "\""),
                      .expected = {"use=share;use=share with shares over 0 that sum to 1",
                                   "用途=比例;用途=比例，比例大于 0 且之和为 1"},
                      .remedy = {"correct the shares of floor area, e.g. m0=0.7;research=0.3",
                                 "请更正建筑面积比例，例如 m0=0.7;research=0.3"}},
                     row, "mixed_shares");
    }
    void tell_nothing_asked(std::size_t row)
    {
        cells_.fault({.code = "conversion.nothing_asked",
                      .found = {"no to_use, mixed_shares or floor_area_m2",
                                "未填写 to_use、mixed_shares 或 floor_area_m2"},
                      .expected = {"a use, or a floor area", "拟转用途或建筑面积"},
                      .remedy = {"complete the row, or leave it out", "请补全或删除该行"}},
                     row, "to_use");
    }

    Draft& draft_;
    Cells& cells_;
    CodeSystem system_;
    RowIndex rows_;
    std::unordered_set<std::string> ids_;
    std::vector<std::string> use_, shares_;
    std::vector<double> floor_, support_, investment_;
    std::vector<std::uint8_t> sale_;
};

}  // namespace

void take_conversions(Draft& draft)
{
    if (!draft.raw.conversions.given()) return;
    Cells cells(draft.raw.conversions, draft.options.data.conversions, InputTable::conversions,
                draft.out.problems);
    const auto ids = cells.ids("request_id"), parcels = cells.ids("parcel_id", false);
    const auto years = cells.years("year");
    if (ids.empty() || parcels.empty() || years.empty()) return;
    Requests requests(draft, cells);
    for (std::size_t row = 0; row < ids.size(); ++row)
        requests.read(row, ids[row], parcels[row], years[row]);
    std::ranges::sort(draft.out.state.conversions, [](const auto& a, const auto& b) {
        return std::tie(a.year, a.parcel, a.id) < std::tie(b.year, b.parcel, b.id);
    });
}

}  // namespace permu
