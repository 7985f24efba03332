//! Files of a pack that are missing, cannot be read, or lie where nothing reads them.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use gouji_pack::{PackError, Packs, Survey};

const PACK: &str = "id = \"own/1\"\ntitle = { en = \"own\" }\n";
const FORM: &str = "[[table]]\nid = \"t\"\ntitle = { en = \"T\" }\n[[table.block]]\n\
                    columns = [{ id = \"c\", label = \"C\" }]\nrows = [{ id = \"r\", label = \"R\" }]\n";

fn rule(assert: &str) -> String {
    let mut text = "name = \"mine\"\nseverity = \"error\"\nauthority = \"label\"\n".to_owned();
    for word in ["citation", "title", "message", "why", "help"] {
        text.push_str(&format!("{word} = {{ en = \"x\" }}\n"));
    }
    text + &format!("[relation]\nassert = \"{assert}\"\n")
}

/// The files of a folder, read as packs.
fn survey(test: &str, files: &[(&str, &[u8])]) -> Survey {
    let name = format!("gouji-misplaced-{}-{test}", std::process::id());
    let folder: PathBuf = std::env::temp_dir().join(name);
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let survey = Packs::survey(std::slice::from_ref(&folder));
    std::fs::remove_dir_all(&folder).unwrap();
    survey
}

#[test]
fn a_form_without_its_pack_says_so_once() {
    let rule = rule("t[r, c] == 1");
    let files = [
        ("form.toml", FORM.as_bytes()),
        ("rules/mine.toml", rule.as_bytes()),
    ];
    let faults = survey("no-pack", &files).faults;
    let [PackError::Unreadable { path, .. }] = faults.as_slice() else {
        panic!("{faults:?}");
    };
    assert!(path.ends_with("pack.toml"), "{}", path.display());
    assert!(faults[0].help().en.contains("gouji pack new"), "{faults:?}");
}

#[test]
fn a_rule_beside_which_no_pack_lies_may_be_called_anything() {
    let rule = rule("requests[new, total] >= 0");
    let faults = survey("loose", &[("form.toml", rule.as_bytes())]).faults;
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn a_folder_or_file_that_is_not_there_is_told_where_it_is_named() {
    for (number, line) in ["includes = [\"../nope\"]", "vocabulary = \"nope.toml\""]
        .into_iter()
        .enumerate()
    {
        let pack = format!("{PACK}{line}\n");
        let files = [
            ("pack.toml", pack.as_bytes()),
            ("form.toml", FORM.as_bytes()),
        ];
        let faults = survey(&format!("named-{number}"), &files).faults;
        let [
            PackError::Invalid {
                source_code, span, ..
            },
        ] = faults.as_slice()
        else {
            panic!("{faults:?}");
        };
        let at = &source_code.inner()[span.offset()..span.offset() + span.len()];
        assert!(source_code.name().ends_with("pack.toml"));
        assert!(at.contains("nope"), "{at}");
    }
}

#[test]
fn a_file_that_is_no_text_is_not_blamed_on_the_path_given() {
    let files = [
        ("pack.toml", PACK.as_bytes()),
        ("form.toml", FORM.as_bytes()),
        ("rules/mine.toml", b"\xff\xfe\x00"),
    ];
    let faults = survey("binary", &files).faults;
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].help().en.contains("UTF-8"), "{faults:?}");
    let nowhere = Packs::survey(&[PathBuf::from("/no/such/folder")]).faults;
    assert!(nowhere[0].help().en.contains("--rules"), "{nowhere:?}");
}

#[test]
fn the_case_of_an_extension_makes_no_difference() {
    let broken = rule("t[r, c] =");
    let files = [
        ("pack.toml", PACK.as_bytes()),
        ("form.toml", FORM.as_bytes()),
        ("rules/mine.TOML", broken.as_bytes()),
    ];
    assert_eq!(survey("upper", &files).faults.len(), 1);
    let loose = rule("requests[new, total] =");
    let faults = survey("upper-loose", &[("mine.TOML", loose.as_bytes())]).faults;
    assert_eq!(faults.len(), 1, "{faults:?}");
}

#[test]
fn a_rule_that_no_pack_takes_in_is_known() {
    let broken = rule("t[r, c] =");
    let files = [
        ("pack.toml", PACK.as_bytes()),
        ("form.toml", FORM.as_bytes()),
        ("mine.toml", broken.as_bytes()),
        ("notes.toml", b"name = \"notes\"\n"),
        ("gouji.toml", b"severity = 1\n"),
        ("old/form.toml", FORM.as_bytes()),
    ];
    let survey = survey("root", &files);
    assert!(survey.faults.is_empty(), "{:?}", survey.faults);
    let [unread] = survey.unread.as_slice() else {
        panic!("{:?}", survey.unread);
    };
    assert!(unread.ends_with("/mine.toml"), "{unread}");
    assert!(Packs::survey(&[]).unread.is_empty());
}
