/// The table of contents at the end of a zip archive.
#include "io/zip_directory.hpp"

#include <algorithm>
#include <string_view>

#include "io/bytes.hpp"

namespace permu::reading {

namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t end_bytes = 22;
constexpr std::uint64_t longest_comment = 65535;
constexpr std::size_t entry_bytes = 46;

std::string_view text_of(std::span<const unsigned char> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Where the list begins: the record at the end says how long it is. 0 for no such record.
std::uint64_t begin_of_list(ByteWindow& file)
{
    const std::uint64_t tail = std::min(file.size(), end_bytes + longest_comment);
    const auto bytes = file.read(file.size() - tail, static_cast<std::size_t>(tail));
    const std::size_t mark = text_of(bytes).rfind("PK\x05\x06"sv);
    if (mark == std::string_view::npos || mark + end_bytes > bytes.size()) return 0;
    const std::uint64_t end = file.size() - tail + mark;
    const std::uint64_t length = little_u32(bytes.data() + mark + 12);
    return length > end ? 0 : end - length;
}

}  // namespace

std::vector<ZipEntry> zip_directory(const std::string& path, std::size_t most)
{
    std::vector<ZipEntry> entries;
    ByteWindow file(path);
    std::uint64_t position = begin_of_list(file);
    while (position != 0 && entries.size() < most) {
        const auto head = file.read(position, entry_bytes);
        if (!text_of(head).starts_with("PK\x01\x02"sv)) break;
        constexpr unsigned char unix_host = 3;
        constexpr std::uint32_t kind_mask = 0170000;
        constexpr std::uint32_t kind_link = 0120000;
        const std::size_t name = little_u16(head.data() + 28);
        const std::size_t extra = little_u16(head.data() + 30);
        const std::size_t comment = little_u16(head.data() + 32);
        ZipEntry entry{
            .name = {},
            .method = little_u16(head.data() + 10),
            .encrypted = (head[8] & 1) != 0,
            .link = head[5] == unix_host && (little_u32(head.data() + 38) >> 16 & kind_mask) == kind_link};
        entry.name = text_of(file.read(position + entry_bytes, name));
        entries.push_back(std::move(entry));
        position += entry_bytes + name + extra + comment;
    }
    return entries;
}

}  // namespace permu::reading
