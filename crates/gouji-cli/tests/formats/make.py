"""Two reports, one that balances and one with mistakes, as HTML, Markdown and JSON: make.py FOLDER

`make.sh` turns the HTML into the other formats. The JSON is written here, by the definition of the
canonical form, so that nothing is compared with itself alone.
"""

import json
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "gouji-office/tests/recipes"))
import form  # noqa: E402

TEXTS = {
    "overview": ["（一）主动公开。主动公开各类信息。", "（二）依申请公开。依法办理申请。", "（三）政府信息管理。", "（四）平台建设。", "（五）监督保障。"],
    "problems": ["解读形式单一，将予以丰富。"],
    "other": ["本年度未收取信息处理费。"],
}
IDS = ["overview", "proactive", "requests", "review", "problems", "other"]
RESULTS = [name for _, name in form.REQUESTS if name.startswith("results.") and name != "results.total"]
REVIEWS = ["reconsideration", "litigation.direct", "litigation.after_reconsideration"]


def balanced():
    """Figures of which every relation of the form holds; hardly two are equal."""
    chance = random.Random(2021)
    requests = {}
    for name in RESULTS:
        requests[name] = {column: chance.randrange(1, 90) for column in form.COLUMNS[:-1]}
    total = {c: sum(requests[name][c] for name in RESULTS) for c in form.COLUMNS[:-1]}
    forward = {c: chance.randrange(1, 90) for c in form.COLUMNS[:-1]}
    over = {c: chance.randrange(1, 90) for c in form.COLUMNS[:-1]}
    new = {c: total[c] + forward[c] - over[c] for c in form.COLUMNS[:-1]}
    requests |= {"new": new, "carried_over": over, "results.total": total, "carried_forward": forward}
    for row in requests.values():
        row["total"] = sum(row.values())
    review = {}
    for name in REVIEWS:
        row = {column: chance.randrange(1, 60) for column in form.REVIEW[:-1]}
        review[name] = row | {"total": sum(row.values())}
    proactive = {
        "rules": {"issued": 3, "repealed": 5, "in_force": 74},
        "normative_documents": {"issued": 56, "repealed": 98, "in_force": 418},
        "licensing": {"decisions": 1139},
        "penalties": {"decisions": 693},
        "coercion": {"decisions": 211},
        "fees": {"amount": 316.45},
    }
    ordered = {name: requests[name] for _, name in form.REQUESTS}
    return {"proactive": proactive, "requests": ordered, "review": review}


def mistaken():
    figures = balanced()
    requests, review = figures["requests"], figures["review"]
    requests["results.granted"]["legal.commercial"] += 9
    requests["results.total"]["total"] -= 100
    requests["carried_forward"]["natural_person"] = None
    requests["results.unable.not_held"]["legal.other"] = "3件"
    requests["results.denied.third_party"]["legal.research"] = "/"
    review["reconsideration"]["total"] += 1
    return figures


def sections(figures):
    """Headings with what follows: paragraphs or a table."""
    figure = lambda table, row, column: figures[table][row][column]
    content = {"proactive": form.proactive, "requests": form.requests, "review": form.review}
    titles = [title for title, _ in form.sections(form.blank)]
    for ordinal, title, name in zip(form.ORDINALS, titles, IDS):
        made = content[name](figure) if name in content else TEXTS[name]
        yield name, f"{ordinal}、{title}", made


def html(figures):
    lines = [f"<p>{form.TITLE}</p>", f"<p>{form.PREAMBLE}</p>"]
    for _, title, content in sections(figures):
        lines.append(f"<p>{title}</p>")
        if isinstance(content[0], str):
            lines += [f"<p>{text}</p>" for text in content]
            continue
        lines.append('<table border="1" cellspacing="0" cellpadding="2">')
        for row in content:
            cells = "".join(
                f'<td rowspan="{height}" colspan="{width}">{"" if text is None else text}</td>'
                for height, width, text in row
            )
            lines.append(f"<tr>{cells}</tr>")
        lines.append("</table>")
    head = '<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n'
    return head + "\n".join(lines) + "\n</body></html>\n"


def markdown(figures):
    lines = [f"# {form.TITLE}", "", form.PREAMBLE]
    for _, title, content in sections(figures):
        lines += ["", f"## {title}", ""]
        if isinstance(content[0], str):
            lines += [line for text in content for line in (text, "")]
            continue
        placed = list(form.placed(content))
        width = max(column + span for _, column, _, span, _ in placed)
        grid = [[""] * width for _ in content]
        for row, column, _, _, text in placed:
            grid[row][column] = "" if text is None else str(text)
        for at, row in enumerate(grid):
            lines.append("| " + " | ".join(row) + " |")
            if at == 0:
                lines.append("|" + "---|" * width)
    return "\n".join(lines) + "\n"


def canonical(figures):
    dump = lambda value: json.dumps(value, ensure_ascii=False)
    texts = [
        {"id": name, "title": title, "text": "\n".join(content) if isinstance(content[0], str) else ""}
        for name, title, content in sections(figures)
    ]
    compact = ",".join(json.dumps(text, ensure_ascii=False, separators=(",", ":")) for text in texts)
    lines = ["{", '  "form": "cn-disclosure/2021",', '  "year": 2025,']
    lines.append(f'  "organization": {dump("测试市人民政府办公室")},')
    lines.append(f'  "title": {dump(form.TITLE)},')
    lines.append(f'  "sections": [{compact}],')
    tables = []
    for table, rows in figures.items():
        made = [f'      "{row}": {{ ' + ", ".join(f'"{c}": {dump(v)}' for c, v in cells.items()) + " }" for row, cells in rows.items()]
        tables.append(f'    "{table}": {{\n' + ",\n".join(made) + "\n    }")
    return "\n".join(lines) + '\n  "tables": {\n' + ",\n".join(tables) + "\n  }\n}\n"


folder = pathlib.Path(sys.argv[1])
for name, figures in [("balanced", balanced()), ("mistaken", mistaken())]:
    for write, extension in [(html, "html"), (markdown, "md"), (canonical, "json")]:
        (folder / f"{name}.{extension}").write_text(write(figures), encoding="utf-8")
