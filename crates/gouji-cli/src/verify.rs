//! `gouji verify`: a bundle, without the reports.

use std::path::Path;
use std::process::ExitCode;

use gouji_audit::bundle::verify;
use gouji_model::{Bilingual, Language};

use crate::input::bytes_of;
use crate::output;
use crate::project::Failure;

/// Verifies a bundle and says what it is of.
pub(crate) fn run(file: &Path, language: Language) -> Result<ExitCode, Failure> {
    let shown = file.display().to_string();
    let bytes = bytes_of(file).map_err(|error| Failure::File(shown.clone(), error.message()))?;
    let text = String::from_utf8_lossy(&bytes);
    let verified = verify(&text).map_err(|why| Failure::File(shown, why))?;
    let message = Bilingual::new(
        format!(
            "完好：gouji {} 检查了 {} 份报告，{} 个问题（SHA-256 {}）",
            verified.engine, verified.reports, verified.findings, verified.sha256
        ),
        format!(
            "intact: gouji {} checked {} report(s), {} finding(s) (SHA-256 {})",
            verified.engine, verified.reports, verified.findings, verified.sha256
        ),
    );
    output::print(&format!("{}\n", message.get(language)));
    Ok(ExitCode::SUCCESS)
}
