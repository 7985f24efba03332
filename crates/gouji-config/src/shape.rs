//! Every key of `gouji.toml`: the one definition that the reader checks files against and the
//! JSON Schema is made from.

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// A text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// One of these texts.
    Choice(&'static [&'static str]),
    /// A day, such as `2026-12-31` (without quotes).
    Date,
    /// A whole number.
    Whole,
    /// What a cell holds: a whole number, or a text.
    CellText,
    /// A list of tables with these keys.
    Tables(&'static [Key]),
    /// A table with these keys.
    Table(&'static [Key]),
    /// A table whose keys are the user's, with values of one kind.
    Map(&'static Kind),
}

/// A key with all there is to say about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    /// Its name.
    pub name: &'static str,
    /// What its value may be.
    pub kind: Kind,
    /// Whether its table needs it.
    pub required: bool,
    /// What it does, in Chinese.
    pub zh: &'static str,
    /// What it does, in English.
    pub en: &'static str,
}

/// The names of severities.
pub(crate) const SEVERITIES: &[&str] = &["error", "warning", "info"];

const SELECT: Key = Key {
    name: "select",
    kind: Kind::Texts,
    required: false,
    zh: "只用这些规则：名称、带 * 的名称、group:…、authority:… 或 all",
    en: "only these rules: names, names with `*`, `group:…`, `authority:…` or `all`",
};
const EXTEND_SELECT: Key = Key {
    name: "extend-select",
    kind: Kind::Texts,
    required: false,
    zh: "另外启用这些规则（例如上级配置停用了的）",
    en: "these rules too, such as ones that a base configuration ignores",
};
const IGNORE: Key = Key {
    name: "ignore",
    kind: Kind::Texts,
    required: false,
    zh: "不用这些规则",
    en: "not these rules",
};
const SEVERITY: Key = Key {
    name: "severity",
    kind: Kind::Map(&Kind::Choice(SEVERITIES)),
    required: false,
    zh: "重新定级：规则、group:… 或 authority:… 到 error、warning、info",
    en: "other severities: a rule, `group:…` or `authority:…` to error, warning or info",
};
const FAIL_ON: Key = Key {
    name: "fail-on",
    kind: Kind::Choice(SEVERITIES),
    required: false,
    zh: "发现达到此级别的问题时退出状态为 1",
    en: "the least severity that makes the exit status 1",
};

/// The keys of the file itself.
pub(crate) const ROOT: &[Key] = &[
    Key {
        name: "extends",
        kind: Kind::Text,
        required: false,
        zh: "先采用另一份配置（相对本文件的路径），本文件的内容优先",
        en: "another configuration to start from, relative to this file; what stands here wins",
    },
    Key {
        name: "rules",
        kind: Kind::Texts,
        required: false,
        zh: "另加规则的文件夹（相对本文件的路径）",
        en: "folders with more packs or rules, relative to this file",
    },
    Key {
        name: "lang",
        kind: Kind::Choice(&["zh", "en"]),
        required: false,
        zh: "输出语言",
        en: "language of messages",
    },
    Key {
        name: "baseline",
        kind: Kind::Text,
        required: false,
        zh: "基线文件（相对本文件的路径）：其中的问题不再显示",
        en: "baseline file, relative to this file: findings in it are held back",
    },
    Key {
        name: "exclude",
        kind: Kind::Texts,
        required: false,
        zh: "检查文件夹时略过的文件和文件夹（写法同 .gitignore，从本文件所在的文件夹算起）",
        en: "files and folders passed over in folders, written as in .gitignore, from the folder of this file",
    },
    FAIL_ON,
    SELECT,
    EXTEND_SELECT,
    IGNORE,
    SEVERITY,
    Key {
        name: "audit",
        kind: Kind::Table(AUDIT),
        required: false,
        zh: "报告之间的核对",
        en: "what holds between reports",
    },
    Key {
        name: "per-path",
        kind: Kind::Tables(PER_PATH),
        required: false,
        zh: "只对某些文件的设置，后面的优先",
        en: "settings for some files only; later ones win",
    },
    Key {
        name: "suppress",
        kind: Kind::Tables(SUPPRESS),
        required: false,
        zh: "经核实不再提示的问题，数值变了即重新提示",
        en: "findings looked into and accepted; a changed value reopens them",
    },
];

const AUDIT: &[Key] = &[Key {
    name: "units",
    kind: Kind::Text,
    required: false,
    zh: "单位表（相对本文件的路径），gouji audit 没有 --units 时用它，编辑器也用它",
    en: "the units file, relative to this file: of `gouji audit` without `--units`, and of editors",
}];

const PER_PATH: &[Key] = &[
    Key {
        name: "path",
        kind: Kind::Texts,
        required: true,
        zh: "文件：相对本文件的通配路径；不含 / 时为任何文件夹中的文件名",
        en: "files: globs relative to this file; one without `/` is a file name in any folder",
    },
    SELECT,
    EXTEND_SELECT,
    IGNORE,
    SEVERITY,
    FAIL_ON,
];

const SUPPRESS: &[Key] = &[
    Key {
        name: "rule",
        kind: Kind::Text,
        required: true,
        zh: "规则名称",
        en: "name of the rule",
    },
    Key {
        name: "reason",
        kind: Kind::Text,
        required: true,
        zh: "为什么可以接受",
        en: "why it is accepted",
    },
    Key {
        name: "at",
        kind: Kind::Text,
        required: false,
        zh: "规则的哪一处（输出中的 at）",
        en: "which instance of the rule (`at` in outputs)",
    },
    Key {
        name: "cell",
        kind: Kind::Text,
        required: false,
        zh: "问题涉及的单元格地址",
        en: "address of a cell that the finding rests on",
    },
    Key {
        name: "value",
        kind: Kind::CellText,
        required: false,
        zh: "该单元格的值",
        en: "what that cell holds",
    },
    Key {
        name: "values",
        kind: Kind::Map(&Kind::CellText),
        required: false,
        zh: "各单元格的值",
        en: "what several cells hold, by address",
    },
    Key {
        name: "identity",
        kind: Kind::Text,
        required: false,
        zh: "问题的标识（十六进制数，至少前 12 位），涵盖其全部数值",
        en: "identity of the finding (hexadecimal digits, at least the first 12), which covers all its values",
    },
    Key {
        name: "path",
        kind: Kind::Texts,
        required: false,
        zh: "只对这些文件（写法同 per-path）",
        en: "for these files only, as in `per-path`",
    },
    Key {
        name: "organization",
        kind: Kind::Text,
        required: false,
        zh: "只对该机关的报告",
        en: "for reports of this organ only",
    },
    Key {
        name: "year",
        kind: Kind::Whole,
        required: false,
        zh: "只对该年度的报告",
        en: "for reports of this year only",
    },
    Key {
        name: "author",
        kind: Kind::Text,
        required: false,
        zh: "由谁核实",
        en: "who looked into it",
    },
    Key {
        name: "expires",
        kind: Kind::Date,
        required: false,
        zh: "有效期的最后一天，过后重新提示",
        en: "the last day it holds; the finding is shown again afterwards",
    },
];
