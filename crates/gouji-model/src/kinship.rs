//! Whether two names are of one organ. Titles shorten names, leave out the places an organ belongs
//! to, and organs are renamed, so that much stays unknown.

mod latin;

use gouji_language::organs::{
    self, CITIES, COUNTIES, FIRMS, GENERIC, GOVERNMENTS, NO_PLACES, NO_STEM_ENDS, NO_STEMS,
    OFFICES, PLACES, TOWNS,
};

use latin::Similarity;

/// How certain it is that two names are of one organ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinship {
    /// Of one organ.
    Same,
    /// As far as they go, of one organ: one is short for the other, or lacks the place.
    Near,
    /// Nothing speaks against it.
    Unknown,
    /// Of the same place, with nothing in common otherwise: another organ, or one renamed.
    Unlike,
    /// Of organs of different places.
    Other,
}

/// How certain it is that two names are of one organ.
#[must_use]
pub fn kinship(one: &str, other: &str) -> Kinship {
    if let Some(similarity) = latin::similarity(one, other) {
        return match similarity {
            Similarity::Same => Kinship::Same,
            Similarity::Short => Kinship::Near,
            Similarity::Part => Kinship::Unknown,
            Similarity::Other => Kinship::Other,
        };
    }
    let (one, other) = (Organ::parse(one), Organ::parse(other));
    let by_duty = one.duties_against(&other);
    match (one.place(), other.place()) {
        (Some(own), Some(its)) if !are_related(own, its, (&one, &other)) => Kinship::Other,
        (Some(_), Some(_)) => by_duty,
        // A name without its place fits organs of many places.
        _ if by_duty == Kinship::Same => Kinship::Near,
        _ => by_duty.max(Kinship::Unknown),
    }
}

/// What a name says of whose it is, so that many names can be sorted before any two are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey {
    /// The places it belongs to, the widest first.
    pub places: Vec<String>,
    /// What it is in charge of; empty for governments.
    pub duty: String,
}

/// How far two names go that do not speak against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The same duty in the same places, as far as both say which.
    Whole,
    /// The same, but for what kind of place of its rank one is: 长安县 became 长安区.
    Stem,
    /// The same duty, and one of them names no place.
    Placeless,
}

impl NameKey {
    /// What a name says.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let organ = Organ::parse(name);
        let duty = match organ.is_office() {
            true => OFFICES.first().copied().unwrap_or_default().to_owned(),
            false => organ.duty,
        };
        Self {
            places: organ.places,
            duty,
        }
    }

    /// The nearest place without the word for what kind of place it is; empty where none is named.
    #[must_use]
    pub fn stem(&self) -> &str {
        self.places.last().map_or("", |place| stem(place))
    }

    /// Whether both may be of one organ, and how far that goes.
    #[must_use]
    pub fn fits(&self, other: &Self) -> Option<Fit> {
        if self.duty != other.duty {
            return None;
        }
        if self.places.is_empty() || other.places.is_empty() {
            return Some(Fit::Placeless);
        }
        let pairs = || self.places.iter().rev().zip(other.places.iter().rev());
        if pairs().all(|(own, its)| own == its) {
            return Some(Fit::Whole);
        }
        let stems = pairs().all(|(own, its)| stem(own) == stem(its) && rank(own) == rank(its));
        stems.then_some(Fit::Stem)
    }

    /// Whether it is another name of the same place with characters left out of its words, as 发改委 is of
    /// 发展和改革委员会. One that is a piece of the other is none: 文化局 is not 文化和旅游局, while 卫生健康委 is
    /// 卫生健康委员会.
    #[must_use]
    pub fn abbreviates(&self, long: &Self) -> bool {
        let (own, its) = (self.places.iter().rev(), long.places.iter().rev());
        let are_there = !self.places.is_empty() && own.zip(its).all(|(own, its)| own == its);
        let core = core(&self.duty);
        are_there
            && !long.places.is_empty()
            && core.chars().count() > 1
            && self.duty.chars().next() == long.duty.chars().next()
            && (ends_shorter(&self.duty, &long.duty) || !long.duty.contains(&core))
            && is_short_for(&self.duty, &long.duty)
    }
}

/// A name taken apart: 青石市白水区 | 水务局.
struct Organ {
    places: Vec<String>,
    /// Whether it is called a government.
    governs: bool,
    /// What it is in charge of; empty for governments.
    duty: String,
}

impl Organ {
    fn parse(name: &str) -> Self {
        let kept = |c: &char| c.is_alphanumeric();
        let name: String = name.chars().filter(kept).collect();
        let mut rest = name.as_str();
        let mut places = Vec::new();
        while let Some(end) = place_end(rest) {
            let (place, after) = rest.split_at(end);
            places.push(place.to_owned());
            rest = after;
        }
        let government = GOVERNMENTS.iter().find_map(|word| rest.strip_prefix(word));
        Self {
            places,
            governs: government.is_some(),
            duty: government.unwrap_or(rest).to_owned(),
        }
    }

    /// The place it is the organ of.
    fn place(&self) -> Option<&str> {
        self.places.last().map(String::as_str)
    }

    fn is_office(&self) -> bool {
        OFFICES.contains(&self.duty.as_str())
    }

    fn duties_against(&self, other: &Self) -> Kinship {
        if self.duty == other.duty || (self.is_office() && other.is_office()) {
            return Kinship::Same;
        }
        // A place alone may be short for anything of that place.
        let is_short = |organ: &Self| organ.duty.is_empty() && !organ.governs;
        if is_short(self) || is_short(other) || self.is_office() || other.is_office() {
            return Kinship::Unknown;
        }
        let (own, its) = (core(&self.duty), core(&other.duty));
        if own.is_empty() && !self.governs || its.is_empty() && !other.governs {
            return Kinship::Unknown;
        }
        let is_short =
            is_short_for(&self.duty, &other.duty) || is_short_for(&other.duty, &self.duty);
        match own.chars().any(|c| its.contains(c)) {
            true if is_short => Kinship::Near,
            true => Kinship::Unknown,
            false => Kinship::Unlike,
        }
    }
}

/// Where the place ends that a name begins with.
fn place_end(name: &str) -> Option<usize> {
    let ends_at = |at: usize| {
        let rest = name.get(at..)?;
        let end = PLACES.iter().find(|end| rest.starts_with(**end))?;
        // 云江市政府 is the government of a city, and 市政 no word in it.
        let behind = rest.get(end.len()..).unwrap_or_default();
        let governs = GOVERNMENTS.iter().any(|word| behind.starts_with(word));
        let is_word = !governs && NO_PLACES.iter().any(|word| rest.starts_with(word));
        (!is_word).then_some(at + end.len())
    };
    let mut starts = name.char_indices().skip(1);
    let (stem_end, end) = starts.find_map(|(at, _)| Some((at, ends_at(at)?)))?;
    let (stem, place) = (name.get(..stem_end)?, name.get(..end)?);
    // 城市管理局, 住房和城乡建设局, and names with other names before them.
    let is_word = NO_STEMS.contains(&stem)
        || NO_STEM_ENDS.iter().any(|end| stem.ends_with(end))
        || stem.contains(organs::name_signs);
    if is_word {
        return None;
    }
    // 苏州市 is one place, and not 苏州 with another in it.
    let longer = place
        .ends_with(organs::inner_place)
        .then(|| ends_at(end))
        .flatten();
    Some(longer.unwrap_or(end))
}

/// Whether two places may be one: 长安县 became 长安区, and 开发区 is short for 经济开发区.
fn are_related(own: &str, its: &str, (one, other): (&Organ, &Organ)) -> bool {
    let (own_stem, its_stem) = (stem(own), stem(its));
    if own_stem == its_stem && rank(own) != rank(its) {
        return false;
    }
    if own_stem.contains(its_stem) || its_stem.contains(own_stem) {
        return true;
    }
    let (own_all, its_all) = (one.places.concat(), other.places.concat());
    own.chars().last() == its.chars().last()
        && (is_within(&own_all, &its_all) || is_within(&its_all, &own_all))
}

/// A place without the word for what kind of place it is.
fn stem(place: &str) -> &str {
    let end = PLACES.iter().find_map(|end| place.strip_suffix(end));
    end.filter(|stem| !stem.is_empty()).unwrap_or(place)
}

/// The rank of a place by the word for what kind of place it is.
fn rank(place: &str) -> Option<usize> {
    let ranks = [CITIES, COUNTIES, TOWNS];
    ranks
        .iter()
        .position(|kinds| kinds.iter().any(|kind| place.ends_with(kind)))
}

/// Whether a name may be short for a long one, and is not that of an organ with another in it: 水务局 and
/// 水务局河长制办公室.
fn is_short_for(short: &str, long: &str) -> bool {
    let is_inside = long.len() > short.len()
        && long.starts_with(short)
        && GENERIC.iter().any(|end| short.ends_with(end));
    (!is_inside || ends_shorter(short, long)) && is_within(short, long)
}

/// Whether a name is a long one with its last word cut: 卫生健康委 and 卫生健康委员会.
fn ends_shorter(short: &str, long: &str) -> bool {
    GENERIC.iter().any(|word| {
        let core = long.strip_suffix(word);
        let end = core.and_then(|core| short.strip_prefix(core));
        end.is_some_and(|end| !end.is_empty() && end != *word && word.starts_with(end))
    })
}

/// Whether all characters of a short name stand in a long one, in their order.
fn is_within(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

/// What is particular about a name.
fn core(duty: &str) -> String {
    let without = |name: String, word: &&str| name.replace(*word, "");
    let words = FIRMS.iter().chain(GENERIC);
    words.fold(duty.to_owned(), without)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_kinship(cases: &[(&str, &str)], expected: Kinship) {
        for (one, other) in cases {
            assert_eq!(kinship(one, other), expected, "{one} {other}");
            assert_eq!(kinship(other, one), expected, "{other} {one}");
        }
    }

    #[test]
    fn one_organ_has_many_names() {
        let same = [
            ("青石县水务局", "青石县水务局"),
            ("清源市青石县水务局", "青石县水务局"),
            ("青石县人民政府", "清源市青石县 人民政府"),
            ("青石县", "青石县人民政府"),
            ("苏州市水务局", "苏州市 水务局"),
            ("青石县水务局", "青石区水务局"),
            ("济南市市中区水务局", "市中区水务局"),
            ("青石县市场监督管理局", "清源市青石县市场监督管理局"),
            ("呼和浩特市水务局", "呼和浩特市水务局"),
            ("青石县政府办公室", "青石县人民政府办公厅"),
            ("清源市政府", "清源市人民政府"),
            ("清源市政府办", "清源市人民政府办公室"),
        ];
        assert_kinship(&same, Kinship::Same);
    }

    #[test]
    fn short_names_go_as_far_as_they_do() {
        let near = [
            ("青石县发改委", "青石县发展和改革委员会"),
            ("青石县住建局", "青石县住房和城乡建设局"),
            ("青石县城管局", "青石县城市管理局"),
            ("水务局", "青石县水务局"),
            ("青石县市场监管局", "青石县市场监督管理局"),
            ("青石县卫生健康委", "青石县卫生健康委员会"),
        ];
        assert_kinship(&near, Kinship::Near);
    }

    #[test]
    fn what_may_be_one_organ_is_not_ruled_out() {
        let unknown = [
            ("青石县水务局", "青石县水利局"),
            ("青石县住房和城乡建设局", "青石县城市管理局"),
            ("青石县文化市场执法队", "青石县文旅局"),
            ("青石县", "青石县水务局"),
            ("青石县人民政府", "青石县人民政府办公室"),
            ("清源开发区管委会", "清源市经济开发区"),
            ("白水镇", "青石县白水镇便民中心"),
            ("青石县水务局", "青石县水务局河长制办公室"),
            ("青石县税务局", "青石县税务局稽查局"),
            ("青石县宏达商贸有限公司", "青石县宏达贸易公司"),
        ];
        assert_kinship(&unknown, Kinship::Unknown);
    }

    #[test]
    fn other_organs_are_recognized() {
        let unlike = [
            ("青石县水务局", "青石县教育局"),
            ("青石县人民政府", "青石县教育局"),
            ("水务局", "青石县教育局"),
            ("青石县宏达商贸有限公司", "青石县别家商贸有限公司"),
        ];
        assert_kinship(&unlike, Kinship::Unlike);
        let other = [
            ("青石县水务局", "白水县水务局"),
            ("清源市青石县水务局", "清源市白水区水务局"),
            ("清源市人民政府", "清源市青石县人民政府"),
            ("清源市水务局", "清源市青石县水务局"),
            ("青石县白水镇人民政府", "青石县红岩镇人民政府"),
            ("苏州市水务局", "杭州市水务局"),
            ("青石县水务局", "青石镇水务局"),
            ("青石县水务局", "青石市水务局"),
            ("清源市市场监督管理局", "清源市青石县市场监督管理局"),
            ("和平区水务局", "河东区水务局"),
            ("济南市市中区水务局", "济南市历下区水务局"),
        ];
        assert_kinship(&other, Kinship::Other);
    }

    #[test]
    fn an_abbreviation_leaves_out_characters_and_no_words() {
        let abbreviates =
            |one: &str, other: &str| NameKey::of(one).abbreviates(&NameKey::of(other));
        for (one, other) in [
            ("青石县发改委", "青石县发展和改革委员会"),
            ("青石县人社局", "清源市青石县人力资源和社会保障局"),
            ("青石县市场监管局", "青石县市场监督管理局"),
            ("青石县医保局", "青石县医疗保障局"),
        ] {
            assert!(abbreviates(one, other), "{one} {other}");
            assert!(!abbreviates(other, one), "{other} {one}");
        }
        for (one, other) in [
            ("青石县文化局", "青石县文化和旅游局"),
            ("青石县财政局", "青石县财政投资评审局"),
            ("青石县税务局", "青石县税务局稽查局"),
            ("青石县发改委", "白水县发展和改革委员会"),
            ("发改委", "青石县发展和改革委员会"),
            ("青石县人民政府", "青石县人力资源和社会保障局"),
            ("青石县旅游局", "青石县文化和旅游局"),
            ("青石县局", "青石县教育局"),
        ] {
            assert!(!abbreviates(one, other), "{one} {other}");
        }
    }

    #[test]
    fn names_are_sorted_by_what_they_say() {
        let fit = |one: &str, other: &str| NameKey::of(one).fits(&NameKey::of(other));
        for (one, other, expected) in [
            ("清源市青石县水务局", "青石县水务局", Some(Fit::Whole)),
            ("青石县", "青石县人民政府", Some(Fit::Whole)),
            ("青石县政府办公室", "青石县人民政府办", Some(Fit::Whole)),
            ("青石县水务局", "青石区水务局", Some(Fit::Stem)),
            ("青石镇水务局", "青石街道水务局", Some(Fit::Stem)),
            ("青石县", "青石市人民政府", None),
            ("青石县水务局", "青石镇水务局", None),
            ("水务局", "青石县水务局", Some(Fit::Placeless)),
            ("清源市市中区水务局", "济南市市中区水务局", None),
            ("青石县水务局", "青石县水利局", None),
        ] {
            assert_eq!(fit(one, other), expected, "{one} {other}");
            assert_eq!(fit(other, one), expected, "{other} {one}");
        }
        assert_eq!(NameKey::of("清源市青石县水务局").stem(), "青石");
    }
}
