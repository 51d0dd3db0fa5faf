#!/usr/bin/env bash
# clang-tidy over our sources with the compile commands of build/release; --deep adds the path-sensitive analyzer
# (twice the time). Further words: only these files.
set -euo pipefail
cd "$(dirname "$0")/.."
checks=--checks=-clang-analyzer-*
if [ "${1:-}" = "--deep" ]; then checks=--checks=; shift; fi
files=("$@")
[ ${#files[@]} -gt 0 ] || mapfile -t files < <(git ls-files 'src/*.cpp')
# What clang-tidy counts goes to a file; where it fell over by itself, the file says at which line.
counts="$(mktemp)"
trap 'rm -f "$counts"' EXIT
printf '%s\0' "${files[@]}" | xargs -0 -n 2 -P "$(nproc)" clang-tidy-14 --quiet "$checks" \
  --extra-arg=-Wno-unknown-warning-option -p build/release 2>>"$counts" \
  || { status=$?; grep -E '^[0-9]+\.[[:space:]]|xargs:' "$counts" >&2 || true; exit "$status"; }
