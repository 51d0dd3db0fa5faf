/// Rows of why_not.csv.
#include "why_not_writer.hpp"

#include <fmt/format.h>

#include <cmath>

#include "permu/base/random.hpp"

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

void WhyNotWriter::write(const State& state)
{
    last_.resize(state.projects.size());
    const std::vector<WhyNot>& rows = state.why_not;
    std::string content;
    for (std::size_t first = 0, end = 0; first < rows.size(); first = end) {
        content.clear();
        for (; end < rows.size() && rows[end].project == rows[first].project; ++end)
            add_content(content, rows[end]);
        const std::uint64_t hash = hash64(content);
        if (std::exchange(last_[rows[first].project.index], hash) == hash) continue;
        for (std::size_t i = first; i < end; ++i)
            write_row(state, rows[i]);
    }
}

void WhyNotWriter::write_row(const State& state, const WhyNot& row)
{
    out_.integer(state.year);
    out_.id(state.projects.id[row.project]);
    out_.integer(row.rank);
    out_.id(row.park.valid() ? std::string_view(state.parks.id[row.park.index]) : std::string_view{});
    out_.id(row.parcel.valid() ? state.parcels.id[row.parcel] : std::string_view{});
    out_.id(row.stopped_by);
    out_.number(row.value);
    out_.number(row.threshold);
    out_.id(std::isnan(row.value) ? std::string_view{} : info(row.unit).symbol);
    out_.id(row.taken_by.valid() ? state.projects.id[row.taken_by] : std::string_view{});
    out_.end_row();
}

}  // namespace permu
