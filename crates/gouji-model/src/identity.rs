//! What a finding is, whatever the file looks like: what baselines and suppressions name, and
//! what outputs carry as a fingerprint.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use siphasher::sip128::{Hasher128, SipHasher13};
use std::hash::Hasher;

use crate::FormId;

/// The rule, the form, the instance, and the cells with the values in them, as one number.
///
/// It stays the same when the file is reformatted, converted or moved, and changes when a value
/// concerned changes. It says nothing of whose report it is: two reports with the same mistake
/// have findings of the same identity. Shown as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity(pub u128);

impl Identity {
    /// The identity of a finding that rests on these values, in this order.
    pub fn new<V: AsRef<str>>(
        form: &FormId,
        rule: &str,
        at: Option<&str>,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let mut maker = IdentityMaker::new(form, rule, at);
        values
            .into_iter()
            .for_each(|value| maker.value(value.as_ref()));
        maker.finish()
    }

    /// That of a further finding which rests on the same values: the second of them, the third and so on.
    #[must_use]
    pub fn numbered(self, number: u32) -> Self {
        let mut maker = IdentityMaker {
            hasher: SipHasher13::new_with_keys(0, 0),
        };
        maker.value(&self.to_string());
        maker.value(&number.to_string());
        maker.finish()
    }

    /// Its first twelve hexadecimal digits, for people: enough to tell the findings of any number
    /// of reports apart.
    #[must_use]
    pub fn short(&self) -> String {
        format!(
            "{:0width$x}",
            self.0 >> (4 * (DIGITS - SHORTEST)),
            width = SHORTEST
        )
    }

    /// Whether it begins with the hexadecimal digits of `text`, of which there are 12 to 32;
    /// nothing where the text is no such beginning.
    #[must_use]
    pub fn begins_with(&self, text: &str) -> Option<bool> {
        let digits = (SHORTEST..=DIGITS).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        digits.then(|| self.to_string().starts_with(&text.to_ascii_lowercase()))
    }
}

/// Makes an identity of one value after the other.
#[derive(Clone, Debug)]
pub struct IdentityMaker {
    hasher: SipHasher13,
}

impl IdentityMaker {
    /// The identity of a finding that rests on nothing yet.
    #[must_use]
    pub fn new(form: &FormId, rule: &str, at: Option<&str>) -> Self {
        Self::of_rule(form, rule).at(at)
    }

    /// What the identities of all findings of a rule begin with.
    #[must_use]
    pub fn of_rule(form: &FormId, rule: &str) -> Self {
        // The keys are fixed, because an identity outlives the process that made it.
        let hasher = SipHasher13::new_with_keys(0, 0);
        let mut maker = Self { hasher };
        maker.value(&form.0);
        maker.value(rule);
        maker
    }

    /// The identity of one of them that rests on nothing yet.
    #[must_use]
    pub fn at(&self, at: Option<&str>) -> Self {
        let mut maker = self.clone();
        maker.value(at.unwrap_or_default());
        maker
    }

    /// Adds a value.
    pub fn value(&mut self, text: &str) {
        const LENGTH: usize = size_of::<u64>();
        let length = (text.len() as u64).to_le_bytes();
        // Written at once, as most are short enough for: a call takes longer than so few bytes.
        let mut room = [0; 128];
        if let Some(whole) = room.get_mut(..LENGTH + text.len()) {
            let (first, rest) = whole.split_at_mut(LENGTH);
            first.copy_from_slice(&length);
            rest.copy_from_slice(text.as_bytes());
            return self.hasher.write(whole);
        }
        self.hasher.write(&length);
        self.hasher.write(text.as_bytes());
    }

    /// The identity of all that was added.
    #[must_use]
    pub fn finish(&self) -> Identity {
        Identity(self.hasher.finish128().as_u128())
    }
}

/// Hexadecimal digits of an identity.
const DIGITS: usize = 32;
/// Fewest of them that name a finding.
const SHORTEST: usize = 12;

impl fmt::Display for Identity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:032x}", self.0)
    }
}

impl FromStr for Identity {
    type Err = ParseIntError;

    /// Reads what `Display` writes.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(text, 16).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(at: Option<&str>, values: &[&str]) -> Identity {
        let form = FormId("cn-disclosure/2021".to_owned());
        Identity::new(&form, "requests-balance", at, values)
    }

    #[test]
    fn is_the_same_on_every_machine_and_in_every_version() {
        let known = of(Some("total"), &["requests/new/total=2"]);
        assert_eq!(known.to_string(), "57ed06be2a46927d2c6356cb2be0eb0e");
        assert_eq!(known.to_string().parse(), Ok(known));
    }

    #[test]
    fn its_beginning_names_it() {
        let known = of(Some("total"), &["requests/new/total=2"]);
        assert_eq!(known.short(), "57ed06be2a46");
        assert_eq!(known.begins_with(&known.short()), Some(true));
        assert_eq!(known.begins_with(&known.to_string()), Some(true));
        assert_eq!(known.begins_with("57ED06BE2A46927"), Some(true));
        assert_eq!(known.begins_with("57ed06be2a47"), Some(false));
        assert_eq!(known.begins_with("57ed06be2a4"), None);
        assert_eq!(known.begins_with("+7ed06be2a46"), None);
        assert_eq!(Identity(1).short(), "000000000000");
    }

    #[test]
    fn differs_with_every_part() {
        let all = [
            of(None, &[]),
            of(Some("total"), &[]),
            of(None, &["total"]),
            of(None, &["tot", "al"]),
            of(None, &["total", ""]),
        ];
        for (index, one) in all.iter().enumerate() {
            assert!(!all[..index].contains(one), "{index}");
        }
    }
}
