/// Full-width signs and blanks, which differ to no reader.
#include "permu/base/normalised.hpp"

namespace permu {
namespace {

/// The three bytes of U+FF01 … U+FF5E as the ASCII sign they are the wide form of; 0 for anything else.
char narrow(std::string_view text)
{
    if (text.size() < 3 || text[0] != '\xef') return 0;
    const auto second = static_cast<unsigned char>(text[1]), third = static_cast<unsigned char>(text[2]);
    if (second != 0xbc && second != 0xbd) return 0;
    const int code = ((second & 0x3f) << 6) + (third & 0x3f);  // of U+F000 + code
    constexpr int first = 0xf01, last = 0xf5e, to_ascii = 0xf01 - 0x21;
    return code >= first && code <= last ? static_cast<char>(code - to_ascii) : char{0};
}

}  // namespace

std::string narrowed(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const char ascii = narrow(text);
        out += ascii != 0 ? ascii : text[0];
        text.remove_prefix(ascii != 0 ? 3 : 1);
    }
    return out;
}

std::string normalised(std::string_view name)
{
    constexpr std::string_view ideographic_space = "\xe3\x80\x80", no_break_space = "\xc2\xa0";
    const std::string text = narrowed(name);
    std::string out;
    for (std::string_view rest = text; !rest.empty();) {
        if (rest.starts_with(ideographic_space)) {
            rest.remove_prefix(ideographic_space.size());
        } else if (rest.starts_with(no_break_space)) {
            rest.remove_prefix(no_break_space.size());
        } else {
            if (std::string_view(" \t\r\n").find(rest[0]) == std::string_view::npos) out += rest[0];
            rest.remove_prefix(1);
        }
    }
    return out;
}

}  // namespace permu
