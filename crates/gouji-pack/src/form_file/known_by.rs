//! `[known_by]`: how a report in the form is known, and where it says who made it and of what time it speaks.

use gouji_model::{Bilingual, Pattern, Recognition};
use toml::Spanned;

use crate::PackError;
use crate::files::File;
use crate::mistake;
use crate::outline::keys;

/// The fewest labels where a form does not say how many.
const LABELS: u32 = 6;

keys! {
    pub(crate) struct KnownBy {
        "标题里的文字" "what its title says"
        pub(super) titles: Vec<Spanned<String>> = default,
        "单位怎么写，`{organ}` 是名称，例如 编制单位：{organ}"
        "how it names its organ, with `{organ}` for the name, such as “Organ: {organ}”"
        pub(super) organs: Vec<Spanned<String>> = default,
        "期间写在哪里，`{period}` 是期间，例如 所属期间：{period}"
        "where it names its period, with `{period}` for it, such as “Period: {period}”"
        pub(super) periods: Vec<Spanned<String>> = default,
        "期间怎么写，由 `{year}`、`{month}` 等组成，例如 {year}年{month}月{day}日；一项出现两次，后一次是截止日"
        "how a period is written, of `{year}`, `{month}` and others, such as “{month} {day}, {year}”; what occurs twice is that of the end"
        pub(super) dates: Vec<Spanned<String>> = default,
        "财政年度从哪个月开始，不写是 1" "the month that a fiscal year begins with; 1 without it"
        pub(super) fiscal_month: Option<Spanned<u32>>,
        "财政年度按开始的那一年称呼（如日本的 2024年度），不写则按结束的那一年"
        "a fiscal year is named by the year that it begins in (as in Japan) and not by that it ends in"
        fiscal_begins: bool = default,
        "落款怎么写" "how it is signed"
        pub(super) signatures: Vec<Spanned<String>> = default,
        "金额单位写在哪里，`{unit}` 是单位，例如 单位：{unit}"
        "where it names the unit of its amounts, with `{unit}` for it, such as “Amounts in {unit}”"
        pub(super) units: Vec<Spanned<String>> = default,
        "整份报告的表里至少有多少个不同的栏目名称才算这种表格的报告，不写是 6"
        "the fewest different labels of the form that the tables of a report must have together; 6 without it"
        pub(super) labels: Option<Spanned<u32>>,
        "只有别的表才有的文字" "words that only other forms have"
        pub(super) never: Vec<Spanned<String>> = default,
        "栏目名称前可有可无的文字，例如 其中：" "words before labels that may be left out, such as “of which:”"
        pub(super) prefixes: Vec<Spanned<String>> = default,
        "一份文件可以只有其中几张表：其余的表不算缺少，只提醒一次，涉及它们的关系不核对"
        "a document may hold only some of the tables: the others are not missing but told in one remark, and what needs them is not checked"
        in_parts: bool = default,
        "有标题而没有表格时怎么说" "what is said of a file that is titled so and has none of its tables"
        not_found: Option<Bilingual>,
    }
}

/// What a form says; patterns that cannot be read are added to `faults`.
pub(super) fn recognition(file: &File, entry: KnownBy, faults: &mut Vec<PackError>) -> Recognition {
    let mut patterns = |texts: Vec<Spanned<String>>| {
        let mut read = Vec::with_capacity(texts.len());
        for text in texts {
            match Pattern::parse(text.get_ref()) {
                Ok(pattern) => read.push(pattern),
                Err(fault) => {
                    let mistake = mistake::bad_pattern(&fault);
                    faults.push(PackError::at(&file.path, &file.text, text.span(), mistake));
                }
            }
        }
        read
    };
    Recognition {
        organs: patterns(entry.organs),
        periods: patterns(entry.periods),
        dates: patterns(entry.dates),
        signatures: patterns(entry.signatures),
        units: patterns(entry.units),
        titles: plain(entry.titles),
        fiscal_month: entry
            .fiscal_month
            .map_or(1, |month| month.into_inner().clamp(1, 12) as u8),
        fiscal_begins: entry.fiscal_begins,
        months: Vec::new(),
        labels: entry.labels.map_or(LABELS, Spanned::into_inner) as usize,
        never: plain(entry.never),
        prefixes: plain(entry.prefixes),
        in_parts: entry.in_parts,
        not_found: entry.not_found,
    }
}

/// Texts without their places.
pub(super) fn plain(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(Spanned::into_inner).collect()
}
