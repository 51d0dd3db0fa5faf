/// Any bytes given as a scenario end in a scenario or in a message that is UTF-8; trees write themselves
/// back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "permu/scenario/document.hpp"
#include "permu/scenario/scenario.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace permu;
    const std::string text(bytes, bytes + size);
    try {
        const Node root = parse_toml(text, "a.toml");
        const std::string once = to_toml(root);
        if (to_toml(parse_toml(once, "b.toml")) != once) std::abort();
        read_scenario(root,
                      [](const std::string&) -> Table { throw InputError(Problem{.code = "no.file"}); });
    } catch (const InputError& error) {
        if (!is_utf8(describe(error.problems(), Language::zh))) std::abort();
    }
    return 0;
}
