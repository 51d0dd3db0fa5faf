/// Files written with every return code looked at: what a full disk does is said, never lost.
#pragma once

#include <string>
#include <string_view>

#include "permu/base/problem.hpp"

namespace permu {

/// The problem of a failed system call: `code` "system.…", `where` the path, `found` the cause in words.
Problem system_problem(std::string code, const std::string& path, int error_number);

/// A new file that is written from front to back.
class FileOut {
public:
    /// Replaces an existing regular file; never follows a symbolic link.
    /// \throws SystemError "system.open"
    explicit FileOut(std::string path);
    /// Closes without a word when close() was not reached; the file is then not to be used.
    ~FileOut();
    FileOut(const FileOut&) = delete;
    FileOut& operator=(const FileOut&) = delete;

    /// \throws SystemError "system.write"
    void write(std::string_view bytes);
    /// Brings the bytes to the disk and closes. \throws SystemError "system.write"
    void close();
    const std::string& path() const { return path_; }

private:
    std::string path_;
    int descriptor_ = -1;
};

/// Brings a file or a directory to the disk. \throws SystemError "system.write"
void sync_path(const std::string& path);

/// Why a library failed to write `path`. Libraries swallow errno and clean up before one can look, so the
/// last error of a system call, the library's own words, the disk and the limits of the process are asked in
/// turn.
///
/// \param error_number  errno as it stood when the failure came to light
/// \return the errno that explains it; 0 when none of them tells
int disk_trouble(const std::string& path, int error_number, std::string_view said);

}  // namespace permu
