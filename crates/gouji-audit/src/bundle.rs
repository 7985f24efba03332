//! A run's result as one file that can be verified without the reports: what was read, with which packs
//! and program, and what came of it, in one order and with a digest of all of it.

use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use gouji_model::{Bilingual, Severity};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::result::{Audit, FindingRow};

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

/// Whence what was read came, and what it was read with.
pub struct Origin<'o> {
    /// The version of the program.
    pub engine: &'o str,
    /// The SHA-256 of the file of each report, by its number.
    pub inputs: &'o dyn Fn(usize) -> Option<String>,
    /// That of each pack, by the id of its form.
    pub packs: &'o [(String, String)],
}

/// Writes a result as a bundle, row by row; the digest takes its place once all it is of is written.
///
/// # Errors
/// Where it cannot be written, or rows cannot be read.
pub fn write(audit: &Audit, origin: &Origin<'_>, to: &mut (impl Write + Seek)) -> io::Result<()> {
    let start = to.stream_position()?;
    write!(to, "{HEAD}{}{BETWEEN}", hexadecimal(&[0; 32]))?;
    let digest = digested(audit, origin, to)?;
    to.seek(SeekFrom::Start(start + HEAD.len() as u64))?;
    to.write_all(digest.as_bytes())?;
    to.seek(SeekFrom::End(0))?;
    Ok(())
}

/// Writes what the digest is of, and what stands behind it; returns the digest.
fn digested(audit: &Audit, origin: &Origin<'_>, to: &mut impl Write) -> io::Result<String> {
    let mut hashed = Hashed {
        to: BufWriter::new(to),
        hasher: Sha256::new(),
    };
    body(audit, origin, &mut hashed)?;
    hashed.to.write_all(b"}\n")?;
    hashed.to.flush()?;
    Ok(hexadecimal(&hashed.hasher.finalize()))
}

/// What is written, and a digest of it.
struct Hashed<W> {
    to: W,
    hasher: Sha256,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write_all(bytes)?;
        self.hasher.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

fn body(audit: &Audit, origin: &Origin<'_>, to: &mut impl Write) -> io::Result<()> {
    let packs = origin.packs.iter();
    let packs: Vec<Value> = packs
        .map(|(form, sha256)| json!({"form": form, "sha256": sha256}))
        .collect();
    let (engine, packs) = (Value::from(origin.engine), Value::from(packs));
    write!(
        to,
        "{{\"bundle\":{VERSION},\"engine\":{engine},\"packs\":{packs}"
    )?;
    let reports = audit.reports.iter().enumerate().map(|(number, report)| {
        let report = report?;
        Ok(json!({
            "path": report.path,
            "sha256": (origin.inputs)(number),
            "form": report.form,
            "year": report.year,
            "organization": report.organization,
            "unit": report.unit.and_then(|unit| audit.units.get(unit)).map(|unit| &unit.name),
            "certainty": report.certainty.name(),
        }))
    });
    list("reports", reports, to)?;
    let findings = audit.current().map(|row| Ok(finding(audit, &row?.1)));
    list("findings", findings, to)?;
    let blocked = audit.blocked.iter().map(|row| {
        let row = row?;
        Ok(json!({"report": row.report, "rule": row.rule, "at": row.at, "reason": row.reason}))
    });
    list("blocked", blocked, to)?;
    let unread = audit.unread.iter();
    let unread = unread.map(|row| row.map(|row| json!({"path": row.path, "why": row.why})));
    list("unread", unread, to)?;
    let totals = audit.totals;
    let totals = json!({
        "reports": totals.reports,
        "errors": totals.errors,
        "warnings": totals.warnings,
        "infos": totals.infos,
        "missing": totals.missing,
        "unpaired": totals.unpaired,
        "suppressed": totals.suppressed,
    });
    write!(to, ",\"totals\":{totals}}}")
}

/// Writes a member that is a list.
fn list(
    name: &str,
    values: impl Iterator<Item = io::Result<Value>>,
    to: &mut impl Write,
) -> io::Result<()> {
    write!(to, ",\"{name}\":[")?;
    for (number, value) in values.enumerate() {
        let between = if number == 0 { "" } else { "," };
        write!(to, "{between}{}", value?)?;
    }
    to.write_all(b"]")
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
    hexadecimal(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal digits.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits.map(digit).collect()
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
    use crate::result::{ReportRow, Rows, Totals};

    fn made() -> String {
        let report = ReportRow {
            path: "a.html".to_owned(),
            ..ReportRow::default()
        };
        let audit = Audit {
            reports: Rows::of([report]).unwrap(),
            totals: Totals {
                reports: 1,
                ..Totals::default()
            },
            ..Audit::default()
        };
        let origin = Origin {
            engine: "1",
            inputs: &|_| Some("00".to_owned()),
            packs: &[("form".to_owned(), "11".to_owned())],
        };
        let mut to = io::Cursor::new(Vec::new());
        write(&audit, &origin, &mut to).unwrap();
        String::from_utf8(to.into_inner()).unwrap()
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
