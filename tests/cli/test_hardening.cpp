/// What the linker made of the program, read from its headers.
#include <elf.h>
#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "cli/program.hpp"
#include "places.hpp"

namespace permu::cli_test {
namespace {

template <class Record>
Record record_at(const std::string& bytes, std::size_t offset)
{
    Record record{};
    if (offset + sizeof record <= bytes.size()) std::memcpy(&record, bytes.data() + offset, sizeof record);
    return record;
}

/// Whether the dynamic section asks for all symbols to be bound at the start.
bool binds_at_start(const std::string& bytes, const Elf64_Phdr& dynamic)
{
    for (std::size_t at = 0; at < dynamic.p_filesz; at += sizeof(Elf64_Dyn)) {
        const auto entry = record_at<Elf64_Dyn>(bytes, dynamic.p_offset + at);
        if (entry.d_tag == DT_BIND_NOW) return true;
        if (entry.d_tag == DT_FLAGS && (entry.d_un.d_val & DF_BIND_NOW) != 0) return true;
        if (entry.d_tag == DT_FLAGS_1 && (entry.d_un.d_val & DF_1_NOW) != 0) return true;
    }
    return false;
}

TEST(Hardening, TheProgramIsPositionIndependentAndItsTablesAreReadOnly)
{
    const std::string bytes = read_file(PERMU_PROGRAM);
    ASSERT_EQ(bytes.substr(0, 4),
              "\x7f"
              "ELF");
    const auto head = record_at<Elf64_Ehdr>(bytes, 0);
    EXPECT_EQ(head.e_type, ET_DYN);
    bool read_only = false, bound = false, executable_stack = false;
    for (std::size_t i = 0; i < head.e_phnum; ++i) {
        const auto part = record_at<Elf64_Phdr>(bytes, head.e_phoff + i * sizeof(Elf64_Phdr));
        read_only |= part.p_type == PT_GNU_RELRO;
        executable_stack |= part.p_type == PT_GNU_STACK && (part.p_flags & PF_X) != 0;
        if (part.p_type == PT_DYNAMIC) bound = binds_at_start(bytes, part);
    }
    EXPECT_TRUE(read_only);
    EXPECT_TRUE(bound);
    EXPECT_FALSE(executable_stack);
}

}  // namespace
}  // namespace permu::cli_test
