//! Which row of a form a label names.

use super::known::recognition;
use crate::labels::without_prefix;
use crate::lexicon::{Lexicon, Meaning};
use crate::lines::Token;

/// A row of a form: table, block and row.
pub(super) type RowOf = (usize, usize, usize);

/// The rows that the texts of a label may name, in the form's order; none for a label that the form
/// does not know.
pub(super) fn rows_named(texts: &[Token<'_>], lexicon: &Lexicon) -> Vec<RowOf> {
    let Some(last) = texts.last() else {
        return Vec::new();
    };
    if let [only] = texts {
        return named(only, lexicon);
    }
    let whole: String = texts.iter().map(|token| token.text).collect();
    let whole = by_wording(&whole, lexicon);
    match whole.is_empty() {
        true => named(last, lexicon),
        false => whole,
    }
}

fn named(token: &Token<'_>, lexicon: &Lexicon) -> Vec<RowOf> {
    let known: Vec<RowOf> = lexicon
        .meanings(token.word)
        .iter()
        .filter_map(row)
        .collect();
    match known.is_empty() {
        true => by_wording(token.text, lexicon),
        false => known,
    }
}

fn row(meaning: Meaning) -> Option<RowOf> {
    match meaning {
        Meaning::Row { table, block, row } => Some((table, block, row)),
        _ => None,
    }
}

/// By a text that stands nowhere as it is: put together, without the word before it, or without the
/// formula that is printed behind it.
fn by_wording(text: &str, lexicon: &Lexicon) -> Vec<RowOf> {
    let prefixes = &recognition(&lexicon.form).prefixes;
    let plain = without_formula(text);
    let bare = without_prefix(text, prefixes);
    let both = without_prefix(plain, prefixes);
    let spellings = [Some(text), Some(plain), bare, both];
    let found = spellings.into_iter().flatten().find_map(|spelling| {
        let meanings = lexicon.meanings_of_label(spelling);
        let rows: Vec<RowOf> = meanings.iter().filter_map(row).collect();
        (!rows.is_empty()).then_some(rows)
    });
    found.unwrap_or_default()
}

/// A label without the formula behind it: `资产总计（15＋29）`, `营业利润=1-2-3`.
fn without_formula(text: &str) -> &str {
    let is_sign = |c: char| {
        c.is_whitespace()
            || c.is_numeric()
            || "+-=*/()[].,:~<>＋－＝×÷＊／（）［］【】〔〕．，、：～∑Σ—–…".contains(c)
    };
    let plain = text.trim_end_matches(is_sign);
    match plain.is_empty() {
        true => text,
        false => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::without_formula;

    #[test]
    fn the_formula_behind_a_label_is_no_part_of_it() {
        for (text, label) in [
            ("资产总计（15+29）", "资产总计"),
            ("二、营业利润=1-2-3+20", "二、营业利润"),
            ("流动资产合计 (1＋2＋…＋14)", "流动资产合计"),
            ("货币资金", "货币资金"),
            ("15", "15"),
        ] {
            assert_eq!(without_formula(text), label);
        }
    }
}
