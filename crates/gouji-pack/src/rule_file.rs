//! A rule file: TOML to a compiled rule, with mistakes shown at their place.

mod between;
mod example;
mod grades;
mod relation;
mod variant;

use gouji_model::{Authority, Bilingual, CellId, Form, ObservationKind, Severity};
use gouji_rule::{
    CellRule, CellTest, Check, CopiedTest, Organs, RollUpTest, Rule, TextTest, UnchangedTest,
};
use serde::Deserialize;
use toml::Spanned;

use crate::PackError;
use crate::context::{RuleContext, SharedWords, Unfit};
use crate::files::File;
use crate::mistake;
use crate::narrative_file::{self, NarrativeEntry};
use crate::toml_file;

use self::between::{PeersEntry, PublishedEntry, RollUpEntry};
use self::grades::{AuthorityName, ConfidenceName, SeverityName, StatusName};
use self::relation::RelationEntry;
use self::variant::VariantEntry;

pub(crate) use self::example::{ExampleEntry, unknown_cells};

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
    since: Option<i32>,
    until: Option<i32>,
    #[serde(default)]
    status: StatusName,
    #[serde(default)]
    confidence: ConfidenceName,
    #[serde(default)]
    organs: OrgansEntry,
    relation: Option<RelationEntry>,
    cell: Option<CellEntry>,
    table: Option<TableEntry>,
    report: Option<ReportEntry>,
    observation: Option<ObservationEntry>,
    text: Option<TextEntry>,
    copied: Option<CopiedEntry>,
    unchanged: Option<UnchangedEntry>,
    narrative: Option<Spanned<NarrativeEntry>>,
    roll_up: Option<RollUpEntry>,
    published: Option<PublishedEntry>,
    #[serde(default)]
    variant: Vec<VariantEntry>,
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
enum CellTestName {
    Blank,
    Placeholder,
    UnitInCount,
    UnitInAmount,
    Text,
    Negative,
    Decimal,
    NumberStyle,
    FinerThanUnit,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CellEntry {
    is: CellTestName,
    #[serde(default)]
    grades: Vec<GradeEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GradeEntry {
    cells: Vec<String>,
    severity: SeverityName,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnchangedEntry {
    cells: Vec<String>,
    filled: usize,
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
    Missing,
    DifferingFiles,
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
    #[serde(default)]
    mentions: Vec<Vec<String>>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    at_least: usize,
    #[serde(default)]
    hollow: Vec<String>,
    since: Option<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CopiedEntry {
    sections: Vec<String>,
    characters: usize,
    percent: usize,
    peers: Option<PeersEntry>,
}

impl RuleFile {
    /// Where its name stands.
    pub(crate) fn name_place(&self) -> std::ops::Range<usize> {
        self.name.span()
    }

    /// Its examples.
    pub(crate) fn examples(&self) -> &[ExampleEntry] {
        &self.example
    }

    /// Where the forms stand that it applies to, or its name.
    pub(crate) fn applies_to_place(&self) -> std::ops::Range<usize> {
        let forms = self.applies_to.as_ref();
        forms.map_or_else(|| self.name.span(), Spanned::span)
    }
}

/// Parses a rule file; a rule that several packs share is parsed once.
pub(crate) fn parse(file: &File) -> Result<RuleFile, Vec<PackError>> {
    toml_file::read(file)
}

/// Compiles a rule for the form of a pack. `Ok(None)` when the rule is for other forms.
///
/// # Errors
/// Everything that is wrong with it.
pub(crate) fn compile_for(
    file: &File,
    parsed: &RuleFile,
    context: RuleContext<'_>,
    own: bool,
) -> Result<Option<Rule>, Vec<PackError>> {
    let RuleContext {
        form,
        words,
        shared,
    } = context;
    let forms = parsed.applies_to.as_ref().map(Spanned::get_ref);
    let forms = forms.filter(|forms| !forms.is_empty());
    let named = forms.is_some();
    if forms.is_some_and(|forms| !forms.contains(&form.id.0)) {
        return Ok(None);
    }
    let mut faults = Vec::new();
    let check = match check(file, parsed, form, shared) {
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
        // They are run on a form of their own where it has open rows.
        .filter(|example| form.keys().is_none() && example.is_for(form))
        .map(|example| example.read(file, form, own, &mut faults))
        .collect();
    let Some(check) = check.filter(|_| faults.is_empty()) else {
        return Err(faults);
    };
    let variant = parsed.variant.iter().find(|one| one.is_for(form));
    let text = |name: fn(&VariantEntry) -> &Option<Bilingual>, usual: &Bilingual| {
        words.fill(variant.and_then(|one| name(one).as_ref()).unwrap_or(usual))
    };
    let grade = variant.and_then(|one| one.severity);
    let basis = variant.and_then(|one| one.authority);
    let rests_on: Authority = basis.unwrap_or(parsed.authority).into();
    Ok(Some(Rule {
        name: parsed.name.get_ref().clone(),
        severity: grade.unwrap_or(parsed.severity).into(),
        authority: rests_on,
        authority_words: own_words(form, rests_on),
        citation: text(|one| &one.citation, &parsed.citation),
        title: text(|one| &one.title, &parsed.title),
        message: text(|one| &one.message, &parsed.message),
        why: text(|one| &one.why, &parsed.why),
        help: text(|one| &one.help, &parsed.help),
        organs: Organs {
            ends: parsed.organs.ends.clone(),
            except: parsed.organs.except.clone(),
        },
        since: parsed.since,
        until: parsed.until,
        preview: parsed.status == StatusName::Preview,
        confidence: parsed.confidence.into(),
        check,
        examples,
        origin: file.path.clone(),
    }))
}

/// What a form's pack calls what a rule rests on.
fn own_words(form: &Form, authority: Authority) -> Option<Bilingual> {
    let mut known = form.authorities.iter();
    let found = known.find(|(name, _)| name == authority.name());
    found.map(|(_, words)| words.clone())
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
        parsed.unchanged.is_some(),
        parsed.narrative.is_some(),
        parsed.roll_up.is_some(),
        parsed.published.is_some(),
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
    shared: &SharedWords,
) -> Result<Check, Unfit> {
    check_single(file, parsed)?;
    if let Some(entry) = &parsed.relation {
        return relation::compiled(file, entry, form);
    }
    if let Some(entry) = &parsed.cell {
        return Ok(Check::Cell(CellRule {
            test: cell_test(entry.is),
            grades: grades(form, entry),
        }));
    }
    if let Some(TableEntry {
        is: TableTestName::MixedZeroStyles,
    }) = &parsed.table
    {
        return Ok(Check::MixedZeroStyles);
    }
    if let Some(entry) = &parsed.report {
        return Ok(match entry.is {
            ReportTestName::Unfilled => Check::Unfilled,
            ReportTestName::Missing => Check::Missing,
            ReportTestName::DifferingFiles => Check::DifferingFiles,
        });
    }
    if let Some(entry) = &parsed.roll_up {
        return Ok(Check::RollUp(RollUpTest {
            cells: cells_like(form, &entry.cells),
        }));
    }
    if let Some(entry) = &parsed.published {
        return entry.read(file).map(Check::Published);
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
            peers: entry.peers.as_ref().map(PeersEntry::read),
        }));
    }
    if let Some(entry) = &parsed.unchanged {
        return Ok(Check::Unchanged(UnchangedTest {
            cells: cells_like(form, &entry.cells),
            filled: entry.filled,
        }));
    }
    if let Some(entry) = &parsed.narrative {
        return narrative_file::compile_for(file, entry, form, shared).map(Check::Narrative);
    }
    let (path, text) = (&file.path, &file.text);
    let span = parsed.name.span();
    Err(PackError::at(path, text, span, mistake::no_check()).into())
}

/// Words in the order in which they are looked for, so that none hides a longer one.
fn longest_first(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
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
        never: entry.never.clone(),
        unless: entry.unless.clone(),
        or_in: entry.or_in.iter().map(|id| id.get_ref().clone()).collect(),
        at_least: entry.at_least,
        hollow: longest_first(&entry.hollow),
        since: entry.since,
    }))
}

/// The cells that a rule grades in its own way, the first entry that names one counts.
fn grades(form: &Form, entry: &CellEntry) -> Vec<(CellId, Severity)> {
    let entries = entry.grades.iter();
    let graded = entries.flat_map(|entry| {
        let cells = cells_like(form, &entry.cells).into_iter();
        cells.map(|cell| (cell, entry.severity.into()))
    });
    graded.collect()
}

/// The cells of a form whose addresses fit one of some patterns, in the form's order: `*` stands for any
/// table, row or column.
fn cells_like(form: &Form, patterns: &[String]) -> Vec<CellId> {
    let is_one = |cell: &CellId| {
        let address = form.address_of(*cell);
        patterns.iter().any(|pattern| {
            let mut parts = parts(pattern).into_iter().zip(parts(address));
            parts.all(|(part, name)| fits(part, name))
        })
    };
    form.cells().filter(is_one).collect()
}

/// Table, row and column of an address; the key of an open row may hold a slash.
fn parts(address: &str) -> [&str; 3] {
    let (table, rest) = address.split_once('/').unwrap_or((address, ""));
    let (row, column) = rest.rsplit_once('/').unwrap_or((rest, ""));
    [table, row, column]
}

/// Whether a name is a part of a pattern: any for `*`, an open row for `component[*]`.
fn fits(part: &str, name: &str) -> bool {
    let open = part.strip_suffix("[*]");
    part == "*"
        || part == name
        || open.is_some_and(|rows| {
            name.strip_prefix(rows)
                .is_some_and(|key| key.starts_with('['))
        })
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
        CellTestName::FinerThanUnit => CellTest::FinerThanUnit,
    }
}
