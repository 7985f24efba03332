//! How a language writes numbers: `1.234,56`, `1 234,56`, `1’234.56`.
//!
//! Numbers are turned into the usual writing, `1234.56`, before they are read. What does not fit the
//! language's own way is text, never a guess: `1,234.56` is no number in German.

use crate::Figure;

/// How a language writes numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    /// The sign before the decimals.
    pub decimal: char,
    /// The signs that may stand between groups of three digits; a space stands for every kind of it.
    pub grouping: Vec<char>,
}

impl NumberFormat {
    /// A text with its number in the usual writing; nothing where it is not written in this way.
    #[must_use]
    pub fn usual(&self, text: &str) -> Option<String> {
        let first = text.find(|c: char| c.is_ascii_digit())?;
        let last = text.rfind(|c: char| c.is_ascii_digit())?;
        let (before, rest) = text.split_at(first);
        let (number, behind) = rest.split_at(last + 1 - first);
        let (whole, decimals) = match number.split_once(self.decimal) {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (number, None),
        };
        let whole = self.ungrouped(whole)?;
        let mut usual = format!("{before}{whole}");
        if let Some(decimals) = decimals {
            if decimals.is_empty() || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            usual.push('.');
            usual.push_str(decimals);
        }
        usual.push_str(behind);
        Some(usual)
    }

    /// A figure as the language writes it, without groups.
    #[must_use]
    pub fn written(&self, figure: Figure) -> String {
        figure.to_string().replace('.', &self.decimal.to_string())
    }

    /// The digits before the decimals without what groups them.
    fn ungrouped(&self, whole: &str) -> Option<String> {
        let between = whole.chars().find(|c| !c.is_ascii_digit());
        let Some(sign) = between else {
            return Some(whole.to_owned());
        };
        let groups: Vec<&str> = whole.split(|c| same_sign(c, sign)).collect();
        let is_number = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
        let (first, others) = groups.split_first()?;
        let well_grouped = self.grouping.iter().any(|own| same_sign(*own, sign))
            && (1..=3).contains(&first.len())
            && groups.iter().all(is_number)
            && others.iter().all(|group| group.len() == 3);
        well_grouped.then(|| groups.concat())
    }
}

/// Whether two signs are the same between digits: spaces of any kind are, and apostrophes.
fn same_sign(one: char, other: char) -> bool {
    let is_apostrophe = |c| matches!(c, '\'' | '’' | '‘' | 'ʼ');
    one == other
        || one.is_whitespace() && other.is_whitespace()
        || is_apostrophe(one) && is_apostrophe(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn german() -> NumberFormat {
        NumberFormat {
            decimal: ',',
            grouping: vec!['.', ' '],
        }
    }

    #[test]
    fn numbers_are_written_as_usual() {
        for (text, usual) in [
            ("1.234,56", "1234.56"),
            ("1.234", "1234"),
            ("12,5", "12.5"),
            ("-1.234.567,8", "-1234567.8"),
            ("1 234,56", "1234.56"),
            ("1\u{202f}234\u{a0}567", "1234567"),
            ("12,5 %", "12.5 %"),
            ("1.234 Stück", "1234 Stück"),
            ("(1.234,50)", "(1234.50)"),
            ("7", "7"),
        ] {
            assert_eq!(german().usual(text).as_deref(), Some(usual), "{text}");
        }
        let swiss = NumberFormat {
            decimal: '.',
            grouping: vec!['\''],
        };
        assert_eq!(swiss.usual("1’234.50").as_deref(), Some("1234.50"));
    }

    #[test]
    fn what_another_language_writes_is_no_number() {
        for text in [
            "1,234.56",
            "1.5",
            "1.23",
            "12.34,5",
            "1.234 567",
            "1,2,3",
            "1,",
            ",5 €",
        ] {
            let usual = german().usual(text);
            let wrong = usual.is_some_and(|usual| usual != text);
            assert!(!wrong, "{text}");
        }
    }

    #[test]
    fn figures_are_written_back() {
        let figure = Figure::parse("-1234.5").unwrap();
        assert_eq!(german().written(figure), "-1234,5");
    }
}
