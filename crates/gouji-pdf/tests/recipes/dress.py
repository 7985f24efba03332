"""Adds CSS to a printed paper, and makes the first rows of the large table its head.

dress.py PAGE CSS > PAGE
"""

import re
import sys

page = open(sys.argv[1], encoding="utf-8").read()
css = "body{font-family:'WenQuanYi Zen Hei'}" + sys.argv[2]
if not sys.argv[2]:
    page = page.replace("<table border=1>", "<table border=1>")
else:
    page = page.replace("<table border=1>", "<table>")
if "thead" in css:
    # The table of requests begins with three header rows.
    page = re.sub(
        r"<table>\n((?:<tr>(?:(?!</tr>).)*</tr>\n){3})(?=<tr><td colspan=\d>一、)",
        r"<table><thead>\1</thead>",
        page,
    )
print(page.replace("<head>", f"<head><style>{css}</style>"))
