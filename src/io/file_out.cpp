/// Files written with every return code looked at.
#include "file_out.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <vector>

namespace permu {

Said system_cause(int error_number)
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

Problem system_problem(std::string code, const std::string& path, int error_number)
{
    Problem problem;
    problem.code = std::move(code);
    problem.where = path;
    problem.found = system_cause(error_number);
    problem.expected = {"a path that can be written", "可以写入的路径"};
    problem.remedy = remedy_of(error_number);
    return problem;
}

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

void FileOut::close()
{
    const int descriptor = descriptor_;
    descriptor_ = -1;
    const int sync_error = synced(descriptor) ? 0 : errno;
    const int close_error = ::close(descriptor) == 0 ? 0 : errno;
    const int error_number = sync_error != 0 ? sync_error : close_error;
    if (error_number != 0) throw SystemError(system_problem("system.write", path_, error_number));
}

void sync_path(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) throw SystemError(system_problem("system.write", path, errno));
    const int sync_error = synced(descriptor) ? 0 : errno;
    const int close_error = ::close(descriptor) == 0 ? 0 : errno;
    const int error_number = sync_error != 0 ? sync_error : close_error;
    if (error_number != 0) throw SystemError(system_problem("system.write", path, error_number));
}

/// Errors that only a disk gives; others come up in the ordinary course of a library's work.
static bool is_disk_error(int error_number)
{
    for (const int known : {ENOSPC, EDQUOT, EFBIG, EROFS, EIO}) {
        if (error_number == known) return true;
    }
    return false;
}

/// Whether the disk takes some more bytes beside the file.
static Said probe(const std::string& path)
{
    const std::string beside = path + ".probe";
    Said cause;
    try {
        FileOut out(beside);
        const std::vector<char> bytes(65536, 'x');
        out.write({bytes.data(), bytes.size()});
        out.close();
    } catch (const SystemError& error) {
        cause = error.problems().all().front().found;
    }
    ::unlink(beside.c_str());
    return cause;
}

Said disk_trouble(const std::string& path, int error_number, std::string_view said)
{
    if (is_disk_error(error_number) && error_number != EIO) return system_cause(error_number);
    const auto says = [&](std::string_view words) { return said.find(words) != std::string_view::npos; };
    if (says("disk is full") || says("No space left")) return system_cause(ENOSPC);
    const Said found = probe(path);
    if (!found.empty()) return found;
    // Bytes arrive now, so it was the length of one file, where there is such a limit.
    rlimit limit{};
    if (::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) return system_cause(EFBIG);
    return is_disk_error(error_number) ? system_cause(error_number) : Said{};
}

}  // namespace permu
