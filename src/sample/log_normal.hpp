/// One draw of a cut log-normal distribution.
#pragma once

#include <algorithm>

#include "distributions.hpp"
#include "permu/base/random.hpp"

namespace permu {

inline double log_normal(const Draw& draw, std::uint32_t index, const LogNormal& about)
{
    return std::clamp(draw.log_normal(index, about.mean_ln, about.sd_ln), about.least, about.most);
}

}  // namespace permu
