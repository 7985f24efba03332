"""Writes OFD files (GB/T 33190-2016) from PDF files: convert.py STYLE SOURCE.pdf TARGET.ofd

Every character and line keeps its place. The styles write them in the ways that programs differ in:

plain     lines of text with a distance for each character; stroked segments
grouped   ruling lines in a template, painted by a group of the resources; short-hand distances;
          text of size 1 scaled by a matrix; colours by drawing parameters; blocks in blocks
loose     one object for each character; lines as filled boxes; default namespace, no prefix; names
          in another case, from the root, with backslashes; an origin that is not zero
vertical  text set downwards by distances, one object for each column of characters
"""

import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

import pymupdf as fitz

MM = 25.4 / 72
NAMESPACE = "http://www.ofdspec.org/2016"


def n(value):
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"


def numbers(values):
    return " ".join(n(value) for value in values)


def short(values):
    """Equal distances in a row as `g COUNT DISTANCE`."""
    out, at = [], 0
    values = [n(value) for value in values]
    while at < len(values):
        end = at
        while end < len(values) and values[end] == values[at]:
            end += 1
        out.append(" ".join(values[at:end]) if end - at < 3 else f"g {end - at} {values[at]}")
        at = end
    return " ".join(out)


class Page:
    """What stands on a page, in millimetres."""

    def __init__(self, page):
        self.width, self.height = page.rect.width * MM, page.rect.height * MM
        matrix = page.rotation_matrix
        self.lines = []
        for block in page.get_text("rawdict")["blocks"]:
            for line in block.get("lines", []):
                for span in line["spans"]:
                    characters = []
                    for c in span["chars"]:
                        at = fitz.Point(c["origin"]) * matrix * MM
                        characters.append((c["c"], at.x, at.y))
                    if characters:
                        along = fitz.Point(line["dir"])
                        turn = fitz.Matrix(matrix.a, matrix.b, matrix.c, matrix.d, 0, 0)
                        self.lines.append((span["size"] * MM, along * turn, characters))
        self.boxes = []
        for drawing in page.get_drawings():
            if min(drawing["color"] or drawing["fill"] or (0,)) > 0.98:
                continue
            for item in drawing["items"]:
                if item[0] == "l":
                    self.box(item[1], item[2], matrix)
                elif item[0] == "re" and drawing["type"] == "f":
                    self.box(item[1].tl, item[1].br, matrix)
                elif item[0] == "re":
                    r = item[1]
                    corners = [r.tl, r.tr, r.br, r.bl, r.tl]
                    for a, b in zip(corners, corners[1:]):
                        self.box(a, b, matrix)

    def box(self, a, b, matrix):
        a, b = a * matrix * MM, b * matrix * MM
        self.boxes.append((min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)))


class Writer:
    """The parts of a package in one style."""

    prefix, head = "ofd:", f'xmlns:ofd="{NAMESPACE}"'

    def __init__(self):
        self.id, self.parts, self.resources = 10, {}, []

    def number(self):
        self.id += 1
        return str(self.id)

    def tag(self, name, inside=None, **attributes):
        written = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items())
        if inside is None:
            return f"<{self.prefix}{name}{written}/>"
        return f"<{self.prefix}{name}{written}>{inside}</{self.prefix}{name}>"

    def part(self, name, root, inside, **attributes):
        head = self.tag(root, "\0" + inside, **attributes).replace(">\0", f" {self.head}>", 1)
        self.parts[name] = '<?xml version="1.0" encoding="UTF-8"?>\n' + head

    def line(self, size, along, characters):
        (_, x, y), text = characters[0], "".join(c for c, _, _ in characters)
        a, b = round(along.x), round(along.y)
        steps = [(q[1] - p[1], q[2] - p[2]) for p, q in zip(characters, characters[1:])]
        # The distances count in the direction of the line.
        steps = [(dx * a + dy * b, -dx * b + dy * a) for dx, dy in steps]
        code = self.code(escape(text), steps)
        turned = {} if (a, b) == (1, 0) else {"CTM": numbers([a, b, -b, a, 0, 0])}
        corner = numbers([x, y, size * len(text), size])
        return self.tag(
            "TextObject", code, ID=self.number(), Boundary=corner, Font=3, Size=n(size), **turned
        )

    def code(self, text, steps, size=1):
        distances = {"X": "0", "Y": "0"}
        if steps:
            distances["DeltaX"] = numbers(dx / size for dx, _ in steps)
            if any(abs(dy) > 0.001 for _, dy in steps):
                distances["DeltaY"] = numbers(dy / size for _, dy in steps)
        return self.tag("TextCode", text, **distances)

    def stroke(self, x0, y0, x1, y1):
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        if x1 - x0 >= y1 - y0:
            y0 = y1 = middle[1]
        else:
            x0 = x1 = middle[0]
        data = self.tag("AbbreviatedData", f"M 0 0 L {n(x1 - x0)} {n(y1 - y0)}")
        corner = numbers([x0, y0, max(x1 - x0, 0.1), max(y1 - y0, 0.1)])
        return self.tag("PathObject", data, ID=self.number(), Boundary=corner, LineWidth="0.2")

    def objects(self, page):
        text = "".join(self.line(*line) for line in page.lines)
        return "".join(self.stroke(*box) for box in page.boxes) + text

    def area(self, page):
        return self.tag("Area", self.tag("PhysicalBox", numbers([0, 0, page.width, page.height])))

    def page(self, index, page):
        layer = self.tag("Layer", self.objects(page), ID=self.number())
        content = self.area(page) + self.tag("Content", layer)
        self.part(f"Doc_0/Pages/Page_{index}/Content.xml", "Page", content)
        place = f"Pages/Page_{index}/Content.xml"
        return self.tag("Page", ID=self.number(), BaseLoc=place)

    def common(self):
        fonts = self.tag("Fonts", self.tag("Font", ID=3, FontName="SimSun"))
        self.part("Doc_0/PublicRes.xml", "Res", fonts + "".join(self.resources), BaseLoc="Res")
        return self.tag("PublicRes", "PublicRes.xml")

    def package(self, pages, target):
        listed = "".join(self.page(index, page) for index, page in enumerate(pages))
        common = self.tag("MaxUnitID", self.id) + self.common()
        document = self.tag("CommonData", common) + self.tag("Pages", listed)
        self.part("Doc_0/Document.xml", "Document", document)
        body = self.tag("DocInfo", self.tag("DocID", "0" * 32)) + self.root()
        self.part("OFD.xml", "OFD", self.tag("DocBody", body), Version="1.0", DocType="OFD")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name, text in self.parts.items():
                package.writestr(zipfile.ZipInfo(self.named(name)), text, zipfile.ZIP_DEFLATED)

    def root(self):
        return self.tag("DocRoot", "Doc_0/Document.xml")

    def named(self, name):
        return name


class Grouped(Writer):
    def __init__(self):
        super().__init__()
        self.templates = []
        colour = self.tag("StrokeColor", Value="0 0 0")
        base = self.tag("DrawParam", colour, ID="4")
        white = self.tag("StrokeColor", Value="255 255 255")
        parameters = base + self.tag("DrawParam", "", ID="5", Relative="4", LineWidth="0.3")
        self.resources.append(
            self.tag("DrawParams", parameters + self.tag("DrawParam", white, ID="6"))
        )

    def code(self, text, steps, size=1):
        distances = {"X": "0", "Y": "0"}
        if steps:
            distances["DeltaX"] = short([dx for dx, _ in steps] + [0.0])
            distances["DeltaY"] = short([dy for _, dy in steps] + [0.0])
        return self.tag("TextCode", text, **distances)

    def line(self, size, along, characters):
        (_, x, y), text = characters[0], "".join(c for c, _, _ in characters)
        a, b = round(along.x), round(along.y)
        steps = [(q[1] - p[1], q[2] - p[2]) for p, q in zip(characters, characters[1:])]
        steps = [((dx * a + dy * b) / size, (-dx * b + dy * a) / size) for dx, dy in steps]
        return self.tag(
            "TextObject",
            self.code(escape(text), steps),
            ID=self.number(),
            Boundary=numbers([x, y, size * len(text), size]),
            CTM=numbers([a * size, b * size, -b * size, a * size, 0, 0]),
            Font=3,
            Size=1,
        )

    def page(self, index, page):
        group, template = self.number(), self.number()
        lines = "".join(self.stroke(*box) for box in page.boxes)
        # White lines all over the page: they are not to be seen.
        rows = range(0, int(page.height), 3)
        unseen = "".join(self.stroke(0, y, page.width, y) for y in rows)
        unseen = unseen.replace("PathObject ", 'PathObject DrawParam="6" ')
        size = {"Width": n(page.width), "Height": n(page.height)}
        content = self.tag("Content", lines + unseen)
        unit = self.tag("CompositeGraphicUnit", content, ID=group, **size)
        self.resources.append(self.tag("CompositeGraphicUnits", unit))
        box = numbers([0, 0, page.width, page.height])
        painted = self.tag(
            "CompositeObject", ID=self.number(), Boundary=box, ResourceID=group, DrawParam=5
        )
        layer = self.tag("Layer", painted, ID=self.number(), Type="Background")
        place = f"Tpls/Tpl_{index}/Content.xml"
        self.part(f"Doc_0/{place}", "Page", self.area(page) + self.tag("Content", layer))
        self.templates.append(self.tag("TemplatePage", ID=template, BaseLoc=place))
        text = "".join(self.line(*line) for line in page.lines)
        block = self.tag("PageBlock", self.tag("PageBlock", text))
        layer = self.tag("Layer", block, ID=self.number(), Type="Body")
        under = self.tag("Template", TemplateID=template, ZOrder="Background")
        content = self.area(page) + under + self.tag("Content", layer)
        self.part(f"Doc_0/Pages/Page_{index}/Content.xml", "Page", content)
        place = f"Pages/Page_{index}/Content.xml"
        return self.tag("Page", ID=self.number(), BaseLoc=place)

    def common(self):
        return super().common() + "".join(self.templates)


class Loose(Writer):
    prefix, head = "", f'xmlns="{NAMESPACE}"'
    shift = (50, -20)

    def area(self, page):
        box = numbers([*self.shift, page.width, page.height])
        return self.tag("Area", self.tag("PhysicalBox", box))

    def line(self, size, along, characters):
        a, b = round(along.x), round(along.y)
        turned = {} if (a, b) == (1, 0) else {"CTM": numbers([a, b, -b, a, 0, 0])}
        objects = []
        for c, x, y in characters:
            # The baseline stands below the upper left corner.
            base = (-b * size, a * size)
            corner = (x - base[0] + self.shift[0], y - base[1] + self.shift[1])
            code = f'\n      <TextCode X="0" Y="{n(size)}">{escape(c)}</TextCode>\n    '
            objects.append(
                self.tag(
                    "TextObject",
                    code,
                    ID=self.number(),
                    Boundary=numbers([*corner, size, size]),
                    Font=3,
                    Size=n(size),
                    **turned,
                )
            )
        return "".join(objects)

    def stroke(self, x0, y0, x1, y1):
        wide, high = max(x1 - x0, 0.2), max(y1 - y0, 0.2)
        data = f"M0,0L{n(wide)} 0L{n(wide)} {n(high)}L0 {n(high)}C"
        colour = self.tag("FillColor", Value="#20 #20 #20")
        inside = colour + self.tag("AbbreviatedData", data)
        corner = numbers([x0 + self.shift[0], y0 + self.shift[1], wide, high])
        drawn = {"Stroke": "false", "Fill": "true", "ID": self.number(), "Boundary": corner}
        return self.tag("PathObject", inside, **drawn)

    def root(self):
        return self.tag("DocRoot", "/doc_0\\Document.xml")

    def page(self, index, page):
        return super().page(index, page).replace("Pages/", "/Doc_0/pages/")

    def named(self, name):
        return "./" + name.replace("Pages/", "PAGES/")


class Vertical(Writer):
    def objects(self, page):
        columns = {}
        for size, along, characters in page.lines:
            for c, x, y in characters:
                columns.setdefault((round(x, 1), round(size, 2), along), []).append((c, x, y))
        objects = []
        for (_, size, along), characters in columns.items():
            characters.sort(key=lambda character: character[2])
            (_, x, y), text = characters[0], "".join(c for c, _, _ in characters)
            steps = [q[2] - p[2] for p, q in zip(characters, characters[1:])]
            offsets = [q[1] - p[1] for p, q in zip(characters, characters[1:])]
            code = self.tag(
                "TextCode", escape(text), X=0, Y=0, DeltaX=numbers(offsets), DeltaY=numbers(steps)
            )
            corner = numbers([x, y, size, size * len(text)])
            objects.append(
                self.tag(
                    "TextObject",
                    code,
                    ID=self.number(),
                    Boundary=corner,
                    Font=3,
                    Size=n(size),
                    ReadDirection=90,
                )
            )
        return "".join(self.stroke(*box) for box in page.boxes) + "".join(objects)


STYLES = {"plain": Writer, "grouped": Grouped, "loose": Loose, "vertical": Vertical}
style, source, target = sys.argv[1:]
STYLES[style]().package([Page(page) for page in fitz.open(source)], target)
