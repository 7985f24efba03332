"""What gouji makes of a file, against the truth."""
import json
import subprocess


class Verdict:
    """Of one file: whether it was read whole or blocked, and what is wrong."""

    def __init__(self, whole, blocked, wrong, false, missed):
        self.whole = whole
        self.blocked = blocked
        # Cells with another figure than the truth; errors that are none; errors not told.
        self.wrong = wrong
        self.false = false
        self.missed = missed

    def is_good(self):
        return not (self.wrong or self.false or self.missed)


def run(gouji, *arguments):
    done = subprocess.run([gouji, *arguments], capture_output=True, timeout=120, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def errors(gouji, path):
    """The status of a check, its errors by rule and instance, and what was left unchecked."""
    status, out = run(gouji, "check", "--format", "json", path)
    if status not in (0, 1, 2):
        raise RuntimeError(f"{path}: status {status}")
    files = json.loads(out)["files"]
    found = [one for file in files for one in file["findings"]]
    blocked = {(one["rule"], one.get("at")) for file in files for one in file["blocked"]}
    return status, {(one["rule"], one.get("at")) for one in found if one["severity"] == "error"}, blocked


def cells(gouji, path):
    _, out = run(gouji, "extract", path)
    tables = json.loads(out).get("tables", {}) if out.strip() else {}
    return {f"{table}/{row}/{column}": value for table, rows in tables.items()
            for row, columns in rows.items() for column, value in columns.items()}


def judge(gouji, path, truth):
    """A file against the canonical JSON of what it was made from."""
    status, found, blocked = errors(gouji, path)
    _, expected, _ = errors(gouji, truth)
    read = cells(gouji, path)
    true = cells(gouji, truth)
    wrong = sorted(f"{cell}: {value!r}, not {true.get(cell)!r}" for cell, value in read.items()
                   if value != true.get(cell))
    missed = [] if status == 2 else sorted(map(str, expected - found - blocked))
    whole = status != 2 and not wrong and read.keys() == true.keys()
    return Verdict(whole, status == 2 or bool(blocked), wrong, sorted(map(str, found - expected)), missed)
