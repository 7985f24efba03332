//! Reads a TOML text from its beginning to the place asked for.
//!
//! Written over the tokens of `toml_parser` it was as long, and knew less: there a bare value runs on
//! over quotes.

use super::place::Place;

/// The quotes a text can begin with, longer ones first.
const QUOTES: [&str; 4] = ["\"\"\"", "'''", "\"", "'"];

/// A bracket that is not closed yet.
struct Open {
    /// Whether it is a table.
    table: bool,
    /// How long the way to what it holds is.
    depth: usize,
    /// The keys in it so far.
    keys: Vec<String>,
}

/// What comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Key,
    Sign,
    Value,
}

/// A text being read.
pub(super) struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// The way to the key or table read last.
    way: Vec<String>,
    /// How long the way to the table is that the lines belong to.
    header: usize,
    /// The keys of that table so far.
    keys: Vec<String>,
    open: Vec<Open>,
    next: Next,
    /// Where the bare value began that is being read.
    bare: Option<usize>,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            way: Vec::new(),
            header: 0,
            keys: Vec::new(),
            open: Vec::new(),
            next: Next::Key,
            bare: None,
        }
    }

    /// Reads to the end.
    pub(super) fn place(mut self) -> Place<'t> {
        while self.at < self.text.len() {
            let found = match self.next {
                Next::Key => self.key(),
                Next::Sign => self.sign(),
                Next::Value => self.value(),
            };
            if let Some(found) = found {
                return found;
            }
        }
        match self.next {
            Next::Key => self.bare_key(""),
            Next::Sign => Place::Elsewhere,
            Next::Value => {
                let start = self.bare.unwrap_or(self.at);
                Place::Value {
                    begun: self.text.get(start..).unwrap_or_default(),
                    key: self.way,
                }
            }
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Passes over one character.
    fn pass(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    fn bare_key(&mut self, begun: &'t str) -> Place<'t> {
        let inner = self.open.pop().map(|open| open.keys);
        Place::Key {
            begun,
            before: inner.unwrap_or_else(|| std::mem::take(&mut self.keys)),
            table: std::mem::take(&mut self.way),
        }
    }

    fn key(&mut self) -> Option<Place<'t>> {
        let rest = self.rest();
        let c = rest.chars().next()?;
        match c {
            '#' => return self.comment(),
            '[' if self.open.is_empty() => return self.table(),
            '}' => self.close(true),
            '"' | '\'' => {
                let Some(key) = self.quoted() else {
                    return Some(Place::QuotedKey {
                        table: std::mem::take(&mut self.way),
                        typed: inside(rest),
                    });
                };
                self.named(key);
            }
            c if is_bare(c) => {
                let length = rest.find(|c| !is_bare(c) && c != '.').unwrap_or(rest.len());
                let (key, _) = rest.split_at(length);
                self.at += length;
                if self.at == self.text.len() {
                    return Some(self.bare_key(key));
                }
                self.named(key);
            }
            other => self.pass(other),
        }
        None
    }

    /// Takes note of a key.
    fn named(&mut self, key: &str) {
        let first = key.split('.').next().unwrap_or_default().to_owned();
        match self.open.last_mut() {
            Some(open) => open.keys.push(first),
            None => self.keys.push(first),
        }
        self.way.extend(key.split('.').map(str::to_owned));
        self.next = Next::Sign;
    }

    fn sign(&mut self) -> Option<Place<'t>> {
        let c = self.rest().chars().next()?;
        match c {
            '=' => self.next = Next::Value,
            '\n' => self.done(),
            _ => {}
        }
        self.pass(c);
        None
    }

    fn value(&mut self) -> Option<Place<'t>> {
        let rest = self.rest();
        let c = rest.chars().next()?;
        match c {
            '#' => return self.comment(),
            '"' | '\'' => {
                self.bare = None;
                if self.quoted().is_none() {
                    return Some(Place::Text {
                        key: std::mem::take(&mut self.way),
                        typed: inside(rest),
                    });
                }
            }
            '{' | '[' => self.begin(c == '{'),
            '}' | ']' => self.close(c == '}'),
            ',' => {
                self.comma();
                self.bare = None;
                self.pass(c);
            }
            '\n' => {
                self.at += 1;
                self.line_end();
            }
            c if c.is_whitespace() => {
                self.bare = None;
                self.pass(c);
            }
            _ => {
                self.bare.get_or_insert(self.at);
                self.pass(c);
            }
        }
        None
    }

    /// Begins a table or a list.
    fn begin(&mut self, table: bool) {
        self.open.push(Open {
            table,
            depth: self.way.len(),
            keys: Vec::new(),
        });
        if table {
            self.next = Next::Key;
        }
        self.bare = None;
        self.at += 1;
    }

    /// After a comma a table's next key or a list's next value comes.
    fn comma(&mut self) {
        if let Some(open) = self.open.last().filter(|open| open.table) {
            self.way.truncate(open.depth);
            self.next = Next::Key;
        }
    }

    /// A closed table or list is itself a value that has been read.
    fn close(&mut self, table: bool) {
        self.at += 1;
        self.bare = None;
        if let Some(last) = self.open.iter().rposition(|open| open.table == table) {
            let depth = self.open.get(last).map_or(0, |open| open.depth);
            self.open.truncate(last);
            self.way.truncate(depth);
        }
        self.next = if self.open.is_empty() && self.way.len() <= self.header {
            Next::Key
        } else {
            Next::Value
        };
    }

    fn line_end(&mut self) {
        let in_list = self.open.last().is_some_and(|open| !open.table);
        if !in_list || begins_anew(self.rest()) {
            self.done();
        }
        self.bare = None;
    }

    /// What stood on the line is over, closed or not.
    fn done(&mut self) {
        self.open.clear();
        self.way.truncate(self.header);
        self.next = Next::Key;
    }

    /// A line that begins a table.
    fn table(&mut self) -> Option<Place<'t>> {
        let rest = self.rest();
        let many = rest.starts_with("[[");
        let name = rest.get(if many { 2 } else { 1 }..).unwrap_or_default();
        let Some(end) = name.find([']', '\n']) else {
            return Some(Place::Header { begun: name, many });
        };
        let (name, _) = name.split_at(end);
        self.way = name.split('.').map(|part| part.trim().to_owned()).collect();
        self.header = self.way.len();
        self.keys.clear();
        let line = rest.find('\n');
        self.at += line.unwrap_or(rest.len());
        line.is_none().then_some(Place::Elsewhere)
    }

    fn comment(&mut self) -> Option<Place<'t>> {
        let Some(end) = self.rest().find('\n') else {
            return Some(Place::Elsewhere);
        };
        self.at += end;
        None
    }

    /// Passes over a quoted text; nothing where it does not end.
    fn quoted(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let quote = QUOTES.iter().find(|quote| rest.starts_with(**quote))?;
        let content = rest.get(quote.len()..)?;
        let mut escaped = false;
        for (at, c) in content.char_indices() {
            if !escaped && content.get(at..)?.starts_with(quote) {
                self.at += quote.len() + at + quote.len();
                return content.get(..at);
            }
            if c == '\n' && quote.len() == 1 {
                self.at += quote.len() + at;
                return content.get(..at);
            }
            escaped = !escaped && c == '\\' && quote.starts_with('"');
        }
        None
    }
}

/// What a quoted text says that does not end.
fn inside(rest: &str) -> &str {
    let quote = QUOTES.iter().find(|quote| rest.starts_with(**quote));
    rest.get(quote.map_or(0, |quote| quote.len())..)
        .unwrap_or_default()
}

fn is_bare(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// Whether a line can only begin a table or a key, not go on with a list.
fn begins_anew(line: &str) -> bool {
    let line = line.lines().next().unwrap_or_default().trim_end();
    let name = |text: &str| !text.is_empty() && text.chars().all(|c| is_bare(c) || c == '.');
    let bracketed = line
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let bracketed = bracketed.map(|inner| inner.trim_matches(['[', ']']));
    let key = line.split_once('=').map(|(key, _)| key.trim_end());
    let numeral = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    bracketed.is_some_and(|inner| name(inner) && !numeral(inner)) || key.is_some_and(name)
}
