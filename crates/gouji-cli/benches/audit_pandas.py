"""What one would write with lxml and pandas who needs what `gouji audit` says of many reports: pages read by
lxml into one table of cells, then joins by unit and year.

    python3 -m venv v && v/bin/pip install lxml pandas
    v/bin/python audit_pandas.py FOLDER/reports FOLDER/units.csv

It reads web pages alone, with `pages_lxml.py` beside it. Between reports it does: carried over and documents in
force from year to year, items from 2019 to 2020, sums over the units that count, missing reports, files that
differ, and days of publication. It names nobody who is wrong, and does not look for copied texts.
"""

import re
import sys
import time
from pathlib import Path

import pandas
from pages_lxml import Report

DAY = re.compile(r"发布日期[:：](\d{4}-\d\d-\d\d)")
TITLE = re.compile(r"(.+?)(20\d\d)年政府信息公开工作年度报告")
LAST_DAY = {"department": "01-31", "county": "03-31", "city": "03-31", "province": "03-31"}


def read(folder):
    """All cells of all pages, one row each, and the pages."""
    cells, pages = [], []
    for number, path in enumerate(sorted(Path(folder).rglob("*.htm*"))):
        report = Report(path)
        report.read()
        title = next(filter(None, (TITLE.search(line) for line in report.lines)), None)
        if title is None:
            continue
        day = DAY.search("\n".join(report.lines[:6]))
        pages.append((number, str(path), title[1], int(title[2]), day and day[1]))
        cells += [(number, address, cell.counts) for address, cell in report.cells.items()]
    return (
        pandas.DataFrame(cells, columns=["page", "cell", "value"]),
        pandas.DataFrame(pages, columns=["page", "path", "organ", "year", "day"]),
    )


def with_units(pages, units):
    names = units[["unit"]].assign(name=units.unit)
    aliases = units[["unit", "aliases"]].dropna()
    aliases = aliases.assign(name=aliases.aliases.str.split("|")).explode("name")[["unit", "name"]]
    names = pandas.concat([names, aliases]).drop_duplicates("name")
    return pages.merge(names, left_on="organ", right_on="name", how="left")


def between_years(wide):
    """Relations between each report and the one of the year before."""
    last = wide.assign(year=wide.year + 1)
    both = wide.merge(last, on=["unit", "year"], suffixes=("", " before"))
    found = []

    def compare(rule, left, right):
        broken = both[left.notna() & right.notna() & (left != right)]
        found.append(pandas.DataFrame({"rule": rule, "unit": broken.unit, "year": broken.year}))

    columns = [name.rsplit("/", 1)[1] for name in wide.columns if name.startswith("requests/carried_over/")]
    for column in columns:
        compare(f"carried-over {column}", both[f"requests/carried_over/{column}"],
                both[f"requests/carried_forward/{column} before"])
    for row in ("rules", "normative_documents"):
        of = lambda name, when="": both[f"proactive/{row}/{name}{when}"]
        compare(f"in-force {row}", of("in_force"), of("in_force", " before") + of("issued") - of("repealed"))
    for row in ("licensing", "other_services", "penalties", "coercion", "fees"):
        if f"proactive/{row}/previous" in both:
            of = lambda name, when="": both[f"proactive/{row}/{name}{when}"]
            compare(f"items {row}", of("previous"), of("previous", " before") + of("change", " before"))
    return pandas.concat(found)


def sums(long, units):
    """Cells that are not the sum over the units that count."""
    rolled = long[long.cell.str.startswith(("requests/", "review/"))]
    below = units[units.counts == "yes"][["unit", "parent"]].dropna()
    total = rolled.merge(below, on="unit").groupby(["parent", "year", "cell"]).value.sum().reset_index()
    both = rolled.merge(total, left_on=["unit", "year", "cell"], right_on=["parent", "year", "cell"])
    return both[both.value_x != both.value_y]


def duties(pages, units):
    years = pandas.DataFrame({"year": sorted(pages.year.unique())})
    due = units.merge(years, how="cross")
    due = due[(due.since.isna() | (due.since <= due.year)) & (due.until.isna() | (due.year <= due.until))]
    there = due.merge(pages[["unit", "year"]].drop_duplicates(), how="left", indicator=True)
    missing = there[there._merge == "left_only"]
    level = pages.merge(units[["unit", "level"]], on="unit")
    limit = (level.year + 1).astype(str) + "-" + level.level.map(LAST_DAY)
    return missing, level[level.day.notna() & limit.notna() & (level.day > limit)]


def main():
    begun = time.process_time()
    cells, pages = read(sys.argv[1])
    units = pandas.read_csv(sys.argv[2])
    pages = with_units(pages, units)
    long = cells.merge(pages[["page", "unit", "year"]], on="page").dropna(subset=["unit"])
    read_in = time.process_time() - begun
    doubled = long.groupby(["unit", "year", "cell"]).value.nunique()
    differing = doubled[doubled > 1]
    long = long.drop_duplicates(["unit", "year", "cell"])
    wide = long.pivot(index=["unit", "year"], columns="cell", values="value").reset_index()
    found = between_years(wide)
    rolled = sums(long, units)
    missing, late = duties(pages, units)
    print(f"{len(pages)} pages; {len(found)} between years, {len(rolled)} sums, {len(differing)} differing cells, "
          f"{len(missing)} missing, {len(late)} late")
    print(f"{read_in:.1f} s of processor time to read, {time.process_time() - begun - read_in:.1f} s to compare")


main()
