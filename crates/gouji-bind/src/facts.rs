//! Title, publishing organ and the years a report names.

use gouji_document::Document;
use gouji_model::{Dated, Place, Report};

use crate::headings::Heading;
use crate::lines::{Line, Token};

/// Longest title in characters.
const LONGEST_TITLE: usize = 60;
/// How many lines from the top may hold the title.
const TITLE_LINES: usize = 60;
/// Longest name of an organ in characters.
const LONGEST_ORGAN: usize = 40;
/// Years a report can speak of.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Whether a text reads like a report's title.
pub(crate) fn looks_like_title(text: &str) -> bool {
    // Every wording below has these; most texts have not.
    if !text.contains('报') || !text.contains('公') {
        return false;
    }
    if text.chars().take(LONGEST_TITLE + 1).count() > LONGEST_TITLE {
        return false;
    }
    let compact = compact(text);
    (compact.contains("信息公开") || compact.contains("政务公开"))
        && (compact.contains("年度报告") || compact.contains("年报") || compact.ends_with("报告"))
        && !compact.ends_with('。')
        && !compact.contains('《')
}

/// Whether one of the first lines is the title of a report, and not of a letter about reports.
pub(crate) fn is_headed(lines: &[Line<'_>]) -> bool {
    let mut lone = lines.iter().take(TITLE_LINES).filter_map(Line::lone_text);
    lone.any(|token| {
        let own = compact(token.text);
        let own = match own.strip_suffix(['）', ')']) {
            Some(inside) => inside
                .rsplit_once(['（', '('])
                .map_or(inside, |(own, _)| own),
            None => &own,
        };
        looks_like_title(token.text) && (own.ends_with("报告") || own.ends_with("年报"))
    })
}

/// Puts title, organ and years into the report.
pub(crate) fn record(
    document: &Document,
    lines: &[Line<'_>],
    headings: &[Heading<'_>],
    report: &mut Report,
) {
    let top = headings.first().map_or(lines.len(), |heading| heading.line);
    report.period_year = lines
        .iter()
        .flat_map(|line| &line.tokens)
        .find_map(period_year);
    let period = report.period_year.map(|dated| dated.year);
    if let Some((title, place)) = title(document, &lines[..top], period) {
        report.title_year = first_year(&title).map(|year| Dated { year, place });
        report.organization = organ_in_title(&title);
        report.title = Some(title);
        report.title_place = Some(place);
    }
    let signature = signature(lines);
    report.signature_year = signature.as_ref().map(|(dated, _)| *dated);
    if report.organization.is_none() {
        report.organization = signature
            .and_then(|(_, organ)| organ)
            .or_else(|| organ_in_preamble(&lines[..top]));
    }
    report.organization = report
        .organization
        .take()
        .map(|organ| full_name(organ, &lines[..top]));
    report.year = report
        .title_year
        .or(report.period_year)
        .map(|dated| dated.year)
        .or(report.signature_year.map(|dated| dated.year - 1));
}

/// A text without white space.
fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The title above the first section, joined with the line before where it is broken in two;
/// else the title the file declares.
fn title(document: &Document, lines: &[Line<'_>], period: Option<i32>) -> Option<(String, Place)> {
    let lone: Vec<Token<'_>> = lines
        .iter()
        .take(TITLE_LINES)
        .filter_map(Line::lone_text)
        .collect();
    if let Some(at) = best_title(&lone, period) {
        let own = compact(lone[at].text);
        let above = at.checked_sub(1).map(|above| lone[above]);
        return match above {
            Some(above) if organ_in_title(&own).is_none() && is_organ(above.text) => {
                Some((compact(above.text) + &own, above.place))
            }
            _ => Some((own, lone[at].place)),
        };
    }
    let declared = document.declared_title?;
    let text = document.text(declared.text);
    let own = text
        .split(['_', '|', '-', '—', '－'])
        .find(|part| looks_like_title(part))?;
    Some((compact(own), declared.place))
}

/// Which of the texts above a report is its title: one of the year it reports on before links to
/// other years' reports, and one that names a year and an organ before the menus of a page
/// (`政府信息公开年报`).
fn best_title(lone: &[Token<'_>], period: Option<i32>) -> Option<usize> {
    let candidates = lone.iter().enumerate();
    let titles = candidates.filter(|(_, token)| looks_like_title(token.text));
    let merit = |text: &str| {
        let text = compact(text);
        let year = first_year(&text);
        (
            year.is_some() && year == period,
            year.is_some(),
            organ_in_title(&text).is_some(),
        )
    };
    // The first of the best.
    titles
        .map(|(at, token)| (merit(token.text), std::cmp::Reverse(at)))
        .max()
        .map(|(_, at)| at.0)
}

/// The organ a title names: before the year, or between the year and what is reported on.
pub(crate) fn organ_in_title(title: &str) -> Option<String> {
    let subject = ["政府信息公开", "政务信息公开", "政务公开", "信息公开"]
        .iter()
        .find_map(|word| title.find(word))?;
    let head = &title[..subject];
    let (before, after) = match year_span(head) {
        Some((start, end)) => (&head[..start], &head[end..]),
        None => (head, ""),
    };
    let strip = |text: &str| {
        text.trim_start_matches("关于")
            .trim_start_matches(['度', '《'])
            .trim_end_matches(['年', '的'])
            .to_owned()
    };
    [strip(before), strip(after)]
        .into_iter()
        .find(|organ| organ.chars().count() >= 2)
}

/// The first year in a text with the byte range of the year and its 年.
fn year_span(text: &str) -> Option<(usize, usize)> {
    let (mut start, mut run) = (0, 0);
    for (at, c) in text.char_indices() {
        if digit(c).is_some() {
            start = if run == 0 { at } else { start };
            run += 1;
            continue;
        }
        if run == 4 && c == '年' {
            return Some((start, at + c.len_utf8()));
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
    Some(match c {
        '0'..='9' => c as i32 - '0' as i32,
        '０'..='９' => c as i32 - '０' as i32,
        '〇' | '○' | '零' | 'Ｏ' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The year of the statistical period: of the first `Y年1月1日`.
fn period_year(token: &Token<'_>) -> Option<Dated> {
    if token.text.len() < 12 || !token.text.contains('月') {
        return None;
    }
    let compact = compact(token.text);
    let at = ["年1月1日", "年01月01日", "年１月１日", "年一月一日"]
        .iter()
        .find_map(|day| compact.find(day))?;
    let start = compact[..at].char_indices().rev().nth(3)?.0;
    let year = first_year(&format!("{}年", &compact[start..at]))?;
    Some(Dated {
        year,
        place: token.place,
    })
}

/// The date under the report with the organ above it, or the date of publication at its head.
fn signature(lines: &[Line<'_>]) -> Option<(Dated, Option<String>)> {
    let tail = lines.len().saturating_sub(12);
    let lone: Vec<Token<'_>> = lines[tail..].iter().filter_map(Line::lone_text).collect();
    let signed = lone.iter().enumerate().rev().find_map(|(at, token)| {
        let year = full_date_year(token.text)?;
        let organ = at
            .checked_sub(1)
            .map(|above| lone[above].text)
            .filter(|text| is_organ(text))
            .map(compact);
        Some((
            Dated {
                year,
                place: token.place,
            },
            organ,
        ))
    });
    signed.or_else(|| {
        let published = |token: Token<'_>| {
            let (_, date) = token.text.split_once(['：', ':'])?;
            let says = ["发布日期", "发布时间", "公开日期", "发文日期", "日期"];
            let year = says
                .iter()
                .any(|word| token.text.starts_with(word))
                .then(|| date.trim().get(..4)?.parse::<i32>().ok())??;
            YEARS.contains(&year).then_some((
                Dated {
                    year,
                    place: token.place,
                },
                None,
            ))
        };
        lines
            .iter()
            .take(TITLE_LINES)
            .filter_map(Line::lone_text)
            .find_map(published)
    })
}

/// The year of a text that is a full date and nothing else.
fn full_date_year(text: &str) -> Option<i32> {
    let compact = compact(text);
    let whole = compact.ends_with('日') && compact.contains('月') && compact.chars().count() <= 12;
    (whole && year_span(&compact).is_some_and(|(start, _)| start == 0))
        .then(|| first_year(&compact))
        .flatten()
}

/// Whether a short text can be the name of an organ.
pub(crate) fn is_organ(text: &str) -> bool {
    const ENDINGS: [&str; 24] = [
        "政府",
        "局",
        "厅",
        "委员会",
        "办公室",
        "办",
        "委",
        "院",
        "处",
        "镇",
        "乡",
        "街道",
        "中心",
        "部",
        "署",
        "会",
        "市",
        "县",
        "区",
        "省",
        "站",
        "队",
        "公司",
        "所",
    ];
    let compact = compact(text);
    let length = compact.chars().count();
    (3..=LONGEST_ORGAN).contains(&length) && ENDINGS.iter().any(|end| compact.ends_with(end))
}

/// The name of an organ with the places it belongs to, where the preamble gives them: a title
/// often says 某区人民政府 of what the preamble calls 某市某区人民政府.
fn full_name(organ: String, lines: &[Line<'_>]) -> String {
    const LONGEST_PREFIX: usize = 12;
    let text: String = lines
        .iter()
        .filter_map(Line::lone_text)
        .map(|token| compact(token.text))
        .collect();
    let before = |at: usize| -> Option<String> {
        let prefix: Vec<char> = text[..at]
            .chars()
            .rev()
            .take(LONGEST_PREFIX)
            .take_while(|c| {
                ('\u{4e00}'..='\u{9fff}').contains(c) && !"由在与是和向为即及的".contains(*c)
            })
            .collect();
        let names_place = prefix
            .first()
            .is_some_and(|last| "省市州盟县区".contains(*last));
        (names_place && prefix.len() >= 2).then(|| prefix.into_iter().rev().collect())
    };
    let prefix = text.match_indices(&organ).find_map(|(at, _)| before(at));
    match prefix {
        Some(prefix) => prefix + &organ,
        None => organ,
    }
}

/// The organ a preamble says compiled the report: `由…根据…编制`.
fn organ_in_preamble(lines: &[Line<'_>]) -> Option<String> {
    let text: String = lines
        .iter()
        .filter_map(Line::lone_text)
        .map(|token| compact(token.text))
        .collect();
    let from = text.find('由')? + '由'.len_utf8();
    let rest = &text[from..];
    let end = ["根据", "依据", "按照"]
        .iter()
        .filter_map(|word| rest.find(word))
        .min()?;
    let organ = &rest[..end];
    is_organ(organ).then(|| organ.to_owned())
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
    fn tells_dates_from_other_lines() {
        assert_eq!(full_date_year("2020年1月14日"), Some(2020));
        assert_eq!(full_date_year("二〇二〇年一月十四日"), Some(2020));
        assert_eq!(full_date_year("自2020年1月1日起施行"), None);
    }
}
