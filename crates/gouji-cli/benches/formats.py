#!/usr/bin/env python3
"""Times gouji against what one would script for each format, in turn, on the same files.

    cargo build --release
    pip install python-docx openpyxl xlrd odfpy pdfplumber beautifulsoup4 lxml
    python3 crates/gouji-cli/benches/formats.py target/release/gouji

Every script only collects the texts of all table cells with the library that people use for its
format; gouji reads, binds and checks the report (`gouji check`, one thread). A row says how long one
file takes: as a process of its own, and as one of many in a process, the fastest and the median of
several rounds.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COPIES, ROUNDS = 20, 7
CRATES = Path(__file__).resolve().parents[2]
OFFICE, PDF, OFD = (CRATES / name / "tests/files" for name in ("gouji-office", "gouji-pdf", "gouji-ofd"))


def docx(path):
    import docx

    tables = docx.Document(path).tables
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


def xlsx(path):
    import openpyxl

    sheets = openpyxl.load_workbook(path, data_only=True).worksheets
    return [cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row]


def xls(path):
    import xlrd

    sheets = xlrd.open_workbook(path).sheets()
    return [value for sheet in sheets for row in range(sheet.nrows) for value in sheet.row_values(row)]


def odf(path):
    from odf import opendocument, table, teletype

    cells = opendocument.load(path).getElementsByType(table.TableCell)
    return [teletype.extractText(cell) for cell in cells]


def pdf(path):
    import pdfplumber

    with pdfplumber.open(path) as file:
        tables = [table for page in file.pages for table in page.extract_tables()]
    return [cell for table in tables for row in table for cell in row]


def html(path):
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(Path(path).read_bytes(), "lxml")
    return [cell.get_text(strip=True) for cell in soup.find_all(["td", "th"])]


# What is read, with which library, and the function that does it. None where nobody scripts it.
FORMATS = [
    (OFFICE / "report.docx", "python-docx", docx),
    (OFFICE / "report.xlsx", "openpyxl", xlsx),
    (OFFICE / "report.xls", "xlrd", xls),
    (OFFICE / "report.odt", "odfpy", odf),
    (OFFICE / "report.ods", "odfpy", odf),
    (OFFICE / "report.doc", None, None),
    (OFFICE / "report.rtf", None, None),
    (PDF / "office.2021.pdf", "pdfplumber", pdf),
    (OFD / "plain-office.2021.ofd", None, None),
    (None, "BeautifulSoup with lxml", html),
]


def timed(command):
    begin = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1) or not done.stdout:
        sys.exit(f"{command}: {done.returncode} {done.stderr.decode()[-300:]}")
    return time.perf_counter() - begin


def shown(seconds):
    return f"{min(seconds) * 1000:.1f} / {statistics.median(seconds) * 1000:.1f} ms"


def compare(gouji, source, script, folder):
    """Times of one file alone, and in a process with others, for both."""
    copies = [folder / f"{index}{source.suffix}" for index in range(COPIES)]
    for copy in copies:
        shutil.copy(source, copy)
    commands = {"gouji": [gouji, "check", "--format", "concise", "--threads", "1"]}
    if script:
        commands["script"] = [sys.executable, __file__, "--script", script.__name__]
    times = {(name, many): [] for name in commands for many in (False, True)}
    for _ in range(ROUNDS):
        for (name, many), found in times.items():
            files = [str(copy) for copy in (copies if many else copies[:1])]
            found.append(timed(commands[name] + files) / len(files))
    return times


def main(gouji):
    version = subprocess.run([gouji, "--version"], capture_output=True, text=True, check=True).stdout
    print(f"{version.strip()}, {COPIES} copies, {ROUNDS} rounds: fastest / median for one file\n")
    print("| file | size | gouji alone | one of many | library | alone | one of many |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as temporary:
        web = Path(temporary) / "report.html"
        paper = ["cargo", "run", "-q", "--release", "-p", "gouji-pdf", "--example", "paper", "2021"]
        web.write_bytes(subprocess.run(paper, capture_output=True, check=True, cwd=CRATES).stdout)
        for source, library, script in FORMATS:
            source = source or web
            folder = Path(temporary) / source.name.replace(".", "-")
            folder.mkdir()
            times = compare(gouji, source, script, folder)
            row = [source.name, f"{source.stat().st_size / 1024:.0f} KB"]
            row += [shown(times["gouji", False]), shown(times["gouji", True]), library or "–"]
            both = [("script", False), ("script", True)]
            row += [shown(times[key]) if key in times else "" for key in both]
            print("| " + " | ".join(row) + " |", flush=True)


if sys.argv[1] == "--script":
    for path in sys.argv[3:]:
        print(len(globals()[sys.argv[2]](path)))
else:
    main(str(Path(sys.argv[1]).resolve()))
