/// A first look at a GeoPackage by SQLite itself, before GDAL reads the tables that GeoPackage keeps for
/// itself.
#include <fmt/format.h>
#include <sqlite3.h>

#include <cctype>
#include <memory>

#include "io/bytes.hpp"
#include "io/geopackage_check.hpp"
#include "io/refuse.hpp"
#include "io/sqlite_file.hpp"

namespace permu::reading {

namespace {

/// Steps of SQLite's machine the look may take; three thousand tables take a fiftieth of it.
constexpr int steps_a_turn = 100'000;
constexpr int most_turns = 500;

using Connection = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

int count_turn(void* turns)
{
    return --*static_cast<int*>(turns) < 0 ? 1 : 0;
}

Connection connect(const Gate& gate, int& turns)
{
    sqlite3* made = nullptr;
    const std::string uri = sqlite_uri(gate.open_path) + "?mode=ro&immutable=1";
    const int opened = sqlite3_open_v2(uri.c_str(), &made,
                                       SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    Connection connection(made, &sqlite3_close);
    if (opened != SQLITE_OK) refuse_damaged(at(gate.path), {"no database that opens", "无法打开的数据库"});
    sqlite3_db_config(made, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(made, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_limit(made, SQLITE_LIMIT_LENGTH, longest_cell);
    sqlite3_progress_handler(made, steps_a_turn, count_turn, &turns);
    return connection;
}

/// GeoPackage's own tables, and those its programs keep beside them: read without being asked for.
constexpr const char* own_name =
    "(lower(substr(m.name, 1, 4)) = 'gpkg' OR lower(substr(m.name, 1, 6)) = 'rtree_' OR "
    "lower(substr(m.name, 1, 4)) = 'ogr_' OR lower(m.name) IN ('layer_styles', 'qgis_projects'))";

/// One of these that is computed: a view, a virtual table but the spatial index, computed columns.
std::string question()
{
    return fmt::format(
        "SELECT m.name FROM sqlite_master m WHERE {0} AND (m.type = 'view' OR (m.type = 'table' AND "
        "coalesce(m.rootpage, 0) = 0 AND lower(substr(m.name, 1, 6)) <> 'rtree_')) "
        "UNION ALL SELECT m.name FROM sqlite_master m, pragma_table_xinfo(m.name) x "
        "WHERE {0} AND m.type = 'table' AND m.rootpage > 0 AND x.hidden IN (2, 3) LIMIT 1",
        own_name);
}

[[noreturn]] void refuse_own_table(const Gate& gate, const std::string& name)
{
    refuse({.code = "gpkg.view",
            .where = at(gate.path, name),
            .found = {"a view, a virtual table or computed columns in place of a table of GeoPackage's own",
                      "GeoPackage 自身的表被视图、虚拟表或计算列取代"},
            .expected = {"a stored table: what is computed may never end, or read other files",
                         "存储的数据表：计算出的内容可能无法结束，或读取其他文件"},
            .remedy = {"save the layer as a new GeoPackage, from a program you trust",
                       "请用可信的程序将图层另存为新的 GeoPackage"}});
}

/// GDAL takes "%31" in the name of a database that nobody changes for the byte of that number, and one that
/// somebody may change has files beside it where it is kept in that way.
void check_name(const Gate& gate)
{
    if (!has_percent_code(gate.open_path)) return;
    ByteWindow file(gate.open_path);
    const auto versions = file.read(18, 2);
    constexpr unsigned char write_ahead = 2;
    if (!versions.empty() && versions[0] != write_ahead && versions[1] != write_ahead) return;
    refuse({.code = "gpkg.name",
            .where = at(gate.path),
            .found = {"% and two hexadecimal digits in the path of a GeoPackage with a write-ahead log",
                      "采用预写日志（WAL）的 GeoPackage，其路径中有 % 加两位十六进制数字"},
            .expected = {"a path without such a code", "不含此类编码的路径"},
            .remedy = {"rename the file or its folder", "请重命名该文件或所在文件夹"}});
}

}  // namespace

bool has_percent_code(std::string_view path)
{
    const auto is_digit = [&](std::size_t i) {
        return i < path.size() && std::isxdigit(static_cast<unsigned char>(path[i])) != 0;
    };
    for (std::size_t i = path.find('%'); i != std::string_view::npos; i = path.find('%', i + 1))
        if (is_digit(i + 1) && is_digit(i + 2)) return true;
    return false;
}

void look_into_geopackage(const Gate& gate)
{
    check_name(gate);
    int turns = most_turns;
    const Connection connection = connect(gate, turns);
    sqlite3_stmt* made = nullptr;
    sqlite3_prepare_v2(connection.get(), question().c_str(), -1, &made, nullptr);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(made, &sqlite3_finalize);
    const int result = made == nullptr ? sqlite3_errcode(connection.get()) : sqlite3_step(made);
    if (result == SQLITE_DONE) return;
    if (result == SQLITE_ROW) {
        const auto* name = reinterpret_cast<const char*>(sqlite3_column_text(made, 0));
        refuse_own_table(gate, name == nullptr ? "" : name);
    }
    const std::string why = printable(sqlite3_errmsg(connection.get()), 200);
    refuse_damaged(at(gate.path), {"a database whose list of tables cannot be read: " + why,
                                   "无法读取数据库的表清单：" + why});
}

}  // namespace permu::reading
