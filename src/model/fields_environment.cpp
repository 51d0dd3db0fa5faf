/// Canonical fields of environmental units.
#include "fields_of_tables.hpp"

namespace permu {

namespace {

using enum InputTable;
using T = FieldType;
using U = Unit;
constexpr double any = -std::numeric_limits<double>::infinity();
constexpr InputField environment_fields_table[] = {
    InputField{environment, "unit_id", T::id, U::none, true, {"unique id", "管控单元编号，唯一"}, any},
    InputField{environment, "name", T::text, U::none, false, {"name", "名称"}, any},
    InputField{environment,
               "allowed_divisions",
               T::text,
               U::none,
               false,
               {"only these divisions may settle, separated by ;", "仅允许布局的行业大类，以 ; 分隔"},
               any},
    InputField{environment,
               "negative_divisions",
               T::text,
               U::none,
               false,
               {"divisions that may not settle, separated by ;", "禁止布局的行业大类，以 ; 分隔"},
               any},
};

}  // namespace

std::span<const InputField> environment_fields()
{
    return environment_fields_table;
}

}  // namespace permu
