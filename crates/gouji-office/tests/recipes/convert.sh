#!/bin/sh
# The same files in the other formats, by LibreOffice (libreoffice-writer-nogui, -calc-nogui).
set -eu
cd "$(dirname "$0")/../files"
soffice --headless --convert-to odt report.docx
soffice --headless --convert-to rtf report.docx
soffice --headless --convert-to doc:"MS Word 97" report.docx
for name in report sheets features; do
  soffice --headless --convert-to ods "$name.xlsx"
  soffice --headless --convert-to xls:"MS Excel 97" "$name.xlsx"
done
