/// The directory of results, written whole or not at all.
#pragma once

#include <string>
#include <string_view>

namespace permu {

/// Everything is written into `<target>.tmp-<pid>` beside the target; publish() makes it the target in one
/// rename. Until then the target is as it was, and the destructor leaves nothing behind. A killed process
/// can leave `<target>.tmp-…` only; the next one with the same target clears it away.
class RunDirectory {
public:
    /// \param target     directory to make; its parent must exist
    /// \param overwrite  an existing target is replaced, but only at publish()
    /// \throws InputError  "output.exists"; "output.not_a_directory"; "output.busy" (another process is at
    ///                     it); "output.protected" (root, home and working directory are never replaced)
    /// \throws SystemError "system.…" when the parent is missing or cannot be written
    RunDirectory(std::string target, bool overwrite);
    ~RunDirectory();
    RunDirectory(const RunDirectory&) = delete;
    RunDirectory& operator=(const RunDirectory&) = delete;

    /// Path to write the file `name` to; sub folders ("maps/stage.tif") are made.
    /// \throws SystemError; InvariantError for a name that leads out of the directory
    std::string path(std::string_view name) const;
    /// The temporary directory itself.
    const std::string& directory() const { return temporary_; }
    const std::string& target() const { return target_; }

    /// Brings all files to the disk and makes them the target. With `overwrite` the old directory is
    /// swapped out and then deleted.
    /// \throws SystemError; InputError "output.exists" when the target came into being meanwhile
    void publish();

private:
    void lock();
    void clear_stale() const;
    void swap_in();

    std::string target_;
    std::string temporary_;
    std::string lock_path_;
    bool overwrite_;
    bool published_ = false;
    int lock_ = -1;
};

}  // namespace permu
