//! Days of publication.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use gouji_language::dates;
use gouji_model::{Date, Report, numerals};
use gouji_rule::{Check, Pack, PublishedTest};
use memchr::memmem::{self, Finder};

/// When a report was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub day: Date,
    /// Whether only the signature says so, and not the page.
    pub is_signature: bool,
}

/// Where a day of publication may be written.
#[derive(Clone, Copy, Debug, Default)]
pub struct PublicationSources<'t> {
    /// The page as its file has it, tags and all; empty for files that are no pages.
    pub page: &'t str,
    /// The texts of the report in their order: what stands above its first section, and the sections.
    pub texts: &'t [&'t str],
}

/// How far behind its label a day may stand, in bytes.
const REACH: usize = 160;
/// How many characters a line with a date of signature has at most.
const LONGEST_LINE: usize = 16;
/// How many lines from the end of a report may be its signature.
const LAST_LINES: usize = 4;

impl Published {
    /// When a report was published, where a rule of its pack asks for it. `page` is its file's text.
    #[must_use]
    pub fn of(pack: &Pack, report: &Report, page: &str) -> Option<Self> {
        let test = pack.rules().iter().find_map(|rule| match &rule.check {
            Check::Published(test) => Some(test),
            _ => None,
        })?;
        let sections = report.preamble.iter().chain(&report.sections);
        let texts: Vec<&str> = sections.map(|section| section.text.as_str()).collect();
        Self::find(
            test,
            PublicationSources {
                page,
                texts: &texts,
            },
        )
    }

    /// When a report was published, as its page says, else as it was signed.
    #[must_use]
    pub fn find(test: &PublishedTest, sources: PublicationSources<'_>) -> Option<Self> {
        let on_page = || {
            let head = head_of(sources.page)?;
            test.metas.iter().find_map(|meta| in_head(head, meta))
        };
        let labels = Labels::of(&test.labels);
        let labelled = |text: &str| labels.day(text);
        let day = on_page()
            .or_else(|| sources.texts.iter().find_map(|text| labelled(text)))
            .or_else(|| labelled(sources.page));
        if let Some(day) = day {
            return Some(Self {
                day,
                is_signature: false,
            });
        }
        let day = sources.texts.last().and_then(|text| signed(text))?;
        Some(Self {
            day,
            is_signature: true,
        })
    }
}

/// The labels of days of publication. To make ready for one takes as long as to look for it in a short text.
struct Labels<'l> {
    labels: &'l [String],
    /// What they end with, each once: where a text has none of these, it has none of them.
    ends: Vec<Finder<'l>>,
    finders: OnceCell<Vec<Finder<'l>>>,
}

impl<'l> Labels<'l> {
    fn of(labels: &'l [String]) -> Self {
        let ends: BTreeSet<&str> = labels.iter().map(|label| end_of(label)).collect();
        Self {
            labels,
            ends: ends.into_iter().map(Finder::new).collect(),
            finders: OnceCell::new(),
        }
    }

    /// The day behind one of them, the first one that has any.
    fn day(&self, text: &str) -> Option<Date> {
        let mut ends = self.ends.iter();
        if !ends.any(|end| end.find(text.as_bytes()).is_some()) {
            return None;
        }
        let all = || self.labels.iter().map(Finder::new).collect();
        let mut labels = self.finders.get_or_init(all).iter();
        labels.find_map(|label| behind(text, label))
    }
}

/// The last two characters of a label.
fn end_of(label: &str) -> &str {
    let start = label.char_indices().rev().take(2).last();
    label.get(start.map_or(0, |(at, _)| at)..).unwrap_or(label)
}

/// The head of a page.
fn head_of(page: &str) -> Option<&str> {
    let find = |end: &str| memmem::find(page.as_bytes(), end.as_bytes());
    page.get(..find("</head>").or_else(|| find("</HEAD>"))?)
}

/// The day that a `<meta>` of the head gives under a name.
fn in_head(head: &str, name: &str) -> Option<Date> {
    for quote in ['"', '\''] {
        let wanted = format!("{quote}{name}{quote}");
        for (at, _) in head.match_indices(&wanted) {
            let start = head.get(..at)?.rfind('<')?;
            let tag = head.get(start..)?;
            let tag = tag.get(..tag.find('>')?)?;
            let content = tag.find("content=").and_then(|at| tag.get(at..));
            if let Some(day) = content.and_then(first_day) {
                return Some(day);
            }
        }
    }
    None
}

/// The day that stands close behind a label, tags apart.
fn behind(text: &str, label: &Finder<'_>) -> Option<Date> {
    label.find_iter(text.as_bytes()).find_map(|at| {
        let rest = text.get(at + label.needle().len()..)?;
        let end = (0..=REACH.min(rest.len()))
            .rev()
            .find(|end| rest.is_char_boundary(*end))?;
        let near = without_tags(rest.get(..end)?);
        let near = near.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ':' | '：' | '】' | ']')
        });
        near.starts_with(|c: char| c.is_ascii_digit())
            .then(|| first_day(near))
            .flatten()
    })
}

fn without_tags(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut is_tag = false;
    for c in text.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if !is_tag => shown.push(c),
            _ => {}
        }
    }
    shown.replace("&nbsp;", " ")
}

/// The day of a signature: a line near the end that is a date and nothing else.
fn signed(text: &str) -> Option<Date> {
    let lines = text
        .lines()
        .rev()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    lines.take(LAST_LINES).find_map(|line| {
        let line: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        let is_short = line.chars().count() <= LONGEST_LINE && line.ends_with(dates::day);
        is_short.then(|| first_day(&line)).flatten()
    })
}

/// The first day of a text: `2024-1-5`, `2024/01/05`, `2024年1月5日`, `二〇二四年一月五日`.
fn first_day(text: &str) -> Option<Date> {
    let plain: String = text.chars().map(narrow).collect();
    let starts = plain.char_indices().filter(|(_, c)| numeral(*c).is_some());
    starts
        .map(|(at, _)| at)
        .find_map(|at| day_at(plain.get(at..)?))
}

/// A full-width digit as a plain one.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

fn numeral(c: char) -> Option<u32> {
    let zero = numerals::is_zero(c).then_some(0);
    c.to_digit(10)
        .or(zero)
        .or_else(|| numerals::digit(c).map(u32::from))
}

/// The day that a text begins with.
fn day_at(text: &str) -> Option<Date> {
    let mut rest = text;
    let mut year = 0;
    for _ in 0..4 {
        let c = rest.chars().next()?;
        year = year * 10 + numeral(c)?;
        rest = rest.get(c.len_utf8()..)?;
    }
    rest = rest
        .trim_start()
        .strip_prefix(|c| is_dash(c) || dates::year(c))?;
    let month = number(&mut rest)?;
    rest = rest
        .trim_start()
        .strip_prefix(|c| is_dash(c) || dates::month(c))?;
    let day = number(&mut rest)?;
    let year = i32::try_from(year).ok()?;
    let exists =
        (1990..=2999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    exists.then_some(Date { year, month, day })
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '/' | '.' | '－')
}

fn is_ten(c: char) -> bool {
    numerals::place(c) == Some(10)
}

/// A number below a hundred, in digits or Chinese numerals: `5`, `05`, `二十五`, `十`.
fn number(rest: &mut &str) -> Option<u8> {
    let text = rest.trim_start();
    let is_part = |c: char| c.is_ascii_digit() || numeral(c).is_some() || is_ten(c);
    let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    let (own, after) = text.split_at(end.min(text.len()));
    let value = match own.split_once(is_ten) {
        Some((tens, ones)) => {
            let digit = |text: &str, none: u32| match text.chars().next() {
                Some(c) => numeral(c),
                None => Some(none),
            };
            digit(tens, 1)? * 10 + digit(ones, 0)?
        }
        None => {
            let digits = own.chars().map(numeral).collect::<Option<Vec<u32>>>()?;
            let fits = (1..=2).contains(&digits.len());
            fits.then(|| digits.iter().fold(0, |sum, digit| sum * 10 + digit))?
        }
    };
    *rest = after;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Option<Date> {
        Some(Date { year, month, day })
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        for (text, expected) in [
            ("2024-01-05 10:20:00", day(2024, 1, 5)),
            ("2024/1/5", day(2024, 1, 5)),
            ("于２０２４年１月２５日", day(2024, 1, 25)),
            ("2024 年 1 月 25 日", day(2024, 1, 25)),
            ("二〇二四年十二月三十一日", day(2024, 12, 31)),
            ("二○二四年一月十日", day(2024, 1, 10)),
            ("2024-13-05", None),
            ("12024", None),
            ("2024年度", None),
        ] {
            assert_eq!(first_day(text), expected, "{text}");
        }
    }

    #[test]
    fn the_page_counts_before_the_signature() {
        let test = PublishedTest {
            labels: vec!["发布日期".to_owned()],
            metas: vec!["PubDate".to_owned()],
            deadlines: Vec::new(),
        };
        let find = |page: &str, texts: &[&str]| {
            let found = Published::find(&test, PublicationSources { page, texts });
            found.map(|found| (found.day, found.is_signature))
        };
        let meta = "<head><meta name=\"PubDate\" content=\"2024-01-30 09:00\"></head>";
        let signed = ["全文", "无。\n青石县水务局\n2024年1月20日"];
        let of = |found: Option<Date>, is_signature| found.map(|day| (day, is_signature));
        assert_eq!(find(meta, &signed), of(day(2024, 1, 30), false));
        let shown = "<span>发布日期：</span><b>2024-02-01</b>";
        assert_eq!(find(shown, &signed), of(day(2024, 2, 1), false));
        let above = ["发布日期： 2024-03-01 来源：本站", "2024年1月20日"];
        assert_eq!(find("", &above), of(day(2024, 3, 1), false));
        assert_eq!(find("", &signed), of(day(2024, 1, 20), true));
        assert_eq!(find("", &["统计期限至2023年12月31日。"]), None);
    }
}
