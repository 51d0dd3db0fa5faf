/// The directory of results, written whole or not at all.
#include "permu/io/run_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "file_out.hpp"

namespace permu {

namespace fs = std::filesystem;

static InputError refused(std::string code, const std::string& where, Said found, Said expected, Said remedy)
{
    Problem problem;
    problem.code = std::move(code);
    problem.where = where;
    problem.found = std::move(found);
    problem.expected = std::move(expected);
    problem.remedy = std::move(remedy);
    return InputError(std::move(problem));
}

static InputError exists_already(const std::string& target)
{
    return refused("output.exists", target, {"the output directory exists already", "输出目录已存在"},
                   {"a directory that does not exist yet", "尚不存在的目录"},
                   {"choose another name or add --overwrite", "请换一个名字，或加上 --overwrite"});
}

/// Absolute, without "." and "..", without a slash at the end.
static fs::path tidy(const std::string& target)
{
    std::error_code error;
    fs::path path = fs::absolute(target, error).lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    return path;
}

/// Whether replacing `target` would take away the ground a user stands on.
static bool is_protected(const fs::path& target)
{
    const auto holds = [&](const fs::path& inner) {
        const fs::path way = inner.lexically_normal().lexically_relative(target);
        return !way.empty() && *way.begin() != "..";
    };
    std::error_code error;
    const fs::path here = fs::current_path(error);
    const char* home = std::getenv("HOME");
    return target == target.root_path() || holds(here) ||
           (home != nullptr && *home != 0 && holds(tidy(home)));
}

/// Says what stands in the way of the target; asked before the work and once more before the rename.
static void check_target(const fs::path& target, bool overwrite)
{
    struct stat found {};
    if (target == target.root_path()) {
        throw refused("output.protected", target, {"the root directory", "根目录"},
                      {"a directory of its own", "单独的目录"}, {"choose another name", "请换一个名字"});
    }
    if (::lstat(target.c_str(), &found) != 0) return;
    if (!S_ISDIR(found.st_mode)) {
        throw refused("output.not_a_directory", target, {"a file or a link of that name", "同名的文件或链接"},
                      {"a directory that does not exist yet", "尚不存在的目录"},
                      {"choose another name", "请换一个名字"});
    }
    if (!overwrite) throw exists_already(target);
    if (is_protected(target)) {
        throw refused("output.protected", target,
                      {"the home or the working directory lies in it", "主目录或当前目录在其中"},
                      {"a directory of its own", "单独的目录"}, {"choose another name", "请换一个名字"});
    }
}

// Everything that can be refused is refused here, before any work: a run may take hours.
RunDirectory::RunDirectory(std::string target, bool overwrite) : overwrite_(overwrite)
{
    const fs::path tidied = tidy(target);
    target_ = tidied;
    check_target(tidied, overwrite);
    temporary_ = target_ + ".tmp-" + std::to_string(::getpid());
    lock_path_ = target_ + ".tmp-lock";
    // The lock file's name begins like the temporary directory's: whoever finds one knows the other.
    lock();
    clear_stale();
    if (::mkdir(temporary_.c_str(), 0777) != 0) {
        const int error_number = errno;
        ::unlink(lock_path_.c_str());
        ::close(lock_);
        throw SystemError(system_problem("system.mkdir", target_, error_number));
    }
}

RunDirectory::~RunDirectory()
{
    std::error_code error;
    if (!published_) fs::remove_all(temporary_, error);
    // Unlinked while still locked: whoever waits for it sees that the name has gone and takes a new one.
    ::unlink(lock_path_.c_str());
    ::close(lock_);
}

/// Takes the lock of this target; the file may vanish between opening and locking, then it is tried again.
void RunDirectory::lock()
{
    for (;;) {
        lock_ = ::open(lock_path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (lock_ < 0) throw SystemError(system_problem("system.open", target_, errno));
        if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
            const int error_number = errno;
            ::close(lock_);
            if (error_number != EWOULDBLOCK) {
                throw SystemError(system_problem("system.open", target_, error_number));
            }
            throw refused("output.busy", target_, {"another process writes it now", "另一个进程正在写入"},
                          {"one writer at a time", "同一时间只有一个写入者"},
                          {"wait for it to end or choose another name", "请等它结束，或换一个名字"});
        }
        struct stat locked {
        }, named{};
        if (::fstat(lock_, &locked) == 0 && ::stat(lock_path_.c_str(), &named) == 0 &&
            locked.st_ino == named.st_ino) {
            return;
        }
        ::close(lock_);
    }
}

/// Removes what killed processes left: with the lock held, no `.tmp-<pid>` of this target is in use.
void RunDirectory::clear_stale() const
{
    const fs::path target(target_);
    const std::string prefix = target.filename().string() + ".tmp-";
    std::vector<fs::path> stale;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(target.parent_path(), error)) {
        const std::string name = entry.path().filename();
        if (!name.starts_with(prefix)) continue;
        const char* first = name.data() + prefix.size();
        const char* last = name.data() + name.size();
        pid_t pid = 0;
        const auto [end, bad] = std::from_chars(first, last, pid);
        if (bad != std::errc{} || end != last || pid <= 0) continue;
        if (pid == ::getpid() || (::kill(pid, 0) != 0 && errno == ESRCH)) stale.push_back(entry.path());
    }
    for (const auto& path : stale)
        fs::remove_all(path, error);
}

// Names come from ids of the user's in the end, so none may lead out of the directory.
std::string RunDirectory::path(std::string_view name) const
{
    const fs::path inner = fs::path(name).lexically_normal();
    if (inner.empty() || inner.is_absolute() || *inner.begin() == ".." || !inner.has_filename()) {
        Problem problem;
        problem.code = "output.name";
        problem.where = target_;
        problem.found = Said(std::string(name));
        problem.expected = {"a file name inside the output directory", "输出目录之内的文件名"};
        throw InvariantError(std::move(problem));
    }
    const fs::path whole = fs::path(temporary_) / inner;
    std::error_code error;
    fs::create_directories(whole.parent_path(), error);
    if (error) throw SystemError(system_problem("system.mkdir", whole.parent_path(), error.value()));
    return whole;
}

/// Brings every file, then every directory, to the disk.
static void sync_tree(const std::string& directory)
{
    std::vector<std::string> directories{directory};
    std::error_code error;
    fs::recursive_directory_iterator entry(directory, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        if (entry->is_directory(error)) {
            directories.push_back(entry->path());
        } else {
            sync_path(entry->path());
        }
    }
    if (error) throw SystemError(system_problem("system.write", directory, error.value()));
    for (auto path = directories.rbegin(); path != directories.rend(); ++path)
        sync_path(*path);
}

/// Puts the new directory in the place of the old one, which is then called `temporary_`.
void RunDirectory::swap_in()
{
    const char* from = temporary_.c_str();
    const char* to = target_.c_str();
    if (::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE) == 0) return;
    if (errno != EINVAL && errno != ENOSYS) {
        throw SystemError(system_problem("system.rename", target_, errno));
    }
    // A file system without exchange: two renames, and back again when the second fails.
    const std::string aside = target_ + ".tmp-old";
    std::error_code error;
    fs::remove_all(aside, error);
    if (::rename(to, aside.c_str()) != 0) throw SystemError(system_problem("system.rename", target_, errno));
    if (::rename(from, to) != 0) {
        const int error_number = errno;
        ::rename(aside.c_str(), to);
        throw SystemError(system_problem("system.rename", target_, error_number));
    }
    ::rename(aside.c_str(), from);
}

void RunDirectory::publish()
{
    sync_tree(temporary_);
    const std::string parent = fs::path(target_).parent_path();
    check_target(target_, overwrite_);
    // In the order of what can be lost: first a rename that refuses to replace anything, and only where that
    // is refused and the user said so, the swap.
    bool swapped = false;
    int error_number = 0;
    if (::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) != 0) {
        error_number = errno;
    }
    if (error_number == EINVAL || error_number == ENOSYS) {
        // A plain rename replaces an empty directory at most, so nothing of anybody's is lost.
        error_number = ::rename(temporary_.c_str(), target_.c_str()) == 0 ? 0 : errno;
    }
    if ((error_number == EEXIST || error_number == ENOTEMPTY) && overwrite_) {
        swap_in();
        swapped = true;
    } else if (error_number == EEXIST || error_number == ENOTEMPTY) {
        throw exists_already(target_);
    } else if (error_number != 0) {
        throw SystemError(system_problem("system.rename", target_, error_number));
    }
    published_ = true;
    // The rename itself is on the disk only when the parent is.
    sync_path(parent);
    std::error_code error;
    if (swapped) fs::remove_all(temporary_, error);
}

}  // namespace permu
