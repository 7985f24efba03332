"""What word processors do beyond plain tables, by python-docx and OOXML: files/features.docx.

    pip install python-docx && python docx_features.py
"""

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

import form

W = nsdecls("w")
SPACES = (
    W
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
)

PARAGRAPHS = [
    # Tracked changes: inserted, moved here, deleted, moved away.
    """<w:p><w:r><w:t>受理</w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>5</w:delText></w:r>
    </w:del><w:ins w:id="2" w:author="a"><w:r><w:t>7</w:t></w:r></w:ins><w:moveFrom w:id="3"
    w:author="a"><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo w:id="4" w:author="a"><w:r><w:t>件</w:t>
    </w:r></w:moveTo></w:p>""",
    # A deleted paragraph end joins two paragraphs.
    """<w:p><w:pPr><w:rPr><w:del w:id="5" w:author="a"/></w:rPr></w:pPr><w:r><w:t>前半，</w:t></w:r></w:p>""",
    """<w:p><w:r><w:t>后半。</w:t></w:r></w:p>""",
    # Tab, line break, hyphen, symbol, hidden text, field, gloss.
    """<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>2024</w:t><w:noBreakHyphen/><w:t>05</w:t>
    <w:sym w:font="Wingdings" w:char="F0FE"/><w:lastRenderedPageBreak/></w:r>
    <w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>""",
    """<w:p><w:r><w:t>共</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=1+2
    </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r><w:r>
    <w:fldChar w:fldCharType="end"/></w:r><w:r><w:ruby><w:rt><w:r><w:t>jiàn</w:t></w:r></w:rt><w:rubyBase>
    <w:r><w:t>件</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>""",
    # A link, a smart tag and a content control within a line; a control that still prompts.
    """<w:p><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>签</w:t></w:r>
    </w:smartTag><w:sdt><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt><w:sdt><w:sdtPr>
    <w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处输入</w:t></w:r></w:sdtContent></w:sdt></w:p>""",
    # A text box, written twice for programs old and new.
    """<w:p><w:r><w:t>框外</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
    <wps:txbx><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing>
    </mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p>
    </w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>""",
    # A content control around a paragraph.
    """<w:sdt><w:sdtContent><w:p><w:r><w:t>整段</w:t></w:r></w:p></w:sdtContent></w:sdt>""",
]


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


MERGED = f"""<w:tbl><w:tblPr/><w:tblGrid/>
<w:tr>{cell("横并", '<w:hMerge w:val="restart"/>')}{cell("", "<w:hMerge/>")}{cell("竖并", '<w:vMerge w:val="restart"/>')}</w:tr>
<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("空一格后")}{cell("", "<w:vMerge/>")}</w:tr>
<w:tr><w:trPr><w:del w:id="8" w:author="a"/></w:trPr>{cell("删去的行")}{cell("9")}{cell("9")}</w:tr>
<w:tr>{cell("删", '<w:cellDel w:id="9" w:author="a"/>')}{cell("跨二", '<w:gridSpan w:val="2"/>')}
<w:sdt><w:sdtContent>{cell("控件里")}</w:sdtContent></w:sdt></w:tr>
<w:sdt><w:sdtContent><w:tr>{cell("一")}{cell("")}{cell("三")}</w:tr></w:sdtContent></w:sdt>
</w:tbl>"""

INNER = f"<w:tbl><w:tr>{cell('内1')}{cell('内2')}</w:tr><w:tr>{cell('内3')}{cell('内4')}</w:tr></w:tbl>"
NESTED = f"""<w:tbl><w:tr>{cell("左栏")}<w:tc><w:p><w:r><w:t>右栏</w:t></w:r></w:p>{INNER}<w:p/></w:tc>
{cell("末栏")}</w:tr></w:tbl>"""

document = docx.Document()
body = document.element.body
for text in [*PARAGRAPHS, MERGED, NESTED]:
    opening, rest = text.split(">", 1)
    opening, slash = (opening[:-1], "/") if opening.endswith("/") else (opening, "")
    body.insert(len(body) - 1, parse_xml(f"{opening} {SPACES}{slash}>{rest}"))
for style, text in [("List Number", "其一"), ("List Number", "其二"), ("List Bullet", "点")]:
    document.add_paragraph(text, style=style)
document.save(form.FILES / "features.docx")
