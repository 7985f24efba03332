//! Reports of laid-out text, and what is read of them.

use gouji_lint::Linter;
use gouji_model::Report;
use gouji_pack::Packs;

/// The heads of the table of requests on one line.
#[allow(
    dead_code,
    reason = "not every test program prints the head on one line"
)]
pub const HEADS: &str = "                                自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计\n";

/// The columns of the table of reviews, as addresses name them.
#[allow(dead_code, reason = "not every test program asks for reviews")]
pub const RESULTS: [&str; 5] = ["upheld", "corrected", "other", "pending", "total"];
/// Its rows.
#[allow(dead_code, reason = "not every test program asks for reviews")]
pub const REVIEW_ROWS: [&str; 3] = [
    "review/reconsideration",
    "review/litigation.direct",
    "review/litigation.after_reconsideration",
];

/// The last report of a text, with the packs it was read with.
pub fn report(text: &str) -> (Report, Packs) {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let mut reports = Linter::new(&packs).open(text.as_bytes()).unwrap().reports;
    let report = reports.pop().unwrap();
    (report, packs)
}

/// The cells of a row from left to right; `_` where there is none.
#[allow(dead_code, reason = "not every test program asks for rows")]
pub fn row(found: &(Report, Packs), row: &str, columns: &[&str]) -> String {
    let (report, packs) = found;
    let form = &packs.pack(&report.form).unwrap().form;
    let cell = |column: &&str| {
        let id = form.cell(&format!("{row}/{column}")).unwrap();
        report
            .cell(id)
            .map_or("_".to_owned(), |cell| cell.text().into_owned())
    };
    columns.iter().map(cell).collect::<Vec<_>>().join(" ")
}

/// The cells of a row of requests.
#[allow(dead_code, reason = "not every test program asks for requests")]
pub fn requests(found: &(Report, Packs), name: &str) -> String {
    let columns = [
        "natural_person",
        "legal.commercial",
        "legal.research",
        "legal.public_welfare",
        "legal.legal_services",
        "legal.other",
        "total",
    ];
    row(found, &format!("requests/{name}"), &columns)
}
