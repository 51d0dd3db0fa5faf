/// An SQLite file that is filled with prepared statements.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace permu {

/// An existing database that is written once, by nobody else, and thrown away when that fails: it needs no
/// journal and no waiting for the disk. Its triggers stay silent.
class SqliteFile {
public:
    explicit SqliteFile(const std::string& path);

    /// Runs statements without answers. \return false when one fails or the file was not opened
    bool run(const std::string& statements);
    /// The whole number in the first cell of the answer; -1 for none.
    std::int64_t number(const std::string& query);
    /// What SQLite says of the last failure.
    [[nodiscard]] std::string failure() const;
    /// What the system said when it refused to read or write, as errno; 0 for nothing.
    [[nodiscard]] int system_trouble() const { return sqlite3_system_errno(handle()); }
    [[nodiscard]] sqlite3* handle() const { return file_.get(); }

private:
    std::unique_ptr<sqlite3, decltype(&sqlite3_close)> file_;
};

/// A statement that is run again and again with other values. Texts and bytes must live until run().
class SqliteStatement {
public:
    SqliteStatement(const SqliteFile& file, const std::string& text);

    // Columns count from 1. SQLite refuses only columns that are not there.
    void bind(int column, std::int64_t value) { sqlite3_bind_int64(statement_.get(), column, value); }
    void bind(int column, double value) { sqlite3_bind_double(statement_.get(), column, value); }
    void bind(int column, std::string_view text);
    void bind(int column, std::span<const unsigned char> bytes);
    void bind_null(int column) { sqlite3_bind_null(statement_.get(), column); }
    /// \return false when the statement fails or has not been understood
    bool run();

private:
    std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement_;
};

/// "file:…" of a path, in which no byte is taken for anything but itself; ready for "?immutable=1".
std::string sqlite_uri(const std::string& path);

/// A text as a literal of SQL, a name as an identifier.
std::string sql_text(std::string_view text);
std::string sql_name(std::string_view name);

}  // namespace permu
