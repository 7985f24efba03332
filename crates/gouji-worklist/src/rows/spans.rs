//! Where the findings and blocked relations of each unit stand among those of all.

use std::io;
use std::ops::Range;

use gouji_audit::result::{Audit, Change};

use super::whose::unit_of;

/// Findings, or blocked relations, of one report that stand one after the other; of what is missing, those of
/// one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The unit concerned.
    pub unit: Option<u32>,
    /// Whether they are blocked relations.
    pub is_blocked: bool,
    report: Option<u32>,
    from: u32,
    to: u32,
}

impl Span {
    /// The numbers of the rows.
    pub(super) const fn numbers(&self) -> Range<usize> {
        self.from as usize..self.to as usize
    }
}

/// Whose a row is.
struct Whose {
    report: Option<usize>,
    unit: Option<usize>,
    is_blocked: bool,
}

/// All findings that are there, then what is blocked, unit by unit; what is nobody's comes last.
pub(super) fn spans(audit: &Audit) -> io::Result<Vec<Span>> {
    let mut spans = Vec::new();
    for (number, row) in audit.findings.iter().enumerate() {
        let row = row?;
        // What was not checked again is still to be done.
        if row.is_there() || row.change == Some(Change::Unchecked) {
            let whose = Whose {
                report: row.report,
                unit: unit_of(audit, row.report, row.unit)?,
                is_blocked: false,
            };
            add(&mut spans, number, &whose)?;
        }
    }
    for (number, row) in audit.blocked.iter().enumerate() {
        let row = row?;
        let whose = Whose {
            report: row.report,
            unit: unit_of(audit, row.report, row.unit)?,
            is_blocked: true,
        };
        add(&mut spans, number, &whose)?;
    }
    spans.sort_by_key(|span| {
        let unit = span.unit.unwrap_or(u32::MAX);
        (unit, span.is_blocked, span.from)
    });
    Ok(spans)
}

/// Adds a row to the last span, or begins one.
fn add(spans: &mut Vec<Span>, number: usize, whose: &Whose) -> io::Result<()> {
    let small = |number: usize| u32::try_from(number).map_err(io::Error::other);
    let from = small(number)?;
    let span = Span {
        unit: whose.unit.map(small).transpose()?,
        is_blocked: whose.is_blocked,
        report: whose.report.map(small).transpose()?,
        from,
        to: from + 1,
    };
    match spans.last_mut() {
        Some(last)
            if last.to == from
                && (last.unit, last.report, last.is_blocked)
                    == (span.unit, span.report, span.is_blocked) =>
        {
            last.to = span.to;
        }
        _ => spans.push(span),
    }
    Ok(())
}
