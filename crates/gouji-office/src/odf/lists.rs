//! The numbers that OpenDocument texts put before the items of lists and before headings.

use std::collections::HashMap;

use crate::counting::{self, Style};
use gouji_package::Element;

/// Longest text before or behind a number, in characters.
const LONGEST_SIGN: usize = 64;
/// Longest name of a style.
const LONGEST_NAME: usize = 256;
/// How many levels lists have.
const LEVELS: usize = 10;
/// The style under which the numbers of headings are kept.
const OUTLINE: &str = "";

#[derive(Clone, Debug, Default)]
struct Level {
    style: Style,
    prefix: String,
    suffix: String,
    start: u32,
    /// How many levels' numbers are shown.
    shown: usize,
    /// `（%2%）`: signs and places of numbers, where the program says so; all of the above then only
    /// repeats it, and not always well.
    pattern: Option<String>,
}

type Levels = [Option<Level>; LEVELS];
type Counts = [Option<u32>; LEVELS];

/// The list styles of a text, and how far its lists have been counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    styles: HashMap<String, Levels>,
    counts: HashMap<String, Counts>,
    /// The styles of the open lists, outermost first.
    open: Vec<String>,
}

impl Lists {
    /// Learns the list styles of a part.
    pub(super) fn learn(&mut self, root: Option<Element<'_>>) {
        for parent in root.into_iter().flat_map(Element::children) {
            for style in parent.children() {
                let name = match style.name() {
                    "list-style" => style.attribute("name").unwrap_or(OUTLINE),
                    "outline-style" => OUTLINE,
                    _ => continue,
                };
                self.styles.insert(name.to_owned(), levels(style));
            }
        }
    }

    /// Begins a list, inside the one that is open.
    pub(super) fn open(&mut self, list: Element<'_>) {
        let outer = self.open.last().cloned().unwrap_or_default();
        let style = list.attribute("style-name");
        let style = style.filter(|name| name.len() <= LONGEST_NAME);
        let style = style.map_or(outer, str::to_owned);
        let continues = list.attribute("continue-numbering") == Some("true")
            || list.attribute("continue-list").is_some();
        if self.open.is_empty() && !continues {
            self.counts.remove(&style);
        }
        self.open.push(style);
    }

    /// Ends the innermost list.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Counts an item of the innermost list, and says what is printed before it.
    pub(super) fn item(&mut self, item: Element<'_>) -> String {
        let level = self.open.len().saturating_sub(1);
        let style = self.open.last().cloned().unwrap_or_default();
        self.next(&style, level, item.number("start-value"))
    }

    /// Counts a heading outside lists, and says what is printed before it.
    pub(super) fn heading(&mut self, heading: Element<'_>) -> String {
        let level = heading.number("outline-level").unwrap_or(1).max(1) as usize - 1;
        if heading.attribute("is-list-header") == Some("true") {
            return String::new();
        }
        self.next(OUTLINE, level, heading.number("start-value"))
    }

    fn next(&mut self, style: &str, level: usize, start: Option<u32>) -> String {
        let Some(levels) = self.styles.get(style) else {
            return String::new();
        };
        let Some(own) = levels.get(level).and_then(Option::as_ref) else {
            return String::new();
        };
        let counts = self.counts.entry(style.to_owned()).or_default();
        for deeper in counts.iter_mut().skip(level + 1) {
            *deeper = None;
        }
        if let Some(count) = counts.get_mut(level) {
            let following = count.map_or(own.start, |count| count.saturating_add(1));
            *count = Some(start.unwrap_or(following));
        }
        print(levels, counts, level, own)
    }
}

fn levels(style: Element<'_>) -> Levels {
    let mut levels = Levels::default();
    for element in style.children() {
        let numbers = matches!(
            element.name(),
            "list-level-style-number" | "outline-level-style"
        );
        let at = element.number("level").unwrap_or(0) as usize;
        let slot = at.checked_sub(1).and_then(|at| levels.get_mut(at));
        if let (true, Some(slot)) = (numbers, slot) {
            *slot = Some(level(element));
        }
    }
    levels
}

fn level(element: Element<'_>) -> Level {
    let text = |name: &str| {
        let sign = element.attribute(name).unwrap_or("");
        sign.chars().take(LONGEST_SIGN).collect()
    };
    Level {
        style: style(element.attribute("num-format").unwrap_or("")),
        prefix: text("num-prefix"),
        suffix: text("num-suffix"),
        start: element.number("start-value").unwrap_or(1),
        shown: element.number("display-levels").unwrap_or(1).max(1) as usize,
        pattern: Some(text("num-list-format")).filter(|pattern: &String| !pattern.is_empty()),
    }
}

fn print(levels: &Levels, counts: &Counts, level: usize, own: &Level) -> String {
    if own.style == Style::Nothing {
        return String::new();
    }
    let number = |at: usize| {
        let style = levels.get(at)?.as_ref()?.style;
        let number = counts.get(at).copied().flatten().unwrap_or(1);
        (style != Style::Nothing).then(|| counting::print(number, style))
    };
    if let Some(pattern) = &own.pattern {
        return by_pattern(pattern, number);
    }
    let first = (level + 1).saturating_sub(own.shown);
    let numbers: Vec<String> = (first..=level).filter_map(number).collect();
    let mut printed = format!("{}{}{}", own.prefix, numbers.join("."), own.suffix);
    if own.suffix.is_empty() {
        printed.push(' ');
    }
    printed
}

/// A pattern with the numbers of levels, counted from 1, in their places.
fn by_pattern(pattern: &str, number: impl Fn(usize) -> Option<String>) -> String {
    let mut printed = String::new();
    for (index, piece) in pattern.split('%').enumerate() {
        let level = piece.parse::<usize>().ok().filter(|_| index % 2 == 1);
        match level {
            Some(level) => printed.extend(number(level.saturating_sub(1))),
            None => printed.push_str(piece),
        }
    }
    printed
}

/// How a level's numbers are printed. LibreOffice names formats by their first numbers.
fn style(format: &str) -> Style {
    match format {
        "1" => Style::Decimal,
        "a" => Style::LowerLetter,
        "A" => Style::UpperLetter,
        "i" => Style::LowerRoman,
        "I" => Style::UpperRoman,
        "" => Style::Nothing,
        format if format.starts_with("一, 二") || format.starts_with("一, 十") => {
            Style::Chinese
        }
        format if format.starts_with("一, ○") || format.starts_with("〇") => {
            Style::ChineseDigits
        }
        format if format.starts_with('壹') || format.starts_with('壱') => Style::ChineseLegal,
        format if format.starts_with('甲') => Style::Stems,
        format if format.starts_with('子') => Style::Branches,
        format if format.starts_with('①') => Style::Circled,
        format if format.starts_with('１') => Style::FullWidth,
        _ => Style::Decimal,
    }
}
