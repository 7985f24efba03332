//! What the outermost element of a text is, if it is XML.

use gouji_model::records::DataFormat;
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
    let start = begin(text);
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

/// The name of the outermost element, of a text that is XML.
fn root_name(text: &str) -> Option<String> {
    root(text).map(|root| root.name)
}

/// Which format of data a text may be in, at first sight: no web page is data.
#[must_use]
pub fn format_of(text: &str) -> Option<DataFormat> {
    let start = begin(text);
    match start.chars().next()? {
        '<' if is_page(start) => None,
        '<' => {
            let name = root_name(start)?.to_ascii_lowercase();
            (!TAGS.contains(&name.as_str())).then_some(DataFormat::Xml)
        }
        '{' | '[' => Some(DataFormat::Json),
        _ => Some(DataFormat::Csv),
    }
}

/// What parts of web pages begin with.
const TAGS: [&str; 24] = [
    "html", "head", "body", "title", "meta", "link", "script", "style", "div", "span", "p",
    "table", "tbody", "tr", "td", "center", "font", "h1", "h2", "h3", "ul", "ol", "section",
    "article",
];

/// How web pages begin.
const PAGES: [&str; 3] = [
    "<!doctype html",
    "<html",
    "<?xml version=\"1.0\" encoding=\"utf-8\"?><!doctype html",
];

fn is_page(start: &str) -> bool {
    let begins = |page: &&str| {
        let own = start.get(..page.len());
        own.is_some_and(|own| own.eq_ignore_ascii_case(page))
    };
    PAGES.iter().any(begins)
}

/// A text without what may stand before its first sign.
fn begin(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

/// The outermost element of a text that says that it is XML, and is no web page.
#[must_use]
pub fn other_xml(text: &str) -> Option<String> {
    let start = begin(text);
    let name = start.starts_with("<?xml").then(|| root_name(start))??;
    (!name.eq_ignore_ascii_case("html")).then_some(name)
}
