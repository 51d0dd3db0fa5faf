#!/usr/bin/env bash
# Sets up, builds and runs the main job on the embedded sample: permu demo [DIR].
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
"$root/scripts/setup.sh"
"$root/scripts/build.sh" release permu
exec "$root/build/release/permu" demo "${1:-permu-demo}" --overwrite
