//! RTF files, limited to what a report needs: paragraphs and tables.
//!
//! `lexer` cuts the bytes into tokens, `words` says which control words matter, `ink` which letters cannot be
//! seen, `lists` what is chosen of lists, `levels` keeps the tables that are open. Automatic numbers are in the file as text (`\listtext`). Text is kept in
//! the encoding of the document or its fonts, or as Unicode numbers with a substitute behind them
//! that is skipped.

mod ink;
mod lexer;
mod lists;
mod words;

use std::collections::HashMap;

use encoding_rs::Encoding;
use gouji_document::{Document, PICTURE};
use gouji_format::{Excess, FileKind, limits};

use crate::OfficeError;
use crate::draft::{self, Part};
use crate::equation;
use crate::ground;
use crate::levels::{Levels, RowShape};
use crate::manner::Manner;
use crate::multilevel::numbered;
use crate::rows::Vertical;
use ink::{Colours, Ink};
use lexer::{Lexer, Token};
use lists::{List, ListPart};
use words::{PICTURES, READ_THOUGH_MARKED, SKIPPED, character, of_character_set, of_code_page};

/// Deepest nesting of groups.
const DEEPEST: usize = 2_000;
/// Most cells described in a row.
const MOST_IN_ROW: usize = 4_096;
/// Most paragraphs and described cells of a file.
const MOST_PARTS: usize = limits::LINES + limits::CELLS;
/// Longest code of a field kept, in bytes.
const LONGEST_CODE: usize = 1_000;

/// Reads an RTF file.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, OfficeError> {
    if !FileKind::Rtf.matches(bytes) {
        return Err(OfficeError::damaged("RTF"));
    }
    let mut reader = Reader::new();
    for token in Lexer::new(bytes) {
        reader.token(token)?;
        if reader.closed {
            break;
        }
    }
    if !reader.closed {
        return Err(OfficeError::damaged("RTF"));
    }
    reader.end_paragraph_with_text();
    Ok(draft::write(&reader.levels.finish()))
}

impl Group {
    /// Whether its text cannot be seen.
    const fn is_unseen(&self) -> bool {
        self.hidden || self.ink.is_tiny()
    }
}

/// What holds in a group and in those inside it.
#[derive(Clone, Copy, Debug)]
struct Group {
    /// Whether nothing in it is read.
    skipped: bool,
    /// Whether it is the table of fonts.
    fonts: bool,
    /// Whether its text is deleted, and the deletion not yet accepted.
    deleted: bool,
    /// Whether its text is hidden.
    hidden: bool,
    /// How many substitutes follow a Unicode number.
    substitutes: u32,
    font: i32,
    /// How many tables the paragraph stands in.
    depth: usize,
    /// Whether it holds the number of a paragraph.
    number: bool,
    /// Whether its text is raised.
    raised: bool,
    /// Whether its text is struck out.
    struck: bool,
    /// Whether it is the code of a field.
    code: bool,
    /// How many fields it stands in.
    fields: u32,
    /// What it is of a list to choose from.
    list: ListPart,
    /// Whether it is the table of colours.
    colours: bool,
    /// How its letters stand out from paper.
    ink: Ink,
}

struct Reader {
    group: Group,
    outer: Vec<Group>,
    closed: bool,
    /// A group was marked `\*`: it is skipped unless its first word is known.
    marked: bool,
    /// How many substitutes are still to be skipped.
    skipping: u32,
    /// The first half of a character in two Unicode numbers.
    high: Option<u32>,
    encoding: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    /// Text not yet decoded.
    pending: Vec<u8>,
    text: String,
    /// Where the number before the paragraph ends, whose tab is left out.
    number_end: usize,
    /// The manner of the last run of the text, and from where on it is in it.
    manner: (Manner, usize),
    /// The code of the open field.
    code: String,
    /// The list to choose from of the open field.
    list: List,
    /// How long the text was where the open field began.
    field_from: usize,
    /// The colours of letters and grounds.
    colours: Colours,
    shape: RowShape,
    levels: Levels,
    /// How many paragraphs and described cells there are.
    parts: usize,
}

impl Reader {
    fn new() -> Self {
        Self {
            group: Group {
                skipped: false,
                fonts: false,
                hidden: false,
                deleted: false,
                substitutes: 1,
                font: 0,
                depth: 0,
                number: false,
                raised: false,
                struck: false,
                code: false,
                fields: 0,
                list: ListPart::None,
                colours: false,
                ink: Ink::default(),
            },
            outer: Vec::new(),
            closed: false,
            marked: false,
            skipping: 0,
            high: None,
            encoding: of_code_page(1252),
            fonts: HashMap::new(),
            pending: Vec::new(),
            text: String::new(),
            number_end: 0,
            manner: (Manner::Plain, 0),
            code: String::new(),
            list: List::default(),
            field_from: 0,
            colours: Colours::default(),
            shape: RowShape::default(),
            levels: Levels::new(),
            parts: 0,
        }
    }

    fn token(&mut self, token: Token<'_>) -> Result<(), OfficeError> {
        match token {
            Token::Byte(byte) => self.byte(byte),
            Token::Open => {
                self.decode();
                self.skipping = 0;
                self.outer.push(self.group);
                if self.outer.len() > DEEPEST {
                    return Err(OfficeError::TooLarge(Excess::Depth));
                }
            }
            Token::Close => {
                self.decode();
                self.skipping = 0;
                self.marked = false;
                let inner = self.group;
                match self.outer.pop() {
                    Some(outer) => self.group = outer,
                    None => return Err(OfficeError::damaged("RTF")),
                }
                if inner.code && !self.group.code {
                    self.end_code();
                }
                if inner.fields > self.group.fields {
                    self.end_field();
                }
                self.closed = self.outer.is_empty();
            }
            Token::Symbol(b'*') => self.marked = true,
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word(word, number) => self.word(word, number),
        }
        if self.parts > MOST_PARTS {
            return Err(OfficeError::TooLarge(Excess::Lines));
        }
        Ok(())
    }

    fn is_read(&self) -> bool {
        !self.group.skipped && !self.group.fonts && !self.group.colours
    }

    fn byte(&mut self, byte: u8) {
        if self.skipping > 0 {
            self.skipping -= 1;
        } else if self.group.colours && byte == b';' {
            self.colours.end();
        } else if self.is_read() && !self.group.is_unseen() {
            self.pending.push(byte);
        }
    }

    fn symbol(&mut self, symbol: u8) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        match symbol {
            b'~' => self.push('\u{a0}'),
            b'_' => self.push('-'),
            b'{' | b'}' | b'\\' => self.byte(symbol),
            _ => {}
        }
    }

    fn push(&mut self, c: char) {
        self.decode();
        let closed = self.text.ends_with(['、', '.', '．', '）', ')']);
        if self.group.number && c == '\t' && closed {
            self.number_end = self.text.len();
            return;
        }
        if self.is_read() && !self.group.is_unseen() {
            self.append(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn append(&mut self, text: &str) {
        match self.group.list {
            ListPart::None => {}
            ListPart::Entry => return self.list.push(text),
            ListPart::Other => return,
        }
        if self.group.code {
            if self.code.len() + text.len() <= LONGEST_CODE {
                self.code.push_str(text);
            }
            return;
        }
        let struck = self.group.struck || self.group.deleted;
        self.go_on(match self.group.ink.is_white() {
            true => Manner::White,
            false => Manner::of(Some(self.group.raised), Some(struck)),
        });
        self.text.push_str(&ground::without_signs(text.to_owned()));
    }

    /// Goes on with text in a manner.
    fn go_on(&mut self, manner: Manner) {
        let (last, from) = self.manner;
        if last != manner {
            last.rewrite(&mut self.text, from);
            self.manner = (manner, self.text.len());
        }
    }

    fn take_text(&mut self) -> String {
        self.go_on(Manner::Plain);
        let text = std::mem::take(&mut self.text);
        let end = std::mem::take(&mut self.number_end);
        match text.split_at_checked(end) {
            Some((number, own)) => numbered(number.to_owned(), own),
            None => text,
        }
    }

    /// The code of a field ends: an equation has no result, and says itself what it shows.
    fn end_code(&mut self) {
        let code = std::mem::take(&mut self.code);
        if let Some(shown) = equation::shown(&code) {
            self.append(&shown);
        }
    }

    /// A field ends: a list to choose from shows what is chosen, though its result be empty.
    fn end_field(&mut self) {
        let chosen = self.list.take();
        if let Some(shown) = chosen.filter(|_| self.text.len() == self.field_from) {
            self.append(&shown);
        }
    }

    /// Decodes the bytes of text met since the last control word.
    fn decode(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let of_font = self.fonts.get(&self.group.font).copied();
        let encoding = of_font.unwrap_or(self.encoding);
        let pending = std::mem::take(&mut self.pending);
        let (text, _) = encoding.decode_without_bom_handling(&pending);
        self.append(&text);
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        self.decode();
        let marked = std::mem::take(&mut self.marked);
        if (marked && !READ_THOUGH_MARKED.contains(&word)) || SKIPPED.contains(&word) {
            if !self.group.skipped && PICTURES.contains(&word) {
                self.push(PICTURE);
            }
            self.group.skipped = true;
        }
        if self.group.skipped {
            return;
        }
        if word != "u" {
            self.skipping = 0;
        }
        let on = number != Some(0);
        match word {
            "v" => self.group.hidden = on,
            "deleted" => self.group.deleted = on,
            "plain" => {
                (self.group.hidden, self.group.deleted) = (false, false);
                (self.group.raised, self.group.struck) = (false, false);
                self.group.ink.plain();
            }
            "strike" | "striked" => self.group.struck = on,
            "super" | "sub" | "up" => self.group.raised = on,
            "nosupersub" | "dn" => self.group.raised = false,
            _ => self.setting(word, number),
        }
    }

    /// What says how text is written: fonts, encodings, and what stands for characters.
    fn setting(&mut self, word: &str, number: Option<i32>) {
        match word {
            "ansicpg" => self.encoding = of_code_page(number.unwrap_or(1252)),
            "fonttbl" => self.group.fonts = true,
            "f" => self.group.font = number.unwrap_or(0),
            "fcharset" if self.group.fonts => {
                if let Some(encoding) = of_character_set(number.unwrap_or(0)) {
                    self.fonts.insert(self.group.font, encoding);
                }
            }
            "uc" => self.group.substitutes = number.and_then(|n| n.try_into().ok()).unwrap_or(1),
            "u" => self.unicode(number.unwrap_or(0)),
            "fldinst" => self.group.code = true,
            "listtext" | "pntext" => self.group.number = true,
            "field" => {
                self.group.fields += 1;
                self.field_from = self.text.len();
            }
            "formfield" => {
                self.group.list = ListPart::Other;
                self.list = List::default();
            }
            "ffl" => {
                self.group.list = ListPart::Entry;
                self.list.begin();
            }
            "fftype" | "ffres" | "ffdefres" => self.list.number(word, number.unwrap_or(0)),
            "colortbl" => self.group.colours = true,
            "red" | "green" | "blue" if self.group.colours => {
                self.colours.part(word, number.unwrap_or(0));
            }
            _ if self.group.ink.word(word, number, &self.colours) => {}
            _ => self.structure(word, number),
        }
    }

    fn unicode(&mut self, number: i32) {
        self.skipping = self.group.substitutes;
        // Numbers above 32767 are written as negative ones.
        let unit = (number & 0xffff) as u32;
        match (self.high.take(), unit) {
            (_, 0xd800..=0xdbff) => self.high = Some(unit),
            (Some(high), 0xdc00..=0xdfff) => {
                let c = 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00);
                self.push(char::from_u32(c).unwrap_or('\u{fffd}'));
            }
            // Signs of fields that a converter has taken for text.
            (_, 0..0x20) => {}
            _ => self.push(char::from_u32(unit).unwrap_or('\u{fffd}')),
        }
    }

    /// Words about paragraphs and tables.
    fn structure(&mut self, word: &str, number: Option<i32>) {
        let value = number.unwrap_or(0);
        let depth = self.group.depth;
        match word {
            "par" | "sect" => self.end_paragraph(),
            "pard" => {
                self.group.depth = 0;
                self.group.ink.end_paragraph();
            }
            "intbl" => self.group.depth = depth.max(1),
            "itap" => self.group.depth = usize::try_from(value).unwrap_or(0),
            "cell" => self.end_cell(1),
            "nestcell" => self.end_cell(depth.max(2)),
            "row" => self.end_row(1),
            "nestrow" => self.end_row(depth.max(2)),
            "trowd" => self.shape = RowShape::default(),
            "trleft" => self.shape.left = value,
            "clmrg" => self.shape.joins_left = true,
            "clvmgf" => self.shape.vertical = Some(Vertical::Restart),
            "clvmrg" => self.shape.vertical = Some(Vertical::Continue),
            "cellx" if self.shape.cells.len() < MOST_IN_ROW => self.shape.cell(value),
            "shptxt" | "dptxbxtext" => {
                self.end_paragraph_with_text();
                self.group.ink.stand_anywhere();
            }
            "clcbpat" | "clcbpatraw" if self.colours.is_ground(number) => {
                self.shape.is_shaded = true;
            }
            "clshdng" | "clshdngraw" if value > 0 => self.shape.is_shaded = true,
            _ => {
                if let Some(c) = character(word) {
                    self.push(c);
                }
            }
        }
    }

    fn end_cell(&mut self, depth: usize) {
        self.parts += 1;
        let text = self.take_text();
        self.levels.cell(depth, Part::paragraph(text));
    }

    fn end_row(&mut self, depth: usize) {
        self.parts += 1 + self.shape.cells.len();
        self.levels.row(depth, &self.shape);
    }

    fn end_paragraph(&mut self) {
        self.parts += 1;
        let text = self.take_text();
        let paragraph = Part::paragraph(text);
        self.levels.paragraph(self.group.depth, paragraph);
    }

    /// Ends a paragraph that is cut off by a text box or the end of the file.
    fn end_paragraph_with_text(&mut self) {
        if !self.text.trim().is_empty() {
            self.end_paragraph();
        }
    }
}

#[cfg(test)]
mod tests;
