//! Sums of cells that a sentence may mean.
//!
//! A pack has hundreds, and a text speaks of a few, so those of embedded files are compiled when the
//! first text speaks of them. Tests compile them all.

use std::fmt;
use std::sync::OnceLock;

use gouji_model::{Bilingual, Form};

use crate::formula::{FormulaError, Logic, Sum, compile};
use crate::mistake;

/// A sum of cells with a name.
#[derive(Clone)]
pub struct NamedSum {
    /// What to call it.
    pub name: Bilingual,
    written: String,
    sum: OnceLock<Sum>,
}

impl NamedSum {
    /// A sum as written, which is known to be right.
    pub(crate) fn later(name: Bilingual, written: &str) -> Self {
        Self {
            name,
            written: written.to_owned(),
            sum: OnceLock::new(),
        }
    }

    /// A sum as written, compiled for a form.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn compiled(
        name: Bilingual,
        written: &str,
        form: &Form,
    ) -> Result<Self, FormulaError> {
        let sum = OnceLock::from(sum_of(form, written)?);
        let later = Self::later(name, written);
        Ok(Self { sum, ..later })
    }

    /// The sum, for the form of its pack.
    ///
    /// # Panics
    /// Where an embedded file has a mistake, which the tests see to that none has: a sum left out
    /// without a word would make what is said of it pass.
    #[must_use]
    pub fn sum(&self, form: &Form) -> &Sum {
        let compiled = || sum_of(form, &self.written);
        self.sum.get_or_init(|| match compiled() {
            Ok(sum) => sum,
            Err(error) => panic!("an embedded sum is wrong: {}: {error:?}", self.written),
        })
    }
}

/// The same whether it is compiled yet or not.
impl fmt::Debug for NamedSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("NamedSum");
        shown.field("name", &self.name);
        shown.field("sum", &self.written).finish()
    }
}

/// A sum alone, compiled as the left side of a comparison.
fn sum_of(form: &Form, text: &str) -> Result<Sum, FormulaError> {
    let formula = compile(form, None, None, &format!("{text} == 0"))?;
    let first = formula.instances.into_iter().next();
    match first.map(|instance| instance.assert) {
        Some(Logic::Compare(sum, _, _)) => Ok(sum),
        _ => Err(FormulaError {
            mistake: mistake::sum_expected(),
            span: 0..text.len(),
            absent: false,
            in_each: false,
        }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

    use crate::{Check, NamedSum, NarrativeTest, Packs, Rule};

    fn sums(rule: &Rule) -> Vec<&NamedSum> {
        let Check::Narrative(test) = &rule.check else {
            return Vec::new();
        };
        match test {
            NarrativeTest::Claims(claims) => claims.iter().flat_map(|one| &one.readings).collect(),
            NarrativeTest::Share(share) => share.bases.iter().collect(),
            NarrativeTest::Amount(amount) => {
                let most = amount.at_most.iter().map(|bound| &bound.sum);
                most.chain(amount.some_of.iter().map(|needed| &needed.sum))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    #[test]
    fn embedded_sums_compile() {
        let packs = Packs::built_in().unwrap();
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
