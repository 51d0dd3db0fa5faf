#!/usr/bin/env bash
# Builds one preset (release, dev, sanitize) into build/<preset>; further words are targets.
set -euo pipefail
cd "$(dirname "$0")/.."
preset="$1"
shift
export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1
cmake --preset "$preset" >"build-$preset.log" 2>&1 || { cat "build-$preset.log" >&2; rm -f "build-$preset.log"; exit 1; }
rm -f "build-$preset.log"
cmake --build --preset "$preset" ${1:+--target "$@"}
