//! How long it takes to compare the prose of a report with its cells.

#![allow(clippy::unwrap_used, reason = "a failing benchmark may stop at once")]

use gouji_model::{Report, Section};
use gouji_narrative::judge;
use gouji_pack::Packs;

fn main() {
    divan::main();
}

/// A paragraph with as many figures as real ones have, and one without any.
const PROSE: &str = "（二）依申请公开情况。2023年，全市共收到政府信息公开申请1499件，其中通过网络申请1303件、信函申请172件、当面申请24件；\
    办结政府信息公开申请1453件，其中予以公开966件，占66.48%；部分公开67件，占4.61%；不予公开81件，占5.57%。";
const PLAIN: &str = "进一步加强政府信息公开工作的组织领导，健全主动公开机制，规范依申请公开办理流程，提升政务公开平台建设水平，\
    强化监督保障，持续推进决策、执行、管理、服务、结果公开，不断增强工作的针对性和有效性。";

/// 5,000 characters.
fn report(pack: &gouji_rule::Pack, count: usize) -> Report {
    let mut report = Report::empty(pack.form.id.clone(), pack.form.cell_count());
    let mut text = PROSE.repeat(count);
    while text.chars().count() < 5000 {
        text.push_str(PLAIN);
    }
    report.year = Some(2023);
    report.sections.push(Section {
        id: "overview".to_owned(),
        title: String::new(),
        place: None,
        text,
        passages: Vec::new(),
    });
    report
}

/// With no figure, with those of a usual report, and with ten times as many.
#[divan::bench(args = [0, 1, 10])]
fn judged(bencher: divan::Bencher, count: usize) {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let pack = packs.packs().last().unwrap();
    let report = report(pack, count);
    bencher.bench(|| judge(pack, divan::black_box(&report)));
}
