//! `gouji extract`.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use gouji_bind::Binder;
use gouji_document::Source;
use gouji_model::Place;
use gouji_pack::Packs;

use crate::arguments::Extract;
use crate::line::{LineError, bytes_from, bytes_of, reports};
use crate::{COULD_NOT, output};

/// Prints the canonical JSON of the first report of a file.
pub(crate) fn run(packs: &Packs, options: &Extract) -> ExitCode {
    match extract(packs, options) {
        Ok(text) => {
            output::print(&text);
            ExitCode::SUCCESS
        }
        Err(error) => {
            output::complain(&format!("{}: {error}", options.file));
            ExitCode::from(COULD_NOT)
        }
    }
}

fn extract(packs: &Packs, options: &Extract) -> Result<String, LineError> {
    let bytes = match options.file.as_str() {
        "-" => bytes_from(io::stdin().lock())?,
        file => bytes_of(Path::new(file))?,
    };
    let source = Source::decode(&bytes);
    let forms = packs.forms();
    let binder = Binder::new(&forms);
    let report = reports(&source, &binder, &forms)?
        .into_iter()
        .next()
        .ok_or(LineError::NoReport)?;
    let pack = packs.pack(&report.form).ok_or(LineError::NoReport)?;
    let place = |place: Place| gouji_render::location(place, &|range| source.locate(range));
    let locate: Option<&dyn Fn(Place) -> serde_json::Value> = if options.locations {
        Some(&place)
    } else {
        None
    };
    Ok(gouji_canonical::write(&pack.form, &report, locate))
}
