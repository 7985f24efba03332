"""What word processors show and hide, as Word writes it: files/marks.docx; convert.sh makes the rest.

    python3 word_marks.py
"""

import zipfile

import form

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def run(text, look=""):
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs, level=None):
    number = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return f'<w:p>{"" if level is None else number}{"".join(runs)}</w:p>'


RAISED = '<w:vertAlign w:val="superscript"/>'
HIDDEN = "<w:vanish/>"
STYLED = '<w:rStyle w:val="Hidden"/>'


def field(code, result):
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return sign.format("begin") + code + sign.format("separate") + result + sign.format("end")


def text_box(inside):
    return f"""<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor simplePos="0"
    relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
    <wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV
    relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="3000000" cy="900000"/>
    <wp:wrapTopAndBottom/><wp:docPr id="1" name="b"/><a:graphic><a:graphicData uri="{SHAPE}"><wps:wsp>
    <wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="900000"/></a:xfrm>
    <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent>
    </wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>
    <w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>
    </mc:Fallback></mc:AlternateContent></w:r>"""


def cell(inside, properties=""):
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{properties}</w:tcPr>{inside}</w:tc>'


def table(*rows):
    grid = '<w:gridCol w:w="2000"/>' * 4
    rows = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'


FIGURES = table(
    [
        cell(paragraph(run("结果"), level=0), '<w:gridSpan w:val="2"/>'),
        cell(paragraph(run("13"), run("1", RAISED))),
        cell(paragraph(run("24"), run("[2]", RAISED))),
    ],
    [
        cell(paragraph(run("不予公开"), level=1), '<w:vMerge w:val="restart"/>'),
        cell(paragraph(run("国家秘密"), level=2)),
        cell(paragraph(run("9", HIDDEN), run("35"))),
        cell(paragraph(run("9", STYLED), run("46"))),
    ],
    [
        cell(paragraph(), "<w:vMerge/>"),
        cell(paragraph(run("其他"), level=2)),
        cell(paragraph(field("=SUM(ABOVE)", run("57")))),
        cell(paragraph(run("6"), run("8"))),
    ],
)
INNER = table(
    [cell(paragraph(run("内1"))), cell(paragraph(run("内2")))],
    [cell(paragraph(run("内3"))), cell(paragraph(run("内4")))],
)
LAYOUT = table([cell(paragraph(run("左栏"))), cell(INNER + paragraph()), cell(paragraph(run("末栏")))])
BODY = [
    paragraph(run("总体情况"), level=0),
    paragraph(run("主动公开"), level=1),
    paragraph(run("规章"), level=2),
    paragraph(run("公文"), level=2),
    paragraph(run("依申请公开"), level=1),
    paragraph(run("受理"), level=2),
    paragraph(
        run("受理"),
        '<w:del w:id="1" w:author="a" w:date="2025-01-01T00:00:00Z"><w:r><w:delText>5</w:delText></w:r></w:del>',
        '<w:ins w:id="2" w:author="a" w:date="2025-01-01T00:00:00Z">' + run("7") + "</w:ins>",
        run("件"),
    ),
    paragraph(run("框外"), text_box(paragraph(run("框内")))),
    paragraph(
        '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/>'
        '<w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/></w:rubyPr><w:rt>' + run("guī") + "</w:rt><w:rubyBase>"
        + run("规") + "</w:rubyBase></w:ruby></w:r>",
        run("章"),
    ),
    paragraph('<w:hyperlink r:id="link">' + run("链接") + "</w:hyperlink>", run("之后")),
    paragraph(run("办理情况"), level=0),
    FIGURES,
    paragraph(),
    LAYOUT,
    paragraph(),
]

LEVELS = "".join(
    f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="nothing"/>'
    f'<w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/></w:lvl>'
    for at, (style, pattern) in enumerate(
        [("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")]
    )
)
NUMBERING = (
    f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{LEVELS}'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
STYLES = (
    f'<w:styles {SPACES}><w:style w:type="character" w:styleId="Hidden"><w:name w:val="Hidden"/><w:rPr><w:vanish/>'
    "</w:rPr></w:style></w:styles>"
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{kind}+xml"/>'
        for name, kind in [("document", "document.main"), ("numbering", "numbering"), ("styles", "styles")]
    )
    + "</Types>"
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def relation(name, kind, target, more=""):
    return f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"{more}/>'


PARTS = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": RELATIONS.format(relation("main", "officeDocument", "word/document.xml")),
    "word/document.xml": f"<w:document {SPACES}><w:body>{''.join(BODY)}<w:sectPr/></w:body></w:document>",
    "word/_rels/document.xml.rels": RELATIONS.format(
        relation("numbers", "numbering", "numbering.xml")
        + relation("styles", "styles", "styles.xml")
        + relation("link", "hyperlink", "http://example.com/", ' TargetMode="External"')
    ),
    "word/numbering.xml": NUMBERING,
    "word/styles.xml": STYLES,
}
with zipfile.ZipFile(form.FILES / "marks.docx", "w", zipfile.ZIP_DEFLATED) as out:
    for name, content in PARTS.items():
        out.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + content)
