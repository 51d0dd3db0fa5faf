/// Memory of the process.
#include "permu/base/memory.hpp"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace permu {

void give_back_memory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

}  // namespace permu
