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
    let mut reader = Reader::from_str(text);
    let mut walk = Walk::new(plan, text);
    let mut namespaces = Namespaces::default();
    let mut depth = 0_usize;
    let mut ended = false;
    loop {
        let before = reader.buffer_position() as u32;
        let event = reader.read_event();
        let event = event.map_err(|error| damaged(&error.to_string(), before, depth))?;
        let after = reader.buffer_position() as u32;
        match event {
            Event::Start(start) if !ended => {
                depth += 1;
                open(
                    &mut walk,
                    source,
                    &start,
                    (text, before),
                    (&mut namespaces, depth),
                )?;
            }
            Event::Empty(start) if !ended => {
                open(
                    &mut walk,
                    source,
                    &start,
                    (text, before),
                    (&mut namespaces, depth + 1),
                )?;
                namespaces.close(depth + 1);
                walk.end(after);
                ended = depth == 0;
            }
            Event::End(_) => {
                walk.end(before);
                namespaces.close(depth);
                depth = depth.saturating_sub(1);
                ended = depth == 0;
            }
            Event::Text(piece) => take(&mut walk, &piece.into_inner(), (before, after), depth)?,
            Event::CData(piece) => take(&mut walk, &piece.into_inner(), (before, after), depth)?,
            Event::GeneralRef(reference) => {
                let meant = meaning(&reference)?;
                take(&mut walk, &meant, (before, after), depth)?;
            }
            Event::DocType(_) => return Err(RecordsError::DocumentType),
            Event::Start(_) | Event::Empty(_) => {
                return Err(RecordsError::Damaged(format!(
                    "a second outermost element at byte {before}"
                )));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    walk.finish()
}

fn damaged(what: &str, at: u32, depth: usize) -> RecordsError {
    // What is cut ends inside a tag, or before the end of an element.
    match depth > 0 && what.contains("EOF") {
        true => RecordsError::Cut,
        false => RecordsError::Damaged(format!("{what} (byte {at})")),
    }
}

fn open(
    walk: &mut Walk<'_, '_>,
    source: &DataSource,
    start: &BytesStart<'_>,
    (text, at): (&str, u32),
    (namespaces, depth): (&mut Namespaces, usize),
) -> Result<(), RecordsError> {
    namespaces.open(start, depth)?;
    let name = start.name();
    let full = name.into_inner();
    let (prefix, local) = full.split_once(':').unwrap_or(("", full));
    let fits = |wanted: &str| {
        let mut known = source.namespaces.iter();
        let known = known.find(|(own, _)| own == wanted);
        known.is_some_and(|(_, patterns)| is_like(namespaces.uri(prefix), patterns))
    };
    walk.start(local, at, fits)?;
    if !walk.wants_attributes() {
        return Ok(());
    }
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| damaged(&error.to_string(), at, 0))?;
        let key = attribute.key.into_inner();
        let local = key.rsplit(':').next().unwrap_or(key);
        let raw: &str = &attribute.value;
        let meant = unescape(raw).map_err(|error| damaged(&error.to_string(), at, 0))?;
        let range = match &attribute.value {
            Cow::Borrowed(value) => range_of(value, text),
            Cow::Owned(_) => SourceRange::new(at, at),
        };
        let owned = (meant != raw).then(|| meant.as_ref().into());
        walk.attribute(local, &Text { range, owned });
    }
    Ok(())
}

/// Takes text; outside the outermost element there is none.
fn take(
    walk: &mut Walk<'_, '_>,
    piece: &str,
    (before, after): (u32, u32),
    depth: usize,
) -> Result<(), RecordsError> {
    if depth > 0 {
        walk.text(piece, SourceRange::new(before, after));
        return Ok(());
    }
    match piece
        .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .is_empty()
    {
        true => Ok(()),
        false => Err(RecordsError::Damaged(format!(
            "text outside of the outermost element at byte {before}"
        ))),
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
