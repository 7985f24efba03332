//! What becomes of single cells.

use crate::typeset::printed::{Printed, PrintedCell, Role};

fn values(table: &mut Printed) -> impl Iterator<Item = &mut PrintedCell> {
    let cells = table.rows.iter_mut().flatten();
    cells.filter(|cell| cell.role == Role::Value)
}

pub(super) fn blank_zeros(table: &mut Printed) {
    values(table)
        .filter(|cell| cell.text == "0")
        .for_each(|cell| cell.text.clear());
}

pub(super) fn full_width(table: &mut Printed) {
    for cell in values(table) {
        let wide = |c: char| match c.to_digit(10) {
            Some(digit) => char::from_u32('０' as u32 + digit).unwrap_or(c),
            None => c,
        };
        cell.text = cell.text.chars().map(wide).collect();
    }
}

/// Words that offices write for the form's own heads.
const OTHER_HEADS: [(&str, &str); 4] = [
    ("商业企业", "企业"),
    ("社会公益组织", "公益组织"),
    ("法人或其他组织", "法人和其他组织"),
    ("总计", "合计"),
];

pub(super) fn other_heads(table: &mut Printed) {
    let cells = table.rows.iter_mut().flatten();
    for cell in cells.filter(|cell| cell.role == Role::Head) {
        let known = OTHER_HEADS.iter().find(|(own, _)| *own == cell.text);
        if let Some((_, other)) = known {
            (*other).clone_into(&mut cell.text);
        }
    }
}

/// The same table with nothing filled in.
pub(super) fn blank(table: &Printed) -> Printed {
    let mut blank = table.clone();
    for cell in values(&mut blank) {
        cell.text.clear();
        cell.markup = None;
    }
    blank
}

/// Marks every seventh figure up.
fn mark_some(table: &mut Printed, seed: u64, markup: impl Fn(&str) -> String) {
    let offset = (seed % 7) as usize;
    for (index, cell) in values(table).enumerate() {
        if index % 7 == offset && !cell.text.is_empty() {
            cell.markup = Some(markup(&cell.text));
        }
    }
}

pub(super) fn hidden(table: &mut Printed, seed: u64) {
    mark_some(table, seed, |text| match seed % 3 {
        0 => format!("<span style=\"display:none\">9</span>{text}"),
        1 => format!("{text}<span style='color:red;visibility: hidden'>1</span>"),
        _ => format!("<font hidden>7</font>{text}"),
    });
}

pub(super) fn struck(table: &mut Printed, seed: u64) {
    mark_some(table, seed, |text| match seed % 3 {
        0 => format!("<s>6</s>{text}"),
        1 => format!("<del>4</del><ins>{text}</ins>"),
        _ => format!("<span style=\"text-decoration:line-through\">5</span>{text}"),
    });
}

pub(super) fn inputs(table: &mut Printed) {
    for cell in values(table) {
        cell.markup = Some(format!("<input type=\"text\" value=\"{}\">", cell.text));
    }
}
