//! What the keys of a rule file are for.

use super::entry::Meaning;

/// The keys of a rule file.
pub(super) const RULE: &[Meaning] = &[
    (
        "name",
        "规则名：小写字母、数字和连字符",
        "the rule's name, in kebab-case",
    ),
    (
        "severity",
        "严重程度：表格或法规明文规定的用 `error`，要人判断的用 `warning`",
        "what the form or the law says is an `error`; what needs judgement is a `warning`",
    ),
    (
        "authority",
        "依据的种类",
        "what kind of source the rule rests on",
    ),
    ("citation", "依据的出处", "where the source says so"),
    (
        "title",
        "规则列表里的一行说明",
        "one line for lists of rules",
    ),
    (
        "message",
        "发现问题时的话，可用 {row} 等占位符",
        "what a finding says, with placeholders such as {row}",
    ),
    ("why", "为什么应当如此", "why it must be so"),
    ("help", "怎么改", "what to do about a finding"),
    (
        "applies_to",
        "适用的表格；不写时，包内规则用于本包，单独的规则用于具备所提单元格的表格",
        "forms by id; without it, those of the pack, or every form that has what the rule names",
    ),
    (
        "since",
        "从哪一年的报告起检查；不知道报告年度时不作判断",
        "from the reports of this year on; where the report's year is not known, it is blocked",
    ),
    (
        "until",
        "到哪一年的报告为止",
        "up to the reports of this year",
    ),
    (
        "status",
        "规则是否已经定下来",
        "whether the rule is settled",
    ),
    (
        "confidence",
        "发现的是问题的把握有多大",
        "how sure it is that what it finds is wrong",
    ),
    ("organs", "只用于某些机关", "only for some organs"),
    (
        "organs.ends",
        "机关名称以其中之一结尾",
        "the organ's name ends in one of these",
    ),
    (
        "organs.except",
        "机关名称不以其中任何一个结尾",
        "the organ's name ends in none of these",
    ),
    (
        "relation",
        "单元格之间应当成立的关系",
        "a relation that must hold between cells",
    ),
    (
        "relation.each",
        "对每一列（`column of TABLE`）或每一行（`row of TABLE`）各算一次；几张表用 `+` 连接，`TABLE[a + b]` 只取这些行或列，`TABLE[*]` 只取开放行",
        "once for each column (`column of TABLE`) or row (`row of TABLE`); several tables are joined by `+`, `TABLE[a + b]` takes only those rows or columns, `TABLE[*]` the open rows",
    ),
    (
        "relation.when",
        "满足这个条件才检查",
        "only checked where this condition holds",
    ),
    (
        "relation.assert",
        "应当成立的等式、不等式或条件",
        "the comparison or condition that must hold",
    ),
    (
        "relation.tables",
        "给表起的名称，各写与 `each` 中的表依次对应的表",
        "names for tables, each with the tables that go with those of `each`, in the same order",
    ),
    (
        "relation.not_applicable",
        "不适用的单元格（如 `N/A`）使关系不适用（skip，求和时略过），还是按零计（zero）",
        "whether a cell that does not apply (`N/A`) makes the relation not apply (a sum leaves it out), or counts as zero",
    ),
    (
        "relation.blanks",
        "空白单元格按零计（zero），还是不作判断（skip）",
        "whether a blank cell counts as zero, or keeps the relation from being judged",
    ),
    (
        "relation.blank",
        "问题出在空白单元格时的话，可用 {should}、{total}",
        "what a finding says where blank cells are what is wrong, with {should} and {total}",
    ),
    (
        "blank.total",
        "等式一边只有一格，而这一格空白",
        "where the only cell of a side is blank",
    ),
    (
        "blank.parts",
        "合计填了，各项全部空白",
        "where the total is there and all its parts are blank",
    ),
    ("blank.some", "有的单元格空白", "where some cell is blank"),
    ("cell", "单元格的写法", "how a cell is written"),
    ("cell.is", "找哪种写法", "which way of writing to look for"),
    (
        "cell.grades",
        "个别单元格另外定级",
        "cells in which a finding matters more or less",
    ),
    (
        "grades.cells",
        "单元格的地址，`*` 代表任何一项",
        "the cells, by address; `*` stands for any",
    ),
    (
        "grades.severity",
        "在这些单元格里的严重程度",
        "how much it matters there",
    ),
    (
        "unchanged",
        "与上年报告相同的数字",
        "figures that are those of last year's report",
    ),
    (
        "unchanged.cells",
        "比较哪些单元格，`*` 代表任何一项",
        "which cells are compared, by address; `*` stands for any",
    ),
    (
        "unchanged.filled",
        "至少有这么多格不为零才比较",
        "only where at least this many are not zero",
    ),
    (
        "variant",
        "在其中一种表格里的不同说法",
        "what the rule says otherwise in one form",
    ),
    ("variant.form", "表格的标识", "the form, by its id"),
    ("table", "整张表的写法", "how a whole table is written"),
    ("table.is", "找哪种写法", "which way of writing to look for"),
    ("report", "整份报告的样子", "what a whole report is like"),
    ("report.is", "找哪种样子", "which one to look for"),
    (
        "observation",
        "读取报告时看到的情况",
        "something seen while the report was read",
    ),
    ("observation.kind", "哪种情况", "which one"),
    (
        "text",
        "某一部分必须提到的内容",
        "what a section must mention",
    ),
    ("text.section", "部分的标识", "the section, by its id"),
    (
        "text.or_in",
        "写在这些部分也可以",
        "sections that may say it instead",
    ),
    (
        "text.mentions",
        "每组词至少出现一个",
        "of each group of words one must occur",
    ),
    (
        "text.never",
        "不应出现的词，`*` 代表几个字",
        "words that must not occur; `*` stands for a few characters",
    ),
    (
        "text.unless",
        "`*` 所代表的字中有其中之一就不算",
        "no harm where what stands for `*` has one of these",
    ),
    (
        "text.since",
        "从这一年的报告起",
        "from the reports of this year on",
    ),
    (
        "copied",
        "与上年报告雷同的文字",
        "prose copied from last year's report",
    ),
    (
        "copied.sections",
        "看哪些部分",
        "which sections are compared",
    ),
    (
        "copied.characters",
        "至少有这么多字才比较",
        "only texts with at least this many characters",
    ),
    (
        "copied.percent",
        "相同的字占到百分之多少",
        "from this many per cent the same",
    ),
    (
        "copied.peers",
        "也与其他单位的文字比较",
        "compared with other units' texts, too",
    ),
    (
        "peers.message",
        "与其他单位雷同时的话",
        "what a finding says of a text that another unit has",
    ),
    (
        "peers.common",
        "超过百分之多少的单位都有的话是套话，不算雷同",
        "words that more than this many per cent of the units have are no copies",
    ),
    (
        "peers.common_units",
        "少于这么多个单位有的话不算套话",
        "words that fewer units than this have always count",
    ),
    (
        "roll_up",
        "等于下属各单位之和的单元格",
        "cells that are the sums over the units that count towards the report's",
    ),
    (
        "roll_up.cells",
        "哪些单元格，`*` 代表任何一项",
        "which cells, by address; `*` stands for any",
    ),
    (
        "published",
        "报告公布的期限",
        "the days by which reports are to be published",
    ),
    (
        "published.labels",
        "页面上公布日期前面的字样",
        "what stands before the day of publication on a page",
    ),
    (
        "published.metas",
        "网页头部写公布日期的名称",
        "the names under which the head of a page gives it",
    ),
    (
        "published.deadlines",
        "期限，按先后取第一个适用的",
        "the days; the first that fits counts",
    ),
    (
        "deadlines.level",
        "单位的级别，与单位表相同",
        "the level of the unit, as in the units file",
    ),
    (
        "deadlines.month",
        "报告年度次年的几月",
        "the month of the year after the report's",
    ),
    ("deadlines.day", "几日", "the day of the month"),
    (
        "deadlines.since",
        "从哪个年度的报告起",
        "from the reports of this year on",
    ),
    (
        "deadlines.until",
        "到哪个年度的报告为止",
        "up to the reports of this year",
    ),
    (
        "narrative",
        "文字与表格是否一致：写下面几种之一",
        "what the prose says against the tables: one of these kinds",
    ),
    (
        "narrative.claim",
        "文字里的一种说法，与它可能指的单元格比较",
        "a claim of the prose, against the cells it may mean",
    ),
    ("narrative.claim.name", "说法的名称", "the claim's name"),
    (
        "narrative.share",
        "前面数字所占的百分比",
        "percentages of the figure before",
    ),
    (
        "narrative.share.nearly",
        "找尾数舍入的差错，而不是算错的",
        "looks for shares off by their last digit, not for wrong ones",
    ),
    (
        "narrative.share.bases",
        "百分比可能以什么为基数",
        "what it may be a share of",
    ),
    (
        "narrative.parts",
        "总数后面列出的分项",
        "lists of parts after a total",
    ),
    (
        "narrative.parts.opens",
        "引出分项的词",
        "the words that open a list",
    ),
    (
        "narrative.parts.families",
        "同一类的词：一列分项都属于同一类",
        "words of one kind: all parts of a list are of the same",
    ),
    ("families.words", "这一类的词", "the words"),
    (
        "families.whole",
        "这一类的分项没有遗漏，加起来应等于总数",
        "such a list leaves nothing out: it adds up to the total",
    ),
    ("narrative.amount", "金额", "amounts of money"),
    (
        "narrative.amount.at_most",
        "不超过这些单元格之和",
        "not more than this sum of cells",
    ),
    (
        "narrative.amount.multiple_of",
        "是这个数（最小单位）的倍数",
        "a multiple of this, in the smallest unit",
    ),
    (
        "at_most.times",
        "表中一个单位是文字里的多少个单位",
        "how many units of the text one of the table is",
    ),
    (
        "narrative.year",
        "计划所说的年份",
        "the years that plans are for",
    ),
    (
        "narrative.year.sections",
        "看哪些部分",
        "which sections are read",
    ),
    (
        "narrative.year.later_by",
        "至少比报告年度晚几年",
        "how many years after the report's at the earliest",
    ),
    (
        "says",
        "说法的模板，例如 `收到|受理 * 申请 #`",
        "templates with the figure, such as `收到|受理 * 申请 #`",
    ),
    (
        "denies",
        "表示没有的模板，不带 `#`",
        "templates that say zero, without `#`",
    ),
    (
        "after",
        "同一段前面须有其中一个词",
        "one of these must stand before it in its paragraph",
    ),
    (
        "unless",
        "同一句前面有其中任何一个词就不算",
        "none of these may stand before it in its sentence",
    ),
    (
        "not_near",
        "与同一句前一个件数之间有其中任何一个词就不算",
        "none of these may stand between it and the count before in its sentence",
    ),
    (
        "about",
        "说的是这些话题之一：前面最后提到的话题须是它",
        "the topics it may be about: the last one spoken of must be one of them",
    ),
    (
        "of_parts",
        "说的可以是其中一部分（如某类申请人）",
        "it may be about a part of what is counted, such as those who apply",
    ),
    (
        "or_more",
        "文字里的数可以比表中大",
        "the figure may be greater than what is in the cells",
    ),
    (
        "or_less",
        "文字里的数可以比表中小",
        "the figure may be smaller than what is in the cells",
    ),
    (
        "reads",
        "这句话可能指的单元格之和，最可能的在前",
        "the sums of cells it may mean, likeliest first",
    ),
    (
        "sum",
        "单元格之和，例如 `sum(table[row, column])`",
        "a sum of cells, such as `sum(table[row, column])`",
    ),
    (
        "example",
        "例子：这条规则应当通过或应当发现问题的数字",
        "figures that the rule must pass, or find",
    ),
    (
        "example.passes",
        "应当通过（true）还是应当发现问题（false）",
        "whether the rule passes, or finds something",
    ),
    (
        "example.cells",
        "单元格 `\"table/row/column\"` 的内容；没写的为 0",
        "cells by address, `\"table/row/column\"`; those not named are zero",
    ),
    (
        "example.blank",
        "没写的单元格为空白，而不是 0",
        "cells not named are blank, not zero",
    ),
    (
        "example.prior",
        "上年报告的单元格",
        "cells of last year's report",
    ),
    (
        "example.facts",
        "年份和文字，例如 `year`、`section.ID`",
        "years and texts, such as `year` and `section.ID`",
    ),
    (
        "example.observed",
        "读取时看到了这种情况",
        "it was seen while the report was read",
    ),
    (
        "example.form",
        "只是这种表格的例子",
        "an example for this form only",
    ),
    (
        "example.others",
        "其他报告的单元格：合计的各单位，或同一报告的另一份文件",
        "cells of other reports: those that are added up, or another file of the same",
    ),
    (
        "example.seen",
        "读取时看到了什么",
        "what was seen while the report was read",
    ),
    (
        "example.expects",
        "应当发现的是什么问题",
        "what the finding is",
    ),
    (
        "expects.at",
        "问题所在的行或列",
        "the row or column of the finding",
    ),
    (
        "expects.cell",
        "问题涉及的一个单元格",
        "a cell that the finding names",
    ),
    (
        "expects.message",
        "问题说明里的话",
        "words of the finding's message",
    ),
    ("seen.expected", "表样里的内容", "what the form has"),
    ("seen.found", "报告里的内容", "what the report has"),
    (
        "text.hollow",
        "本身什么也没说的字词，不计字数",
        "words that say nothing by themselves and do not count",
    ),
    (
        "text.at_least",
        "至少有这么多字（标点不计）",
        "at least this many characters, signs apart",
    ),
    (
        "narrative.amount.some_of",
        "有这笔金额时不能为零的单元格之和",
        "a sum of cells that cannot be nothing where there is an amount",
    ),
    (
        "some_of.below",
        "只看低于此数的金额",
        "only for amounts below this",
    ),
    (
        "narrative.amount.within",
        "不超过同一段前面所说的金额",
        "not more than the amount said before in its paragraph",
    ),
    (
        "within.amount",
        "前面金额的说法",
        "how the greater amount is said",
    ),
    (
        "within.count",
        "件数的说法，为零则不应有金额",
        "how a count is said without which there is no amount",
    ),
    (
        "narrative.words",
        "文字里不能有或应当有的词",
        "words that must not stand in a text, or must",
    ),
    (
        "words.never",
        "不能有这些词",
        "none of these may stand there",
    ),
    (
        "words.one_of",
        "应当有其中一个词",
        "one of these must stand there",
    ),
    (
        "words.since",
        "从这一年的报告起",
        "from the reports of this year on",
    ),
    (
        "narrative.change",
        "与另一个数比较的增减",
        "how a figure has changed from another one",
    ),
    (
        "change.than",
        "引出比较的词",
        "words that open a comparison",
    ),
    (
        "change.more",
        "表示增加的词",
        "words that say it became more",
    ),
    (
        "change.less",
        "表示减少的词",
        "words that say it became less",
    ),
    (
        "parts.unless",
        "紧接在这些词后面的不是总数",
        "a figure right after one of these is no total",
    ),
    ("narrative.period", "统计期限", "the statistical period"),
    (
        "narrative.current",
        "文字说的是哪一年",
        "the year that a text speaks of",
    ),
    (
        "current.unless",
        "这些词后面的年份不算",
        "a year after one of these does not count",
    ),
    (
        "unless_before",
        "这些词前面的年份不算",
        "a year before one of these does not count",
    ),
    (
        "narrative.organ",
        "文字里提到的其他机关",
        "other organs that a text names",
    ),
    (
        "organ.to",
        "机关名称前面的词（向）",
        "what stands before the organ",
    ),
    (
        "organ.ends",
        "机关名称的结尾",
        "the ends of names of organs",
    ),
    (
        "organ.made",
        "机关名称后面的词（提出）",
        "what stands after the organ",
    ),
    (
        "organ.what",
        "同一句后面须有其中一个词",
        "one of these follows in the sentence",
    ),
    (
        "organ.named",
        "报告自称的写法",
        "how a report names its own organ",
    ),
    (
        "named.before",
        "机关名称前面的词；不写时是句首或年份",
        "what stands before the name; without it a clause or a year",
    ),
    (
        "named.after",
        "机关名称后面的词",
        "what stands after the name",
    ),
    (
        "named.elsewhere",
        "只看别处的机关：同一地方的其他机关可以写在这里",
        "only organs of another place: others of the same place may stand there",
    ),
    (
        "organ.anyone",
        "不是某一个机关的称呼",
        "names that are those of no one organ",
    ),
    (
        "texts",
        "看哪些文字：部分的标识，或 `title`、`preamble`",
        "the texts it looks at: ids of sections, `title` or `preamble`",
    ),
    (
        "not_after",
        "紧接在这些词后面就不算",
        "none of these may stand right before it",
    ),
];
