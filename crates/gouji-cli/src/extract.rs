//! `gouji extract`: the canonical JSON of a report.

use std::path::Path;
use std::process::ExitCode;

use gouji_lint::{LintError, Linter};
use gouji_model::{Language, Place};
use gouji_pack::Packs;
use gouji_render::Places;

use crate::arguments::Extract;
use crate::input::{InputError, single, single_from_standard_input};
use crate::{COULD_NOT, output};

/// Prints the canonical JSON of the first report of a file.
pub(crate) fn run(packs: &Packs, options: &Extract, language: Language) -> ExitCode {
    match extract(packs, options) {
        Ok(text) => {
            output::print(&text);
            ExitCode::SUCCESS
        }
        Err(error) => {
            output::complain(&format!(
                "{}: {}",
                options.file,
                error.message().get(language)
            ));
            ExitCode::from(COULD_NOT)
        }
    }
}

fn extract(packs: &Packs, options: &Extract) -> Result<String, InputError> {
    let bytes = match options.file.as_str() {
        "-" => single_from_standard_input()?,
        file => single(Path::new(file))?,
    };
    let linter = Linter::new(packs);
    let opened = linter.open(&bytes)?;
    let report = opened.reports.first().ok_or(LintError::NoReport)?;
    let pack = linter.pack_of(report).ok_or(LintError::NoReport)?;
    let places = Places {
        locate: &|range| opened.locate(range),
        sheets: &opened.sheets,
    };
    let place = |place: Place| places.location(place);
    let locate: Option<&dyn Fn(Place) -> serde_json::Value> = if options.locations {
        Some(&place)
    } else {
        None
    };
    Ok(gouji_canonical::write(&pack.form, report, locate))
}
