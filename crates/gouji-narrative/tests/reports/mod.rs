//! Reports for sentences: zeros, with the figures a line names.

use gouji_model::{Cell, Form, Place, Report, Section, SourceRange, Value};
use gouji_rule::Pack;

/// Puts a figure into a cell.
fn set(report: &mut Report, form: &Form, address: &str, text: &str) {
    let cell = form.cell(address).unwrap_or_else(|| panic!("{address}"));
    let (value, raw) = Value::read(text);
    let place = Place::Text(SourceRange { start: 0, end: 0 });
    report.cells[cell.index()] = Some(Cell { value, raw, place });
}

/// How many of so many reviews were upheld, where the other results are told: the rest of them.
fn upheld_of(figures: &str, review: &str, total: &str) -> String {
    let told = |result: &str| {
        let mut figures = figures.split_whitespace();
        let value = figures.find_map(|figure| {
            let (address, value) = figure.split_once('=')?;
            (address.strip_prefix(review)?.strip_prefix('/')? == result).then_some(value)
        });
        value.and_then(|value| value.parse::<u64>().ok())
    };
    let rest = |total: u64| {
        let others = ["corrected", "other", "pending"]
            .into_iter()
            .filter_map(told);
        total.saturating_sub(others.sum())
    };
    let whole = || total.parse().ok().map(rest);
    let upheld = told("upheld").or_else(whole);
    upheld.map_or_else(|| total.to_owned(), |upheld| upheld.to_string())
}

/// A report of zeros but for these figures, with a sentence in its text.
pub fn report(pack: &Pack, sentence: &str, figures: &str) -> Report {
    let form = &pack.form;
    let mut report = Report::empty(form.id.clone(), form.cell_count());
    for cell in form.cells().filter(|cell| !form.row_of(*cell).group) {
        let address = form.address(cell);
        set(&mut report, form, &address, "0");
    }
    report.year = Some(2023);
    report.organization = Some("青石县水务局".to_owned());
    let mut section = "overview";
    for (name, value) in figures
        .split_whitespace()
        .map(|f| f.split_once('=').unwrap())
    {
        match name {
            "organ" => report.organization = Some(value.to_owned()),
            "section" => section = value,
            address if address.contains('/') => {
                set(&mut report, form, address, value);
                let review = address.strip_suffix("/total");
                if let Some(review) = review.filter(|row| row.starts_with("review/")) {
                    let upheld = format!("{review}/upheld");
                    let value = upheld_of(figures, review, value);
                    set(&mut report, form, &upheld, &value);
                }
            }
            row => {
                for column in ["natural_person", "total"] {
                    set(
                        &mut report,
                        form,
                        &format!("requests/{row}/{column}"),
                        value,
                    );
                }
            }
        }
    }
    report.sections.push(Section {
        id: section.to_owned(),
        title: String::new(),
        place: None,
        text: sentence.to_owned(),
        passages: Vec::new(),
    });
    report
}
