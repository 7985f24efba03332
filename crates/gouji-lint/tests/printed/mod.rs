//! A balanced report, printed in parts by tests: its figures, the words of its heads, and what became of them.

#![allow(dead_code, unused_imports, reason = "each test uses its own part")]

use gouji_check::check;
use gouji_lint::Linter;
use gouji_model::{Report, Severity};
use gouji_pack::Packs;
use gouji_rule::Pack;
pub use gouji_testkit::requests::HEADS;
use gouji_testkit::specimen::Balanced;
use gouji_testkit::typeset::{Paper, Style, typeset};

pub const ORGANIZATION: &str = "青石县水务局";
pub const TITLE: &str = "青石县水务局2021年政府信息公开工作年度报告";
pub const REVIEW_HEADS: [&str; 5] = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
pub const REVIEW_ROWS: [&str; 3] = ["行政复议", "未经复议直接起诉", "复议后起诉"];

/// A report and its figures.
pub struct Truth {
    pub packs: Packs,
    pub report: Report,
}

/// A row: its label and its figures.
pub type Row = (String, Vec<String>);

impl Truth {
    pub fn new() -> Self {
        let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
        let packs_of = packs.packs();
        let pack = packs_of
            .iter()
            .find(|pack| pack.form.id.0 == "cn-disclosure/2021");
        let report = Balanced::new(pack.unwrap()).report(6);
        Self { packs, report }
    }

    pub fn pack(&self) -> &Pack {
        self.packs.pack(&self.report.form).unwrap()
    }

    /// The rows of a table that have figures.
    pub fn rows(&self, table: &str) -> Vec<Row> {
        let form = &self.pack().form;
        let mut rows: Vec<Row> = Vec::new();
        for cell in form.cells() {
            let figure = self
                .report
                .cell(cell)
                .filter(|_| form.table_of(cell).id == table);
            let Some(figure) = figure else {
                continue;
            };
            let label = &form.row_of(cell).label.text;
            match rows.last_mut() {
                Some((last, figures)) if last == label => figures.push(figure.text().into_owned()),
                _ => rows.push((label.clone(), vec![figure.text().into_owned()])),
            }
        }
        rows
    }

    pub fn page(&self) -> String {
        let paper = Paper {
            form: &self.pack().form,
            year: 2021,
            organization: ORGANIZATION,
            text_of: &|cell| Some(self.report.cell(cell)?.text().into_owned()),
        };
        typeset(&paper, Style::Html)
    }

    /// The page with something else between two headings.
    pub fn page_with(&self, from: &str, to: &str, inside: &str) -> String {
        let page = self.page();
        let from = page.find(from).unwrap();
        let from = from + page[from..].find("</p>").unwrap() + "</p>".len();
        let to = page.find(to).unwrap();
        let to = page[..to].rfind("<p>").unwrap();
        format!("{}{inside}{}", &page[..from], &page[to..])
    }

    /// What of a table is not as it should be; errors that are none.
    pub fn judge(&self, text: &[u8], tables: &[&str]) -> Vec<String> {
        let reports = Linter::new(&self.packs).open(text).map(|open| open.reports);
        let reports = reports.unwrap_or_default();
        let [report] = reports.as_slice() else {
            return vec![format!("{} reports", reports.len())];
        };
        let form = &self.pack().form;
        let own = form
            .cells()
            .filter(|cell| tables.contains(&form.table_of(*cell).id.as_str()));
        let value = |report: &Report, cell| report.cell(cell).map(|cell| cell.value.figure());
        let nought = |report: &Report, cell| value(report, cell).map(Option::unwrap_or_default);
        let mut wrong: Vec<String> = own
            .filter(|cell| nought(report, *cell) != nought(&self.report, *cell))
            .map(|cell| format!("{}: {:?}", form.address(cell), value(report, cell)))
            .collect();
        let findings = check(self.pack(), report, None).findings;
        let errors = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        wrong.extend(errors.map(|error| error.rule.to_string()));
        wrong
    }
}

pub fn row(cells: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let cells = cells.into_iter();
    let cells: String = cells
        .map(|cell| format!("<td>{}</td>", cell.as_ref()))
        .collect();
    format!("<tr>{cells}</tr>")
}

pub fn table(rows: impl IntoIterator<Item = String>) -> String {
    format!(
        "<table border=1>{}</table>",
        rows.into_iter().collect::<String>()
    )
}

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if c > '\u{2e80}' { 2 } else { 1 })
        .sum()
}

pub fn left(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

pub fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// A text with only the table of requests.
pub fn text_of(requests: &str) -> String {
    format!(
        "{TITLE}\n\n一、总体情况\n\n略。\n\n三、收到和处理政府信息公开申请情况\n\n{requests}\n\n\
         五、存在的主要问题及改进情况\n\n无\n"
    )
}

/// A text in pieces of so many characters.
pub fn pieces(text: &str, length: usize) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    letters
        .chunks(length)
        .map(|piece| piece.iter().collect())
        .collect()
}
