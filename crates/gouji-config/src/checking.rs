//! A parsed file against the definition of its keys: unknown keys, wrong types, missing keys.

use std::ops::Range;

use gouji_model::Bilingual;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::shape::{Key, Kind};
use crate::tree;
use gouji_pack::advice;

/// What is wrong, what to do about it, and where.
pub(crate) type Fault = (Bilingual, Bilingual, Range<usize>);

/// Checks a table against its keys; the first fault in the order of the file is reported.
pub(crate) fn table(
    table: &DeTable<'_>,
    span: Range<usize>,
    keys: &'static [Key],
) -> Result<(), Fault> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    for (name, value) in entries {
        let Some(key) = keys.iter().find(|key| key.name == name.get_ref()) else {
            return Err(unknown(name.get_ref(), name.span(), keys));
        };
        of_kind(key.name, value, key.kind)?;
    }
    let missing = keys
        .iter()
        .find(|key| key.required && tree::value(table, key.name).is_none());
    match missing {
        Some(key) => Err((
            Bilingual::new(
                format!("缺少 `{}`", key.name),
                format!("`{}` is missing", key.name),
            ),
            Bilingual::new(key.zh, key.en),
            span,
        )),
        None => Ok(()),
    }
}

fn unknown(name: &str, span: Range<usize>, keys: &'static [Key]) -> Fault {
    let names: Vec<&str> = keys.iter().map(|key| key.name).collect();
    let all = names.join(", ");
    let otherwise = Bilingual::new(format!("这里可以写：{all}"), format!("known here: {all}"));
    (
        Bilingual::new(
            format!("没有 `{name}` 这个设置"),
            format!("there is no setting `{name}`"),
        ),
        advice(name, names, otherwise),
        span,
    )
}

fn of_kind(name: &str, value: &Spanned<DeValue<'_>>, kind: Kind) -> Result<(), Fault> {
    let inner = value.get_ref();
    match (kind, inner) {
        (Kind::Text | Kind::Texts | Kind::CellText, DeValue::String(_)) => Ok(()),
        (Kind::Whole | Kind::CellText, DeValue::Integer(_)) if tree::whole(value).is_some() => {
            Ok(())
        }
        (Kind::Texts, DeValue::Array(items)) => {
            let mut items = items.iter();
            items.try_for_each(|item| of_kind(name, item, Kind::Text))
        }
        (Kind::Choice(names), DeValue::String(text)) if names.contains(&text.as_ref()) => Ok(()),
        (Kind::Choice(names), DeValue::String(text)) => Err(no_choice(text, value.span(), names)),
        (Kind::Date, DeValue::Datetime(day)) if day.date.is_some() && day.time.is_none() => Ok(()),
        (Kind::Tables(keys), DeValue::Array(items)) => {
            let mut items = items.iter();
            items.try_for_each(|item| match item.get_ref() {
                DeValue::Table(inner) => table(inner, item.span(), keys),
                _ => Err(wrong(name, item, kind)),
            })
        }
        (Kind::Table(keys), DeValue::Table(inner)) => table(inner, value.span(), keys),
        (Kind::Map(kind), DeValue::Table(inner)) => {
            let mut entries = inner.iter();
            entries.try_for_each(|(name, value)| of_kind(name.get_ref(), value, *kind))
        }
        _ => Err(wrong(name, value, kind)),
    }
}

fn no_choice(text: &str, span: Range<usize>, names: &[&'static str]) -> Fault {
    let all = names.join(", ");
    (
        Bilingual::new(
            format!("不能写 `{text}`"),
            format!("`{text}` is not possible here"),
        ),
        Bilingual::new(format!("可以写：{all}"), format!("possible: {all}")),
        span,
    )
}

fn wrong(name: &str, value: &Spanned<DeValue<'_>>, kind: Kind) -> Fault {
    let found = tree::kind_of(value.get_ref());
    let (zh, en) = wanted(kind);
    (
        Bilingual::new(
            format!("`{name}` 应为{zh}，这里是{}", found.zh),
            format!("`{name}` should be {en}, but this is {}", found.en),
        ),
        example(name, kind),
        value.span(),
    )
}

const fn wanted(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Text | Kind::Choice(_) => ("文本", "a text"),
        Kind::Texts => ("文本或文本列表", "a text or a list of texts"),
        Kind::Date => ("日期", "a date"),
        Kind::Whole => ("整数", "a whole number"),
        Kind::CellText => ("整数或文本", "a whole number or a text"),
        Kind::Tables(_) => ("表的列表", "a list of tables"),
        Kind::Table(_) | Kind::Map(_) => ("表", "a table"),
    }
}

fn example(name: &str, kind: Kind) -> Bilingual {
    let example = match kind {
        Kind::Text => format!("{name} = \"…\""),
        Kind::Texts => format!("{name} = [\"…\", \"…\"]"),
        Kind::Choice(names) => format!("{name} = \"{}\"", names.first().unwrap_or(&"")),
        Kind::Date => format!("{name} = 2030-12-31"),
        Kind::Whole => format!("{name} = 2030"),
        Kind::CellText => format!("{name} = 12, {name} = \"0.5\""),
        Kind::Tables(_) => format!("[[{name}]]"),
        Kind::Table(_) | Kind::Map(_) => format!("[{name}]"),
    };
    Bilingual::new(format!("写法：{example}"), format!("write: {example}"))
}
