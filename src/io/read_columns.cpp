/// Features in batches of columns, as GeoPackage and FlatGeobuf hand them out (Arrow's C data interface).
#include <ogr_api.h>
#include <ogr_recordbatch.h>
#include <ogrsf_frmts.h>

#include <cstring>
#include <string_view>

#include "io/read_features.hpp"
#include "io/refuse.hpp"

namespace permu::reading {

namespace {

/// Releases what GDAL lends, once.
template <class Lent>
struct Lease {
    Lent value{};
    Lease() = default;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease()
    {
        if (value.release != nullptr) value.release(&value);
    }
};

bool is_valid(const ArrowArray& array, std::int64_t row)
{
    const auto* bits = static_cast<const unsigned char*>(array.buffers[0]);
    return bits == nullptr || array.null_count == 0 || (bits[row >> 3] >> (row & 7) & 1) != 0;
}

template <class T>
const T* buffer(const ArrowArray& array, int number)
{
    return static_cast<const T*>(array.buffers[number]);
}

/// One column of one batch on its way into its builder; `ids` are the fids of the batch's rows.
struct Batch {
    const ArrowArray& array;
    ColumnBuilder& column;
    const std::int64_t* ids;

    template <class Take>
    void each(const Take& take) const
    {
        for (std::int64_t i = 0; i < array.length; ++i) {
            const std::int64_t row = array.offset + i;
            if (is_valid(array, row)) {
                take(row, ids[i]);
            } else {
                column.add_null();
            }
        }
    }
};

template <class T>
void take_integers(const Batch& batch)
{
    const T* values = buffer<T>(batch.array, 1);
    batch.each([&](std::int64_t row, std::int64_t) { batch.column.add_integer(values[row]); });
}

template <class T>
void take_numbers(const Batch& batch)
{
    const T* values = buffer<T>(batch.array, 1);
    batch.each([&](std::int64_t row, std::int64_t id) { batch.column.add_number(values[row], id); });
}

void take_booleans(const Batch& batch)
{
    const auto* bits = buffer<unsigned char>(batch.array, 1);
    batch.each(
        [&](std::int64_t row, std::int64_t) { batch.column.add_integer(bits[row >> 3] >> (row & 7) & 1); });
}

template <class Offset>
void take_texts(const Batch& batch)
{
    const auto* offsets = buffer<Offset>(batch.array, 1);
    const char* bytes = buffer<char>(batch.array, 2);
    const Offset first = offsets[batch.array.offset];
    const Offset last = offsets[batch.array.offset + batch.array.length];
    const std::string_view block(bytes == nullptr ? "" : bytes + first,
                                 static_cast<std::size_t>(last - first));
    const std::span starts(offsets + batch.array.offset, static_cast<std::size_t>(batch.array.length) + 1);
    const auto text = [&](std::int64_t row) {
        return block.substr(static_cast<std::size_t>(offsets[row] - first),
                            static_cast<std::size_t>(offsets[row + 1] - offsets[row]));
    };
    if (batch.column.are_good<Offset>(block, starts)) {
        batch.each([&](std::int64_t row, std::int64_t) { batch.column.add_good_text(text(row)); });
    } else {
        batch.each([&](std::int64_t row, std::int64_t id) { batch.column.add_text(text(row), id); });
    }
}

/// Dates and times: `scale` divides the stored number into milliseconds (or days).
template <class T, class Format>
void take_times(const Batch& batch, std::int64_t multiply, std::int64_t divide, const Format& format)
{
    const T* values = buffer<T>(batch.array, 1);
    batch.each([&](std::int64_t row, std::int64_t) {
        batch.column.add_good_text(format(static_cast<std::int64_t>(values[row]) * multiply / divide));
    });
}

using Taker = void (*)(const Batch&);

/// How a column of Arrow's format letters is taken; null for formats that no field of OGR maps to.
Taker taker_of(std::string_view format)
{
    if (format == "b") return take_booleans;
    if (format == "c") return take_integers<std::int8_t>;
    if (format == "C") return take_integers<std::uint8_t>;
    if (format == "s") return take_integers<std::int16_t>;
    if (format == "S") return take_integers<std::uint16_t>;
    if (format == "i") return take_integers<std::int32_t>;
    if (format == "I") return take_integers<std::uint32_t>;
    if (format == "l") return take_integers<std::int64_t>;
    if (format == "f") return take_numbers<float>;
    if (format == "g") return take_numbers<double>;
    if (format == "u") return take_texts<std::int32_t>;
    if (format == "U") return take_texts<std::int64_t>;
    if (format == "tdD") return [](const Batch& b) { take_times<std::int32_t>(b, 1, 1, iso_date); };
    if (format == "ttm") return [](const Batch& b) { take_times<std::int32_t>(b, 1, 1, iso_time); };
    if (format.starts_with("tsm:"))
        return [](const Batch& b) { take_times<std::int64_t>(b, 1, 1, iso_date_time); };
    if (format.starts_with("tss:"))
        return [](const Batch& b) { take_times<std::int64_t>(b, 1000, 1, iso_date_time); };
    if (format.starts_with("tsu:"))
        return [](const Batch& b) { take_times<std::int64_t>(b, 1, 1000, iso_date_time); };
    return nullptr;
}

bool fits(CellKind kind, std::string_view format)
{
    switch (kind) {
        case CellKind::integer:
            return std::string_view("bcCsSiIl").find(format) != std::string_view::npos;
        case CellKind::number:
            return format == "f" || format == "g";
        case CellKind::text:
            return format == "u" || format == "U" || format.starts_with("t");
        case CellKind::unreadable:
            return false;
    }
    return false;
}

/// The feature id first, the fields in their order, the geometry last.
struct Layout {
    std::vector<Taker> takers;
    std::int64_t geometry = -1;
    bool known = false;
};

Layout layout_of(const ArrowSchema& schema, const Harvest& harvest)
{
    Layout layout;
    const auto fields = static_cast<std::int64_t>(harvest.columns.size());
    const std::int64_t expected = 1 + fields + (harvest.shapes != nullptr ? 1 : 0);
    if (schema.n_children != expected || std::string_view(schema.children[0]->format) != "l") return layout;
    for (std::int64_t i = 0; i < fields; ++i) {
        const std::string_view format = schema.children[1 + i]->format;
        const Taker taker = taker_of(format);
        if (taker == nullptr || !fits(harvest.columns[i].kind(), format)) return layout;
        layout.takers.push_back(taker);
    }
    if (harvest.shapes != nullptr) {
        layout.geometry = expected - 1;
        if (std::string_view(schema.children[layout.geometry]->format) != "z") return layout;
    }
    layout.known = true;
    return layout;
}

void take_shapes(const ArrowArray& array, const std::int64_t* ids, ShapeBuilder& shapes)
{
    const auto* offsets = buffer<std::int32_t>(array, 1);
    const auto* bytes = buffer<unsigned char>(array, 2);
    for (std::int64_t i = 0; i < array.length; ++i) {
        const std::int64_t row = array.offset + i;
        if (!is_valid(array, row) || offsets[row] == offsets[row + 1]) {
            shapes.add_null();
            continue;
        }
        shapes.add_wkb({bytes + offsets[row], static_cast<std::size_t>(offsets[row + 1] - offsets[row])},
                       ids[i]);
    }
}

void take_batch(const ArrowArray& batch, const Layout& layout, Harvest& harvest)
{
    const ArrowArray& id_array = *batch.children[0];
    const std::int64_t* ids = buffer<std::int64_t>(id_array, 1) + id_array.offset;
    harvest.fids.insert(harvest.fids.end(), ids, ids + batch.length);
    check_feature_count(harvest);
    for (std::size_t i = 0; i < layout.takers.size(); ++i) {
        layout.takers[i]({*batch.children[1 + i], harvest.columns[i], ids});
    }
    if (harvest.shapes != nullptr) take_shapes(*batch.children[layout.geometry], ids, *harvest.shapes);
}

}  // namespace

bool read_in_columns(OGRLayer& layer, Harvest& harvest)
{
    Lease<ArrowArrayStream> stream;
    // Batches that stay in the processor's cache; larger ones cost fresh memory every time.
    const char* options[] = {"MAX_FEATURES_IN_BATCH=16384", nullptr};
    if (!layer.GetArrowStream(&stream.value, options)) return false;
    Lease<ArrowSchema> schema;
    if (stream.value.get_schema(&stream.value, &schema.value) != 0) return false;
    const Layout layout = layout_of(schema.value, harvest);
    if (!layout.known) return false;
    reserve_rows(harvest);
    while (true) {
        Lease<ArrowArray> batch;
        if (stream.value.get_next(&stream.value, &batch.value) != 0) {
            refuse_damaged(harvest.where, {"features that cannot be read to the end", "要素无法全部读取"});
        }
        if (batch.value.release == nullptr) return true;
        // A damaged count makes some drivers hand out empty batches for ever.
        if (batch.value.length == 0) return true;
        take_batch(batch.value, layout, harvest);
    }
}

}  // namespace permu::reading
