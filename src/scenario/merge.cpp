/// Files that extend each other, and values set on the command line.
#include "permu/scenario/merge.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <filesystem>

#include "scenario/encoding.hpp"
#include "scenario/utf8.hpp"

namespace permu {
namespace {

/// A line of the chain: the file and where it was named.
struct Link {
    std::string path;
    Position named_at;
};

class Resolver {
public:
    explicit Resolver(const TextLoader& load) : load_(load) {}

    /// \pre chain_ ends with the file
    Node file(const std::string& path)
    {
        if (++files_ > most_scenario_files) refuse_count();
        const SourceText source = source_of(path);
        // What another file names may be anything: bytes first, then the kind, and only then the form of the
        // text.
        if (chain_.size() > 1) check_bytes(source);
        if (chain_.size() > 1 && !source.quotable) refuse_kind();
        Node own = parse_toml(source);
        if (!source.quotable) refuse_kind();
        Node base;
        base.at = own.at;
        base.value = NodeTable{};
        if (Entry* extends = own.entry("extends")) {
            for (const Node* name : names_of(extends->value))
                merge_over(base, extended(*name));
            std::erase_if(own.table()->entries, [](const Entry& e) { return e.key == "extends"; });
        }
        merge_over(base, own);
        return base;
    }
    void start(const std::string& path) { chain_.push_back({path, {}}); }

private:
    Node extended(const Node& name)
    {
        const std::string path = joined_path(name.at, *name.text());
        if (std::ranges::find(chain_, path, &Link::path) != chain_.end()) refuse_cycle(name.at, path);
        if (chain_.size() == longest_chain) refuse_length(name.at);
        chain_.push_back({path, name.at});
        Node node = file(path);
        chain_.pop_back();
        return node;
    }

    static std::vector<const Node*> names_of(const Node& value)
    {
        std::vector<const Node*> names;
        if (value.text()) names.push_back(&value);
        if (const NodeList* list = value.list())
            for (const Node& element : *list)
                names.push_back(&element);
        const auto usable = [](const Node* n) { return n->text() && !trimmed(*n->text()).empty(); };
        const auto bad = std::ranges::find_if_not(names, usable);
        if ((!value.text() && !value.list()) || bad != names.end()) {
            const Node& at = bad == names.end() ? value : **bad;
            throw InputError(
                problem_at(at.at, "scenario.extends", describe_value(at),
                           Said("a path in quotes, or a list of them", "带引号的路径，或路径的列表"),
                           Said("extends = \"base.toml\"")));
        }
        return names;
    }

    SourceText source_of(const std::string& path) const
    {
        std::string text = text_of(path);
        const bool scenario = looks_like_scenario(text);
        return {path, std::move(text), scenario, true};
    }

    /// A file that cannot be read is a fault of the line that names it.
    std::string text_of(const std::string& path) const
    {
        const Position& at = chain_.back().named_at;
        if (!at.source) return load_(path);
        try {
            return load_(path);
        } catch (const Error& error) {
            Problems problems;
            for (const Problem& cause : error.problems().all()) {
                const Said found{fmt::format("{}: {}", printable(path, 200), cause.found.en),
                                 fmt::format("{}：{}", printable(path, 200), cause.found.zh)};
                problems.add(problem_at(at, cause.code, found, cause.expected, cause.remedy));
            }
            throw InputError(std::move(problems));
        }
    }

    [[noreturn]] void refuse_cycle(const Position& at, const std::string& path) const
    {
        std::string cycle;
        const auto first = std::ranges::find(chain_, path, &Link::path);
        for (auto link = first; link != chain_.end(); ++link)
            cycle += printable(link->path, 200) + " → ";
        cycle += printable(path, 200);
        throw InputError(
            problem_at(at, "scenario.cycle", Said("a cycle: " + cycle, "循环继承：" + cycle),
                       Said("files that do not extend themselves", "不继承自身的文件"),
                       Said("take `extends` out of one of these files", "请从其中一个文件删去 extends")));
    }
    [[noreturn]] void refuse_length(const Position& at) const
    {
        throw InputError(problem_at(at, "scenario.chain", Said("a longer chain", "更长的继承链"),
                                    Said(fmt::format("at most {} files one behind the other", longest_chain),
                                         fmt::format("继承链最多 {} 个文件", longest_chain)),
                                    Said("join some of the files", "请合并其中一些文件")));
    }
    [[noreturn]] void refuse_count() const
    {
        throw InputError(problem_at(chain_.back().named_at, "scenario.files", Said("more files", "更多文件"),
                                    Said(fmt::format("at most {} files in one scenario", most_scenario_files),
                                         fmt::format("一个情景最多 {} 个文件", most_scenario_files)),
                                    Said("join some of the files", "请合并其中一些文件")));
    }
    /// Told where the file is named; of the scenario itself, as the file as a whole.
    [[noreturn]] void refuse_kind() const
    {
        const Position& named = chain_.back().named_at;
        const std::string path = printable(chain_.back().path, 200);
        const Position own{std::make_shared<const SourceText>(SourceText{path, {}, false, true}), 0, 0};
        const bool extended = named.source != nullptr;
        throw InputError(problem_at(
            extended ? named : own, "scenario.kind",
            extended ? Said(path + ", which is no scenario", path + "，它不是情景文件")
                     : Said("no table of a scenario", "没有情景文件的表"),
            Said("a scenario: [run], [data…], [rules…], [output], extends or schema_version",
                 "情景文件：含 [run]、[data…]、[rules…]、[output]、extends 或 schema_version"),
            Said("name a scenario; `permu init` writes one", "请指定情景文件；可用 permu init 生成")));
    }

    const TextLoader& load_;
    std::vector<Link> chain_;
    std::size_t files_ = 0;
};

/// The key in front of `=`, `.` or `]`, without blanks and brackets.
std::string_view first_word(std::string_view line)
{
    line = trimmed(line);
    while (line.starts_with('['))
        line.remove_prefix(1);
    return trimmed(line.substr(0, line.find_first_of(".]= \t")));
}

Problem set_problem(const Position& at, Said found, Said remedy)
{
    return problem_at(at, "scenario.set", std::move(found), Said("--set KEY=VALUE", "--set 键=值"),
                      std::move(remedy));
}

}  // namespace

Node resolve(const std::string& entry, const TextLoader& load)
{
    Resolver resolver(load);
    resolver.start(std::filesystem::path(entry).lexically_normal().string());
    return resolver.file(std::filesystem::path(entry).lexically_normal().string());
}

bool looks_like_scenario(std::string_view text)
{
    constexpr std::array<std::string_view, 4> tables{"run", "data", "rules", "output"};
    constexpr std::array<std::string_view, 2> keys{"extends", "schema_version"};
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const std::string_view word = first_word(line);
        const bool header = trimmed(line).starts_with('[');
        const bool assigned = line.find('=') != std::string_view::npos;
        if ((header || assigned) && std::ranges::find(tables, word) != tables.end()) return true;
        if (assigned && std::ranges::find(keys, word) != keys.end()) return true;
    }
    return false;
}

void apply_set(Node& root, std::string_view assignment, std::size_t index)
{
    SourceText source{fmt::format("--set #{}", index), std::string(assignment), true, false};
    const Position start{std::make_shared<const SourceText>(source), 1, 1};
    const std::size_t equals = assignment.find('=');
    const Said example("e.g. --set rules.quota.growth=0.02", "例如 --set rules.quota.growth=0.02");
    if (equals == std::string_view::npos || trimmed(assignment.substr(0, equals)).empty())
        throw InputError(set_problem(start, Said(printable(assignment)), example));
    if (assignment.find_first_of("\r\n") != std::string_view::npos)
        throw InputError(set_problem(start, Said("several lines", "多行文本"), example));
    try {
        merge_over(root, parse_toml(source));
    } catch (const InputError&) {
        const std::string_view value = trimmed(assignment.substr(equals + 1));
        const bool word = value.find_first_of("\"'[]{}") == std::string_view::npos;
        if (!word || !is_utf8(value)) throw;
        source.text = std::string(assignment.substr(0, equals + 1)) + quoted(value);
        merge_over(root, parse_toml(source));
    }
}

void merge_over(Node& base, const Node& over)
{
    if (!base.table() || !over.table()) {
        base = over;
        return;
    }
    for (const Entry& entry : over.table()->entries) {
        if (Entry* existing = base.entry(entry.key)) {
            existing->at = entry.at;
            merge_over(existing->value, entry.value);
        } else {
            base.table()->entries.push_back(entry);
        }
    }
}

std::string joined_path(const Position& position, std::string_view path)
{
    const std::filesystem::path given{std::string(path)};
    const bool in_file = position.source && position.source->is_file;
    const auto folder =
        in_file ? std::filesystem::path(position.source->name).parent_path() : std::filesystem::path();
    return (folder / given).lexically_normal().string();
}

}  // namespace permu
