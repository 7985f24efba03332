//! One document for each unit with only its own rows: HTML without script, to be sent, read, printed and
//! filled in by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gouji_audit::result::Audit;
use gouji_model::Language;
use sha2::{Digest as _, Sha256};

use crate::columns::{
    ANSWER, AUTHORITY, CHANGE, CURRENT, DEADLINE, FILE, IDENTITY, LABELS, PLACE, PROBLEM, RULE,
    SEVERITY, TO_DO, UNIT, WRITE, YEAR, heads,
};
use crate::kind::Kind;
use crate::row::Row;
use crate::rows::rows;
use crate::wording::Wording;

const STYLE: &str = include_str!("letters/style.css");
/// Longest part of a file's name that is the unit's, in bytes.
const LONGEST_NAME: usize = 120;

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The name of its file: safe on every system, the same in every run, no two alike.
    pub name: String,
    /// The unit.
    pub unit: String,
    /// The document.
    pub text: String,
}

/// Makes the letters of an audit, one for each unit that has something to do, in the order of the units, and
/// hands them on one by one.
///
/// # Errors
/// Where rows cannot be read or written.
pub fn letters(
    audit: &Audit,
    wording: &Wording<'_>,
    mut hand_on: impl FnMut(Letter),
) -> io::Result<()> {
    let rows = rows(audit, wording)?;
    let mut by_unit: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    // Notes alone ask nobody for anything.
    let mut with_work: BTreeSet<usize> = BTreeSet::new();
    let mut answered: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for (number, row) in rows.iter().enumerate() {
        let row = row?;
        let name = row.texts[UNIT].clone();
        if row.kind < Kind::Unread {
            let unit = row.unit.unwrap_or(usize::MAX);
            with_work.extend((row.kind != Kind::Note).then_some(unit));
            by_unit.entry((unit, name)).or_default().push(number);
        } else if row.kind == Kind::Answered {
            answered.entry(name).or_default().push(row);
        }
    }
    let mut taken = BTreeSet::new();
    by_unit.retain(|(unit, _), _| with_work.contains(unit));
    for ((_, unit), numbers) in by_unit {
        let own = numbers.into_iter().map(|number| rows.get(number));
        let own = own.filter_map(io::Result::transpose);
        let document = Document {
            unit: &unit,
            rows: own.collect::<io::Result<_>>()?,
            answered: answered.remove(&unit).unwrap_or_default(),
            language: wording.language,
            deadline: wording.deadline,
        };
        let text = document.text();
        hand_on(Letter {
            name: file_name(&unit, wording.language, &mut taken),
            unit,
            text,
        });
    }
    Ok(())
}

/// A file's name of a unit's.
fn file_name(unit: &str, language: Language, taken: &mut BTreeSet<String>) -> String {
    let plain = gouji_render::printable(unit);
    let is_safe = |c: char| c.is_alphanumeric() || "（）()-_".contains(c);
    let plain: String = plain
        .chars()
        .map(|c| if is_safe(c) { c } else { '_' })
        .collect();
    let mut name = plain.trim_matches('_').to_owned();
    let mut end = LONGEST_NAME.min(name.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.truncate(end);
    if name.is_empty() {
        name = match language {
            Language::Chinese => "未知单位".to_owned(),
            Language::English => "unknown".to_owned(),
        };
    }
    let end = match language {
        Language::Chinese => "整改通知",
        Language::English => "findings",
    };
    for number in 1_u32.. {
        let number = match number {
            1 => String::new(),
            number => format!("-{number}"),
        };
        let name = format!("{name}-{end}{number}.html");
        // Some systems do not tell capitals apart.
        if taken.insert(name.to_lowercase()) {
            return name;
        }
    }
    name
}

/// What a letter says.
struct Document<'d> {
    unit: &'d str,
    rows: Vec<Row>,
    answered: Vec<Row>,
    language: Language,
    deadline: &'d str,
}

/// What stands in every letter.
struct Phrases {
    tag: &'static str,
    title: &'static str,
    due: &'static str,
    answers: &'static str,
}

impl Document<'_> {
    const fn phrases(&self) -> Phrases {
        match self.language {
            Language::Chinese => Phrases {
                tag: "zh-CN",
                title: "报告问题整改通知",
                due: "答复期限",
                answers: "此前答复的核对结果",
            },
            Language::English => Phrases {
                tag: "en",
                title: "findings to mend",
                due: "answer until",
                answers: "what became of earlier answers",
            },
        }
    }

    /// How much there is of what asks for different things.
    fn intro(&self) -> String {
        let count = |kind| self.rows.iter().filter(|row| row.kind == kind).count();
        let (missing, blocked) = (count(Kind::Missing), count(Kind::Blocked));
        let wrong = self.rows.len() - missing - blocked;
        let (words, between) = match self.language {
            Language::Chinese => (
                [
                    format!("没有收到贵单位 {missing} 份报告，年度见下。"),
                    format!(
                        "经核对，贵单位的报告有以下 {wrong} 处需要处理。请逐条核实，改正报告，或写明理由。"
                    ),
                    format!("有 {blocked} 项未能核对，原因见下。"),
                ],
                "",
            ),
            Language::English => (
                [
                    format!("{missing} of your reports were not received; their years are below."),
                    format!(
                        "{wrong} places in your reports need attention. Check each, correct the report or give the reason."
                    ),
                    format!("{blocked} could not be checked, for the reasons below."),
                ],
                " ",
            ),
        };
        let said = words.into_iter().zip([missing, wrong, blocked]);
        let said = said.filter(|(_, count)| *count > 0).map(|(words, _)| words);
        said.collect::<Vec<_>>().join(between)
    }

    /// What a unit can do of which a report is missing: what the rule says is for who collects reports.
    fn to_hand_in(&self, row: &Row) -> String {
        let (year, due) = (&row.texts[YEAR], self.deadline);
        match (self.language, due.is_empty()) {
            (Language::Chinese, true) => format!(
                "请报送 {year} 年的报告；已经报送或公开的，请写明日期和网址（或报送的途径）；当年不需要报送的，请写明依据。"
            ),
            (Language::Chinese, false) => format!(
                "请在 {due} 前报送 {year} 年的报告；已经报送或公开的，请写明日期和网址（或报送的途径）；当年不需要报送的，请写明依据。"
            ),
            (Language::English, true) => format!(
                "Hand in the report of {year}. If it was handed in or published, say when and where; if none was due, say why."
            ),
            (Language::English, false) => format!(
                "Hand in the report of {year} by {due}. If it was handed in or published, say when and where; if none was due, say why."
            ),
        }
    }

    /// All of it.
    fn text(&self) -> String {
        let mut text = self.head();
        if !self.deadline.is_empty() {
            let due = gouji_render::escaped(self.deadline);
            text.push_str(&format!("<p>{}：{due}</p>\n", self.phrases().due));
        }
        text.push_str("<ol>\n");
        for row in &self.rows {
            match row.kind {
                Kind::Missing => {
                    let mut row = row.clone();
                    row.texts[TO_DO] = self.to_hand_in(&row);
                    text.push_str(&item(&row, self.language));
                }
                _ => text.push_str(&item(row, self.language)),
            }
        }
        text.push_str("</ol>\n");
        if !self.answered.is_empty() {
            text.push_str(&format!("<h2>{}</h2>\n<ol>\n", self.phrases().answers));
            for row in &self.answered {
                text.push_str(&item(row, self.language));
            }
            text.push_str("</ol>\n");
        }
        text + "</main>\n</body>\n</html>\n"
    }

    /// What stands before the deadline.
    fn head(&self) -> String {
        let Phrases { tag, title, .. } = self.phrases();
        let hash = STANDARD.encode(Sha256::digest(STYLE));
        let version = env!("CARGO_PKG_VERSION");
        let (name, intro) = (gouji_render::escaped(self.unit), self.intro());
        format!(
            "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"generator\" content=\"gouji {version}\">\n<title>{title} {name}</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p class=\"unit\">{name}</p>\n<p>{intro}</p>\n"
        )
    }
}

/// One thing to do.
fn item(row: &Row, language: Language) -> String {
    let names = heads(language);
    let shown = |at: usize| gouji_render::escaped(&row.texts[at]);
    let class = match row.kind {
        Kind::Missing | Kind::Error | Kind::Between => "error",
        Kind::Warning => "warning",
        _ => "info",
    };
    let kind = row.kind.name(language);
    let mut text = format!(
        "<li class=\"{class}\"><h2>{} {}</h2>\n<dl>\n",
        gouji_render::escaped(kind),
        shown(YEAR)
    );
    for at in [
        FILE, LABELS, PLACE, CURRENT, WRITE, PROBLEM, TO_DO, RULE, AUTHORITY, SEVERITY, CHANGE,
        DEADLINE, ANSWER, IDENTITY,
    ] {
        let value = shown(at);
        let is_asked = at == ANSWER && row.kind.is_answered();
        if value.is_empty() && !is_asked {
            continue;
        }
        let strong = if at == WRITE { " class=\"write\"" } else { "" };
        text.push_str(&format!(
            "<div{strong}><dt>{}</dt><dd>{value}</dd></div>\n",
            names[at]
        ));
    }
    text + "</dl></li>\n"
}
