//! Everything that can be wrong with the files of a pack, with what to do about it, in both
//! languages.

mod facts;
mod named_files;
mod names;

use gouji_model::{Bilingual, Field, PatternFault};

pub(crate) use facts::*;
pub(crate) use named_files::*;
pub(crate) use names::*;

use crate::suggestion::advice;

/// What is wrong at a place of a file, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// What is wrong.
    pub message: Bilingual,
    /// What to do.
    pub help: Bilingual,
}

type Words<'w> = (&'w str, &'w str);

const CELLS: Words<'static> = (
    "单元格写作 表[行, 列]，用表格文件里的标识",
    "cells are written table[row, column] with the ids of the form",
);

fn mistake(zh: impl Into<String>, en: impl Into<String>, help: Words<'_>) -> Mistake {
    Mistake {
        message: Bilingual::new(zh, en),
        help: Bilingual::new(help.0, help.1),
    }
}

/// What the TOML parser says, which knows no Chinese.
pub(crate) fn toml(message: &str) -> Mistake {
    let known = TOML.iter().find(|(begins, ..)| message.starts_with(begins));
    let Some((_, zh, help_zh, help_en)) = known else {
        return mistake(format!("TOML 写法有误：{message}"), message, KEYS);
    };
    mistake(*zh, message, (help_zh, help_en))
}

const KEYS: Words<'static> = (
    "键和写法见内置规则文件和 docs/rule-language.zh-CN.md",
    "see the rule files of the built-in packs for the keys and their form",
);

/// What the TOML parser says most often: how it begins, in Chinese, and what to do.
const TOML: [(&str, &str, &str, &str); 6] = [
    (
        "invalid unquoted key",
        "键里有要加引号的字符",
        "给键加上引号，例如 \"requests/new/total\" = 3",
        "put the key in quotes, as in `\"requests/new/total\" = 3`",
    ),
    (
        "missing comma between key-value pairs",
        "前面的大括号没有写完",
        "补上 }，或在两项之间加上逗号",
        "close the braces before it with `}`, or put a comma between the two",
    ),
    (
        "unclosed table",
        "表名没有写完",
        "在后面加上 ]",
        "add the `]`",
    ),
    (
        "string values must be quoted",
        "文字没有引号",
        "给文字加上引号",
        "put the text in quotes",
    ),
    (
        "invalid basic string",
        "文字的引号或转义有误",
        "补上后面的引号；引号写作 \\\"，反斜杠写作 \\\\",
        "close the quotes; a quote in them is written `\\\"`, a backslash `\\\\`",
    ),
    (
        "key with no value",
        "键没有值",
        "在后面写上 = 和值",
        "write `=` and a value after it",
    ),
];

/// A key that stands twice in its table.
pub(crate) fn key_twice(key: &str) -> Mistake {
    let key = key.trim_matches(['"', '\'']);
    let help = (
        "留下一个；要写几项的，用 [[…]] 或列表",
        "keep one of them; what may be there several times is written under `[[…]]` or as a list",
    );
    let en = format!("the key `{key}` stands here for the second time");
    mistake(format!("键“{key}”在这里第二次出现"), en, help)
}

/// A key that its table does not have, the one that is meant, and those it has.
pub(crate) fn unknown_key(name: &str, meant: Option<&str>, known: &[&str]) -> Mistake {
    let otherwise = Bilingual::new(
        format!("可用：{}", known.join("、")),
        format!("there are: {}", known.join(", ")),
    );
    let near: Vec<&str> = meant.map_or_else(|| known.to_vec(), |meant| vec![meant]);
    Mistake {
        message: Bilingual::new(
            format!("这里没有叫“{name}”的键"),
            format!("no key is called `{name}` here"),
        ),
        help: advice(name, near, otherwise),
    }
}

/// A key that a table lacks, and how it is written.
pub(crate) fn missing_key(name: &str, written: &str) -> Mistake {
    let inside = written.starts_with("[[");
    let help = match inside {
        true => (
            format!("写上 {written}；在别的表下面，前面加上那张表的名字，例如 [[table.{name}]]"),
            format!(
                "write `{written}`; below another table with its name before, as in `[[table.{name}]]`"
            ),
        ),
        false => (format!("写上 {written}"), format!("write `{written}`")),
    };
    let en = format!("the key `{name}` is missing");
    mistake(format!("缺少 {name}"), en, (&help.0, &help.1))
}

pub(crate) fn unknown_word(word: &str, known: &[&str]) -> Mistake {
    let otherwise = Bilingual::new(
        format!("可用：{}", known.join("、")),
        format!("one of: {}", known.join(", ")),
    );
    Mistake {
        message: Bilingual::new(
            format!("这里不能写“{word}”"),
            format!("`{word}` cannot stand here"),
        ),
        help: match advice(word, known.iter().copied(), otherwise.clone()) {
            near if near == otherwise => near,
            near => Bilingual::new(
                format!("{}{}", near.zh, otherwise.zh),
                format!("{} {}", near.en, otherwise.en),
            ),
        },
    }
}

pub(crate) fn list_expected() -> Mistake {
    let help = (
        "写作 [\"…\"]；一张表写在 [[…]] 下面",
        "write it as `[\"…\"]`, a table under `[[…]]`",
    );
    mistake("这里应当是列表", "a list was expected here", help)
}

pub(crate) fn list_in_list_expected() -> Mistake {
    let help = (
        "写作 [[\"…\", \"…\"], [\"…\"]]：里面每个列表是一组，组内任一即可",
        "write it as `[[\"…\", \"…\"], [\"…\"]]`: each list in it is a group of which one is enough",
    );
    mistake("列表里应当是列表", "a list was expected in the list", help)
}

pub(crate) fn text_expected() -> Mistake {
    let help = ("给文字加上引号", "put the text in quotes");
    mistake("这里应当是文字", "a text was expected here", help)
}

pub(crate) fn text_or_whole_expected() -> Mistake {
    let help = (
        "整数直接写，例如 3；其余加引号，例如 \"0.5\"、\"/\"",
        "a whole number as it is, as in `3`; all else in quotes, as in `\"0.5\"` or `\"/\"`",
    );
    let en = "a text or a whole number was expected here";
    mistake("这里应当是文字或整数", en, help)
}

/// A text for people without the language it is in.
pub(crate) fn language_expected(text: &str) -> Mistake {
    let help = (
        format!("写作 {{ zh = \"{text}\" }}；英文写在 en 里"),
        format!("write it as `{{ en = \"{text}\" }}`; Chinese goes into `zh`"),
    );
    let en = "the language of this text is missing";
    mistake("没有写明这是哪种语言", en, (&help.0, &help.1))
}

pub(crate) fn no_language() -> Mistake {
    let help = (
        "写作 { zh = \"…\" }、{ en = \"…\" } 或两种都写；只写一种时，另一种语言也用它",
        "write `{ zh = \"…\" }`, `{ en = \"…\" }` or both; one alone stands for both languages",
    );
    mistake("两种语言都没有写", "no language has a text here", help)
}

pub(crate) fn truth_expected() -> Mistake {
    let help = ("写 true 或 false", "write `true` or `false`");
    let en = "`true` or `false` was expected here";
    mistake("这里应当是 true 或 false", en, help)
}

pub(crate) fn whole_expected() -> Mistake {
    let help = ("不加引号，例如 3", "without quotes, as in `3`");
    mistake("这里应当是整数", "a whole number was expected here", help)
}

pub(crate) fn table_expected() -> Mistake {
    let help = (
        "写作 { 键 = 值 }，给人看的文字写作 { zh = \"…\", en = \"…\" }，只写一种语言也可以",
        "write it as `{ key = value }`, a text for people as `{ zh = \"…\", en = \"…\" }`; one \
         language will do",
    );
    mistake("这里应当是表", "a table was expected here", help)
}

pub(crate) fn rule_name() -> Mistake {
    let help = (
        "照 results-total 的样子写",
        "write it as in `results-total`",
    );
    mistake(
        "规则名只用小写字母、数字和连字符",
        "a rule's name is kebab-case",
        help,
    )
}

pub(crate) fn several_checks() -> Mistake {
    let help = ("每个规则文件只写一项", "write one rule file for each");
    let en = "the rule says more than one thing to check";
    mistake("一条规则写了不止一项检查", en, help)
}

/// The kinds of `[narrative]`.
const KINDS: &str = "claim, share, parts, amount, year, words, change, period, current, organ";

pub(crate) fn several_kinds(first: &str, second: &str) -> Mistake {
    let help = ("每个规则文件只写一种", "write one rule file for each");
    mistake(
        format!("[narrative] 里已有 {first}，不能再有 {second}"),
        format!("`[narrative]` has `{first}` already and cannot have `{second}` as well"),
        help,
    )
}

pub(crate) fn no_kind() -> Mistake {
    let help = (
        format!("写上其中一种：{KINDS}"),
        format!("write one of {KINDS}"),
    );
    let en = "`[narrative]` does not say what it compares";
    mistake("[narrative] 没有说比较什么", en, (&help.0, &help.1))
}

pub(crate) fn no_check() -> Mistake {
    let help = (
        "写上 [relation]、[cell]、[table]、[report]、[observation]、[text]、[copied]、[unchanged]、[narrative] 之一",
        "add one of [relation], [cell], [table], [report], [observation], [text], [copied], \
         [unchanged], [narrative]",
    );
    let en = "the rule does not say what it checks";
    mistake("规则没有说检查什么", en, help)
}

pub(crate) fn observation(name: &str, known: &[&str]) -> Mistake {
    let (zh, en) = (known.join("、"), known.join(", "));
    let all = Bilingual::new(format!("可用：{zh}"), format!("one of: {en}"));
    Mistake {
        message: Bilingual::new(
            format!("没有叫“{name}”的观察"),
            format!("nothing is observed under the name `{name}`"),
        ),
        help: advice(name, known.iter().copied(), all),
    }
}

pub(crate) fn no_cell(address: &str) -> Mistake {
    let en = format!("the form has no cell `{address}`");
    mistake(format!("表格没有单元格“{address}”"), en, CELLS)
}

pub(crate) fn no_name(table: &str, name: &str) -> Mistake {
    let en = format!("no row or column of `{table}` is called `{name}`");
    mistake(format!("“{table}”没有叫“{name}”的行或列"), en, CELLS)
}

pub(crate) fn no_table(id: &str) -> Mistake {
    let en = format!("the form has no table `{id}`");
    mistake(format!("表格没有“{id}”这张表"), en, CELLS)
}

/// A fact of an example that no report has.
pub(crate) fn example_fact(name: &str, known: &[&str]) -> Mistake {
    let all = Bilingual::new(
        format!(
            "可用：{}、section.部分，或单元格 表/行/列",
            known.join("、")
        ),
        format!(
            "there are {}, section.ID, and cells as table/row/column",
            known.join(", ")
        ),
    );
    Mistake {
        message: Bilingual::new(
            format!("报告没有叫“{name}”的内容"),
            format!("a report has nothing that is called `{name}`"),
        ),
        help: advice(name, known.iter().copied(), all),
    }
}

/// A month or a day that no calendar has.
pub(crate) fn no_day(found: u32, most: u8) -> Mistake {
    let message = Bilingual::new(
        format!("没有第 {found} 月或日"),
        format!("there is no month or day {found}"),
    );
    let help = Bilingual::new(format!("写 1 到 {most}"), format!("write 1 to {most}"));
    Mistake { message, help }
}

pub(crate) fn no_pack() -> Mistake {
    let help = (
        "gouji rules 列出各规则包",
        "`gouji rules` shows the packs by name",
    );
    let en = "no pack in force is among those the rule applies to";
    mistake("规则所适用的规则包都不在用", en, help)
}

pub(crate) fn name_taken(name: &str, origin: &str) -> Mistake {
    let help = ("换一个规则名", "give the rule another name");
    let en = format!("a rule `{name}` is already in {origin}");
    mistake(format!("{origin} 里已经有规则“{name}”"), en, help)
}

pub(crate) fn template(message: &str) -> Mistake {
    let help = (
        "照 收到|受理 * 申请 # 的样子写",
        "write it as in `收到|受理 * 申请 #`",
    );
    mistake(format!("模板写法有误：{message}"), message, help)
}

pub(crate) fn sum_expected() -> Mistake {
    mistake(
        "这里应当是单元格之和",
        "a sum of cells is expected here",
        CELLS,
    )
}

pub(crate) fn formula_too_long() -> Mistake {
    let help = ("拆成几条规则", "make several rules of it");
    mistake("公式太长", "the formula is too long", help)
}

pub(crate) fn formula_too_deep() -> Mistake {
    let help = ("拆成几条规则", "make several rules of it");
    let en = "the formula is nested too deeply";
    mistake("公式的括号或 not 套得太深", en, help)
}

pub(crate) fn no_meaning(sign: char) -> Mistake {
    let en = format!("`{sign}` has no meaning in a formula");
    let known = SIGNS.iter().find(|(signs, ..)| signs.contains(sign));
    let help = known.map_or(FORMULA, |(_, zh, en)| (*zh, *en));
    mistake(format!("公式里不能有“{sign}”"), en, help)
}

/// Signs that a formula is often written with, and what to write instead.
const SIGNS: [(&str, &str, &str); 8] = [
    (
        "=",
        "相等写作 ==，例如 requests[new] == 500",
        "equality is written `==`, as in `requests[new] == 500`",
    ),
    ("≤", "写作 <=", "write `<=`"),
    ("≥", "写作 >=", "write `>=`"),
    ("≠!", "不等写作 !=", "inequality is written `!=`"),
    ("×·", "乘号写作 *", "multiplication is written `*`"),
    (
        "/÷",
        "没有除法：把除数乘到另一边，例如 10 * a[x, y] <= 3 * a[z, y]",
        "there is no division: multiply the other side, as in `10 * a[x, y] <= 3 * a[z, y]`",
    ),
    (
        "%％",
        "没有百分号：写成两边的倍数，例如 100 * a[x, y] <= 30 * a[z, y]",
        "there is no percent sign: multiply both sides, as in `100 * a[x, y] <= 30 * a[z, y]`",
    ),
    (
        "（），［］【】＋－＝＜＞。、",
        "公式用半角符号：( ) [ ] , + - * == < >",
        "signs are ASCII ones: ( ) [ ] , + - * == < >",
    ),
];

pub(crate) fn decimal_in_formula(number: &str) -> Mistake {
    let help = (
        "数写作 3 或 0.25，小数点前后都有数字，最多六位小数",
        "numbers are written 3 or 0.25, with digits on both sides of the point and at most six decimals",
    );
    let en = format!("`{number}` is no number");
    mistake(format!("“{number}”不是数"), en, help)
}

pub(crate) fn number_too_large() -> Mistake {
    let help = ("写小一些的数", "write a smaller number");
    mistake("数太大", "the number is too large", help)
}

pub(crate) fn product_of_cells() -> Mistake {
    let help = (
        "只能乘以数，整数或小数，例如 2 * requests[new]、0.25 * requests[new]",
        "only numbers are factors, whole numbers or decimals, as in `2 * requests[new]` or `0.25 * requests[new]`",
    );
    let en = "two sums of cells cannot be multiplied";
    mistake("两个单元格（或两个括号）不能相乘", en, help)
}

/// What stands where a formula could have ended.
pub(crate) fn no_second(sign: &str) -> Mistake {
    let help = match sign {
        "==" | "!=" | "<" | "<=" | ">" | ">=" => (
            "一个条件里只有一个比较；几个条件用 and 连接",
            "a condition has one comparison; join several with `and`",
        ),
        "[" => CELLS,
        _ => FORMULA,
    };
    Mistake {
        help: Bilingual::new(help.0, help.1),
        ..nothing_more()
    }
}

const FORMULA: Words<'static> = (
    "公式的写法见 docs/rule-language.zh-CN.md，例如 requests[new] <= 500",
    "write it as in `requests[new] <= 500`; docs/rule-language.md has all of it",
);

pub(crate) fn expected(zh: &str, en: &str) -> Mistake {
    let message = format!("{en} was expected here");
    mistake(format!("这里应当是{zh}"), message, FORMULA)
}

pub(crate) fn nothing_more() -> Mistake {
    let en = "nothing more was expected here";
    mistake("公式到这里应当结束", en, FORMULA)
}

pub(crate) fn each(written: &str) -> Mistake {
    let help = (
        "写作 column of 表 或 row of 表；几张表用 + 连接，表[a + b] 只取这些行或列",
        "write `column of TABLE` or `row of TABLE`; several tables are joined by `+`, and `TABLE[a + b]` takes only those rows or columns",
    );
    mistake(
        format!("“{written}”既不是 column of 表，也不是 row of 表"),
        format!("`{written}` is neither `column of TABLE` nor `row of TABLE`"),
        help,
    )
}

pub(crate) fn each_table(written: &str, table: &str) -> Mistake {
    let help = (
        "表用 form.toml 里的标识",
        "tables are named by their ids in form.toml",
    );
    let en = format!("`{written}`: the form has no table `{table}`");
    mistake(format!("“{written}”：表格没有“{table}”这张表"), en, help)
}

pub(crate) fn cells_expected() -> Mistake {
    mistake("这里应当是单元格", "cells were expected here", CELLS)
}

pub(crate) fn cell_form() -> Mistake {
    let en = "a cell is written table[row, column]";
    mistake("单元格写作 表[行, 列]", en, CELLS)
}

pub(crate) fn prior_in_list() -> Mistake {
    let en = "last year's cells can be summed, `sum(prior.table[…])`, and are no list";
    mistake(
        "上年的单元格可以写在 sum(prior.表[…]) 里，不能列举",
        en,
        CELLS,
    )
}

pub(crate) fn division() -> Mistake {
    let help = (
        "除法要写明怎样取位：round(a / b, 2)、round_down、round_up；或者另一边同乘",
        "a quotient says how it is rounded, `round(a / b, 2)`, `round_down` or `round_up`; or multiply the other side",
    );
    mistake(
        "除法没有写明取几位小数",
        "a quotient that says nothing of rounding",
        help,
    )
}

pub(crate) fn one_cell() -> Mistake {
    let help = (
        "几行或几列的和写作 sum(表[a + b, 列])",
        "the sum of several rows or columns is written `sum(table[a + b, column])`",
    );
    let en = "a cell has one row and one column";
    mistake("一个单元格只有一行一列", en, help)
}

pub(crate) fn no_here() -> Mistake {
    let help = (
        "here 是 each 所说的表；写上表的标识",
        "`here` is the table that `each` names; write the id of the table",
    );
    mistake(
        "没有 each，here 不是任何表",
        "without `each`, `here` is no table",
        help,
    )
}

pub(crate) fn table_in_turn(name: &str) -> Mistake {
    let help = (
        "tables 里每个名称要按 each 中表的次序写同样多的表",
        "each name in `tables` has as many tables as `each`, in the same order",
    );
    mistake(
        format!("“{name}”没有与这张表对应的表"),
        format!("`{name}` has no table that goes with this one"),
        help,
    )
}

pub(crate) fn empty_set() -> Mistake {
    mistake("这个集合是空的", "this set is empty", CELLS)
}

pub(crate) fn second(kind: Words<'_>, id: &str) -> Mistake {
    let help = ("各取一个不同的标识", "give each an id of its own");
    let (zh, en) = kind;
    let en = format!("a second {en} `{id}`");
    mistake(format!("{zh}“{id}”出现了两次"), en, help)
}

pub(crate) fn unsayable(id: &str) -> Mistake {
    let help = (
        "标识以字母开头，只用字母、数字和下划线，分组之下用点隔开，例如 results.total；表上印的名称写在 label 里",
        "an id begins with a letter and has letters, digits and `_` only, with dots below groups, as in \
         `results.total`; what the form prints is the `label`",
    );
    let en = format!("no formula can name `{id}`");
    mistake(format!("公式里写不出“{id}”这个标识"), en, help)
}

/// A pattern of `[known_by]` that cannot be read.
pub(crate) fn bad_pattern(fault: &PatternFault) -> Mistake {
    let names = Field::NAMES.map(|(name, _)| format!("{{{name}}}"));
    let names = names.join(" ");
    let (zh, en) = match fault {
        PatternFault::Empty => ("样式是空的".to_owned(), "an empty pattern".to_owned()),
        PatternFault::Bracket => (
            "样式里的花括号不成对".to_owned(),
            "a bracket of the pattern has no other".to_owned(),
        ),
        PatternFault::Unknown(name) => (
            format!("样式里没有 {{{name}}} 这一项"),
            format!("a pattern has no field {{{name}}}"),
        ),
        PatternFault::Words(count) => (
            format!("这一项要写 {count} 个词，用 | 隔开"),
            format!("this field has {count} words, with `|` between them"),
        ),
        PatternFault::Neighbours => (
            "两项之间没有文字，分不清前一项到哪里为止".to_owned(),
            "two fields have no text between them, so that where one ends is not known".to_owned(),
        ),
    };
    let zh_help = format!("样式由文字和这些项组成：{names}，例如 编制单位：{{organ}}");
    let en_help = format!("a pattern is made of text and of {names}, as in `Organ: {{organ}}`");
    Mistake {
        message: Bilingual::new(zh, en),
        help: Bilingual::new(zh_help, en_help),
    }
}

/// A block without any row.
pub(crate) fn no_rows() -> Mistake {
    mistake(
        "这一块没有行",
        "this block has no rows",
        (
            "写 rows = […]；行数随报告而定的，写 open_rows = { id = \"…\", label = \"…\" }",
            "write `rows = […]`, or `open_rows = { id = \"…\", label = \"…\" }` where a report says which rows there are",
        ),
    )
}

/// Keys of open rows in more parts than there can be.
pub(crate) fn key_parts(most: usize) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("开放行的键有 1 到 {most} 段"),
            format!("the key of an open row has 1 to {most} parts"),
        ),
        help: Bilingual::new(
            "一般写一段；一行对应两样东西（例如依据和单位）时写 2",
            "one for most; 2 where a row is for a pair of things, such as a statute and a component",
        ),
    }
}

pub(crate) fn too_many(zh: &str, en: &str, most: usize) -> Mistake {
    let help = (
        "拆成几个表格，各做一个规则包",
        "make several forms of it, each a pack of its own",
    );
    mistake(
        format!("表格至多有 {most} {zh}"),
        format!("a form has at most {most} {en}"),
        help,
    )
}

pub(crate) fn shared_cell(table: &str) -> Mistake {
    let help = (
        "一行要分在两个区块，列就不能相同",
        "a row may stand in two blocks only with different columns",
    );
    let en = format!("two blocks of `{table}` share a cell");
    mistake(format!("“{table}”的两个区块有同一个单元格"), en, help)
}
