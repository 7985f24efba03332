#!/usr/bin/env bash
# Makes the PDF files of the tests: see README.md.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
files="$here/../files"
work="$(mktemp -d)"
mkdir -p "$files"
cd "$here/../.."
for edition in 2019 2021; do
    cargo run --quiet --example paper -- "$edition" > "$work/$edition.html"
done

# page NAME EDITION CSS [chromium options]: a paper with more CSS, printed by Chromium.
page() {
    python3 "$here/dress.py" "$work/$2.html" "$3" > "$work/page.html"
    chromium --headless --no-sandbox --disable-gpu "${@:4}" \
        --print-to-pdf="$files/$1.$2.pdf" "file://$work/page.html" 2> /dev/null
}

grid='table{border-collapse:collapse;width:100%}td{border:0.5pt solid black;padding:2pt 5pt;font-size:10.5pt}'
page separate-borders 2021 ''
page running-header 2019 "$grid"
page repeated-head 2019 "$grid thead{display:table-header-group} @page{size:A5 landscape}" --no-pdf-header-footer
page divided-rows 2021 "$grid td{font-size:13pt;padding:9pt 3pt} tr{break-inside:auto} @page{size:148mm 130mm;margin:10mm}" --no-pdf-header-footer
page vertical-label 2021 "$grid td[rowspan='20'],td[rowspan='23'],td[rowspan='24']{writing-mode:vertical-rl;white-space:nowrap}" --no-pdf-header-footer
page letter-column 2019 "$grid td[rowspan]:first-child{width:1em}" --no-pdf-header-footer
page turned-content 2021 "$grid table{font-size:8pt} @page{size:A4;margin:0} html{writing-mode:horizontal-tb} body{transform:rotate(90deg) translateY(-200mm);transform-origin:0 0;width:280mm;font-size:6pt;margin:4mm} td{font-size:7pt;padding:0 2pt;line-height:1.1} p{margin:1pt}" --no-pdf-header-footer
bare='td{border:0;padding:2pt 5pt;font-size:10.5pt}'
page no-lines 2021 "table{width:100%}$bare" --no-pdf-header-footer
page shaded-rows 2021 "$bare tr:nth-child(even){background:#e8e8e8} td{vertical-align:top}" --no-pdf-header-footer
page row-lines 2019 "table{border-collapse:collapse;width:100%}$bare td{border-bottom:0.5pt solid black}" --no-pdf-header-footer
page column-lines 2021 "table{border-collapse:collapse;width:100%}$bare td{border-left:0.5pt solid black;border-right:0.5pt solid black}" --no-pdf-header-footer

qpdf --rotate=+90 "$files/letter-column.2019.pdf" "$files/rotated.2019.pdf"
qpdf --encrypt '' owner 256 --print=none -- "$files/letter-column.2019.pdf" "$files/owner-password.2019.pdf"
qpdf --encrypt user owner 256 -- "$files/letter-column.2019.pdf" "$files/password.refused.pdf"

for edition in 2019 2021; do
    # Writer puts a first heading on a page of its own and loses it.
    sed 's#<title>[^<]*</title>##; s#<h1>#<p align=center style="font-size:20pt">#; s#</h1>#</p>#' \
        "$work/$edition.html" > "$work/office.html"
    (cd "$work" && soffice --headless --infilter="HTML (StarWriter)" --convert-to odt:writer8 office.html > /dev/null 2>&1 \
        && soffice --headless --convert-to pdf office.odt > /dev/null 2>&1)
    cp "$work/office.pdf" "$files/office.$edition.pdf"
done
/usr/bin/python3 "$here/draw.py" "$work" "$files"
