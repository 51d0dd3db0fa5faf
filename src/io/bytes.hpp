/// Bytes of a file through a small moving window, so that checks never hold a file in memory.
#pragma once

#include <cpl_vsi.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace permu::reading {

/// Reads forwards mostly; a request outside the window moves it.
class ByteWindow {
public:
    /// `path` as GDAL takes it; \post exists() tells whether it could be opened
    explicit ByteWindow(const std::string& path);

    bool exists() const { return file_ != nullptr; }
    std::uint64_t size() const { return size_; }
    /// `count` bytes from `offset`, valid until the next call; empty when the file does not hold them all.
    std::span<const unsigned char> read(std::uint64_t offset, std::size_t count);

private:
    std::unique_ptr<VSILFILE, int (*)(VSILFILE*)> file_;
    std::uint64_t size_ = 0;
    std::uint64_t start_ = 0;
    std::vector<unsigned char> window_;
    std::size_t filled_ = 0;
};

inline std::uint32_t little_u32(const unsigned char* b)
{
    return b[0] | b[1] << 8 | b[2] << 16 | static_cast<std::uint32_t>(b[3]) << 24;
}
inline std::uint32_t big_u32(const unsigned char* b)
{
    return b[3] | b[2] << 8 | b[1] << 16 | static_cast<std::uint32_t>(b[0]) << 24;
}
inline std::uint16_t little_u16(const unsigned char* b)
{
    return static_cast<std::uint16_t>(b[0] | b[1] << 8);
}

/// The whole of a small file as text; "" when there is none. At most `limit` bytes are read.
std::string small_file(const std::string& path, std::size_t limit);

/// The path with another extension, in the case the file has on disk ("roads.SHP" → "roads.DBF").
std::string beside(const std::string& path, const std::string& extension);

}  // namespace permu::reading
