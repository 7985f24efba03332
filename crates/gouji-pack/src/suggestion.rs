//! "Did you mean": the known name nearest to one that is not known.

use gouji_model::Bilingual;

/// The known name nearest to `name`, where one is near enough to be meant.
#[must_use]
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    // Comparing is quadratic in length, and no name is that long.
    if name.len() > 200 {
        return None;
    }
    known
        .into_iter()
        .map(|known| (strsim::damerau_levenshtein(name, known), known))
        .filter(|(distance, known)| *distance <= 1 + known.chars().count() / 4)
        .min()
        .map(|(_, known)| known)
}

/// The advice that names it, else other advice.
#[must_use]
pub fn advice<'n>(
    name: &str,
    known: impl IntoIterator<Item = &'n str>,
    otherwise: Bilingual,
) -> Bilingual {
    match nearest(name, known) {
        Some(near) => Bilingual::new(
            format!("是不是想写 `{near}`？"),
            format!("did you mean `{near}`?"),
        ),
        None => otherwise,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_names_are_suggested() {
        let known = ["requests-balance", "results-total", "blank-cell"];
        assert_eq!(nearest("request-balance", known), Some("requests-balance"));
        assert_eq!(nearest("resluts-total", known), Some("results-total"));
        assert_eq!(nearest("something-else", known), None);
    }
}
