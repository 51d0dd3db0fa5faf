#!/usr/bin/env python3
"""Runs `permu check --strict` over a corpus of bad input and says where it does not do what is due.

  check_bad_input.py PERMU CORPUS [--jobs 2] [--known FILE] [--sanitized] [--seconds 5] [--megabytes 256] [--all]

The corpus is a directory with index.csv (columns file, slot, expected), parks.geojson and the folder `beside`.
Each case runs in a folder of its own with copies of its files, under limits of time and memory. Hard failures are:
killed by a signal, exit code 6 or over 128, out of time or memory, a sanitizer's report, a changed or new file beside
the input. Others are disagreements; those that FILE (path,reason) gives a reason for are counted and not failures.
Exit code: 0 as due, 1 not, 77 where there is no corpus (ctest: skipped).
"""
import argparse
import concurrent.futures
import csv
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SANITIZER = (b"AddressSanitizer", b"LeakSanitizer", b"runtime error: ", b"_GLIBCXX_ASSERTIONS")
SKIPPED = 77


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("permu", type=pathlib.Path)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--known", type=pathlib.Path, help="CSV of disagreements that stand, with the reason")
    parser.add_argument("--sanitized", action="store_true", help="no bound on address space, 3000 MB, 60 s")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--megabytes", type=int, default=256)
    parser.add_argument("--all", action="store_true", help="list the known disagreements, too")
    return parser.parse_args()


def command(arguments, slot, file):
    permu = [str(arguments.permu.resolve()), "check", "--strict"]
    if slot == "scenario":
        return permu + [str(file)]
    if slot == "projects":
        return permu + ["--projects", str(file)]
    parks = (arguments.corpus / "parks.geojson").resolve()
    return permu + ["--parcels", str(file), "--parks", str(parks), "--code-system", "用地用海"]


def copy_case(corpus, case, folder):
    """The case's file with what belongs to it: the same stem, as a shapefile's parts have."""
    source = corpus / case["file"]
    stem = source.name if source.name.startswith(".") else source.name.split(".")[0]
    for part in source.parent.iterdir():
        if part.is_file() and (part.name == source.name or part.name.startswith((stem + ".", stem + "_"))):
            shutil.copy2(part, folder)
    for part in (corpus / "beside").iterdir():
        shutil.copy2(part, folder)
    return folder / source.name


def contents(folder):
    return {entry.name: (entry.stat().st_size, entry.stat().st_mtime_ns) for entry in os.scandir(folder)}


def run_limited(arguments, words, folder):
    """(exit code or -signal, whether it ran out of time, seconds, peak MB, what it printed)"""

    def limit():
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 20,) * 2)
        if not arguments.sanitized:
            resource.setrlimit(resource.RLIMIT_AS, (4096 << 20,) * 2)

    with open(folder / "said", "w+b") as said:
        start = time.monotonic()
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=said, stderr=said, preexec_fn=limit)
        late = False
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() - start > arguments.seconds:
                late = True
                os.killpg(process.pid, signal.SIGKILL)
                _, status, usage = os.wait4(process.pid, 0)
                break
            time.sleep(0.005)
        process.returncode = 0
        said.seek(0)
        return os.waitstatus_to_exitcode(status), late, time.monotonic() - start, usage.ru_maxrss / 1024, said.read()


def judge(case, code, said, name):
    """What is not as it is due, or None."""
    warned = b": warning: " in said
    expected = case["expected"]
    if code == 0:
        if expected == "reject-with-error":
            return "accepted with a warning" if warned else "accepted in silence"
        return "no warning" if expected == "load-with-warning" and not warned else None
    if expected == "load-ok":
        return "refused"
    if name.encode() not in said and pathlib.Path(name).stem.encode() not in said:
        return "a message that does not name the file"
    if any(byte < 0x20 and byte not in b"\t\n\r" for byte in said):
        return "control characters in a message"
    return "more than 200 lines" if said.count(b"\n") > 200 else None


def run_case(arguments, case):
    """Once more where time ran out: the machine may have stood still."""
    result = try_case(arguments, case)
    return try_case(arguments, case) if result["late"] else result


def try_case(arguments, case):
    with tempfile.TemporaryDirectory() as place:
        data, other = pathlib.Path(place, "data"), pathlib.Path(place, "other")
        data.mkdir()
        other.mkdir()
        file = copy_case(arguments.corpus, case, data)
        before = contents(data)
        code, late, seconds, megabytes, said = run_limited(arguments, command(arguments, case["slot"], file), other)
        hard = None
        if late:
            hard = f"longer than {arguments.seconds} s"
        elif code < 0 or code == 6 or code > 128 or any(mark in said for mark in SANITIZER):
            hard = f"exit code {code}"
        elif megabytes > arguments.megabytes:
            hard = f"{megabytes:.0f} MB"
        elif contents(data) != before:
            hard = "changed files beside the input"
        soft = None if hard else judge(case, code, said, file.name)
        return {"case": case, "late": late, "hard": hard, "soft": soft, "seconds": seconds, "megabytes": megabytes, "said": said}


def tell(kind, result, reason=""):
    first = result["said"].decode("utf-8", "replace").split("\n")[0][:160]
    why = f" [{reason}]" if reason else f": {first}"
    print(f"{kind}: {result['case']['file']} ({result['case']['expected']}): {result[kind]}{why}")


def main():
    arguments = parse_arguments()
    if not (arguments.corpus / "index.csv").is_file():
        print(f"skipped: no corpus of bad input at {arguments.corpus}")
        return SKIPPED
    if arguments.sanitized:
        arguments.seconds, arguments.megabytes = 60, 3000
    with open(arguments.corpus / "index.csv", newline="", encoding="utf-8") as index:
        cases = list(csv.DictReader(index))
    known = {}
    if arguments.known:
        with open(arguments.known, newline="", encoding="utf-8") as file:
            known = {row["file"]: row["reason"] for row in csv.DictReader(file)}
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        results = list(pool.map(lambda case: run_case(arguments, case), cases))
    hard = [result for result in results if result["hard"]]
    soft = [result for result in results if result["soft"]]
    new = [result for result in soft if result["case"]["file"] not in known]
    for result in hard:
        tell("hard", result)
    for result in soft:
        reason = known.get(result["case"]["file"], "")
        if arguments.all or not reason:
            tell("soft", result, reason)
    due = [result for result in results if result["case"]["expected"] == "reject-with-error"]
    clean = [result for result in due if not result["hard"] and not result["soft"]]
    times = sorted(result["seconds"] for result in results)
    print(f"{len(results)} cases: {len(hard)} hard failures, {len(soft)} disagreements, {len(new)} of them new; "
          f"{len(clean)} of {len(due)} refused cleanly ({100 * len(clean) / max(1, len(due)):.2f} %); "
          f"99 % within {times[len(times) * 99 // 100]:.2f} s, most memory {max(r['megabytes'] for r in results):.0f} MB")
    return 1 if hard or new else 0


if __name__ == "__main__":
    sys.exit(main())
