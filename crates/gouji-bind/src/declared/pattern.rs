//! Patterns found in texts: white space and width make no difference.

use gouji_model::characters::half_width;
use gouji_model::{Field, Pattern, Period, Piece, Recognition, numerals};

/// A text, character by character, in half width.
#[derive(Debug)]
pub(super) struct Text(Vec<char>);

/// What the fields of a pattern stand for in a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// The organ.
    pub organ: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// The period.
    pub period: Option<Period>,
    numbers: Vec<(Field, i32)>,
}

impl Text {
    pub(super) fn new(text: &str) -> Self {
        Self(text.chars().map(half_width).collect())
    }

    /// The first place where a pattern is found, and what it says there.
    pub(super) fn find(&self, pattern: &Pattern, known: &Recognition) -> Option<Found> {
        let begins = |at: usize| match pattern.parts.first() {
            Some(Piece::Text(text)) => {
                (at == 0 || !self.0[at - 1].is_alphanumeric()) && !self.goes_on(text, at, known)
            }
            // What stands behind a colon describes something, and that has a pattern of its own.
            _ => self.before(at).is_none_or(|c| c != ':' && !c.is_numeric()),
        };
        let solid = (0..self.0.len()).filter(|at| !self.0[*at].is_whitespace());
        let mut places: Box<dyn Iterator<Item = usize>> = match pattern.parts.first() {
            Some(Piece::Field(Field::Organ)) => Box::new(self.name_starts(pattern, known)),
            _ => Box::new(solid.filter(|at| begins(*at))),
        };
        let found = places.find_map(|at| self.at(at, pattern, known, false));
        found.or_else(|| self.at(self.title_end(known)?, pattern, known, true))
    }

    /// What a pattern says at a place. Where the lines of a text have `run_together`, nothing but what follows
    /// ends a name.
    fn at(
        &self,
        at: usize,
        pattern: &Pattern,
        known: &Recognition,
        run_together: bool,
    ) -> Option<Found> {
        let mut found = Found::default();
        let mut matcher = Matcher {
            text: self,
            known,
            run_together,
        };
        matcher.pattern(&pattern.parts, at, &mut found)?;
        Some(found)
    }

    /// Where a name may begin with which a pattern begins: where the text does, behind a wider gap, and
    /// behind a period that stands there. No part of a period begins one.
    fn name_starts(
        &self,
        pattern: &Pattern,
        known: &Recognition,
    ) -> impl Iterator<Item = usize> + use<> {
        let mut matcher = Matcher {
            text: self,
            known,
            run_together: false,
        };
        let ends_with = pattern.parts.iter().find_map(|part| match part {
            Piece::Text(text) => Some(text),
            _ => None,
        });
        let mut all = 0..self.0.len();
        let mut starts = Vec::new();
        // Most lines have nothing of what stands behind the name.
        if ends_with.is_none_or(|text| all.any(|at| matcher.literal(text, at).is_some())) {
            let mut at = self.solid(0);
            while at < self.0.len() {
                match matcher.dated(at) {
                    Some(end) => at = matcher.joint(end),
                    None => {
                        starts.push(at);
                        at = self.behind_gap(at);
                    }
                }
            }
        }
        starts.into_iter()
    }

    /// The next place behind a gap that ends names.
    fn behind_gap(&self, from: usize) -> usize {
        let is_wide = |at: &usize| {
            let gap = &self.0[*at..self.solid(*at)];
            gap.len() > 1 || gap.iter().any(|c| matches!(c, '\n' | '\t' | '\u{3000}'))
        };
        let gap = (from..self.0.len()).find(is_wide);
        gap.map_or(self.0.len(), |gap| self.solid(gap))
    }

    /// Where the title ends that a text begins with, where something else follows at once that reports say:
    /// lines of a print that have run together.
    pub(super) fn title_end(&self, known: &Recognition) -> Option<usize> {
        let matcher = Matcher {
            text: self,
            known,
            run_together: true,
        };
        let titles = known.titles.iter();
        let ends = titles.filter_map(|title| matcher.literal(title, self.solid(0)));
        ends.max().filter(|end| matcher.begins_other(*end))
    }

    /// The text up to a place.
    pub(super) fn until(&self, end: usize) -> String {
        self.0.iter().take(end).collect()
    }

    /// Whether what a pattern begins with is but the end of what another one does, spaced out:
    /// `单 位：` of `编 制 单 位：`.
    fn goes_on(&self, text: &str, at: usize, known: &Recognition) -> bool {
        let others = known.organs.iter().chain(&known.periods);
        let mut begins = others.filter_map(|pattern| match pattern.parts.first() {
            Some(Piece::Text(other)) => other.strip_suffix(text),
            _ => None,
        });
        begins.any(|prefix| {
            let mut before = self.0[..at].iter().rev().filter(|c| !c.is_whitespace());
            !prefix.is_empty() && prefix.chars().rev().all(|c| before.next() == Some(&c))
        })
    }

    /// The last character before a place that is no white space.
    fn before(&self, at: usize) -> Option<char> {
        let mut before = self.0[..at].iter().rev();
        before.find(|c| !c.is_whitespace()).copied()
    }

    /// The next place from one on that is no white space.
    fn solid(&self, from: usize) -> usize {
        let rest = self.0.iter().skip(from);
        from + rest.take_while(|c| c.is_whitespace()).count()
    }
}

struct Matcher<'t> {
    text: &'t Text,
    known: &'t Recognition,
    /// Whether the lines of the text have run together.
    run_together: bool,
}

impl Matcher<'_> {
    /// Where the parts of a pattern end that begin at a place.
    fn pattern(&mut self, parts: &[Piece], from: usize, found: &mut Found) -> Option<usize> {
        let mut at = from;
        for (number, part) in parts.iter().enumerate() {
            at = match part {
                Piece::Text(text) => self.literal(text, at)?,
                Piece::Gap => self.gap_at(at)?,
                Piece::Words(field, words) => self.words(*field, words, at, found)?,
                Piece::Field(Field::Organ) => {
                    let next = parts.get(number + 1);
                    let (organ, end) = self.words_until(next, at)?;
                    // Numbers name nobody.
                    if !organ.chars().any(char::is_alphabetic) {
                        return None;
                    }
                    found.organ = Some(organ);
                    self.past_period(next, end)
                }
                Piece::Field(Field::Unit) => {
                    let (unit, end) = self.words_until(parts.get(number + 1), at)?;
                    found.unit = Some(unit);
                    end
                }
                Piece::Field(Field::Period) => self.period(at, found)?,
                Piece::Field(field) => self.number(*field, at, found)?,
            };
        }
        Some(at)
    }

    /// Where to go on behind a name: past a period that stands between it and what follows.
    fn past_period(&mut self, next: Option<&Piece>, from: usize) -> usize {
        let Some(Piece::Text(text)) = next else {
            return from;
        };
        if self.literal(text, from).is_some() {
            return from;
        }
        let start = self.joint(from);
        self.dated(start).map_or(from, |end| self.joint(end))
    }

    /// Where a period ends that begins at a place, with the words that stand before it.
    fn dated(&mut self, from: usize) -> Option<usize> {
        let known = self.known;
        let mut worded = known.periods.iter();
        let worded = worded.find_map(|pattern| {
            matches!(pattern.parts.first(), Some(Piece::Text(_)))
                .then(|| self.pattern(&pattern.parts, from, &mut Found::default()))?
        });
        worded.or_else(|| self.period(from, &mut Found::default()))
    }

    /// Where white space and the marks end that stand around a period.
    fn joint(&self, from: usize) -> usize {
        let rest = self.text.0.iter().skip(from);
        let joint = |c: &&char| c.is_whitespace() || ",;:|()[]-–—".contains(**c);
        from + rest.take_while(joint).count()
    }

    /// Where white space ends that begins at a place.
    fn gap_at(&self, from: usize) -> Option<usize> {
        let end = self.text.solid(from);
        (end > from).then_some(end)
    }

    fn literal(&self, text: &str, from: usize) -> Option<usize> {
        let mut at = from;
        for c in text.chars().map(half_width) {
            at = self.text.solid(at);
            if !self.text.0.get(at).is_some_and(|own| is_same(*own, c)) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    fn words(
        &self,
        field: Field,
        words: &[String],
        from: usize,
        found: &mut Found,
    ) -> Option<usize> {
        // Of `I`, `II` and `III` the longest that stands there.
        let words = words.iter().zip(1..);
        let ends = words.filter_map(|(word, number)| Some((self.literal(word, from)?, number)));
        let (end, number) = ends.max_by_key(|(end, number)| (*end, -number))?;
        found.numbers.push((field, number));
        Some(end)
    }

    /// A name or a unit: up to the text that follows in the pattern, a wider gap, or what another pattern
    /// begins with.
    fn words_until(&mut self, next: Option<&Piece>, from: usize) -> Option<(String, usize)> {
        let start = self.text.solid(from);
        let mut end = start;
        while let Some(c) = self.text.0.get(end) {
            let stops = match next {
                Some(Piece::Text(text)) => self.literal(text, end).is_some(),
                _ => false,
            };
            let ends = self.run_together && end > start && self.begins_fact(end);
            if stops || ends || matches!(c, '\n' | '\t' | '\u{3000}') || self.gap(end) {
                break;
            }
            end += 1;
        }
        let name: String = self.text.0.get(start..end)?.iter().collect();
        let name = name.trim_matches(|c: char| c.is_whitespace() || "_:,;.".contains(c));
        // A unit may be the sign of a currency alone.
        let named = name
            .chars()
            .any(|c| !c.is_whitespace() && !"-—/\\|()[]".contains(c));
        named.then(|| (name.to_owned(), end))
    }

    /// Whether white space at a place ends a name: several of it, or what follows is something else.
    fn gap(&mut self, at: usize) -> bool {
        if !self.text.0[at].is_whitespace() {
            return false;
        }
        let next = self.text.solid(at);
        let bracket = self
            .text
            .0
            .get(next)
            .is_some_and(|c| matches!(c, '(' | '['));
        next > at + 1 || self.begins_fact(next + usize::from(bracket))
    }

    /// Whether a period stands at a place, or what a pattern of another fact begins with.
    fn begins_fact(&mut self, at: usize) -> bool {
        self.begins_other(at) || self.period(at, &mut Found::default()).is_some()
    }

    /// Whether what a pattern begins with stands at a place.
    fn begins_other(&self, at: usize) -> bool {
        let known = self.known;
        let others = known.units.iter().chain(&known.periods);
        let mut others = others.chain(&known.organs);
        others.any(|pattern| match pattern.parts.first() {
            Some(Piece::Text(text)) => self.literal(text, at).is_some(),
            _ => false,
        })
    }

    /// A period, in the way that takes most of the text.
    fn period(&mut self, from: usize, found: &mut Found) -> Option<usize> {
        let known = self.known;
        let mut best: Option<(usize, Period)> = None;
        for date in &known.dates {
            let mut own = Found::default();
            let Some(end) = self.pattern(&date.parts, from, &mut own) else {
                continue;
            };
            let longer = best.is_none_or(|(known, _)| end > known);
            if let (true, Some(period)) = (longer, own.period_of(known)) {
                best = Some((end, period));
            }
        }
        let (end, period) = best?;
        found.period = Some(period);
        Some(end)
    }

    /// The month that a text begins with the name of, the longest, and how many characters it has.
    fn named_month(&self, text: &[char]) -> Option<(usize, i32)> {
        let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
        let begins = |name: &str| {
            let length = name.chars().count();
            let own = text.get(..length)?;
            let same = own
                .iter()
                .zip(name.chars())
                .all(|(c, other)| lower(*c) == lower(other));
            let ends = text.get(length).is_none_or(|c| !c.is_alphabetic());
            (same && ends).then_some(length)
        };
        let months = self.known.months.iter().zip(1..);
        let all = months.flat_map(|(names, month)| names.iter().map(move |name| (name, month)));
        let found = all.filter_map(|(name, month)| Some((begins(name)?, month)));
        found.max_by_key(|(length, _)| *length)
    }

    /// A number: in digits, or in Chinese numerals; a month by its name as well.
    fn number(&self, field: Field, from: usize, found: &mut Found) -> Option<usize> {
        let start = self.text.solid(from);
        let rest = self.text.0.get(start..)?;
        // What begins with a digit is a number, even where months are called `5月`.
        let may_be_named = field == Field::Month && !rest.first().is_some_and(char::is_ascii_digit);
        if let Some((length, month)) = self.named_month(rest).filter(|_| may_be_named) {
            found.numbers.push((field, month));
            return Some(start + length);
        }
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        let (length, number) = match digits {
            0 => in_numerals(rest)?,
            digits => (digits, decimal(&rest[..digits])?),
        };
        let year = matches!(field, Field::Year | Field::FiscalYear);
        let fits = match year {
            true => (1900..=2200).contains(&number),
            false => length <= 3 && (1..=31).contains(&number),
        };
        found.numbers.push((field, number));
        fits.then_some(start + length)
    }
}

impl Found {
    /// The numbers of a field, in order.
    fn all(&self, field: Field) -> impl Iterator<Item = i32> + '_ {
        let own = self
            .numbers
            .iter()
            .filter(move |(known, _)| *known == field);
        own.map(|(_, number)| *number)
    }

    fn small(&self, field: Field) -> impl Iterator<Item = u8> + '_ {
        self.all(field).filter_map(|number| number.try_into().ok())
    }

    /// A fiscal year, or what is named of it: its quarters and halves are those of the calendar, by other numbers.
    fn fiscal_period(&self, year: i32, known: &Recognition) -> Option<Period> {
        let first = known.fiscal_month;
        let crosses = first != 1;
        let ends = year + i32::from(known.fiscal_begins && crosses);
        let mut named = [Field::Quarter, Field::Half, Field::Month].into_iter();
        let part = named.find_map(|field| Some((field, self.small(field).next()?)));
        match part {
            Some((Field::Quarter, quarter)) => Period::part_of_fiscal(ends, first, 3, quarter),
            Some((Field::Half, half)) => Period::part_of_fiscal(ends, first, 6, half),
            Some((_, month)) => Period::month(ends - i32::from(crosses && month >= first), month),
            None => Period::fiscal(year, first),
        }
    }

    /// The period that the parts of a date make.
    fn period_of(&self, known: &Recognition) -> Option<Period> {
        if let Some(year) = self.all(Field::FiscalYear).next() {
            return self.fiscal_period(year, known);
        }
        let first = self.all(Field::Year).next()?;
        let last = self.all(Field::Year).nth(1).unwrap_or(first);
        let months: Vec<u8> = self.small(Field::Month).collect();
        let days: Vec<u8> = self.small(Field::Day).collect();
        match (months.as_slice(), days.as_slice()) {
            ([from, to], [begun, ended]) => {
                let period = Period::between((first, *from, *begun), (last, *to, *ended));
                period.or_else(|| Period::day(last, *to, *ended))
            }
            ([month], [day]) => Period::day(first, *month, *day),
            ([from, to], []) if first == last => Period::months_of(first, *from, *to),
            ([month], []) => Period::month(first, *month),
            ([], []) => match (
                self.small(Field::Quarter).next(),
                self.small(Field::Half).next(),
            ) {
                (Some(quarter), _) => Period::quarter(first, quarter),
                (None, Some(half)) => Period::half(first, half),
                (None, None) => Some(Period::year_of(first)),
            },
            _ => None,
        }
    }
}

/// Whether two characters are one, whatever the case of letters.
fn is_same(one: char, other: char) -> bool {
    one == other || one.is_alphabetic() && one.to_lowercase().eq(other.to_lowercase())
}

fn decimal(digits: &[char]) -> Option<i32> {
    let text: String = digits.iter().take(5).collect();
    text.parse().ok()
}

/// A number in Chinese numerals, digit by digit or with tens, and how many characters it has.
fn in_numerals(text: &[char]) -> Option<(usize, i32)> {
    let is_ten = |c: char| numerals::place(c) == Some(10);
    let is_numeral = |c: &&char| numerals::is_zero(**c) || numerals::is_ordinal(**c);
    let length = text.iter().take(5).take_while(is_numeral).count();
    let own = text.get(..length).filter(|own| !own.is_empty())?;
    let digit = |c: &char| match numerals::is_zero(*c) {
        true => Some(0),
        false => numerals::digit(*c).map(i32::from),
    };
    let number = match own.iter().position(|c| is_ten(*c)) {
        Some(ten) => {
            let tens = own[..ten].first().map_or(Some(1), digit)?;
            let ones = own[ten + 1..].first().map_or(Some(0), digit)?;
            tens * 10 + ones
        }
        None => {
            let mut digits = own.iter().map(digit);
            digits.try_fold(0, |number, digit| Some(number * 10 + digit?))?
        }
    };
    Some((length, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Recognition {
        let patterns = |texts: &[&str]| -> Vec<Pattern> {
            let texts = texts.iter();
            texts.map(|text| Pattern::parse(text).unwrap()).collect()
        };
        Recognition {
            organs: patterns(&["编制单位：{organ}"]),
            periods: patterns(&["所属期：{period}", "{period}"]),
            units: patterns(&["单位：{unit}"]),
            dates: patterns(&[
                "{year}年{month}月{day}日",
                "{year}-{month}-{day}",
                "{year}年{month}月{day}日至{year}年{month}月{day}日",
                "{year}年{month}-{month}月",
                "{year}年{month}月",
                "{year}年第{quarter}季度",
                "{year}年{half:上|下}半年",
                "{year}年度",
                "FY {fiscal-year}",
            ]),
            fiscal_month: 10,
            ..Recognition::default()
        }
    }

    #[test]
    fn lines_of_a_print_may_have_run_together() {
        let known = known();
        let known = Recognition {
            titles: vec!["利润表".to_owned()],
            ..known
        };
        let text = Text::new("利润表编制单位：青石县山水商贸有限公司2024年12月31日单位：元");
        let organ = text.find(&known.organs[0], &known).unwrap().organ;
        assert_eq!(organ.as_deref(), Some("青石县山水商贸有限公司"));
        assert_eq!(text.title_end(&known), Some(3));
        // A title that goes on is one.
        assert_eq!(Text::new("利润表附注").title_end(&known), None);
    }

    #[test]
    fn one_line_names_organ_period_and_unit() {
        let known = known();
        for text in [
            "编制单位：甲商贸有限公司　　2024年12月31日　　单位：元",
            "编制单位:甲商贸有限公司 2024 年 12 月 31 日 单位：元",
            "编 制 单 位：甲商贸有限公司\t２０２４年12月31日\t单位:元",
            "编制单位：甲商贸有限公司 所属期：2024-12-31 单位：元",
        ] {
            let line = Text::new(text);
            let organ = line.find(&known.organs[0], &known).unwrap().organ;
            assert_eq!(organ.as_deref(), Some("甲商贸有限公司"), "{text}");
            let mut periods = known.periods.iter();
            let period = periods.find_map(|pattern| line.find(pattern, &known)?.period);
            assert_eq!(period.unwrap().to_string(), "2024-12-31", "{text}");
            let unit = line.find(&known.units[0], &known).unwrap().unit;
            assert_eq!(unit.as_deref(), Some("元"), "{text}");
        }
        let sign = Text::new("单位：€").find(&known.units[0], &known).unwrap();
        assert_eq!(sign.unit.as_deref(), Some("€"));
        for blank in ["单位：", "单位：____", "单位：—"] {
            assert!(Text::new(blank).find(&known.units[0], &known).is_none());
        }
        let blank = Text::new("编制单位：________　　年　月　日");
        assert!(blank.find(&known.organs[0], &known).is_none());
    }

    #[test]
    fn a_period_is_no_part_of_a_name() {
        let patterns = |texts: &[&str]| -> Vec<Pattern> {
            let texts = texts.iter();
            texts.map(|text| Pattern::parse(text).unwrap()).collect()
        };
        let known = Recognition {
            organs: patterns(&["{organ} Annual Report"]),
            periods: patterns(&["Fiscal Year {period}", "FY {period}"]),
            dates: patterns(&["{fiscal-year}"]),
            fiscal_month: 10,
            ..Recognition::default()
        };
        for (text, organ) in [
            ("Office of Canals Annual Report", Some("Office of Canals")),
            (
                "Office of Canals Fiscal Year 2023 Annual Report",
                Some("Office of Canals"),
            ),
            (
                "Office of Canals (FY 2023) Annual Report",
                Some("Office of Canals"),
            ),
            (
                "Office of Canals, 2023, Annual Report",
                Some("Office of Canals"),
            ),
            (
                "FY 2023 Office of Canals Annual Report",
                Some("Office of Canals"),
            ),
            ("2023 - Canals Annual Report", Some("Canals")),
            ("Home   Canals Annual Report", Some("Canals")),
            ("Fiscal Year 2023 Annual Report", None),
            ("FY 2023 Annual Report - Office of Canals", None),
            ("2023 Annual Report", None),
            ("Route 2000 Museum Annual Report", None),
        ] {
            let found = Text::new(text).find(&known.organs[0], &known);
            let found = found.and_then(|found| found.organ);
            assert_eq!(found.as_deref(), organ, "{text}");
        }
    }

    #[test]
    fn months_may_be_named() {
        let mut known = known();
        let names = ["janvier", "février|fév.", "mars"];
        known.months = names
            .iter()
            .map(|names| names.split('|').map(str::to_owned).collect())
            .collect();
        known.dates = vec![
            Pattern::parse("{day} {month} {year}").unwrap(),
            Pattern::parse("{month} {year}").unwrap(),
        ];
        for (text, period) in [
            ("Arrêté au 31 mars 2024", "2024-03-31"),
            ("29 Février 2024", "2024-02-29"),
            ("fév. 2024", "2024-02"),
        ] {
            let found = Text::new(text).find(&known.periods[1], &known).unwrap();
            assert_eq!(found.period.unwrap().to_string(), period, "{text}");
        }
        let other = Text::new("31 marsouins 2024").find(&known.periods[1], &known);
        assert!(other.is_none());
        // A number is one, even where months are called by numbers.
        known.months = (1..=12).map(|month| vec![format!("{month}月")]).collect();
        known.dates = vec![Pattern::parse("{year}年{month}月").unwrap()];
        let found = Text::new("2024年5月")
            .find(&known.periods[1], &known)
            .unwrap();
        assert_eq!(found.period.unwrap().to_string(), "2024-05");
    }

    #[test]
    fn parts_of_a_fiscal_year_are_read() {
        let read = |date: &str, fiscal_month, fiscal_begins, text: &str| {
            let known = Recognition {
                periods: vec![Pattern::parse("{period}").unwrap()],
                dates: vec![Pattern::parse(date).unwrap()],
                fiscal_month,
                fiscal_begins,
                ..Recognition::default()
            };
            let found = Text::new(text).find(&known.periods[0], &known)?;
            found.period.map(|period| period.to_string())
        };
        let quarter = |text| read("Q{quarter} {fiscal-year}", 10, false, text);
        assert_eq!(quarter("Q1 2024").as_deref(), Some("2023-Q4"));
        assert_eq!(quarter("Q4 2024").as_deref(), Some("2024-Q3"));
        let japan = |text| read("{fiscal-year}年度第{quarter}四半期", 4, true, text);
        assert_eq!(japan("2024年度第1四半期").as_deref(), Some("2024-Q2"));
        assert_eq!(japan("2024年度第4四半期").as_deref(), Some("2025-Q1"));
        let month = |text| read("{fiscal-year}-{month}", 4, true, text);
        assert_eq!(month("2024-5").as_deref(), Some("2024-05"));
        assert_eq!(month("2024-2").as_deref(), Some("2025-02"));
        // Half a year from April on is none of the calendar.
        let half = read("H{half} {fiscal-year}", 4, false, "H1 2024");
        assert_eq!(half, None);
    }

    #[test]
    fn of_words_that_begin_alike_the_longest_counts() {
        let known = Recognition {
            periods: vec![Pattern::parse("{period}").unwrap()],
            dates: vec![Pattern::parse("{quarter:I|II|III|IV} квартал {year}").unwrap()],
            ..Recognition::default()
        };
        for (word, quarter) in [("I", 1), ("II", 2), ("III", 3), ("IV", 4)] {
            let line = Text::new(&format!("{word} квартал 2024"));
            let found = line.find(&known.periods[0], &known).unwrap();
            let period = format!("2024-Q{quarter}");
            assert_eq!(found.period.unwrap().to_string(), period, "{word}");
        }
    }

    #[test]
    fn every_way_to_write_a_period() {
        let known = known();
        for (text, period) in [
            ("2024年12月31日", "2024-12-31"),
            ("二〇二四年十二月三十一日", "2024-12-31"),
            ("2024年1月1日至2024年12月31日", "2024"),
            ("2024年1月1日至2024年3月31日", "2024-Q1"),
            ("2024年10-12月", "2024-Q4"),
            ("2024年6月", "2024-06"),
            ("2024年第三季度", "2024-Q3"),
            ("2024年下半年", "2024-H2"),
            ("2024年度", "2024"),
            ("FY 2024", "FY2024/10"),
        ] {
            let line = Text::new(text);
            let found = line.find(&known.periods[1], &known).unwrap();
            assert_eq!(found.period.unwrap().to_string(), period, "{text}");
        }
        for text in ["打印日期：2025年1月3日", "2024年13月", "第12024年度"] {
            let line = Text::new(text);
            let found = line.find(&known.periods[1], &known);
            assert!(found.is_none(), "{text} {found:?}");
        }
    }
}
