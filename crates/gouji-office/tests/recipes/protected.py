"""The smallest Word file behind a password, by msoffcrypto-tool: files/protected.docx.

    pip install python-docx msoffcrypto-tool && python protected.py
"""

import io

import docx
from msoffcrypto.format.ooxml import OOXMLFile

import form

plain = io.BytesIO()
document = docx.Document()
document.add_paragraph("秘密")
document.save(plain)
plain.seek(0)
with open(form.FILES / "protected.docx", "wb") as out:
    OOXMLFile(plain).encrypt("password", out)
