//! Columns with the same labels under several groups: the headings of the groups tell which is which, merged or not.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use gouji_lint::Linter;
use gouji_pack::Packs;

/// The head of a form, and its columns.
const KNOWN: &str = r#"
[known_by]
titles = ["Energy balance"]
organs = ["Office: {organ}"]
periods = ["Period: {period}"]
dates = ["{year}"]
labels = 4

[[table]]
id = "t"
title = { en = "Balance" }
furniture = ["Item"]
"#;
const COLUMNS: &str = r#"
[[table.block]]
columns = [
    { id = "power", label = "Power", group = true },
    { id = "power.homes", label = "Homes" },
    { id = "power.works", label = "Works" },
    { id = "power.sum", label = "Sum" },
    { id = "gas", label = "Gas", group = true },
    { id = "gas.homes", label = "Homes" },
    { id = "gas.works", label = "Works" },
    { id = "sum", label = "Sum" },
]
rows = [{ id = "made", label = "Made" }, { id = "used", label = "Used" }]
"#;
const OPEN: &str = r#"
[[table]]
id = "plants"
optional = true
title = { en = "Plants" }
[[table.block]]
open_rows = { id = "plant", label = "Plant" }
columns = [{ id = "size", label = "Size" }]
"#;

const IDS: [&str; 6] = [
    "power.homes",
    "power.works",
    "power.sum",
    "gas.homes",
    "gas.works",
    "sum",
];

fn linter(name: &str, form: &str) -> Linter {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let about = format!("id = \"{name}/1\"\ntitle = {{ en = \"Energy balance\" }}\n");
    std::fs::write(folder.join("pack.toml"), about).unwrap();
    std::fs::write(folder.join("form.toml"), form).unwrap();
    Linter::new(&Packs::load(&[folder]).unwrap().of_domain(name))
}

/// What a report has in each column of the second row, and what was remarked while it was read.
fn read(linter: &Linter, text: &str) -> (Vec<String>, Vec<String>) {
    let report = linter.open(text.as_bytes()).unwrap().reports[0].clone();
    let own = linter.pack_of(&report).unwrap();
    let form = report.concrete.as_ref().unwrap_or(&own.form);
    let cell = |id: &str| {
        let cell = form.cell(&format!("t/used/{id}")).unwrap();
        report.cell(cell).map(|cell| cell.text().to_string())
    };
    let cells = IDS.iter().map(|id| cell(id).unwrap_or_default());
    let seen = report.observations.iter();
    (
        cells.collect(),
        seen.map(|one| format!("{one:?}")).collect(),
    )
}

const ROWS: &str = "<tr><td>Made</td><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>12</td></tr>\
    <tr><td>Used</td><td>10</td><td>20</td><td>30</td><td>40</td><td>50</td><td>120</td></tr>";
const FIGURES: [&str; 6] = ["10", "20", "30", "40", "50", "120"];

fn page(heads: &str) -> String {
    let above = "<h1>Energy balance</h1><p>Office: North</p><p>Period: 2024</p>";
    format!("{above}<table>{heads}{ROWS}</table>")
}

/// The same report with the headings of groups in merged cells, in cells beside blank ones, and as values between
/// commas.
fn reports() -> [(&'static str, String); 4] {
    let below = "<tr><th>Homes</th><th>Works</th><th>Sum</th><th>Homes</th><th>Works</th></tr>";
    let merged = format!(
        "<tr><th rowspan=2>Item</th><th colspan=3>Power</th><th colspan=2>Gas</th><th rowspan=2>Sum</th></tr>{below}"
    );
    let blank = "<tr><th>Item</th><th>Power</th><th></th><th></th><th>Gas</th><th></th><th>Sum</th></tr>\
        <tr><th></th><th>Homes</th><th>Works</th><th>Sum</th><th>Homes</th><th>Works</th><th></th></tr>";
    let values = "Energy balance\nOffice: North\nPeriod: 2024\n\nItem,Power,,,Gas,,Sum\n\
        ,Homes,Works,Sum,Homes,Works,\nMade,1,2,3,4,5,12\nUsed,10,20,30,40,50,120\n";
    [
        ("merged", page(&merged)),
        ("blank", page(blank)),
        ("commas", values.to_owned()),
        ("semicolons", values.replace(',', ";")),
    ]
}

#[test]
fn equal_labels_are_told_apart_by_their_groups() {
    let closed = linter("group-heads", &[KNOWN, COLUMNS].concat());
    let open = linter("group-heads-open", &[KNOWN, COLUMNS, OPEN].concat());
    for (name, text) in reports() {
        for linter in [&closed, &open] {
            let (cells, seen) = read(linter, &text);
            assert_eq!(cells, FIGURES, "{name} {seen:?}");
            assert_eq!(seen, [""; 0], "{name}");
        }
    }
}

#[test]
fn three_lines_of_headings_are_read() {
    let columns = r#"
[[table.block]]
columns = [
    { id = "in", label = "In", group = true },
    { id = "in.a", label = "Acute", group = true },
    { id = "in.a.m", label = "Men" },
    { id = "in.a.f", label = "Women" },
    { id = "in.l", label = "Long", group = true },
    { id = "in.l.m", label = "Men" },
    { id = "in.l.f", label = "Women" },
    { id = "out", label = "Out", group = true },
    { id = "out.m", label = "Men" },
    { id = "out.f", label = "Women" },
]
rows = [{ id = "made", label = "Made" }, { id = "used", label = "Used" }]
"#;
    let linter = linter("group-heads-three", &[KNOWN, columns].concat());
    let page = page(
        "<tr><th rowspan=3>Item</th><th colspan=4>In</th><th colspan=2 rowspan=2>Out</th></tr>\
        <tr><th colspan=2>Acute</th><th colspan=2>Long</th></tr>\
        <tr><th>Men</th><th>Women</th><th>Men</th><th>Women</th><th>Men</th><th>Women</th></tr>",
    );
    let report = linter.open(page.as_bytes()).unwrap().reports[0].clone();
    let form = linter.pack_of(&report).unwrap().form.clone();
    let ids = ["in.a.m", "in.a.f", "in.l.m", "in.l.f", "out.m", "out.f"];
    let cells = ids.map(|id| {
        let cell = form.cell(&format!("t/used/{id}")).unwrap();
        report.cell(cell).map(|cell| cell.text().to_string())
    });
    assert_eq!(cells.map(Option::unwrap_or_default), FIGURES);
}
