#!/usr/bin/env python3
"""How long `gouji audit --store` takes where a rule has changed: beside a first run and the very same run once more.

    cargo run --release -p gouji-testkit --example region -- 1430 region   # 10,000 reports
    python3 crates/gouji-cli/benches/audit_rules.py target/release/gouji region [--threads N] [--rounds K]

The pack `cn-disclosure/2021` is copied and given with `--rules`; before each run one of its files is changed in one word.
Of several rounds the least is told. Times are seconds on the wall and of the processor, memory is the most a run had at a
time (kernel's figure), in MB. Standard output is held against that of a run with an empty store, but for what became of
findings since the run before.
"""

import argparse
import os
import shutil
import subprocess
import tempfile

from audit import remove, run

CHANGES = {
    "the very same": None,
    "what a rule says": ("requests-balance.toml", "does not balance", "is off"),
    "how much its findings matter": ("review-total.toml", 'severity = "error"', 'severity = "warning"'),
    "a rule on a text": ("overview-topics.toml", '"主动公开"]', '"主动公开", "公开"]'),
    "a relation": ("requests-balance.toml", "== requests[results.total]", "== 2 * requests[results.total]"),
    "a rule between reports": ("roll-up.toml", 'severity = "warning"', 'severity = "error"'),
    "the form": ("form.toml", "新收政府信息公开申请", "收到政府信息公开申请"),
}


def output(path):
    """What a run wrote, but for what became of findings."""
    with open(path, "rb") as read:
        text = read.read()
    begins, ends = text.find(b'"changes":{'), text.rfind(b'"summary":{')
    return text[:begins] + text[ends:] if 0 <= begins < ends else text


def path_of(folder, name):
    return next(os.path.join(at, name) for at, _, names in os.walk(folder) if name in names)


def measure(gouji, folder, threads, rounds):
    work = tempfile.mkdtemp(prefix="gouji-audit-")
    pack, rules = os.path.join(work, "pack"), os.path.join(work, "rules")
    subprocess.run([gouji, "pack", "show", "cn-disclosure/2021", "--into", pack], check=True, stdout=subprocess.DEVNULL)
    store, empty, out = (os.path.join(work, name) for name in ("a.db", "b.db", "out"))
    audit = [gouji, "audit", os.path.join(folder, "reports"), "--units", os.path.join(folder, "units.csv"), "--rules",
             "rules", "--no-config", "--threads", str(threads), "--format", "json", "--store"]
    seen = {}

    def one(name, at):
        wall, cpu, memory, _ = run([*audit, at], work, out)
        best = seen.get(name, (wall, cpu, 0))
        seen[name] = (min(best[0], wall), min(best[1], cpu), max(best[2], memory))
        return output(out)

    for turn in range(rounds):
        for name, change in CHANGES.items():
            shutil.rmtree(rules, ignore_errors=True)
            shutil.copytree(pack, rules)
            remove(store)
            one("first", store)
            if change:
                path = path_of(rules, change[0])
                with open(path, encoding="utf-8") as read:
                    text = read.read()
                assert change[1] in text, change
                with open(path, "w", encoding="utf-8") as to:
                    to.write(text.replace(change[1], change[2], 1))
            text = one(name, store)
            if turn == 0:
                remove(empty)
                run([*audit, empty], work, out)
                assert text == output(out), name
    first = seen["first"][1]
    print("| changed | s | processor s | MB | against the first audit |")
    print("|---|---:|---:|---:|---:|")
    for name, (wall, cpu, memory) in seen.items():
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {first / cpu:.1f} times |")
    shutil.rmtree(work)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gouji")
    options.add_argument("folder")
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--rounds", type=int, default=1)
    asked = options.parse_args()
    measure(os.path.abspath(asked.gouji), os.path.abspath(asked.folder), asked.threads, asked.rounds)


main()
