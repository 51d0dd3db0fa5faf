/// Makes the paths of a tree independent of the place it is read from.
#include <algorithm>
#include <filesystem>

#include "permu/scenario/merge.hpp"
#include "permu/scenario/request.hpp"
#include "scenario/bind_value.hpp"

namespace permu {
namespace {

/// The value below dots, for writing; null where there is none.
Node* value_at(Node& root, std::string_view dotted)
{
    return const_cast<Node*>(std::as_const(root).find(dotted));
}

void anchor(Node& value, std::string_view folder)
{
    std::string* text = std::get_if<std::string>(&value.value);
    if (!text || !path_fault(*text).empty()) return;
    const std::filesystem::path joined = joined_path(value.at, *text);
    *text = (std::filesystem::path(std::string(folder)) / joined).lexically_normal().string();
}

bool is_path(const Parameter& parameter, const Node& value)
{
    if (parameter.is_path || std::holds_alternative<TableSetting*>(parameter.slot)) return true;
    // The one key that takes a name or a path.
    const std::string* text = value.text();
    return parameter.key == "code_system" && text && (text->ends_with(".csv") || text->ends_with(".CSV"));
}

void anchor_keys(Node& table, const Parameters& parameters, std::string_view folder)
{
    for (const Parameter& parameter : parameters) {
        Node* value = value_at(table, parameter.key);
        if (value && is_path(parameter, *value)) anchor(*value, folder);
    }
}

}  // namespace

void anchor_paths(Node& root, std::span<const Section> sections, std::string_view folder)
{
    for (const Section& section : sections) {
        Node* table = value_at(root, section.path);
        if (!table) continue;
        anchor_keys(*table, section.parameters, folder);
        Entry* steps = section.steps ? table->entry("step") : nullptr;
        if (NodeList* list = steps ? std::get_if<NodeList>(&steps->value.value) : nullptr)
            for (Node& step : *list)
                anchor_keys(step, section.parameters, folder);
    }
}

}  // namespace permu
