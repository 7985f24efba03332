//! Sums in brackets with a factor on either side say what they would say written out.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;

use gouji_check::run_example;
use gouji_pack::Packs;

/// Whether a formula holds where 2 are new, 3 carried over and 10 handled.
fn holds(test: &str, assert: &str) -> bool {
    let folder = std::env::temp_dir().join(format!("gouji-brackets-{}-{test}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let mut rule = String::from("name = \"mine\"\nseverity = \"error\"\nauthority = \"label\"\n");
    for word in ["citation", "title", "message", "why", "help"] {
        rule.push_str(&format!("{word} = {{ zh = \"x\" }}\n"));
    }
    rule.push_str(&format!(
        "applies_to = [\"cn-disclosure/2021\"]\n[relation]\nassert = \"{assert}\"\n"
    ));
    rule.push_str("[[example]]\npasses = true\ncells = { \"requests/new/total\" = 2, ");
    rule.push_str("\"requests/carried_over/total\" = 3, \"requests/results.total/total\" = 10 }\n");
    fs::write(folder.join("rule.toml"), rule).unwrap();
    let packs = Packs::load(std::slice::from_ref(&folder));
    fs::remove_dir_all(&folder).unwrap();
    let packs = packs.unwrap();
    let pack = packs
        .packs()
        .iter()
        .find(|pack| pack.rule("mine").is_some())
        .unwrap();
    let rule = pack.rule("mine").unwrap();
    run_example(pack, rule, &rule.examples.of(&pack.form)[0])
}

#[test]
fn brackets_multiply_what_is_in_them() {
    let formula = |text: &str| {
        text.replace('A', "requests[new, total]")
            .replace('B', "requests[carried_over, total]")
            .replace('C', "requests[results.total, total]")
    };
    for (number, (text, expected)) in [
        ("2 * (A + B) == C", true),
        ("(A + B) * 2 == C", true),
        ("(A + B) == C - 5", true),
        ("10 * (A + B) <= 5 * C", true),
        ("10 * (A + B) < 5 * C", false),
        ("C - 2 * (B - (A - 1)) == 6", true),
        ("-(A - B) == 1", true),
        ("A * 5 == C", true),
        ("2 * 3 * A == 12", true),
        ("2 * (A + 3) == C", true),
        ("((A + B) * 2 == C)", true),
        ("not ((A + B) * 2 == C)", false),
        ("(A == 2) and (B == 3 or (A + B) > 9)", true),
        ("(A > 2) iff ((B) > 3)", true),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(
            holds(&number.to_string(), &formula(text)),
            expected,
            "{text}"
        );
    }
}
