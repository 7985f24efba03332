//! `gouji check --write-baseline`: what is found goes into a file instead of being shown.

use std::io;
use std::path::Path;

use gouji_config::{Baseline, ConfigError, Record};
use gouji_model::Language;

use crate::project::Failure;

/// The baseline that is written to: what it holds already, or nothing where it is new.
pub(crate) fn open(path: Option<&Path>) -> Result<Option<Baseline>, Failure> {
    let Some(path) = path else {
        return Ok(None);
    };
    let missing =
        std::fs::metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
    if missing {
        return Ok(Some(Baseline::empty(path)));
    }
    Ok(Some(Baseline::read(path)?))
}

/// Puts records into a baseline and writes it; says how much that is.
pub(crate) fn write(
    baseline: &Baseline,
    records: Vec<Record>,
    language: Language,
) -> Result<String, ConfigError> {
    let mut baseline = baseline.clone();
    let count: usize = records.iter().map(Record::len).sum();
    baseline.update(records);
    baseline.write()?;
    let path = baseline.path();
    let path = path.display();
    let all = baseline.len();
    Ok(match language {
        Language::Chinese => format!("已把 {count} 个问题写入基线 {path}，其中共有 {all} 个\n"),
        Language::English => format!("{count} finding(s) written to {path}, which holds {all}\n"),
    })
}
