//! Which cell is most likely wrong, in words.

use gouji_model::{Language, Suspect};

use crate::suggested::suggested;
use crate::ways::{beyond, is_close, is_tied, ways};
use crate::{Checked, empty, suspect_evidence, wording};

/// Most ways to repair a cause that are named.
const MOST_NAMED: usize = 3;

/// Lines that say which cells to look at first and what should stand there, and the next likely
/// ways to repair the relations; nothing where no small change does. What else speaks for or against
/// a way follows it, indented, on lines of the same item.
pub(crate) fn solutions(checked: &Checked<'_>, suspects: &[&Suspect]) -> Vec<String> {
    let ways = ways(suspects);
    let Some((first, others)) = ways.split_first() else {
        return Vec::new();
    };
    // One that is no first way has others beside it, in another file.
    let tied = others.iter().any(|way| is_close(way)) || is_tied(first);
    let mut lines = vec![likeliest(checked, first, tied)];
    let shown = others.iter().take(MOST_NAMED - 1);
    lines.extend(shown.map(|way| alternative(checked, way)));
    let left = others.len().saturating_sub(MOST_NAMED - 1);
    if left > 0 {
        lines.push(match checked.language {
            Language::Chinese => format!("还有 {left} 种改法"),
            Language::English => format!("and {left} other way(s)"),
        });
    }
    lines
}

fn likeliest(checked: &Checked<'_>, way: &[&Suspect], tied: bool) -> String {
    let cells = all(checked, way);
    let rules = way.first().map_or(0, |suspect| suspect.clears.len());
    let (head, held) = match (checked.language, tied) {
        (Language::Chinese, false) => ("最可能填错：", format!("；改后 {rules} 条关系同时成立")),
        (Language::Chinese, true) => ("可能填错：", format!("；改后 {rules} 条关系同时成立")),
        (Language::English, false) => (
            "most likely wrong: ",
            format!("; {rules} relations hold once changed"),
        ),
        (Language::English, true) => (
            "may be wrong: ",
            format!("; {rules} relations hold once changed"),
        ),
    };
    let held = if rules > 1 { held } else { String::new() };
    let unchecked = unchecked(way, checked.language);
    format!("{head}{cells}{held}{unchecked}{}", described(checked, way))
}

/// That relations with the cells could not be checked: the suspicion rests on the others alone.
fn unchecked(way: &[&Suspect], language: Language) -> String {
    let count = way.first().map_or(0, |suspect| suspect.unchecked);
    match (count, language) {
        (0, _) => String::new(),
        (_, Language::Chinese) => {
            format!("；另有 {count} 条有关的关系未能核对，只凭能核对的关系推断")
        }
        (1, Language::English) => {
            "; 1 relation with it could not be checked: this rests on the others alone".to_owned()
        }
        (_, Language::English) => format!(
            "; {count} relations with it could not be checked: this rests on the others alone"
        ),
    }
}

fn alternative(checked: &Checked<'_>, way: &[&Suspect]) -> String {
    let head = match (checked.language, is_close(way)) {
        (Language::Chinese, true) => "同样可能：",
        (Language::Chinese, false) => "较小可能：",
        (Language::English, true) => "as likely: ",
        (Language::English, false) => "less likely: ",
    };
    format!("{head}{}{}", all(checked, way), described(checked, way))
}

/// What else speaks for or against a way, as further lines.
fn described(checked: &Checked<'_>, way: &[&Suspect]) -> String {
    let lines = suspect_evidence::lines(checked, way).into_iter();
    lines.map(|line| format!("\n  {line}")).collect()
}

/// The cells of one way, and how many more would have to change.
fn all(checked: &Checked<'_>, way: &[&Suspect]) -> String {
    if let Some(left) = empty::left_out(checked, way) {
        let (cells, figures) = (&left.cells, &left.figures);
        let mistake = left.mistake.as_deref();
        let mistake =
            mistake.map_or_else(String::new, |one| wording::bracketed(one, checked.language));
        return match checked.language {
            Language::Chinese => format!("{cells}应为 {figures}{mistake}"),
            Language::English => format!("{cells} should be {figures}{mistake}"),
        };
    }
    let cells: Vec<String> = way.iter().map(|suspect| named(checked, suspect)).collect();
    let beyond = beyond(way);
    let with = match checked.language {
        _ if beyond == 0 => String::new(),
        Language::Chinese => format!("（另有 {beyond} 格要一并改）"),
        Language::English => format!(" (with {beyond} other cell(s))"),
    };
    let between = match checked.language {
        Language::Chinese => "，",
        Language::English => ", ",
    };
    cells.join(between) + &with
}

/// A cell by its labels; last year's is called so.
pub(crate) fn cell(checked: &Checked<'_>, suspect: &Suspect) -> String {
    let form = checked.form_of(suspect.cell);
    let cell = wording::cell(form, suspect.cell.cell, checked.language);
    match (checked.language, suspect.cell.prior) {
        (_, false) => cell,
        (Language::Chinese, true) => format!("去年的{cell}"),
        (Language::English, true) => format!("last year's {cell}"),
    }
}

/// A cell by its labels, what should stand there, and the mistake it looks like.
fn named(checked: &Checked<'_>, suspect: &Suspect) -> String {
    let (cell, suggested) = (cell(checked, suspect), suggested(checked, suspect));
    let wording = suspect.mistake.as_ref().map(|(_, wording)| wording);
    let mistake = wording.map(|wording| wording.get(checked.language));
    match (checked.language, mistake) {
        (Language::Chinese, Some(mistake)) => format!("{cell}应为 {suggested}（{mistake}）"),
        (Language::Chinese, None) => format!("{cell}应为 {suggested}"),
        (Language::English, Some(mistake)) => format!("{cell} should be {suggested} ({mistake})"),
        (Language::English, None) => format!("{cell} should be {suggested}"),
    }
}
