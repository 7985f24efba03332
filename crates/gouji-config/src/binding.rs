//! What a suppression is bound to: the values a finding was accepted with.

use gouji_model::{Bilingual, Evidence, Finding, Form, Identity, Report, Value};
use toml::de::DeTable;

use crate::error::ConfigError;
use crate::matching::Match;
use crate::tree::{self, At};
use crate::written::Written;

/// A cell and the text accepted in it.
#[derive(Clone, Debug)]
pub(crate) struct CellValue {
    address: At<String>,
    accepted: String,
}

/// What a suppression is bound to.
#[derive(Clone, Debug)]
pub(crate) enum Binding {
    /// All values of the finding: the digits its identity begins with.
    Identity(String),
    /// What these cells hold, by address.
    Values(Vec<CellValue>),
}

impl Binding {
    /// The cells it names.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &At<String>> {
        let values: &[_] = match self {
            Self::Values(values) => values,
            Self::Identity(_) => &[],
        };
        values.iter().map(|one| &one.address)
    }

    /// How the values of a finding compare with those it was accepted with.
    pub(crate) fn compare(&self, form: &Form, report: &Report, finding: &Finding) -> Match {
        match self {
            Self::Identity(start) if finding.identity.begins_with(start) == Some(true) => {
                Match::Same
            }
            Self::Identity(_) => Match::Changed(Bilingual::new(
                "问题依据的数值已经改变",
                "the values it rests on have changed",
            )),
            Self::Values(values) => compare_values(form, report, finding, values),
        }
    }
}

/// Reads what a suppression is bound to.
pub(crate) fn read(
    file: Written<'_>,
    table: &DeTable<'_>,
    rule: &At<String>,
) -> Result<Binding, ConfigError> {
    if let Some(identity) = tree::text(table, "identity") {
        return match Identity::default().begins_with(&identity.value) {
            Some(_) => Ok(Binding::Identity(identity.value)),
            None => Err(file.fault(identity.span, no_identity().0, no_identity().1)),
        };
    }
    let mut values: Vec<_> = tree::entries(table, "values")
        .into_iter()
        .filter_map(|(address, value)| {
            let accepted = tree::cell_text(value)?;
            Some(CellValue { address, accepted })
        })
        .collect();
    match (tree::text(table, "cell"), tree::value(table, "value")) {
        (Some(address), Some(value)) => values.push(CellValue {
            address,
            accepted: tree::cell_text(value).unwrap_or_default(),
        }),
        (None, Some(value)) => {
            return Err(file.fault(value.span(), no_cell().0, no_cell().1));
        }
        (_, None) => {}
    }
    if values.is_empty() {
        return Err(file.fault(rule.span.clone(), unbound().0, unbound().1));
    }
    Ok(Binding::Values(values))
}

/// Compares what cells hold with what they held.
fn compare_values(form: &Form, report: &Report, finding: &Finding, values: &[CellValue]) -> Match {
    let of_it = |one: &CellValue| rests_on(form, finding, &one.address.value);
    if !values.iter().all(of_it) {
        return Match::Other;
    }
    let mut changed = Bilingual::default();
    for CellValue { address, accepted } in values {
        let cell = form.cell(&address.value).and_then(|cell| report.cell(cell));
        let text = cell.map_or_else(Default::default, |cell| cell.text());
        if means_the_same(accepted, &text) {
            continue;
        }
        let address = &address.value;
        changed
            .zh
            .push_str(&format!("{address} 现在是“{text}”，不是“{accepted}”；"));
        changed
            .en
            .push_str(&format!("{address} now holds “{text}”, not “{accepted}”; "));
    }
    if changed == Bilingual::default() {
        return Match::Same;
    }
    let trimmed = |text: &str| text.trim_end_matches(['；', ';', ' ']).to_owned();
    Match::Changed(Bilingual::new(trimmed(&changed.zh), trimmed(&changed.en)))
}

/// Whether two texts of a cell mean the same: figures by what they come to.
fn means_the_same(accepted: &str, text: &str) -> bool {
    match (Value::read(accepted), Value::read(text)) {
        ((Value::Figure(a), _), (Value::Figure(b), _)) => a == b,
        ((a, a_raw), (b, b_raw)) => a == b && a_raw == b_raw,
    }
}

/// Whether a finding rests on a cell of its own report.
pub(crate) fn rests_on(form: &Form, finding: &Finding, address: &str) -> bool {
    let own = |evidence: &&Evidence| !evidence.prior;
    let mut cells = finding.cells.iter().filter(own);
    form.cell(address)
        .is_some_and(|cell| cells.any(|evidence| evidence.cell == cell))
}

fn no_identity() -> (Bilingual, Bilingual) {
    (
        Bilingual::new("不是问题的标识", "this is no identity of a finding"),
        Bilingual::new(
            "标识是十六进制数，至少写前 12 位，见检查结果或基线文件",
            "an identity is hexadecimal digits, at least its first 12, as in any output or a baseline",
        ),
    )
}

fn no_cell() -> (Bilingual, Bilingual) {
    (
        Bilingual::new("有 value 而没有 cell", "there is `value` but no `cell`"),
        Bilingual::new(
            "用 cell 写明是哪个单元格的值",
            "say with `cell` which cell holds it",
        ),
    )
}

fn unbound() -> (Bilingual, Bilingual) {
    (
        Bilingual::new(
            "没有写明是在什么数值下接受的",
            "it is not said with which values the finding was accepted",
        ),
        Bilingual::new(
            "写 cell 和 value、values 或 identity：数值变了，问题会重新提示",
            "give `cell` and `value`, `values`, or `identity`: a changed value reopens the finding",
        ),
    )
}
