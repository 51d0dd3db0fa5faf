/// A text file written whole, with every error said.
#include "permu/io/json_out.hpp"

#include "file_out.hpp"

namespace permu {

void write_text_file(const std::string& path, std::string_view bytes)
{
    FileOut out(path);
    out.write(bytes);
    out.close();
}

}  // namespace permu
