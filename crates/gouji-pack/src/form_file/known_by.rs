//! `[known_by]`: how a report in the form is known, and where it says who made it and of what time it speaks.

use gouji_model::{Bilingual, Pattern, Recognition};
use serde::Deserialize;
use toml::Spanned;

use crate::PackError;
use crate::files::File;
use crate::mistake;

/// The fewest labels where a form does not say how many.
const LABELS: u32 = 6;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KnownBy {
    #[serde(default)]
    titles: Vec<String>,
    #[serde(default)]
    organs: Vec<Spanned<String>>,
    #[serde(default)]
    periods: Vec<Spanned<String>>,
    #[serde(default)]
    dates: Vec<Spanned<String>>,
    fiscal_month: Option<u32>,
    #[serde(default)]
    signatures: Vec<Spanned<String>>,
    #[serde(default)]
    units: Vec<Spanned<String>>,
    labels: Option<u32>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    prefixes: Vec<String>,
    #[serde(default)]
    in_parts: bool,
    not_found: Option<Bilingual>,
}

/// What a form says; patterns that cannot be read are added to `faults`.
pub(super) fn recognition(file: &File, entry: KnownBy, faults: &mut Vec<PackError>) -> Recognition {
    let mut patterns = |texts: Vec<Spanned<String>>| {
        let mut read = Vec::with_capacity(texts.len());
        for text in texts {
            match Pattern::parse(text.get_ref()) {
                Ok(pattern) => read.push(pattern),
                Err(fault) => {
                    let mistake = mistake::bad_pattern(&fault);
                    faults.push(PackError::at(&file.path, &file.text, text.span(), mistake));
                }
            }
        }
        read
    };
    Recognition {
        organs: patterns(entry.organs),
        periods: patterns(entry.periods),
        dates: patterns(entry.dates),
        signatures: patterns(entry.signatures),
        units: patterns(entry.units),
        titles: entry.titles,
        fiscal_month: entry
            .fiscal_month
            .map_or(1, |month| month.clamp(1, 12) as u8),
        months: Vec::new(),
        labels: entry.labels.unwrap_or(LABELS) as usize,
        never: entry.never,
        prefixes: entry.prefixes,
        in_parts: entry.in_parts,
        not_found: entry.not_found,
    }
}
