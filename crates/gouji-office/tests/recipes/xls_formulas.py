"""Formulas that nobody calculated, by xlwt: files/formulas.xls.

    pip install xlwt && python xls_formulas.py
"""

import xlwt

import form

book = xlwt.Workbook(encoding="utf-8")
sheet = book.add_sheet("表")
for column, text in enumerate(["项目", "件数", "合计", "说明"]):
    sheet.write(0, column, text)
for row, formula in enumerate(["B2+B23", "SUM(B2:B3)*2", 'IF(B2>9,"多","")'], 1):
    sheet.write(row, 0, f"第{row}项")
    sheet.write(row, 1, row)
    sheet.write(row, 2, xlwt.Formula(formula))
    sheet.write(row, 3, "略")
book.save(str(form.FILES / "formulas.xls"))
