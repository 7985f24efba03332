//! Conversion noise: traditional script and pinyin glosses.
use crate::Document;
/// Rewrites a document.
pub(crate) fn clean(_document: &mut Document) {}
