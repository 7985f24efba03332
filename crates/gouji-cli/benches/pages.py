#!/usr/bin/env python3
"""Times gouji on pages against the lxml script that one would write, in turn in one run.

    cargo build --release
    cargo run --release -p gouji-lint --example pages -- pages
    pip install lxml
    python3 crates/gouji-cli/benches/pages.py target/release/gouji pages/word.html pages/findings*.html

The script parses a page, lays out its tables (spans included), reads the cells as numbers, checks
the sums of the table of requests and tells every blank cell and broken sum as JSON. gouji checks
with one thread and writes JSON. Both get many copies of a page in one process; what starting the
process takes is measured with one copy and left out. A row says how long one page takes: the fastest
and the median of the rounds, and the median of the ratios round by round.
"""

import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COPIES, ROUNDS = 100, 11


def grid(table):
    """The cells of a table where its spans put them."""
    cells, rows = {}, table.findall(".//tr")
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (y, x) in cells:
                x += 1
            text = re.sub(r"\s+", "", cell.text_content())
            width, height = int(cell.get("colspan") or 1), int(cell.get("rowspan") or 1)
            for dy in range(height):
                for dx in range(width):
                    cells[y + dy, x + dx] = text
            x += width
    width = max((x for _, x in cells), default=-1) + 1
    return [[cells.get((y, x), "") for x in range(width)] for y in range(len(rows))]


def figures(row):
    """The last seven cells of a row as numbers: applicants and their total."""
    found = []
    for text in row[-7:]:
        if not text or text in "/-—无":
            found.append((text, 0))
        elif re.fullmatch(r"-?\d+(\.\d+)?", text):
            found.append((text, float(text)))
        else:
            return None
    return found if len(found) == 7 else None


def check(path):
    """What is wrong with the table of requests of a page."""
    from lxml import html

    tree = html.fromstring(Path(path).read_bytes())
    findings = []
    for table in tree.iter("table"):
        rows = grid(table)
        if not any("商业" in cell for row in rows for cell in row):
            continue
        known = {}
        for row in rows:
            numbers = figures(row)
            if numbers is None:
                continue
            label = next((cell for cell in reversed(row[:-7]) if cell), "")
            known[label] = [number for _, number in numbers]
            for column, (text, _) in enumerate(numbers):
                if text == "":
                    findings.append({"rule": "blank-cell", "row": label, "column": column})
            if sum(known[label][:6]) != known[label][6]:
                findings.append({"rule": "applicants-total", "row": label, "sum": sum(known[label][:6])})
        values = list(known.values())
        for column in range(7):
            parts = sum(row[column] for row in values[2:-2])
            if len(values) > 4 and parts != values[-2][column]:
                findings.append({"rule": "results-total", "column": column, "sum": parts})
            ends = [row[column] for row in values[:2] + values[-2:]]
            if len(values) > 4 and ends[0] + ends[1] != ends[2] + ends[3]:
                findings.append({"rule": "requests-balance", "column": column})
    return {"path": path, "findings": findings}


def timed(command):
    begin = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1, 2) or not done.stdout:
        sys.exit(f"{command}: {done.returncode} {done.stderr.decode()[-300:]}")
    return time.perf_counter() - begin


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
        "lxml": [sys.executable, __file__, "--script"],
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


if sys.argv[1] == "--script":
    print(json.dumps([check(path) for path in sys.argv[2:]], ensure_ascii=False))
else:
    main(str(Path(sys.argv[1]).resolve()), sys.argv[2:])
