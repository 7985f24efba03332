"""Values of every kind, and tables above and below each other: files/features.xlsx.

    pip install openpyxl && python xlsx_features.py
"""

import datetime

import openpyxl

import form

book = openpyxl.Workbook()
sheet = book.active
sheet["A1"] = "标题"
sheet.merge_cells("A1:D1")
values = [12, 12.34, 0.1 + 0.2, -3.5, "１２", "1,036", True, "=SUM(A3:D3)"]
values += [datetime.date(2025, 1, 10), datetime.datetime(2025, 1, 10, 18, 30), "#DIV/0!"]
for column, value in enumerate(values, 1):
    sheet.cell(2, column, f"列{column}")
    sheet.cell(3, column, value)
sheet["I3"].number_format = 'yyyy"年"m"月"d"日"'
sheet["J3"].number_format = "yyyy-mm-dd hh:mm"
# A table below an empty row, with a title over its width and a row of blanks.
sheet["B5"] = "第二张表"
sheet.merge_cells("B5:D5")
for row, texts in enumerate([["甲", "乙", "丙"], ["一", 1, 2], ["二", None, None], ["三", 3, None]], 6):
    for column, text in enumerate(texts, 2):
        sheet.cell(row, column, text)
sheet["B11"] = "附注"
sheet.merge_cells("F6:G7")
sheet["F6"] = "大\n格"
other = book.create_sheet("藏")
other.sheet_state = "hidden"
other["A1"] = "不读"
last = book.create_sheet("末")
last["C3"] = "第三张"
book.save(form.FILES / "features.xlsx")
