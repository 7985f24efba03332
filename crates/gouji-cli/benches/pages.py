#!/usr/bin/env python3
"""Times gouji on pages against the lxml script that one would write, in turn in one run.

    cargo build --release
    cargo run --release -p gouji-lint --example pages -- pages
    pip install lxml
    python3 crates/gouji-cli/benches/pages.py target/release/gouji pages/word.html pages/findings*.html

The script (pages_lxml.py) reads all three tables, checks every cell and the relations of the rules,
compares the text's statements with the cells, and tells its findings as JSON with the places lxml knows.
gouji checks with one thread and writes JSON. Both get many copies of a page in one process; what starting
the process takes is measured with one copy and left out. A row says how much processor time one page takes,
which others on the machine change less than the clock: the least and the median of the rounds, and the median
of the ratios round by round.
"""

import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

COPIES, ROUNDS = 100, 11


def processor_time():
    """What the processes that have ended have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(command):
    begin = processor_time()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1, 2) or not done.stdout:
        sys.exit(f"{command}: {done.returncode} {done.stderr.decode()[-300:]}")
    return processor_time() - begin


def per_page(command, copies):
    """How long one page takes, without the start of the process."""
    files = [str(copy) for copy in copies]
    alone, many = timed(command + files[:1]), timed(command + files)
    return max(many - alone, 1e-9) / (len(files) - 1)


def shown(seconds):
    return f"{min(seconds) * 1000:.3f} / {statistics.median(seconds) * 1000:.3f} ms"


def main(gouji, pages):
    commands = {
        "gouji": [gouji, "check", "--no-config", "--format", "json", "--threads", "1"],
        "lxml": [sys.executable, str(Path(__file__).with_name("pages_lxml.py"))],
    }
    print("| page | size | findings | gouji | lxml | ratio |")
    print("|---|---|---|---|---|---|")
    for page in map(Path, pages):
        with tempfile.TemporaryDirectory() as folder:
            copies = [Path(folder) / f"{index}{page.suffix}" for index in range(COPIES)]
            for copy in copies:
                shutil.copy(page, copy)
            told = subprocess.run(commands["gouji"] + [str(page)], capture_output=True, check=False)
            found = sum(len(file["findings"]) for file in json.loads(told.stdout)["files"])
            times = {name: [] for name in commands}
            for _ in range(ROUNDS):
                for name, command in commands.items():
                    times[name].append(per_page(command, copies))
        ratios = [other / own for own, other in zip(times["gouji"], times["lxml"])]
        row = [page.name, f"{page.stat().st_size / 1000:.0f} KB", str(found)]
        row += [shown(times["gouji"]), shown(times["lxml"]), f"{statistics.median(ratios):.1f}"]
        print("| " + " | ".join(row) + " |", flush=True)


main(str(Path(sys.argv[1]).resolve()), sys.argv[2:])
