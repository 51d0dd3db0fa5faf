/// Runs the program as a user does, and reads what it left behind.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace permu::cli_test {

namespace fs = std::filesystem;

/// What a run of the program said, and how it ended.
struct Outcome {
    int code = -1;  ///< exit code; 128 + n for signal n; -1 when it took too long and was stopped
    std::string out, err;
    double seconds = 0;
};

/// Runs the program with these arguments, in English, without a terminal.
///
/// \param where    working directory; empty: that of the test
/// \param seconds  after which the program is killed and the code is -1
Outcome permu(const std::vector<std::string>& arguments, const fs::path& where = {}, double seconds = 120);

/// A new empty directory, deleted with all that is in it.
class TempDirectory {
public:
    TempDirectory();
    ~TempDirectory();
    TempDirectory(const TempDirectory&) = delete;
    TempDirectory& operator=(const TempDirectory&) = delete;

    const fs::path& path() const { return path_; }
    std::string operator/(const std::string& name) const { return (path_ / name).string(); }

private:
    fs::path path_;
};

std::string read_file(const fs::path& path);
void write_file(const fs::path& path, const std::string& text);
/// Every regular file under `directory`: path relative to it → bytes.
std::map<std::string, std::string> files_of(const fs::path& directory);
/// Names of the files that are missing or differ between two directories, run.json aside; empty: the same.
std::vector<std::string> differing_files(const fs::path& left, const fs::path& right);

/// A CSV file with a header, cells as text; quotes and a byte order mark are taken off.
struct Csv {
    std::vector<std::string> header;
    std::vector<std::map<std::string, std::string>> rows;

    /// Rows in which every named column has the given text.
    std::vector<std::map<std::string, std::string>> where(
        const std::map<std::string, std::string>& cells) const;
    /// The cell `column` of the only row with these cells; a failure of the test and "" otherwise.
    std::string only(const std::map<std::string, std::string>& cells, const std::string& column) const;
};
Csv read_csv(const fs::path& path);
/// The first line of a file, without its end.
std::string first_line(const fs::path& path);

/// indicators.csv of a run directory, by year, id (of a park, or "region") and indicator.
class Indicators {
public:
    explicit Indicators(const fs::path& run);
    /// The value; nothing for an empty cell or a row that is not there.
    std::optional<double> at(int year, const std::string& id, const std::string& indicator) const;
    /// The value, NaN where there is none.
    double operator()(int year, const std::string& id, const std::string& indicator) const;
    /// Whether there is a row, be its cell empty or not.
    bool has(int year, const std::string& id, const std::string& indicator) const;

private:
    std::map<std::tuple<int, std::string, std::string>, std::string> cells_;
};

/// A number of a CSV cell; NaN for an empty one.
double number(const std::string& cell);

/// The folder of the repository.
fs::path source_directory();
/// A file of the data that tests may read but the repository does not hold, or nothing where it is absent.
std::optional<fs::path> shared_data(const std::string& name);

}  // namespace permu::cli_test
