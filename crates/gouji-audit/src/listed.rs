//! Names in a sentence: a few of them, and how many there are.

use gouji_model::Bilingual;

/// How many names are shown.
const SHOWN: usize = 5;

/// Names as a list; of many the first few, with how many there are.
pub(crate) fn listed(names: &[String]) -> Bilingual {
    let shown = names.get(..SHOWN.min(names.len())).unwrap_or_default();
    let quoted: Vec<String> = shown.iter().map(|name| format!("“{name}”")).collect();
    let (zh, en) = (quoted.join("、"), quoted.join(", "));
    match names.len() > SHOWN {
        true => Bilingual::new(
            format!("{zh} 等 {} 个", names.len()),
            format!("{en} and {} more", names.len() - SHOWN),
        ),
        false => Bilingual::new(zh, en),
    }
}
