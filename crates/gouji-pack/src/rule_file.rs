//! A rule file: TOML to a compiled rule, with mistakes shown at their place.

use std::collections::BTreeMap;

use gouji_model::{Authority, Bilingual, Form, ObservationKind, Severity};
use serde::Deserialize;
use toml::Spanned;

use crate::PackError;
use crate::files::File;
use crate::formula::{FormulaError, compile};
use crate::mistake;
use crate::narrative::Vocabulary;
use crate::narrative_file::{self, NarrativeEntry};
use crate::outline::FileKind;
use crate::quoted;
use crate::rule::{CellTest, Check, CopiedTest, Example, Organs, Relation, Rule, TextTest};
use crate::toml_file;

/// A rule file as written, before it is compiled for a form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleFile {
    name: Spanned<String>,
    severity: SeverityName,
    authority: AuthorityName,
    citation: Bilingual,
    title: Bilingual,
    message: Bilingual,
    why: Bilingual,
    help: Bilingual,
    applies_to: Option<Spanned<Vec<String>>>,
    #[serde(default)]
    organs: OrgansEntry,
    relation: Option<RelationEntry>,
    cell: Option<CellEntry>,
    table: Option<TableEntry>,
    report: Option<ReportEntry>,
    observation: Option<ObservationEntry>,
    text: Option<TextEntry>,
    copied: Option<CopiedEntry>,
    narrative: Option<NarrativeEntry>,
    #[serde(default)]
    example: Vec<ExampleEntry>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrgansEntry {
    #[serde(default)]
    ends: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SeverityName {
    Error,
    Warning,
    Info,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum AuthorityName {
    Form,
    Regulation,
    Label,
    Practice,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelationEntry {
    each: Option<Spanned<String>>,
    when: Option<Spanned<String>>,
    assert: Spanned<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum CellTestName {
    Blank,
    Placeholder,
    UnitInCount,
    UnitInAmount,
    Text,
    Negative,
    Decimal,
    NumberStyle,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CellEntry {
    is: CellTestName,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum TableTestName {
    MixedZeroStyles,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableEntry {
    is: TableTestName,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ReportTestName {
    Unfilled,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportEntry {
    is: ReportTestName,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ObservationEntry {
    kind: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextEntry {
    section: Spanned<String>,
    #[serde(default)]
    or_in: Vec<Spanned<String>>,
    mentions: Vec<Vec<String>>,
    since: Option<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CopiedEntry {
    sections: Vec<String>,
    characters: usize,
    percent: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleEntry {
    passes: bool,
    #[serde(default)]
    blank: bool,
    #[serde(default)]
    cells: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    prior: BTreeMap<String, String>,
    #[serde(default)]
    facts: BTreeMap<String, String>,
    #[serde(default)]
    observed: bool,
}

impl RuleFile {
    /// Where its name stands.
    pub(crate) fn name_place(&self) -> std::ops::Range<usize> {
        self.name.span()
    }

    /// Where the forms stand that it applies to, or its name.
    pub(crate) fn applies_to_place(&self) -> std::ops::Range<usize> {
        let forms = self.applies_to.as_ref();
        forms.map_or_else(|| self.name.span(), Spanned::span)
    }
}

/// Why a rule does not compile for a form.
pub(crate) enum Unfit {
    /// It names a table, cell or section that another form may have.
    Absent(PackError),
    /// It is wrong for any form.
    Wrong(PackError),
}

impl From<PackError> for Unfit {
    fn from(error: PackError) -> Self {
        Self::Wrong(error)
    }
}

/// Parses a rule file; a rule that several packs share is parsed once.
pub(crate) fn parse(file: &File) -> Result<RuleFile, Vec<PackError>> {
    toml_file::read(file, FileKind::Rule)
}

/// Compiles a rule for a form. `Ok(None)` when the rule is for other forms.
///
/// # Errors
/// Everything that is wrong with it.
pub(crate) fn compile_for(
    file: &File,
    parsed: &RuleFile,
    (form, vocabulary): (&Form, &Vocabulary),
    own: bool,
) -> Result<Option<Rule>, Vec<PackError>> {
    let forms = parsed.applies_to.as_ref().map(Spanned::get_ref);
    let forms = forms.filter(|forms| !forms.is_empty());
    let named = forms.is_some();
    if forms.is_some_and(|forms| !forms.contains(&form.id.0)) {
        return Ok(None);
    }
    let mut faults = Vec::new();
    let check = match check(file, parsed, form, vocabulary) {
        Ok(check) => Some(check),
        // A loose rule applies to the forms that have what it names.
        Err(Unfit::Absent(_)) if !own && !named => return Ok(None),
        Err(Unfit::Absent(error) | Unfit::Wrong(error)) => {
            faults.push(error);
            None
        }
    };
    faults.extend(check_name(file, &parsed.name).err());
    let examples = parsed.example.iter();
    let examples = examples
        .map(|example| read_example(file, form, example, own, &mut faults))
        .collect();
    let Some(check) = check.filter(|_| faults.is_empty()) else {
        return Err(faults);
    };
    Ok(Some(Rule {
        name: parsed.name.get_ref().clone(),
        severity: severity(parsed.severity),
        authority: authority(parsed.authority),
        citation: parsed.citation.clone(),
        title: parsed.title.clone(),
        message: parsed.message.clone(),
        why: parsed.why.clone(),
        help: parsed.help.clone(),
        organs: Organs {
            ends: parsed.organs.ends.clone(),
            except: parsed.organs.except.clone(),
        },
        check,
        examples,
        origin: file.path.clone(),
    }))
}

fn check_name(file: &File, name: &Spanned<String>) -> Result<(), PackError> {
    let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !name.get_ref().is_empty() && name.get_ref().chars().all(kebab) {
        return Ok(());
    }
    let (path, text) = (&file.path, &file.text);
    Err(PackError::at(path, text, name.span(), mistake::rule_name()))
}

/// A rule checks one thing only; a second one would be passed over in silence.
fn check_single(file: &File, parsed: &RuleFile) -> Result<(), PackError> {
    let given = [
        parsed.relation.is_some(),
        parsed.cell.is_some(),
        parsed.table.is_some(),
        parsed.report.is_some(),
        parsed.observation.is_some(),
        parsed.text.is_some(),
        parsed.copied.is_some(),
        parsed.narrative.is_some(),
    ];
    if given.into_iter().filter(|given| *given).count() <= 1 {
        return Ok(());
    }
    let (path, text) = (&file.path, &file.text);
    let span = parsed.name.span();
    Err(PackError::at(path, text, span, mistake::several_checks()))
}

fn check(
    file: &File,
    parsed: &RuleFile,
    form: &Form,
    vocabulary: &Vocabulary,
) -> Result<Check, Unfit> {
    check_single(file, parsed)?;
    if let Some(entry) = &parsed.relation {
        return relation(file, entry, form);
    }
    if let Some(entry) = &parsed.cell {
        return Ok(Check::Cell(cell_test(entry.is)));
    }
    if let Some(TableEntry {
        is: TableTestName::MixedZeroStyles,
    }) = &parsed.table
    {
        return Ok(Check::MixedZeroStyles);
    }
    if let Some(ReportEntry {
        is: ReportTestName::Unfilled,
    }) = &parsed.report
    {
        return Ok(Check::Unfilled);
    }
    if let Some(entry) = &parsed.observation {
        let kind = ObservationKind::from_name(entry.kind.get_ref());
        return kind.map(Check::Observation).ok_or_else(|| {
            let known: Vec<&str> = ObservationKind::NAMES
                .iter()
                .map(|(name, _)| *name)
                .collect();
            let mistake = mistake::observation(entry.kind.get_ref(), &known);
            PackError::at(&file.path, &file.text, entry.kind.span(), mistake).into()
        });
    }
    if let Some(entry) = &parsed.text {
        return text(file, entry, form);
    }
    if let Some(entry) = &parsed.copied {
        return Ok(Check::Copied(CopiedTest {
            sections: entry.sections.clone(),
            characters: entry.characters,
            percent: entry.percent,
        }));
    }
    if let Some(entry) = &parsed.narrative {
        return narrative_file::compile_for(file, entry, form, vocabulary).map(Check::Narrative);
    }
    let (path, text) = (&file.path, &file.text);
    let span = parsed.name.span();
    Err(PackError::at(path, text, span, mistake::no_check()).into())
}

fn text(file: &File, entry: &TextEntry, form: &Form) -> Result<Check, Unfit> {
    let known = |id: &str| form.sections.iter().any(|section| section.id == id);
    let named = std::iter::once(&entry.section).chain(&entry.or_in);
    if let Some(id) = named.into_iter().find(|id| !known(id.get_ref())) {
        let mistake = mistake::no_section(id.get_ref());
        let error = PackError::at(&file.path, &file.text, id.span(), mistake);
        return Err(Unfit::Absent(error));
    }
    Ok(Check::Text(TextTest {
        section: entry.section.get_ref().clone(),
        mentions: entry.mentions.clone(),
        or_in: entry.or_in.iter().map(|id| id.get_ref().clone()).collect(),
        since: entry.since,
    }))
}

fn relation(file: &File, entry: &RelationEntry, form: &Form) -> Result<Check, Unfit> {
    let each = entry.each.as_ref().map(|each| each.get_ref().as_str());
    let when = entry.when.as_ref().map(|when| when.get_ref().as_str());
    let formula = compile(form, each, when, entry.assert.get_ref()).map_err(|error| {
        let place = formula_place(entry, &error, form, each);
        let said = error.span.start..error.span.end.max(error.span.start + 1);
        let span = quoted::place(&file.text, place.span(), said);
        let shown = PackError::at(&file.path, &file.text, span, error.mistake);
        if error.absent {
            Unfit::Absent(shown)
        } else {
            Unfit::Wrong(shown)
        }
    })?;
    Ok(Check::Relation(Relation {
        text: entry.assert.get_ref().clone(),
        formula,
    }))
}

/// Which of the entry's strings an error is in.
fn formula_place<'e>(
    entry: &'e RelationEntry,
    error: &FormulaError,
    form: &Form,
    each: Option<&str>,
) -> &'e Spanned<String> {
    if let Some(written) = entry.each.as_ref().filter(|_| error.in_each) {
        return written;
    }
    match &entry.when {
        Some(when) if compile(form, each, None, when.get_ref()).as_ref().err() == Some(error) => {
            when
        }
        _ => &entry.assert,
    }
}

/// Cells of a rule's examples that none of these forms has.
pub(crate) fn strange_cells(file: &File, parsed: &RuleFile, forms: &[&Form]) -> Vec<PackError> {
    let addresses = parsed
        .example
        .iter()
        .flat_map(|example| example.cells.keys());
    let strange = addresses.filter(|address| {
        let mut forms = forms.iter();
        !forms.any(|form| form.cell(address.get_ref()).is_some())
    });
    let fault = |address: &Spanned<String>| {
        let mistake = mistake::example_cell(address.get_ref());
        PackError::at(&file.path, &file.text, address.span(), mistake)
    };
    strange.map(fault).collect()
}

/// An example for a form; cells that the form does not have are added to `faults`, or left to
/// other forms where the rule is no form's own.
fn read_example(
    file: &File,
    form: &Form,
    entry: &ExampleEntry,
    own: bool,
    faults: &mut Vec<PackError>,
) -> Example {
    let mut cells = Vec::new();
    let mut missing = Vec::new();
    for (address, text) in &entry.cells {
        match form.cell(address.get_ref()) {
            Some(cell) => cells.push((cell, text.clone())),
            None if own => {
                let mistake = mistake::example_cell(address.get_ref());
                let (path, text) = (&file.path, &file.text);
                faults.push(PackError::at(path, text, address.span(), mistake));
            }
            None => missing.push(address.get_ref().clone()),
        }
    }
    Example {
        passes: entry.passes,
        blank: entry.blank,
        cells,
        missing,
        prior: entry.prior.clone().into_iter().collect(),
        facts: entry.facts.clone().into_iter().collect(),
        observed: entry.observed,
    }
}

const fn severity(name: SeverityName) -> Severity {
    match name {
        SeverityName::Error => Severity::Error,
        SeverityName::Warning => Severity::Warning,
        SeverityName::Info => Severity::Info,
    }
}

const fn authority(name: AuthorityName) -> Authority {
    match name {
        AuthorityName::Form => Authority::Form,
        AuthorityName::Regulation => Authority::Regulation,
        AuthorityName::Label => Authority::Label,
        AuthorityName::Practice => Authority::Practice,
    }
}

const fn cell_test(name: CellTestName) -> CellTest {
    match name {
        CellTestName::Blank => CellTest::Blank,
        CellTestName::Placeholder => CellTest::Placeholder,
        CellTestName::UnitInCount => CellTest::UnitInCount,
        CellTestName::UnitInAmount => CellTest::UnitInAmount,
        CellTestName::Text => CellTest::Text,
        CellTestName::Negative => CellTest::Negative,
        CellTestName::Decimal => CellTest::Decimal,
        CellTestName::NumberStyle => CellTest::NumberStyle,
    }
}
