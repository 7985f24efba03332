//! Statements made up by seed, sent through LibreOffice: what adds up has no finding, a wrong amount is found
//! or its relations are said to be unchecked, and no cell is read as another.
//!
//! `GOUJI_ROUNDS=600 cargo test -p gouji-lint --test statement_chains -- --nocapture` sends more, and shows
//! what came of them.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failing test may stop at once and say what was skipped"
)]

#[allow(dead_code, reason = "other tests use the rest of it")]
#[path = "statements/made.rs"]
mod made;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gouji_check::check_relations;
use gouji_lint::Linter;
use gouji_model::{CellId, Figure, Report};
use gouji_rule::Pack;
use gouji_testkit::specimen::{Balanced, Rng};
use gouji_testkit::statement::Layout;

use made::{Domain, first_is_right, found, make_wrong, misread, print, seeds, statement};

/// What LibreOffice makes of a page: the end of the files, how it reads the page and how it writes.
const CHAINS: [[&str; 3]; 6] = [
    ["xlsx", "HTML (StarCalc)", "xlsx:Calc MS Excel 2007 XML"],
    ["xls", "HTML (StarCalc)", "xls:MS Excel 97"],
    ["ods", "HTML (StarCalc)", "ods:calc8"],
    ["docx", "HTML (StarWriter)", "docx:MS Word 2007 XML"],
    ["pdf", "HTML (StarWriter)", "pdf:writer_pdf_Export"],
    ["pdf", "HTML (StarCalc)", "pdf:calc_pdf_Export"],
];

/// A statement as it was written, and what must be found in it.
struct Made<'p> {
    pack: &'p Pack,
    figures: Report,
    layout: Layout,
    /// The wrong cell with its right amount, where one was put in.
    wrong: Option<(CellId, Figure)>,
}

/// What came of the files of a chain.
#[derive(Debug, Default)]
struct Came {
    files: usize,
    whole: usize,
    blocked: usize,
    faults: usize,
    faults_found: usize,
    first_of: usize,
    first_right: usize,
}

/// The statement of a seed; every second one has a wrong amount.
fn made<'p>(pack: &'p Pack, balanced: &Balanced<'_>, seed: u64) -> (Made<'p>, String) {
    let (mut figures, mut layout, mut rng) = statement(pack, balanced, seed);
    // What has a blank cell in each of its rows is no table to a spreadsheet.
    layout.blank_zero &= rng.happens(50);
    let cells: Vec<CellId> = pack.form.cells().collect();
    let cell = cells[rng.below(cells.len())];
    let shown = !(layout.narrow && pack.form.column_of(cell).optional);
    let off = (
        if seed.is_multiple_of(4) {
            99_999
        } else {
            1_000_000_000
        },
        seed % 8 < 4,
    );
    let is_wrong = seed % 2 == 1 && shown;
    let truth = is_wrong
        .then(|| make_wrong(&mut figures, cell, off, &mut rng))
        .flatten();
    let sheet = print(pack, &figures, &layout, &mut Rng::new(seed));
    // Half of the pages have rules, which prints keep.
    let page = match rng.happens(50) {
        true => sheet
            .html()
            .replacen("<table>", "<table border=\"1\" cellspacing=\"0\">", 1),
        false => sheet.html(),
    };
    let wrong = truth.map(|truth| (cell, truth));
    let made = Made {
        pack,
        figures,
        layout,
        wrong,
    };
    (made, page)
}

/// Converts the pages of a folder; nothing where LibreOffice is not installed.
fn convert(pages: &[PathBuf], [end, read, write]: [&str; 3], out: &Path) -> Option<()> {
    let profile = out.with_file_name("profile");
    let run = |name: &str| {
        let mut command = Command::new(name);
        command.arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ));
        command.args([
            "--headless",
            &format!("--infilter={read}"),
            "--convert-to",
            write,
        ]);
        command.arg("--outdir").arg(out).args(pages).output().ok()
    };
    let output = ["soffice", "libreoffice"].into_iter().find_map(run)?;
    let made = pages
        .iter()
        .map(|page| out.join(page.file_name().unwrap()).with_extension(end));
    let all = made.clone().filter(|path| path.is_file()).count();
    if all == 0 {
        // One without the program for pages, or that cannot start here.
        let why = String::from_utf8_lossy(&output.stderr);
        println!("skipped: LibreOffice made nothing of the pages: {why}");
        return None;
    }
    assert_eq!(all, pages.len(), "{end}");
    Some(())
}

impl Made<'_> {
    /// Reads a file of it again.
    fn judge(&self, linter: &Linter, path: &Path, came: &mut Came) {
        let why = format!("{} {:?} {:?}", path.display(), self.layout, self.wrong);
        came.files += 1;
        let bytes = fs::read(path).unwrap();
        let Ok(opened) = linter.open(&bytes) else {
            came.blocked += 1;
            return;
        };
        assert_eq!(opened.reports.len(), 1, "{why}");
        let report = &opened.reports[0];
        assert_eq!(report.form, self.pack.form.id, "{why}");
        let outcome = linter.check(report, None).unwrap();
        let expected = found(&check_relations(self.pack, &self.figures, None));
        let is_faulty = self.wrong.is_some() && !expected.is_empty();
        came.faults += usize::from(is_faulty);
        let read: BTreeSet<_> = found(&outcome);
        let relations = |(rule, _): &&(String, Option<String>)| {
            let rule = self.pack.rule(rule);
            rule.is_some_and(|rule| matches!(rule.check, gouji_rule::Check::Relation(_)))
        };
        let broken: BTreeSet<_> = read.iter().filter(relations).cloned().collect();
        let false_ones: Vec<_> = broken.difference(&expected).collect();
        assert!(false_ones.is_empty(), "{why}: {false_ones:?}");
        // Where no relation could be checked the command says so.
        if !outcome.blocked.is_empty() || outcome.evaluated == 0 {
            came.blocked += 1;
            return;
        }
        assert_eq!(read, expected, "{why}");
        let misread = misread(self.pack, report, &self.figures, &self.layout);
        assert!(misread.is_empty(), "{why}: {misread:?}");
        came.whole += 1;
        if let Some(wrong) = self.wrong {
            came.faults_found += usize::from(is_faulty);
            if let Some(is_right) = first_is_right(self.pack, &outcome, wrong) {
                came.first_of += 1;
                came.first_right += usize::from(is_right);
            }
        }
    }
}

#[test]
fn what_libreoffice_makes_of_statements_is_read_right_or_reported_to_be_unread() {
    let domain = Domain::new();
    let all = domain.makers();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("statement_chains");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("pages")).unwrap();
    let statements: Vec<_> = seeds(6)
        .map(|seed| {
            let (pack, balanced) = &all[(seed % all.len() as u64) as usize];
            let (made, page) = made(pack, balanced, seed);
            let path = folder.join(format!("pages/{seed}.html"));
            fs::write(&path, page).unwrap();
            (made, path)
        })
        .collect();
    for (number, chain) in CHAINS.into_iter().enumerate() {
        let out = folder.join(number.to_string());
        let mut came = Came::default();
        for some in statements.chunks(200) {
            let pages: Vec<PathBuf> = some.iter().map(|(_, page)| page.clone()).collect();
            if convert(&pages, chain, &out).is_none() {
                println!("skipped: without LibreOffice no statement was converted");
                return;
            }
            for (made, page) in some {
                let path = out.join(page.file_name().unwrap()).with_extension(chain[0]);
                made.judge(&domain.linter, &path, &mut came);
            }
        }
        println!("{} ({}): {came:?}", chain[0], chain[2]);
        assert_eq!(came.first_of, came.first_right, "{}", chain[2]);
        let is_print = chain[0] == "pdf";
        assert!(is_print || came.blocked == 0, "{}: {came:?}", chain[2]);
    }
}
