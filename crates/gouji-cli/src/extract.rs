//! `gouji extract`: the canonical JSON of a report, also of one in an archive or a mail.

use std::path::Path;
use std::process::ExitCode;

use gouji_archive::{ArchiveError, Member};
use gouji_lint::{LintError, Linter, NoReportKind};
use gouji_model::{Bilingual, Language, Place};
use gouji_pack::Packs;
use gouji_render::Places;

use crate::arguments::Extract;
use crate::input::{bytes_of, bytes_of_standard_input};
use crate::listing::listed;
use crate::members::Archive;
use crate::status::COULD_NOT;
use crate::{members, output};

/// Prints the canonical JSON of the report of a file: of the first, where it holds several.
pub(crate) fn run(packs: &Packs, options: &Extract, language: Language) -> ExitCode {
    let extraction = Extraction {
        linter: Linter::new(packs),
        options,
        language,
    };
    match extraction.run() {
        Ok(status) => status,
        Err(why) => {
            extraction.complain(&options.file.to_string_lossy(), &why);
            ExitCode::from(COULD_NOT)
        }
    }
}

struct Extraction<'a> {
    linter: Linter,
    options: &'a Extract,
    language: Language,
}

/// What the members of an archive came to.
#[derive(Default)]
struct FoundInside {
    /// Those that hold reports.
    names: Vec<String>,
    /// The first of them: one is kept, however many there are.
    first: Option<Vec<u8>>,
    /// The JSON of all their reports, where all are asked for.
    all: Vec<String>,
    /// Those that could not be read, and why.
    failures: Vec<(String, Bilingual)>,
    /// Those that are no reports.
    passed_over: Vec<String>,
}

impl Extraction<'_> {
    fn run(&self) -> Result<ExitCode, Bilingual> {
        let path = self.options.file.as_os_str();
        let shown = path.to_string_lossy();
        let inside = path.to_str().and_then(members::split);
        let (file, asked) = match &inside {
            Some((file, member)) => (file.as_path(), Some(member.as_str())),
            None => (Path::new(path), None),
        };
        let bytes = match path == "-" {
            true => bytes_of_standard_input(),
            false => bytes_of(file),
        };
        let bytes = bytes.map_err(|error| error.message())?;
        match gouji_archive::kind_of(&bytes) {
            Some(kind) => self.archive(Archive {
                kind,
                bytes: &bytes,
                path: &file.to_string_lossy(),
                asked,
            }),
            None if asked.is_some() => Err(members::not_an_archive()),
            None => self.print(&bytes, &shown, ExitCode::SUCCESS),
        }
    }

    /// Prints the one report in an archive, or all of them.
    fn archive(&self, archive: Archive<'_>) -> Result<ExitCode, Bilingual> {
        let mut found = FoundInside::default();
        let walked = archive.each(&mut |member| self.member(archive, member, &mut found));
        for (name, why) in &found.failures {
            self.complain(&archive.shown(name), why);
        }
        if let Err(why) = walked {
            self.complain(archive.path, &ArchiveError::message(&why));
        }
        // What could not be read may have been a report that was meant.
        let doubtful = !found.failures.is_empty() || walked.is_err();
        let status = ExitCode::from(if doubtful { COULD_NOT } else { 0 });
        if !found.all.is_empty() {
            output::print(&list(&found.all));
            return Ok(status);
        }
        match (found.names.as_slice(), found.first) {
            ([name], Some(bytes)) => self.print(&bytes, &archive.shown(name), status),
            ([], _) if doubtful => Ok(status),
            ([], _) => Err(archive.without_report(&found.passed_over)),
            (several, _) => Err(choose(archive, several)),
        }
    }

    /// Notes what a member of an archive comes to.
    fn member(&self, archive: Archive<'_>, member: Member, found: &mut FoundInside) {
        let bytes = match &member.content {
            Ok(bytes) => bytes,
            Err(why) => return found.failures.push((member.name, why.message())),
        };
        match self.linter.open_among(archive.met(&member), bytes) {
            Ok(_) if self.options.all => {
                found.all.extend(self.canonical(bytes).unwrap_or_default());
                found.names.push(member.name);
            }
            Ok(_) => {
                found.first.get_or_insert_with(|| bytes.clone());
                found.names.push(member.name);
            }
            Err(none) => match none.kind {
                NoReportKind::Unread => found.failures.push((member.name, none.why.message())),
                NoReportKind::Letter => {}
                NoReportKind::PassedOver | NoReportKind::Nothing => {
                    found.passed_over.push(member.name)
                }
            },
        }
    }

    /// Prints what is asked for of a file.
    fn print(&self, bytes: &[u8], path: &str, status: ExitCode) -> Result<ExitCode, Bilingual> {
        let text = self.report(bytes, path);
        output::print(&text.map_err(|error| error.message())?);
        Ok(status)
    }

    /// The canonical JSON of the first report in a file, or a list of all of them.
    fn report(&self, bytes: &[u8], path: &str) -> Result<String, LintError> {
        let mut reports = self.canonical(bytes)?;
        if self.options.all {
            return Ok(list(&reports));
        }
        if reports.len() > 1 {
            self.complain(path, &first_of(reports.len()));
        }
        match reports.is_empty() {
            true => Err(LintError::NoReport),
            false => Ok(reports.swap_remove(0)),
        }
    }

    /// The canonical JSON of each report in a file.
    fn canonical(&self, bytes: &[u8]) -> Result<Vec<String>, LintError> {
        let opened = self.linter.open(bytes)?;
        let places = Places {
            locate: &|range| opened.locate(range),
            sheets: &opened.sheets,
        };
        let place = |place: Place| places.location(place);
        let locate: Option<&dyn Fn(Place) -> serde_json::Value> = if self.options.locations {
            Some(&place)
        } else {
            None
        };
        let written = opened.reports.iter().map(|report| {
            let pack = self.linter.pack_of(report).ok_or(LintError::NoReport)?;
            Ok(gouji_canonical::write(&pack.form, report, locate))
        });
        written.collect()
    }

    fn complain(&self, path: &str, why: &Bilingual) {
        output::complain(&format!("{path}: {}", why.get(self.language)));
    }
}

/// Reports as a list.
fn list(reports: &[String]) -> String {
    let reports: Vec<&str> = reports.iter().map(|report| report.trim_end()).collect();
    format!("[\n{}\n]\n", reports.join(",\n"))
}

fn choose(archive: Archive<'_>, found: &[String]) -> Bilingual {
    let names = found.iter();
    let names = names.map(|name| format!("'{}'", archive.shown(name)));
    let shown = listed(&names.collect::<Vec<_>>());
    Bilingual::new(
        format!("里面有 {} 份报告，请指明一份：{}", found.len(), shown.zh),
        format!(
            "there are {} reports in it, name one: {}",
            found.len(),
            shown.en
        ),
    )
}

fn first_of(reports: usize) -> Bilingual {
    Bilingual::new(
        format!("文件里有 {reports} 份报告，只输出了第一份；加 --all 输出全部"),
        format!(
            "there are {reports} reports in the file, and only the first was printed; --all prints them all"
        ),
    )
}
