//! A rule file: TOML to a compiled rule, with mistakes shown at their place.

mod between;
mod example;
mod grades;
mod relation;
mod variant;

use gouji_model::{Authority, Bilingual, CellId, Form, ObservationKind, Severity};
use gouji_rule::{
    CellRule, CellTest, Check, CopiedTest, Examples, Organs, RollUpTest, Rule, TextTest,
    UnchangedTest,
};
use toml::Spanned;

use crate::PackError;
use crate::compact::Later;
use crate::context::{RuleContext, SharedWords, Unfit};
use crate::files::File;
use crate::mistake;
use crate::narrative_file::{self, NarrativeEntry};
use crate::outline::{choices, keys};
use crate::toml_file;

use self::between::{PeersEntry, PublishedEntry, RollUpEntry};
use self::grades::{AuthorityName, ConfidenceName, SeverityName, StatusName};
use self::relation::RelationEntry;
use self::variant::VariantEntry;

pub(crate) use self::example::{ExampleEntry, unknown_cells};

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
        applies_to: Option<Spanned<Vec<String>>>,
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

choices! {
    #[derive(Clone, Copy)]
    enum CellTestName {
        "空白" "nothing in it"
        Blank = "blank",
        "用符号表示没有" "a sign for nothing"
        Placeholder = "placeholder",
        "数量里写了单位" "a count with its unit"
        UnitInCount = "unit-in-count",
        "金额里写了单位" "an amount with its unit"
        UnitInAmount = "unit-in-amount",
        "不是数字的文字" "text that is no figure"
        Text = "text",
        "负数" "a figure below zero"
        Negative = "negative",
        "数量里有小数" "a count with decimals"
        Decimal = "decimal",
        "数字的写法不规范" "an unusual way to write a figure"
        NumberStyle = "number-style",
        "小数比最小货币单位还细" "an amount finer than the smallest coin"
        FinerThanUnit = "finer-than-unit",
    }
}

keys! {
    struct CellEntry {
        "找哪种写法" "which way of writing to look for"
        is: CellTestName,
        "个别单元格另外定级" "cells in which a finding matters more or less"
        grades: Vec<GradeEntry> = default,
    }
}

keys! {
    struct GradeEntry {
        "单元格的地址，`*` 代表任何一项" "the cells, by address; `*` stands for any"
        cells: Vec<String>,
        "在这些单元格里的严重程度" "how much it matters there"
        severity: SeverityName,
    }
}

keys! {
    struct UnchangedEntry {
        "比较哪些单元格，`*` 代表任何一项" "which cells are compared, by address; `*` stands for any"
        cells: Vec<String>,
        "至少有这么多格不为零才比较" "only where at least this many are not zero"
        filled: usize,
    }
}

choices! {
    #[derive(Clone, Copy)]
    enum TableTestName {
        "同一张表里零有几种写法" "zero is written in more than one way"
        MixedZeroStyles = "mixed-zero-styles",
    }
}

keys! {
    struct TableEntry {
        "找哪种写法" "which way of writing to look for"
        is: TableTestName,
    }
}

choices! {
    #[derive(Clone, Copy)]
    enum ReportTestName {
        "空白表格，没有填写" "a form that nobody filled in"
        Unfilled = "unfilled",
        "没有写明是哪个单位、哪个时期的报告" "one that does not say whose it is, or of what period"
        Unnamed = "unnamed",
        "单位表里的单位没有报告" "a unit of the units file that has none"
        Missing = "missing",
        "同一机关同一年度有几份不一致的文件" "several files of one organ and year that differ"
        DifferingFiles = "differing-files",
    }
}

keys! {
    struct ReportEntry {
        "找哪种样子" "which one to look for"
        is: ReportTestName,
    }
}

keys! {
    struct ObservationEntry {
        "哪种情况" "which one"
        kind: Spanned<String>,
    }
}

keys! {
    struct TextEntry {
        "部分的标识" "the section, by its id"
        section: Spanned<String>,
        "写在这些部分也可以" "sections that may say it instead"
        or_in: Vec<Spanned<String>> = default,
        "每组词至少出现一个" "of each group of words one must occur"
        mentions: Vec<Vec<String>> = default,
        "不应出现的词，`*` 代表几个字" "words that must not occur; `*` stands for a few characters"
        never: Vec<String> = default,
        "`*` 所代表的字中有其中之一就不算" "no harm where what stands for `*` has one of these"
        unless: Vec<String> = default,
        "至少有这么多字（标点不计）" "at least this many characters, signs apart"
        at_least: usize = default,
        "本身什么也没说的字词，不计字数" "words that say nothing by themselves and do not count"
        hollow: Vec<String> = default,
        "从这一年的报告起" "from the reports of this year on"
        since: Option<i32>,
    }
}

keys! {
    struct CopiedEntry {
        "看哪些部分" "which sections are compared"
        sections: Vec<String>,
        "至少有这么多字才比较" "only texts with at least this many characters"
        characters: usize,
        "相同的字占到百分之多少" "from this many per cent the same"
        percent: usize,
        "也与其他单位的文字比较" "compared with other units' texts, too"
        peers: Option<PeersEntry>,
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
    let examples = match &parsed.example {
        // They are run on a form of their own where it has open rows.
        _ if form.keys().is_some() => Examples::default(),
        Later::Read(entries) => {
            Examples::known(example::read(file, (entries, own), form, &mut faults))
        }
        Later::Skipped => example::later(file, own),
    };
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
        origin: file.path.to_string(),
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
            ReportTestName::Unnamed => Check::Unnamed,
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
    let patterns: Vec<[&str; 3]> = patterns.iter().map(|pattern| parts(pattern)).collect();
    let is_one = |cell: &CellId| {
        let [table, row, column] = [
            &form.table_of(*cell).id,
            &form.row_of(*cell).id,
            &form.column_of(*cell).id,
        ];
        let mut patterns = patterns.iter();
        patterns.any(|[of_table, of_row, of_column]| {
            fits(of_table, table) && fits(of_row, row) && fits(of_column, column)
        })
    };
    form.cells().filter(is_one).collect()
}

/// Table, row and column of a pattern; the key of an open row may hold a slash.
fn parts(address: &str) -> [&str; 3] {
    let (table, rest) = address.split_once('/').unwrap_or((address, ""));
    let (row, column) = rest.rsplit_once('/').unwrap_or((rest, ""));
    [table, row, column]
}

/// Whether a name is a part of a pattern: any for `*`, an open row for `component[*]`.
fn fits(part: &str, name: &str) -> bool {
    let is_open = |rows: &str| {
        let key = name.strip_prefix(rows);
        key.is_some_and(|key| key.starts_with('['))
    };
    part == "*" || part == name || part.strip_suffix("[*]").is_some_and(is_open)
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
