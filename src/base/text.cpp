/// UTF-8 as a terminal sees it: widths, what is safe to print, and how far two words are apart.
#include "permu/base/text.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace permu {
namespace {

struct CodePoint {
    std::uint32_t value{};
    std::size_t bytes{};  ///< 0 when what stands there is not UTF-8
};

/// The code point at `at`: shortest form only, no surrogates, nothing above U+10FFFF (RFC 3629).
CodePoint decode(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::uint32_t lead = byte(at);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + length > text.size()) return {};
    std::uint32_t value = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xc0) != 0x80) return {};
        value = value << 6 | (byte(at + i) & 0x3fU);
    }
    constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = 0xd800 <= value && value <= 0xdfff;
    if (value < least[length] || surrogate || value > 0x10ffff) return {};
    return {value, length};
}

struct Range {
    std::uint32_t first;
    std::uint32_t last;
};

bool within(std::span<const Range> ranges, std::uint32_t value)
{
    const auto at = std::ranges::lower_bound(ranges, value, {}, &Range::last);
    return at != ranges.end() && at->first <= value;
}

/// East Asian width W and F (Unicode Standard Annex 11), neighbouring blocks joined.
constexpr std::array wide_ranges{
    Range{0x1100, 0x115f},    // Hangul Jamo
    Range{0x231a, 0x231b},    // watch, hourglass
    Range{0x23e9, 0x23ec},    // playback signs
    Range{0x25fd, 0x25fe},    // squares
    Range{0x2614, 0x2615},    // umbrella, hot beverage
    Range{0x2648, 0x2653},    // zodiac
    Range{0x26aa, 0x26ab},    // circles
    Range{0x26bd, 0x26be},    // balls
    Range{0x26c4, 0x26c5},    // weather
    Range{0x2705, 0x2705},    // check mark
    Range{0x270a, 0x270b},    // hands
    Range{0x274c, 0x274c},    // cross mark
    Range{0x2753, 0x2755},    // question marks
    Range{0x2795, 0x2797},    // heavy signs
    Range{0x2b1b, 0x2b1c},    // large squares
    Range{0x2e80, 0x303e},    // radicals, CJK punctuation
    Range{0x3041, 0x33ff},    // kana, Bopomofo, enclosed CJK, ㎡
    Range{0x3400, 0x4dbf},    // CJK extension A
    Range{0x4e00, 0xa4cf},    // CJK unified, Yi
    Range{0xa960, 0xa97f},    // Hangul Jamo extended A
    Range{0xac00, 0xd7a3},    // Hangul syllables
    Range{0xf900, 0xfaff},    // CJK compatibility
    Range{0xfe10, 0xfe19},    // vertical forms
    Range{0xfe30, 0xfe6f},    // CJK compatibility and small forms
    Range{0xff01, 0xff60},    // full-width ASCII
    Range{0xffe0, 0xffe6},    // full-width signs
    Range{0x1f300, 0x1f64f},  // pictographs
    Range{0x1f680, 0x1f6ff},  // transport
    Range{0x1f900, 0x1f9ff},  // more pictographs
    Range{0x20000, 0x3fffd},  // CJK extensions B and later
};

/// Marks that stand on the character before them.
constexpr std::array mark_ranges{
    Range{0x0300, 0x036f}, Range{0x200b, 0x200d}, Range{0x20d0, 0x20ff},
    Range{0xfe00, 0xfe0f}, Range{0xfe20, 0xfe2f},
};

/// What moves the cursor, colours the screen or turns the direction of the text.
constexpr std::array control_ranges{
    Range{0x00, 0x1f},     Range{0x7f, 0x9f},     Range{0x061c, 0x061c}, Range{0x200b, 0x200f},
    Range{0x2028, 0x202e}, Range{0x2060, 0x206f}, Range{0xfeff, 0xfeff},
};

}  // namespace

std::size_t display_width(std::string_view text)
{
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        at += std::max<std::size_t>(point.bytes, 1);
        if (within(mark_ranges, point.value)) continue;
        width += within(wide_ranges, point.value) ? 2 : 1;
    }
    return width;
}

std::string printable(std::string_view text, std::size_t limit)
{
    std::string safe;
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++characters) {
        if (characters == limit) return safe + "…";
        const CodePoint point = decode(text, at);
        const std::size_t length = std::max<std::size_t>(point.bytes, 1);
        if (point.bytes == 0 || within(control_ranges, point.value)) {
            for (const char byte : text.substr(at, length))
                safe += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
        } else {
            safe += text.substr(at, length);
        }
        at += length;
    }
    return safe;
}

bool is_utf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        if (point.bytes == 0) return false;
        at += point.bytes;
    }
    return true;
}

std::size_t edit_distance(std::string_view a, std::string_view b)
{
    // Optimal string alignment: rows of the table for a's prefixes two back, one back, and now.
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = a[i - 1] == b[j - 1] ? 0 : 1;
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + changed});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, now);
    }
    return last[b.size()];
}

}  // namespace permu
