"""The official form of 2021 as grids of cells, and a report to fill it with.

A cell is (rows, columns, text): how many rows and columns it spans. Figures are looked up in
figures.json by table, row and column; the narrative is made up.
"""

import json
import pathlib

HERE = pathlib.Path(__file__).parent
FILES = HERE.parent / "files"
FIGURES = json.loads((HERE / "figures.json").read_text(encoding="utf-8"))
COLUMNS = [
    "natural_person",
    "legal.commercial",
    "legal.research",
    "legal.public_welfare",
    "legal.legal_services",
    "legal.other",
    "total",
]
REVIEW = ["upheld", "corrected", "other", "pending", "total"]
TITLE = "测试市人民政府办公室2025年政府信息公开工作年度报告"
PREAMBLE = "本报告所列数据的统计期限自2025年1月1日起，至2025年12月31日止。"


def figure(table, row, column):
    """A figure of the report: a number, a text, or None for a blank cell."""
    return FIGURES[table][row][column]


def blank(table, row, column):
    """Stands for `figure` where the form is not filled in."""
    return None


def proactive(figure):
    def caption(text):
        return [(1, 4, text)]

    def wide(label, row, column):
        return [(1, 1, label), (1, 3, figure("proactive", row, column))]

    def three(label, row):
        names = ["issued", "repealed", "in_force"]
        return [(1, 1, label)] + [(1, 1, figure("proactive", row, name)) for name in names]

    return [
        caption("第二十条第（一）项"),
        [(1, 1, t) for t in ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]],
        three("规章", "rules"),
        three("行政规范性文件", "normative_documents"),
        caption("第二十条第（五）项"),
        [(1, 1, "信息内容"), (1, 3, "本年处理决定数量")],
        wide("行政许可", "licensing", "decisions"),
        caption("第二十条第（六）项"),
        [(1, 1, "信息内容"), (1, 3, "本年处理决定数量")],
        wide("行政处罚", "penalties", "decisions"),
        wide("行政强制", "coercion", "decisions"),
        caption("第二十条第（八）项"),
        [(1, 1, "信息内容"), (1, 3, "本年收费金额（单位：万元）")],
        wide("行政事业性收费", "fees", "amount"),
    ]


# Label cells before each row of figures of section three, and the row's name.
REQUESTS = [
    ([(1, 3, "一、本年新收政府信息公开申请数量")], "new"),
    ([(1, 3, "二、上年结转政府信息公开申请数量")], "carried_over"),
    ([(22, 1, "三、本年度办理结果"), (1, 2, "（一）予以公开")], "results.granted"),
    ([(1, 2, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）")], "results.partial"),
    ([(8, 1, "（三）不予公开"), (1, 1, "1.属于国家秘密")], "results.denied.state_secret"),
    ([(1, 1, "2.其他法律行政法规禁止公开")], "results.denied.law_prohibits"),
    ([(1, 1, "3.危及“三安全一稳定”")], "results.denied.three_safety_one_stability"),
    ([(1, 1, "4.保护第三方合法权益")], "results.denied.third_party"),
    ([(1, 1, "5.属于三类内部事务信息")], "results.denied.internal_affairs"),
    ([(1, 1, "6.属于四类过程性信息")], "results.denied.deliberative"),
    ([(1, 1, "7.属于行政执法案卷")], "results.denied.enforcement_file"),
    ([(1, 1, "8.属于行政查询事项")], "results.denied.admin_query"),
    ([(3, 1, "（四）无法提供"), (1, 1, "1.本机关不掌握相关政府信息")], "results.unable.not_held"),
    ([(1, 1, "2.没有现成信息需要另行制作")], "results.unable.needs_creation"),
    ([(1, 1, "3.补正后申请内容仍不明确")], "results.unable.still_unclear"),
    ([(5, 1, "（五）不予处理"), (1, 1, "1.信访举报投诉类申请")], "results.not_processed.complaint"),
    ([(1, 1, "2.重复申请")], "results.not_processed.repeat"),
    ([(1, 1, "3.要求提供公开出版物")], "results.not_processed.publication"),
    ([(1, 1, "4.无正当理由大量反复申请")], "results.not_processed.massive"),
    ([(1, 1, "5.要求行政机关确认或重新出具已获取信息")], "results.not_processed.reconfirm"),
    (
        [
            (3, 1, "（六）其他处理"),
            (1, 1, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
        ],
        "results.other.no_correction",
    ),
    (
        [(1, 1, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请")],
        "results.other.fee_unpaid",
    ),
    ([(1, 1, "3.其他")], "results.other.misc"),
    ([(1, 2, "（七）总计")], "results.total"),
    ([(1, 3, "四、结转下年度继续办理")], "carried_forward"),
]


def requests(figure):
    legal = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    rows = [
        [
            (3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"),
            (1, 7, "申请人情况"),
        ],
        [(2, 1, "自然人"), (1, 5, "法人或其他组织"), (2, 1, "总计")],
        [(1, 1, text) for text in legal],
    ]
    for labels, name in REQUESTS:
        rows.append(labels + [(1, 1, figure("requests", name, column)) for column in COLUMNS])
    return rows


def review(figure):
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    names = ["reconsideration", "litigation.direct", "litigation.after_reconsideration"]
    return [
        [(1, 5, "行政复议"), (1, 10, "行政诉讼")],
        [(2, 1, text) for text in heads] + [(1, 5, "未经复议直接起诉"), (1, 5, "复议后起诉")],
        [(1, 1, text) for text in heads * 2],
        [(1, 1, figure("review", name, column)) for name in names for column in REVIEW],
    ]


def placed(rows):
    """Every cell with its place: (row, column, rows, columns, text)."""
    taken = set()
    for at, row in enumerate(rows):
        column = 0
        for height, width, text in row:
            while (at, column) in taken:
                column += 1
            yield at, column, height, width, text
            for r in range(height):
                for c in range(width):
                    taken.add((at + r, column + c))


def sections(figure=figure):
    """Headings with what follows: paragraphs or a table."""
    return [
        ("总体情况", ["全市各级行政机关持续做好主动公开工作。"]),
        ("主动公开政府信息情况", proactive(figure)),
        ("收到和处理政府信息公开申请情况", requests(figure)),
        ("政府信息公开行政复议、行政诉讼情况", review(figure)),
        ("存在的主要问题及改进情况", ["部分解读材料形式单一，将丰富解读方式。"]),
        ("其他需要报告的事项", ["本年度未收取信息处理费。"]),
    ]


ORDINALS = "一二三四五六"
