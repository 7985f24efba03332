//! The title of a report: what is one, on how many lines, and whose it is.
//!
//! Real titles are broken over two or three lines, stand in quotation marks or behind `附件2：`, and
//! share the top of their page with the path of the site, its headings and covering letters. A
//! title is a run of lines that together say whose report on what it is; of several the one that
//! says most counts.

use gouji_language::dates;
use gouji_language::organs as names;
use gouji_language::other_forms::SCHOOL_YEAR;
use gouji_language::titles::{
    self, ABOUT, ANNEX, COUNTED, ENDS, FIELDS, LETTERS, REPORTS, STEPS, SUBJECTS, WORDS_AFTER_ORGAN,
};
use gouji_model::{Period, Place, numerals, organs};

use crate::lines::{Line, Token};

/// Longest title in characters.
const LONGEST_TITLE: usize = 60;
/// How many lines from the top may hold the title.
const TITLE_LINES: usize = 80;
/// Most lines that a title is broken over.
const MOST_LINES: usize = 4;
/// Longest name of an organ in characters.
const LONGEST_ORGAN: usize = 40;
/// Years a report can speak of.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;
/// A title found among lines.
#[derive(Clone, Debug)]
pub(crate) struct Title {
    /// Its text, without white space and what stands before it.
    pub text: String,
    /// Where it begins.
    pub place: Place,
    /// The first of its lines.
    pub first: usize,
    /// The last of its lines.
    pub last: usize,
}

/// Whether a text reads like a report's title.
pub(crate) fn looks_like_title(text: &str) -> bool {
    may_hold_title(text) && !is_prose(text) && is_title(&own(text))
}

/// Whether a text has so many letters and figures that it is no title, whatever is taken from its beginning.
fn is_prose(text: &str) -> bool {
    // More than the name of a field and the number of an annex have.
    const BEFORE: usize = 40;
    let most = LONGEST_TITLE + BEFORE;
    let counts = |c: &char| matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric();
    text.len() > most && text.chars().filter(counts).nth(most).is_some()
}

/// Whether a text has the characters that every title has; most texts have not.
fn may_hold_title(text: &str) -> bool {
    text.contains(titles::REPORT_SIGN) && text.contains(titles::OPEN_SIGN)
}

/// Whether the text of one or more lines, without white space, is a title.
fn is_title(own: &str) -> bool {
    own.chars().take(LONGEST_TITLE + 1).count() <= LONGEST_TITLE
        && SUBJECTS.iter().any(|subject| own.contains(subject))
        && (REPORTS.iter().any(|word| own.contains(word)) || ends_as_title(own))
        && !own.ends_with('。')
        && !own.contains(['《', '>', '＞', '»', '›', '→'])
}

/// Whether a title ends as one: in the word for what it is the title of, and after that at most
/// something in brackets.
fn ends_as_title(own: &str) -> bool {
    let plain = without_bracket(own);
    ENDS.iter().any(|end| plain.ends_with(end))
}

/// A title without what stands in brackets at its end.
fn without_bracket(own: &str) -> &str {
    match own.strip_suffix(['）', ')', '】', '〕']) {
        Some(inside) => inside
            .rfind(['（', '(', '【', '〔'])
            .map_or(own, |at| &inside[..at]),
        None => own,
    }
}

/// A text without white space, and without what stands before or around a title: quotation marks,
/// the number of an annex, the name of a field.
fn own(text: &str) -> String {
    let compact = compact(text);
    let rest = compact.trim_start_matches(['#', '*', '●', '■', '·', '.']);
    let mut rest = without_markup(rest);
    if let Some((name, title)) = rest
        .strip_prefix('【')
        .and_then(|rest| rest.split_once('】'))
        && is_name_of_field(name)
    {
        rest = title;
    }
    if let Some((name, title)) = rest.split_once(['：', ':'])
        && is_name_of_field(name)
    {
        rest = title;
    } else if let Some(annex) = ANNEX.iter().find_map(|word| rest.strip_prefix(word)) {
        let number = |c: char| c.is_ascii_digit() || numerals::is_ordinal(c);
        // A year is no number of an annex.
        let bare = annex.trim_start_matches(number);
        if annex.len() - bare.len() <= 3 {
            rest = bare.trim_start_matches(['、', '.', '．']);
        }
    }
    let rest = rest
        .strip_suffix(',')
        .filter(|rest| rest.ends_with('}'))
        .unwrap_or(rest);
    let rest = rest.trim_end_matches(['*', '#', '=', '}']);
    let quoted = rest.strip_prefix(['《', '“', '"']);
    let quoted = quoted.and_then(|rest| rest.strip_suffix(['》', '”', '"']));
    quoted.unwrap_or(rest).to_owned()
}

/// Shortest word of markup that runs into a title, in letters.
const SHORTEST_WORD: usize = 4;

/// A text without what converters leave of markup before it: `==`, `pdftitle={`, or an English word.
fn without_markup(text: &str) -> &str {
    let marked = text.trim_start_matches(['=', '\\']);
    let rest = marked.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let word = marked.len() - rest.len();
    let inner = rest.trim_start_matches(['=', '{']);
    let is_name = inner.starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let is_markup = word >= SHORTEST_WORD || inner.len() < rest.len();
    match word == 0 || (is_name && is_markup) {
        true if is_name => inner,
        _ => text,
    }
}

/// Whether what stands before a colon names the field that a title is in.
fn is_name_of_field(name: &str) -> bool {
    let name = name.trim_matches(|c: char| "【】[]".contains(c));
    name.chars().count() <= 8 && FIELDS.iter().any(|known| name.contains(known))
}

/// A text without white space.
pub(crate) fn compact(text: &str) -> String {
    let mut compact = String::with_capacity(text.len());
    text.split_whitespace()
        .for_each(|word| compact.push_str(word));
    compact
}

/// Whether one of the first lines is the title of a report, and not of a letter about reports.
pub(crate) fn is_headed(lines: &[Line<'_>]) -> bool {
    let all = titles(lines, 0..lines.len());
    all.iter()
        .any(|title| ends_as_title(&title.text) && !is_letter(&title.text))
}

/// The title above a report, of which the period says the year: one of that year before links to
/// other years' reports, and one that names a year and an organ before the menus of a page.
pub(crate) fn find(lines: &[Line<'_>], period: Option<i32>) -> Option<Title> {
    let all = all(lines);
    first_of_best(&all, period).cloned()
}

/// Every title among some lines.
pub(crate) fn all(lines: &[Line<'_>]) -> Vec<Title> {
    titles(lines, 0..lines.len())
}

/// The titles nearest above a line that stand below those known: lists may be longer than the lines from
/// the top that are looked at.
pub(crate) fn above(lines: &[Line<'_>], end: usize, known: &[Title]) -> Vec<Title> {
    let seen = known.last().map_or(0, |title| title.last + 1);
    titles(lines, seen.max(end.saturating_sub(TITLE_LINES))..end)
}

/// Of titles that say as much, the first that needs the fewest lines.
pub(crate) fn first_of_best(all: &[Title], period: Option<i32>) -> Option<&Title> {
    let rank = |(at, title): &(usize, &Title)| {
        let lines = title.last - title.first;
        (Rank::of(title, period), std::cmp::Reverse((lines, *at)))
    };
    let best = all.iter().enumerate().max_by_key(rank);
    best.map(|(_, title)| title)
}

/// How much a title says of the report below it; more is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank {
    /// Whether it is no letter about reports.
    is_no_letter: bool,
    /// Whether it is of the year of the period.
    is_of_period: bool,
    /// Whether it is a title in full, and no path of a site.
    is_whole: bool,
    names_year: bool,
    /// Whether it names an organ.
    pub names_organ: bool,
}

impl Rank {
    /// That of a title, where the period says the year.
    pub(crate) fn of(title: &Title, period: Option<i32>) -> Self {
        let text = &title.text;
        let year = year_of(text);
        Self {
            is_no_letter: !is_letter(text),
            is_of_period: year.is_some() && year == period,
            is_whole: ends_as_title(text) && !is_path(text),
            names_year: year.is_some(),
            names_organ: organ_in_title(text).is_some_and(|organ| is_organ(&organ)),
        }
    }

    /// The same, naming no year.
    pub(crate) fn without_year(self) -> Self {
        Self {
            is_of_period: false,
            names_year: false,
            ..self
        }
    }

    /// The same, naming no organ.
    pub(crate) fn without_organ(self) -> Self {
        Self {
            names_organ: false,
            ..self
        }
    }
}

/// Every title in some lines, in the order of their beginnings; of lines that are titles each and
/// together, all are given.
fn titles(lines: &[Line<'_>], within: std::ops::Range<usize>) -> Vec<Title> {
    let mut found = Vec::new();
    let mut seen = 0;
    let mut signs: Vec<(bool, bool)> = Vec::new();
    for first in within.clone() {
        let Some(token) = lines.get(first).and_then(Line::lone_text) else {
            continue;
        };
        seen += 1;
        if seen > TITLE_LINES {
            break;
        }
        let end = within.end.min(first + MOST_LINES);
        while within.start + signs.len() < end {
            signs.push(signs_of(lines, within.start + signs.len()));
        }
        let own = signs.iter().skip(first - within.start);
        let (report, open) = own.fold((false, false), |(one, two), (a, b)| (one | a, two | b));
        if report && open {
            found.extend(beginning_at(lines, first, token, end));
        }
    }
    found
}

/// Which of the characters that every title has a line has; most lines have none.
fn signs_of(lines: &[Line<'_>], at: usize) -> (bool, bool) {
    let token = lines.get(at).and_then(Line::lone_text);
    let text = token.map_or("", |token| token.text);
    (
        text.contains(titles::REPORT_SIGN),
        text.contains(titles::OPEN_SIGN),
    )
}

/// The titles that begin with a line.
fn beginning_at(lines: &[Line<'_>], first: usize, token: Token<'_>, end: usize) -> Vec<Title> {
    let mut found = Vec::new();
    let mut text = String::new();
    for last in first..end {
        let Some(line) = lines.get(last).and_then(Line::lone_text) else {
            break;
        };
        if line.text.len() > LONGEST_TITLE * 4 || line.is_figure() {
            break;
        }
        text.push_str(&compact(line.text));
        if !may_hold_title(&text) {
            continue;
        }
        let own = own(&text);
        let fits = match last - first {
            0 => is_title(&own),
            _ => is_title(&own) && is_joined_title(&own),
        };
        if fits {
            found.push(Title {
                text: own,
                place: token.place,
                first,
                last,
            });
        }
    }
    found
}

/// Whether the text of several lines is one title: an organ, a year or both, then the subject and
/// what it is.
fn is_joined_title(own: &str) -> bool {
    let bracket = &own[without_bracket(own).len()..];
    // A date in brackets below the title is that of its publication.
    if !ends_as_title(own) || bracket.contains(dates::MONTH) || is_path(own) || is_letter(own) {
        return false;
    }
    match organ_in_title(own) {
        Some(organ) => is_organ(&organ),
        None => year_of(own).is_some(),
    }
}

/// Whether a text is the path of a site: it names what is reported on twice, or goes on after it.
fn is_path(own: &str) -> bool {
    let named: usize = COUNTED.iter().map(|word| own.matches(word).count()).sum();
    STEPS.iter().any(|step| own.contains(step)) || named > 2
}

/// Whether a title is that of a letter about reports: `关于报送…的报告`.
fn is_letter(own: &str) -> bool {
    let Some((_, about)) = ABOUT.iter().find_map(|word| own.split_once(word)) else {
        return false;
    };
    LETTERS.iter().any(|verb| about.starts_with(verb))
}

/// The organ a title names: before the year, or between the year and what is reported on.
pub(crate) fn organ_in_title(title: &str) -> Option<String> {
    let subject = SUBJECTS.iter().find_map(|word| title.find(word))?;
    let head = &title[..subject];
    let (before, after) = match year_span(head) {
        Some((start, end)) => (without_first_year(&head[..start]), &head[end..]),
        None => (head, ""),
    };
    let parts = before.split(ABOUT[0]).chain([after]);
    parts
        .map(organ_of)
        .find(|organ| organ.chars().count() >= 2)
        .map(str::to_owned)
}

/// A part of a title without the words around the organ in it.
fn organ_of(part: &str) -> &str {
    let mut rest = part.trim_start_matches(titles::before_organ);
    if let Some(verb) = LETTERS.iter().find_map(|verb| rest.strip_prefix(verb)) {
        rest = verb;
    }
    let mut rest = rest
        .trim_start_matches('《')
        .trim_end_matches(titles::after_organ);
    let behind = || WORDS_AFTER_ORGAN.iter();
    while let Some(shorter) = behind().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter;
    }
    rest
}

/// What stands before the second of two years, without the first: `某大学2022-` of `某大学2022-2023学年`.
fn without_first_year(before: &str) -> &str {
    let joined = before.trim_end_matches(titles::years_joint);
    let digits = joined.chars().rev().take_while(|c| digit(*c).is_some());
    let length: usize = digits.map(char::len_utf8).sum();
    match joined.len() < before.len() && length >= 4 {
        true => &joined[..joined.len() - length],
        false => before,
    }
}

/// The year a title names, also one in brackets at its end without the word for year.
pub(crate) fn year_of(title: &str) -> Option<i32> {
    first_year(title).or_else(|| {
        let bracket = &title[without_bracket(title).len()..];
        let inside = bracket.trim_matches(|c: char| "（(【〔）)】〕".contains(c));
        let plain = inside.trim_end_matches(titles::OF_YEAR);
        (plain.chars().count() == 4)
            .then(|| first_year(&format!("{plain}{}", dates::YEAR)))
            .flatten()
    })
}

/// The part of a year that a title names: of a half or a quarter, though its form may be that of a year.
pub(crate) fn part_of_year(title: &str, year: i32) -> Option<Period> {
    let mut parts = titles::PARTS_OF_YEAR.iter();
    let (_, part) = parts.find(|(word, _)| title.contains(word))?;
    format!("{year}-{part}").parse().ok()
}

/// The first year in a text with the byte range of the year and its 年.
pub(crate) fn year_span(text: &str) -> Option<(usize, usize)> {
    let (mut start, mut run) = (0, 0);
    for (at, c) in text.char_indices() {
        if digit(c).is_some() {
            start = if run == 0 { at } else { start };
            run += 1;
            continue;
        }
        if run == 4 && dates::year(c) {
            return Some((start, at + c.len_utf8()));
        }
        let rest = &text[at..];
        if run == 4
            && let Some(word) = SCHOOL_YEAR.iter().find(|word| rest.starts_with(**word))
        {
            return Some((start, at + word.len()));
        }
        run = 0;
    }
    None
}

/// The first year in a text, in any digits.
pub(crate) fn first_year(text: &str) -> Option<i32> {
    let (start, end) = year_span(text)?;
    let year = text[start..end]
        .chars()
        .filter_map(digit)
        .fold(0, |year, digit| year * 10 + digit);
    YEARS.contains(&year).then_some(year)
}

/// The value of a digit: ASCII, full width or Chinese.
fn digit(c: char) -> Option<i32> {
    match c {
        '0'..='9' => Some(c as i32 - '0' as i32),
        '０'..='９' => Some(c as i32 - '０' as i32),
        'Ｏ' => Some(0),
        c if numerals::is_zero(c) => Some(0),
        c => numerals::digit(c).map(i32::from),
    }
}

/// Whether a short text can be the name of an organ.
pub(crate) fn is_organ(text: &str) -> bool {
    let compact = compact(text);
    let plain = without_bracket(&compact);
    let length = compact.chars().count();
    (3..=LONGEST_ORGAN).contains(&length)
        && organs::ends_as_organ(plain)
        && !compact.contains(['，', '。', '：', ':', '；'])
        // What begins so is the end of a name that is broken over lines.
        && !compact.starts_with(names::no_beginning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_organ_and_year_from_titles() {
        for (title, organ, year) in [
            ("测试市2025年政府信息公开工作年度报告", "测试市", 2025),
            (
                "2019年某某市人民政府办公厅政府信息公开工作年度报告",
                "某某市人民政府办公厅",
                2019,
            ),
            ("某镇二〇二二年度政府信息公开工作年度报告", "某镇", 2022),
        ] {
            assert_eq!(organ_in_title(title).as_deref(), Some(organ));
            assert_eq!(first_year(title), Some(year));
        }
    }

    #[test]
    fn markup_before_a_title_is_none_of_it() {
        let title = "青石县人民政府2024年政府信息公开工作年度报告";
        for text in [
            format!("={title}="),
            format!("== {title} =="),
            format!("pdftitle={{{title}}},"),
            format!("\\title{{{title}}}"),
            format!("unrecognised{title}"),
        ] {
            let (found, organ) = found(&[&text], None).unwrap();
            assert_eq!(found, title, "{text}");
            assert_eq!(organ.as_deref(), Some("青石县人民政府"));
        }
        // Letters may be of the name.
        let own = "abc公司2024年政府信息公开工作年度报告";
        assert_eq!(super::own(own), own);
    }

    /// The title found in lines, and the organ it names.
    fn found(texts: &[&str], period: Option<i32>) -> Option<(String, Option<String>)> {
        let mut builder = gouji_document::Builder::default();
        for text in texts {
            let start = builder.position();
            builder.push(text);
            builder.push("\n");
            let range = builder.trimmed_since(start);
            builder.paragraph(range, Place::Paragraph { index: 1 });
        }
        let document = builder.finish();
        let lines = crate::lines::flatten(&document, &crate::labels::Labels::default());
        let title = find(&lines, period)?;
        let organ = organ_in_title(&title.text);
        Some((title.text, organ))
    }

    #[test]
    fn a_title_may_be_broken_over_lines() {
        let whole = "青石县自然资源和规划局2024年政府信息公开工作年度报告";
        let organ = "青石县自然资源和规划局";
        for texts in [
            &["青石县自然资源和规划局2024年", "政府信息公开工作年度报告"][..],
            &["青石县自然资源和规划局2024年政府信息公开工作年度报", "告"],
            &[
                "青石县自然资源",
                "和规划局2024年政府",
                "信息公开工作年度报告",
            ],
            &[
                "青石县自然资源和规划局",
                "2024年",
                "政府信息公开工作",
                "年度报告",
            ],
            &[
                "政府信息公开年报",
                "青石县自然资源和规划局",
                "2024年政府信息公开工作年度报告",
                "（2025年1月）",
            ],
            &[
                "2024年政府信息公开工作年度报告",
                "青石县自然资源和规划局",
                "2024年政府信息公开工作年度报告",
            ],
        ] {
            let (title, found) = found(texts, None).unwrap();
            assert_eq!(
                (title.as_str(), found.as_deref()),
                (whole, Some(organ)),
                "{texts:?}"
            );
        }
        let below = &["青石县水务局", "政府信息公开工作年度报告", "（2024年度）"];
        let (title, organ) = found(below, None).unwrap();
        assert_eq!(title, "青石县水务局政府信息公开工作年度报告（2024年度）");
        assert_eq!(
            (year_of(&title), organ.as_deref()),
            (Some(2024), Some("青石县水务局"))
        );
        assert_eq!(year_of("青石县水务局政府信息公开年报（2024）"), Some(2024));
    }

    #[test]
    fn what_stands_before_a_title_is_no_part_of_it() {
        let whole = "青石县水务局2024年政府信息公开工作年度报告";
        for texts in [
            &["附件2：青石县水务局2024年政府信息公开工作年度报告"][..],
            &["附件：", "青石县水务局2024年政府信息公开工作年度报告"],
            &["附件1", "青石县水务局2024年政府信息公开工作年度报告"],
            &["标题： 青石县水务局2024年政府信息公开工作年度报告"],
            &["title: \"青石县水务局2024年政府信息公开工作年度报告\""],
            &["信息名称:青石县水务局2024年政府信息公开工作年度报告"],
            &["《青石县水务局2024年政府信息公开工作年度报告》"],
            &["## **青石县水务局2024年政府信息公开工作年度报告**"],
            &[
                "首页 > 政务公开 > 政府信息公开年报 > 2024年",
                "青石县水务局2024年政府信息公开工作年度报告",
            ],
            &[
                "当前位置：首页 政府信息公开年报 2024年",
                "青石县水务局2024年政府信息公开工作年度报告",
            ],
            &[
                "青石县人民政府 政府信息公开年报 县直部门 2024年",
                "青石县水务局2024年政府信息公开工作年度报告",
            ],
            &[
                "关于报送2024年政府信息公开工作年度报告的报告",
                "青石县水务局2024年政府信息公开工作年度报告",
            ],
            &[
                "青石县人民政府",
                "青石县水务局2024年政府信息公开工作年度报告",
            ],
        ] {
            let (title, organ) = found(texts, Some(2024)).unwrap();
            assert_eq!(
                (title.as_str(), organ.as_deref()),
                (whole, Some("青石县水务局")),
                "{texts:?}"
            );
        }
    }

    #[test]
    fn about_is_no_part_of_an_organ() {
        for title in [
            "青石县水务局关于2024年政府信息公开工作年度报告",
            "青石县水务局关于报送2024年政府信息公开工作年度报告的报告",
            "关于报送青石县水务局2024年政府信息公开工作年度报告的报告",
            "关于青石县水务局2024年度政府信息公开工作情况的报告",
            "关于印发《青石县水务局2024年政府信息公开工作年度报告》的通知",
        ] {
            assert_eq!(
                organ_in_title(title).as_deref(),
                Some("青石县水务局"),
                "{title}"
            );
        }
    }

    #[test]
    fn menus_and_letters_are_no_part_of_a_title() {
        let texts = &[
            "政府信息公开",
            "年度报告",
            "上一篇",
            "2023年政府信息公开工作年度报告",
        ];
        assert_eq!(found(texts, None).unwrap().1, None);
        let texts = &["根据条例，现公布青石县水务局2024年政府信息公开工作年度报告。"];
        assert!(found(texts, None).is_none());
    }
}
