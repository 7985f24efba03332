//! The HTML reader: a single pass over the bytes, no tree.
//!
//! `tokenizer` finds tags, text and raw text as browsers do; `table` knows which rows and
//! cells tags open and close, and `grid` where the cells stand; `flow` collects text. This
//! module puts them together: a table that contains another only lays out the page, and its own
//! texts become paragraphs. Attributes, most of the bytes of a page saved by a word processor,
//! are skipped but for the spans of cells and what fields hold.
//!
//! What a browser does not show is not read: `look` and `rules` say how elements look, `attribute_words`
//! finds the few tags that say something of it, and `opened` keeps what is open. A cell without
//! text that holds a picture, or text that is struck out, is unread and not blank.

mod attribute_words;
mod attributes;
mod bindings;
mod displaced;
mod element;
mod field;
mod flow;
mod folded;
mod grid;
pub(crate) mod inline;
mod known_tags;
mod lineage;
mod look;
mod markdown;
mod opened;
mod raw_text;
mod references;
mod rules;
mod selectors;
mod table;
mod tag;
mod tokenizer;
mod written;

use gouji_document::{
    Builder, ColumnEvidence, Document, Source, Table, TextRange, is_unread, raised_mark,
};
use gouji_model::{Place, SourceRange};

use attribute_words::TagValue;
use bindings::Scripts;
use displaced::{Displaced, Reading};
use element::{DETAILS, Element};
use field::Select;
use flow::{Flow, Shown};
use folded::Folded;
use look::{HIDDEN, IN_LINE, INVISIBLE, Look, PASSING, RAISED, STRUCK, TURNED};
use markdown::Region;
use opened::Opened;
use table::{Heights, OpenCell, OpenTable};
use tag::StartTag;
use tokenizer::{Token, Tokenizer};

/// Deepest nesting of tables that is distinguished; deeper ones read as text of the innermost.
const DEEPEST: usize = 256;
/// A table of at most this many cells only frames text.
const FRAME_CELLS: usize = 2;

/// Reads a web page.
#[must_use]
pub fn read_html(source: &Source<'_>) -> Document {
    let text = source.text();
    let mut reader = Reader {
        source: text,
        flow: Flow::new(Builder::with_capacity(text.len() / 4)),
        tables: Vec::new(),
        too_deep: 0,
        titled: false,
        raised: false,
        opened: Opened::default(),
        select: None,
        unread: Unread::default(),
        lines_are_paragraphs: !has_paragraphs(text),
        region: Region::default(),
        folded: Folded::default(),
        scripts: Scripts::default(),
    };
    let tokenizer = Tokenizer::new(text);
    if tokenizer.keeps_colours() {
        let elsewhere = memchr::memmem::find(text.as_bytes(), b"stylesheet").is_some();
        reader.opened.ground(!elsewhere);
    }
    for token in tokenizer {
        reader.token(&token);
        if reader.is_full() {
            return reader.flow.builder.finish();
        }
    }
    while !reader.tables.is_empty() {
        reader.close_table();
    }
    reader.end_paragraph();
    reader.end_region();
    let mut document = reader.flow.builder.finish();
    reader.folded.settle(&mut document);
    document
}

struct Reader<'s> {
    source: &'s str,
    flow: Flow,
    /// The open tables, outermost first.
    tables: Vec<OpenTable>,
    /// How many tables are open beyond the deepest that is kept.
    too_deep: u32,
    titled: bool,
    /// Whether text is raised.
    raised: bool,
    /// The open elements.
    opened: Opened,
    /// The list of options that is open.
    select: Option<Select>,
    /// What of the running cell cannot be read.
    unread: Unread,
    /// Whether the text around the tables is Markdown, whose paragraphs are lines.
    lines_are_paragraphs: bool,
    /// That text since the last table.
    region: Region,
    /// What is folded away.
    folded: Folded,
    /// The scripts of the page, where those are asked for.
    scripts: Scripts<'s>,
}

/// What stands in a cell and is no text of it, by its bytes in the source.
#[derive(Debug, Default)]
struct Unread {
    /// The tag of the first picture.
    picture: Option<SourceRange>,
    /// Runs of text that are struck out.
    struck: Vec<(usize, usize)>,
    /// The tag of the first element in which a rule of style writes a figure.
    written: Option<SourceRange>,
    /// Digits of it that stand elsewhere than they are written.
    displaced: Displaced,
}

impl Unread {
    fn clear(&mut self) {
        self.picture = None;
        self.written = None;
        self.struck.clear();
        self.displaced = Displaced::default();
    }

    /// Notes that what is shown stands nowhere as it is written, or otherwise.
    fn hide(&mut self, start: usize, end: usize) {
        let place = SourceRange::new(start as u32, end as u32);
        self.written.get_or_insert(place);
    }
}

/// Most runs of struck out text that are kept of a cell.
const MOST_STRUCK: usize = 16;

/// Whether a page has tags for its paragraphs. Converters that write Markdown put tables in tags
/// and nothing else but, at most, a page of its own around each; tables with bars are Markdown.
fn has_paragraphs(text: &str) -> bool {
    const TAGS: [&str; 4] = ["p", "div", "br", "span"];
    let names = memchr::memchr_iter(b'<', text.as_bytes()).filter_map(|at| text.get(at + 1..));
    let table = |rest: &str| {
        rest.get(..2)
            .is_some_and(|name| name.eq_ignore_ascii_case("ta"))
    };
    if markdown::has_bars(text) {
        return false;
    }
    if starts_as_page(text) {
        return true;
    }
    // Tags within cells say nothing of the text around: only those before the first table count.
    names.take_while(|rest| !table(rest)).any(|rest| {
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or_default();
        TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name))
    })
}

/// Whether a text begins with a tag, as pages do and Markdown does not.
fn starts_as_page(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    start.starts_with('<')
}

impl Reader<'_> {
    /// Whether the page has more than any report, the cells of open tables counted.
    fn is_full(&mut self) -> bool {
        let cells = self.tables.last().map_or(0, |table| table.cells.len());
        !self.flow.builder.has_room(cells)
    }

    fn token(&mut self, token: &Token) {
        match token {
            Token::Text { start, end } => self.text(*start, *end),
            Token::Title { start, end } => self.title(*start, *end),
            Token::Area { start, end } => self.area(*start, *end),
            Token::Start(tag) => self.start(tag),
            Token::End {
                element,
                name,
                start,
            } => self.end(*element, *name, *start),
        }
    }

    /// Text, as far as it is shown.
    fn text(&mut self, start: usize, end: usize) {
        let mut marks = self.opened.marks();
        if marks & PASSING != 0 && !self.is_in_cell() {
            marks &= !PASSING;
        }
        if marks & (INVISIBLE | STRUCK | TURNED) != 0 {
            if marks & (INVISIBLE | STRUCK) == 0 {
                return self.turned(start, end);
            }
            let struck = &mut self.unread.struck;
            if marks & INVISIBLE == 0 && struck.len() < MOST_STRUCK {
                struck.push((start, end));
            }
        } else if let Some(select) = &mut self.select {
            select.text(start, end);
        } else if marks & IN_LINE != 0 || self.unread.displaced.is_any() {
            self.displaced(start, end, marks);
        } else {
            self.shown_text(start, end);
        }
    }

    /// Text of which some may stand above, below or beside the line in which it is written.
    fn displaced(&mut self, start: usize, end: usize, marks: u32) {
        let text = self.source.get(start..end).unwrap_or_default();
        let mut displaced = self.unread.displaced;
        let reading = match self.raised || marks & RAISED != 0 || !self.is_in_cell() {
            true => Reading::Text,
            false => displaced.reading(self.before(), text, marks),
        };
        self.unread.displaced = displaced;
        match reading {
            Reading::Mark => return self.flow.push_raised(text, start as u32),
            Reading::Unread => self.unread.hide(start, end),
            Reading::Text => {}
        }
        self.shown_text(start, end);
    }

    /// What is shown so far of the running text.
    fn before(&self) -> &str {
        let shown = self.flow.shown();
        shown.map_or("", |shown| self.flow.builder.text(shown.text))
    }

    /// Text that is shown the other way round: words are read as they are written, figures are not.
    fn turned(&mut self, start: usize, end: usize) {
        let text = self.source.get(start..end).unwrap_or_default();
        let has_figures = text.contains(char::is_numeric);
        if has_figures {
            self.unread.hide(start, end);
        }
        if !has_figures || self.is_in_cell() {
            self.shown_text(start, end);
        }
    }

    /// Whether text now belongs to a cell.
    fn is_in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| table.cell.is_some())
    }

    fn shown_text(&mut self, start: usize, end: usize) {
        let Some(text) = self.source.get(start..end) else {
            return;
        };
        if self.lines_are_paragraphs && self.tables.is_empty() {
            return self.region.push(self.source, start, end);
        }
        let raised = self.raised || self.opened.marks() & RAISED != 0;
        if raised && text.chars().all(|c| raised_mark(c).is_some()) {
            return self.flow.push_raised(text, start as u32);
        }
        if text.starts_with(|c: char| c.is_ascii_digit())
            && let Some(cell) = self.tables.last().and_then(|table| table.cell.as_ref())
        {
            let markup = self.source.as_bytes().get(cell.content as usize..start);
            if displaced::may_be_moved(self.before(), markup.unwrap_or_default()) {
                self.unread.hide(start, end);
            }
        }
        self.flow.push(text, start as u32);
    }

    /// What was typed into a field of several lines; pages keep pieces of markup in such fields.
    fn area(&mut self, start: usize, end: usize) {
        let text = self.source.get(start..end).unwrap_or_default();
        if text.contains('<') || text.contains("&lt;") {
            return;
        }
        let mut at = start;
        for line in text.split_inclusive('\n') {
            self.text(at, at + line.len());
            at += line.len();
            self.boundary(at);
        }
    }

    /// Reads the text of Markdown since the last table.
    fn end_region(&mut self) {
        let region = std::mem::take(&mut self.region);
        let (text, start) = region.parts();
        if !text.is_empty() {
            crate::text::read_part(text, start, &mut self.flow.builder);
            self.flow.begin();
        }
    }

    /// The first title names the page; later ones are those of drawings.
    fn title(&mut self, start: usize, end: usize) {
        if self.titled || !self.tables.is_empty() {
            return;
        }
        self.end_paragraph();
        self.end_region();
        self.flow.push(
            self.source.get(start..end).unwrap_or_default(),
            start as u32,
        );
        if let Some(Shown { text, source }) = self.flow.shown() {
            self.flow.builder.declared_title(text, Place::Text(source));
            self.titled = true;
        }
        self.flow.begin();
    }

    fn start(&mut self, tag: &StartTag) {
        match tag.element {
            Element::Table => return self.open_table(tag),
            Element::Raised => self.raised = true,
            Element::Block | Element::Break => {
                self.boundary(tag.start as usize);
                if tag.name == DETAILS {
                    let is_folded = tag.tag_value == TagValue::Folded;
                    self.folded.begin(is_folded, self.flow.builder.blocks());
                }
            }
            Element::Select => {
                self.end_select();
                self.select = Some(Select::default());
            }
            Element::Choice => self.choice(tag),
            Element::Input | Element::Picture | Element::Screen => self.object(tag),
            Element::Formula => self.unread.hide(tag.start as usize, tag.end as usize),
            Element::Other | Element::Void | Element::Struck | Element::Unshown => {}
            _ => return self.table_part(tag),
        }
        self.note_written(tag);
        if tag.tag_value == TagValue::Elsewhere || tag.look.is_imaged() {
            self.note_elsewhere(tag);
        }
        self.opened.start(tag.element, tag.name, tag.look);
        if tag.element == Element::Screen {
            // The text in it stands in for what is shown.
            self.opened.push(tag.name, Look::with(HIDDEN));
        }
    }

    /// Notes that a rule of style writes a figure into an element.
    fn note_written(&mut self, tag: &StartTag) {
        if tag.look.is_written() && tag.look.within(self.opened.marks()) & INVISIBLE == 0 {
            self.unread.hide(tag.start as usize, tag.end as usize);
        }
    }

    /// Notes that what an element shows stands nowhere in its text.
    fn note_elsewhere(&mut self, tag: &StartTag) {
        // A template shows nothing itself.
        let look = match tag.element {
            Element::Unshown => Look::default(),
            _ => tag.look,
        };
        if look.within(self.opened.marks()) & INVISIBLE == 0 {
            let place = SourceRange::new(tag.start, tag.end);
            self.unread.picture.get_or_insert(place);
        }
    }

    /// A field with what was typed into it, or a picture.
    fn object(&mut self, tag: &StartTag) {
        let marks = tag.look.within(self.opened.marks());
        if marks & INVISIBLE != 0 {
            return;
        }
        match tag.tag_value {
            TagValue::Value { start, end } => self.text(start as usize, end as usize),
            TagValue::Picture => {
                let place = SourceRange::new(tag.start, tag.end);
                self.unread.picture.get_or_insert(place);
            }
            _ => {}
        }
    }

    fn choice(&mut self, tag: &StartTag) {
        match &mut self.select {
            Some(select) => select.option(tag.tag_value == TagValue::Chosen),
            None => self.boundary(tag.start as usize),
        }
    }

    /// Ends a list of options: the one that is shown is read.
    fn end_select(&mut self) {
        let select = self.select.take();
        if let Some((start, end)) = select.and_then(|select| select.shown()) {
            self.shown_text(start, end);
        }
    }

    fn end(&mut self, element: Element, name: u64, at: usize) {
        match element {
            Element::Raised => self.raised = false,
            Element::Block | Element::Break => {
                self.boundary(at);
                if name == DETAILS {
                    self.folded.end(self.flow.builder.blocks());
                }
            }
            Element::Select => self.end_select(),
            Element::Choice => {
                if let Some(select) = &mut self.select {
                    select.end_option();
                }
            }
            Element::Table => return self.end_table(at),
            _ if !is_table_part(element) => {}
            _ if self.too_deep > 0 => return self.boundary(at),
            _ => {
                let closes = |table: &OpenTable| table.is_closed_by(element);
                if self.tables.last().is_some_and(closes) {
                    self.close_parts_for(element);
                }
                return;
            }
        }
        self.opened.end(name);
        if element == Element::Screen {
            self.opened.end(name);
        }
    }

    /// A start tag that only means something in a table.
    fn table_part(&mut self, tag: &StartTag) {
        // A tag left open raises nothing beyond its cell.
        self.raised = false;
        if self.tables.is_empty() || self.too_deep > 0 {
            return self.boundary(tag.start as usize);
        }
        self.close_parts_for(tag.element);
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let hidden = tag.look.within(self.opened.marks()) & HIDDEN != 0;
        table.open(tag, hidden);
        if tag.element == Element::Columns {
            return;
        }
        match tag.element {
            Element::Data | Element::Header => self.opened.push_cell(tag.name, tag.look),
            _ => self.opened.push(tag.name, tag.look),
        }
        let height = self.opened.height();
        table.heights.open(tag.element, height);
        self.unread.clear();
        if matches!(tag.element, Element::Data | Element::Header) {
            self.note_written(tag);
            if tag.tag_value == TagValue::Elsewhere {
                self.note_elsewhere(tag);
            }
        }
    }

    /// Ends the cell and what else cannot stay open around an element.
    fn close_parts_for(&mut self, element: Element) {
        self.close_cell();
        self.end_paragraph();
        if let Some(table) = self.tables.last_mut() {
            table.close_for(element);
            let height = table.heights.close_for(element);
            self.opened.keep(height);
        }
    }

    fn open_table(&mut self, tag: &StartTag) {
        let holds_blocks = |table: &OpenTable| table.cell.is_some() || table.in_caption;
        if self.tables.last().is_some_and(holds_blocks) {
            if self.tables.len() >= DEEPEST {
                self.too_deep = self.too_deep.saturating_add(1);
                return;
            }
            self.lay_out();
        } else if !self.tables.is_empty() {
            self.close_table();
        }
        self.end_paragraph();
        self.end_region();
        self.opened.start(Element::Block, tag.name, tag.look);
        let heights = Heights::of_table(self.opened.height());
        self.opened.keep(heights.table);
        let mut table = OpenTable::default();
        table.heights = heights;
        self.tables.push(table);
    }

    fn end_table(&mut self, at: usize) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return self.boundary(at);
        }
        self.close_table();
    }

    /// Turns the innermost table into layout: its cells so far become paragraphs.
    fn lay_out(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        table.layout = true;
        for cell in std::mem::take(&mut table.cells) {
            self.paragraphs(cell.text);
        }
        self.end_paragraph();
    }

    fn close_cell(&mut self) {
        if self.select.is_some() {
            self.end_select();
        }
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let Some(open) = table.cell.take() else {
            return;
        };
        if table.layout {
            return self.end_paragraph();
        }
        if open.hidden {
            return self.flow.begin();
        }
        if self.unread.written.is_some() {
            self.hide_written();
        }
        if self.flow.shown().is_none() {
            self.note_filled(&open);
            self.push_unread();
        }
        let (text, place) = match self.flow.shown() {
            Some(shown) => (shown.text, shown.source),
            None => self.blank_cell(&open),
        };
        if let Some(table) = self.tables.last_mut() {
            table.finish_cell(&open, text, Place::Text(place));
        }
        self.flow.begin();
    }

    /// A cell into which a rule of style writes a figure is unread, but for one with words.
    fn hide_written(&mut self) {
        let place = self.unread.written.take();
        let worded = |shown: Shown| {
            let text = self.flow.builder.text(shown.text);
            text.chars().any(char::is_alphabetic)
        };
        if !self.flow.shown().is_some_and(worded) {
            self.flow.begin();
            self.unread.picture = place;
        }
    }

    /// Notes that a script of the page fills a cell without text.
    fn note_filled(&mut self, open: &OpenCell) {
        let page = self.source.as_bytes();
        if self.scripts.may_fill(page, open.content as usize) {
            let place = SourceRange::new(open.content, open.content);
            self.unread.picture.get_or_insert(place);
        }
    }

    /// What stands in a cell without text that can be read: struck out text, or a picture.
    fn push_unread(&mut self) {
        let Unread {
            picture, struck, ..
        } = std::mem::take(&mut self.unread);
        for (start, end) in struck {
            let text = self.source.get(start..end).unwrap_or_default();
            self.flow.push_struck(text, start as u32);
        }
        if let Some(place) = picture.filter(|_| self.flow.shown().is_none()) {
            self.flow.push_picture(place);
        }
    }

    /// A blank cell stands at its white space, such as `&nbsp;`, or else at its start.
    fn blank_cell(&self, open: &OpenCell) -> (TextRange, SourceRange) {
        let space = self.flow.first_line();
        let place = self.source_of(space);
        let text = TextRange {
            start: space.start,
            end: space.start,
        };
        let start = SourceRange::new(open.content, open.content);
        (text, place.unwrap_or(start))
    }

    /// Where text came from, if there is any.
    fn source_of(&self, text: TextRange) -> Option<SourceRange> {
        if text.start >= text.end {
            return None;
        }
        self.flow.builder.source_of(text)
    }

    fn close_table(&mut self) {
        self.close_cell();
        self.end_paragraph();
        let Some(mut table) = self.tables.pop() else {
            return;
        };
        table.close_for(Element::Table);
        self.opened.keep(table.heights.table.saturating_sub(1));
        let outer = self.tables.last().map_or(0, |table| table.heights.row);
        self.opened.keep_only(outer);
        if table.cells.len() > FRAME_CELLS {
            self.flow.builder.table(Table {
                cells: table.cells,
                columns: ColumnEvidence::Grid,
            });
            return;
        }
        for cell in table.cells {
            self.paragraphs(cell.text);
        }
    }

    /// A block-level tag or `<br>`: ends a paragraph, or a line in a cell.
    fn boundary(&mut self, at: usize) {
        self.raised = false;
        if self.opened.marks() & HIDDEN != 0 {
            return;
        }
        let in_cell = |table: &OpenTable| table.cell.is_some() && !table.layout;
        if self.tables.last().is_some_and(in_cell) {
            return self.flow.break_line(at as u32);
        }
        self.end_paragraph();
    }

    fn end_paragraph(&mut self) {
        if let Some(Shown { text, source }) = self.flow.shown() {
            if self.flow.has_lines() {
                self.paragraphs(text);
            } else {
                self.flow.builder.paragraph(text, Place::Text(source));
            }
        }
        self.flow.begin();
    }

    /// The lines of a text as paragraphs.
    fn paragraphs(&mut self, text: TextRange) {
        let mut from = text.start;
        while from < text.end {
            let (line, next) = self.flow.line(from, text.end);
            let read = !is_unread(self.flow.builder.text(line));
            if let Some(range) = self.source_of(line).filter(|_| read) {
                self.flow.builder.paragraph(line, Place::Text(range));
            }
            from = next;
        }
    }
}

/// Whether an element only means something in a table.
const fn is_table_part(element: Element) -> bool {
    matches!(
        element,
        Element::Caption
            | Element::Columns
            | Element::Head
            | Element::Body
            | Element::Foot
            | Element::Row
            | Element::Data
            | Element::Header
    )
}

#[cfg(test)]
mod tests;
