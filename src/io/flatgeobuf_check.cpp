/// Whether a FlatGeobuf file holds the features its header counts.
#include "io/flatgeobuf_check.hpp"

#include "io/bytes.hpp"
#include "io/refuse.hpp"

namespace permu::reading {

namespace {

constexpr std::uint64_t magic_bytes = 8;
constexpr std::uint64_t size_bytes = 4;   ///< of the number before header and features
constexpr std::uint64_t node_bytes = 40;  ///< of the index
constexpr std::size_t most_header_bytes = 10 << 20;
/// Places of two fields in the header's table of fields.
constexpr std::size_t count_slot = 4 + 2 * 8;
constexpr std::size_t node_size_slot = 4 + 2 * 9;

struct Header {
    std::uint64_t features = 0;  ///< 0: not known
    std::uint64_t node_size = 16;
    std::uint64_t bytes = 0;
};

[[noreturn]] void refuse_header(const Gate& gate)
{
    refuse_damaged(at(gate.path), {"a damaged header", "文件头已损坏"});
}

/// Numbers of a FlatBuffers table, none of them outside its bytes.
class Numbers {
public:
    Numbers(std::span<const unsigned char> bytes, const Gate& gate) : bytes_(bytes), gate_(gate) {}

    std::uint64_t get(std::uint64_t offset, std::size_t size) const
    {
        if (size > bytes_.size() || offset > bytes_.size() - size) refuse_header(gate_);
        std::uint64_t number = 0;
        for (std::size_t i = size; i-- > 0;)
            number = number << 8 | bytes_[offset + i];
        return number;
    }

    /// The field's number, or what stands for a field that is not there.
    std::uint64_t field(std::size_t slot, std::size_t size, std::uint64_t otherwise) const
    {
        const std::uint64_t table = get(0, 4);
        const auto back = static_cast<std::int32_t>(get(table, 4));
        const std::uint64_t slots = table - static_cast<std::uint64_t>(static_cast<std::int64_t>(back));
        if (slot + 2 > get(slots, 2)) return otherwise;
        const std::uint64_t offset = get(slots + slot, 2);
        return offset == 0 ? otherwise : get(table + offset, size);
    }

private:
    std::span<const unsigned char> bytes_;
    const Gate& gate_;
};

Header read_header(ByteWindow& file, const Gate& gate)
{
    const auto size = file.read(magic_bytes, size_bytes);
    if (size.empty()) refuse_header(gate);
    Header header{.bytes = little_u32(size.data())};
    if (header.bytes > most_header_bytes) refuse_header(gate);
    const auto bytes = file.read(magic_bytes + size_bytes, static_cast<std::size_t>(header.bytes));
    const Numbers numbers(bytes, gate);
    header.features = numbers.field(count_slot, 8, header.features);
    header.node_size = numbers.field(node_size_slot, 2, header.node_size);
    return header;
}

/// Bytes of the packed tree over the features: a node for each, and for each group of nodes, up to one.
std::uint64_t index_bytes(const Header& header)
{
    if (header.node_size < 2 || header.features == 0) return 0;
    std::uint64_t nodes = header.features;
    std::uint64_t level = header.features;
    do {
        level = (level + header.node_size - 1) / header.node_size;
        nodes += level;
    } while (level > 1);
    return nodes * node_bytes;
}

[[noreturn]] void refuse_count(const Gate& gate, const Header& header, const Said& found)
{
    const std::string stated = std::to_string(header.features);
    refuse_damaged(at(gate.path), {"a header that counts " + stated + " features; the file holds " + found.en,
                                   "文件头写有 " + stated + " 个要素，而文件中" + found.zh});
}

/// Bytes of the feature at `position` with its size; 0 when there is none: the end, zeros, noise.
std::uint64_t feature_bytes(ByteWindow& file, std::uint64_t position)
{
    const auto head = file.read(position, size_bytes + 4);
    if (head.empty()) return 0;
    const std::uint64_t length = little_u32(head.data());
    const std::uint64_t table = little_u32(head.data() + size_bytes);
    if (length > file.size() - position - size_bytes) return 0;
    return table < 4 || table + 4 > length ? 0 : size_bytes + length;
}

}  // namespace

void check_flatgeobuf(const Gate& gate)
{
    ByteWindow file(gate.open_path);
    const Header header = read_header(file, gate);
    // A count beyond what the file could hold must not overflow.
    if (header.features > file.size() / size_bytes) refuse_count(gate, header, {"fewer", "较少"});
    std::uint64_t position = magic_bytes + size_bytes + header.bytes + index_bytes(header);
    std::uint64_t found = 0;
    while (const std::uint64_t bytes = feature_bytes(file, position)) {
        position += bytes;
        if (++found > header.features && header.features > 0) refuse_count(gate, header, {"more", "更多"});
    }
    if (found < header.features) refuse_count(gate, header, Said(std::to_string(found)));
    if (header.features == 0 && position != file.size())
        refuse_damaged(at(gate.path), {"bytes behind feature " + std::to_string(found) + " that are none",
                                       "第 " + std::to_string(found) + " 个要素之后的内容不是要素"});
}

}  // namespace permu::reading
