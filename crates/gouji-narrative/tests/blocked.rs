//! A claim whose likeliest reading cannot be read is blocked: not compared with the next one, and no pass.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_narrative::{Judgement, judge};
use gouji_pack::Packs;

mod reports;
use reports::report;

/// What comes of a sentence: how many findings there are, and which claims are blocked.
fn judged(sentence: &str, figures: &str) -> (usize, Vec<String>) {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let pack = packs.packs().last().unwrap();
    let Judgement {
        disagreements,
        obscured,
    } = judge(pack, &report(pack, sentence, figures));
    let blocked = obscured.iter();
    (
        disagreements.len(),
        blocked
            .map(|blocked| format!("{} {}", blocked.rule.name, blocked.at))
            .collect(),
    )
}

#[test]
fn the_next_reading_does_not_stand_for_one_that_cannot_be_read() {
    let sentence = "全年收到政府信息公开申请46件。";
    let unread = "requests/new/total=4? requests/new/natural_person=46";
    assert_eq!(
        judged(sentence, unread),
        (0, vec!["text-received received".to_owned()])
    );
    assert_eq!(judged(sentence, "new=46"), (0, Vec::new()));
    assert_eq!(judged(sentence, "new=45").0, 1);
}

#[test]
fn a_figure_said_of_several_things_needs_them_all() {
    let sentence = "答复政府信息公开申请时，不予处理、无法提供合计6件。";
    let unread = "results.unable.not_held=2 requests/results.not_processed.repeat/total=?";
    let (wrong, blocked) = judged(sentence, unread);
    assert_eq!((wrong, blocked.len()), (0, 1), "{blocked:?}");
    let read = "results.unable.not_held=2 results.not_processed.repeat=4";
    assert_eq!(judged(sentence, read), (0, Vec::new()));
    let other = "results.unable.not_held=2 results.not_processed.repeat=5";
    assert_eq!(judged(sentence, other).0, 1);
}

#[test]
fn a_share_of_what_cannot_be_read_is_no_finding_and_no_pass() {
    let sentence = "答复政府信息公开申请，不予处理6件，占13%。";
    let unread = "results.not_processed.repeat=6 requests/results.total/total=?";
    let (wrong, blocked) = judged(sentence, unread);
    assert_eq!(wrong, 0);
    assert!(
        blocked.contains(&"text-share overview".to_owned()),
        "{blocked:?}"
    );
    let read = "new=46 results.total=46 results.not_processed.repeat=6";
    assert_eq!(judged(sentence, read), (0, Vec::new()));
    let other = "new=60 results.total=60 results.not_processed.repeat=6";
    assert_eq!(judged(sentence, other).0, 1);
}
