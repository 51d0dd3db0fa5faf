/// Reads a small text file of the user's.
#include "permu/io/text_in.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace permu {
namespace {

/// Files of the kernel look regular and tell of this and other processes.
bool is_of_the_system(const std::string& path)
{
    std::error_code error;
    const std::string real = std::filesystem::canonical(path, error).string();
    return real.starts_with("/proc/") || real.starts_with("/sys/") || real.starts_with("/dev/");
}

}  // namespace

std::string read_text_file(const std::string& path, std::size_t max_bytes)
{
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    const auto refuse = [&](Said found) {
        return InputError(Problem{.code = "file.unreadable",
                                  .where = printable(path, 200),
                                  .found = std::move(found),
                                  .expected = {"a regular local file", "本地普通文件"},
                                  .remedy = {"check the path", "请检查路径"}});
    };
    if (!fs::exists(status)) throw refuse({"no such file", "文件不存在"});
    if (!fs::is_regular_file(status) || is_of_the_system(path))
        throw refuse({"something that is not a regular file", "不是普通文件"});
    const auto size = fs::file_size(path, error);
    if (size > max_bytes)
        throw refuse({"a file of more than " + std::to_string(max_bytes) + " bytes",
                      "文件超过 " + std::to_string(max_bytes) + " 字节"});
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
        const std::string why = std::strerror(errno);
        throw SystemError(Problem{.code = "file.unreadable",
                                  .where = printable(path, 200),
                                  .found = Said(why),
                                  .expected = {"a file that may be read", "可读取的文件"},
                                  .remedy = {"check its permissions", "请检查文件权限"}});
    }
    return std::move(text).str();
}

}  // namespace permu
