/// The attribute table of a shapefile as it lies in the file: header, fields, records.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/bytes.hpp"
#include "io/gate.hpp"

namespace permu::reading {

struct DbfField {
    std::string name;  ///< bytes as stored
    char type{};
    std::size_t offset{};  ///< in the record
    std::size_t length{};
};

struct Dbf {
    std::uint64_t records{};
    std::size_t header_bytes{};
    std::size_t record_bytes{};
    unsigned char language{};  ///< language driver id
    std::vector<DbfField> fields;
};

/// Header and field descriptors, which must fit each other, the size of the file and the number of shapes.
/// \throws InputError
Dbf read_dbf_header(ByteWindow& file, std::uint64_t records, const std::string& where);

/// The cell without the blanks and NULs at its end.
inline std::string_view cell_of(std::string_view record, const DbfField& field)
{
    std::string_view cell = record.substr(field.offset, field.length);
    const std::size_t last = cell.find_last_not_of(std::string_view(" \0", 2));
    return cell.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

[[noreturn]] void refuse_record_out_of_step(const Gate& gate, std::uint64_t record);

/// Calls `see` with every record that is not marked as deleted; \return the number of those that are.
template <class See>
std::uint64_t each_record(const Gate& gate, const Dbf& dbf, ByteWindow& file, const See& see)
{
    std::uint64_t deleted = 0;
    for (std::uint64_t record = 0; record < dbf.records; ++record) {
        const auto bytes = file.read(dbf.header_bytes + record * dbf.record_bytes, dbf.record_bytes);
        const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        if (text.starts_with('*')) {
            ++deleted;
        } else if (text.starts_with(' ') || text.starts_with('\0')) {
            see(text, record);
        } else {
            refuse_record_out_of_step(gate, record);
        }
    }
    return deleted;
}

}  // namespace permu::reading
