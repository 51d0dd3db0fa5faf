/// Rows of why_not.csv.
#include "why_not_writer.hpp"

#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <utility>

#include "permu/base/random.hpp"
#include "permu/base/table.hpp"

namespace permu {
namespace {

const std::vector<std::string> header{"year",       "project", "rank",      "park", "parcel",
                                      "stopped_by", "value",   "threshold", "unit", "taken_by"};

/// What makes a row another one than last year's.
void add_content(std::string& text, const WhyNot& row)
{
    fmt::format_to(std::back_inserter(text), "{} {} {} {} {} {} {}\n", row.rank, row.park.index,
                   row.parcel.index, row.stopped_by, row.value, row.threshold, row.taken_by.index);
}

}  // namespace

WhyNotWriter::WhyNotWriter(const std::string& path, CsvOptions options) : out_(path, header, options) {}

/// What is left of a year's rows when the state goes on: row i has the ids i.
struct WhyNotWriter::Rows {
    explicit Rows(const State& state)
        : year(state.year), all(state.why_not), project_count(state.projects.size())
    {
        for (const WhyNot& row : all) {
            projects.push_back(state.projects.id[row.project]);
            parks.push_back(row.park.valid() ? std::string_view(state.parks.id[row.park.index])
                                             : std::string_view{});
            parcels.push_back(row.parcel.valid() ? state.parcels.id[row.parcel] : std::string_view{});
            takers.push_back(row.taken_by.valid() ? state.projects.id[row.taken_by] : std::string_view{});
        }
    }

    Year year;
    std::vector<WhyNot> all;
    std::size_t project_count;
    TextColumn<AnyRow> projects, parks, parcels, takers;
};

void WhyNotWriter::write(const State& state, Background& background)
{
    background.add([this, rows = std::make_shared<const Rows>(state)] { write(*rows); });
}

void WhyNotWriter::write(const Rows& rows)
{
    last_.resize(rows.project_count);
    std::string content;
    for (std::size_t first = 0, end = 0; first < rows.all.size(); first = end) {
        content.clear();
        for (; end < rows.all.size() && rows.all[end].project == rows.all[first].project; ++end)
            add_content(content, rows.all[end]);
        const std::uint64_t hash = hash64(content);
        if (std::exchange(last_[rows.all[first].project.index], hash) == hash) continue;
        for (std::size_t i = first; i < end; ++i)
            write_row(rows, static_cast<std::uint32_t>(i));
    }
}

void WhyNotWriter::write_row(const Rows& rows, std::uint32_t i)
{
    const WhyNot& row = rows.all[i];
    const AnyRow at{i};
    out_.integer(rows.year);
    out_.id(rows.projects[at]);
    out_.integer(row.rank);
    out_.id(rows.parks[at]);
    out_.id(rows.parcels[at]);
    out_.id(row.stopped_by);
    out_.number(row.value);
    out_.number(row.threshold);
    out_.id(std::isnan(row.value) ? std::string_view{} : info(row.unit).symbol);
    out_.id(rows.takers[at]);
    out_.end_row();
}

}  // namespace permu
