//! A mistake put into a balanced report and repaired gives the report as it was, byte for byte,
//! whatever style and encoding the file is in; what is repaired once is not repaired again.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::borrow::Cow;

use gouji_fix::{Wanted, fix};
use gouji_lint::Linter;
use gouji_model::{Form, Report};
use gouji_pack::Packs;
use gouji_rule::Pack;
use gouji_testkit::specimen::{Balanced, Kind, Rng, inject};
use gouji_testkit::typeset::{Paper, Style, typeset};

fn rounds() -> u64 {
    std::env::var("GOUJI_ROUNDS").map_or(1, |rounds| rounds.parse().unwrap())
}

fn page(form: &Form, report: &Report, style: Style) -> String {
    let paper = Paper {
        form,
        year: form.since.unwrap(),
        organization: "青石县水务局",
        text_of: &|cell| Some(report.cell(cell)?.text().into_owned()),
    };
    typeset(&paper, style)
}

fn in_gbk(page: &str) -> Vec<u8> {
    match encoding_rs::GB18030.encode(page).0 {
        Cow::Borrowed(bytes) => bytes.to_vec(),
        Cow::Owned(bytes) => bytes,
    }
}

fn in_utf16(page: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(page.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// A report with one mistake in a figure of many digits, which arithmetic can tell.
fn faulty(pack: &Pack, good: &Report, kind: Kind, rng: &mut Rng) -> Option<Report> {
    let form = &pack.form;
    let eligible: Vec<_> = form
        .cells()
        .filter(|cell| form.table_of(*cell).id == "requests" && !form.is_group_cell(*cell))
        .collect();
    let mut report = good.clone();
    inject(form, &mut report, kind, &eligible, rng)?;
    Some(report)
}

#[test]
fn a_repaired_file_is_the_file_before_the_mistake() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let encodings = [|page: &str| page.as_bytes().to_vec(), in_gbk, in_utf16];
    let wanted = Wanted {
        unsafe_too: true,
        ..Wanted::default()
    };
    let (mut repaired, mut tried) = (0, 0);
    for pack in packs.packs() {
        let balanced = Balanced::new(pack);
        for seed in 0..rounds() {
            let good = balanced.report(seed);
            let mut rng = Rng::new(seed + 7);
            let kinds = [Kind::DigitsSwapped, Kind::DigitDoubled, Kind::Sign];
            for kind in kinds {
                let Some(bad) = faulty(pack, &good, kind, &mut rng) else {
                    continue;
                };
                for (number, style) in Style::ALL.into_iter().enumerate() {
                    let encode = encodings[(number + seed as usize) % encodings.len()];
                    let wrong = encode(&page(&pack.form, &bad, style));
                    let right = encode(&page(&pack.form, &good, style));
                    let fixed = fix(&linter, &wrong, &wanted).unwrap();
                    tried += 1;
                    if fixed.made.is_empty() {
                        continue;
                    }
                    repaired += 1;
                    assert_same(&fixed.bytes, &right, style);
                    let again = fix(&linter, &fixed.bytes, &wanted).unwrap();
                    assert!(again.made.is_empty(), "{style:?}");
                }
            }
        }
    }
    assert!(repaired * 10 >= tried * 9, "{repaired} of {tried}");
}

/// Figures of other lengths move the padding of aligned text, and a figure split over tags
/// (`12<span>36</span>`) is not split at the same place again; all else is the same.
fn assert_same(fixed: &[u8], right: &[u8], style: Style) {
    let shown = |bytes: &[u8]| -> Vec<u8> {
        let mut in_tag = false;
        let shown = bytes.iter().copied().filter(|byte| {
            let tag = in_tag || *byte == b'<';
            in_tag = tag && *byte != b'>';
            !(matches!(byte, b' ' | 0) || tag && style == Style::LooseHtml)
        });
        shown.collect()
    };
    // Not `assert_eq`: what it would print is of no use to anyone.
    assert!(shown(fixed) == shown(right), "{style:?}");
}

#[test]
fn what_is_safe_is_made_unasked_and_the_rest_is_left() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let pack = packs.packs().last().unwrap();
    let good = Balanced::new(pack).report(1);
    for seed in 0..20 * rounds() {
        let mut rng = Rng::new(seed);
        let Some(bad) = faulty(pack, &good, Kind::DigitMistyped, &mut rng) else {
            continue;
        };
        let (wrong, right) = (
            page(&pack.form, &bad, Style::Html),
            page(&pack.form, &good, Style::Html),
        );
        let fixed = fix(&linter, wrong.as_bytes(), &Wanted::default()).unwrap();
        let expected = if fixed.made.is_empty() {
            &wrong
        } else {
            &right
        };
        assert!(fixed.bytes == expected.as_bytes(), "{seed}");
    }
}

#[test]
fn a_balanced_report_is_left_alone() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let wanted = Wanted {
        unsafe_too: true,
        ..Wanted::default()
    };
    for pack in packs.packs() {
        let good = Balanced::new(pack).report(3);
        for style in Style::ALL {
            let page = page(&pack.form, &good, style);
            let fixed = fix(&linter, page.as_bytes(), &wanted).unwrap();
            assert!(fixed.bytes == page.as_bytes(), "{style:?}");
            assert!(fixed.made.is_empty() && fixed.left.is_empty(), "{style:?}");
        }
    }
}
