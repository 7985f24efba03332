"""The report as workbooks by openpyxl: on one sheet, and with a sheet for each section.

    pip install openpyxl && python xlsx_report.py
"""

import openpyxl

import form


def merge(sheet, row, column, height, width):
    if height > 1 or width > 1:
        sheet.merge_cells(
            start_row=row, start_column=column, end_row=row + height - 1, end_column=column + width - 1
        )


def fill(sheet, top, rows):
    """Writes a table; returns the row after it."""
    for row, column, height, width, text in form.placed(rows):
        if text is not None:
            sheet.cell(top + row, column + 1, text)
        merge(sheet, top + row, column + 1, height, width)
    return top + len(rows)


def one_sheet(path, figure):
    """Everything on one sheet, without an empty row between headings and tables."""
    book = openpyxl.Workbook()
    sheet = book.active
    row = 1

    def line(text):
        nonlocal row
        sheet.cell(row, 1, text)
        merge(sheet, row, 1, 1, 15)
        row += 1

    line(form.TITLE)
    line(form.PREAMBLE)
    for ordinal, (title, content) in zip(form.ORDINALS, form.sections(figure)):
        line(f"{ordinal}、{title}")
        if isinstance(content[0], str):
            for text in content:
                line(text)
        else:
            row = fill(sheet, row, content)
    book.save(path)


def many_sheets(path):
    """A sheet for each section; one that is hidden and holds an older draft."""
    book = openpyxl.Workbook()
    book.active.title = "封面"
    book.active["B2"] = form.TITLE
    book.active["B4"] = form.PREAMBLE
    draft = book.create_sheet("草稿")
    draft.sheet_state = "hidden"
    draft["A1"] = "一、总体情况"
    fill(draft, 3, [[(1, 1, "规章"), (1, 1, 999), (1, 1, 999), (1, 1, 999)]])
    for ordinal, (title, content) in zip(form.ORDINALS, form.sections()):
        sheet = book.create_sheet(ordinal)
        sheet["A1"] = f"{ordinal}、{title}"
        if isinstance(content[0], str):
            sheet["A2"] = content[0]
        else:
            # Numbers typed as text, and the table away from the corner.
            rows = [[(h, w, str(t) if isinstance(t, int) else t) for h, w, t in row] for row in content]
            fill(sheet, 3, rows)
            sheet.row_dimensions[6].hidden = True
    book.save(path)


one_sheet(form.FILES / "report.xlsx", form.figure)
one_sheet(form.FILES / "blank.xlsx", form.blank)
many_sheets(form.FILES / "sheets.xlsx")
