#!/usr/bin/env python3
"""Reports sent through chains of real programs, and what gouji reads of what comes out.

    tests/chains/run.py FOLDER COUNT [--gouji PROGRAM] [--chains WORD] [--styles WORD]

Makes COUNT random reports as web pages in many styles (half of them with a mistake), sends them
through LibreOffice, Chromium, pdftotext, pdfplumber and pandoc, and compares every cell and every
error that gouji reports with the truth. Programs that are not here are skipped. Two tables come
out, by chain and, for what is painted, by style; the last line says what was wrong. Files that
were read wrong are copied to FOLDER/wrong. --chains and --styles keep those with WORD in their name.
"""
import argparse
import glob
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

import judging
import programs
import styles

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    options = arguments()
    truths = os.path.join(options.folder, "truth")
    if len(glob.glob(os.path.join(truths, "*.json"))) < options.count:
        make = ["cargo", "run", "--quiet", "-p", "gouji-lint", "--example", "truths", "--"]
        subprocess.run(make + [truths, str(options.count)], check=True, cwd=HERE)
    pages = dress(options, truths)
    made = {"pages": pages}
    verdicts = {}
    for name, (source, program, is_there, extension) in [("pages", (None,) * 4)] + list(
            programs.CHAINS.items()):
        if source is not None:
            if not is_there():
                print(f"skipped: {name}: the program is not here", file=sys.stderr)
                continue
            made[name] = converted(options, name, made.get(source, []), program, extension)
        if options.chains in name:
            verdicts[name] = judged(options, name, made[name], truths)
    report(verdicts)
    bad = [one for chain in verdicts.values() for one in chain.values() if not one.is_good()]
    print(f"{len(bad)} files read wrong, or with errors that are none or are not told")
    sys.exit(1 if bad else 0)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=os.path.abspath)
    parser.add_argument("count", type=int)
    parser.add_argument("--gouji", default=os.path.join(HERE, "../../target/debug/gouji"))
    parser.add_argument("--chains", default="")
    parser.add_argument("--styles", default="")
    return parser.parse_args()


def dress(options, truths):
    """The source pages, each report in one of the styles."""
    folder = os.path.join(options.folder, "pages")
    os.makedirs(folder, exist_ok=True)
    names = styles.styles()
    pages = []
    for number in range(options.count):
        style = names[number % len(names)]
        if options.styles not in style:
            continue
        with open(os.path.join(truths, f"{number:04}.html"), encoding="utf-8") as file:
            page = styles.dressed(file.read(), style)
        path = os.path.join(folder, f"{number:04}-{style}.html")
        with open(path, "w", encoding="utf-8") as file:
            file.write(page)
        pages.append(path)
    return pages


def converted(options, name, sources, program, extension):
    """The files that a program makes of others; those of an earlier run are kept."""
    folder = os.path.join(options.folder, name.replace(" > ", "_").replace(" ", ""))
    os.makedirs(folder, exist_ok=True)
    wanted = {source: programs.target(folder, source, extension) for source in sources}
    missing = [source for source, path in wanted.items() if not os.path.exists(path)]
    if missing:
        program(missing, folder)
    return [path for path in wanted.values() if os.path.exists(path)]


def judged(options, name, paths, truths):
    def one(path):
        number = os.path.basename(path)[:4]
        return judging.judge(options.gouji, path, os.path.join(truths, f"{number}.json"))
    with ThreadPoolExecutor(2) as pool:
        verdicts = dict(zip(paths, pool.map(one, paths)))
    folder = os.path.join(options.folder, "wrong")
    for path, verdict in verdicts.items():
        if not verdict.is_good():
            os.makedirs(folder, exist_ok=True)
            copy = f"{name.replace(' > ', '_').replace(' ', '')}-{os.path.basename(path)}"
            shutil.copy(path, os.path.join(folder, copy))
            said = (verdict.wrong + verdict.false + verdict.missed)[:3]
            print(f"{path}: {'; '.join(said)}", file=sys.stderr)
    return verdicts


def report(verdicts):
    line = "| {} | {} | {} ({:.0f} %) | {} | {} | {} | {} |"
    heads = "| {} | files | read whole | blocked | wrong figures | false errors | missed errors |"
    painted = defaultdict(list)
    print(heads.format("chain"))
    print("|---|---|---|---|---|---|---|")
    for name, chain in verdicts.items():
        print(row(line, name, list(chain.values())))
        for path, verdict in chain.items():
            if path.endswith(".pdf"):
                style = os.path.basename(path)[5:-4]
                painted[f"{name}: {style}"].append(verdict)
    print()
    print(heads.format("painted pages"))
    print("|---|---|---|---|---|---|---|")
    for name, some in sorted(painted.items()):
        print(row(line, name, some))


def row(line, name, some):
    whole = sum(one.whole for one in some)
    return line.format(name, len(some), whole, 100 * whole / max(len(some), 1),
                       sum(one.blocked for one in some), sum(len(one.wrong) for one in some),
                       sum(len(one.false) for one in some), sum(len(one.missed) for one in some))


if __name__ == "__main__":
    main()
