/// The attribute table of a shapefile as it lies in the file: header, fields, records.
#include "io/dbf_file.hpp"

#include <set>

#include "io/refuse.hpp"

namespace permu::reading {

namespace {

[[noreturn]] void refuse_dbf(const std::string& where, const std::string& en, const std::string& zh)
{
    refuse_damaged(where, {en, zh});
}

/// Field descriptors up to their end mark; they must fill the record exactly.
void read_fields(Dbf& dbf, ByteWindow& file, const std::string& where)
{
    std::set<std::string> names;
    std::size_t offset = 1;
    for (std::size_t at_byte = 32; at_byte + 32 < dbf.header_bytes + 1; at_byte += 32) {
        const auto d = file.read(at_byte, 32);
        if (d.empty() || d[0] == 0x0D) break;
        const std::string raw(d.begin(), d.begin() + 11);
        std::string name = raw.substr(0, raw.find('\0'));
        name.erase(name.find_last_not_of(' ') + 1);
        const char type = static_cast<char>(d[11]);
        // Long texts of some writers use the decimals' byte as the high byte of the length.
        const std::size_t length = d[16] + (type == 'C' ? std::size_t{d[17]} << 8 : 0);
        if (name.empty() || length == 0 || type < 'A') {
            refuse_dbf(where, "a damaged description of field " + printable(name),
                       "字段描述已损坏：" + printable(name));
        }
        if (!names.insert(name).second) {
            refuse_dbf(where, "two fields named " + printable(name), "有两个同名字段 " + printable(name));
        }
        dbf.fields.push_back({name, type, offset, length});
        offset += length;
    }
    if (dbf.fields.empty() || offset != dbf.record_bytes) {
        refuse_dbf(where,
                   "fields of " + std::to_string(offset) + " bytes in records of " +
                       std::to_string(dbf.record_bytes),
                   "字段总长 " + std::to_string(offset) + " 字节，记录长 " +
                       std::to_string(dbf.record_bytes) + " 字节");
    }
}

}  // namespace

Dbf read_dbf_header(ByteWindow& file, std::uint64_t records, const std::string& where)
{
    const auto h = file.read(0, 32);
    if (h.empty()) refuse_dbf(where, "no table header", "没有表头");
    Dbf dbf{.records = little_u32(h.data() + 4),
            .header_bytes = little_u16(h.data() + 8),
            .record_bytes = little_u16(h.data() + 10),
            .language = h[29],
            .fields = {}};
    if (dbf.records != records) {
        refuse_dbf(where, std::to_string(dbf.records) + " records for " + std::to_string(records) + " shapes",
                   std::to_string(dbf.records) + " 条记录对应 " + std::to_string(records) + " 个图形");
    }
    if (dbf.header_bytes < 65 || dbf.record_bytes < 2 ||
        dbf.header_bytes + dbf.records * dbf.record_bytes > file.size()) {
        refuse_dbf(
            where,
            std::to_string(file.size()) + " bytes, too few for its " + std::to_string(records) + " records",
            "文件仅 " + std::to_string(file.size()) + " 字节，容不下 " + std::to_string(records) + " 条记录");
    }
    read_fields(dbf, file, where);
    return dbf;
}

void refuse_record_out_of_step(const Gate& gate, std::uint64_t record)
{
    refuse_dbf(at(gate.path) + " (.dbf)", "record " + std::to_string(record + 1) + " out of step",
               "第 " + std::to_string(record + 1) + " 条记录错位");
}

}  // namespace permu::reading
