//! `gouji lsp`: the findings in an editor, while a report is written.

use std::process::ExitCode;

use gouji_config::Workspace;
use gouji_lsp::Locale;
use gouji_model::Language;
use gouji_pack::Packs;

use crate::arguments::Lang;
use crate::language::{choose, of_name};
use crate::output;
use crate::status::COULD_NOT;

/// Serves an editor until it says `exit`, in the language asked for, else in that of the editor. The protocol
/// wants status 1 where it says so before `shutdown`.
pub(crate) fn run(packs: &Packs, workspace: Workspace, asked: Option<&Lang>) -> ExitCode {
    let language: Language = choose(asked);
    let locale = match asked {
        Some(_) => Locale::Asked(language),
        None => Locale::OfClient {
            of_locale: of_name,
            otherwise: language,
        },
    };
    match gouji_lsp::run(packs, workspace, locale) {
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
