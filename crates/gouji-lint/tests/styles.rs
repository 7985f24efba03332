//! Every cell of a report is read back, whatever style it was printed in.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_lint::Linter;
use gouji_pack::Packs;
use gouji_testkit::typeset::{Paper, Style, distinct_figure, typeset};

#[test]
fn every_cell_is_read_back_in_every_style() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    for pack in packs.packs() {
        let form = &pack.form;
        let paper = Paper {
            form,
            year: form.since.unwrap(),
            organization: "青石县水务局",
            text_of: &|cell| distinct_figure(form, cell),
        };
        for style in Style::ALL {
            let page = typeset(&paper, style);
            let opened = linter.open(page.as_bytes()).unwrap();
            let [report] = opened.reports.as_slice() else {
                panic!("{style:?} {}: {} reports", form.id, opened.reports.len());
            };
            assert_eq!(report.form, form.id, "{style:?}");
            assert_eq!(
                report.organization.as_deref(),
                Some("青石县水务局"),
                "{style:?}"
            );
            for cell in form.cells() {
                let found = report.cell(cell).map(|cell| cell.text().into_owned());
                let expected = distinct_figure(form, cell);
                assert_eq!(found, expected, "{style:?} {}\n{page}", form.address(cell));
            }
            let seen: Vec<_> = report
                .observations
                .iter()
                .map(|o| (o.kind, &o.found))
                .collect();
            assert!(seen.is_empty(), "{style:?} {}: {seen:?}", form.id);
        }
    }
}
