/// How long work tells how far it is: a function handed in, never a console.
#pragma once

#include <functional>
#include <string_view>

#include "permu/base/text.hpp"

namespace permu {

/// Called with a share 0…1 done and what is being done. May throw Interrupted to stop the work.
using Progress = std::function<void(double share, Text doing)>;

inline void report(const Progress& progress, double share, Text doing)
{
    if (progress) progress(share, doing);
}

}  // namespace permu
