//! A page for people, in one file that needs no network: first what to change, then each report's
//! tables as they are printed, the cells marked, the causes beside them.
//!
//! Reports are written one by one, so the page's beginning knows nothing of them: a small script,
//! allowed by its hash, puts a table of all reports on top, to sort and to search. Without it
//! everything is readable all the same.

mod copies;
mod marks;
mod report;
mod table;

use gouji_model::Language;

use crate::Ending;
use crate::markup::escaped;

pub(crate) use report::report;

const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = include_str!("page/script.js");
/// What the content security policy knows the script by; a test compares it.
const SCRIPT_HASH: &str = "sha256-PupDyty0ncDDUb6rmRO4LeCHQeAfBGLEp6nGjhVARP0=";

/// What says that gouji wrote the page: such a page is no report, though it shows its tables.
pub(crate) const MARK: &str = concat!(
    "<meta name=\"generator\" content=\"gouji ",
    env!("CARGO_PKG_VERSION"),
    "\">"
);

/// What the page is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// Read on a screen.
    #[default]
    Screen,
    /// Printed, filled in and signed: each cause has room for the answer.
    Print,
}

/// The page's head and its filters.
pub(crate) fn start(language: Language, purpose: Purpose) -> String {
    let Words {
        title,
        lang,
        all,
        errors,
        warnings,
        which,
    } = Words::of(language);
    let policy =
        format!("default-src 'none'; style-src 'unsafe-inline'; script-src '{SCRIPT_HASH}'");
    let version = env!("CARGO_PKG_VERSION");
    let body = match purpose {
        Purpose::Screen => "<body>",
        Purpose::Print => "<body class=\"for-print\">",
    };
    let radio = |id: &str, text: &str, checked: &str| {
        format!(
            "<input type=\"radio\" name=\"show\" id=\"{id}\"{checked}>\
             <label for=\"{id}\">{text}</label>\n"
        )
    };
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         {MARK}\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n{body}\n\
         <header><h1>{title}</h1><p class=\"path\">gouji {version}</p>\n\
         <fieldset class=\"filter\"><legend>{which}</legend>\n{}{}{}</fieldset></header>\n<main>\n",
        radio("show-all", all, " checked"),
        radio("show-warnings", warnings, ""),
        radio("show-errors", errors, ""),
    )
}

/// What the head and the filters say.
struct Words {
    title: &'static str,
    lang: &'static str,
    all: &'static str,
    errors: &'static str,
    warnings: &'static str,
    which: &'static str,
}

impl Words {
    const fn of(language: Language) -> Self {
        match language {
            Language::Chinese => Self {
                title: "勾稽检查报告",
                lang: "zh-CN",
                all: "全部",
                errors: "错误",
                warnings: "错误和警告",
                which: "显示哪些问题",
            },
            Language::English => Self {
                title: "gouji report",
                lang: "en",
                all: "all",
                errors: "errors",
                warnings: "errors and warnings",
                which: "which findings are shown",
            },
        }
    }
}

/// What could not be done, what is reported about the configuration, how much was found, and the script.
pub(crate) fn end(ending: &Ending<'_>) -> String {
    let mut text = String::new();
    for failure in ending.failures {
        let (path, why) = (escaped(&failure.path), escaped(&failure.why));
        text.push_str(&format!("<p class=\"failure\"><b>{path}</b> {why}</p>\n"));
    }
    for remark in ending.remarks {
        let (path, message) = (escaped(&remark.path), escaped(&remark.message));
        let (line, rule) = (remark.line, escaped(&remark.rule));
        text.push_str(&format!(
            "<p class=\"failure\"><b>{path}:{line}</b> [{rule}] {message}</p>\n"
        ));
    }
    let summary = crate::summary(ending.reports, ending.counts, ending.language);
    text.push_str(&format!(
        "</main>\n<footer>{}</footer>\n<script>{SCRIPT}</script>\n",
        escaped(summary.trim())
    ));
    text + "</body>\n</html>\n"
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use sha2::Digest as _;

    #[test]
    fn the_policy_knows_the_script() {
        let digest = sha2::Sha256::digest(super::SCRIPT.as_bytes());
        let hash = base64::engine::general_purpose::STANDARD.encode(digest);
        assert_eq!(super::SCRIPT_HASH, format!("sha256-{hash}"));
    }
}
