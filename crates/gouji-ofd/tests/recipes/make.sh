#!/usr/bin/env bash
# Makes the OFD files of the tests: see README.md.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
pdf="$here/../../../gouji-pdf/tests/files"

# convert STYLE NAME EDITION
convert() {
    python3 "$here/convert.py" "$1" "$pdf/$2.$3.pdf" "$here/../files/$1-$2.$3.ofd"
}

convert plain office 2021
convert plain rotated 2019
convert plain turned-content 2021
convert grouped repeated-head 2019
convert grouped vertical-label 2021
convert grouped turned-content 2021
convert loose rotated 2019
convert loose office 2021
convert vertical office 2019
convert vertical vertical-label 2021
