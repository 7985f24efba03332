"""A whole report by python-docx, its section numbers automatic: files/report.docx.

    pip install python-docx && python docx_report.py
"""

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

import form


def element(parent, name, **attributes):
    child = OxmlElement(name)
    for key, value in attributes.items():
        child.set(qn("w:" + key), value)
    parent.append(child)
    return child


def numbered_heading_style(document):
    """Makes `Heading 1` a numbered style: 一、二、三、 out of numbering.xml."""
    numbering = document.part.numbering_part.element
    scheme = OxmlElement("w:abstractNum")
    scheme.set(qn("w:abstractNumId"), "77")
    level = element(scheme, "w:lvl", ilvl="0")
    element(level, "w:start", val="1")
    element(level, "w:numFmt", val="chineseCountingThousand")
    element(level, "w:pStyle", val="Heading1")
    element(level, "w:suff", val="nothing")
    element(level, "w:lvlText", val="%1、")
    numbering.insert(0, scheme)
    number = element(numbering, "w:num", numId="77")
    element(number, "w:abstractNumId", val="77")
    properties = document.styles["Heading 1"].element.get_or_add_pPr()
    element(element(properties, "w:numPr"), "w:numId", val="77")


def table(document, rows):
    width = sum(columns for _, columns, _ in rows[0])
    made = document.add_table(rows=len(rows), cols=width)
    made.style = "Table Grid"
    for row, column, height, span, text in form.placed(rows):
        cell = made.cell(row, column)
        if height > 1 or span > 1:
            cell = cell.merge(made.cell(row + height - 1, column + span - 1))
        cell.text = "" if text is None else str(text)


document = docx.Document()
numbered_heading_style(document)
document.add_paragraph(form.TITLE)
document.add_paragraph(form.PREAMBLE)
for title, content in form.sections():
    document.add_paragraph(title, style="Heading 1")
    if isinstance(content[0], str):
        for text in content:
            document.add_paragraph(text)
    else:
        table(document, content)
document.save(form.FILES / "report.docx")
