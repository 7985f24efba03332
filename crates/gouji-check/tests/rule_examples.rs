//! Every example in every rule file does what it says.

use std::collections::BTreeSet;

use gouji_check::run_example;
use gouji_pack::Packs;

#[test]
fn examples_pass_and_fail_as_they_say() {
    let packs = Packs::built_in().unwrap();
    let mut wrong = Vec::new();
    for pack in packs.packs() {
        for rule in pack.rules() {
            let examples = rule.examples.of(&pack.form);
            assert!(
                examples.iter().any(|e| e.passes),
                "{} has no passing example",
                rule.origin
            );
            assert!(
                examples.iter().any(|e| !e.passes),
                "{} has no failing example",
                rule.origin
            );
            for (index, example) in examples.iter().enumerate() {
                if run_example(pack, rule, example) != example.passes {
                    wrong.push(format!(
                        "{} in {}: example {}",
                        rule.origin,
                        pack.form.id,
                        index + 1
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_placeholder_is_explained() {
    let packs = Packs::built_in().unwrap();
    let rules = packs.packs().iter().flat_map(|pack| pack.rules());
    let names: BTreeSet<&str> = rules
        .flat_map(|rule| gouji_check::placeholders(&rule.check))
        .copied()
        .collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        assert!(gouji_check::placeholder_meaning(name).is_some(), "{name}");
    }
}
