"""How the source pages look: style sheets and small changes of the markup, each under a name.

The sources are plain web pages with merged cells; what a program makes of them depends on their
rules, shades, type, alignment and widths. Every style is one that offices and web sites use.
"""
import re

PAPER = "@page{size:A4;margin:18mm}body{font:10.5pt serif}table{width:100%;border-collapse:collapse}"
RULED = "td{border:1px solid #000;text-align:center}"
BARE = "td,table{border:none}td{text-align:center}"

SHEETS = {
    "ruled": RULED,
    "ruled-narrow": RULED + "table{width:62%}",
    "ruled-small-type": RULED + "td{font-size:7.5pt;padding:0}",
    "ruled-light": "td{border:1px dotted #999;text-align:left;padding:3px}",
    "ruled-bottom": RULED + "td{vertical-align:bottom;padding:1px 3px}",
    "cells-apart": RULED + "table{border-collapse:separate;border-spacing:3px}",
    "cells-far-apart": RULED + "table{border-collapse:separate;border-spacing:5px;border:1px solid #000}",
    "lines-below-rows": BARE + "td{border-bottom:1px solid #888}",
    "lines-round-table": BARE + "table{border:1px solid #000}",
    "bare": BARE,
    "bare-left": BARE + "td{text-align:left;padding:3px 6px}",
    "bare-bottom": BARE + "td{vertical-align:bottom;padding:2px 4px}",
    "shaded-rows": BARE + "tr:nth-child(even){background:#ddd}",
    "shaded-cells": BARE + "td{background:#e8eef4}table{border-collapse:separate;border-spacing:2px}",
    "full-width": RULED,
    "full-width-shaded": BARE + "td{background:#eee}table{width:80%}",
    "upright-groups": RULED + "td[rowspan]:not([rowspan='2']):not([rowspan='3'])"
    "{writing-mode:vertical-rl;max-height:5em}",
    "landscape": RULED + "@page{size:A4 landscape}",
    "two-columns": RULED + "body{column-count:2;font-size:6.5pt}td{padding:0}",
}


def styles():
    """The names of all styles, an odd number of them so that each meets both editions."""
    names = list(SHEETS)
    return names if len(names) % 2 else names[:-1]


def dressed(page, style):
    """The page in a style."""
    # Programs that know no style sheets print all pages without rules.
    page = page.replace("<table border=1>", "<table>")
    if style.startswith("full-width"):
        page = re.sub(r"(?<=>)[0-9.]+(?=</td>)", wide, page)
    sheet = f"<style>{PAPER}{SHEETS[style]}</style>"
    return page.replace("</head>", sheet + "</head>", 1)


def wide(figure):
    """A figure in full-width characters."""
    return "".join(chr(ord(c) + 0xFEE0) for c in figure.group())
