"""Lists, repeated and covered cells, notes and tracked changes by odfpy: files/features.odt.

    pip install odfpy && python odt_features.py
"""

from odf import style, table, text
from odf.namespaces import TEXTNS
from odf.opendocument import OpenDocumentText

import form

document = OpenDocumentText()
numbers = text.ListStyle(name="Numbers")
for level, numformat, prefix, suffix in [(1, "一, 二, 三, ...", "（", "）"), (2, "1", "", ".")]:
    numbers.addElement(
        text.ListLevelStyleNumber(
            level=level, numformat=numformat, numprefix=prefix, numsuffix=suffix, displaylevels=1
        )
    )
document.automaticstyles.addElement(numbers)

changes = text.TrackedChanges()
region = text.ChangedRegion(check_grammar=False)
deletion = text.Deletion()
deletion.addElement(text.P(text="删去的话"))
region.setAttrNS(TEXTNS, "id", "c1")
region.addElement(deletion)
changes.addElement(region)
document.text.addElement(changes)

outer = text.List(stylename=numbers)
for words, inner in [("主动公开", ["规章", "公文"]), ("依申请公开", ["受理"])]:
    item = text.ListItem()
    item.addElement(text.P(text=words))
    item.addElement(text.P(text="续段"))
    nested = text.List()
    for word in inner:
        sub = text.ListItem()
        sub.addElement(text.P(text=word))
        nested.addElement(sub)
    item.addElement(nested)
    outer.addElement(item)
document.text.addElement(outer)

paragraph = text.P(text="共")
paragraph.addElement(text.ChangeStart(changeid="c1"))
paragraph.addElement(text.Span(text="三"))
note = text.Note(noteclass="footnote")
note.addElement(text.NoteCitation(text="1"))
body = text.NoteBody()
body.addElement(text.P(text="脚注"))
note.addElement(body)
paragraph.addElement(note)
paragraph.addElement(text.S(c=2))
paragraph.addText("件")
paragraph.addElement(text.LineBreak())
paragraph.addText("下一行")
document.text.addElement(paragraph)

grid = table.Table()
grid.addElement(table.TableColumn(numbercolumnsrepeated=4))
head = table.TableHeaderRows()
row = table.TableRow()
cell = table.TableCell(numbercolumnsspanned=2, numberrowsspanned=2)
cell.addElement(text.P(text="大"))
cell.addElement(text.P(text="格"))
row.addElement(cell)
row.addElement(table.CoveredTableCell())
cell = table.TableCell(numbercolumnsrepeated=2)
cell.addElement(text.P(text="同"))
row.addElement(cell)
head.addElement(row)
grid.addElement(head)
row = table.TableRow()
row.addElement(table.CoveredTableCell(numbercolumnsrepeated=2))
row.addElement(table.TableCell())
row.addElement(table.TableCell())
grid.addElement(row)
row = table.TableRow(numberrowsrepeated=2)
row.addElement(table.TableCell(numbercolumnsrepeated=4))
grid.addElement(row)
document.text.addElement(grid)
document.save(form.FILES / "features.odt")
