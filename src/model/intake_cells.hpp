/// Typed access to the columns of one raw table, by canonical field; collects what is wrong with the cells.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fault_log.hpp"
#include "permu/base/problem.hpp"
#include "permu/model/fields.hpp"
#include "permu/model/intake.hpp"
#include "permu/model/number_texts.hpp"

namespace permu {

class Cells {
public:
    /// Says which fields are missing or mapped to nothing.
    /// \param log  where faults are kept with their places; none: nowhere
    Cells(const RawTable& raw, const DataTable& spec, InputTable table, Problems& problems,
          FaultLog* log = nullptr);

    /// Whether all fields are there that rows cannot do without.
    bool usable() const;
    std::size_t rows() const { return raw_.table.rows(); }
    bool has(std::string_view field) const { return column(field) != nullptr; }
    /// "file, layer L, feature N, field f"
    std::string where(std::size_t row, std::string_view field = {}) const;

    /// All numbers of a field, NaN for empty cells; an empty vector where the field is absent.
    std::vector<double> numbers(std::string_view field);
    /// Years; `no_year` for empty cells; an empty vector where the field is absent.
    std::vector<std::int16_t> years(std::string_view field);
    /// 1, 0 and `unset_flag`; an empty vector where the field is absent.
    std::vector<std::uint8_t> flags(std::string_view field);
    /// Texts, of fields of choices the values they stand for; "" for empty cells; an empty vector where the
    /// field is absent.
    std::vector<std::string> texts(std::string_view field) const;
    /// Ids: not empty, and unique unless `unique` is false; ids that differ only in case, blanks or Unicode
    /// form are warned of, and those that a spreadsheet would run.
    std::vector<std::string> ids(std::string_view field, bool unique = true);

    /// One more cell of `field` is wrong; alike ones are counted together.
    void fault(Problem problem, std::size_t row, std::string_view field);
    /// The same of the row's polygon, where `place` (one shape) is all that is at fault.
    void fault_at(const Shapes& place, Problem problem, std::size_t row);
    /// Whether places are kept: only then are they worth finding.
    bool keeps_places() const { return log_ != nullptr; }
    Problems& problems() { return problems_; }
    InputTable table() const { return table_; }

    static constexpr std::uint8_t unset_flag = 2;

    /// The column that holds a field; null where there is none.
    const TableColumn* column(std::string_view field) const;

private:
    /// The id of a row, for lists of rows; the number of its feature where it has none.
    std::string name_of(std::size_t row) const;
    double number(const TableColumn& column, std::size_t row, const InputField& field);
    // What a text that is no plain number means; it is told. NaN where it is refused or means nothing.
    double number_in_text(std::string_view text, std::size_t row, const InputField& field);
    std::optional<double> mended(std::string_view text, std::size_t row, const InputField& field);
    std::optional<double> mended_unit(std::string_view text, std::size_t row, const InputField& field);
    /// A warning that the text is read as `meaning`.
    void tell_mended(const char* code, std::string_view text, Said meaning, std::size_t row,
                     const InputField& field);
    /// An error that names the number a text with thousands separators looks like.
    void refuse_groups(std::string_view text, const GroupedNumber& number, std::size_t row,
                       const InputField& field);
    double refuse_text(std::string_view text, std::size_t row, const InputField& field);
    std::optional<double> year_in_text(const TableColumn& column, std::size_t row, const InputField& field);
    void check_range(double value, std::size_t row, const InputField& field);
    /// One unit of the column's numbers in units of the field.
    double factor_of(const InputField& field) const;
    void warn_of_doubtful_ids(const std::vector<std::string>& ids, std::string_view field, bool unique);
    void warn_of_twins(const std::vector<std::string>& ids, std::string_view field);

    const RawTable& raw_;
    bool has_shapes_;  ///< rows are features; the shapes themselves may be gone by now
    const DataTable& spec_;
    InputTable table_;
    Problems& problems_;
    FaultLog* log_;
    std::size_t told_ = 0;  ///< faults so far
};

/// Without blanks at both ends.
std::string_view trimmed(std::string_view text);
/// A–Z as a–z.
std::string lower(std::string_view text);
/// Latin letters and kana with marks as letter and mark, as Unicode's form D has them; all else as it is.
std::string decomposed(std::string_view text);
/// Rows by their text; of equal ones the first comes first.
std::vector<std::uint32_t> ordered_by_text(const std::vector<std::string>& texts);

/// Numbers in a row of texts such as "06;07": what is not a number is a fault.
std::vector<int> divisions_of(Cells& cells, std::string_view text, std::size_t row, std::string_view field);

}  // namespace permu
