//! Values separated by commas or semicolons (.csv), as spreadsheets export them.
//!
//! Such a text is read as one with tabs: every separator becomes a tab and every quote a space, so
//! that each value keeps its place to the byte.

use memchr::{memchr, memchr_iter, memchr2, memmem};

/// What may stand between values.
const SEPARATORS: [u8; 2] = [b',', b';'];
/// Fewest separators of a row of values.
const FEWEST: usize = 3;
/// Fewest rows of values.
const FEWEST_ROWS: usize = 8;

/// The text with tabs between its values, as long as before; none where it has no such values.
pub(super) fn with_tabs(text: &str) -> Option<String> {
    // Some programs end lines with a carriage return alone.
    if memchr(b'\n', text.as_bytes()).is_none() && text.contains('\r') {
        return with_tabs(&text.replace('\r', "\n"));
    }
    let bytes = text.as_bytes();
    if memchr2(b'\t', b'|', bytes).is_some() || memmem::find(bytes, "｜".as_bytes()).is_some() {
        return None;
    }
    let wide = SEPARATORS.into_iter().find(|one| separates(text, *one));
    let narrow = || SEPARATORS.into_iter().rev().find(|one| lists(text, *one));
    let several = || SEPARATORS.into_iter().rev().find(|one| tables(text, *one));
    let separator = wide.or_else(narrow).or_else(several)?;
    let usual = usual_count(text, separator);
    let table = table_start(text, separator);
    let is_spaced = records(text)
        .any(|record| goes_on_spaced(record, separator) && is_mostly_figures(record, separator));
    let is_prose = |line: &str| {
        let mut values = line.split(char::from(separator));
        let is_odd = values.clone().count() != usual && !line.contains('"');
        // Where values are set apart by spaces, only long ones tell a sentence.
        let is_long = |value: &str| value.chars().count() > LONGEST_WORD;
        is_odd && goes_on_spaced(line, separator) && (!is_spaced || values.any(is_long))
    };
    // What ends before this place is a line of prose, such as a title with commas in it.
    let (mut at, mut prose_end) = (0, 0);
    let mut quoted = false;
    let bytes = text.bytes().map(|byte| {
        let is_start = at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n');
        if is_start && !quoted {
            let line = text.get(at..).and_then(|rest| rest.lines().next());
            prose_end = line
                .filter(|line| is_prose(line))
                .map_or(0, |line| at + line.len());
        }
        at += 1;
        if at <= prose_end {
            return byte;
        }
        match byte {
            b'"' => {
                quoted = !quoted;
                b' '
            }
            // A value as a formula, so that spreadsheets take it for a text: ="38".
            b'=' if is_formula_of_text(text.as_bytes(), at - 1, separator) => b' ',
            // A line may break inside a value.
            b'\n' | b'\r' if quoted => b' ',
            // Spreadsheets fill up a line of text to the width of the table.
            byte if byte == separator && !quoted && at <= table => b' ',
            byte if byte == separator && !quoted => b'\t',
            byte => byte,
        }
    });
    String::from_utf8(bytes.collect()).ok()
}

/// Whether the sign at a place begins a value that is nothing but a text in quotes.
fn is_formula_of_text(bytes: &[u8], at: usize, separator: u8) -> bool {
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    let begins = before.is_none_or(|byte| matches!(byte, b'"' | b'\n') || *byte == separator);
    begins && bytes.get(at + 1) == Some(&b'"')
}

/// Where a table starts: with the first line of more than one value, or with the one right above that heads it
/// and says nothing of its own. Above it stand titles.
fn table_start(text: &str, separator: u8) -> usize {
    let start = |record: &str| record.as_ptr() as usize - text.as_ptr() as usize;
    let mut above = None;
    for record in records(text) {
        let values = split(record, separator);
        let filled = values.iter().filter(|value| !value.is_empty()).count();
        if filled > 1 {
            return start(above.unwrap_or(record));
        }
        above = (filled == 1 && !record.contains([':', '：'])).then_some(record);
    }
    text.len()
}

/// How many values most lines have.
fn usual_count(text: &str, separator: u8) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    for line in records(text) {
        *counts
            .entry(split(line, separator).len())
            .or_insert(0_usize) += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, lines)| *lines);
    most.map_or(0, |(values, _)| values)
}

/// Whether most lines of a text are values with a separator between them: nothing but a value, or a
/// blank, follows each.
fn separates(text: &str, separator: u8) -> bool {
    let separators = memchr_iter(separator, text.as_bytes());
    if separators.take(FEWEST_ROWS * FEWEST).count() < FEWEST_ROWS * FEWEST {
        return false;
    }
    let is_row = |line: &str| {
        let between = line.split(char::from(separator));
        let spaced = between.clone().skip(1).any(|value| value.starts_with(' '));
        between.take(FEWEST + 1).count() > FEWEST && (!spaced || is_mostly_figures(line, separator))
    };
    let (mut all, mut rows) = (0_usize, 0_usize);
    for record in records(text) {
        all += 1;
        // Most records are lines; of others every part stands in quotes but the separators.
        let whole = record.contains('\n') && split(record, separator).len() > FEWEST;
        rows += usize::from(whole || is_row(record));
    }
    rows >= FEWEST_ROWS && rows * 2 > all
}

/// Whether a line goes on with a space behind a separator, as prose does.
fn goes_on_spaced(line: &str, separator: u8) -> bool {
    let mut values = line.split(char::from(separator)).skip(1);
    values.any(|value| value.starts_with(' '))
}

/// Whether most values of a line are figures or blank, which prose with commas in it never is.
fn is_mostly_figures(line: &str, separator: u8) -> bool {
    let values = split(line, separator);
    let is_value = |value: &&&str| value.is_empty() || is_figure(value);
    values.iter().filter(is_value).count() * 2 > values.len()
}

/// The lines of a text that hold anything; one that breaks within quotes goes on to their end.
fn records(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut quoted = false;
        let end = rest.bytes().position(|byte| {
            quoted ^= byte == b'"';
            byte == b'\n' && !quoted
        });
        let end = end.unwrap_or(rest.len());
        let record = rest.get(..end)?;
        rest = rest.get(end + 1..).unwrap_or_default();
        (!record.is_empty() || !rest.is_empty()).then_some(record)
    })
    .filter(|record| !record.trim().is_empty())
}

/// Fewest rows of figures of a narrow table.
const FEWEST_FIGURES: usize = 2;
/// Longest word among its figures, in characters.
const LONGEST_WORD: usize = 20;
/// Most lines above a narrow table that are no rows of it.
const MOST_ABOVE: usize = 6;

/// Whether all lines of a text, but for some above, are rows of as many values: a label, and a figure or
/// two behind it, or the headings of those.
fn lists(text: &str, separator: u8) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut headed = false;
    let (mut above, mut width, mut rows, mut figures) = (0_usize, 0_usize, 0_usize, 0_usize);
    lines.all(|line| {
        let values = split(line, separator);
        let filled = values.iter().filter(|value| !value.is_empty()).count();
        if values.len() < 2 || width == 0 && filled < 2 {
            above += 1;
            return width == 0 && above <= MOST_ABOVE;
        }
        let is_row = width == 0 || values.len() == width;
        width = values.len();
        let [label, rest @ ..] = values.as_slice() else {
            return false;
        };
        let has_figure = rest.iter().any(|value| is_figure(value));
        figures += usize::from(has_figure);
        // Words may stand for nothing.
        let are_words = rest
            .iter()
            .all(|value| value.chars().count() <= LONGEST_WORD);
        rows += 1;
        let is_head = !has_figure && figures == 0;
        headed |= is_head;
        is_row && !goes_on_spaced(line, separator) && !is_figure(label) && (is_head || are_words)
    }) && headed
        && figures >= FEWEST_FIGURES
        && figures * 2 > rows
}

/// Whether all lines of a text that hold separators make tables, each with headings and as many values in every
/// row; between them stand titles and other texts.
fn tables(text: &str, separator: u8) -> bool {
    let mut rows: Vec<Vec<&str>> = Vec::new();
    let mut found = 0_usize;
    if memchr(separator, text.as_bytes()).is_none() {
        return false;
    }
    for line in text.lines().chain([""]) {
        let values = match memchr(separator, line.as_bytes()) {
            Some(_) => split(line, separator),
            None => Vec::new(),
        };
        let filled = values.iter().filter(|value| !value.is_empty()).count();
        let width = rows.first().map(Vec::len);
        if filled > 1 || filled == 1 && Some(values.len()) == width && values.len() > 1 {
            if goes_on_spaced(line, separator) {
                return false;
            }
            rows.push(values);
            continue;
        }
        if !rows.is_empty() {
            if !is_table(&rows) {
                return false;
            }
            found += 1;
            rows.clear();
        }
    }
    found > 0
}

/// Whether rows are a table: headings without a figure, and below them labels with figures.
fn is_table(rows: &[Vec<&str>]) -> bool {
    let Some((heads, below)) = rows.split_first() else {
        return false;
    };
    let fits = |row: &Vec<&str>| {
        let short = |value: &&str| value.chars().count() <= LONGEST_WORD;
        row.len() == heads.len()
            && row.first().is_some_and(|label| !is_figure(label))
            && row.iter().skip(1).all(short)
    };
    let figures = below
        .iter()
        .filter(|row| row.iter().any(|value| is_figure(value)));
    let figures = figures.count();
    heads.len() > 1
        && !heads.iter().any(|head| is_figure(head))
        && below.iter().all(fits)
        && figures >= FEWEST_FIGURES
        && figures * 2 > below.len()
}

/// The values of a line, without quotes.
fn split(line: &str, separator: u8) -> Vec<&str> {
    let mut quoted = false;
    let values = line.split(|c: char| {
        quoted ^= c == '"';
        !quoted && c == char::from(separator)
    });
    values
        .map(|value| value.trim_matches(|c: char| c == '"' || c.is_whitespace()))
        .collect()
}

/// Whether a value is a number as any language writes it.
fn is_figure(value: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-.,'’()%".contains(c);
    value.contains(|c: char| c.is_ascii_digit()) && value.chars().all(is_sign)
}

#[cfg(test)]
mod tests {
    use super::with_tabs;

    #[test]
    fn a_label_and_a_figure_are_a_table() {
        let found = with_tabs("Kind,Tonnes\nRecycled,12\nTotal,\"1,010\"\n").unwrap();
        assert_eq!(found, "Kind\tTonnes\nRecycled\t12\nTotal\t 1,010 \n");
        let german = with_tabs("Abfall 2024\nArt;Tonnen\nPapier;1.012,5\nSumme;1.012,5\n").unwrap();
        assert!(german.contains("Papier\t1.012,5"));
        for text in [
            "Kind,Tonnes\nRecycled,12\n",
            "We collected much,12 tonnes\nand more,14 tonnes\n",
            "a,1\nb,2\nthen comes prose\n",
            "收到申请,5件\n答复,3件\n",
            "1,2\n3,4\n",
        ] {
            assert_eq!(with_tabs(text), None, "{text}");
        }
    }

    #[test]
    fn small_tables_with_texts_between_are_tables() {
        let text = "病院月報\n報告月：2024年5月\n\n区分,一般,合計\n入院,\"1,120\",\"1,124\"\n退院,4,6\n\n\
                    費用\n科目,金額,支払日\n薬品,12.5,2024/05/20\n合計,12.5,\n特記事項なし。\n";
        let found = with_tabs(text).unwrap();
        assert!(found.contains("入院\t 1,120 \t 1,124 \n"), "{found}");
        assert!(found.contains("合計\t12.5\t\n特記事項なし。\n"), "{found}");
        for (from, to) in [
            ("特記事項なし。", "特記事項なし,以上。"),
            ("退院,4,6", "退院,4"),
            ("科目,金額,支払日", "1,2,3"),
        ] {
            assert_eq!(with_tabs(&text.replace(from, to)), None, "{to}");
        }
    }

    #[test]
    fn values_keep_their_places() {
        let rows = "规章,3,5,74\n\"行政,许可\",\"1,036\",,\n".repeat(4);
        let text = format!("标题\n{rows}");
        let found = with_tabs(&text).unwrap();
        assert_eq!(found.len(), text.len());
        let expected = "规章\t3\t5\t74\n 行政,许可 \t 1,036 \t\t\n";
        assert!(found.starts_with(&format!("标题\n{expected}")));
        assert!(with_tabs(&text.replace(',', ";")).is_some());
        let titled = with_tabs(&format!("Stock, bought and sold\n{rows}")).unwrap();
        assert!(titled.starts_with("Stock, bought and sold\n规章\t3"));
    }

    #[test]
    fn values_are_told_in_every_manner_of_writing() {
        let rows = "规章,3,5,74\n许可,12,,\n".repeat(4);
        let plain = with_tabs(&rows).unwrap();
        assert_eq!(with_tabs(&rows.replace('\n', "\r")).as_ref(), Some(&plain));
        let spaced = with_tabs(&rows.replace(',', ", ")).unwrap();
        assert!(
            spaced.starts_with("规章\t 3\t 5\t 74\n许可\t 12\t \t "),
            "{spaced}"
        );
        // Rows of another width too; a sentence is none.
        let narrow = rows.replace(',', ", ") + "收取, 免除\n1, 2\n" + &"甲".repeat(21) + ", 乙\n";
        let found = with_tabs(&narrow).unwrap();
        let end = format!("收取\t 免除\n1\t 2\n{}, 乙\n", "甲".repeat(21));
        assert!(found.ends_with(&end), "{found}");
        let formulas = with_tabs(&rows.replace(",74", ",\"=\"\"74\"\"\"")).unwrap();
        assert!(
            formulas.starts_with("规章\t3\t5\t    74   \n"),
            "{formulas}"
        );
    }

    #[test]
    fn titles_filled_up_with_separators_are_text() {
        let rows = "规章,3,5,74\n许可,,,\n".repeat(4);
        let found = with_tabs(&format!("\"标题, 一\",,,\n年度：2024,,,\n{rows}")).unwrap();
        let expected = " 标题, 一    \n年度：2024   \n规章\t3\t5\t74\n许可\t\t\t\n";
        assert!(found.starts_with(expected), "{found}");
        // What stands right above the table may be its head.
        let headed = with_tabs(&format!("标题,,,\n第一项,,,\n{rows}")).unwrap();
        assert!(
            headed.starts_with("标题   \n第一项\t\t\t\n规章\t3"),
            "{headed}"
        );
    }

    #[test]
    fn values_may_break_over_lines() {
        let head = "\"自\n然\n人\",\"商\n业\n企\n业\",\"科\n研\n机\n构\",\"总\n计\"\n";
        let text = head.to_owned() + &"\"行政规范\n性文件\",1,2,3\n".repeat(9);
        let found = with_tabs(&text).unwrap();
        assert!(found.starts_with(" 自 然 人 \t 商 业 企 业 \t"), "{found}");
        assert_eq!(found.lines().count(), 10);
        // A quote that nothing closes takes in the rest.
        assert_eq!(with_tabs(&format!("\"{text}")), None);
    }

    #[test]
    fn prose_has_no_values() {
        let prose = "收到申请5件, 答复3件, 结转2件, 共10件。\n".repeat(20);
        assert_eq!(with_tabs(&prose), None);
        assert_eq!(with_tabs(&"规章,3,5,74\n".repeat(3)), None);
        assert_eq!(with_tabs(&"| 规章,1,2,3 |\n".repeat(9)), None);
    }
}
