//! The line stage by stage and as a whole: `cargo bench -p gouji-lint`.
//!
//! `pages` prints them; `GOUJI_BENCH_FILES` may name a folder of
//! real ones, each of which becomes an argument too.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark without its input may stop at once"
)]

mod pages;

use std::fmt;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use gouji_bind::Binder;
use gouji_document::{Document, Source};
use gouji_lint::Linter;
use gouji_model::Report;
use gouji_pack::Packs;
use gouji_rule::Pack;
use pages::{Page, pages};

fn main() {
    divan::main();
}

static PACKS: LazyLock<Packs> =
    LazyLock::new(|| Packs::built_in().unwrap().of_domain("cn-disclosure"));
static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::new(&PACKS));
static PAGES: LazyLock<Vec<Page>> = LazyLock::new(all_pages);

/// A page as an argument: shown by its name.
#[derive(Clone, Copy)]
struct Named(&'static Page);

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} KB)", self.0.name, self.0.bytes.len() / 1000)
    }
}

fn newest() -> &'static Pack {
    PACKS.packs().last().unwrap()
}

fn all_pages() -> Vec<Page> {
    pages(&PACKS).into_iter().chain(own_files()).collect()
}

fn own_files() -> Vec<Page> {
    let Some(folder) = std::env::var_os("GOUJI_BENCH_FILES") else {
        return Vec::new();
    };
    let entries = std::fs::read_dir(folder).unwrap();
    let mut pages: Vec<Page> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|e| e == "html" || e == "txt" || e == "md")
        })
        .map(|path| Page {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            bytes: std::fs::read(path).unwrap(),
        })
        .collect();
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    pages
}

fn named() -> impl Iterator<Item = Named> {
    PAGES.iter().map(Named)
}

fn read(page: &Page) -> Document {
    let source = Source::decode(&page.bytes);
    gouji_read::read(gouji_read::kind_of(source.text()), &source)
}

/// Packs from their embedded text to compiled relations: what every start costs.
#[divan::bench]
fn start() -> Packs {
    Packs::built_in().unwrap().of_domain("cn-disclosure")
}

/// The binder's index over the labels of all forms.
#[divan::bench]
fn index_labels() -> Binder {
    Binder::new(&PACKS.forms())
}

/// Bytes to a document.
#[divan::bench(args = named())]
fn reading(bencher: Bencher<'_, '_>, page: Named) {
    bencher
        .counter(BytesCount::new(page.0.bytes.len()))
        .bench(|| read(black_box(page.0)));
}

/// A document to a report.
#[divan::bench(args = named())]
fn binding(bencher: Bencher<'_, '_>, page: Named) {
    let document = read(page.0);
    let binder = Binder::new(&PACKS.forms());
    bencher
        .counter(BytesCount::new(page.0.bytes.len()))
        .bench(|| binder.bind(black_box(&document)));
}

/// A report to findings: every rule of the pack.
#[divan::bench]
fn checking(bencher: Bencher<'_, '_>) {
    let report = report();
    bencher.bench(|| LINTER.check(black_box(&report), None));
}

/// The relations of the pack alone.
#[divan::bench]
fn relations(bencher: Bencher<'_, '_>) {
    let report = report();
    bencher.bench(|| gouji_check::check_relations(newest(), black_box(&report), None));
}

/// The whole line: bytes to findings.
#[divan::bench(args = named())]
fn whole(bencher: Bencher<'_, '_>, page: Named) {
    bencher
        .counter(BytesCount::new(page.0.bytes.len()))
        .bench(|| {
            let opened = LINTER.open(black_box(&page.0.bytes)).unwrap();
            LINTER.check(&opened.reports[0], None)
        });
}

fn report() -> Report {
    LINTER.open(&PAGES[0].bytes).unwrap().reports.remove(0)
}
