//! Which cell is most likely wrong, in words.

use gouji_model::{Finding, Language, Suspect};

use crate::Checked;

/// Most suspects that are named when several are equally likely.
const MOST_NAMED: usize = 3;

/// A line that says which cell to look at first and what should stand there; nothing where no
/// small change mends the relation.
pub(crate) fn line(checked: &Checked<'_>, finding: &Finding) -> Option<String> {
    let (first, others) = finding.suspects.split_first()?;
    let language = checked.language;
    let mut line = match language {
        Language::Chinese => format!("最可能填错：{}", named(checked, first)),
        Language::English => format!("most likely wrong: {}", named(checked, first)),
    };
    let rules = first.clears.len();
    if rules > 1 {
        line.push_str(&match language {
            Language::Chinese => format!("；改后 {rules} 条关系同时成立"),
            Language::English => format!("; {rules} relations hold once it is changed"),
        });
    }
    if first.together_with > 0 {
        line.push_str(&match language {
            Language::Chinese => format!("（另有 {} 格要一并改）", first.together_with),
            Language::English => format!(" (with {} other cell(s))", first.together_with),
        });
    }
    let alternatives: Vec<String> = others
        .iter()
        .filter(|other| other.cell != first.cell)
        .take(MOST_NAMED - 1)
        .map(|other| named(checked, other))
        .collect();
    if !alternatives.is_empty() {
        let or = match language {
            Language::Chinese => "；或者：",
            Language::English => "; or: ",
        };
        line.push_str(or);
        line.push_str(&alternatives.join(match language {
            Language::Chinese => "，",
            Language::English => ", ",
        }));
    }
    Some(line)
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
