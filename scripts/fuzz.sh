#!/usr/bin/env bash
# Builds the fuzzers with clang and runs each for some seconds from its seeds: scripts/fuzz.sh [SECONDS] [PART…]
# "smoke" in place of the seconds is a fixed number of inputs, the same ones every time.
# PART is scenario, table or repair; all of them where none is named. What is found is kept in build/fuzz/found.
# New inputs that reach new code are kept in build/fuzz/corpus, so that the next run starts from them.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v clang++-14 >/dev/null || { echo "skipped: clang++-14 is not installed"; exit 0; }
seconds="${1:-20}"
[ $# -gt 0 ] && shift
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(repair table scenario)

scripts/build.sh fuzz "${parts[@]/#/fuzz_}" >/dev/null
for part in "${parts[@]}"; do
  mkdir -p "build/fuzz/corpus/$part" build/fuzz/found
  if [ "$seconds" = smoke ]; then
    corpus=("$(mktemp -d)" "tests/fuzz/seeds/$part") limit=(-runs=4000 -seed=1) longest=300
  else
    corpus=("build/fuzz/corpus/$part" "tests/fuzz/seeds/$part") limit=("-max_total_time=$seconds") longest=$((seconds + 120))
  fi
  echo "== $part"
  # Leaks of the libraries' own tables at the end are not looked for.
  ASAN_OPTIONS=detect_leaks=0 timeout "$longest" "build/fuzz/tests/fuzz/fuzz_$part" \
    "${limit[@]}" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/found/$part-" "${corpus[@]}" \
    2>"build/fuzz/$part.log" || { tail -40 "build/fuzz/$part.log"; exit 1; }
  grep -E "^Done|new_units_added|peak_rss" "build/fuzz/$part.log"
done
