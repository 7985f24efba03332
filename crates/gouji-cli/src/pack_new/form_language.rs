//! The language that a blank form is in: the one that was named, or the one that its script tells.

use gouji_model::Bilingual;

use super::labels::quoted;

/// A script: from which to which character, and the tag of the language that is written in it. Where
/// several are, the tag says no more than the script.
const SCRIPTS: [(char, char, &str); 22] = [
    ('\u{0370}', '\u{03ff}', "el"),
    ('\u{0400}', '\u{052f}', "und-Cyrl"),
    ('\u{0530}', '\u{058f}', "hy"),
    ('\u{0590}', '\u{05ff}', "he"),
    ('\u{0600}', '\u{06ff}', "und-Arab"),
    ('\u{0750}', '\u{077f}', "und-Arab"),
    ('\u{0900}', '\u{097f}', "und-Deva"),
    ('\u{0980}', '\u{09ff}', "und-Beng"),
    ('\u{0a80}', '\u{0aff}', "gu"),
    ('\u{0b80}', '\u{0bff}', "ta"),
    ('\u{0c00}', '\u{0c7f}', "te"),
    ('\u{0d80}', '\u{0dff}', "si"),
    ('\u{0e00}', '\u{0e7f}', "th"),
    ('\u{0e80}', '\u{0eff}', "lo"),
    ('\u{1000}', '\u{109f}', "my"),
    ('\u{10a0}', '\u{10ff}', "ka"),
    ('\u{1200}', '\u{137f}', "und-Ethi"),
    ('\u{1780}', '\u{17ff}', "km"),
    ('\u{3040}', '\u{30ff}', "ja"),
    ('\u{3400}', '\u{9fff}', "zh"),
    ('\u{ac00}', '\u{d7af}', "ko"),
    ('\u{f900}', '\u{faff}', "zh"),
];

/// What is written where nothing tells the language.
const UNKNOWN: &str = "und";

/// Languages that write the decimals behind a point; most others do so behind a comma.
const WITH_POINT: [&str; 38] = [
    "am", "ar", "bn", "bo", "cy", "de-CH", "de-LI", "es-419", "es-MX", "fil", "ga", "gd", "gu",
    "ha", "he", "hi", "ig", "it-CH", "ja", "kn", "ko", "ml", "mn", "mr", "ms", "mt", "my", "ne",
    "pa", "si", "so", "sw", "ta", "te", "th", "ti", "ur", "yo",
];

/// The language of a form, by its tag (BCP 47).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FormLanguage(String);

impl FormLanguage {
    /// The one named by a tag.
    pub(super) fn named(tag: &str) -> Self {
        Self(tag.to_owned())
    }

    /// The one that most letters of some texts are written in. Kana beside Chinese characters are Japanese.
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut counts = [0_usize; SCRIPTS.len()];
        let (mut plain, mut other) = (0_usize, 0_usize);
        for c in texts.flat_map(str::chars).filter(|c| c.is_alphabetic()) {
            let of = |(from, to, _): &(char, char, &str)| (*from..=*to).contains(&c);
            match SCRIPTS.iter().position(of) {
                Some(script) => counts[script] += 1,
                None if c.is_ascii() => plain += 1,
                None => other += 1,
            }
        }
        let tag = |script: usize| SCRIPTS[script].2;
        let with = |tag: &str| -> usize {
            let own = SCRIPTS.iter().zip(counts).filter(|(own, _)| own.2 == tag);
            own.map(|(_, count)| count).sum()
        };
        let latin = plain + other;
        let most = (0..SCRIPTS.len()).max_by_key(|script| with(tag(*script)));
        let found = match most.map(tag) {
            Some(tag) if with(tag) > 0 && with(tag) * 2 >= latin => match tag {
                "zh" if with("ja") > 0 => "ja",
                tag => tag,
            },
            // Other languages than English have letters of their own.
            _ if other > 0 => UNKNOWN,
            _ => "en",
        };
        Self(found.to_owned())
    }

    /// Its tag.
    pub(super) fn tag(&self) -> &str {
        &self.0
    }

    /// The language itself, without script and country.
    fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    fn is_known(&self) -> bool {
        self.language() != UNKNOWN
    }

    /// Whether a pack in it needs words of its own.
    fn needs_words(&self) -> bool {
        self.is_known() && !["zh", "en"].contains(&self.language())
    }

    /// A text in it, as files of packs give it.
    pub(super) fn message(&self, text: &str) -> String {
        format!("{{ {} = {} }}", self.0, quoted(text))
    }

    /// What `pack.toml` says of it.
    pub(super) fn line(&self) -> String {
        match self.needs_words() {
            true => format!("language = \"{}\"\n", self.0),
            false => String::new(),
        }
    }

    /// `words.toml`, where the language needs one.
    pub(super) fn words(&self) -> Option<String> {
        let has_point = WITH_POINT.contains(&self.tag()) || WITH_POINT.contains(&self.language());
        let (decimal, grouping) = match has_point {
            true => (".", "\",\""),
            false => (",", "\" \", \".\""),
        };
        self.needs_words().then(|| {
            format!(
                "# How reports in this language write numbers: look it over. What is written otherwise is text and told.
# All keys: docs/forms.md.

# What the twelve months are called, where dates name them, with `|` between several names of one:
# months = [\"…|…\", \"…\"]
# What stands for nothing, beside the usual signs:
# nothing = [\"…\"]

[numbers]
decimal = \"{decimal}\"
grouping = [{grouping}]
"
            )
        })
    }

    /// What there is to say of it, besides what is written.
    pub(super) fn remark(&self, folder: &str) -> Bilingual {
        let tag = &self.0;
        match (self.is_known(), self.needs_words()) {
            (_, true) => Bilingual::new(
                format!("。语言按 {tag} 写：核对 {folder}/words.toml 里数字的写法"),
                format!(
                    ". Its language is {tag}: look over in {folder}/words.toml how it writes numbers"
                ),
            ),
            (false, _) => Bilingual::new(
                "。看不出是什么语言：可以用 --language TAG 说明，例如 --language fr".to_owned(),
                ". Its language is not known: --language TAG says it, such as --language fr"
                    .to_owned(),
            ),
            _ => Bilingual::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_tells_the_language_it_is_of() {
        for (texts, tag) in [
            (&["Yearly report", "Total"][..], "en"),
            (&["资产负债表", "GDP"], "zh"),
            (&["決算報告書", "歳入の合計"], "ja"),
            (&["결산 보고서"], "ko"),
            (&["Απολογισμός", "Σύνολο"], "el"),
            (&["Отчёт", "Итого"], "und-Cyrl"),
            (&["تقرير سنوي"], "und-Arab"),
            (&["รายงานประจำปี"], "th"),
            (&["Société", "Total"], "und"),
            (&["1", "2"], "en"),
        ] {
            assert_eq!(FormLanguage::of(texts.iter().copied()).tag(), tag);
        }
    }

    #[test]
    fn words_are_written_for_languages_that_are_not_built_in() {
        let words = |tag| FormLanguage::named(tag).words();
        assert_eq!(words("en-GB"), None);
        assert_eq!(words("und-Cyrl"), None);
        assert!(words("fr").is_some_and(|text| text.contains("decimal = \",\"")));
        assert!(words("de-CH").is_some_and(|text| text.contains("decimal = \".\"")));
        assert!(words("th").is_some_and(|text| text.contains("grouping = [\",\"]")));
        assert_eq!(FormLanguage::named("fr").line(), "language = \"fr\"\n");
        assert_eq!(FormLanguage::named("und").line(), "");
    }
}
