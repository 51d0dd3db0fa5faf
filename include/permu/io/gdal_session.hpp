/// Starts GDAL so that it loads no foreign code and never reaches a network, and collects its errors.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace permu {

/// Clears the settings of the environment that could load code, read other files or change results; then
/// registers only the drivers the program reads and writes. Safe to call again and from any thread; every
/// reader and writer of the room calls it first.
void start_gdal();

/// While it lives, messages of GDAL on this thread land here instead of on the terminal.
///
/// Not every failure comes back as a return value (closing a file does not), so readers and writers ask here
/// as well. Objects must end in the reverse order of their making.
class GdalErrors {
public:
    GdalErrors();
    ~GdalErrors();
    GdalErrors(const GdalErrors&) = delete;
    GdalErrors& operator=(const GdalErrors&) = delete;

    /// How many failures were reported, whether kept as text or not.
    std::size_t failures() const { return failures_; }
    bool failed() const { return failures_ > 0; }
    /// The first messages, safe for a terminal: at most `max_kept` of each kind.
    const std::vector<std::string>& failure_texts() const { return failure_texts_; }
    const std::vector<std::string>& warning_texts() const { return warning_texts_; }
    /// Failure texts joined by "; ", or "" where there are none.
    std::string failure_text() const;
    /// Forgets everything said so far.
    void clear();
    /// Takes one message: what GDAL calls.
    void take(bool failure, const char* message);

    static constexpr std::size_t max_kept = 5;

private:
    std::size_t failures_ = 0;
    std::vector<std::string> failure_texts_;
    std::vector<std::string> warning_texts_;
};

}  // namespace permu
