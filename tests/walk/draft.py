"""The faulty draft of docs/walk.md, by python-docx: 年报.docx.

    pip install python-docx && python draft.py

A digit of 206 was left out, and a cell of zeros was left blank.
"""

import io
import pathlib
import sys
import zipfile

import docx

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE / "../../crates/gouji-office/tests/recipes"))
import form  # noqa: E402

TITLE = "青石县人民政府2025年政府信息公开工作年度报告"
# By row: natural persons, then the kinds of organizations. Sums are made below.
REQUESTS = {
    "new": [412, 35, 0, 1, 12, 206],
    "carried_over": [5, 0, 0, 0, 0, 1],
    "results.granted": [150, 20, 0, 1, 5, 80],
    "results.partial": [40, 3, 0, 0, 2, 25],
    "results.denied.third_party": [6, 1, 0, 0, 0, 4],
    "results.denied.internal_affairs": [8, 0, 0, 0, 1, 3],
    "results.unable.not_held": [130, 7, 0, 0, 3, 60],
    "results.unable.needs_creation": [20, 2, 0, 0, 0, 10],
    "results.not_processed.complaint": [45, 0, 0, 0, 0, 14],
    "results.not_processed.repeat": [8, 0, 0, 0, 0, 6],
    "results.other.misc": [3, 1, 0, 0, 0, 1],
}
REVIEW = {
    "reconsideration": [3, 1, 0, 1, 5],
    "litigation.direct": [1, 0, 0, 0, 1],
    "litigation.after_reconsideration": [2, 0, None, 1, 3],
}
PROACTIVE = {
    ("rules", "issued"): 0,
    ("rules", "repealed"): 0,
    ("rules", "in_force"): 0,
    ("normative_documents", "issued"): 4,
    ("normative_documents", "repealed"): 1,
    ("normative_documents", "in_force"): 27,
    ("licensing", "decisions"): 8315,
    ("penalties", "decisions"): 642,
    ("coercion", "decisions"): 17,
    ("fees", "amount"): "318.6",
}
OVERVIEW = [
    "（一）主动公开。全年制发行政规范性文件4件，废止1件。",
    "（二）依申请公开。全年新收政府信息公开申请666件，上年结转6件，均依法办理。",
    "（三）政府信息管理。规范公文公开属性认定，及时更新公开目录。",
    "（四）平台建设。做好政府网站信息公开专栏的日常维护。",
    "（五）监督保障。开展业务培训，政府信息公开纳入年度考核，接受社会评议，未发生责任追究情形。",
]
REST = {
    "存在的主要问题及改进情况": ["部分解读材料形式单一。下一年将丰富解读方式，加强对基层的指导。"],
    "其他需要报告的事项": ["本年度未收取信息处理费。"],
}
# The mistake.
WRONG = {("new", "legal.other"): 26}


def row(name):
    if name == "results.total":
        sums = [row(own) for own in REQUESTS if own.startswith("results.")]
        return [sum(column) for column in zip(*sums)]
    if name == "carried_forward":
        new, before, done = row("new"), row("carried_over"), row("results.total")
        return [a + b - c for a, b, c in zip(new, before, done)]
    return REQUESTS.get(name, [0] * 6)


def figure(table, name, column):
    if table == "proactive":
        return PROACTIVE[name, column]
    if table == "review":
        return REVIEW[name][form.REVIEW.index(column)]
    own = row(name)
    values = dict(zip(form.COLUMNS, own + [sum(own)]))
    return WRONG.get((name, column), values[column])


def table(document, rows):
    made = document.add_table(rows=len(rows), cols=sum(span for _, span, _ in rows[0]))
    made.style = "Table Grid"
    for at, column, height, span, text in form.placed(rows):
        cell = made.cell(at, column)
        if height > 1 or span > 1:
            cell = cell.merge(made.cell(at + height - 1, column + span - 1))
        cell.text = "" if text is None else str(text)


def smaller(data):
    """The file without what no report needs, and without the time it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            made = zipfile.ZipInfo(name, (2026, 1, 20, 9, 0, 0))
            made.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(made, old.read(name))
    return out.getvalue()


document = docx.Document()
document.add_paragraph(TITLE)
document.add_paragraph(form.PREAMBLE)
for ordinal, (title, content) in zip(form.ORDINALS, form.sections(figure)):
    document.add_paragraph(f"{ordinal}、{title}")
    content = OVERVIEW if title == "总体情况" else REST.get(title, content)
    if isinstance(content[0], str):
        for text in content:
            document.add_paragraph(text)
    else:
        table(document, content)
saved = io.BytesIO()
document.save(saved)
(HERE / "年报.docx").write_bytes(smaller(saved.getvalue()))
