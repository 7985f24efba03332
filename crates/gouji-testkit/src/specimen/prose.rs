//! What an annual report says of its own figures, in words: the numbers, and texts that name them.

use gouji_model::{Cell, Form, Report, Section};

/// A text with a place, `{}`, for each number, in the order of [`numbers`].
pub const PHRASING: &str = "全年共收到政府信息公开申请{}件，上年结转{}件，结转下年度继续办理{}件。办理结果为予以公开{}件、部分公开{}件、\
     不予公开{}件、无法提供{}件、不予处理{}件、其他处理{}件。因政府信息公开引发的行政复议{}件、行政诉讼{}件。";

/// The numbers of a report that prose names: whole and not negative.
#[must_use]
pub fn numbers(form: &Form, report: &Report) -> Vec<u64> {
    let sum = |table: &str, takes: &dyn Fn(&str) -> bool| -> u64 {
        let cells = form.cells().filter(|cell| {
            let own = form.table_of(*cell).id == table && form.column_of(*cell).id == "total";
            own && takes(&form.row_of(*cell).id)
        });
        let value = |cell| report.cell(cell).and_then(Cell::figure)?.to_i64();
        u64::try_from(cells.filter_map(value).sum::<i64>()).unwrap_or(0)
    };
    let requests = |row: &str| {
        let below = format!("{row}.");
        sum("requests", &|id| id == row || id.starts_with(&below))
    };
    vec![
        requests("new"),
        requests("carried_over"),
        requests("carried_forward"),
        requests("results.granted"),
        requests("results.partial"),
        requests("results.denied"),
        requests("results.unable"),
        requests("results.not_processed"),
        requests("results.other"),
        sum("review", &|id| id == "reconsideration"),
        sum("review", &|id| id.starts_with("litigation.")),
    ]
}

/// A phrasing with its places filled.
#[must_use]
pub fn phrased(phrasing: &str, numbers: &[u64], written: impl Fn(u64) -> String) -> String {
    let mut pieces = phrasing.split("{}");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for (piece, number) in pieces.zip(numbers) {
        text.push_str(&written(*number));
        text.push_str(piece);
    }
    text
}

/// Gives a report a text, and no other.
pub fn put_text(report: &mut Report, text: String) {
    report.sections = vec![Section {
        id: "overview".to_owned(),
        title: String::new(),
        place: None,
        text,
        passages: Vec::new(),
    }];
}
