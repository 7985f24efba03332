//! How a report in a form is known, and where it says who made it and of what time it speaks: patterns that
//! a pack writes down, such as `编制单位：{organ}`.

use crate::Bilingual;

/// How a report in a form is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognition {
    /// What its title says.
    pub titles: Vec<String>,
    /// How it names its organ.
    pub organs: Vec<Pattern>,
    /// Where it names its period: patterns with `{period}`.
    pub periods: Vec<Pattern>,
    /// How a period is written.
    pub dates: Vec<Pattern>,
    /// The month that a fiscal year begins with.
    pub fiscal_month: u8,
    /// Whether a fiscal year is named by the year that it begins in, and not by that it ends in.
    pub fiscal_begins: bool,
    /// What months are called: twelve lists of names.
    pub months: Vec<Vec<String>>,
    /// How it is signed.
    pub signatures: Vec<Pattern>,
    /// Where it names the unit of its amounts.
    pub units: Vec<Pattern>,
    /// The fewest different labels of the form that make a table one of it.
    pub labels: usize,
    /// Words that only other forms have.
    pub never: Vec<String>,
    /// Words before labels that may be left out: `其中：`.
    pub prefixes: Vec<String>,
    /// Whether a document may hold only some of its tables, as where each stands on a page of its own.
    pub in_parts: bool,
    /// What is reported about a file that is titled so and has none of the tables.
    pub not_found: Option<Bilingual>,
}

/// A text with fields in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// What follows what. Neighbours are never both texts.
    pub parts: Vec<Piece>,
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A text, without white space.
    Text(String),
    /// A field.
    Field(Field),
    /// White space, where nothing else parts two numbers: `{day} {month}`.
    Gap,
    /// A number written in one of these words: the first is one.
    Words(Field, Vec<String>),
}

/// What a field of a pattern stands for. A part of a date that occurs twice is that of the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The name of an organ.
    Organ,
    /// A period, as one of the form's dates.
    Period,
    /// A unit of money.
    Unit,
    /// A year.
    Year,
    /// A fiscal year.
    FiscalYear,
    /// A half of a year.
    Half,
    /// A quarter of a year.
    Quarter,
    /// A month of a year.
    Month,
    /// A day of a month.
    Day,
}

impl Field {
    /// Every field with its name in patterns.
    pub const NAMES: [(&'static str, Self); 9] = [
        ("organ", Self::Organ),
        ("period", Self::Period),
        ("unit", Self::Unit),
        ("year", Self::Year),
        ("fiscal-year", Self::FiscalYear),
        ("half", Self::Half),
        ("quarter", Self::Quarter),
        ("month", Self::Month),
        ("day", Self::Day),
    ];

    fn named(name: &str) -> Option<Self> {
        let mut names = Self::NAMES.iter();
        names
            .find(|(known, _)| *known == name)
            .map(|(_, field)| *field)
    }
}

/// What is wrong with a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternFault {
    /// Nothing in it.
    Empty,
    /// A bracket that is not closed, or was not opened.
    Bracket,
    /// No field has this name.
    Unknown(String),
    /// Two fields without a text between them: where one ends is not known.
    Neighbours,
    /// A field does not have so many words.
    Words(usize),
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, PatternFault> {
        let mut parts: Vec<Piece> = Vec::new();
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            let part = match next {
                '{' => {
                    let (inside, after) = rest[1..].split_once('}').ok_or(PatternFault::Bracket)?;
                    rest = after;
                    field(inside)?
                }
                '}' => return Err(PatternFault::Bracket),
                _ => {
                    let end = rest.find(['{', '}']).unwrap_or(rest.len());
                    let words = rest[..end].chars().filter(|c| !c.is_whitespace()).collect();
                    rest = &rest[end..];
                    Piece::Text(words)
                }
            };
            match (parts.last(), &part) {
                (Some(last), Piece::Text(text)) if text.is_empty() && last.is_number() => {
                    parts.push(Piece::Gap);
                }
                (_, Piece::Text(text)) if text.is_empty() => {}
                (Some(Piece::Gap), part) if !part.is_number() => {
                    return Err(PatternFault::Neighbours);
                }
                (None | Some(Piece::Text(_) | Piece::Gap), _) | (_, Piece::Text(_)) => {
                    parts.push(part);
                }
                _ => return Err(PatternFault::Neighbours),
            }
        }
        if parts.last() == Some(&Piece::Gap) {
            parts.pop();
        }
        match parts.is_empty() {
            true => Err(PatternFault::Empty),
            false => Ok(Self { parts }),
        }
    }
}

impl Piece {
    /// Whether it is a number, which ends by itself.
    const fn is_number(&self) -> bool {
        !matches!(
            self,
            Self::Text(_) | Self::Gap | Self::Field(Field::Organ | Field::Unit | Field::Period)
        )
    }
}

/// A field as it stands in brackets: its name, and the words for its numbers behind a colon.
fn field(inside: &str) -> Result<Piece, PatternFault> {
    let (name, words) = match inside.split_once(':') {
        Some((name, words)) => (name, Some(words)),
        None => (inside, None),
    };
    let field = Field::named(name.trim());
    let field = field.ok_or_else(|| PatternFault::Unknown(name.trim().to_owned()))?;
    Ok(match words {
        Some(words) => {
            let words = words.split('|').map(|word| word.trim().to_owned());
            let words: Vec<String> = words.collect();
            let wanted = match field {
                Field::Half => 2,
                Field::Quarter => 4,
                Field::Month => 12,
                _ => words.len(),
            };
            if words.len() != wanted || words.iter().any(String::is_empty) {
                return Err(PatternFault::Words(wanted));
            }
            Piece::Words(field, words)
        }
        None => Piece::Field(field),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_texts_and_fields() {
        let pattern = Pattern::parse("编制单位：{organ}").unwrap();
        let text = Piece::Text("编制单位：".to_owned());
        assert_eq!(pattern.parts, [text, Piece::Field(Field::Organ)]);
        let pattern = Pattern::parse("{year} 年 {half:上|下}半年").unwrap();
        let words = Piece::Words(Field::Half, vec!["上".to_owned(), "下".to_owned()]);
        assert_eq!(
            pattern.parts,
            [
                Piece::Field(Field::Year),
                Piece::Text("年".to_owned()),
                words,
                Piece::Text("半年".to_owned())
            ]
        );
    }

    #[test]
    fn white_space_may_part_numbers() {
        let pattern = Pattern::parse("{day}. {month} {year} ").unwrap();
        let field = |field| Piece::Field(field);
        assert_eq!(
            pattern.parts,
            [
                field(Field::Day),
                Piece::Text(".".to_owned()),
                field(Field::Month),
                Piece::Gap,
                field(Field::Year)
            ]
        );
        assert_eq!(
            Pattern::parse("{organ} {year}"),
            Err(PatternFault::Neighbours)
        );
        assert_eq!(
            Pattern::parse("{year} {organ}"),
            Err(PatternFault::Neighbours)
        );
    }

    #[test]
    fn what_cannot_be_read_is_reported() {
        for (text, fault) in [
            ("  ", PatternFault::Empty),
            ("{organ", PatternFault::Bracket),
            ("organ}", PatternFault::Bracket),
            ("{who}", PatternFault::Unknown("who".to_owned())),
            ("{year}{month}", PatternFault::Neighbours),
            ("{quarter:I|II|III} {year}", PatternFault::Words(4)),
        ] {
            assert_eq!(Pattern::parse(text), Err(fault), "{text}");
        }
    }
}
