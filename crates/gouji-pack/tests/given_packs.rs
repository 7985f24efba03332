//! Packs in folders given by the user, beside the embedded ones.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::path::Path;

use gouji_pack::Packs;

#[test]
fn a_given_pack_stands_for_the_embedded_one_of_its_form() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    let embedded = Packs::built_in().unwrap();
    let survey = Packs::survey(&[folder]);
    assert!(survey.faults.is_empty(), "{:?}", survey.faults);
    let shown = |packs: &Packs| -> Vec<(String, Vec<String>)> {
        let names = |pack: &gouji_rule::Pack| pack.rules().iter().map(|r| r.name.clone()).collect();
        let packs = packs.packs().iter();
        packs
            .map(|pack| (pack.form.id.0.clone(), names(pack)))
            .collect()
    };
    assert_eq!(shown(&survey.packs), shown(&embedded));
    let given = survey.packs.packs().iter();
    assert!(
        given
            .map(|pack| &pack.origin)
            .all(|origin| origin.contains("/rules/"))
    );
}
