# permu_embed(TARGET FILE…): builds the files into TARGET as the table behind `resources()`.
# Names are the paths below the source directory. The bytes come in by the assembler's .incbin, so any file will do;
# a changed file is assembled again, a new one is found when cmake runs again (callers glob with CONFIGURE_DEPENDS).
function(permu_embed target)
  set(files ${ARGN})
  # Byte order, as the program searches: CMake's default comparison of strings.
  list(SORT files COMPARE STRING)
  set(assembly "/* Built-in files, one label before and one after each. */\n    .section .rodata\n")
  set(externs "")
  set(entries "")
  set(index 0)
  foreach(file IN LISTS files)
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${file})
    set(label permu_resource_${index})
    string(APPEND assembly
      "    .balign 16\n    .globl ${label}, ${label}_end\n    .hidden ${label}, ${label}_end\n"
      "${label}:\n    .incbin \"${file}\"\n${label}_end:\n    .byte 0\n")
    string(APPEND externs "extern const char ${label}[], ${label}_end[];\n")
    string(APPEND entries "        entry(\"${name}\", ${label}, ${label}_end),\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembly "    .section .note.GNU-stack,\"\",%progbits\n")

  set(table "/// Written by cmake/embed.cmake: the table of built-in files.
#include <array>
#include \"permu/base/resource.hpp\"

extern \"C\" {
${externs}}

namespace permu {

std::span<const Resource> resources()
{
    [[maybe_unused]] const auto entry = [](std::string_view name, const char* begin, const char* end) {
        return Resource{name, {begin, static_cast<std::size_t>(end - begin)}};
    };
    static const std::array<Resource, ${index}> files{
${entries}    };
    return files;
}

}  // namespace permu
")
  set(assembly_file ${CMAKE_BINARY_DIR}/embedded/${target}.S)
  set(table_file ${CMAKE_BINARY_DIR}/embedded/${target}.cpp)
  # Only written when it differs, so that running cmake again builds nothing.
  file(CONFIGURE OUTPUT ${assembly_file} CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${table_file} CONTENT "${table}" @ONLY)
  set_source_files_properties(${assembly_file} PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(${target} PRIVATE ${assembly_file} ${table_file})
endfunction()
