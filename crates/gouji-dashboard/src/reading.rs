//! How the characters of names are read, so that units are found by what one types: `qs` and
//! `qingshi` for 青石. A character with several readings is found by each.

use std::collections::BTreeMap;

use pinyin::ToPinyinMulti as _;

/// For each character that occurs, its readings without tones.
#[derive(Debug, Default)]
pub(crate) struct Readings(BTreeMap<char, Vec<&'static str>>);

impl Readings {
    /// Adds the characters of a name.
    pub(crate) fn add(&mut self, name: &str) {
        for character in name.chars() {
            if let Some(readings) = character.to_pinyin_multi() {
                self.0.entry(character).or_insert_with(|| {
                    let mut plain: Vec<&str> =
                        readings.into_iter().map(|one| one.plain()).collect();
                    plain.sort_unstable();
                    plain.dedup();
                    plain
                });
            }
        }
    }

    /// The characters, and beside them their readings, several of one between bars.
    pub(crate) fn columns(&self) -> (String, Vec<String>) {
        let characters = self.0.keys().collect();
        let readings = self.0.values().map(|readings| readings.join("|"));
        (characters, readings.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Readings;

    #[test]
    fn characters_have_all_their_readings_once() {
        let mut readings = Readings::default();
        readings.add("重庆abc重");
        let (characters, plain) = readings.columns();
        assert_eq!(characters, "庆重");
        assert_eq!(plain, ["qing", "chong|tong|zhong"]);
    }
}
