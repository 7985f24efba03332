//! Reading the units file and lists of paths.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use gouji_audit::units::{Unit, read as parse};
use gouji_document::Source;
use gouji_model::{Bilingual, Language};
use gouji_store::Key;

use super::cached::chained;
use crate::arguments::Audit;
use crate::files::Inputs;
use crate::input::{bytes_of, bytes_of_standard_input};
use crate::output::complain;
use crate::project::{Failure, Project};

/// The units file that configurations name: that of the current folder, else of the folders of the reports.
///
/// # Errors
/// Where those name several.
pub(super) fn configured(
    project: &mut Project<'_>,
    own: Option<&Path>,
    inputs: &Inputs,
    (options, language): (&Audit, Language),
) -> Result<Option<PathBuf>, Failure> {
    let mut named: BTreeSet<PathBuf> = BTreeSet::new();
    for input in inputs.iter() {
        let chain = input.file().map(|file| project.of_file(file)).transpose()?;
        let units = chain.as_ref().and_then(|chain| chain.units());
        if let Some(units) = units.filter(|units| !named.contains(*units)) {
            named.insert(units.to_owned());
        }
    }
    let Some(own) = own else {
        let shown: Vec<String> = named.iter().map(|one| one.display().to_string()).collect();
        return match named.len() {
            0 | 1 => Ok(named.pop_first()),
            _ => Err(Failure::File(shown.join(", "), several())),
        };
    };
    named.remove(own);
    for other in named.iter().filter(|_| !options.quiet) {
        let message = Bilingual::new(
            format!("{}：没有采用，单位表用 {}", other.display(), own.display()),
            format!(
                "{}: not used; the units are those of {}",
                other.display(),
                own.display()
            ),
        );
        complain(message.get(language));
    }
    Ok(Some(own.to_owned()))
}

fn several() -> Bilingual {
    Bilingual::new(
        "报告所在的各个文件夹指定了不同的单位表，请用 --units 指明用哪一个",
        "the folders of the reports name several units files; say with --units which one is meant",
    )
}

/// The units of a file in UTF-8 or GBK.
///
/// # Errors
/// Where it cannot be used: all mistakes but the last are reported already.
pub(super) fn read(path: &Path, language: Language) -> Result<Vec<Unit>, Failure> {
    let shown = path.display().to_string();
    let fail = |why| Failure::File(shown.clone(), why);
    let bytes = bytes_of(path).map_err(|error| fail(error.message()))?;
    let source = Source::decode(&bytes);
    parse(source.text()).map_err(|mut faults| {
        let last = faults.pop();
        for fault in faults {
            complain(&format!(
                "{}: {}",
                place(&shown, fault.line),
                fault.message.get(language)
            ));
        }
        match last {
            Some(fault) => Failure::File(place(&shown, fault.line), fault.message),
            None => fail(Bilingual::default()),
        }
    })
}

fn place(path: &str, line: u32) -> String {
    match line {
        0 => path.to_owned(),
        line => format!("{path}:{line}"),
    }
}

/// What tells units from all others: one after the other, since all of them as one text are megabytes.
pub(super) fn key_of(units: &[Unit]) -> Key {
    units.iter().fold(Key::default(), |key, unit| {
        // Each by its name, so that none is forgotten.
        let Unit {
            name,
            aliases,
            parent,
            level,
            region,
            counts,
            since,
            until,
            line,
        } = unit;
        // No alias has the sign that stands between them.
        let aliases = aliases.join("|");
        let numbers = format!("{parent:?} {counts} {since:?} {until:?} {line}");
        let parts = [name.as_str(), &aliases, level.name(), region, &numbers];
        chained(key, parts.map(str::as_bytes))
    })
}

/// The paths that a list names, one a line; a list with zero bytes has one between two of these.
///
/// # Errors
/// Where it cannot be read.
pub(super) fn paths(list: &Path) -> Result<Vec<String>, Failure> {
    let bytes = match list == Path::new("-") {
        true => bytes_of_standard_input(),
        false => bytes_of(list),
    };
    let shown = list.display().to_string();
    let bytes = bytes.map_err(|error| Failure::File(shown.clone(), error.message()))?;
    let mut text = String::new();
    let read = bytes.as_slice().read_to_string(&mut text);
    if read.is_err() {
        text = Source::decode(&bytes).text().to_owned();
    }
    // Editors put a mark in front of UTF-8.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let between = if text.contains('\0') { '\0' } else { '\n' };
    let lines = text.split(between).map(|line| line.trim_end_matches('\r'));
    let paths: Vec<String> = lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    if paths.is_empty() {
        let why = Bilingual::new("里面没有路径", "there is no path in it");
        return Err(Failure::File(shown, why));
    }
    Ok(paths)
}
