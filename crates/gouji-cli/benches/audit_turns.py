#!/usr/bin/env python3
"""How much longer a first `gouji audit --store` takes than `gouji check` of the same files, where the machine is
faster at one minute than at the next: both run at once, and each is held for a second while the other goes on.

    cargo run --release -p gouji-testkit --example region -- 14300 region   # 90,000 reports
    python3 crates/gouji-cli/benches/audit_turns.py target/release/gouji region [--threads N] [--rounds K] [--turn S]

FOLDER holds `reports` and `units.csv`. Told are seconds on the wall while each went on, those of the processor, and the
most memory a run had at a time (kernel's figure), in MB. Only where there are signals that hold a process.
"""

import argparse
import os
import shutil
import signal
import statistics
import tempfile
import time

from audit import remove

# How long nobody looks whether a process has ended, in seconds.
REST = 0.002


class Runner:
    """A command that is run again and again, a turn at a time."""

    def __init__(self, words, folder, store):
        self.words, self.folder, self.store = words, folder, store
        self.process, self.wall, self.done = None, 0.0, []

    def start(self):
        remove(self.store)
        self.wall = 0.0
        self.process = os.fork()
        if self.process == 0:
            try:
                os.chdir(self.folder)
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, 1)
                os.dup2(nowhere, 2)
                os.execv(self.words[0], self.words)
            finally:
                # A command that is not there has not found anything.
                os._exit(127)

    def turn(self, seconds):
        start = time.perf_counter()
        if self.process is None:
            self.start()
        else:
            os.kill(self.process, signal.SIGCONT)
        while True:
            ended, status, usage = os.wait4(self.process, os.WNOHANG)
            gone = time.perf_counter() - start
            if ended:
                self.end(status, usage, self.wall + gone)
                return
            if gone >= seconds:
                break
            time.sleep(REST)
        os.kill(self.process, signal.SIGSTOP)
        self.wall += time.perf_counter() - start

    def end(self, status, usage, wall):
        code = os.waitstatus_to_exitcode(status)
        if code not in (0, 1, 2):
            raise SystemExit(f"{self.words}: status {code}")
        self.done.append((wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
        self.process = None

    def leave(self):
        if self.process is not None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)

    def mean(self, which):
        return statistics.mean(run[which] for run in self.done)


def measure(gouji, folder, asked):
    work = tempfile.mkdtemp(prefix="gouji-turns-")
    common = ["--no-config", "--threads", str(asked.threads), "--format", "json"]
    store = os.path.join(work, "audit.db")
    audit = [gouji, "audit", "reports", "--units", "units.csv", "--store", store, *common]
    check = Runner([gouji, "check", "reports", *common], folder, os.path.join(work, "none"))
    both = {"check": check, "first audit": Runner(audit, folder, store)}
    while any(len(one.done) < asked.rounds for one in both.values()):
        for one in both.values():
            one.turn(asked.turn)
    print("| run | rounds | s | processor s | MB | checks | checks of the processor |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, one in both.items():
        one.leave()
        wall, cpu = one.mean(0), one.mean(1)
        times = f"{wall / check.mean(0):.3f} | {cpu / check.mean(1):.3f}"
        memory = max(run[2] for run in one.done)
        print(f"| {name} | {len(one.done)} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {times} |")
    shutil.rmtree(work)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gouji")
    options.add_argument("folder")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--turn", type=float, default=1.0, help="seconds")
    asked = options.parse_args()
    measure(os.path.abspath(asked.gouji), os.path.abspath(asked.folder), asked)


if __name__ == "__main__":
    main()
