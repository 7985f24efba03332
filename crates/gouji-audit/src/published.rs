//! Days of publication.

mod day;
mod page_head;

use gouji_language::dates;
use gouji_model::{Date, Report, organs};
use gouji_rule::{Check, Pack, PublishedTest};
use memchr::memmem::Finder;

use day::{day_first, first_day, numeral, whole_day};

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
/// How many bytes the name of an organ has at most before its date.
const LONGEST_ORGAN: usize = 120;
/// What may stand in the name of an organ.
const BRACKETS: &str = "（）()";
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
        let labelled = || {
            let labels = Labels::of(&test.labels);
            let mut texts = sources.texts.iter().chain([&sources.page]);
            texts.find_map(|text| labels.day(text))
        };
        let day = page_head::day(sources.page, &test.metas).or_else(labelled);
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

/// The labels of days of publication. To make ready for one takes as long as to look for it in a short text, so that
/// only their ends are looked for, which many have in common.
struct Labels<'l> {
    labels: &'l [String],
    /// What they end with, each once.
    ends: Vec<Finder<'l>>,
}

impl<'l> Labels<'l> {
    fn of(labels: &'l [String]) -> Self {
        let mut ends: Vec<&str> = labels.iter().map(|label| end_of(label)).collect();
        ends.sort_unstable();
        ends.dedup();
        Self {
            labels,
            ends: ends.into_iter().map(Finder::new).collect(),
        }
    }

    /// The day behind one of them, the first one that has any.
    fn day(&self, text: &str) -> Option<Date> {
        // Which label, and where it ends.
        let mut found: Vec<(usize, usize)> = Vec::new();
        for end in &self.ends {
            for at in end.find_iter(text.as_bytes()) {
                let behind = at + end.needle().len();
                let before = text.get(..behind).unwrap_or_default();
                let labels = self.labels.iter().enumerate();
                let labels = labels.filter(|(_, label)| before.ends_with(label.as_str()));
                found.extend(labels.map(|(label, _)| (label, behind)));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
            .into_iter()
            .find_map(|(_, behind)| day_close_to(text.get(behind..)?))
    }
}

/// The last two characters of a label.
fn end_of(label: &str) -> &str {
    let start = label.char_indices().rev().take(2).last();
    label.get(start.map_or(0, |(at, _)| at)..).unwrap_or(label)
}

/// The day that stands close to the beginning of what is behind a label, tags apart.
fn day_close_to(rest: &str) -> Option<Date> {
    let end = (0..=REACH.min(rest.len()))
        .rev()
        .find(|end| rest.is_char_boundary(*end))?;
    let rest = rest.get(..end)?;
    // Behind most words that may be a label there is something else, which is seen without a copy.
    let may_begin = |c: char| numeral(c).is_some() || is_wide_digit(c) || c == '&';
    shown(rest)
        .find(|c| !is_between(*c))
        .filter(|c| may_begin(*c))?;
    let near = shown(rest).collect::<String>().replace("&nbsp;", " ");
    let near = near.trim_start_matches(is_between);
    match near.chars().next() {
        Some(c) if c.is_ascii_digit() => first_day(near),
        Some(c) if numeral(c).is_some() || is_wide_digit(c) => day_first(near),
        _ => None,
    }
}

/// What may stand between a label and its day.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, ':' | '：' | '】' | ']')
}

/// What is shown of a page: all that stands in no tag.
fn shown(page: &str) -> impl Iterator<Item = char> {
    let mut is_tag = false;
    page.chars().filter(move |c| {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ => return !is_tag,
        }
        false
    })
}

const fn is_wide_digit(c: char) -> bool {
    matches!(c, '０'..='９')
}

/// The day of a signature: a line near the end that is a date and nothing else, or one with the organ before
/// it.
fn signed(text: &str) -> Option<Date> {
    let lines = text
        .lines()
        .rev()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let lines: Vec<String> = lines
        .take(LAST_LINES + 1)
        .map(|line| line.chars().filter(|c| !c.is_whitespace()).collect())
        .collect();
    let each = lines.iter().take(LAST_LINES).enumerate();
    let mut signed = each.filter_map(|(at, line)| {
        let above = lines.get(at + 1).map_or("", String::as_str);
        signature(line, above)
    });
    signed.next()
}

/// The day of a line that is a signature. `above` is the line above it: what is a date by its numbers alone is one
/// where that is the organ.
fn signature(line: &str, above: &str) -> Option<Date> {
    let is_short = line.chars().count() <= LONGEST_LINE;
    if is_short && line.ends_with(dates::day) {
        return first_day(line);
    }
    if let Some(day) = whole_day(line) {
        let is_worded = line.contains(dates::month);
        return (is_worded || organs::ends_as_organ(above)).then_some(day);
    }
    let mut starts = line
        .char_indices()
        .filter(|(_, c)| numeral(*c).is_some() || is_wide_digit(*c));
    starts.find_map(|(at, _)| {
        let (organ, day) = line.split_at_checked(at)?;
        let is_name = organ
            .chars()
            .all(|c| c.is_alphanumeric() || BRACKETS.contains(c));
        let is_organ = is_name
            && organ.len() <= LONGEST_ORGAN
            && organs::ends_as_organ(organ.trim_end_matches(['）', ')']));
        is_organ.then(|| whole_day(day)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Option<Date> {
        Some(Date { year, month, day })
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
        for label in [
            "二〇二四年三月一日",
            "２０２４-０３-０１",
            "２０２４年３月１日",
        ] {
            let above = format!("发布日期：{label}");
            let found = find("", &[&above, "2024年1月20日"]);
            assert_eq!(found, of(day(2024, 3, 1), false), "{label}");
        }
        assert_eq!(find("", &["发布日期一览：2024-03-01"]), None);
    }

    #[test]
    fn signatures_are_dates_in_all_their_manners() {
        for line in [
            "2024年2月15日",
            "2024 年 2 月 15 日",
            "（2024年2月15日）",
            "2024年2月15日（此件公开发布）",
            "2024年2月15号",
            "二〇二四年二月十五日",
            "二O二四年二月十五日",
            "2024-02-15",
            "2024.2.15",
            "2024/2/15",
            "青石县水务局2024年2月15日",
            "青石县人力资源和社会保障局（青石县就业服务局） 2024年2月15日",
            "青石县人力资源和社会保障局　2024-02-15",
        ] {
            let text = format!("没有其他事项。\n青石县水务局\n{line}");
            assert_eq!(signed(&text), day(2024, 2, 15), "{line}");
        }
        for text in [
            "没有其他事项。\n2024-02-15",
            "没有其他事项。\n2024-02-15 10:20",
            "青石县水务局\n浏览 2024-02-15",
            "青石县水务局\n下次更新：2024年2月15日前",
            "青石县水务局\n电话 2024-2-158",
        ] {
            assert_eq!(signed(text), None, "{text}");
        }
    }
}
