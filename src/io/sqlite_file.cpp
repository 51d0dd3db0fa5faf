/// An SQLite file that is filled with prepared statements.
#include "sqlite_file.hpp"

#include <fmt/format.h>

#include <cctype>

namespace permu {

SqliteFile::SqliteFile(const std::string& path) : file_(nullptr, &sqlite3_close)
{
    sqlite3* made = nullptr;
    const int opened =
        sqlite3_open_v2(sqlite_uri(path).c_str(), &made,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    file_.reset(made);
    if (opened != SQLITE_OK) return;
    sqlite3_db_config(made, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE");
}

bool SqliteFile::run(const std::string& statements)
{
    return sqlite3_exec(handle(), statements.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::int64_t SqliteFile::number(const std::string& query)
{
    sqlite3_stmt* made = nullptr;
    sqlite3_prepare_v2(handle(), query.c_str(), -1, &made, nullptr);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(made, &sqlite3_finalize);
    return made != nullptr && sqlite3_step(made) == SQLITE_ROW ? sqlite3_column_int64(made, 0) : -1;
}

std::string SqliteFile::failure() const
{
    return file_ ? sqlite3_errmsg(handle()) : "out of memory";
}

SqliteStatement::SqliteStatement(const SqliteFile& file, const std::string& text)
    : statement_(nullptr, &sqlite3_finalize)
{
    sqlite3_stmt* made = nullptr;
    sqlite3_prepare_v2(file.handle(), text.c_str(), -1, &made, nullptr);
    statement_.reset(made);
}

void SqliteStatement::bind(int column, std::string_view text)
{
    // A view of nothing has no address, which SQLite takes for NULL.
    const char* bytes = text.empty() ? "" : text.data();
    sqlite3_bind_text(statement_.get(), column, bytes, static_cast<int>(text.size()), SQLITE_STATIC);
}

void SqliteStatement::bind(int column, std::span<const unsigned char> bytes)
{
    sqlite3_bind_blob(statement_.get(), column, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
}

bool SqliteStatement::run()
{
    if (!statement_) return false;
    const bool done = sqlite3_step(statement_.get()) == SQLITE_DONE;
    return sqlite3_reset(statement_.get()) == SQLITE_OK && done;
}

/// SQL escapes a quote by writing it twice.
static std::string doubled(std::string_view text, char quote)
{
    std::string out(1, quote);
    for (const char c : text) {
        if (c == quote) out += quote;
        out += c;
    }
    return out + quote;
}

std::string sqlite_uri(const std::string& path)
{
    std::string uri = path.starts_with('/') ? "file://" : "file:";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = std::isalnum(byte) != 0 || c == '/' || c == '.' || c == '_' || c == '-';
        uri += plain ? std::string(1, c) : fmt::format("%{:02x}", byte);
    }
    return uri;
}

std::string sql_text(std::string_view text)
{
    return doubled(text, '\'');
}

std::string sql_name(std::string_view name)
{
    return doubled(name, '"');
}

}  // namespace permu
