//! Words that every output for people uses, in both languages: severities, cells, joints.

use gouji_model::{CellId, Form, Language, Severity, within_quotes};

/// A severity as people call it.
#[must_use]
pub const fn severity(severity: Severity, language: Language) -> &'static str {
    match (language, severity) {
        (Language::English, severity) => severity.name(),
        (Language::Chinese, Severity::Error) => "错误",
        (Language::Chinese, Severity::Warning) => "警告",
        (Language::Chinese, Severity::Info) => "提示",
    }
}

/// What stands between a name and what is reported about it.
pub(crate) const fn colon(language: Language) -> &'static str {
    match language {
        Language::Chinese => "：",
        Language::English => ": ",
    }
}

/// What stands between two things that are reported.
pub(crate) const fn semicolon(language: Language) -> &'static str {
    match language {
        Language::Chinese => "；",
        Language::English => "; ",
    }
}

/// A text in the brackets of a language.
pub(crate) fn bracketed(text: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("（{text}）"),
        Language::English => format!(" ({text})"),
    }
}

/// A cell by the labels of its row and column; quotation marks within a label become single ones.
#[must_use]
pub fn cell(form: &Form, cell: CellId, language: Language) -> String {
    let (row, column) = (form.row_name(cell), form.column_name(cell));
    let (row, column) = (within_quotes(&row), within_quotes(&column));
    match language {
        Language::Chinese => format!("“{row}”行“{column}”列"),
        Language::English => format!("row “{row}”, column “{column}”"),
    }
}
