"""Prints reports in many styles with Chromium and compares what gouji reads with the truth.

styles.py GOUJI PAPER WORK [PATTERN]

GOUJI is the command, PAPER a page of `cargo run --example paper -- EDITION`, WORK a folder for what is
made. Every figure is replaced by another one, in a second round many by 0 or nothing, so that no
swapped cell is missed. Says for each style: all cells right, unreadable (status 2), cells not found
while the table was read, or WRONG CELLS, which must never be.
"""

import json
import pathlib
import random
import re
import subprocess
import sys

GRID = "table{border-collapse:collapse;width:100%}td{border:.5pt solid;padding:2pt 4pt;font-size:9pt}"
BARE = "table{border-collapse:collapse;width:100%}td{font-size:9pt;padding:3pt}"


def lines(border, more=""):
    return GRID + "td{border:%s}" % border + more


def marks(text, css, places=((40, 10),)):
    """Text over each page."""
    spans = "".join(
        f'<div style="position:fixed;top:{y}%;left:{x}%;{css}">{text}</div>' for y, x in places
    )
    return lambda page: page.replace("</body>", spans + "</body>")


def numbers(change):
    pattern = r"(<td(?: [^>]*)?>)([\d.]+)(</td>)"
    return lambda page: re.sub(pattern, lambda m: m[1] + change(m[2]) + m[3], page)


def head(page):
    """The first rows of the large table as its head."""
    rows = r"<table>\n((?:<tr>(?:(?!</tr>).)*</tr>\n){3})(?=<tr><td colspan=\d>一、)"
    return re.sub(rows, r"<table><thead>\1</thead>", page)


def wide(text):
    return text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789."})


EVERYWHERE = [(y, x) for y in range(0, 100, 13) for x in range(0, 100, 22)]
PAPERS = "tr{break-inside:auto}@page{size:%s;margin:9mm}"
STYLES = {
    "grid": (GRID, None),
    "hairlines": (lines(".25pt solid"), None),
    "dotted": (lines("1px dotted"), None),
    "dashed": (lines("1px dashed"), None),
    "double": (lines("3px double"), None),
    "thick": (lines("3pt solid"), None),
    "light grey": (lines("1px solid #eee"), None),
    "separate cells": ("table{border:1px outset;border-spacing:2px}td{border:1px inset}", None),
    "no outer lines": (GRID + "table{border-style:hidden}", None),
    "black behind white cells": ("table{background:#000;border-spacing:1px}td{background:#fff}", None),
    "white lines on shade": (lines("1px solid white", "td{background:#cde}"), None),
    "striped": (BARE + "tr:nth-child(even){background:#ddd}", None),
    "row lines": (BARE + "td{border-bottom:.5pt solid}", None),
    "column lines": (BARE + "td{border-left:.5pt solid;border-right:.5pt solid}", None),
    "three lines": (BARE + "table{border-top:1pt solid;border-bottom:1pt solid}thead{border-bottom:1pt solid}", head),
    "frame and columns": (BARE + "table{border:.5pt solid}td{border-left:.5pt solid}", None),
    "frame": (BARE + "table{border:1pt solid}", None),
    "lines around groups": (BARE + "table,td[rowspan],td[colspan]{border:.5pt solid}", None),
    "no lines": (BARE, None),
    "no lines, centred": (BARE + "td{text-align:center}", None),
    "tiny": (GRID + "td,p{font-size:4pt;padding:0 1pt}", None),
    "enlarged": (GRID + "body{zoom:1.6}", None),
    "landscape": (GRID + "@page{size:A4 landscape}", None),
    "repeated head": (GRID + "thead{display:table-header-group}@page{size:A5 landscape}", head),
    "divided rows": (GRID + "td{font-size:13pt;padding:9pt 3pt}" + PAPERS % "148mm 130mm", None),
    "rows higher than pages": (GRID + "td{font-size:12pt;width:20mm}" + PAPERS % "180mm 90mm", None),
    "a strip of a page": (GRID + PAPERS % "200mm 60mm", None),
    "page numbers": (GRID + '@page{size:A5 landscape;@bottom-center{content:"第" counter(page) "页"}}', None),
    "justified": (GRID + "td{text-align:justify;text-align-last:justify}", None),
    "spaced out": (GRID + "td{letter-spacing:.5em}@page{size:A3}", None),
    "bold": (GRID + "td{font-weight:bold;-webkit-text-stroke:.3px}", None),
    "shadow": (GRID + "td{text-shadow:.4px 0 black}", None),
    "wide digits": (GRID, numbers(wide)),
    "thousands": (GRID, numbers(lambda text: f"{int(text):,}" if text.isdigit() else text)),
    "broken numbers": (GRID + "table{table-layout:fixed}td{word-break:break-all;font-size:14pt;padding:1pt}", None),
    "cut off": (GRID + "table{table-layout:fixed}td{overflow:hidden;white-space:nowrap}", None),
    "watermark": (GRID, marks("内部资料", "font-size:60pt;color:#ddd;transform:rotate(-30deg)")),
    "level watermark": (GRID, marks("内部资料", "font-size:60pt;color:rgba(0,0,0,.15)")),
    "small watermarks": (GRID, marks("青石 2024", "font-size:11pt;color:#ccc;transform:rotate(-12deg)", EVERYWHERE)),
    "small level watermarks": (GRID, marks("青石 2024", "font-size:11pt;color:#ddd", EVERYWHERE)),
    "white on dark": (lines("1px solid white", "td{background:#222;color:white}"), None),
    "framed page": (GRID + "body{border:1px solid;padding:5mm}", None),
}


def filled(page, blanks):
    """The paper with other figures: each once, or many of them 0 or nothing."""
    chance, count = random.Random(1), 0

    def figure(match):
        nonlocal count
        count += 1
        dice = chance.random() if blanks else 1
        text = "" if dice < 0.12 else "0" if dice < 0.6 else str(count)
        return match[1] + text + match[2]

    return re.sub(r"(<td(?: [^>]*)?>)[\d.]+(</td>)", figure, page)


def cells(tables, name=""):
    if not isinstance(tables, dict):
        return {name: tables}
    return {k: v for key, table in tables.items() for k, v in cells(table, f"{name}/{key}").items()}


def extract(gouji, path):
    run = subprocess.run([gouji, "extract", "--no-config", path], capture_output=True, text=True)
    return cells(json.loads(run.stdout)["tables"]) if run.stdout else None


def verdict(gouji, page, printed):
    truth, found = extract(gouji, page), extract(gouji, printed)
    if found is None:
        return "unreadable"
    wrong = [cell for cell, value in truth.items() if found.get(cell) not in (value, None)]
    lost = [cell for cell, value in truth.items() if found.get(cell) is None is not value]
    status = subprocess.run([gouji, "check", "--no-config", printed], capture_output=True).returncode
    if wrong:
        return f"{len(wrong)} WRONG CELLS, such as {wrong[0]}"
    if found == truth:
        return "all cells right"
    return f"unreadable, {len(lost)} cells" if status == 2 else f"{len(lost)} cells not found"


def main(gouji, paper, work, pattern=""):
    paper = pathlib.Path(paper).read_text(encoding="utf-8")
    for name, (css, change) in STYLES.items():
        if not re.search(pattern, name):
            continue
        for blanks in (False, True):
            page = filled(paper, blanks).replace("<table border=1>", "<table>")
            page = change(page) if change else page
            style = f"<style>body{{font-family:'WenQuanYi Zen Hei','Noto Sans CJK SC'}}{css}</style>"
            base = pathlib.Path(work).resolve() / f"{name}{' blanks' if blanks else ''}".replace(" ", "-")
            html, pdf = base.with_suffix(".html"), base.with_suffix(".pdf")
            html.write_text(page.replace("<head>", "<head>" + style), encoding="utf-8")
            subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                 f"--print-to-pdf={pdf}", html.as_uri()],
                stderr=subprocess.DEVNULL, check=True,
            )
            print(f"{base.name:32} {verdict(gouji, str(html), str(pdf))}", flush=True)


main(*sys.argv[1:])
