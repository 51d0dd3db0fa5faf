/// Files written with every return code looked at.
#include "file_out.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>
#include <vector>

namespace permu {

static Said system_cause(int error_number)
{
    const std::string english = std::generic_category().message(error_number);
    switch (error_number) {
        case ENOSPC:
            return {english, "磁盘空间不足"};
        case EDQUOT:
            return {english, "磁盘配额已用完"};
        case EFBIG:
            return {english, "文件超过允许的大小"};
        case EACCES:
        case EPERM:
            return {english, "没有权限"};
        case EROFS:
            return {english, "文件系统只读"};
        case EIO:
            return {english, "磁盘读写出错"};
        case EMFILE:
        case ENFILE:
            return {english, "打开的文件过多"};
        case ENOENT:
            return {english, "路径不存在"};
        case ENOTDIR:
            return {english, "路径中有一段不是目录"};
        case EISDIR:
            return {english, "这是一个目录"};
        case ELOOP:
            return {english, "这是一个符号链接"};
        default:
            return Said(english);
    }
}

/// What a person can do about it.
static Said remedy_of(int error_number)
{
    switch (error_number) {
        case ENOSPC:
        case EDQUOT:
            return {"free some space or write to another disk", "请腾出空间，或写到另一个磁盘"};
        case EFBIG:
            return {"raise the file size limit (ulimit -f)", "请放宽文件大小上限（ulimit -f）"};
        case EACCES:
        case EPERM:
        case EROFS:
            return {"choose a directory you may write to", "请换一个可写的目录"};
        case ENOENT:
        case ENOTDIR:
            return {"create the directory first or correct the path", "请先建好目录，或改正路径"};
        default:
            return {"look at the disk, then run again", "请检查磁盘后重新运行"};
    }
}

/// Errors that only a disk gives; others come up in the ordinary course of a library's work.
static bool is_disk_error(int error_number)
{
    for (const int known : {ENOSPC, EDQUOT, EFBIG, EROFS, EIO}) {
        if (error_number == known) return true;
    }
    return false;
}

Problem system_problem(std::string code, const std::string& path, int error_number)
{
    Problem problem;
    problem.code = std::move(code);
    problem.where = path;
    problem.found = system_cause(error_number);
    problem.expected = is_disk_error(error_number) ? Said{"room for the whole file", "容得下整个文件"}
                                                   : Said{"a path that can be written", "可以写入的路径"};
    problem.remedy = remedy_of(error_number);
    return problem;
}

// O_NOFOLLOW: a link that somebody put there must not send the bytes elsewhere.
FileOut::FileOut(std::string path) : path_(std::move(path))
{
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor_ < 0) throw SystemError(system_problem("system.open", path_, errno));
}

FileOut::~FileOut()
{
    if (descriptor_ >= 0) ::close(descriptor_);
}

void FileOut::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        // A nearly full disk takes a part first and refuses the rest in the next call.
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw SystemError(system_problem("system.write", path_, errno));
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// fsync that lets pipes and devices pass, which have nothing to bring to a disk.
static bool synced(int descriptor)
{
    return ::fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS;
}

// Some file systems report a lost write only here.
void FileOut::close()
{
    const int descriptor = descriptor_;
    descriptor_ = -1;
    const int sync_error = synced(descriptor) ? 0 : errno;
    const int close_error = ::close(descriptor) == 0 ? 0 : errno;
    const int error_number = sync_error != 0 ? sync_error : close_error;
    if (error_number != 0) throw SystemError(system_problem("system.write", path_, error_number));
}

// A directory is brought to the disk like a file: its entries are its bytes.
void sync_path(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) throw SystemError(system_problem("system.write", path, errno));
    const int sync_error = synced(descriptor) ? 0 : errno;
    const int close_error = ::close(descriptor) == 0 ? 0 : errno;
    const int error_number = sync_error != 0 ? sync_error : close_error;
    if (error_number != 0) throw SystemError(system_problem("system.write", path, error_number));
}

/// Whether the disk is as good as full. A library may have taken its temporary files away again, so "full"
/// begins with a few megabytes left.
static bool nearly_full(const std::string& path)
{
    constexpr std::uint64_t few = std::uint64_t{16} << 20U;
    struct statvfs disk {};
    const std::string directory = path.substr(0, path.rfind('/') + 1);
    return ::statvfs(directory.empty() ? "." : directory.c_str(), &disk) == 0 &&
           std::uint64_t{disk.f_bavail} * disk.f_frsize < few;
}

/// errno of an attempt to put some more bytes on the disk beside the file; 0 when it takes them.
static int probe(const std::string& path)
{
    const std::string beside = path + ".probe";
    const int descriptor =
        ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return errno;
    const std::vector<char> bytes(65536, 'x');
    int error_number = 0;
    for (std::size_t sent = 0; sent < bytes.size() && error_number == 0;) {
        const ssize_t written = ::write(descriptor, bytes.data() + sent, bytes.size() - sent);
        if (written < 0) {
            error_number = errno;
        } else {
            sent += static_cast<std::size_t>(written);
        }
    }
    if (error_number == 0 && !synced(descriptor)) error_number = errno;
    ::close(descriptor);
    ::unlink(beside.c_str());
    return error_number;
}

int disk_trouble(const std::string& path, int error_number, std::string_view said)
{
    if (is_disk_error(error_number) && error_number != EIO) return error_number;
    const auto says = [&](std::string_view words) { return said.find(words) != std::string_view::npos; };
    if (says("disk is full") || says("No space left")) return ENOSPC;
    if (const int found = probe(path); found != 0) return found;
    if (nearly_full(path)) return ENOSPC;
    // Bytes arrive now, so it was the length of one file, where there is such a limit.
    rlimit limit{};
    if (::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) return EFBIG;
    return is_disk_error(error_number) ? error_number : 0;
}

}  // namespace permu
