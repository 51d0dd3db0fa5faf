#!/usr/bin/env bash
# Installs from Debian's packages what is needed to build permu and is not there yet. Quick when nothing is missing.
set -euo pipefail

packages=(g++ cmake ninja-build ccache pkg-config git ca-certificates
  libgdal-dev libgeos-dev libproj-dev libsqlite3-dev libboost-dev libboost-graph-dev liblemon-dev coinor-libcbc-dev libfmt-dev libcli11-dev libtomlplusplus-dev
  nlohmann-json3-dev libssl-dev libgtest-dev libgmock-dev)
# Only the tests and the checks need these.
case "${1:-}" in
  tests) packages+=(python3 gdal-bin) ;;
  checks) packages+=(python3 gdal-bin clang-format-14 clang-tidy-14 libbenchmark-dev) ;;
  bench) packages+=(libbenchmark-dev gdal-bin python3-numpy python3-pandas python3-scipy) ;;
esac

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "installing: ${missing[*]}" >&2
sudo=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "run as root, or install sudo" >&2; exit 1; }
  sudo="sudo env DEBIAN_FRONTEND=noninteractive"  # sudo passes no settings on
fi
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
$sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
