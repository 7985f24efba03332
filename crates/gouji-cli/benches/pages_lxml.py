"""What one would write with lxml who needs what `gouji check` says of a page.

All three tables of both editions of the form by their labels, spans included; tests of every cell; the sums
and inequalities of the rules; what sections must be there, say and not say; the statements of the text
about figures, by regular expressions, negations and shares included; title, organ and years. Told as JSON:
rule, instance, message, and the cells with address, value, text and place. lxml knows the line of an
element only, so that is the place.

It is plain lxml, compiled expressions and dictionaries, no slower than it has to be. It reads less than
gouji: no numerals in words, no figures of other years or organs told apart, no damaged labels, and it does
not look for the cells most likely wrong.
"""

import json
import re
import sys
from pathlib import Path

from lxml import html

ROWS = {
    "本年新收政府信息公开申请数量": "new",
    "本年新收政府信息公开申请数": "new",
    "上年结转政府信息公开申请数量": "carried_over",
    "上年结转政府信息公开申请数": "carried_over",
    "予以公开": "results.granted",
    "部分公开": "results.partial",
    "不予公开": "results.denied",
    "属于国家秘密": "results.denied.state_secret",
    "其他法律行政法规禁止公开": "results.denied.law_prohibits",
    "危及三安全一稳定": "results.denied.three_safety_one_stability",
    "保护第三方合法权益": "results.denied.third_party",
    "属于三类内部事务信息": "results.denied.internal_affairs",
    "属于四类过程性信息": "results.denied.deliberative",
    "属于行政执法案卷": "results.denied.enforcement_file",
    "属于行政查询事项": "results.denied.admin_query",
    "无法提供": "results.unable",
    "本机关不掌握相关政府信息": "results.unable.not_held",
    "没有现成信息需要另行制作": "results.unable.needs_creation",
    "补正后申请内容仍不明确": "results.unable.still_unclear",
    "不予处理": "results.not_processed",
    "信访举报投诉类申请": "results.not_processed.complaint",
    "重复申请": "results.not_processed.repeat",
    "要求提供公开出版物": "results.not_processed.publication",
    "无正当理由大量反复申请": "results.not_processed.massive",
    "要求行政机关确认或重新出具已获取信息": "results.not_processed.reconfirm",
    "其他处理": "results.other",
    "申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请": "results.other.no_correction",
    "申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请": "results.other.fee_unpaid",
    "其他": "results.other.misc",
    "总计": "results.total",
    "合计": "results.total",
    "结转下年度继续办理": "carried_forward",
}
APPLICANTS = {
    "自然人": "natural_person",
    "商业企业": "legal.commercial",
    "科研机构": "legal.research",
    "社会公益组织": "legal.public_welfare",
    "法律服务机构": "legal.legal_services",
    "其他": "legal.other",
    "总计": "total",
    "合计": "total",
}
PARTS = list(dict.fromkeys(APPLICANTS.values()))[:-1]
REVIEW_ROWS = ["reconsideration", "litigation.direct", "litigation.after_reconsideration"]
REVIEW = ["upheld", "corrected", "other", "pending", "total"]
PROACTIVE = {
    "规章": "rules",
    "规范性文件": "normative_documents",
    "行政规范性文件": "normative_documents",
    "行政许可": "licensing",
    "其他对外管理服务事项": "other_services",
    "行政处罚": "penalties",
    "行政强制": "coercion",
    "行政事业性收费": "fees",
    "政府集中采购": "procurement",
}
PROACTIVE_COLUMNS = {
    "本年新制作数量": "made",
    "本年新公开数量": "published",
    "对外公开总数量": "total_public",
    "本年制发件数": "issued",
    "本年废止件数": "repealed",
    "现行有效件数": "in_force",
    "上一年项目数量": "previous",
    "本年增/减": "change",
    "本年增减": "change",
    "处理决定数量": "decisions",
    "本年处理决定数量": "decisions",
    "本年收费金额": "amount",
    "采购项目数量": "items",
    "采购总金额": "amount",
}
SECTIONS = ["overview", "proactive", "requests", "review", "problems", "other"]
HEADINGS = {
    "overview": re.compile("总体情况"),
    "proactive": re.compile("主动公开政府信息情况"),
    "requests": re.compile("收到和处理政府信息公开申请"),
    "review": re.compile("行政复议.{0,3}行政诉讼"),
    "problems": re.compile("存在的?主要问题"),
    "other": re.compile("其他需要报告"),
}
TOPICS = ["主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"]
HEADING = re.compile(r"^[一二三四五六][、.．]")
NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十]+[）)、.．]|\d+[.．、])")
MARKS = re.compile(r"[\s“”\"、，,：:（）()《》]")
SPACE = re.compile(r"\s+")
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
UNIT = re.compile(r"([-+]?\d+(?:\.\d+)?)(?:件|条|个|项|份|次|万元|元)")
WIDE = str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")
NOTHING = {"/", "-", "—", "无", "－", "／"}
YEAR = re.compile(r"(20\d\d)年")
PERIOD = re.compile(r"(20\d\d)年0?1月0?1日")
DATE = re.compile(r"^(20\d\d)年\d{1,2}月\d{1,2}日$")
TITLE = re.compile(r"(.{0,30}?)(20\d\d)年(?:度)?政府信息公开(?:工作)?(?:年度)?(?:工作)?报告")
SHARE = re.compile(r"(\d+)件[，,]?(?:占比?|比例)(?:为|达|约)?(?:总数的?|总量的?)?(\d+(?:\.\d+)?)[%％]")
# What is said, and the sums of cells it may mean.
STATEMENTS = [
    (name, re.compile(pattern), sums)
    for name, pattern, sums in [
        ("text-received", r"(?:收到|受理|接收|新收)[^。；\d]{0,16}申请[^。；\d]{0,6}(\d+)[件宗]",
         [["new"], ["new", "carried_over"], ["results.total", "carried_forward"]]),
        ("text-received", r"(?:收到|受理|接收|新收)[^。；\d]{0,8}(\d+)[件宗][^。；\d]{0,6}申请",
         [["new"], ["new", "carried_over"]]),
        ("text-answered", r"(?:办结|答复|办理)[^。；\d]{0,8}(\d+)[件宗]", [["results.total"]]),
        ("text-carried", r"(?:上年|上年度)结转[^。；\d]{0,8}(\d+)[件宗]", [["carried_over"]]),
        ("text-carried", r"结转(?:至|到)?下(?:一)?年[^。；\d]{0,10}(\d+)[件宗]", [["carried_forward"]]),
        ("text-results", r"(?<!不)予以公开[^。；\d]{0,6}(\d+)[件宗]", [["results.granted"], ["results.granted", "results.partial"]]),
        ("text-results", r"部分公开[^。；\d]{0,6}(\d+)[件宗]", [["results.partial"], ["results.granted", "results.partial"]]),
        ("text-results", r"不予公开[^。；\d]{0,6}(\d+)[件宗]", [["results.denied.*"]]),
        ("text-results", r"无法提供[^。；\d]{0,6}(\d+)[件宗]", [["results.unable.*"]]),
        ("text-results", r"不予处理[^。；\d]{0,6}(\d+)[件宗]", [["results.not_processed.*"]]),
        ("text-reasons", r"国家秘密[^。；\d]{0,6}(\d+)[件宗]", [["results.denied.state_secret"]]),
        ("text-reasons", r"第三方合法权益[^。；\d]{0,6}(\d+)[件宗]", [["results.denied.third_party"]]),
        ("text-reasons", r"不掌握[^。；\d]{0,12}(\d+)[件宗]", [["results.unable.not_held"]]),
        ("text-reasons", r"重复申请[^。；\d]{0,6}(\d+)[件宗]", [["results.not_processed.repeat"]]),
    ]
]
REVIEWS = [
    (re.compile(r"行政复议[^。；\d]{0,8}(\d+)[件宗]"), ["reconsideration"]),
    (re.compile(r"行政诉讼[^。；\d]{0,8}(\d+)[件宗]"), ["litigation.direct", "litigation.after_reconsideration"]),
]
DENIALS = [
    (re.compile(r"(?:无|没有|未发生|未收到)[^。；，\d]{0,8}行政复议"), ["reconsideration"]),
    (re.compile(r"(?:无|没有|未发生|未收到)[^。；，\d]{0,12}行政诉讼"), ["litigation.direct", "litigation.after_reconsideration"]),
]
APPLICANT = re.compile(r"自然人(?:申请)?(?:提出)?(\d+)[件宗]")


class Cell:
    """A cell of the form: what stands there, its number, and its line."""

    __slots__ = ("address", "line", "text", "value")

    def __init__(self, address, text, line):
        self.address, self.text, self.line = address, text, line
        plain = text.translate(WIDE).replace(",", "")
        found = NUMBER.fullmatch(plain) or UNIT.fullmatch(plain)
        self.value = float(found[1] if found.re is UNIT else found[0]) if found else None

    @property
    def counts(self):
        """What it counts for in a sum: nothing printed is nothing; other text blocks."""
        return 0 if self.value is None and (not self.text or self.text in NOTHING) else self.value

    def told(self):
        return {"id": self.address, "value": self.value, "text": self.text, "location": {"line": self.line}}


def grid(table):
    """The cells of a table, as text and line, where its spans put them."""
    cells, rows = {}, table.findall(".//tr")
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (y, x) in cells:
                x += 1
            text = SPACE.sub("", cell.text_content())
            width, height = int(cell.get("colspan") or 1), int(cell.get("rowspan") or 1)
            for dy in range(height):
                for dx in range(width):
                    cells[y + dy, x + dx] = (text, cell.sourceline)
            x += width
    width = max((x for _, x in cells), default=-1) + 1
    return [[cells.get((y, x), ("", 0)) for x in range(width)] for y in range(len(rows))]


def label(text):
    """A label without numbering, marks and explanation."""
    body = NUMBERING.sub("", text)
    return MARKS.sub("", body.split("（区分")[0].split("（单位")[0].split("(单位")[0])


class Report:
    """A page: its cells by address, its sections, its findings."""

    def __init__(self, path):
        self.path = str(path)
        self.findings = []
        self.cells = {}
        self.texts = dict.fromkeys(SECTIONS)
        raw = Path(path).read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("gb18030")
        self.tree = html.fromstring(text)

    def tell(self, rule, at, message, cells=(), severity="error"):
        told = {"rule": rule, "at": at, "severity": severity, "message": message}
        self.findings.append(told | {"cells": [cell.told() for cell in cells]})

    def read(self):
        lines, section = [], None
        for element in self.tree.iter("p", "div", "h1", "h2", "h3", "title", "table"):
            if element.tag == "table":
                self.table(grid(element))
                continue
            if element.find(".//table") is not None or next(element.iterancestors("table"), None) is not None:
                continue
            if element.tag == "div" and element.find(".//p") is not None:
                continue
            text = SPACE.sub("", element.text_content())
            if not text:
                continue
            lines.append(text)
            if HEADING.match(text) and len(text) < 40:
                found = (name for name, heading in HEADINGS.items() if heading.search(text))
                section = next(found, section)
                if section and self.texts[section] is None:
                    self.texts[section] = ""
            elif section:
                self.texts[section] += text + "\n"
        self.lines = lines
        self.prose = "\n".join(text for text in self.texts.values() if text)

    def table(self, rows):
        heads = [label(text) for row in rows[:4] for text, _ in row]
        if "商业企业" in heads:
            self.requests(rows)
        elif "结果维持" in heads:
            self.review(rows)
        elif any(head in PROACTIVE_COLUMNS for row in rows for head in (label(text) for text, _ in row)):
            self.proactive(rows)

    def requests(self, rows):
        columns = {}
        for row in rows:
            labels = [label(text) for text, _ in row]
            known = {x: APPLICANTS[text] for x, text in enumerate(labels) if text in APPLICANTS}
            if len(known) > 2 and not any(text in ROWS for text in labels[:3]):
                columns = columns | known
                continue
            first = min(columns, default=len(row))
            names = [ROWS[text] for text in labels[:first] if text in ROWS]
            if not names or not columns:
                continue
            for x, column in columns.items():
                self.put(f"requests/{names[-1]}/{column}", row[x])

    def review(self, rows):
        figures = [row for row in rows if row and not any(label(text) in REVIEW_HEADS for text, _ in row)]
        for row in figures[-1:]:
            for index, (x, cell) in enumerate(zip(range(15), row)):
                self.put(f"review/{REVIEW_ROWS[index // 5]}/{REVIEW[index % 5]}", cell)

    def proactive(self, rows):
        columns = {}
        for row in rows:
            labels = [label(text) for text, _ in row]
            known = {x: PROACTIVE_COLUMNS[text] for x, text in enumerate(labels) if text in PROACTIVE_COLUMNS}
            if known:
                columns = known
            elif labels[0] in PROACTIVE:
                for x, column in columns.items():
                    self.put(f"proactive/{PROACTIVE[labels[0]]}/{column}", row[x])

    def put(self, address, cell):
        text, line = cell
        if address.startswith("requests/") and not text and address.split("/")[1] in GROUPS:
            return
        self.cells.setdefault(address, Cell(address, text, line))

    # Cells.

    def check_cells(self):
        for cell in self.cells.values():
            table, row, column = cell.address.split("/")
            text, where = cell.text, f"{row}/{column}"
            if not text:
                self.tell("blank-cell", cell.address, f"“{where}”空白", [cell], "warning")
            elif text in NOTHING:
                self.tell("placeholder-cell", cell.address, f"“{where}”填的是“{text}”", [cell], "warning")
            elif cell.value is None:
                self.tell("text-in-cell", cell.address, f"“{where}”不是数字：“{text}”", [cell])
            elif UNIT.fullmatch(text):
                self.tell("unit-in-cell", cell.address, f"“{where}”带有单位：“{text}”", [cell], "warning")
            elif not NUMBER.fullmatch(text):
                self.tell("number-style", cell.address, f"“{where}”写法不规范：“{text}”", [cell], "warning")
            if cell.value is not None and cell.value < 0 and column != "change":
                self.tell("negative-count", cell.address, f"“{where}”是负数：“{text}”", [cell])
            if cell.value is not None and cell.value % 1 and column != "amount":
                self.tell("decimal-in-count", cell.address, f"“{where}”有小数：“{text}”", [cell])
        for table in ("proactive", "requests", "review"):
            own = [cell for address, cell in self.cells.items() if address.startswith(table)]
            styles = {cell.text for cell in own if not cell.counts and cell.value in (None, 0)}
            if len(styles) > 1:
                self.tell("mixed-zero-styles", table, f"零的写法不一：{'、'.join(sorted(styles))}", own[:1], "info")
            if not own:
                self.tell("missing-table", table, "没有找到这张表")

    # Relations.

    def row(self, table, row, columns):
        return [self.cells[a] for a in (f"{table}/{row}/{column}" for column in columns) if a in self.cells]

    def column(self, rows, column):
        return [self.cells[a] for a in (f"requests/{row}/{column}" for row in rows) if a in self.cells]

    def holds(self, rule, at, left, right, compare=float.__eq__, severity="error"):
        """Whether two sums of cells compare; nothing where a cell cannot be read or none is there."""
        cells = left + right
        counts = [cell.counts for cell in cells]
        if not left or not right or None in counts:
            return
        sums = float(sum(counts[: len(left)])), float(sum(counts[len(left):]))
        if not compare(*sums):
            shown = " + ".join(cell.text or "空白" for cell in left), " + ".join(cell.text or "空白" for cell in right)
            off = abs(sums[0] - sums[1])
            self.tell(rule, at, f"{shown[0]} = {sums[0]:g}，{shown[1]} = {sums[1]:g}，相差 {off:g}", cells, severity)

    def check_relations(self):
        rows = dict.fromkeys(a.split("/")[1] for a in self.cells if a.startswith("requests/"))
        for row in rows:
            self.holds("applicants-total", row, self.row("requests", row, PARTS), self.row("requests", row, ["total"]))
        results = [row for row in rows if row.startswith("results.") and row != "results.total" and row not in GROUPS]
        results += [row for row in GROUPS if row in rows and not any(other.startswith(row + ".") for other in results)]
        for column in [*PARTS, "total"]:
            self.holds("results-total", column, self.column(results, column), self.column(["results.total"], column))
            ends = self.column(["new", "carried_over"], column), self.column(["results.total", "carried_forward"], column)
            self.holds("requests-balance", column, *ends)
            for group in GROUPS:
                parts = [row for row in rows if row.startswith(group + ".")]
                name = "subtotal-" + group.rpartition(".")[2].replace("_", "-")
                if parts and any(cell.counts for cell in self.column([group], column)):
                    self.holds(name, column, self.column(parts, column), self.column([group], column), severity="warning")
        for row in REVIEW_ROWS:
            self.holds("review-total", row, self.row("review", row, REVIEW[:-1]), self.row("review", row, ["total"]))
        at_most = float.__le__
        for row in ("rules", "normative_documents"):
            one = {column: self.row("proactive", row, [column]) for column in set(PROACTIVE_COLUMNS.values())}
            self.holds("made-within-total-public", row, one["made"], one["total_public"], at_most, "warning")
            self.holds("published-within-total-public", row, one["published"], one["total_public"], at_most, "warning")
            self.holds("issued-within-in-force", row, one["issued"], one["in_force"], at_most, "warning")
        for row in ("licensing", "other_services", "penalties", "coercion"):
            previous, change, decisions = (self.row("proactive", row, [c]) for c in ("previous", "change", "decisions"))
            items = [cell.counts for cell in previous + change]
            if len(items) == 2 and None not in items:
                if sum(items) < 0:
                    self.tell("items-not-negative", row, "项目数量为负", previous + change)
                if not any(items) and decisions and decisions[0].counts:
                    self.tell("decisions-without-items", row, "没有项目却有处理决定", decisions, "warning")

    # Text.

    def sum(self, names, column="total", table="requests"):
        """What rows come to in a column; a name that ends in `.*` is a group's items."""
        cells = []
        for name in names:
            if name.endswith(".*"):
                head = f"{table}/{name[:-1]}"
                cells += [c for a, c in self.cells.items() if a.startswith(head) and a.endswith("/" + column)]
            elif cell := self.cells.get(f"{table}/{name}/{column}"):
                cells.append(cell)
        counts = [cell.counts for cell in cells]
        return (sum(counts) if counts and None not in counts else None), cells

    def either(self, names, table="requests"):
        """The total as printed, and as the sum of the applicants."""
        printed = self.sum(names, "total", table)
        if table != "requests":
            return [printed]
        parts = [self.sum(names, column) for column in PARTS]
        if any(value is None for value, _ in parts):
            return [printed]
        return [printed, (sum(value for value, _ in parts), [cell for _, cells in parts for cell in cells])]

    def said(self, rule, words, figure, readings):
        readings = [(value, cells) for value, cells in readings if value is not None]
        if readings and all(value != figure for value, _ in readings):
            tried = "、".join(f"{value:g}" for value, _ in readings)
            self.tell(rule, rule, f"文字“{words}”与表格不一致；表格：{tried}", readings[0][1], "warning")

    def check_text(self):
        text = self.prose
        for rule, pattern, sums in STATEMENTS:
            for found in pattern.finditer(text):
                readings = [reading for names in sums for reading in self.either(names)]
                self.said(rule, found[0], float(found[1]), readings)
        for pattern, rows in REVIEWS:
            for found in pattern.finditer(text):
                self.said("text-review", found[0], float(found[1]), self.either(rows, "review"))
        for pattern, rows in DENIALS:
            for found in pattern.finditer(text):
                self.said("text-review", found[0], 0.0, self.either(rows, "review"))
        for found in APPLICANT.finditer(text):
            self.said("text-applicants", found[0], float(found[1]), [self.sum(["new"], "natural_person")])
        bases = [value for names in (["results.total"], ["new"], ["new", "carried_over"]) for value, _ in self.either(names)]
        for found in SHARE.finditer(text):
            decimals = len(found[2].partition(".")[2])
            shares = [100 * int(found[1]) / base for base in bases if base]
            if shares and all(abs(share - float(found[2])) > 0.5 * 10**-decimals for share in shares):
                self.tell("text-share", "overview", f"“{found[0]}”算不出来", (), "warning")

    def check_sections(self):
        for section in SECTIONS:
            text = self.texts[section]
            if text is None:
                self.tell("missing-section", section, "没有找到这一部分")
            elif section == "problems" and len(text) < 20:
                self.tell("problems-told", section, "没有写存在的问题", (), "warning")
        missing = [topic for topic in TOPICS if topic not in (self.texts["overview"] or "")]
        if missing:
            self.tell("overview-topics", "overview", f"没有说到{'、'.join(missing)}", (), "info")

    def check_facts(self):
        head = "".join(self.lines[:6])
        title = TITLE.search(head)
        period = PERIOD.search("".join(self.lines))
        signed = next((found for line in reversed(self.lines[-12:]) if (found := DATE.match(line))), None)
        self.year = int(title[2]) if title else period and int(period[1])
        self.organization = title and title[1]
        if title and period and title[2] != period[1]:
            self.tell("title-year", None, f"标题是{title[2]}年，统计期限是{period[1]}年")
        if signed and self.year and int(signed[1]) < self.year:
            self.tell("signature-year", None, f"落款日期早于报告年度：{signed[0]}", (), "warning")

    def check(self):
        self.read()
        self.check_facts()
        self.check_sections()
        self.check_cells()
        self.check_relations()
        self.check_text()
        edition = "2019" if "proactive/rules/made" in self.cells else "2021"
        return {"path": self.path, "form": f"cn-disclosure/{edition}", "year": self.year,
                "organization": self.organization, "findings": self.findings}


GROUPS = ["results.denied", "results.unable", "results.not_processed", "results.other"]
REVIEW_HEADS = {"行政复议", "行政诉讼", "结果维持", "结果纠正", "未经复议直接起诉", "复议后起诉"}

if __name__ == "__main__":
    json.dump([Report(path).check() for path in sys.argv[1:]], sys.stdout, ensure_ascii=False)
