//! What a form says that can be read, and would say nothing or something else than is meant: patterns without
//! what they look for, words without a letter, numbers that no calendar has.

use std::ops::Range;

use gouji_model::{Bilingual, Field, Pattern, Piece};
use toml::Spanned;

use super::entries::{BlockEntry, ColumnEntry, FormFile, Kind, MOST_DECIMALS, TableEntry};
use super::known_by::KnownBy;
use crate::PackError;
use crate::files::File;
use crate::mistake::Mistake;

type Words = (&'static str, &'static str);

/// Names of tables that mean something else in formulas.
const RESERVED: [&str; 24] = [
    "here",
    "prior",
    "sum",
    "abs",
    "min",
    "max",
    "count",
    "nth",
    "round",
    "round_down",
    "round_up",
    "present",
    "ascending",
    "descending",
    "and",
    "or",
    "not",
    "implies",
    "iff",
    "year",
    "title",
    "period",
    "signature",
    "of",
];

/// What is wrong with what a form says.
pub(super) fn faults(file: &File, form: &FormFile) -> Vec<PackError> {
    let mut found = Sense {
        file,
        faults: Vec::new(),
    };
    if let Some(known) = &form.known_by {
        found.known_by(known);
    }
    let values = &form.values;
    for words in [
        &values.not_applicable,
        &values.placeholders,
        &values.less_than,
    ] {
        found.words(words);
    }
    let labels_count = form.known_by.is_some();
    for word in values.not_applicable.iter().chain(&values.placeholders) {
        if word.get_ref().contains(|c: char| c.is_ascii_digit()) {
            found.add(word.span(), NO_WORD);
        }
    }
    for word in &values.not_applicable {
        let mut others = values.placeholders.iter();
        if others.any(|other| other.get_ref() == word.get_ref()) {
            found.add(word.span(), BOTH);
        }
    }
    for table in &form.table {
        found.table(table, labels_count);
    }
    if labels_count {
        for section in form.section.iter().filter(|one| is_blank(&one.title)) {
            found.add(section.id.span(), NO_LABEL);
        }
    }
    found.faults
}

const NO_LABEL: [Words; 2] = [
    (
        "没有名称，读不出来",
        "it has no label and cannot be found in a report",
    ),
    ("写上表上印的名称", "write what the form prints"),
];

const NO_WORD: [Words; 2] = [
    (
        "有数字的是数，不是说明没有数的字",
        "what has digits is a figure, and no word in place of one",
    ),
    (
        "写上表里代替数字的字",
        "write the word that stands where a figure would",
    ),
];

const BOTH: [Words; 2] = [
    (
        "同一个字既表示不适用，又表示零",
        "one word says that it does not apply, and that it is zero",
    ),
    ("只写在一处", "write it in one of the two lists"),
];

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

struct Sense<'f> {
    file: &'f File,
    faults: Vec<PackError>,
}

impl Sense<'_> {
    fn add(&mut self, span: Range<usize>, [message, help]: [Words; 2]) {
        let mistake = Mistake {
            message: Bilingual::new(message.0, message.1),
            help: Bilingual::new(help.0, help.1),
        };
        let File { path, text, .. } = self.file;
        self.faults.push(PackError::at(path, text, span, mistake));
    }

    fn known_by(&mut self, known: &KnownBy) {
        if let Some(month) = &known.fiscal_month
            && !(1..=12).contains(month.get_ref())
        {
            let words = [
                ("没有这个月份", "there is no such month"),
                ("写 1 到 12", "write a number from 1 to 12"),
            ];
            self.add(month.span(), words);
        }
        if let Some(labels) = known
            .labels
            .as_ref()
            .filter(|labels| *labels.get_ref() == 0)
        {
            let words = [
                (
                    "任何文件都会算作这种报告",
                    "any file would be a report of it",
                ),
                ("至少写 1", "write at least 1"),
            ];
            self.add(labels.span(), words);
        }
        for words in [&known.titles, &known.never, &known.prefixes] {
            self.words(words);
        }
        self.patterns(&known.organs, Field::Organ);
        self.patterns(&known.periods, Field::Period);
        self.patterns(&known.signatures, Field::Period);
        self.patterns(&known.units, Field::Unit);
        let fiscal_month = known.fiscal_month.as_ref();
        let fiscal_month = fiscal_month.map_or(1, |month| *month.get_ref());
        self.dates(&known.dates, fiscal_month);
        let named = known.periods.iter().chain(&known.signatures).next();
        if let Some(named) = named.filter(|_| known.dates.is_empty()) {
            let words = [
                ("没有写期间怎么写", "nothing says how a period is written"),
                (
                    "在 dates 里写明，例如 dates = [\"{year}年\"]",
                    "say so in `dates`, as in `dates = [\"{year}\"]`",
                ),
            ];
            self.add(named.span(), words);
        }
    }

    /// Words without a letter stand everywhere.
    fn words(&mut self, words: &[Spanned<String>]) {
        for word in words.iter().filter(|word| is_blank(word.get_ref())) {
            let help = ("写上文字，或者不写这一项", "write a text, or leave it out");
            self.add(
                word.span(),
                [("这里没有文字", "there is no text here"), help],
            );
        }
    }

    /// Patterns that look for something have a field for it.
    fn patterns(&mut self, patterns: &[Spanned<String>], wanted: Field) {
        for written in patterns {
            let Ok(pattern) = Pattern::parse(written.get_ref()) else {
                continue;
            };
            if fields(&pattern).any(|field| field == wanted) {
                continue;
            }
            let message = match wanted {
                Field::Organ => (
                    "样式里没有 {organ}，找不到单位",
                    "without `{organ}` it finds no organ",
                ),
                Field::Unit => (
                    "样式里没有 {unit}，找不到金额单位",
                    "without `{unit}` it finds no unit",
                ),
                _ => (
                    "样式里没有 {period}，找不到期间",
                    "without `{period}` it finds no period",
                ),
            };
            let help = (
                "在要找的地方写上这一项",
                "put the field where what is looked for stands",
            );
            self.add(written.span(), [message, help]);
        }
    }

    /// A date names a year, and nothing but parts of dates.
    fn dates(&mut self, dates: &[Spanned<String>], fiscal_month: u32) {
        for written in dates {
            let Ok(pattern) = Pattern::parse(written.get_ref()) else {
                continue;
            };
            let is_year = |field| matches!(field, Field::Year | Field::FiscalYear);
            let is_other = |field| matches!(field, Field::Organ | Field::Unit | Field::Period);
            let help = (
                "日期由 {year} 或 {fiscal-year}，以及 {half}、{quarter}、{month}、{day} 组成",
                "a date is made of `{year}` or `{fiscal-year}`, and of `{half}`, `{quarter}`, `{month}`, `{day}`",
            );
            if !fields(&pattern).any(is_year) {
                let message = ("日期里没有年", "a date without a year is none");
                self.add(written.span(), [message, help]);
            } else if fields(&pattern).any(is_other) {
                let message = ("日期里只能有年月日", "a date has parts of dates only");
                self.add(written.span(), [message, help]);
            } else if !has_parts(&pattern, fiscal_month) {
                let message = (
                    "从这个月开始的财政年度，它的季度或半年不是日历上的季度或半年",
                    "parts of a fiscal year that begins with this month are no quarters or halves of the calendar",
                );
                let help = (
                    "季度要求 fiscal_month 是 1、4、7、10，半年要求是 1、7；否则用 {month} 写出起止月份",
                    "quarters need a `fiscal_month` of 1, 4, 7 or 10, and halves one of 1 or 7; else name the first and the last month, `{year}` with `{month}`",
                );
                self.add(written.span(), [message, help]);
            }
        }
    }

    fn table(&mut self, table: &TableEntry, labels_count: bool) {
        if RESERVED.contains(&table.id.get_ref().as_str()) {
            let words = [
                (
                    "这个标识在公式里另有用处",
                    "this id means something else in formulas",
                ),
                ("换一个标识", "choose another id"),
            ];
            self.add(table.id.span(), words);
        }
        if table
            .since
            .zip(table.until)
            .is_some_and(|(since, until)| since > until)
        {
            let words = [
                (
                    "since 比 until 晚，没有哪一年有这张表",
                    "`since` is later than `until`: no year has this table",
                ),
                ("核对两个年份", "check the two years"),
            ];
            self.add(table.id.span(), words);
        }
        for block in &table.block {
            self.block(block, labels_count);
        }
    }

    fn block(&mut self, block: &BlockEntry, labels_count: bool) {
        let here = (
            "here 在公式里另有用处",
            "`here` means something else in formulas",
        );
        let help = ("换一个标识", "choose another id");
        let rows = block
            .rows
            .iter()
            .map(|row| (&row.id, &row.label, row.group));
        let columns = block.columns.iter();
        let all = rows.chain(columns.map(|column| (&column.id, &column.label, column.group)));
        for (id, label, group) in all {
            if id.get_ref() == "here" {
                self.add(id.span(), [here, help]);
            }
            if labels_count && !group && is_blank(label) {
                self.add(id.span(), NO_LABEL);
            }
        }
        if let Some(open) = block
            .open_rows
            .as_ref()
            .filter(|open| is_blank(&open.label))
        {
            self.add(open.id.span(), NO_LABEL);
        }
        block.columns.iter().for_each(|column| self.column(column));
    }

    /// What a column says beside its kind goes with it.
    fn column(&mut self, column: &ColumnEntry) {
        let takes_words = matches!(column.kind, Kind::Words | Kind::YesNo);
        let takes_decimals = !matches!(
            column.kind,
            Kind::Count | Kind::Signed | Kind::Date | Kind::Words | Kind::YesNo
        );
        let takes_unit = matches!(column.kind, Kind::Amount | Kind::SignedAmount);
        let choices = column.choices.len();
        let wrong: Option<Words> = if !takes_words && choices > 0 {
            Some((
                "只有 words 和 yes-no 列有 choices",
                "only columns of `words` and `yes-no` have `choices`",
            ))
        } else if matches!(column.kind, Kind::YesNo) && choices != 2 {
            Some((
                "yes-no 列的 choices 要写两项：是、否",
                "a column of `yes-no` has two `choices`: yes, and no",
            ))
        } else if !takes_decimals && column.rounded.is_some() {
            Some((
                "这种列没有小数，不能写 rounded",
                "such a column has no decimals and is not `rounded`",
            ))
        } else if !takes_unit && column.unit.is_some() {
            Some(("只有金额列有 unit", "only columns of amounts have a `unit`"))
        } else if column.rounded.is_some_and(|places| places > MOST_DECIMALS) {
            Some(("小数最多 9 位", "there are at most 9 decimals"))
        } else {
            None
        };
        if let Some(message) = wrong {
            let help = (
                "核对 kind，或者去掉这一项",
                "check its `kind`, or leave this out",
            );
            self.add(column.id.span(), [message, help]);
        }
    }
}

fn fields(pattern: &Pattern) -> impl Iterator<Item = Field> {
    pattern.parts.iter().filter_map(|part| match part {
        Piece::Field(field) | Piece::Words(field, _) => Some(*field),
        Piece::Text(_) | Piece::Gap => None,
    })
}

/// Whether the parts of a fiscal year that a date names are quarters and halves of the calendar.
fn has_parts(date: &Pattern, fiscal_month: u32) -> bool {
    let has = |wanted| fields(date).any(|field| field == wanted);
    let begins_with = |months: u32| fiscal_month % months == 1;
    !has(Field::FiscalYear)
        || (!has(Field::Quarter) || begins_with(3)) && (!has(Field::Half) || begins_with(6))
}
