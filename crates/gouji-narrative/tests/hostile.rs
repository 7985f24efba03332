//! Any text ends in a result, in time that grows with its length and no faster.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::time::{Duration, Instant};

use gouji_model::{Report, Section};
use gouji_narrative::judge;
use gouji_pack::Packs;

fn time(text: &str) -> Duration {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let pack = packs.packs().last().unwrap();
    let mut report = Report::empty(pack.form.id.clone(), pack.form.cell_count());
    report.sections.push(Section {
        id: "overview".to_owned(),
        title: String::new(),
        place: None,
        text: text.to_owned(),
        passages: Vec::new(),
    });
    let start = Instant::now();
    let _ = judge(pack, &report);
    start.elapsed()
}

#[test]
fn long_and_odd_texts_end_soon() {
    let units = [
        "申请",
        "政府信息公开",
        "1",
        "1,",
        "1.",
        "1件",
        "占1%",
        "其中",
        "三",
        "十万亿",
        "未",
        "未收到",
        "的",
        "、",
        "(",
        "：",
        "12件，占",
        "收到申请1件，其中网络1件、",
        "未收到政府信息公开",
        "\n",
        "。\n",
        "九九",
        "1万",
        "约",
        "2023年",
    ];
    for unit in units {
        let text = unit.repeat(60_000 / unit.len());
        let took = time(&text);
        // Unoptimized and on a busy machine; what matters is that it is no square of the length.
        assert!(took < Duration::from_secs(20), "{unit}: {took:?}");
    }
}

#[test]
fn texts_beyond_reason_are_blocked_not_passed() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let pack = packs.packs().last().unwrap();
    let mut report = Report::empty(pack.form.id.clone(), pack.form.cell_count());
    report.sections.push(Section {
        id: "overview".to_owned(),
        title: String::new(),
        place: None,
        text: "收到申请3件。".repeat(100_000),
        passages: Vec::new(),
    });
    let judgement = judge(pack, &report);
    assert!(judgement.disagreements.is_empty());
    assert!(!judgement.obscured.is_empty());
}
