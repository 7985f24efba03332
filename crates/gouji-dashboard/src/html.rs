//! The page around the data: its policy, its first words, the script.
//!
//! The totals stand in it as plain HTML: they are seen before anything is unpacked, and where no
//! script runs.

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gouji_audit::result::Rows;
use gouji_model::Language;
use sha2::{Digest as _, Sha256};

use crate::columns::Counted;
use gouji_render::escaped;

const STYLE: &str = include_str!("../built/dashboard.css");
const SCRIPT: &str = include_str!("../built/dashboard.js");

/// What the content security policy knows a text by.
fn known_by(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// What a page is made of.
pub(crate) struct Page<'p> {
    pub language: Language,
    pub counted: &'p Counted,
    pub index: &'p str,
    pub chunks: &'p Rows<String>,
}

/// Writes the page: head, totals, index, script, and after it the chunks, which it waits for only
/// when a report is opened.
pub(crate) fn write(to: &mut impl Write, page: &Page<'_>) -> io::Result<()> {
    let (tag, title, none) = match page.language {
        Language::Chinese => (
            "zh-CN",
            "勾稽审查总览",
            "逐条问题由脚本显示，请在浏览器中允许本页脚本；整改清单（.xlsx）不需要脚本。",
        ),
        Language::English => (
            "en",
            "gouji audit",
            "Single findings are shown by a script: allow it for this page, or use the list (.xlsx), which needs none.",
        ),
    };
    let (script, style) = (known_by(SCRIPT), known_by(STYLE));
    let version = escaped(env!("CARGO_PKG_VERSION"));
    write!(
        to,
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"gouji {version}\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<div id=\"app\" data-version=\"{version}\">\
         <header class=\"top\"><h1>{title}</h1></header>\n<main>{}<noscript><p>{none}</p></noscript></main></div>\n",
        tiles(page.language, page.counted)
    )?;
    writeln!(
        to,
        "<script type=\"text/plain\" id=\"index\">{}</script>",
        page.index
    )?;
    writeln!(to, "<script>{SCRIPT}</script>")?;
    for (number, chunk) in page.chunks.iter().enumerate() {
        let chunk = chunk?;
        writeln!(
            to,
            "<script type=\"text/plain\" id=\"chunk-{number}\">{chunk}</script>"
        )?;
    }
    writeln!(to, "</body>\n</html>")
}

/// How much there is, as the script shows it too.
fn tiles(language: Language, counted: &Counted) -> String {
    let [errors, warnings, notes] = counted.findings;
    let always = [
        ("单位", "units", counted.units),
        ("报告", "reports", counted.reports),
        ("错误", "errors", errors),
        ("警告", "warnings", warnings),
        ("提示", "notes", notes),
        ("未能核对", "blocked", counted.blocked),
        ("缺少的报告", "missing reports", counted.missing),
        ("未能读取的文件", "unread files", counted.unread),
        ("已认可", "suppressed", counted.suppressed),
        ("已整改", "fixed", counted.fixed),
    ];
    let tile = |(chinese, english, count): &(&str, &str, usize)| {
        let word = match language {
            Language::Chinese => chinese,
            Language::English => english,
        };
        format!("<div><dt>{word}</dt><dd>{count}</dd></div>")
    };
    let tiles: String = always.iter().map(tile).collect();
    format!("<dl class=\"tiles\">{tiles}</dl>")
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, STYLE};

    #[test]
    fn nothing_ends_the_script_or_the_style_early() {
        for text in [SCRIPT, STYLE] {
            assert!(!text.to_ascii_lowercase().contains("</s"));
            assert!(!text.contains("<!--"));
        }
        assert!(!SCRIPT.contains("http://") || SCRIPT.contains("http://www.w3.org/"));
    }
}
