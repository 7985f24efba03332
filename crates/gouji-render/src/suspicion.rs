//! Which cell is most likely wrong, in words.

use gouji_model::{Language, Suspect};

use crate::Checked;

/// Most ways to mend a cause that are named.
const MOST_NAMED: usize = 3;

/// How far behind a way to mend a cause may be and still count as likely as the first.
const AS_LIKELY: i64 = 50;

/// Lines that say which cells to look at first and what should stand there, and the next likely
/// ways to mend the relations; nothing where no small change does.
pub(crate) fn solutions(checked: &Checked<'_>, suspects: &[&Suspect]) -> Vec<String> {
    let mut ways: Vec<Vec<&Suspect>> = Vec::new();
    for suspect in suspects {
        match ways.last_mut() {
            Some(way) if way[0].rank == suspect.rank => way.push(suspect),
            _ => ways.push(vec![suspect]),
        }
    }
    let Some((first, others)) = ways.split_first() else {
        return Vec::new();
    };
    let mut lines = vec![likeliest(checked, first)];
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

fn likeliest(checked: &Checked<'_>, way: &[&Suspect]) -> String {
    let (cells, rest) = (all(checked, way), beyond(way));
    let rules = way.first().map_or(0, |suspect| suspect.clears.len());
    match checked.language {
        Language::Chinese => {
            let with = if rest > 0 {
                format!("（另有 {rest} 格要一并改）")
            } else {
                String::new()
            };
            let held = if rules > 1 {
                format!("；改后 {rules} 条关系同时成立")
            } else {
                String::new()
            };
            format!("最可能填错：{cells}{with}{held}")
        }
        Language::English => {
            let with = if rest > 0 {
                format!(" (with {rest} other cell(s))")
            } else {
                String::new()
            };
            let held = if rules > 1 {
                format!("; {rules} relations hold once changed")
            } else {
                String::new()
            };
            format!("most likely wrong: {cells}{with}{held}")
        }
    }
}

fn alternative(checked: &Checked<'_>, way: &[&Suspect]) -> String {
    let (cells, rest) = (all(checked, way), beyond(way));
    let close = way
        .first()
        .is_some_and(|suspect| suspect.behind <= AS_LIKELY);
    match checked.language {
        Language::Chinese => {
            let with = if rest > 0 {
                format!("（另有 {rest} 格要一并改）")
            } else {
                String::new()
            };
            let how = if close {
                "同样可能"
            } else {
                "较小可能"
            };
            format!("{how}：{cells}{with}")
        }
        Language::English => {
            let with = if rest > 0 {
                format!(" (with {rest} other cell(s))")
            } else {
                String::new()
            };
            let how = if close { "as likely" } else { "less likely" };
            format!("{how}: {cells}{with}")
        }
    }
}

/// How many cells have to change beyond those named.
fn beyond(way: &[&Suspect]) -> usize {
    let together = way.first().map_or(0, |suspect| suspect.together_with + 1);
    together.saturating_sub(way.len())
}

fn all(checked: &Checked<'_>, way: &[&Suspect]) -> String {
    let cells: Vec<String> = way.iter().map(|suspect| named(checked, suspect)).collect();
    cells.join(match checked.language {
        Language::Chinese => "，",
        Language::English => ", ",
    })
}

/// A cell by its labels.
pub(crate) fn cell(checked: &Checked<'_>, suspect: &Suspect) -> String {
    let form = &checked.pack.form;
    let cell = suspect.cell.cell;
    let (row, column) = (
        &form.row_of(cell).label.text,
        &form.column_of(cell).label.text,
    );
    match checked.language {
        Language::Chinese => format!("“{row}”“{column}”"),
        Language::English => format!("“{row}” “{column}”"),
    }
}

/// A cell by its labels, what should stand there, and the mistake it looks like.
fn named(checked: &Checked<'_>, suspect: &Suspect) -> String {
    let form = &checked.pack.form;
    let cell = suspect.cell.cell;
    let (row, column) = (
        &form.row_of(cell).label.text,
        &form.column_of(cell).label.text,
    );
    let mistake = suspect
        .mistake
        .as_ref()
        .map(|(_, wording)| wording.get(checked.language));
    match checked.language {
        Language::Chinese => {
            let year = if suspect.cell.prior { "去年的" } else { "" };
            let mistake = mistake.map_or_else(String::new, |mistake| format!("（{mistake}）"));
            format!("{year}“{row}”“{column}”应为 {}{mistake}", suspect.suggested)
        }
        Language::English => {
            let year = if suspect.cell.prior {
                "last year's "
            } else {
                ""
            };
            let mistake = mistake.map_or_else(String::new, |mistake| format!(" ({mistake})"));
            format!(
                "{year}“{row}” “{column}” should be {}{mistake}",
                suspect.suggested
            )
        }
    }
}
