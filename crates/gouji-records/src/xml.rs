//! XML, one event after the other.

use std::borrow::Cow;

use gouji_model::SourceRange;
use gouji_model::records::DataSource;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::RecordsError;
use crate::captured::{Captured, Text};
use crate::namespaces::{Namespaces, is_like};
use crate::plan::Plan;
use crate::walk::{Walk, range_of};

/// Walks through a text of XML.
pub(crate) fn read(source: &DataSource, plan: &Plan, text: &str) -> Result<Captured, RecordsError> {
    let mut events = Events {
        source,
        text,
        walk: Walk::new(plan, text),
        namespaces: Namespaces::default(),
        depth: 0,
        ended: false,
    };
    let mut reader = Reader::from_str(text);
    loop {
        let before = reader.buffer_position() as u32;
        let event = reader.read_event();
        let event = event.map_err(|error| damaged(&error.to_string(), before, events.depth))?;
        let range = SourceRange::new(before, reader.buffer_position() as u32);
        if let Event::Eof = event {
            return events.walk.finish();
        }
        events.take(event, range)?;
    }
}

/// What the events of a text have come to so far.
struct Events<'s, 'p, 't> {
    source: &'s DataSource,
    text: &'t str,
    walk: Walk<'p, 't>,
    namespaces: Namespaces,
    /// How many elements are open.
    depth: usize,
    /// Whether the outermost element has ended.
    ended: bool,
}

impl Events<'_, '_, '_> {
    /// Takes the event of a range.
    fn take(&mut self, event: Event<'_>, range: SourceRange) -> Result<(), RecordsError> {
        match event {
            Event::Start(start) => self.open(&start, range.start),
            Event::Empty(start) => {
                self.open(&start, range.start)?;
                self.close(range.end);
                Ok(())
            }
            Event::End(_) => {
                self.close(range.start);
                Ok(())
            }
            Event::Text(piece) => self.piece(&piece.into_inner(), range),
            Event::CData(piece) => self.piece(&piece.into_inner(), range),
            Event::GeneralRef(reference) => self.piece(&meaning(&reference)?, range),
            Event::DocType(_) => Err(RecordsError::DocumentType),
            Event::Eof | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Ok(()),
        }
    }

    /// Opens an element whose tag stands at a position.
    fn open(&mut self, start: &BytesStart<'_>, at: u32) -> Result<(), RecordsError> {
        if self.ended {
            return Err(RecordsError::Damaged(format!(
                "a second outermost element at byte {at}"
            )));
        }
        self.depth += 1;
        self.namespaces.open(start, self.depth)?;
        let name = start.name();
        let full = name.into_inner();
        let (prefix, local) = full.split_once(':').unwrap_or(("", full));
        let fits = |wanted: &str| {
            let mut known = self.source.namespaces.iter();
            let known = known.find(|(own, _)| own == wanted);
            known.is_some_and(|(_, patterns)| is_like(self.namespaces.uri(prefix), patterns))
        };
        self.walk.start(local, at, fits)?;
        match self.walk.wants_attributes() {
            true => self.attributes(start, at),
            false => Ok(()),
        }
    }

    fn attributes(&mut self, start: &BytesStart<'_>, at: u32) -> Result<(), RecordsError> {
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| damaged(&error.to_string(), at, 0))?;
            let key = attribute.key.into_inner();
            let local = key.rsplit(':').next().unwrap_or(key);
            let raw: &str = &attribute.value;
            let meant = unescape(raw).map_err(|error| damaged(&error.to_string(), at, 0))?;
            let range = match &attribute.value {
                Cow::Borrowed(value) => range_of(value, self.text),
                Cow::Owned(_) => SourceRange::new(at, at),
            };
            let owned = (meant != raw).then(|| meant.as_ref().into());
            self.walk.attribute(local, &Text { range, owned });
        }
        Ok(())
    }

    /// Closes the element opened last, which ends at a position.
    fn close(&mut self, at: u32) {
        self.walk.end(at);
        self.namespaces.close(self.depth);
        self.depth = self.depth.saturating_sub(1);
        self.ended = self.depth == 0;
    }

    /// Takes text; outside the outermost element there is none.
    fn piece(&mut self, piece: &str, range: SourceRange) -> Result<(), RecordsError> {
        if self.depth > 0 {
            self.walk.text(piece, range);
            return Ok(());
        }
        let space = |c: char| c.is_whitespace() || c == '\u{feff}';
        match piece.trim_matches(space).is_empty() {
            true => Ok(()),
            false => Err(RecordsError::Damaged(format!(
                "text outside of the outermost element at byte {}",
                range.start
            ))),
        }
    }
}

fn damaged(what: &str, at: u32, depth: usize) -> RecordsError {
    // What is cut ends inside a tag, or before the end of an element.
    match depth > 0 && what.contains("EOF") {
        true => RecordsError::Cut,
        false => RecordsError::Damaged(format!("{what} (byte {at})")),
    }
}

/// What a reference means: a character, or one of the five entities of XML itself.
fn meaning(reference: &BytesRef<'_>) -> Result<String, RecordsError> {
    let unknown = || RecordsError::Entity(reference.chars().take(40).collect());
    if let Some(c) = reference.resolve_char_ref().map_err(|_| unknown())? {
        return Ok(c.to_string());
    }
    let known = match &**reference {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return Err(unknown()),
    };
    Ok(known.to_owned())
}
