/// Bytes of a file through a small moving window.
#include "io/bytes.hpp"

#include <algorithm>
#include <cctype>

namespace permu::reading {

namespace {
constexpr std::size_t window_bytes = 1 << 18;
}

ByteWindow::ByteWindow(const std::string& path) : file_(VSIFOpenL(path.c_str(), "rb"), VSIFCloseL)
{
    if (!file_) return;
    VSIFSeekL(file_.get(), 0, SEEK_END);
    size_ = VSIFTellL(file_.get());
}

std::span<const unsigned char> ByteWindow::read(std::uint64_t offset, std::size_t count)
{
    if (!file_ || count > size_ || offset > size_ - count) return {};
    if (offset < start_ || offset + count > start_ + filled_) {
        const std::size_t wanted =
            std::max<std::size_t>(count, std::min<std::uint64_t>(window_bytes, size_ - offset));
        if (window_.size() < wanted) window_.resize(wanted);
        VSIFSeekL(file_.get(), offset, SEEK_SET);
        filled_ = VSIFReadL(window_.data(), 1, wanted, file_.get());
        start_ = offset;
        if (filled_ < count) return {};
    }
    return std::span<const unsigned char>(window_).subspan(offset - start_, count);
}

std::string small_file(const std::string& path, std::size_t limit)
{
    ByteWindow file(path);
    if (!file.exists()) return {};
    const auto bytes = file.read(0, static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), limit)));
    return {bytes.begin(), bytes.end()};
}

std::string beside(const std::string& path, const std::string& extension)
{
    const std::string stem = path.substr(0, path.rfind('.') + 1);
    std::string upper = extension;
    for (char& c : upper) {
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    VSIStatBufL status{};
    if (VSIStatL((stem + extension).c_str(), &status) == 0) return stem + extension;
    if (VSIStatL((stem + upper).c_str(), &status) == 0) return stem + upper;
    return stem + extension;
}

}  // namespace permu::reading
