/// The fields of single tables, put together in fields.cpp.
#pragma once

#include <limits>
#include <span>

#include "permu/model/fields.hpp"

namespace permu {

std::span<const InputField> zones_fields();
std::span<const InputField> parcels_fields();
std::span<const InputField> enterprises_fields();
std::span<const InputField> projects_fields();
std::span<const InputField> sub_parks_fields();
std::span<const InputField> conversions_fields();
std::span<const InputField> environment_fields();

}  // namespace permu
