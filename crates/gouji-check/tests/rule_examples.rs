//! Every example in every rule file does what it says.

use gouji_check::run_example;
use gouji_pack::Packs;

#[test]
fn examples_pass_and_fail_as_they_say() {
    let packs = Packs::built_in().unwrap();
    let mut wrong = Vec::new();
    for pack in packs.packs() {
        for rule in &pack.rules {
            assert!(
                rule.examples.iter().any(|e| e.passes),
                "{} has no passing example",
                rule.origin
            );
            assert!(
                rule.examples.iter().any(|e| !e.passes),
                "{} has no failing example",
                rule.origin
            );
            for (index, example) in rule.examples.iter().enumerate() {
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
