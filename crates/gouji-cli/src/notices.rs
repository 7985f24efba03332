//! What is reported about the configuration itself, in every output.

use std::path::Path;

use gouji_config::{Coverage, Notice};
use gouji_model::{Language, Severity};
use gouji_render::{Counts, Format, Remark, printable};
use miette::GraphicalReportHandler;
use serde_json::json;

use crate::arguments::Check;

/// Widest line of explanations.
const WIDTH: usize = 100;

/// What a run over these paths looks at.
pub(crate) fn coverage(options: &Check, complete: bool, related: bool) -> Coverage {
    let folders = options.paths.iter().map(Path::new);
    let folders = folders.filter(|path| path.is_dir());
    Coverage {
        folders: folders
            .filter_map(|path| path.canonicalize().ok())
            .collect(),
        complete,
        related,
    }
}

/// How many notices there are of each severity.
pub(crate) fn counts(notices: &[Notice]) -> Counts {
    let count = |severity| notices.iter().filter(|n| n.severity == severity).count();
    Counts {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        infos: count(Severity::Info),
        ..Counts::default()
    }
}

/// A notice as outputs take it.
pub(crate) fn remark(notice: &Notice, format: Format, colour: bool, language: Language) -> Remark {
    let (line, column) = notice.line_and_column();
    Remark {
        path: notice.path().to_string_lossy().into_owned(),
        line,
        column,
        rule: notice.rule.to_owned(),
        severity: notice.severity,
        message: notice.message.get(language).to_owned(),
        drawn: match format {
            Format::Concise => concise(notice, language),
            _ => full(notice, colour, language),
        },
        json: of_json(notice, language),
    }
}

fn full(notice: &Notice, colour: bool, language: Language) -> String {
    let theme = if colour {
        miette::GraphicalTheme::unicode()
    } else {
        miette::GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_width(WIDTH);
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = handler.render_report(&mut text, &notice.diagnostic(language));
    text + "\n"
}

fn concise(notice: &Notice, language: Language) -> String {
    let (line, column) = notice.line_and_column();
    format!(
        "{}:{line}:{column}: {}[{}] {}\n",
        printable(&notice.path().to_string_lossy()),
        notice.severity.name(),
        notice.rule,
        printable(notice.message.get(language)),
    )
}

fn of_json(notice: &Notice, language: Language) -> String {
    let (line, column) = notice.line_and_column();
    let span = notice.span();
    json!({
        "path": notice.path().to_string_lossy(),
        "rule": notice.rule,
        "severity": notice.severity.name(),
        "message": notice.message.get(language),
        "location": {
            "line": line,
            "column": column,
            "offset": span.start,
            "length": span.len(),
        },
    })
    .to_string()
}
