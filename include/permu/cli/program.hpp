/// The program: parses the command line, runs one command, turns errors into exit codes.
#pragma once

namespace permu {

/// Exit codes: 0 done · 2 command line · 3 input the user can mend · 4 the disk or the system · 5 a stated
/// limit · 6 our own fault · 7 resume refused · 130/143 interrupted.
int run_program(int argc, const char* const* argv);

}  // namespace permu
