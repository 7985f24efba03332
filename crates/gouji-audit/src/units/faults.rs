//! What is reported of a units file that cannot be used: each mistake with its line and what to do.

use gouji_model::Bilingual;

use super::unit::{COLUMNS, LEVELS, UnitsFault};

fn fault(line: u32, zh: impl Into<String>, en: impl Into<String>) -> UnitsFault {
    UnitsFault {
        line,
        message: Bilingual::new(zh, en),
    }
}

pub(super) fn undecoded() -> UnitsFault {
    fault(
        0,
        "有无法识别的字符：请存为 UTF-8（带不带标记都可以）或 GBK 编码的 CSV 文件",
        "there are characters of no known encoding; save it as CSV in UTF-8 or GBK",
    )
}

pub(super) fn no_table() -> UnitsFault {
    fault(
        0,
        "这是工作簿或其他格式的文件，不是 CSV：请另存为 CSV（逗号分隔）",
        "this is a workbook or another kind of file; save it as CSV (comma-separated)",
    )
}

pub(super) fn missing_columns(missing: &[&str], found: &[String]) -> UnitsFault {
    let (zh, en) = between(found).unwrap_or_default();
    let found = found.join(",");
    fault(
        1,
        format!(
            "第一行缺少栏目 {}；应为 {}，实际是 {found}{zh}",
            missing.join("、"),
            COLUMNS.join(",")
        ),
        format!(
            "the first line lacks the column(s) {}; it should be {}, and is {found}{en}",
            missing.join(", "),
            COLUMNS.join(",")
        ),
    )
}

/// What to do where something else than a comma stands between the columns.
fn between(found: &[String]) -> Option<(&'static str, &'static str)> {
    let [only] = found else { return None };
    let has = |c: char| only.split(c).any(|name| name.trim() == COLUMNS[0]);
    match (has('\t'), has(';') || has('；'), has('，')) {
        (true, ..) => Some((
            "；栏目之间是制表符：请另存为逗号分隔的 CSV",
            "; there are tabs between the columns: save it as CSV with commas",
        )),
        (_, true, _) => Some((
            "；栏目之间是分号：请改用逗号",
            "; there are semicolons between the columns: use commas",
        )),
        (.., true) => Some((
            "；栏目之间是全角逗号：请改用半角逗号",
            "; there are full-width commas between the columns: use plain ones",
        )),
        _ => None,
    }
}

pub(super) fn column_twice(name: &str) -> UnitsFault {
    fault(
        1,
        format!("栏目 {name} 出现两次"),
        format!("the column {name} stands twice"),
    )
}

pub(super) fn unlike_header(line: u32, fields: usize, expected: usize) -> UnitsFault {
    fault(
        line,
        format!("有 {fields} 栏，第一行有 {expected} 栏：名称里有逗号的，请用双引号括起来"),
        format!(
            "there are {fields} fields, and {expected} in the first line; a name with a comma in it needs quotes"
        ),
    )
}

pub(super) fn unreadable(line: u32, why: &str) -> UnitsFault {
    fault(
        line,
        format!("这一行不是合格的 CSV：{why}"),
        format!("this line is no CSV: {why}"),
    )
}

pub(super) fn mistyped_column(name: &str, meant: &str) -> UnitsFault {
    fault(
        1,
        format!("没有栏目 {name}，是不是 {meant}？"),
        format!("there is no column {name}; did you mean {meant}?"),
    )
}

pub(super) fn over_lines(line: u32) -> UnitsFault {
    fault(
        line,
        "从这一行起，一个字段占了几行：多半是少了一个双引号",
        "from this line on one field goes over several lines; a quotation mark is probably missing",
    )
}

pub(super) fn no_name(line: u32) -> UnitsFault {
    fault(line, "没有单位名称", "the unit has no name")
}

pub(super) fn unit_twice(line: u32, name: &str, before: u32) -> UnitsFault {
    fault(
        line,
        format!("单位“{name}”出现两次，第 {before} 行已有：请删去一行，或用不同的名称"),
        format!(
            "the unit “{name}” stands twice, first in line {before}; delete one or give it another name"
        ),
    )
}

pub(super) fn name_of_two(line: u32, name: &str, other: &str, before: u32) -> UnitsFault {
    fault(
        line,
        format!(
            "“{name}”也是“{other}”（第 {before} 行）的名称或别名，分不清是哪个单位：请删去一处，或用 since、until 分开年度"
        ),
        format!(
            "“{name}” is also a name of “{other}” (line {before}), so that nobody can tell whose it is; delete one, or part the years with since and until"
        ),
    )
}

pub(super) fn unknown_parent(line: u32, parent: &str, near: Option<&str>) -> UnitsFault {
    let (zh, en) = match near {
        Some(near) => (
            format!("，是不是“{near}”？"),
            format!("; did you mean “{near}”?"),
        ),
        None => (
            "：请补上这个单位，或改正名称".to_owned(),
            "; add that unit or correct the name".to_owned(),
        ),
    };
    fault(
        line,
        format!("上级“{parent}”不在 unit 栏中{zh}"),
        format!("the parent “{parent}” is no unit of the file{en}"),
    )
}

pub(super) fn cycle(line: u32, names: &[&str]) -> UnitsFault {
    let shown = names.join(" → ");
    fault(
        line,
        format!("上下级成了环：{shown}"),
        format!("the parents go round in a circle: {shown}"),
    )
}

pub(super) fn level(line: u32, found: &str) -> UnitsFault {
    let known = LEVELS.join(", ");
    fault(
        line,
        format!("level 是“{found}”，应为 {known} 之一"),
        format!("the level is “{found}”; it should be one of {known}"),
    )
}

pub(super) fn counts(line: u32, found: &str) -> UnitsFault {
    fault(
        line,
        format!("counts 是“{found}”，应为 yes（计入上级汇总）或 no"),
        format!("counts is “{found}”; it should be yes (goes into the parent's figures) or no"),
    )
}

pub(super) fn year(line: u32, column: &str, found: &str) -> UnitsFault {
    fault(
        line,
        format!("{column} 是“{found}”，应为四位年份或空白"),
        format!("{column} is “{found}”; it should be a year of four digits, or empty"),
    )
}

pub(super) fn years_reversed(line: u32, since: i32, until: i32) -> UnitsFault {
    fault(
        line,
        format!("since（{since}）晚于 until（{until}）"),
        format!("since ({since}) is after until ({until})"),
    )
}

pub(super) fn nothing() -> UnitsFault {
    fault(
        0,
        "里面没有单位：第一行是栏目，之后每行一个单位",
        "there is no unit in it; after the first line, with the columns, each line is a unit",
    )
}
