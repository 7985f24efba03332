//! A sum of cells alone, as sentences may mean it.
//!
//! A pack has hundreds, and a text speaks of a few, so those of embedded files are compiled when the
//! first text speaks of them. Tests compile them all.

use gouji_model::Form;
use gouji_rule::{Logic, Sum};

use super::FormulaError;
use super::compile::{Source, compile};
use crate::mistake;

/// A sum of an embedded file.
///
/// # Panics
/// Where an embedded file has a mistake, which the tests see to that none has: a sum left out
/// without a word would make what is stated about it pass.
pub(crate) fn embedded_sum(form: &Form, written: &str) -> Sum {
    match sum_of(form, written) {
        Ok(sum) => sum,
        Err(error) => panic!("an embedded sum is wrong: {written}: {error:?}"),
    }
}

/// A sum alone, compiled as the left side of a comparison.
pub(crate) fn sum_of(form: &Form, text: &str) -> Result<Sum, FormulaError> {
    let assert = &format!("{text} == 0");
    let source = Source {
        assert,
        ..Source::default()
    };
    let formula = compile(form, source)?;
    let first = formula.instances.first();
    match first.map(|instance| instance.assert.clone()) {
        Some(Logic::Compare(sum, _, _)) => Ok(sum),
        _ => Err(FormulaError::wrong(0..text.len(), mistake::sum_expected())),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

    use gouji_rule::{Check, NamedSum, NarrativeTest, Rule};

    use crate::packs::Packs;

    fn sums(rule: &Rule) -> Vec<&NamedSum> {
        let Check::Narrative(test) = &rule.check else {
            return Vec::new();
        };
        match test {
            NarrativeTest::Claims(claims) => claims.iter().flat_map(|one| &*one.readings).collect(),
            NarrativeTest::Share(share) => share.bases.iter().collect(),
            NarrativeTest::Amount(amount) => {
                let bounds = amount.at_most.iter().chain(&amount.equals);
                let most = bounds.map(|bound| &bound.sum);
                most.chain(amount.some_of.iter().map(|needed| &needed.sum))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    #[test]
    fn embedded_sums_compile() {
        let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
        let mut seen = 0;
        for pack in packs.packs() {
            for sum in pack.rules().iter().flat_map(sums) {
                assert!(!sum.sum(&pack.form).terms.is_empty(), "{sum:?}");
                seen += 1;
            }
        }
        assert!(seen > 300, "{seen}");
    }
}
