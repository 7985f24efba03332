//! A rule file: TOML to a compiled rule, with mistakes shown at their place.

mod between;
mod cells;
mod example;
mod facts;
mod grades;
mod named;
mod relation;
mod texts;
mod variant;
mod whole;

use gouji_model::{Authority, Bilingual, Form, Severity};
use gouji_rule::{Check, Examples, Organs, RollUpTest, Rule};
use toml::Spanned;

use crate::PackError;
use crate::compact::Later;
use crate::context::{RuleContext, SharedWords, Unfit};
use crate::files::File;
use crate::form_words::FormWords;
use crate::mistake;
use crate::narrative_file::{self, NarrativeEntry};
use crate::outline::keys;
use crate::toml_file;

use self::between::{PublishedEntry, RollUpEntry};
use self::cells::{CellEntry, UnchangedEntry, cells_like};
use self::grades::{AuthorityName, ConfidenceName, SeverityName, StatusName};
use self::relation::RelationEntry;
use self::texts::{CopiedEntry, TextEntry};
use self::variant::VariantEntry;
use self::whole::{ObservationEntry, ReportEntry, TableEntry};

pub(crate) use self::cells::unfit_part;
pub(crate) use self::example::{ExampleEntry, embedded_examples, unknown_cells};

keys! {
    /// A rule file as written, before it is compiled for a form.
    pub(crate) struct RuleFile {
        "规则名：小写字母、数字和连字符" "the rule's name, in kebab-case"
        name: Spanned<String>,
        "严重程度：表格或法规明文规定的用 `error`，要人判断的用 `warning`"
        "what the form or the law says is an `error`; what needs judgement is a `warning`"
        severity: SeverityName,
        "依据的种类" "what kind of source the rule rests on"
        authority: AuthorityName,
        "依据的出处" "where the source says so"
        citation: Bilingual,
        "规则列表里的一行说明" "one line for lists of rules"
        title: Bilingual,
        "发现问题时的话，可用 {row} 等占位符" "what a finding says, with placeholders such as {row}"
        message: Bilingual,
        "为什么应当如此" "why it must be so"
        why: Bilingual,
        "怎么改" "what to do about a finding"
        help: Bilingual,
        "适用的表格；不写时，包内规则用于本包，单独的规则用于具备所提单元格的表格"
        "forms by id; without it, those of the pack, or every form that has what the rule names"
        applies_to: Option<Spanned<Vec<Spanned<String>>>>,
        "从哪一年的报告起检查；不知道报告年度时不作判断"
        "from the reports of this year on; where the report's year is not known, it is blocked"
        since: Option<i32>,
        "到哪一年的报告为止" "up to the reports of this year"
        until: Option<i32>,
        "规则是否已经定下来" "whether the rule is settled"
        status: StatusName = default,
        "发现的是问题的把握有多大" "how sure it is that what it finds is wrong"
        confidence: ConfidenceName = default,
        "只用于某些机关" "only for some organs"
        organs: OrgansEntry = default,
        "单元格之间应当成立的关系" "a relation that must hold between cells"
        relation: Option<RelationEntry>,
        "单元格的写法" "how a cell is written"
        cell: Option<CellEntry>,
        "整张表的写法" "how a whole table is written"
        table: Option<TableEntry>,
        "整份报告的样子" "what a whole report is like"
        report: Option<ReportEntry>,
        "读取报告时看到的情况" "something seen while the report was read"
        observation: Option<ObservationEntry>,
        "某一部分必须提到的内容" "what a section must mention"
        text: Option<TextEntry>,
        "与上年报告雷同的文字" "prose copied from last year's report"
        copied: Option<CopiedEntry>,
        "与上年报告相同的数字" "figures that are those of last year's report"
        unchanged: Option<UnchangedEntry>,
        "文字与表格是否一致：写下面几种之一" "what the prose says against the tables: one of these kinds"
        narrative: Option<Spanned<NarrativeEntry>>,
        "等于下属各单位之和的单元格" "cells that are the sums over the units that count towards the report's"
        roll_up: Option<RollUpEntry>,
        "报告公布的期限" "the days by which reports are to be published"
        published: Option<PublishedEntry>,
        "在其中一种表格里的不同说法" "what the rule says otherwise in one form"
        variant: Vec<VariantEntry> = default,
        "例子：这条规则应当通过或应当发现问题的数字" "figures that the rule must pass, or find"
        example: Later<Vec<ExampleEntry>> = default,
    }
}

keys! {
    #[derive(Default)]
    struct OrgansEntry {
        "机关名称以其中之一结尾" "the organ's name ends in one of these"
        ends: Vec<String> = default,
        "机关名称不以其中任何一个结尾" "the organ's name ends in none of these"
        except: Vec<String> = default,
    }
}

impl RuleFile {
    /// Where its name stands.
    pub(crate) fn name_place(&self) -> std::ops::Range<usize> {
        self.name.span()
    }

    /// Its examples, as far as they are read.
    pub(crate) fn examples(&self) -> &[ExampleEntry] {
        match &self.example {
            Later::Read(examples) => examples,
            Later::Skipped => &[],
        }
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
    let is_form = |id: &Spanned<String>| *id.get_ref() == form.id.0;
    if forms.is_some_and(|forms| !forms.iter().any(is_form)) {
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
    let examples = examples(file, (parsed, own), form, &mut faults);
    match check.filter(|_| faults.is_empty()) {
        Some(check) => {
            let worded = parsed.worded(form, words);
            Ok(Some(parsed.rule(file, worded, check, examples)))
        }
        None => Err(faults),
    }
}

/// The examples of a rule. They are run on a form of their own where it has open rows.
fn examples(
    file: &File,
    (parsed, own): (&RuleFile, bool),
    form: &Form,
    faults: &mut Vec<PackError>,
) -> Examples {
    if form.keys().is_some() {
        return Examples::default();
    }
    let levels = parsed.published.as_ref().map(PublishedEntry::levels);
    faults.extend(example::unknown_levels(
        file,
        parsed.examples(),
        &levels.unwrap_or_default(),
    ));
    match &parsed.example {
        Later::Read(entries) => Examples::known(example::read(file, (entries, own), form, faults)),
        Later::Skipped => example::later(file, own),
    }
}

/// How a rule is worded in a form: what its variant for it says otherwise, and else what the rule says.
struct Worded {
    severity: Severity,
    authority: Authority,
    authority_words: Option<Bilingual>,
    citation: Bilingual,
    title: Bilingual,
    message: Bilingual,
    why: Bilingual,
    help: Bilingual,
}

impl RuleFile {
    fn worded(&self, form: &Form, words: FormWords<'_>) -> Worded {
        let variant = self.variant.iter().find(|one| one.is_for(form));
        let text = |name: fn(&VariantEntry) -> &Option<Bilingual>, usual: &Bilingual| {
            words.fill(variant.and_then(|one| name(one).as_ref()).unwrap_or(usual))
        };
        let severity = variant.and_then(|one| one.severity);
        let basis = variant.and_then(|one| one.authority);
        let authority: Authority = basis.unwrap_or(self.authority).into();
        Worded {
            severity: severity.unwrap_or(self.severity).into(),
            authority,
            authority_words: own_words(form, authority),
            citation: text(|one| &one.citation, &self.citation),
            title: text(|one| &one.title, &self.title),
            message: text(|one| &one.message, &self.message),
            why: text(|one| &one.why, &self.why),
            help: text(|one| &one.help, &self.help),
        }
    }

    /// The rule, compiled.
    fn rule(&self, file: &File, worded: Worded, check: Check, examples: Examples) -> Rule {
        Rule {
            name: self.name.get_ref().clone(),
            severity: worded.severity,
            authority: worded.authority,
            authority_words: worded.authority_words,
            citation: worded.citation,
            title: worded.title,
            message: worded.message,
            why: worded.why,
            help: worded.help,
            organs: Organs::new(self.organs.ends.clone(), self.organs.except.clone()),
            since: self.since,
            until: self.until,
            preview: self.status == StatusName::Preview,
            confidence: self.confidence.into(),
            check,
            examples,
            origin: file.path.to_string(),
        }
    }
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
        return Ok(entry.read(form));
    }
    if let Some(entry) = &parsed.table {
        return Ok(entry.read());
    }
    if let Some(entry) = &parsed.report {
        return Ok(entry.read());
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
        return entry.read(file);
    }
    if let Some(entry) = &parsed.text {
        return texts::text(file, entry, form);
    }
    if let Some(entry) = &parsed.copied {
        return Ok(entry.read());
    }
    if let Some(entry) = &parsed.unchanged {
        return Ok(entry.read(form));
    }
    if let Some(entry) = &parsed.narrative {
        return narrative_file::compile_for(file, entry, form, shared).map(Check::Narrative);
    }
    let (path, text) = (&file.path, &file.text);
    let span = parsed.name.span();
    Err(PackError::at(path, text, span, mistake::no_check()).into())
}
