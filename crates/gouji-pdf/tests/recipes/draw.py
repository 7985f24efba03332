"""Files that only a drawing library makes: draw.py WORK FILES.

Fonts without a map to Unicode (also in GBK), bold faked by painting twice, invisible text over a picture, a picture
alone, watermarks that are light or a little slanted, and tables with some of their lines only.
"""

import html.parser
import sys

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont, escapePDF
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

A2 = (1191, 1684)
work, files = sys.argv[1:]
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
STYLE = ParagraphStyle("body", fontName="STSong-Light", fontSize=9, leading=12, wordWrap="CJK")

WHITE = ParagraphStyle("white", parent=STYLE, textColor=colors.white)


class Reader(html.parser.HTMLParser):
    """The paragraphs and tables of a paper."""

    def __init__(self):
        super().__init__()
        self.pieces, self.rows, self.text = [], None, ""

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "table":
            self.rows = []
        elif tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self.span = (int(attributes.get("colspan", 1)), int(attributes.get("rowspan", 1)))
        self.text = ""

    def handle_data(self, data):
        self.text += data

    def handle_endtag(self, tag):
        if tag in ("p", "h1"):
            self.pieces.append(self.text)
        elif tag == "td":
            self.rows[-1].append((self.text, *self.span))
        elif tag == "table":
            self.pieces.append(self.rows)


GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]


def table(rows, lines):
    dark = any(line[0] == "BACKGROUND" for line in lines)
    grid, spans, taken = [[] for _ in rows], [], set()
    for y, row in enumerate(rows):
        x = 0
        for text, wide, high in row:
            while (x, y) in taken:
                x += 1
            taken |= {(x + i, y + j) for i in range(wide) for j in range(high)}
            spans.append((x, y, wide, high, text))
            x += wide
    width = max(x for x, _ in taken) + 1
    grid = [["" for _ in range(width)] for _ in rows]
    style = list(lines)
    for x, y, wide, high, text in spans:
        grid[y][x] = Paragraph(text, WHITE if dark else STYLE)
        style.append(("SPAN", (x, y), (x + wide - 1, y + high - 1)))
    return Table(grid, style=style, colWidths=[60] * width)


def paper(edition, name, lines=GRID, **options):
    reader = Reader()
    reader.feed(open(f"{work}/{edition}.html", encoding="utf-8").read())
    story = [Paragraph(p, STYLE) if isinstance(p, str) else table(p, lines) for p in reader.pieces]
    document = SimpleDocTemplate(f"{files}/{name}.{edition}.pdf", pagesize=A2)
    document.build(story, **options)


class Twice(canvas.Canvas):
    """Bold as cheap printer drivers make it: everything painted again, a little to the right."""

    def drawText(self, text):
        super().drawText(text)
        self.saveState()
        self.translate(0.3, 0)
        super().drawText(text)
        self.restoreState()


class Hidden(canvas.Canvas):
    """Text as text recognition leaves it: invisible."""

    def beginText(self, *arguments):
        text = super().beginText(*arguments)
        text.setTextRenderMode(3)
        return text


class Marked(canvas.Canvas):
    """Watermarks over the text: in type of its size, light and level, or dark and a little slanted."""

    def showPage(self):
        self.setFont("STSong-Light", 11)
        for x in range(60, 1100, 190):
            for y in range(60, 1600, 90):
                self.saveState()
                self.translate(x, y)
                if (x + y) % 4:
                    self.setFillGray(0.8)
                else:
                    self.rotate(12)
                self.drawString(0, 0, "青石县 2024")
                self.restoreState()
        super().showPage()


class National(UnicodeCIDFont):
    """The same font with its text in GBK, as older programs for Chinese write it."""

    def __init__(self):
        super().__init__("STSong-Light")
        self.name = self.fontName = "National"
        self.encodingName = "GBKp-EUC-H"

    def formatForPdf(self, text):
        return escapePDF(text.encode("gbk"))


paper("2021", "no-unicode-map")
pdfmetrics.registerFont(National())
STYLE.fontName = "National"
paper("2021", "gbk-text")
STYLE.fontName = "STSong-Light"
paper("2021", "watermarks", canvasmaker=Marked)
# The heads of columns without a group stand at the foot of their cells, below that of the group.
paper("2021", "lines-below-rows", [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)])
paper("2019", "white-on-blue", GRID + [("BACKGROUND", (0, 0), (-1, -1), colors.navy)])
paper("2019", "painted-twice", canvasmaker=Twice)
paper("2019", "recognized", canvasmaker=Hidden)
scan = canvas.Canvas(f"{files}/scan.refused.pdf")
from PIL import Image  # noqa: E402

Image.new("L", (200, 280), 200).save(f"{work}/scan.png")
scan.drawImage(f"{work}/scan.png", 0, 0, 595, 842)
scan.showPage()
scan.save()
