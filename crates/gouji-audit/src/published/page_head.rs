//! The head of a page, with the day that it gives to machines.

use gouji_model::Date;
use memchr::{memchr_iter, memmem};

use super::day::{compact_day, first_day};

/// What a tag begins with that says something of the page to machines.
const META: &str = "meta";

/// The day that a page's head gives under the first of some names that has any.
pub(super) fn day(page: &str, names: &[String]) -> Option<Date> {
    let head = of(page)?;
    let starts = memchr_iter(b'<', head.as_bytes());
    let tags = starts.filter_map(|at| meta(head.get(at + 1..)?));
    let tags: Vec<&str> = tags.collect();
    names.iter().find_map(|name| {
        let named = tags.iter().filter(|tag| {
            let mut values = attributes(tag).filter(|(key, _)| !is_content(key));
            values.any(|(_, value)| value.eq_ignore_ascii_case(name))
        });
        named.filter_map(|tag| content(tag)).find_map(|text| {
            let compact = compact_day(text);
            compact.or_else(|| first_day(text))
        })
    })
}

/// The head of a page.
fn of(page: &str) -> Option<&str> {
    let find = |end: &str| memmem::find(page.as_bytes(), end.as_bytes());
    page.get(..find("</head>").or_else(|| find("</HEAD>"))?)
}

/// What stands in a `<meta>`, of the text behind the `<`.
fn meta(text: &str) -> Option<&str> {
    let name = text.get(..META.len())?;
    let rest = text.get(META.len()..)?;
    let is_it = name.eq_ignore_ascii_case(META) && rest.starts_with(char::is_whitespace);
    rest.get(..rest.find('>')?).filter(|_| is_it)
}

fn content(tag: &str) -> Option<&str> {
    let mut all = attributes(tag);
    all.find(|(key, _)| is_content(key)).map(|(_, value)| value)
}

fn is_content(key: &str) -> bool {
    key.eq_ignore_ascii_case("content")
}

/// The attributes of a tag with their values, in quotation marks or without.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = tag;
    std::iter::from_fn(move || {
        let (before, behind) = rest.split_once('=')?;
        let key = before.split_whitespace().last().unwrap_or_default();
        let behind = behind.trim_start();
        let quoted = behind
            .strip_prefix('"')
            .map(|text| (text, '"'))
            .or_else(|| behind.strip_prefix('\'').map(|text| (text, '\'')));
        let (value, after) = match quoted {
            Some((text, quote)) => text.split_once(quote).unwrap_or((text, "")),
            None => behind.split_at(behind.find([' ', '\t', '\n', '\r']).unwrap_or(behind.len())),
        };
        rest = after;
        Some((key, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_gives_its_day_however_it_is_typed() {
        let names = ["PubDate".to_owned(), "publishdate".to_owned()];
        for tag in [
            "<meta name=\"PubDate\" content=\"2024-02-15 09:00\">",
            "<META NAME='pubdate' CONTENT='2024-02-15'>",
            "<meta name=PubDate content=2024-02-15>",
            "<meta content=\"20240215\" name=\"PubDate\" />",
            "<meta content=\"20240215093000\"\n name=\"publishdate\">",
            "<meta name=\"publishdate\" content=\"2024-01-20\"><meta name=\"PubDate\" content=\"2024-02-15\">",
        ] {
            let expected = Date {
                year: 2024,
                month: 2,
                day: 15,
            };
            let page = format!("<head><title>甲<乙</title>{tag}</head>");
            assert_eq!(day(&page, &names), Some(expected), "{tag}");
        }
        for tag in [
            "<meta name=\"keywords\" content=\"PubDate 2024-02-15\">",
            "<metadata name=\"PubDate\" content=\"2024-02-15\">",
            "<meta name=\"PubDate\" content=\"202402150\">",
            "<meta name=\"PubDate\" content=",
        ] {
            assert_eq!(day(&format!("<head>{tag}</head>"), &names), None, "{tag}");
        }
    }
}
