//! A `[[suppress]]` for a finding, to be completed by whoever accepts it: the other way round of
//! `suppression`.

use gouji_model::{Finding, Language, Report};

/// The lines that suppress a finding of a report, for the end of a `gouji.toml`. The reason is
/// left empty: until somebody writes one, the configuration is refused.
#[must_use]
pub fn draft(finding: &Finding, report: &Report, language: Language) -> String {
    let (zh, en) = ("在引号里写明理由", "say why between the quotes");
    let hint = match language {
        Language::Chinese => zh,
        Language::English => en,
    };
    let mut lines = vec![
        "[[suppress]]".to_owned(),
        format!("rule = {}", quoted(&finding.rule)),
    ];
    lines.extend(
        finding
            .at
            .as_deref()
            .map(|at| format!("at = {}", quoted(at))),
    );
    if let (Some(organization), Some(year)) = (&report.organization, report.year) {
        lines.push(format!("organization = {}", quoted(organization)));
        lines.push(format!("year = {year}"));
    }
    lines.push(format!("identity = \"{}\"", finding.identity));
    lines.push(format!("reason = \"\" # {hint}"));
    lines.join("\n") + "\n"
}

/// A text as a basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn any_text_comes_back_from_its_quotes() {
        for text in ["青石县水务局", "a\"b\\c", "x\ny\u{7f}\t"] {
            let line = format!("x = {}", quoted(text));
            let table: toml::Table = line.parse().unwrap();
            assert_eq!(table["x"].as_str(), Some(text));
        }
    }
}
