#!/usr/bin/env python3
"""clang-tidy over our sources with the compile commands of build/release.

  check_tidy.py [--deep] [--fresh] [FILE ...]

A file that was found clean is not looked at again while it, every header it includes, its compile command, the checks
and clang-tidy's version stay what they were: marks are kept in $XDG_CACHE_HOME/permu/tidy (~/.cache/permu/tidy).
Headers are known from the last build of build/release; a file that was never built there is always looked at.
--deep adds the path-sensitive analyzer (twice the time); --fresh passes over the marks. Without FILE: all sources.
Exit code: 0 clean, 1 not.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "release"
TIDY = "clang-tidy-14"
MARKS = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "permu" / "tidy"
UNUSED_DAYS = 30
CRASH = re.compile(r"^\d+\.\s", re.MULTILINE)  # the lines that say what clang-tidy was looking at when it fell over


def output_of(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def commands():
    entries = json.loads((BUILD / "compile_commands.json").read_text())
    return {entry["file"]: entry["command"].replace(str(ROOT), ".") for entry in entries}


def includes():
    """Of each source of the last build, the files it was made of."""
    found = {}
    for block in output_of("ninja", "-C", str(BUILD), "-t", "deps").split("\n\n"):
        head, *lines = block.splitlines() or [""]
        if head.endswith("(VALID)") and lines:
            files = [pathlib.Path(os.path.normpath(BUILD / line.strip())) for line in lines]
            found[str(files[0])] = files
    return found


class Keys:
    """What decides whether a file is clean, as one digest."""

    def __init__(self, checks):
        self.commands, self.includes, self.digests = commands(), includes(), {}
        self.common = [output_of(TIDY, "--version"), (ROOT / ".clang-tidy").read_text(), checks]

    def digest(self, path):
        if path not in self.digests:
            self.digests[path] = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "gone"
        return self.digests[path]

    def of(self, source):
        """None where the headers are not known."""
        if source not in self.includes or source not in self.commands:
            return None
        parts = self.common + [self.commands[source]]
        for path in self.includes[source]:
            name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
            parts += [str(name), self.digest(path)]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def look_at(source, checks):
    """What clang-tidy says, empty when clean."""
    command = [TIDY, "--quiet", checks, "--extra-arg=-Wno-unknown-warning-option", "-p", str(BUILD), source]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode == 0:
        return ""
    fell = "\n".join(line for line in done.stderr.splitlines() if CRASH.match(line))
    return done.stdout + fell or f"{source}: {TIDY} ended with {done.returncode}\n{done.stderr}"


def forget_unused():
    oldest = time.time() - UNUSED_DAYS * 86400
    for mark in MARKS.iterdir():
        if mark.stat().st_mtime < oldest:
            mark.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deep", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    checks = "--checks=" if arguments.deep else "--checks=-clang-analyzer-*"
    names = arguments.files or [ROOT / name for name in output_of("git", "ls-files", "src/*.cpp").split()]
    MARKS.mkdir(parents=True, exist_ok=True)
    forget_unused()
    keys = Keys(checks)
    marks = {str(name.resolve()): keys.of(str(name.resolve())) for name in names}
    known = [] if arguments.fresh else [s for s, key in marks.items() if key and (MARKS / key).exists()]
    for source in known:
        (MARKS / marks[source]).touch()
    rest = [source for source in marks if source not in set(known)]
    print(f"{len(marks)} files: {len(known)} clean as before, {len(rest)} to look at", flush=True)
    unclean = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for source, said in zip(rest, pool.map(lambda s: look_at(s, checks), rest)):
            if said:
                unclean += 1
                print(said, flush=True)
            elif marks[source]:
                (MARKS / marks[source]).touch()
    print(f"{unclean} files with findings" if unclean else "clean")
    return 1 if unclean else 0


if __name__ == "__main__":
    sys.exit(main())
