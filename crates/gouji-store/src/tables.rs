//! The tables of a store: what they are called, what they hold, and what that means. The schema, the
//! Parquet files of an export and the pages of the docs are made of this.

use crate::column::{Column, Exported, Table, column, folder_column, name_column};

/// The version of the schema.
pub const VERSION: i64 = 2;

/// The tables that an export has.
pub fn exported() -> impl Iterator<Item = &'static Table> {
    TABLES.iter().filter(|table| EXPORTED.contains(&table.name))
}

/// The names of those.
const EXPORTED: [&str; 5] = ["units", "reports", "cells", "findings", "suspects"];

/// All tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "runs",
        meaning: ["每一次检查", "every run"],
        is_view: false,
        columns: &[
            column(
                "run",
                "INTEGER PRIMARY KEY",
                "编号，从 1 起",
                "its number, from 1",
            ),
            column("at", "TEXT", "结束的时间（UTC）", "when it ended (UTC)"),
            column("engine", "TEXT", "程序的版本", "the version of the program"),
            column(
                "reports",
                "INTEGER",
                "检查了几份报告",
                "how many reports were checked",
            ),
            column(
                "unread",
                "INTEGER",
                "几个文件没有读出",
                "how many files gave nothing",
            ),
            column(
                "unpaired",
                "INTEGER",
                "几份报告不知是哪个单位的",
                "how many reports are of no unit",
            ),
            column(
                "missing",
                "INTEGER",
                "缺几份报告",
                "how many reports are missing",
            ),
            column("errors", "INTEGER", "错误", "errors"),
            column("warnings", "INTEGER", "警告", "warnings"),
            column("infos", "INTEGER", "提示", "notes"),
            column(
                "blocked",
                "INTEGER",
                "未能核对的关系",
                "relations that could not be checked",
            ),
            column(
                "suppressed",
                "INTEGER",
                "已认可的问题",
                "findings held back with a reason",
            ),
            column(
                "fixed",
                "INTEGER",
                "上一次的问题经再次核对已不存在的有几个",
                "findings of the run before that were checked again and are gone",
            ),
            column(
                "unchecked",
                "INTEGER",
                "以前的问题没有再核对的有几个",
                "findings of earlier runs that were not checked again",
            ),
        ],
    },
    Table {
        name: "units",
        meaning: ["单位", "units"],
        is_view: false,
        columns: &[
            column("unit", "INTEGER PRIMARY KEY", "编号", "its number"),
            column("name", "TEXT", "名称", "its name"),
            column(
                "aliases",
                "TEXT",
                "别名，用竖线隔开",
                "other names, separated by a bar",
            ),
            column(
                "parent",
                "INTEGER",
                "上级单位的编号",
                "the number of the unit above it",
            ),
            name_column("level", "级别", "its level"),
            name_column("region", "地区", "its region"),
            column(
                "counts",
                "INTEGER",
                "是否计入上级汇总（1 是）",
                "whether its figures go into its parent's (1)",
            ),
            column(
                "since",
                "INTEGER",
                "从哪一年起报送",
                "the first year it reports on",
            ),
            column("until", "INTEGER", "到哪一年为止", "the last one"),
            column(
                "listed",
                "INTEGER",
                "单位表里是否有（1 有）",
                "whether the units file names it (1)",
            ),
        ],
    },
    Table {
        name: "files",
        meaning: [
            "没有读出、或没有做完的文件",
            "files that gave nothing, or of which something could not be done",
        ],
        is_view: false,
        columns: &[
            column("path", "TEXT", "路径", "its path"),
            column("why", "TEXT", "原因", "why"),
        ],
    },
    Table {
        name: "reports",
        meaning: ["最近一次检查的报告", "the reports of the last run"],
        is_view: false,
        columns: &[
            column("report", "INTEGER PRIMARY KEY", "编号", "its number"),
            column("path", "TEXT", "文件的路径", "the path of its file"),
            name_column("form", "表格的标识", "the id of its form"),
            folder_column("INTEGER", "年度", "its year"),
            column(
                "organization",
                "TEXT",
                "报告上的机关名称",
                "the organ as it names it",
            ),
            column("unit", "INTEGER", "单位的编号", "the number of its unit"),
            name_column(
                "certainty",
                "认定单位的把握",
                "how certain it is whose it is",
            ),
            column("errors", "INTEGER", "错误", "errors"),
            column("warnings", "INTEGER", "警告", "warnings"),
            column("infos", "INTEGER", "提示", "notes"),
            column(
                "blocked",
                "INTEGER",
                "未能核对的关系",
                "relations that could not be checked",
            ),
            Column {
                exported: None,
                ..column(
                    "layout",
                    "INTEGER",
                    "单元格的地址见 layouts",
                    "where its cells are named: layouts",
                )
            },
            column(
                "packed",
                "BLOB",
                "全部单元格，压紧存放",
                "all its cells, packed",
            ),
        ],
    },
    Table {
        name: "layouts",
        meaning: ["压紧的单元格各是哪一格", "which cells the packed ones are"],
        is_view: false,
        columns: &[
            column("layout", "INTEGER PRIMARY KEY", "编号", "its number"),
            column("form", "TEXT", "表格的标识", "the id of the form"),
            column(
                "addresses",
                "TEXT",
                "各格的地址，每行一个",
                "the addresses of the cells, one a line",
            ),
        ],
    },
    Table {
        name: "cells",
        meaning: ["最近一次检查的全部单元格", "all cells of the last run"],
        is_view: true,
        columns: &[
            column(
                "report",
                "INTEGER",
                "报告的编号",
                "the number of the report",
            ),
            name_column("table_id", "表", "the table"),
            name_column("row", "行", "the row"),
            name_column("column", "列", "the column"),
            name_column(
                "state",
                "figure、blank、placeholder、text 等",
                "figure, blank, placeholder, text and others",
            ),
            column("value", "TEXT", "准确的十进制数", "the exact decimal"),
            column(
                "number",
                "INTEGER",
                "同一个数，是整数时",
                "the same where it is whole",
            ),
            column(
                "text",
                "TEXT",
                "报告上的文字",
                "the text as the report prints it",
            ),
            Column {
                exported: Some(Exported::Decimal),
                ..column(
                    "decimal",
                    "",
                    "同一个数，能准确写成这样的小数时",
                    "the same where such a decimal is exact",
                )
            },
            folder_column("", "报告的年度", "the year of the report"),
        ],
    },
    Table {
        name: "findings",
        meaning: ["最近一次检查的问题", "the findings of the last run"],
        is_view: false,
        columns: &[
            column("finding", "INTEGER PRIMARY KEY", "编号", "its number"),
            column(
                "report",
                "INTEGER",
                "报告的编号；缺报告时为空",
                "the number of the report; empty where one is missing",
            ),
            column("unit", "INTEGER", "单位的编号", "the number of the unit"),
            folder_column("INTEGER", "年度", "the year"),
            column("identity", "TEXT", "问题的标识", "its lasting name"),
            name_column("rule", "规则", "the rule"),
            name_column("at", "规则的哪一处", "which instance of the rule"),
            name_column(
                "severity",
                "error、warning 或 info",
                "error, warning or info",
            ),
            column("message", "TEXT", "说明", "what is wrong"),
            name_column(
                "labels",
                "表、行、列的名称",
                "the labels of table, row and column",
            ),
            column(
                "place",
                "TEXT",
                "在文件里的位置",
                "where it stands in the file",
            ),
            name_column("change", "new、still 或 back", "new, still or back"),
            column(
                "first_run",
                "INTEGER",
                "第一次发现是哪一次检查",
                "the run that found it first",
            ),
        ],
    },
    Table {
        name: "suspects",
        meaning: ["每个问题最可能错的格", "what is likely wrong"],
        is_view: false,
        columns: &[
            column(
                "finding",
                "INTEGER",
                "问题的编号",
                "the number of the finding",
            ),
            column(
                "position",
                "INTEGER",
                "第几个，从 1 起",
                "its place, from 1",
            ),
            column(
                "file",
                "TEXT",
                "文件；缺报告时为空",
                "the file; empty where a report is missing",
            ),
            column("organization", "TEXT", "机关", "the organ"),
            column("year", "INTEGER", "年度", "the year"),
            name_column("cell", "单元格的地址", "the address of the cell"),
            column("suggested", "TEXT", "应填的数", "what should stand there"),
            column(
                "certain",
                "INTEGER",
                "能否确定（1 能）",
                "whether it is certain (1)",
            ),
        ],
    },
    Table {
        name: "finding_history",
        meaning: [
            "每个问题在各次检查中的变化",
            "what became of every finding from run to run",
        ],
        is_view: false,
        columns: &[
            column(
                "key",
                "TEXT",
                "单位、年度和问题合成的标识",
                "unit, year and finding in one",
            ),
            column("run", "INTEGER", "哪一次检查", "the run"),
            column(
                "change",
                "TEXT",
                "new、back、still（没有再核对的又查到，或数变了仍不对）、fixed（再次核对已不存在）、held（已认可）或 unchecked（没有再核对）",
                "new, back, still (found again after it was not checked, or with other figures), fixed (checked again and gone), held (accepted) or unchecked (not checked again)",
            ),
            column("unit", "TEXT", "单位", "the unit"),
            column("year", "INTEGER", "年度", "the year"),
            column("rule", "TEXT", "规则", "the rule"),
            column("at", "TEXT", "规则的哪一处", "which instance of the rule"),
            column(
                "identity",
                "TEXT",
                "问题的标识",
                "the finding's lasting name",
            ),
            column("severity", "TEXT", "严重程度", "its severity"),
            column("message", "TEXT", "说明", "what is wrong"),
            column(
                "why",
                "TEXT",
                "没有再核对的原因：no-report、rule-off、blocked 或 other-report",
                "why it was not checked again: no-report, rule-off, blocked or other-report",
            ),
            column(
                "rests_on",
                "TEXT",
                "所涉及的其他报告，一行一份：单位和年度",
                "the other reports it rests on, one a line: unit and year",
            ),
        ],
    },
];

/// What brings a store of the first version forward: what nobody noted then stays empty.
pub(crate) const FORWARD: &str = "ALTER TABLE runs ADD COLUMN unchecked INTEGER; \
     ALTER TABLE finding_history ADD COLUMN why TEXT; \
     ALTER TABLE finding_history ADD COLUMN rests_on TEXT;";

/// What makes the tables of an empty store.
pub(crate) fn schema() -> String {
    let tables = TABLES.iter().filter(|table| !table.is_view);
    let made = tables.map(|table| {
        let columns: Vec<String> = table
            .in_sql()
            .map(|column| format!("\"{}\" {}", column.name, column.kind))
            .collect();
        format!(
            "CREATE TABLE \"{}\" ({});\n",
            table.name,
            columns.join(", ")
        )
    });
    let indices = "CREATE INDEX finding_report ON findings (report);\n\
                   CREATE INDEX suspect_finding ON suspects (finding);\n\
                   CREATE INDEX history_key ON finding_history (key, run);\n";
    made.collect::<String>() + indices
}
