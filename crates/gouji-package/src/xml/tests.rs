//! Parts in small.

use super::*;

#[test]
fn parts_become_trees() {
    let text = "<?xml version=\"1.0\"?><w:a w:x=\"1&amp;2\"> p &lt;&#65;<b/><c><d>q</d></c></w:a>";
    let tree = Tree::parse(text, "part").unwrap();
    let root = tree.root().unwrap();
    assert_eq!((root.name(), root.attribute("x")), ("a", Some("1&2")));
    assert_eq!(root.text(), " p <A");
    let names: Vec<&str> = root.children().map(Element::name).collect();
    assert_eq!(names, ["b", "c"]);
    assert_eq!(root.path(&["c", "d"]).unwrap().text(), "q");
    assert_eq!(root.weight(), 14);
}

#[test]
fn attributes_are_read_as_written() {
    let text = "<a b = '1' c:d=\"x='2'\"\n e=\"\" f='&#49;'><g h/><i j k='2'/></a>";
    let tree = Tree::parse(text, "part").unwrap();
    let root = tree.root().unwrap();
    for (name, value) in [("b", "1"), ("d", "x='2'"), ("e", ""), ("f", "1")] {
        assert_eq!(root.attribute(name), Some(value), "{name}");
    }
    assert_eq!(root.attribute("h"), None);
    assert_eq!(root.child("g").unwrap().attribute("h"), None);
}

#[test]
fn what_is_no_tree_is_an_error() {
    for text in ["", "<a>", "<a></b>", "<a", "<a b=\"></a>", "text"] {
        let error = Tree::parse(text, "part").err();
        assert_eq!(error, Some(PackageError::damaged("part")), "{text}");
    }
    let deep = "<a>".repeat(300) + &"</a>".repeat(300);
    assert!(matches!(
        Tree::parse(&deep, "part"),
        Err(PackageError::TooLarge(_))
    ));
}
