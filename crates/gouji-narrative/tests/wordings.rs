//! Every quantity of the tables in the wordings that offices use for any: a count that is right, a count that is
//! wrong, and that there was none. See `wordings.txt`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failing test may stop at once; what was measured is printed"
)]

use gouji_narrative::judge;
use gouji_pack::Packs;
use gouji_rule::Pack;

mod reports;
use reports::report;

/// What the file says: wordings of counts and of none by the kind of what is counted, and the quantities.
#[derive(Default)]
struct Wordings<'t> {
    counts: Vec<(&'t str, &'t str)>,
    nones: Vec<(&'t str, &'t str)>,
    /// The kind, what stands before, the name, the figures besides its own, and its own address.
    quantities: Vec<[&'t str; 5]>,
}

fn read(text: &str) -> Wordings<'_> {
    let mut wordings = Wordings::default();
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        match columns[..] {
            ["count", kind, wording] => wordings.counts.push((kind, wording)),
            ["none", kind, wording] => wordings.nones.push((kind, wording)),
            [kind, before, name, figures, address] => {
                wordings
                    .quantities
                    .push([kind, before, name, figures, address]);
            }
            _ => panic!("columns: {line}"),
        }
    }
    wordings
}

/// Whether anything is wrong with a sentence beside these figures.
fn is_wrong(pack: &Pack, sentence: &str, figures: &str) -> bool {
    let report = report(pack, sentence, figures);
    !judge(pack, &report).disagreements.is_empty()
}

#[test]
fn every_quantity_is_heard_in_the_wordings_of_any() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let pack = packs.packs().last().unwrap();
    let wordings = read(include_str!("wordings.txt"));
    let (mut tried, mut alarms, mut missed) = (0, Vec::new(), Vec::new());
    for [kind, before, name, figures, address] in &wordings.quantities {
        let of_kind = |(of, _): &&(&str, &str)| of == kind || *of == "any";
        let counts = wordings.counts.iter().filter(of_kind);
        let counts = counts.map(|(_, wording)| (wording.replace("#", "5"), 5, 7));
        let nones = wordings.nones.iter().filter(of_kind);
        let nones = nones.map(|(_, wording)| ((*wording).to_owned(), 0, 2));
        for (wording, right, wrong) in counts.chain(nones) {
            let sentence = format!("{before}{}。", wording.replace('~', name));
            let beside = |value: i32| format!("{figures} {address}={value}");
            tried += 1;
            if is_wrong(pack, &sentence, &beside(right)) {
                alarms.push(sentence.clone());
            }
            if !is_wrong(pack, &sentence, &beside(wrong)) {
                missed.push(sentence);
            }
        }
    }
    println!("{tried} sentences");
    assert!(alarms.is_empty(), "false alarms:\n{}", alarms.join("\n"));
    assert!(missed.is_empty(), "missed:\n{}", missed.join("\n"));
}
