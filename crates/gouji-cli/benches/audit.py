#!/usr/bin/env python3
"""How long `gouji audit --store` takes, and how much memory: a first run beside `gouji check` of the same files,
in turn; a second run; a run on a copy of the folder with new times; a run with one file changed.

    cargo run --release -p gouji-testkit --example region -- 1430 region   # 10,000 reports
    python3 crates/gouji-cli/benches/audit.py target/release/gouji region [FOLDER ...] [--threads N] [--rounds K]

Each FOLDER holds `reports` and `units.csv`. Of several rounds the fastest is told. Times are seconds on the wall and of
the processor, memory is the most a run had at a time (kernel's figure), in MB.
"""

import argparse
import hashlib
import os
import shutil
import sys
import tempfile


def run(words, folder, out):
    """Wall and processor time, peak memory and the digest of standard output of a command."""
    start = os.times()
    with open(out, "wb") as to:
        child = os.fork()
        if child == 0:
            try:
                os.chdir(folder)
                os.dup2(to.fileno(), 1)
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                os.execv(words[0], words)
            finally:
                # A command that is not there has not found anything.
                os._exit(127)
        _, status, usage = os.wait4(child, 0)
    wall = os.times().elapsed - start.elapsed
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1, 2):
        sys.exit(f"{words}: status {code}")
    with open(out, "rb") as read:
        digest = hashlib.file_digest(read, "sha256").hexdigest()
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, digest


def remove(store):
    """Removes a store, and what lies beside it."""
    for end in ("", "-wal", "-shm", "-cache", "-cache-journal"):
        if os.path.exists(store + end):
            os.remove(store + end)


def files(folder):
    return [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names]


def size(path):
    return sum(os.path.getsize(path + end) for end in ("", "-wal") if os.path.exists(path + end))


def measure(gouji, folder, threads, rounds):
    work = tempfile.mkdtemp(prefix="gouji-audit-")
    out, store = os.path.join(work, "out"), os.path.join(work, "audit.db")
    copy = os.path.join(work, "copy")
    common = ["--no-config", "--threads", str(threads), "--format", "json"]
    check = [gouji, "check", "reports", *common]
    audit = [gouji, "audit", "reports", "--units", "units.csv", "--store", store, *common]
    seen, digests = {}, {}

    def one(name, words, at):
        wall, cpu, memory, digest = run(words, at, out)
        best = seen.get(name, (wall, cpu, 0))
        seen[name] = (min(best[0], wall), min(best[1], cpu), max(best[2], memory))
        digests.setdefault(name, digest)

    for _ in range(rounds):
        remove(store)
        one("check", check, folder)
        one("first audit", audit, folder)
        sizes = size(store), size(store + "-cache")
        one("second audit", audit, folder)
        shutil.rmtree(copy, ignore_errors=True)
        os.makedirs(copy)
        for path in files(folder):
            to = os.path.join(copy, os.path.relpath(path, folder))
            os.makedirs(os.path.dirname(to), exist_ok=True)
            shutil.copyfile(path, to)
        one("audit of a copy", audit, copy)
        changed = sorted(files(os.path.join(copy, "reports")))[0]
        with open(changed, "ab") as to:
            to.write(b"\n")
        one("audit, one file changed", audit, copy)
    count = len(files(os.path.join(folder, "reports")))
    print(f"\n{folder}: {count} files, {threads} thread(s); store {sizes[0] / count:.0f}, "
          f"cache {sizes[1] / count:.0f} bytes a file\n")
    print("| run | s | processor s | files/s | MB | against the first audit |")
    print("|---|---:|---:|---:|---:|---:|")
    first = seen["first audit"][0]
    for name, (wall, cpu, memory) in seen.items():
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {count / wall:.0f} | {memory:.0f} | {first / wall:.1f} times |")
    shutil.rmtree(work)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gouji")
    options.add_argument("folders", nargs="+")
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    for folder in asked.folders:
        measure(os.path.abspath(asked.gouji), os.path.abspath(folder), asked.threads, asked.rounds)


if __name__ == "__main__":
    main()
