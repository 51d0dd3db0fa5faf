/// What goes wrong on the user's side: always where, found, expected, remedy; all of it at once.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "permu/base/text.hpp"

namespace permu {

enum class Severity { note, warning, error };

/// One thing a person can mend. `code` is stable and short, e.g. "parcel.duplicate_id", for tests and
/// scripts.
struct Problem {
    Severity severity = Severity::error;
    std::string code = {};
    std::string where = {};    ///< "gis/parcels.gpkg, layer parcels, feature 1207, field far"; "a.toml:8:1"
    Said found = {};           ///< what stands there
    Said expected = {};        ///< what should, with its unit
    Said remedy = {};          ///< what to type or repair
    std::size_t count = 1;     ///< how many places are alike; `where` names the first
    double area = 0;           ///< m² at stake, 0 where it does not matter
    std::string excerpt = {};  ///< line of a scenario with a caret below, or empty
    std::vector<std::string> ids = {};  ///< of the rows at fault, up to `max_listed_ids`
};

inline constexpr std::size_t max_listed_ids = 1000;

/// Collects what is found, so that everything can be said at once.
class Problems {
public:
    void add(Problem problem);
    /// Adds to an earlier tally of the same code and place: count, area and ids; else a new problem.
    /// The place is `where` without its part "feature …" or "row …": rows of one field are one problem.
    void tally(Problem problem, std::string id);
    bool has_errors() const;
    std::size_t count(Severity severity) const;
    const std::vector<Problem>& all() const { return problems_; }
    bool empty() const { return problems_.empty(); }
    void append(const Problems& other);
    /// Turns every warning whose code is in the list into an error.
    void promote(const std::function<bool(const Problem&)>& which);

private:
    std::vector<Problem> problems_;
    std::map<std::pair<std::string, std::string>, std::size_t> tallies_;  ///< code, place → problem
};

/// "where: error: found …, expected …", then the excerpt, then "  remedy: …", each on a line of its own.
/// Whatever comes from data is made printable; no newline at the end.
std::string describe(const Problem& problem, Language language);
/// Errors first, then warnings, then notes; at most `most` of them, then "and N more".
std::string describe(const Problems& problems, Language language, std::size_t most = 20);

/// Base of all errors the program reports; the message is for the log, `problems()` for the user.
class Error : public std::runtime_error {
public:
    explicit Error(Problems problems);
    explicit Error(Problem problem);
    const Problems& problems() const { return problems_; }

private:
    Problems problems_;
};

/// Input the user can mend: exit code 3.
class InputError : public Error {
public:
    using Error::Error;
};
/// The disk or the system, e.g. full, no permission: exit code 4.
class SystemError : public Error {
public:
    using Error::Error;
};
/// A stated limit was reached: exit code 5.
class LimitError : public Error {
public:
    using Error::Error;
};
/// Our own fault, e.g. a broken invariant: exit code 6.
class InvariantError : public Error {
public:
    using Error::Error;
};
/// The user pressed Ctrl-C, or the system asked to stop: exit code 130 or 143.
class Interrupted : public std::runtime_error {
public:
    explicit Interrupted(int signal);
    int signal() const { return signal_; }

private:
    int signal_;
};

}  // namespace permu
