//! A run's result as one file that can be verified without the reports: what was read, with which packs
//! and program, and what came of it, in one order and with a digest of all of it.

use gouji_model::{Bilingual, Severity};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::result::{Audit, Change, FindingRow};

/// What stands before the digest.
const HEAD: &str = "{\"sha256\":\"";
/// What stands between the digest and what it is of.
const BETWEEN: &str = "\",\"body\":";
/// The version of what follows.
const VERSION: i64 = 1;

/// What a bundle that was verified says of its run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The version of the program.
    pub engine: String,
    /// How many reports were read.
    pub reports: usize,
    /// How many findings there are.
    pub findings: usize,
    /// The digest.
    pub sha256: String,
}

/// A result as a bundle. `inputs` has the SHA-256 of the file of each report, `packs` that of each
/// pack by the id of its form.
#[must_use]
pub fn bundle(
    audit: &Audit,
    engine: &str,
    inputs: &[String],
    packs: &[(String, String)],
) -> String {
    let packs = packs
        .iter()
        .map(|(form, sha256)| json!({"form": form, "sha256": sha256}));
    let reports = audit.reports.iter().enumerate().map(|(number, report)| {
        json!({
            "path": report.path,
            "sha256": inputs.get(number),
            "form": report.form,
            "year": report.year,
            "organization": report.organization,
            "unit": report.unit.and_then(|unit| audit.units.get(unit)).map(|unit| &unit.name),
            "certainty": report.certainty.name(),
        })
    });
    let findings = audit.findings.iter();
    let findings = findings.filter(|row| row.change != Some(Change::Fixed));
    let findings = findings.map(|row| finding(audit, row));
    let blocked = audit.blocked.iter().map(
        |row| json!({"report": row.report, "rule": row.rule, "at": row.at, "reason": row.reason}),
    );
    let unread = audit.unread.iter();
    let unread = unread.map(|row| json!({"path": row.path, "why": row.why}));
    let totals = audit.totals;
    let body = json!({
        "bundle": VERSION,
        "engine": engine,
        "packs": packs.collect::<Vec<_>>(),
        "reports": reports.collect::<Vec<_>>(),
        "findings": findings.collect::<Vec<_>>(),
        "blocked": blocked.collect::<Vec<_>>(),
        "unread": unread.collect::<Vec<_>>(),
        "totals": {
            "reports": totals.reports,
            "errors": totals.errors,
            "warnings": totals.warnings,
            "infos": totals.infos,
            "missing": totals.missing,
            "unpaired": totals.unpaired,
            "suppressed": totals.suppressed,
        },
    });
    let body = body.to_string();
    format!("{HEAD}{}{BETWEEN}{body}}}\n", sha256(body.as_bytes()))
}

fn finding(audit: &Audit, row: &FindingRow) -> Value {
    let unit = row.unit.and_then(|unit| audit.units.get(unit));
    let suspects = row.suspects.iter().map(|one| {
        json!({
            "file": one.file,
            "id": one.id,
            "suggested": one.suggested,
            "certain": one.is_certain,
        })
    });
    json!({
        "report": row.report,
        "unit": unit.map(|unit| &unit.name),
        "year": row.year,
        "identity": row.identity,
        "rule": row.rule,
        "at": row.at,
        "severity": row.severity.name(),
        "message": row.message,
        "suspects": suspects.collect::<Vec<_>>(),
    })
}

/// The SHA-256 of bytes in hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    let digits = digest(bytes);
    digits.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 of bytes, as bytes.
#[must_use]
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Verifies a bundle: it is whole, nothing in it was changed, and its totals are those of its findings.
///
/// # Errors
/// What is wrong with it.
pub fn verify(text: &str) -> Result<Verified, Bilingual> {
    let parts = || {
        let rest = text.strip_prefix(HEAD)?;
        let (digest, rest) = rest.split_once(BETWEEN)?;
        Some((digest, rest.trim_end().strip_suffix('}')?))
    };
    let Some((digest, body)) = parts() else {
        return Err(Bilingual::new(
            "这不是 gouji audit --bundle 写的文件，或不完整",
            "this was not written by gouji audit --bundle, or it is not whole",
        ));
    };
    if sha256(body.as_bytes()) != digest {
        return Err(Bilingual::new(
            "内容与校验值不符：写成之后被改动过",
            "what it says is not what its digest is of: it was changed after it was written",
        ));
    }
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    let version = body["bundle"].as_i64();
    if version != Some(VERSION) {
        return Err(Bilingual::new(
            "由其他版本的 gouji 写成，请用写它的版本校验",
            "it was written by another version of gouji; verify it with that one",
        ));
    }
    let list = |name: &str| body[name].as_array().map_or(&[][..], Vec::as_slice);
    let count = |severity: Severity| {
        let findings = list("findings").iter();
        findings
            .filter(|one| one["severity"] == severity.name())
            .count()
    };
    let stated = |name: &str| body["totals"][name].as_u64();
    let agrees = |name: &str, count: usize| stated(name) == u64::try_from(count).ok();
    let is_sound = agrees("errors", count(Severity::Error))
        && agrees("warnings", count(Severity::Warning))
        && agrees("infos", count(Severity::Info))
        && agrees("reports", list("reports").len());
    if !is_sound {
        return Err(Bilingual::new(
            "总数与列出的问题不符",
            "its totals are not those of what it lists",
        ));
    }
    Ok(Verified {
        engine: body["engine"].as_str().unwrap_or_default().to_owned(),
        reports: list("reports").len(),
        findings: list("findings").len(),
        sha256: digest.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::{ReportRow, Totals};

    fn made() -> String {
        let audit = Audit {
            reports: vec![ReportRow {
                path: "a.html".to_owned(),
                ..ReportRow::default()
            }],
            totals: Totals {
                reports: 1,
                ..Totals::default()
            },
            ..Audit::default()
        };
        bundle(
            &audit,
            "1",
            &["00".to_owned()],
            &[("form".to_owned(), "11".to_owned())],
        )
    }

    #[test]
    fn a_bundle_is_verified_as_it_was_written_and_no_other() {
        let made = made();
        let verified = verify(&made).unwrap();
        assert_eq!((verified.reports, verified.findings), (1, 0));
        assert!(
            verify(&made.replace("a.html", "b.html"))
                .unwrap_err()
                .en
                .contains("changed")
        );
        assert!(verify(&made[..made.len() / 2]).is_err());
        assert!(verify("{}").unwrap_err().en.contains("not written by"));
        assert_eq!(made, self::made());
    }
}
