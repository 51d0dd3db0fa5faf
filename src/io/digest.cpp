/// SHA-256 of files and texts.
#include "permu/io/digest.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <vector>

#include "permu/base/problem.hpp"

namespace permu {

namespace {

/// A running SHA-256.
class Sha256 {
public:
    Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free)
    {
        EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
    }
    void add(const void* bytes, std::size_t size) { EVP_DigestUpdate(context_.get(), bytes, size); }
    std::string hex()
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned length = 0;
        EVP_DigestFinal_ex(context_.get(), digest.data(), &length);
        constexpr char digits[] = "0123456789abcdef";
        std::string text;
        for (unsigned i = 0; i < length; ++i) {
            text += digits[digest[i] >> 4];
            text += digits[digest[i] & 15];
        }
        return text;
    }

private:
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

[[noreturn]] void cannot_read(const std::string& path)
{
    const std::string why = std::strerror(errno);
    throw SystemError(Problem{.code = "file.unreadable",
                              .where = printable(path, 200),
                              .found = {"cannot be read: " + why, "无法读取：" + why},
                              .expected = {"a readable file", "可读取的文件"},
                              .remedy = {"check the permissions and the disk", "请检查权限和磁盘"}});
}

std::string digest_plain(const std::string& path)
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
    if (!file) cannot_read(path);
    Sha256 sum;
    std::vector<unsigned char> block(1 << 20);
    std::size_t got = 0;
    while ((got = std::fread(block.data(), 1, block.size(), file.get())) > 0) {
        sum.add(block.data(), got);
    }
    if (std::ferror(file.get()) != 0) cannot_read(path);
    return sum.hex();
}

}  // namespace

std::string sha256_text(std::string_view bytes)
{
    Sha256 sum;
    sum.add(bytes.data(), bytes.size());
    return sum.hex();
}

std::string sha256_file(const std::string& path)
{
    std::error_code code;
    if (!std::filesystem::is_directory(path, code)) return digest_plain(path);
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path, code)) {
        if (entry.is_regular_file(code)) names.push_back(entry.path().filename().string());
    }
    if (code) cannot_read(path);
    std::sort(names.begin(), names.end());
    std::string listing;
    for (const std::string& name : names) {
        listing += digest_plain(path + "/" + name) + "  " + name + "\n";
    }
    return sha256_text(listing);
}

}  // namespace permu
