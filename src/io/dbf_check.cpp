/// The attribute table of a shapefile: counts, numbers and the encoding of its texts.
#include <algorithm>
#include <vector>

#include "io/dbf_file.hpp"
#include "io/encoding.hpp"
#include "io/refuse.hpp"
#include "io/shapefile_check.hpp"

namespace permu::reading {

namespace {

/// Blanks, a number, blanks or NULs to the end; a cell of blanks alone is empty and as good.
bool is_number_text(std::string_view cell)
{
    // Without branches, so that the compiler takes many bytes at once: this sees every byte of large tables.
    const auto blank = [](unsigned char c) { return static_cast<unsigned char>((c == ' ') | (c == 0)); };
    const auto* bytes = reinterpret_cast<const unsigned char*>(cell.data());
    unsigned char bad = 0;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const unsigned char c = bytes[i];
        const bool digit = static_cast<unsigned char>(c - '0') < 10;
        const bool sign = (c == '.') | (c == '-') | (c == '+') | ((c | 0x20) == 'e');
        bad = static_cast<unsigned char>(bad | !(digit | sign | blank(c)));
    }
    // One run of bytes that are not blank, at most: "12 3" is no number.
    unsigned char runs = static_cast<unsigned char>(cell.empty() || blank(bytes[0]) ? 0 : 1);
    for (std::size_t i = 1; i < cell.size(); ++i) {
        runs = static_cast<unsigned char>(runs + (blank(bytes[i - 1]) & !blank(bytes[i])));
    }
    return bad == 0 && runs <= 1;
}

/// A field full of stars: how most programs write "no value", and dBase a number that was too long.
bool is_stars(std::string_view cell)
{
    return !cell.empty() && std::all_of(cell.begin(), cell.end(), [](char c) { return c == '*'; });
}

/// Checks the cells of a record.
class CellCheck {
public:
    CellCheck(const Gate& gate, const FileSource& source, const Dbf& dbf, const std::string& encoding,
              Problems& problems)
        : gate_(gate), encoding_(encoding), strict_(source.strict), decoder_(encoding), problems_(problems)
    {
        for (const DbfField& field : dbf.fields) {
            const bool wanted =
                source.columns.empty() ||
                std::find(source.columns.begin(), source.columns.end(), field.name) != source.columns.end();
            if ((field.type == 'N' || field.type == 'F') && wanted) numbers_.push_back({.field = &field});
            if (field.type == 'C') texts_.push_back(&field);
            if (field.type == 'C' && wanted) wanted_texts_.push_back(&field);
        }
    }

    void check(std::string_view record, std::uint64_t number)
    {
        check_numbers(record, number);
        if (record.find('\0') != std::string_view::npos) check_nuls(record, number);
        // What is declared as UTF-8 is checked where the cells arrive: those of the columns that are read.
        if ((strict_ || encoding_ != "UTF-8") && !is_ascii(record)) check_texts(record, number);
    }

    /// Adds those that were only counted.
    void finish()
    {
        for (const NumberField& one : numbers_) {
            for (const bool stars : {true, false}) {
                const std::size_t count = stars ? one.stars : one.others;
                if (count <= max_listed_ids) continue;
                Problem more = no_number(*one.field, {}, stars);
                more.count = count - max_listed_ids;
                problems_.tally(std::move(more), {});
            }
        }
    }

private:
    /// A number field, and how many of its cells are no numbers: stars, and others.
    struct NumberField {
        const DbfField* field;
        std::size_t stars = 0, others = 0;
    };

    /// Stars stand in every cell without a value, a million times in a large table: beyond those that are
    /// listed they are only counted.
    void check_numbers(std::string_view record, std::uint64_t number)
    {
        for (NumberField& one : numbers_) {
            if (is_number_text(record.substr(one.field->offset, one.field->length))) continue;
            const std::string_view cell = cell_of(record, *one.field);
            const bool stars = is_stars(cell);
            if ((stars ? one.stars : one.others)++ < max_listed_ids)
                problems_.tally(no_number(*one.field, cell, stars), std::to_string(number));
        }
    }

    /// Readers end a text at a NUL: what stands behind it would be lost. NULs to the end are blanks.
    void check_nuls(std::string_view record, std::uint64_t number)
    {
        for (const DbfField* field : wanted_texts_) {
            if (cell_of(record, *field).find('\0') == std::string_view::npos) continue;
            problems_.tally({.code = "table.control",
                             .where = at(gate_.path, "", without_cut_character(field->name)),
                             .found = {"a NUL inside a text", "文本中间有 NUL 字符"},
                             .expected = {"printable text", "可打印的文本"},
                             .remedy = {"repair the cell", "请修正该值"}},
                            std::to_string(number));
        }
    }

    Problem no_number(const DbfField& field, std::string_view cell, bool stars) const
    {
        const std::string shown = printable(cell);
        return {
            .severity = stars && !strict_ ? Severity::warning : Severity::error,
            .code = stars ? "dbf.stars" : "dbf.not_a_number",
            .where = at(gate_.path, "", without_cut_character(field.name)),
            .found = {"\"" + shown + "\" in a number field", "数值字段中有“" + shown + "”"},
            .expected = {"a number, or blanks for none", "数字，或以空格表示缺失"},
            .remedy = stars ? Said{"read as empty: GIS write stars for an empty cell, and for a number that "
                                   "did not fit the field; if there is a number, widen the field in the "
                                   "source and export again",
                                   "按空值读取：GIS 软件用星号表示空值，也用于超出字段宽度的数字；"
                                   "若应有数值，请在源数据中加宽字段后重新导出"}
                            : Said{"repair the cell", "请修正该值"}};
    }

    void check_texts(std::string_view record, std::uint64_t number)
    {
        for (const DbfField* field : texts_) {
            const std::string_view cell = cell_of(record, *field);
            if (is_ascii(cell) || decoder_.decode(encoding_ == "UTF-8" ? without_cut_character(cell) : cell))
                continue;
            problems_.tally(
                {.code = "table.not_utf8",
                 .where = at(gate_.path, "", without_cut_character(field->name)),
                 .found = {"text that is not " + encoding_, "文本不是 " + encoding_ + " 编码"},
                 .expected = {"texts in the declared encoding", "文本应符合所声明的编码"},
                 .remedy = {"set encoding = \"GBK\" (or the right one) in the [data.*] table, or correct "
                            "the .cpg",
                            "请在 [data.*] 表中设置 encoding = \"GBK\"（或正确的编码），或更正 .cpg"}},
                std::to_string(number));
        }
    }

    const Gate& gate_;
    std::string encoding_;
    bool strict_;
    Decoder decoder_;
    Problems& problems_;
    std::vector<NumberField> numbers_;
    std::vector<const DbfField*> texts_;
    std::vector<const DbfField*> wanted_texts_;
};

/// What the user, the .cpg or the table's language byte declare; "" where nobody says anything of use.
std::string declared_encoding(const Gate& gate, const FileSource& source, const Dbf& dbf)
{
    if (!source.encoding.empty()) {
        const std::string encoding = encoding_by_name(source.encoding);
        if (!encoding.empty()) return encoding;
        refuse({.code = "file.encoding",
                .where = at(gate.path),
                .found = {"encoding \"" + printable(source.encoding) + "\"",
                          "编码“" + printable(source.encoding) + "”"},
                .expected = {"GBK, GB18030, UTF-8, BIG5, …", "GBK、GB18030、UTF-8、BIG5 等"},
                .remedy = {"correct encoding in the [data.*] table", "请更正 [data.*] 表中的 encoding"}});
    }
    constexpr std::size_t longest_name = 64;
    const std::string cpg_path = beside(gate.open_path, "cpg");
    if (ByteWindow(cpg_path).size() > longest_name) {
        refuse_damaged(at(gate.path) + " (.cpg)", {"more than 64 bytes", "超过 64 字节"});
    }
    const std::string cpg = encoding_by_name(small_file(cpg_path, longest_name));
    if (!cpg.empty()) return cpg;
    switch (dbf.language) {
        case 0x4D:
        case 0x7A:
            return "GBK";
        case 0x4F:
        case 0x78:
            return "BIG5";
        default:
            return {};  // 0x57 "ANSI" means the writer's own system, whatever that was
    }
}

/// Shows the guess all names and texts.
void see_texts(const Gate& gate, const Dbf& dbf, ByteWindow& file, EncodingGuess& guess)
{
    for (const DbfField& field : dbf.fields) {
        guess.see(field.name);
    }
    each_record(gate, dbf, file, [&](std::string_view record, std::uint64_t) {
        if (is_ascii(record)) return;
        for (const DbfField& field : dbf.fields) {
            if (field.type == 'C') guess.see(cell_of(record, field));
        }
    });
}

}  // namespace

std::string find_dbf_encoding(const Gate& gate, const FileSource& source, std::uint64_t records,
                              Problems& problems)
{
    const std::string where = at(gate.path) + " (.dbf)";
    ByteWindow file(beside(gate.open_path, "dbf"));
    if (!file.exists()) {
        refuse({.code = "shp.incomplete",
                .where = at(gate.path),
                .found = {"no .dbf beside it", "旁边没有 .dbf 文件"},
                .expected = {".shp, .shx and .dbf together", ".shp、.shx 和 .dbf 三个文件齐全"},
                .remedy = {"copy all files of the shapefile", "请复制该 Shapefile 的全部文件"}});
    }
    check_unpacks(gate, file, where);
    const Dbf dbf = read_dbf_header(file, records, where);
    const std::string declared = declared_encoding(gate, source, dbf);
    if (!declared.empty() && (declared == "UTF-8" || !source.encoding.empty())) return declared;
    EncodingGuess guess;
    see_texts(gate, dbf, file, guess);
    if (!declared.empty()) {
        if (!guess.only_ascii() && guess.result() == "UTF-8") problems.add(looks_like_utf8(where, declared));
        return declared;
    }
    const std::string assumed = guess.result();
    if (guess.only_ascii()) return assumed;
    const Said remedy{"set encoding = \"GBK\" (or the right one) in the [data.*] table",
                      "请在 [data.*] 表中设置 encoding = \"GBK\"（或正确的编码）"};
    const Said expected{"a .cpg file that names the encoding", "写明编码的 .cpg 文件"};
    if (assumed.empty()) {
        refuse({.code = "file.encoding",
                .where = where,
                .found = {"texts that are neither UTF-8 nor GBK", "文本既不是 UTF-8 也不是 GBK"},
                .expected = expected,
                .remedy = remedy});
    }
    problems.add(
        {.severity = Severity::warning,
         .code = "file.encoding_assumed",
         .where = where,
         .found = {"no declared encoding; read as " + assumed, "未声明编码；按 " + assumed + " 读取"},
         .expected = expected,
         .remedy = remedy});
    return assumed;
}

std::uint64_t check_dbf_records(const Gate& gate, const FileSource& source, const ShapefileFacts& facts,
                                Problems& problems)
{
    ByteWindow file(beside(gate.open_path, "dbf"));
    const Dbf dbf = read_dbf_header(file, facts.records, at(gate.path) + " (.dbf)");
    CellCheck cells(gate, source, dbf, facts.encoding, problems);
    const std::uint64_t deleted = each_record(
        gate, dbf, file, [&](std::string_view record, std::uint64_t number) { cells.check(record, number); });
    cells.finish();
    return facts.records - deleted;
}

}  // namespace permu::reading
