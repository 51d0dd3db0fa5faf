#!/usr/bin/env bash
# Sets up, builds and passes all tests. Tests over data beside the project skip, and say so, where it is absent.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
"$root/scripts/setup.sh" tests
"$root/scripts/build.sh" release
cd "$root"
ctest --preset release -j "$(nproc)" --timeout 300
