//! A balanced random report with a truthful text gives no finding, in every phrasing; with one
//! number changed it gives exactly one, at that number.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_model::Report;
use gouji_narrative::{judge, mentions};
use gouji_pack::Packs;
use gouji_rule::Pack;
use gouji_testkit::specimen::prose::{PHRASING, numbers, phrased, put_text};
use gouji_testkit::specimen::{Balanced, Rng};

/// How a number is written.
type Style = fn(u64) -> String;

fn plain(value: u64) -> String {
    value.to_string()
}

fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn full_width(value: u64) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap();
    value.to_string().chars().map(wide).collect()
}

fn chinese(value: u64) -> String {
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    let below = |value: u64| {
        let mut text = String::new();
        let mut gap = false;
        for (power, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = value / power % 10;
            if digit == 0 {
                gap = !text.is_empty();
                continue;
            }
            if gap {
                text.push('零');
            }
            gap = false;
            text.push(digits[digit as usize]);
            text.push_str(name);
        }
        text
    };
    match (value / 10_000, value % 10_000) {
        (0, 0) => "零".to_owned(),
        (0, low) => below(low),
        (high, 0) => format!("{}万", below(high)),
        (high, low) if low < 1000 => format!("{}万零{}", below(high), below(low)),
        (high, low) => format!("{}万{}", below(high), below(low)),
    }
}

const STYLES: [Style; 4] = [plain, grouped, full_width, chinese];

/// Texts with a place for each number, in the order of `numbers`.
const PHRASINGS: [&str; 3] = [
    PHRASING,
    "本年度受理{}件依申请公开申请（另有上年度结转的{}件），{}件结转至下一年度。\n申请中，{}件予以公开；{}件部分公开；\
     {}件不予公开；{}件无法提供；{}件不予处理；{}件作其他处理。信息公开类行政复议案件{}件，诉讼{}件。",
    "（二）依申请公开情况。本机关共接收公民、法人和其他组织提出的政府信息公开申请 {} 件，上年结转申请 {} 件，顺延到下年度 {} 件。\
     答复情况：同意公开 {} 件，部分公开的 {} 件，不予公开决定 {} 件，无法提供的有 {} 件，不予处理 {} 件，其他处理 {} 件。\
     被申请行政复议 {} 件，被提起行政诉讼 {} 件。",
];

fn narrated(report: &Report, phrasing: &str, numbers: &[u64], style: Style) -> Report {
    let mut report = report.clone();
    put_text(&mut report, phrased(phrasing, numbers, style));
    report
}

fn each(test: impl Fn(&Pack, &Report, &str, Style, u64)) {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    for pack in packs.packs() {
        let balanced = Balanced::new(pack);
        for seed in 0..24 {
            let report = balanced.report(seed);
            for phrasing in PHRASINGS {
                for style in STYLES {
                    test(pack, &report, phrasing, style, seed);
                }
            }
        }
    }
}

#[test]
fn a_truthful_text_gives_no_finding() {
    each(|pack, report, phrasing, style, seed| {
        let numbers = numbers(&pack.form, report);
        let report = narrated(report, phrasing, &numbers, style);
        let judgement = judge(pack, &report);
        let text = &report.sections[0].text;
        assert!(
            judgement.disagreements.is_empty(),
            "{seed}: {text}\n{:#?}",
            judgement.disagreements
        );
        assert!(judgement.obscured.is_empty(), "{seed}: {text}");
        let mentioned: Vec<String> = mentions(pack, &report)
            .iter()
            .map(|one| format!("{} {}: {}", one.rule.name, one.claim, one.words))
            .collect();
        assert_eq!(
            mentioned.len(),
            numbers.len(),
            "{seed}: {text}\n{mentioned:#?}"
        );
    });
}

#[test]
fn one_changed_number_gives_one_finding() {
    each(|pack, report, phrasing, style, seed| {
        let mut rng = Rng::new(seed);
        let mut numbers = numbers(&pack.form, report);
        let changed = rng.below(numbers.len());
        // Greater than any sum of the report, so that no reading fits by chance.
        numbers[changed] = numbers.iter().sum::<u64>() + 1 + rng.below(500) as u64;
        let report = narrated(report, phrasing, &numbers, style);
        let judgement = judge(pack, &report);
        let text = &report.sections[0].text;
        let stated: Vec<&str> = judgement
            .disagreements
            .iter()
            .map(|d| d.stated.as_str())
            .collect();
        let reported: Vec<String> = judgement
            .disagreements
            .iter()
            .map(|one| format!("{} {}: {}", one.rule.name, one.at, one.words))
            .collect();
        assert_eq!(
            stated,
            [numbers[changed].to_string()],
            "{seed}: {text}\n{reported:#?}"
        );
    });
}
