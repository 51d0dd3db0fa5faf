/// Any bytes given as a CSV end in a table whose columns are equally long, or in a message that is UTF-8.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <variant>

#include "permu/io/read_table.hpp"

namespace {

/// One file for the process, removed at its end.
class OneFile {
public:
    OneFile()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "permu-fuzz-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) std::abort();
        folder_ = pattern;
    }
    ~OneFile()
    {
        std::error_code error;
        std::filesystem::remove_all(folder_, error);
    }
    OneFile(const OneFile&) = delete;
    OneFile& operator=(const OneFile&) = delete;
    std::string path() const { return folder_ / "table.csv"; }

private:
    std::filesystem::path folder_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace permu;
    static const OneFile file;
    std::ofstream(file.path(), std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(size));
    Problems problems;
    try {
        const Table table = read_table({.path = file.path()}, {}, problems);
        for (const TableColumn& column : table.columns) {
            const std::size_t cells = std::visit([](const auto& all) { return all.size(); }, column.cells);
            if (cells != table.rows()) std::abort();
        }
    } catch (const InputError& error) {
        problems.append(error.problems());
    } catch (const LimitError& error) {
        problems.append(error.problems());
    }
    if (!is_utf8(describe(problems, Language::zh))) std::abort();
    return 0;
}
