#!/usr/bin/env bash
# Makes the files: Python, LibreOffice (writer, calc), Chromium; PyMuPDF for OFD.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
cd "$here/files"
python3 "$here/make.py" .
office() {
    soffice --headless --infilter="$1" --convert-to "$2" balanced.html mistaken.html > /dev/null 2>&1
}
for format in "docx:MS Word 2007 XML" "doc:MS Word 97" odt:writer8 rtf; do
    office "HTML (StarWriter)" "$format"
done
csv='csv:Text - txt - csv (StarCalc):44,34,76'
for format in "xlsx:Calc MS Excel 2007 XML" "xls:MS Excel 97" ods:calc8 "$csv"; do
    office calc_HTML_WebQuery "$format"
done
for name in balanced mistaken; do
    chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
        --print-to-pdf="$name.pdf" "file://$PWD/$name.html" 2> /dev/null
    python3 "$here/../../../gouji-ofd/tests/recipes/convert.py" plain "$name.pdf" "$name.ofd"
done
