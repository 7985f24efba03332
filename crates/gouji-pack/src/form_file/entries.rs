//! `form.toml` as written.
//!
//! Rows and columns share some keys, and each says them itself: put together by `serde(flatten)` they would
//! lose their places in the file, and unknown keys would no longer be refused.

use gouji_model::Bilingual;
use toml::Spanned;

use super::known_by::KnownBy;

use crate::outline::{choices, keys};

/// Most decimals that figures are rounded to.
pub(super) const MOST_DECIMALS: usize = 9;

keys! {
    /// A form as written.
    pub(crate) struct FormFile {
        "怎样认出这种报告，以及单位和期间写在哪里" "how a report is known, and where it says its organ and its period"
        pub(super) known_by: Option<KnownBy>,
        "报告的一个部分" "a section of the report"
        pub(super) section: Vec<SectionEntry> = default,
        "一张表" "a table"
        pub(super) table: Vec<TableEntry>,
        "单元格里有特定意思的词" "the words that stand for values in the cells"
        pub(super) values: ValuesEntry = default,
    }
}

keys! {
    /// The words that stand for values in the cells of the form.
    #[derive(Default)]
    pub(super) struct ValuesEntry {
        "表示不适用的词，例如 `N/A`；它不是零"
        "what says that a question does not arise, such as `N/A`, which is not zero"
        pub not_applicable: Vec<Spanned<String>> = default,
        "通常的符号之外，表示没有、按零计的词" "what stands for nothing and counts as zero, besides the usual signs"
        pub placeholders: Vec<Spanned<String>> = default,
        "数字前表示“不到”的符号，例如 `<`" "what before a number says that it is less than it, such as `<`"
        pub less_than: Vec<Spanned<String>> = default,
        "天数为零就是不适用，不是零天"
        "a number of days that is zero says that the question does not arise, and not none"
        pub no_zero_days: bool = default,
        "三个数的日期里，年不在前面时的顺序"
        "in which order a date of three numbers gives its parts where its year is not first"
        pub dates: Dates = default,
    }
}

choices! {
    /// In which order dates are written.
    #[derive(Clone, Copy, Default)]
    pub(super) enum Dates {
        "只读年在前面的日期" "only dates with the year first are read"
        #[default] Year = "year-first",
        "月、日、年" "month, day, year"
        Month = "month-first",
        "日、月、年" "day, month, year"
        Day = "day-first",
    }
}

keys! {
    /// A section of the report.
    pub(super) struct SectionEntry {
        "规则里用的标识；分组之下写作 `group.item`" "the id that rules use; below a group it is `group.item`"
        pub id: Spanned<String>,
        "部分的标题" "its title as printed"
        pub title: String,
        "意思相同、不必提醒的其他写法" "wordings that mean the same and are worth no remark"
        pub aliases: Vec<String> = default,
    }
}

keys! {
    /// A table.
    pub(super) struct TableEntry {
        "规则里用的标识；分组之下写作 `group.item`" "the id that rules use; below a group it is `group.item`"
        pub id: Spanned<String>,
        "表格所在部分的标识" "the section it stands in, by its id"
        pub section: Option<Spanned<String>>,
        "表的名称" "the table's name"
        pub title: Bilingual,
        "表中不属于任何行列的文字" "texts of the table that belong to no row or column"
        pub furniture: Vec<String> = default,
        "不装数的列的表头，例如 行次" "headings of columns that carry nothing, such as line numbers"
        pub skip: Vec<String> = default,
        "表中行列一致的一块" "a part of the table with the same rows and columns throughout"
        pub block: Vec<BlockEntry>,
        "报告里可以没有；没有时不算缺少，涉及它的关系不核对"
        "a report may leave it out: what is not there is not missed, and relations about it do not apply"
        pub optional: bool = default,
        "从这一年起报告里要有这张表，更早的可以没有"
        "the first year whose reports must have it; those of earlier years may leave it out"
        pub since: Option<i32>,
        "到这一年为止报告里要有这张表，更晚的可以没有"
        "the last year whose reports must have it; those of later years may leave it out"
        pub until: Option<i32>,
        "不印在本表里，取自同一文件中同一单位、同一期间的另一张表"
        "not printed here: the cells of another form's table in the same file, of the same organ and period"
        pub from: Option<FromEntry>,
    }
}

keys! {
    /// The table of another form that a table repeats.
    pub(super) struct FromEntry {
        "那张表的标识" "that form, by its id"
        pub form: Spanned<String>,
        "其中的哪张表" "which of its tables"
        pub table: Spanned<String>,
    }
}

keys! {
    /// A part of a table with the same rows and columns throughout.
    pub(super) struct BlockEntry {
        "这一块上方的文字" "what stands above it"
        pub caption: Option<String>,
        "行向下还是向右排列" "which way the rows run"
        pub rows_run: Run = default,
        "列，从左到右" "its columns in order"
        pub columns: Vec<ColumnEntry>,
        "行，从上到下" "its rows in order"
        pub rows: Vec<RowEntry> = default,
        "随报告而定的行：报告里有几个键就有几行，地址为 `table/row[key]/column`"
        "rows that the form leaves open, one for each key a report has, with the address `table/row[key]/column`"
        pub open_rows: Option<OpenRowsEntry>,
    }
}

keys! {
    /// The rows that a block leaves open, one for each key a document has.
    pub(super) struct OpenRowsEntry {
        "规则里用的标识；分组之下写作 `group.item`" "the id that rules use; below a group it is `group.item`"
        pub id: Spanned<String>,
        "键那一列的表头" "what stands above the keys"
        pub label: String,
        "意思相同、不必提醒的其他写法" "wordings that mean the same and are worth no remark"
        pub aliases: Vec<String> = default,
        "键有几段，一般为 1；一行对应两样东西时为 2"
        "how many parts a key has: 1 for most, 2 where a row is for a pair of things"
        pub keys: Option<Spanned<usize>>,
        "排在其他行（例如合计）之后" "they stand below the other rows, such as the total"
        pub last: bool = default,
        "其他表里有的键，这里可以没有" "a key of another table may have no row here"
        pub optional: bool = default,
    }
}

choices! {
    /// Which way the rows run.
    #[derive(Clone, Copy, Default)]
    pub(super) enum Run {
        "行一行行向下排" "one below the other"
        #[default] Down = "down",
        "行从左向右排" "one beside the other"
        Across = "across",
    }
}

choices! {
    /// What the cells of a column hold.
    #[derive(Clone, Copy, Default)]
    pub(super) enum Kind {
        "数量：不小于零的整数" "a count: whole, not below zero"
        #[default] Count = "count",
        "可正可负的整数" "a whole number, also below zero"
        Signed = "signed",
        "金额：可以有小数" "an amount, with decimals"
        Amount = "amount",
        "金额，可以是负数，括号里的是负数" "an amount with either sign; one in brackets is below zero"
        SignedAmount = "signed-amount",
        "百分比" "a percentage, with or without its sign"
        Percent = "percent",
        "天数：可以有小数，不小于零" "a number of days, with decimals, not below zero"
        Days = "days",
        "日期" "a day of the calendar"
        Date = "date",
        "文字：`choices` 里的词，没有写这个键时任何文字" "text: one of `choices`, or any where there are none"
        Words = "words",
        "是或否" "yes or no"
        YesNo = "yes-no",
    }
}

keys! {
    /// A column.
    pub(super) struct ColumnEntry {
        "规则里用的标识；分组之下写作 `group.item`" "the id that rules use; below a group it is `group.item`"
        pub id: Spanned<String>,
        "表上印的名称" "the label as printed"
        pub label: String,
        "意思相同、不必提醒的其他写法" "wordings that mean the same and are worth no remark"
        pub aliases: Vec<String> = default,
        "意思相同、但应当提醒的其他写法" "wordings that mean the same and are remarked"
        pub altered: Vec<String> = default,
        "是下面各项的合计" "stands for the items below it"
        pub group: bool = default,
        "这一列装什么数" "what figures the column holds"
        pub kind: Kind = default,
        "表头印的金额单位，例如 万元" "the unit of money that the heading prints, such as “thousand dollars”"
        pub unit: Option<String>,
        "报告里可以没有；没有时不算缺少，涉及它的关系不核对"
        "a report may leave it out: what is not there is not missed, and relations about it do not apply"
        pub optional: bool = default,
        "数字四舍五入到几位小数；这样的数代表一个范围"
        "to how many decimals its figures are rounded; such a figure stands for all that round to it"
        pub rounded: Option<usize>,
        "`words` 列里可以写的词，`yes-no` 列里先写“是”再写“否”；同义的写法用 `|` 隔开"
        "the words that a column of `words` may hold, for `yes-no` yes and then no; `|` between wordings of one"
        pub choices: Vec<String> = default,
    }
}

keys! {
    /// A row. What its cells hold is stated by their columns.
    pub(super) struct RowEntry {
        "规则里用的标识；分组之下写作 `group.item`" "the id that rules use; below a group it is `group.item`"
        pub id: Spanned<String>,
        "表上印的名称" "the label as printed"
        pub label: String,
        "意思相同、不必提醒的其他写法" "wordings that mean the same and are worth no remark"
        pub aliases: Vec<String> = default,
        "意思相同、但应当提醒的其他写法" "wordings that mean the same and are remarked"
        pub altered: Vec<String> = default,
        "是下面各项的合计" "stands for the items below it"
        pub group: bool = default,
        "报告里可以没有；没有时不算缺少，涉及它的关系不核对"
        "a report may leave it out: what is not there is not missed, and relations about it do not apply"
        pub optional: bool = default,
    }
}
