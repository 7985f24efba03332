//! `gouji lsp`: the findings in an editor, while a report is written.

use std::process::ExitCode;

use gouji_config::Workspace;
use gouji_model::Language;
use gouji_pack::Packs;

use crate::output;
use crate::status::COULD_NOT;

/// Serves an editor until it says `exit`. The protocol wants status 1 where it says so before
/// `shutdown`.
pub(crate) fn run(packs: &Packs, workspace: Workspace, language: Language) -> ExitCode {
    match gouji_lsp::run(packs, workspace, language) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(error.message().get(language));
            match error {
                gouji_lsp::LspError::ExitWithoutShutdown => ExitCode::FAILURE,
                _ => ExitCode::from(COULD_NOT),
            }
        }
    }
}
