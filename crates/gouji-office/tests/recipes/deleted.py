"""Figures that tracked changes delete, with and without others in their place: files/deleted.docx."""
import zipfile
W='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
def run(t): return f'<w:r><w:t xml:space="preserve">{t}</w:t></w:r>'
CHANGE='w:id="{}" w:author="a" w:date="2024-01-01T00:00:00Z"'
def gone(t,i): return f'<w:del {CHANGE.format(i)}><w:r><w:delText>{t}</w:delText></w:r></w:del>'
def new(t,i): return f'<w:ins {CHANGE.format(i)}><w:r><w:t>{t}</w:t></w:r></w:ins>'
cells=[run("甲"), gone("6",1)+new("1",2), gone("12",3), run("3")+gone("4",5), run("5"), ""]
row="".join(f'<w:tc><w:tcPr><w:tcW w:w="1200" w:type="dxa"/></w:tcPr><w:p>{c}</w:p></w:tc>' for c in cells)
grid="".join('<w:gridCol w:w="1200"/>' for _ in cells)
body=f'<w:p>{run("题")}{gone("2023",6)}</w:p><w:tbl><w:tblPr><w:tblW w:w="7200" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>{row}</w:tr></w:tbl><w:p>{run("末")}</w:p>'
z=zipfile.ZipFile("../files/deleted.docx","w",zipfile.ZIP_DEFLATED)
z.writestr("[Content_Types].xml",'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
z.writestr("_rels/.rels",'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
z.writestr("word/document.xml",f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>')
z.close()
