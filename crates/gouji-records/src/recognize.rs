//! What the outermost element of a text is, if it is XML.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::namespaces::Namespaces;

/// Most events before the outermost element.
const MOST_BEFORE: usize = 100;

/// The outermost element: its name without prefix, and its namespace.
pub(crate) struct Root {
    pub name: String,
    pub uri: String,
}

/// The outermost element of XML.
pub(crate) fn root(text: &str) -> Option<Root> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !start.starts_with('<') {
        return None;
    }
    let mut reader = Reader::from_str(start);
    for _ in 0..MOST_BEFORE {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => return of(&element),
            Event::Text(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::Comment(_)
            | Event::DocType(_) => {}
            _ => return None,
        }
    }
    None
}

fn of(element: &BytesStart<'_>) -> Option<Root> {
    let mut namespaces = Namespaces::default();
    namespaces.open(element, 0).ok()?;
    let name = element.name();
    let full = name.into_inner();
    let (prefix, local) = full.split_once(':').unwrap_or(("", full));
    Some(Root {
        name: local.to_owned(),
        uri: namespaces.uri(prefix).to_owned(),
    })
}

/// The name of the outermost element, of a text that says it is XML.
#[must_use]
pub fn root_name(text: &str) -> Option<String> {
    root(text).map(|root| root.name)
}

/// Whether a text says that it is XML, and is no web page.
#[must_use]
pub fn is_other_xml(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    start.starts_with("<?xml")
        && root_name(start).is_some_and(|name| !name.eq_ignore_ascii_case("html"))
}
