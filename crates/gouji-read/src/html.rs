//! The HTML reader: a single pass over the bytes, no tree.
//!
//! `tokenizer` finds tags, text and raw text as browsers do; `table` places cells in their
//! grid; this module keeps the open tables and the running paragraph. A table that contains
//! another only lays out the page: its own texts become paragraphs. Attributes, most of the bytes
//! of a page saved by a word processor, are skipped but for `rowspan` and `colspan`.

mod characters;
mod table;
mod tokenizer;

use gouji_document::{Builder, ColumnEvidence, Document, Source, Table, TextRange};
use gouji_model::{Place, SourceRange};

use table::OpenTable;
use tokenizer::{Tag, Token, Tokenizer};

/// Deepest nesting of tables that is told apart; deeper ones read as text of the innermost.
const DEEPEST: usize = 256;
/// A table of at most this many cells only frames text.
const FRAME_CELLS: usize = 2;

/// Reads a web page.
#[must_use]
pub fn read_html(source: &Source<'_>) -> Document {
    let text = source.text();
    let mut reader = Reader {
        source: text,
        builder: Builder::with_capacity(text.len() / 4),
        tables: Vec::new(),
        paragraph: 0,
        spaced: true,
    };
    for token in Tokenizer::new(text) {
        reader.token(&token);
    }
    while !reader.tables.is_empty() {
        reader.close_table();
    }
    reader.end_paragraph();
    reader.builder.finish()
}

struct Reader<'s> {
    source: &'s str,
    builder: Builder,
    tables: Vec<OpenTable>,
    /// Where the running paragraph's text starts.
    paragraph: u32,
    /// Whether the last character pushed was white space, so that more of it collapses.
    spaced: bool,
}

impl Reader<'_> {
    fn token(&mut self, token: &Token<'_>) {
        match token {
            Token::Text { start, end } => self.text(*start, *end),
            Token::Title { start, end } => self.title(*start, *end),
            Token::Start(tag) => self.start(tag),
            Token::End { name, start } => self.end(name, *start),
        }
    }

    fn text(&mut self, start: usize, end: usize) {
        let text = &self.source[start..end];
        self.spaced = characters::push(&mut self.builder, text, start as u32, self.spaced);
    }

    fn title(&mut self, start: usize, end: usize) {
        let from = self.builder.position();
        characters::push(
            &mut self.builder,
            &self.source[start..end],
            start as u32,
            true,
        );
        let range = self.builder.trimmed_since(from);
        let place = SourceRange::new(start as u32, end as u32);
        self.builder.declared_title(range, Place::Text(place));
        self.paragraph = self.builder.position();
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag.name.as_str() {
            "table" => self.open_table(),
            "tr" => self.row(),
            "td" | "th" => self.cell(tag),
            "tbody" | "thead" | "tfoot" => self.section(),
            name if is_block(name) => self.boundary(tag.end),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, start: usize) {
        match name {
            "table" => self.close_table(),
            "tr" | "td" | "th" => self.close_cell(),
            "tbody" | "thead" | "tfoot" => self.section(),
            name if is_block(name) => self.boundary(start),
            _ => {}
        }
    }

    fn open_table(&mut self) {
        if self.tables.len() >= DEEPEST {
            return;
        }
        let inside_cell = self.tables.last().is_some_and(|table| table.cell.is_some());
        if inside_cell {
            self.lay_out();
        } else if !self.tables.is_empty() {
            self.close_table();
        }
        self.end_paragraph();
        self.tables.push(OpenTable::default());
    }

    /// Turns the innermost table into layout: its cells so far become paragraphs.
    fn lay_out(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let cells = std::mem::take(&mut table.cells);
        let open = table.cell.take();
        let first_time = !std::mem::replace(&mut table.layout, true);
        for cell in cells {
            self.paragraphs(cell.text);
        }
        if let (true, Some(open)) = (first_time, open) {
            self.paragraph = open.text_start;
        }
        if let Some(table) = self.tables.last_mut() {
            table.cell = open;
        }
        self.end_paragraph();
    }

    fn row(&mut self) {
        self.close_cell();
        if let Some(table) = self.tables.last_mut() {
            table.next_row();
        }
    }

    fn section(&mut self) {
        self.close_cell();
        if let Some(table) = self.tables.last_mut() {
            table.end_section();
        }
    }

    fn cell(&mut self, tag: &Tag<'_>) {
        if self.tables.is_empty() {
            return self.boundary(tag.end);
        }
        self.close_cell();
        self.end_paragraph();
        let start = self.builder.position();
        if let Some(table) = self.tables.last_mut() {
            table.open_cell(tag, start);
        }
        self.spaced = true;
    }

    fn close_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let Some(open) = table.cell.take() else {
            return;
        };
        if table.layout {
            self.end_paragraph();
            return;
        }
        let text = self.builder.trimmed_since(open.text_start);
        let whole = TextRange {
            start: open.text_start,
            end: self.builder.position(),
        };
        let shown = if text.start == text.end { whole } else { text };
        let place = match self.builder.source_of(shown) {
            Some(range) if shown.start < shown.end => range,
            _ => SourceRange::new(open.source_start, open.source_start),
        };
        table.finish_cell(open, text, Place::Text(place));
        self.paragraph = self.builder.position();
        self.spaced = true;
    }

    fn close_table(&mut self) {
        self.close_cell();
        self.end_paragraph();
        let Some(table) = self.tables.pop() else {
            return;
        };
        if table.cells.len() <= FRAME_CELLS {
            for cell in table.cells {
                self.paragraphs(cell.text);
            }
        } else {
            self.builder.table(Table {
                cells: table.cells,
                columns: ColumnEvidence::Grid,
            });
        }
        self.paragraph = self.builder.position();
        self.spaced = true;
    }

    /// A block-level tag or `<br>`: ends a paragraph, or a line in a cell.
    fn boundary(&mut self, at: usize) {
        let in_cell = self
            .tables
            .last()
            .is_some_and(|table| table.cell.is_some() && !table.layout);
        if in_cell {
            if !self.spaced {
                self.builder
                    .push_replaced("\n", SourceRange::new(at as u32, at as u32));
            }
            self.spaced = true;
            return;
        }
        self.end_paragraph();
    }

    fn end_paragraph(&mut self) {
        let text = self.builder.trimmed_since(self.paragraph);
        if text.start < text.end
            && let Some(range) = self.builder.source_of(text)
        {
            self.builder.paragraph(text, Place::Text(range));
        }
        // Texts of different paragraphs must not touch.
        self.paragraph = self.builder.position();
        self.spaced = true;
    }

    /// The lines of a cell as paragraphs.
    fn paragraphs(&mut self, text: TextRange) {
        let lines: Vec<(usize, usize)> = {
            let whole = self.builder.text(text);
            let base = whole.as_ptr() as usize;
            whole
                .split('\n')
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(|line| (line.as_ptr() as usize - base, line.len()))
                .collect()
        };
        for (at, length) in lines {
            let start = text.start + at as u32;
            let line = TextRange {
                start,
                end: start + length as u32,
            };
            if let Some(range) = self.builder.source_of(line) {
                self.builder.paragraph(line, Place::Text(range));
            }
        }
    }
}

/// Whether a tag starts or ends a block or a line.
fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 34] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "ul",
    ];
    BLOCKS.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use gouji_document::Block;

    /// The tables of a page: rows of texts.
    fn tables(html: &str) -> Vec<Vec<(u32, u32, String)>> {
        let source = Source::decode(html.as_bytes());
        let document = read_html(&source);
        let table = |block: &Block| match block {
            Block::Table(table) => Some(
                table
                    .cells
                    .iter()
                    .map(|c| (c.row, c.column, document.text(c.text).to_owned()))
                    .collect(),
            ),
            Block::Paragraph(_) => None,
        };
        document.blocks.iter().filter_map(table).collect()
    }

    fn paragraphs(html: &str) -> Vec<String> {
        let source = Source::decode(html.as_bytes());
        let document = read_html(&source);
        let text = |block: &Block| match block {
            Block::Paragraph(paragraph) => Some(document.text(paragraph.text).to_owned()),
            Block::Table(_) => None,
        };
        document.blocks.iter().filter_map(text).collect()
    }

    #[test]
    fn blocks_are_sorted_for_the_search() {
        for name in ["address", "br", "p", "ul", "h3", "div"] {
            assert!(is_block(name), "{name}");
        }
        assert!(!is_block("span"));
    }

    #[test]
    fn spans_place_cells_as_in_a_browser() {
        let html = "<table><tr><td rowspan=2>a<td colspan='2'>b<tr><td>c<td>d</table>";
        let cells = &tables(html)[0];
        let places: Vec<_> = cells.iter().map(|(r, c, t)| (*r, *c, t.as_str())).collect();
        assert_eq!(places, [(0, 0, "a"), (0, 1, "b"), (1, 1, "c"), (1, 2, "d")]);
    }

    #[test]
    fn text_of_a_cell_is_joined_and_decoded() {
        let html = "<table><tr><td><p>本年新<br/>制作<span>数量</span></p>\n</td><td>&nbsp;</td><td> 1&#50; \n 3</td></tr></table>";
        let texts: Vec<_> = tables(html)[0].iter().map(|(_, _, t)| t.clone()).collect();
        assert_eq!(texts, ["本年新\n制作数量", "", "12 3"]);
    }

    #[test]
    fn a_table_around_tables_is_layout() {
        let html = "<table><tr><td>前<table><tr><td>1<td>2<td>3</table>后</td></tr></table>";
        assert_eq!(tables(html).len(), 1);
        assert_eq!(paragraphs(html), ["前", "后"]);
    }

    #[test]
    fn scripts_comments_and_conditions_are_no_content() {
        let html = "<script>var a='<table><tr><td>9';</script><!-- <p>x --><![if !mso]>甲<![endif]><style>p{}</style>";
        assert_eq!(paragraphs(html), ["甲"]);
        assert!(tables(html).is_empty());
    }

    #[test]
    fn places_read_back() {
        let html = "<table><tr><td class=\"a>b\"> 12 </td><td>乙&amp;丙</td><td></td></tr></table>";
        let source = Source::decode(html.as_bytes());
        let document = read_html(&source);
        let Block::Table(table) = &document.blocks[0] else {
            panic!("no table");
        };
        let read: Vec<&str> = table
            .cells
            .iter()
            .map(|cell| match cell.place {
                Place::Text(range) => &html[range.start as usize..range.end as usize],
                _ => panic!("no text place"),
            })
            .collect();
        assert_eq!(read, ["12", "乙&amp;丙", ""]);
    }

    #[test]
    fn hostile_pages_end() {
        let nested = "<table><tr><td>".repeat(10_000);
        assert!(tables(&nested).len() <= 1);
        let wide =
            "<table>".to_owned() + &"<tr><td colspan=1000000 rowspan=65534>x<td>y".repeat(2_000);
        assert_eq!(tables(&wide)[0].len(), 4_000);
        for end in 0..wide.len().min(200) {
            tables(&wide[..end]);
        }
    }
}
