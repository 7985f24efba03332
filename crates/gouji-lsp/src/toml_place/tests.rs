//! Places in texts as they are while they are typed.

use super::Place;

fn keys(written: &str) -> Vec<String> {
    let parts = written.split('.').filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// The kind of a place, the way to it, and what of it is written.
fn described(text: &str) -> (&'static str, String, String) {
    let place = Place::at_end_of(text);
    let begun = place.begun().to_owned();
    let (kind, way) = match place {
        Place::Key { table, .. } => ("key", table),
        Place::Header { many, .. } => (if many { "headers" } else { "header" }, Vec::new()),
        Place::QuotedKey { table, .. } => ("quoted", table),
        Place::Text { key, .. } => ("text", key),
        Place::Value { key, .. } => ("value", key),
        Place::Elsewhere => ("elsewhere", Vec::new()),
    };
    (kind, way.join("."), begun)
}

/// Texts, the kind of the place at their end, the way to it, and what of it is written.
const PLACES: &[(&str, &str, &str, &str)] = &[
    ("", "key", "", ""),
    ("na", "key", "", "na"),
    ("name = \"a\"\nsev", "key", "", "sev"),
    ("name = ", "value", "name", ""),
    ("name = \"a-b", "text", "name", "a-b"),
    ("name = \"a\" # x", "elsewhere", "", ""),
    ("[rel", "header", "", "rel"),
    ("[[narrative.cl", "headers", "", "narrative.cl"),
    ("[relation]\nas", "key", "relation", "as"),
    ("[relation]\nassert = \"a[", "text", "relation.assert", "a["),
    (
        "[relation]\nassert = \"\"\"\na[b] +\n c[",
        "text",
        "relation.assert",
        "\na[b] +\n c[",
    ),
    ("title = { zh = \"a\", e", "key", "title", "e"),
    ("title = { zh = \"a, { b", "text", "title.zh", "a, { b"),
    ("title = { zh = \"a\" }\nwh", "key", "", "wh"),
    ("title = { zh = \"a\nwh", "key", "", "wh"),
    ("[[example]]\npasses = fa", "value", "example.passes", "fa"),
    (
        "[[example]]\ncells = { \"a/b",
        "quoted",
        "example.cells",
        "a/b",
    ),
    (
        "[[example]]\ncells = { \"a/b/c\" = \"1\", \"d/",
        "quoted",
        "example.cells",
        "d/",
    ),
    (
        "[narrative]\nreads = [\n  { zh = \"a\", sum = \"b[",
        "text",
        "narrative.reads.sum",
        "b[",
    ),
    (
        "[narrative]\nreads = [\n  { zh = \"a\" },\n  { s",
        "key",
        "narrative.reads",
        "s",
    ),
    ("applies_to = [\"a\", \"", "text", "applies_to", ""),
    ("mentions = [[\"a\"], [\"b\", \"", "text", "mentions", ""),
    ("mentions = [[\"a\"],\nsince", "value", "mentions", "since"),
    ("says = [\n\"a\",\n[[example]]\np", "key", "example", "p"),
    ("says = [\n\"a\",\nafter = \"", "text", "after", ""),
    ("a = 'x\\'\nb", "key", "", "b"),
    ("a = \"x\\\"\n", "key", "", ""),
    ("a.b = \"", "text", "a.b", ""),
    ("}] } = {{[[", "headers", "", ""),
];

#[test]
fn places_are_distinguished_from_what_stands_before_them() {
    for (text, kind, way, begun) in PLACES {
        let expected = (*kind, (*way).to_owned(), (*begun).to_owned());
        assert_eq!(described(text), expected, "{text:?}");
    }
}

#[test]
fn keys_that_stand_there_are_known() {
    let place = Place::at_end_of("name = 1\ntitle = { zh = 1, en = 2 }\n[relation]\neach = 1\n");
    let Place::Key { table, before, .. } = place else {
        panic!("{place:?}");
    };
    assert_eq!((table, before), (keys("relation"), keys("each")));
    let Place::Key { before, .. } = Place::at_end_of("a = 1\nb = { zh = \"\", ") else {
        panic!("no key");
    };
    assert_eq!(before, keys("zh"));
}

#[test]
fn any_text_has_a_place() {
    let text = "a = [[{ \"b\" = '''c''', \n[d.e]\n}}]]\"\"\"\\\"= #\n中 = \"文";
    let ends = text.char_indices().map(|(end, _)| end);
    for end in ends {
        for other in [text, "[[a]]\n= {", "\"\"\"", "\r\n[", "= = ]"] {
            let joined = format!("{}{other}", &text[..end]);
            let _ = Place::at_end_of(&joined);
        }
    }
}
