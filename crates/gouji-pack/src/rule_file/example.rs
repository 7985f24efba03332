//! The examples of a rule file: what a report holds, and whether the rule is satisfied.

use std::collections::BTreeMap;
use std::fmt;

use gouji_model::{CellId, CellKind, Form};
use gouji_rule::{Example, Examples, Expected, Seen};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use toml::Spanned;

use crate::PackError;
use crate::compact;
use crate::files::{self, File};
use crate::mistake::{self, Mistake};
use crate::outline::{Keyed, Outline, Takes, keys};
use crate::suggestion::nearest;

use super::cells::unfit_part;
use super::facts;

keys! {
    pub(crate) struct ExampleEntry {
        "应当通过（true）还是应当发现问题（false）" "whether the rule passes, or finds something"
        passes: bool,
        "只是这种表格的例子" "an example for this form only"
        pub(super) form: Option<Spanned<String>>,
        "没写的单元格为空白，而不是 0" "cells not named are blank, not zero"
        blank: bool = default,
        "单元格 `\"table/row/column\"` 的内容；没写的为 0"
        "cells by address, `\"table/row/column\"`; those not named are zero"
        cells: BTreeMap<Spanned<String>, CellText> = default,
        "上年报告的单元格" "cells of last year's report"
        prior: BTreeMap<Spanned<String>, CellText> = default,
        "年份和文字，例如 `year`、`section.ID`" "years and texts, such as `year` and `section.ID`"
        facts: BTreeMap<Spanned<String>, CellText> = default,
        "读取时看到了这种情况" "it was seen while the report was read"
        observed: bool = default,
        "其他报告的单元格：合计的各单位，或同一报告的另一份文件"
        "cells of other reports: those that are added up, or another file of the same"
        others: Vec<BTreeMap<Spanned<String>, CellText>> = default,
        "读取时看到了什么" "what was seen while the report was read"
        seen: Option<SeenEntry>,
        "应当发现的是什么问题" "what the finding is"
        expects: ExpectsEntry = default,
    }
}

keys! {
    /// What the finding of an example is.
    #[derive(Default)]
    struct ExpectsEntry {
        "问题所在的行或列" "the row or column of the finding"
        at: Option<String>,
        "问题涉及的一个单元格" "a cell that the finding names"
        cell: Option<Spanned<String>>,
        "问题说明里的话" "words of the finding's message"
        message: Option<String>,
    }
}

keys! {
    struct SeenEntry {
        "表样里的内容" "what the form has"
        expected: String = default,
        "报告里的内容" "what the report has"
        found: String = default,
    }
}

/// The examples of a rule file; what else it says is passed over.
#[derive(serde::Deserialize)]
struct ExampleFile {
    #[serde(default)]
    example: Vec<ExampleEntry>,
}

/// The examples for a form; mistakes are added to `faults`. They are the pack's own, or those of a
/// loose rule.
pub(super) fn read(
    file: &File,
    (entries, own): (&[ExampleEntry], bool),
    form: &Form,
    faults: &mut Vec<PackError>,
) -> Vec<Example> {
    let entries = entries.iter().filter(|entry| entry.is_for(form));
    entries
        .map(|entry| entry.read(file, form, own, faults))
        .collect()
}

/// The examples of an embedded file, read when they are first asked for.
///
/// # Panics
/// Then, where one has a mistake, which the tests see to that none has.
pub(super) fn later(file: &File, own: bool) -> Examples {
    let file = file.clone();
    Examples::later(move |form| read_embedded(&file, own, form))
}

/// The same of a rule that was compiled with the program, by the path of its file.
pub(crate) fn embedded_examples(path: &str) -> Examples {
    let path = path.to_owned();
    Examples::later(move |form| {
        let file = files::embedded().into_iter().find(|file| file.path == path);
        file.map_or_else(Vec::new, |file| read_embedded(&file, true, form))
    })
}

fn read_embedded(file: &File, own: bool, form: &Form) -> Vec<Example> {
    let mut faults = Vec::new();
    let compact = file.compact.unwrap_or_default();
    match compact::read::<ExampleFile>(compact, &file.text) {
        Ok(read_now) => {
            let examples = read(file, (&read_now.example, own), form, &mut faults);
            assert!(
                faults.is_empty(),
                "an embedded example is wrong: {faults:?}"
            );
            examples
        }
        Err(error) => panic!("embedded examples cannot be read: {error}"),
    }
}

impl ExampleEntry {
    /// Whether it is an example for a form.
    fn is_for(&self, form: &Form) -> bool {
        self.form
            .as_ref()
            .is_none_or(|id| *id.get_ref() == form.id.0)
    }

    /// The example for a form; cells that the form does not have are added to `faults`, or left to
    /// other forms where the rule is no form's own.
    fn read(&self, file: &File, form: &Form, own: bool, faults: &mut Vec<PackError>) -> Example {
        let mut reader = Reader {
            file,
            form,
            own,
            faults,
        };
        let (cells, missing) = reader.cells(&self.cells);
        let others = self.others.iter().map(|other| reader.cells_of_other(other));
        let others = others.collect();
        for (name, text) in self.facts.iter().chain(&self.prior) {
            reader.named(name);
            if let Some(mistake) = facts::unfit(name.get_ref(), &text.0) {
                reader.fault(name, mistake);
            }
        }
        if let Some(cell) = &self.expects.cell
            && own
            && !form.may_have(cell.get_ref())
        {
            reader.no_cell(cell);
        }
        let seen = self.seen.as_ref().map(|seen| Seen {
            expected: seen.expected.clone(),
            found: seen.found.clone(),
        });
        Example {
            passes: self.passes,
            blank: self.blank,
            cells,
            missing,
            prior: texts(&self.prior),
            others,
            facts: texts(&self.facts),
            observed: self.observed || (seen.is_some() && !self.passes),
            seen,
            expects: Expected {
                at: self.expects.at.clone(),
                cell: self.expects.cell.as_ref().map(|c| c.get_ref().clone()),
                message: self.expects.message.clone(),
            },
        }
    }
}

/// Cells as an example writes them.
type WrittenCells = BTreeMap<Spanned<String>, CellText>;

/// Reads examples for a form.
struct Reader<'r> {
    file: &'r File,
    form: &'r Form,
    /// Whether the rule is the pack's own.
    own: bool,
    faults: &'r mut Vec<PackError>,
}

impl Reader<'_> {
    fn fault(&mut self, at: &Spanned<String>, mistake: Mistake) {
        let File { path, text, .. } = self.file;
        self.faults
            .push(PackError::at(path, text, at.span(), mistake));
    }

    fn no_cell(&mut self, at: &Spanned<String>) {
        self.fault(at, no_cell(at.get_ref(), self.form));
    }

    /// The cells with their texts, and the addresses of those that the form does not have.
    fn cells(&mut self, written: &WrittenCells) -> (Vec<(String, String)>, Vec<String>) {
        let (mut cells, mut missing) = (Vec::new(), Vec::new());
        for (address, text) in written {
            let name = address.get_ref();
            if name == FIRST {
                cells.extend(first_count(self.form).map(|first| (first, text.0.clone())));
            } else if self.form.may_have(name) {
                cells.push((name.clone(), text.0.clone()));
            } else if self.own {
                self.no_cell(address);
            } else {
                missing.push(name.clone());
            }
        }
        (cells, missing)
    }

    /// The cells of another report.
    fn cells_of_other(&mut self, written: &WrittenCells) -> Vec<(CellId, String)> {
        let mut cells = Vec::new();
        for (name, text) in written {
            match self.form.cell(name.get_ref()) {
                Some(cell) => cells.push((cell, text.0.clone())),
                None if self.own => self.no_cell(name),
                None => {}
            }
        }
        cells
    }

    /// The name of a fact, or of a cell of last year's report.
    fn named(&mut self, name: &Spanned<String>) {
        if let Some(mistake) = unknown_cell(name.get_ref(), self.form, self.own) {
            self.fault(name, mistake);
        }
    }
}

fn texts(written: &WrittenCells) -> Vec<(String, String)> {
    let texts = written.iter();
    texts
        .map(|(name, text)| (name.get_ref().clone(), text.0.clone()))
        .collect()
}

/// What an example may say of a report beside its cells; `section.ID` as well.
const FACTS: [&str; 9] = [
    "year",
    "period",
    "level",
    "published",
    "title.year",
    "period.year",
    "signature.year",
    "organization",
    "title",
];

/// Stands for the first cell of a form that counts something, or the first where none does, in rules that
/// every pack has.
const FIRST: &str = "FIRST";

fn first_count(form: &Form) -> Option<String> {
    let own = || form.cells().filter(|cell| !form.is_group_cell(*cell));
    let counts = |cell: &CellId| form.kind_of(*cell) == CellKind::Count;
    let first = own().find(counts).or_else(|| own().next());
    first.map(|cell| form.address(cell))
}

/// What is wrong with the name of a fact, or of a cell of last year's report: it would be passed
/// over without a word.
fn unknown_cell(name: &str, form: &Form, own: bool) -> Option<Mistake> {
    if name.contains('/') {
        let missing = own && !form.may_have(name);
        return missing.then(|| no_cell(name, form));
    }
    match name.strip_prefix("section.") {
        Some(id) => {
            let known = form.sections.iter();
            let known: Vec<&str> = known.map(|section| section.id.as_str()).collect();
            (own && !known.contains(&id)).then(|| mistake::no_section(id, &known))
        }
        None => (!FACTS.contains(&name)).then(|| mistake::example_fact(name, &FACTS)),
    }
}

/// A cell that the form does not have, with the one that may be meant.
fn no_cell(address: &str, form: &Form) -> Mistake {
    let (part, known) = unfit_part(form, address).unwrap_or_default();
    mistake::example_cell(address, (part, &known))
}

/// What a cell of an example holds: a text, or a whole number as it is.
struct CellText(String);

impl Keyed for CellText {
    fn outline() -> Outline {
        Outline {
            takes: Takes::TextOrWhole,
            ..Outline::default()
        }
    }
}

impl<'de> Deserialize<'de> for CellText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CellTextVisitor)
    }
}

struct CellTextVisitor;

impl<'de> Visitor<'de> for CellTextVisitor {
    type Value = CellText;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text or a whole number")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<CellText, E> {
        Ok(CellText(text.to_owned()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<CellText, E> {
        Ok(CellText(number.to_string()))
    }
}

/// Levels of a rule's examples that look like those of its deadlines and are none, or that nothing looks at. A level
/// without a deadline is none to be late at.
pub(super) fn unknown_levels(
    file: &File,
    examples: &[ExampleEntry],
    known: &[&str],
) -> Vec<PackError> {
    let facts = examples.iter().flat_map(|example| &example.facts);
    let levels = facts.filter(|(name, _)| name.get_ref() == "level");
    let unknown = levels.filter(|(_, level)| {
        let near = nearest(&level.0, known.iter().copied());
        known.is_empty() || near.is_some_and(|near| near != level.0)
    });
    unknown
        .map(|(name, level)| {
            let mistake = mistake::no_level(&level.0, known);
            PackError::at(&file.path, &file.text, name.span(), mistake)
        })
        .collect()
}

/// Cells of a rule's examples that none of these forms has.
pub(crate) fn unknown_cells(
    file: &File,
    examples: &[ExampleEntry],
    forms: &[&Form],
) -> Vec<PackError> {
    let addresses = examples.iter().flat_map(|example| example.cells.keys());
    let unknown_cell = addresses.filter(|address| {
        let mut forms = forms.iter();
        !forms.any(|form| form.may_have(address.get_ref()))
    });
    let fault = |address: &Spanned<String>| {
        let near = forms.first();
        let mistake = near.map(|form| no_cell(address.get_ref(), form));
        let mistake =
            mistake.unwrap_or_else(|| mistake::example_cell(address.get_ref(), ("", &[])));
        PackError::at(&file.path, &file.text, address.span(), mistake)
    };
    unknown_cell.map(fault).collect()
}
