//! What the keys of data sources are for.

use super::Meaning;

pub(super) const SOURCE: &[Meaning] = &[
    ("source", "一种数据文件", "a kind of data file"),
    ("source.format", "文件格式", "its format"),
    (
        "source.root",
        "XML 最外层的元素，可以带命名空间前缀",
        "the outermost element of XML, with or without the prefix of a namespace",
    ),
    (
        "source.has",
        "JSON 最外层必须有的键，或 CSV 第一行必须有的列名",
        "names that the outermost object of JSON, or the first line of CSV, must have",
    ),
    (
        "source.namespaces",
        "前缀代表的命名空间，`*` 代表任意文字",
        "what prefixes stand for: URIs, with `*` for anything",
    ),
    (
        "source.facts",
        "机关、年份和标题在哪里",
        "where organ, year and title stand",
    ),
    ("facts.organization", "机关名称", "whose report it is"),
    (
        "facts.year",
        "报告年度：文字里的第一个四位数",
        "the year: the first four digits of the text",
    ),
    ("facts.title", "标题", "the title"),
    (
        "source.ignored",
        "可以不理会的元素",
        "elements whose figures are no one's concern",
    ),
    (
        "source.keys",
        "各行说的是谁：记录用标识引用的元素",
        "what rows are about: elements that records refer to",
    ),
    (
        "keys.of",
        "它们是哪些开放行的键",
        "the open rows that they are the keys of",
    ),
    (
        "keys.row",
        "它代表表格里的哪一行（合计）",
        "the row of the form that it is, the total",
    ),
    (
        "keys.key",
        "键在哪里；取第一个不空的",
        "where the key stands: the first that is not blank counts",
    ),
    ("keys.label", "名称在哪里", "where its name stands"),
    (
        "source.record",
        "一种记录：一张表的数字",
        "records with figures of one table",
    ),
    ("record.table", "填入哪张表", "the table that they fill"),
    (
        "record.section",
        "记录所在的元素；没有这个元素就是没有这张表",
        "the element in which they stand; without it the table is missing",
    ),
    (
        "at",
        "在哪里：元素名之间写 `/`，属性写作 `/@name`，记录本身写作 `.`",
        "where: names with `/` between them, an attribute as `/@name`, the record itself as `.`",
    ),
    (
        "id",
        "引用它时用的标识在哪里",
        "where the id stands by which others refer to it",
    ),
    (
        "record.link",
        "把记录和行联系起来的元素",
        "the element that links records to rows",
    ),
    (
        "link.record",
        "其中指明记录的地方",
        "where it names the record",
    ),
    ("record.row", "总是填这一行", "always this row of the form"),
    (
        "record.by",
        "指明行的地方；有 link 时从 link 起；写几个则键有几段",
        "where the row is named, from the link if there is one; several give the parts of a key",
    ),
    (
        "record.of",
        "哪些开放行：键没有另外列出，或者有几段时",
        "the open rows meant, where keys are listed nowhere or have several parts",
    ),
    (
        "record.total_table",
        "键的最后一段是合计时，填入哪张表",
        "the table that is filled where the last part of the key is a total",
    ),
    (
        "record.totals",
        "表示合计的文字，和它代表的行",
        "texts that mean the total, with the row that each stands for",
    ),
    (
        "columns",
        "列，和各列的数字在哪里",
        "columns, each with where its figure stands",
    ),
    (
        "record.codes",
        "由代码说明是哪一列的数字",
        "figures whose column a code says",
    ),
    ("codes.code", "代码在哪里", "where the code stands"),
    ("codes.value", "数字在哪里", "where the figure stands"),
    (
        "codes.columns",
        "列，和各列的代码",
        "columns, each with its code",
    ),
    (
        "record.lists",
        "记录里一再出现的元素：各有自己的列，列名里写 `{n}`，或者各有自己的行",
        "elements that repeat in a record: each has columns of its own, with `{n}` in their names, or a row of its own",
    ),
    (
        "lists.table",
        "各占一行时，是哪张表；键是记录的行和它自己的键",
        "the table in which each has a row of its own: the key is that of the record's row, and its own",
    ),
    (
        "lists.key",
        "它自己的键在哪里；不写则为序号",
        "where its own key stands; without it, its number",
    ),
    (
        "record.only",
        "记录里必须有的文字，不符的不是这种记录",
        "what must stand in a record for it to be one of these",
    ),
];
