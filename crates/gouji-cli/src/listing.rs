//! Names in a sentence: the first few, and how many more there are.

use gouji_model::Bilingual;

/// Most names listed one by one.
const MOST_LISTED: usize = 12;

/// Names as a list.
pub(crate) fn listed(names: &[String]) -> Bilingual {
    let shown = names.get(..MOST_LISTED).unwrap_or(names);
    let (zh, en) = (shown.join("、"), shown.join(", "));
    match names.len() - shown.len() {
        0 => Bilingual::new(zh, en),
        more => Bilingual::new(
            format!("{zh} 等 {} 个", names.len()),
            format!("{en} and {more} more"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_end() {
        let names: Vec<String> = (1..=14).map(|number| number.to_string()).collect();
        assert_eq!(listed(&names[..2]), Bilingual::new("1、2", "1, 2"));
        let all = listed(&names);
        assert!(all.zh.ends_with("、12 等 14 个"));
        assert!(all.en.ends_with(", 12 and 2 more"));
    }
}
