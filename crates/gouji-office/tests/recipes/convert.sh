#!/bin/sh
# The same files in the other formats, by LibreOffice (libreoffice-writer-nogui, -calc-nogui).
set -eu
cd "$(dirname "$0")/../files"
for name in report marks deleted; do
  soffice --headless --convert-to odt "$name.docx"
  soffice --headless --convert-to rtf "$name.docx"
  soffice --headless --convert-to doc:"MS Word 97" "$name.docx"
done
for name in report sheets features; do
  soffice --headless --convert-to ods "$name.xlsx"
  soffice --headless --convert-to xls:"MS Excel 97" "$name.xlsx"
done
soffice --headless --convert-to xls:"MS Excel 97" ../recipes/unread.fods
