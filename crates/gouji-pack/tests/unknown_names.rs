//! A name in the files of a pack that nothing has is an error at its place, and says which one may be meant.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use gouji_pack::{PackError, Packs};

const PACK: &str = "id = \"test-library/quarterly\"\ntitle = { en = \"Report\" }\n";

const FORM: &str = r#"[known_by]
titles = ["Report"]
labels = 3

[[section]]
id = "overview"
title = "Overview"

[[table]]
id = "loans"
title = { en = "Loans" }
[[table.block]]
columns = [{ id = "books", label = "Books" }, { id = "films", label = "Films" }]
rows = [{ id = "adults", label = "Adults" }, { id = "children", label = "Children" }]
[[table]]
id = "branches"
title = { en = "Branches" }
[[table.block]]
columns = [{ id = "staff", label = "Staff" }]
rows = [{ id = "total", label = "Total" }]
open_rows = { id = "branch", label = "Branch" }
"#;

const VOCABULARY: &str = r#"
sections = ["overview"]
units = ["loans"]
other_units = []
filler = []
neutral = []
about = []
other_times = []
other_scopes = []
whole_areas = []
area_organs = []
tails = []
joints = []
lists = { none = "no|not any" }
topic = [{ name = "lending", words = ["lent"] }]
"#;

fn rule(name: &str, check: &str) -> String {
    let mut text = format!("name = \"{name}\"\nseverity = \"error\"\nauthority = \"label\"\n");
    for word in ["citation", "title", "message", "why", "help"] {
        text.push_str(&format!("{word} = {{ en = \"x\" }}\n"));
    }
    text + check
}

/// A folder that is gone with its value.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str, files: &[(&str, &str)]) -> Self {
        let name = format!("gouji-unknown-names-{}-{test}", std::process::id());
        let folder = Self(std::env::temp_dir().join(name));
        for (path, text) in files {
            let path = folder.0.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    fn faults(&self) -> Vec<(String, String)> {
        faults(&[&self.0])
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What is wrong in some folders: the text pointed at, and what is said of it.
fn faults(folders: &[&Path]) -> Vec<(String, String)> {
    let folders: Vec<PathBuf> = folders.iter().map(|path| path.to_path_buf()).collect();
    let pointed = |fault: PackError| {
        let said = format!("{} {}", fault.message().en, fault.help().en);
        let PackError::Invalid {
            source_code, span, ..
        } = fault
        else {
            panic!("not a mistake in a file: {fault}");
        };
        let at = &source_code.inner()[span.offset()..span.offset() + span.len()];
        (at.to_owned(), said)
    };
    let survey = Packs::survey(&folders);
    survey.faults.into_iter().map(pointed).collect()
}

/// What is wrong with a pack that has one rule.
fn of_rule(test: &str, check: &str) -> Vec<(String, String)> {
    let rule = rule("mine", check);
    let mut files = vec![
        ("pack.toml", PACK),
        ("form.toml", FORM),
        ("rules/mine.toml", &rule),
    ];
    if check.contains("says") {
        files.push(("vocabulary.toml", VOCABULARY));
    }
    Folder::new(test, &files).faults()
}

#[test]
fn every_name_of_a_rule_is_looked_up() {
    let blank = "[cell]\nis = \"blank\"\n";
    let example = "[[example]]\npasses = true\n";
    let cases = [
        (format!("applies_to = [\"test-libary/quarterly\"]\n{blank}"), "\"test-libary/quarterly\"", "did you mean `test-library/quarterly`?"),
        (format!("{blank}[[variant]]\nform = \"test-library/quartely\"\nseverity = \"info\"\n"), "\"test-library/quartely\"", "`test-library/quarterly`"),
        (format!("{blank}{example}form = \"test-library/quartely\"\n"), "\"test-library/quartely\"", "`test-library/quarterly`"),
        (format!("{blank}grades = [{{ cells = [\"lones/*/*\"], severity = \"info\" }}]\n"), "\"lones/*/*\"", "did you mean `loans`?"),
        (format!("{blank}grades = [{{ cells = [\"*/adlts/*\"], severity = \"info\" }}]\n"), "\"*/adlts/*\"", "did you mean `adults`?"),
        ("[unchanged]\ncells = [\"loans/*/*\", \"loans/*/bucks\"]\nfilled = 1\n".to_owned(), "\"loans/*/bucks\"", "did you mean `books`?"),
        ("[unchanged]\ncells = [\"loans/adults\"]\nfilled = 1\n".to_owned(), "\"loans/adults\"", "table/row/column"),
        ("[roll_up]\ncells = [\"branches/brunch[*]/staff\"]\n".to_owned(), "\"branches/brunch[*]/staff\"", "did you mean `branch[*]`?"),
        ("[roll_up]\ncells = [\"loans/adults/staff\"]\n".to_owned(), "\"loans/adults/staff\"", "table/row/column"),
        ("[copied]\nsections = [\"overveiw\"]\ncharacters = 9\npercent = 80\n".to_owned(), "\"overveiw\"", "did you mean `overview`?"),
        ("[text]\nsection = \"overveiw\"\nnever = [\"x\"]\n".to_owned(), "\"overveiw\"", "did you mean `overview`?"),
        ("[narrative.words]\ntexts = [\"preamble\", \"titel\"]\nnever = [\"x\"]\n".to_owned(), "\"titel\"", "did you mean `title`?"),
        ("[narrative.year]\nsections = [\"title\"]\nsays = [\"in #\"]\nlater_by = 1\n".to_owned(), "\"title\"", "has overview"),
        ("[observation]\nkind = \"missing-rwo\"\n".to_owned(), "\"missing-rwo\"", "did you mean `missing-row`?"),
        ("[relation]\neach = \"row of loans\"\ntables = { other = [\"brances\"] }\nassert = \"here[books] >= 0\"\n".to_owned(), "\"brances\"", "did you mean `branches`?"),
        (format!("{blank}{example}cells = {{ \"loans/adults/fims\" = 1 }}\n"), "\"loans/adults/fims\"", "did you mean `films`?"),
        ("[[narrative.claim]]\nname = \"x\"\nsays = [\"had <nune> #\"]\nreads = [{ en = \"x\", sum = \"sum(loans[adults, books])\" }]\n".to_owned(), "\"had <nune> #\"", "did you mean `none`?"),
    ];
    let topic = "[[narrative.claim]]\nname = \"x\"\nsays = [\"had #\"]\nabout = [\"lendin\"]\nreads = [{ en = \"x\", sum = \"sum(loans[adults, books])\" }]\n";
    let cases =
        cases
            .into_iter()
            .chain([(topic.to_owned(), "\"lendin\"", "did you mean `lending`?")]);
    let cases: Vec<(String, &str, &str)> = cases.collect();
    for (number, (check, at, said)) in cases.iter().enumerate() {
        let found = of_rule(&format!("rule-{number}"), check);
        assert_eq!(found.len(), 1, "{check}: {found:?}");
        assert_eq!(found[0].0, *at, "{check}: {found:?}");
        assert!(found[0].1.contains(said), "{check}: {found:?}");
    }
}

#[test]
fn names_that_something_has_are_no_mistakes() {
    for (number, check) in [
        "applies_to = [\"test-library/quarterly\", \"cn-disclosure/2021\"]\n[cell]\nis = \"blank\"\n",
        "[unchanged]\ncells = [\"loans/*/*\", \"*/*/staff\", \"branches/branch[*]/staff\", \"branches/branch[North]/staff\", \"*/total/*\"]\nfilled = 1\n",
        "[narrative.words]\ntexts = [\"title\", \"preamble\", \"overview\"]\nnever = [\"x\"]\n",
    ]
    .iter()
    .enumerate()
    {
        assert_eq!(of_rule(&format!("fine-{number}"), check), [], "{check}");
    }
}

#[test]
fn a_form_of_another_pack_of_the_same_run_is_known() {
    let rule = rule(
        "mine",
        "applies_to = [\"test-library/quarterly\", \"other/form\"]\n[cell]\nis = \"blank\"\n",
    );
    let mine = [
        ("pack.toml", PACK),
        ("form.toml", FORM),
        ("rules/mine.toml", &*rule),
    ];
    let mine = Folder::new("mine", &mine);
    assert_eq!(mine.faults()[0].0, "\"other/form\"");
    let about = PACK.replace("test-library/quarterly", "other/form");
    let other = Folder::new("other", &[("pack.toml", &about), ("form.toml", FORM)]);
    assert_eq!(faults(&[&mine.0, &other.0]), []);
    // One that is wrong itself is still the pack of its form.
    std::fs::write(other.0.join("form.toml"), "tabel = 1\n").unwrap();
    let found = faults(&[&mine.0, &other.0]);
    assert!(
        found.iter().all(|(at, _)| at != "\"other/form\""),
        "{found:?}"
    );
}

#[test]
fn names_in_a_loose_rule_are_looked_up_in_the_forms_it_is_for() {
    let pack = Folder::new("loose-pack", &[("pack.toml", PACK), ("form.toml", FORM)]);
    for (number, (check, at, said)) in [
        (
            "applies_to = [\"test-libary/quarterly\"]\n[cell]\nis = \"blank\"\n",
            "\"test-libary/quarterly\"",
            "did you mean",
        ),
        (
            "[unchanged]\ncells = [\"lones/*/*\"]\nfilled = 1\n",
            "\"lones/*/*\"",
            "`loans`",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let loose = Folder::new(
            &format!("loose-{number}"),
            &[("mine.toml", &rule("mine", check))],
        );
        let found = faults(&[&pack.0, &loose.0]);
        assert_eq!(found.len(), 1, "{check}: {found:?}");
        assert_eq!(found[0].0, at, "{found:?}");
        assert!(found[0].1.contains(said), "{found:?}");
    }
    let fine = rule("mine", "[unchanged]\ncells = [\"loans/*/*\"]\nfilled = 1\n");
    let loose = Folder::new("loose-fine", &[("mine.toml", &fine)]);
    assert_eq!(faults(&[&pack.0, &loose.0]), []);
}

#[test]
fn names_in_the_files_of_the_pack_itself_are_looked_up() {
    for (number, (more, at, said)) in [
        (
            "retired = { old = \"mien\" }\n",
            "\"mien\"",
            "did you mean `mine`?",
        ),
        (
            "retired = { a = \"b\", b = \"mine\" }\n",
            "\"b\"",
            "is retired itself",
        ),
        ("retired = { a = \"a\" }\n", "\"a\"", "is retired itself"),
        (
            "authorities = { notise = { en = \"x\" } }\n",
            "notise",
            "did you mean `notice`?",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let (pack, rule) = (
            format!("{PACK}{more}"),
            rule("mine", "[cell]\nis = \"blank\"\n"),
        );
        let files = [
            ("pack.toml", &*pack),
            ("form.toml", FORM),
            ("rules/mine.toml", &rule),
        ];
        let found = Folder::new(&format!("pack-{number}"), &files).faults();
        assert_eq!(found.len(), 1, "{more}: {found:?}");
        assert_eq!(found[0].0, at, "{more}: {found:?}");
        assert!(found[0].1.contains(said), "{more}: {found:?}");
    }
    let form = FORM.replace(
        "id = \"branches\"",
        "id = \"branches\"\nsection = \"overveiw\"",
    );
    let found = Folder::new("section", &[("pack.toml", PACK), ("form.toml", &form)]).faults();
    assert!(found[0].1.contains("did you mean `overview`?"), "{found:?}");
}

#[test]
fn what_comes_with_the_program_has_no_such_names() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    assert_eq!(faults(&[&rules]), []);
    // Each by itself as well, though it shares rules with others.
    let packs = Packs::built_in().unwrap();
    for pack in packs.packs() {
        let folder = pack.origin.strip_suffix("pack.toml").unwrap();
        assert_eq!(faults(&[&rules.join(folder)]), [], "{folder}");
    }
}
