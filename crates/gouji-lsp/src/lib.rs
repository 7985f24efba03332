//! A language server: the findings of a report while it is written.
//!
//! It serves what `gouji check` finds, to any editor that speaks the Language Server Protocol, for
//! reports that are text (HTML, Markdown, plain text, canonical JSON). `server` takes messages in
//! turn and answers them; `document` keeps an open file: its text (`editor_text`) with its positions
//! (`lines`), and what was found in it (`checked`); each request has a module of its own.
//! `server/requests` and `server/notifications` say which module takes which message.

mod actions;
mod address;
mod cell_names;
mod checked;
mod completion;
mod definition;
mod diagnostics;
mod document;
mod editor_text;
mod error;
mod folding;
mod frames;
mod handshake;
mod highlight;
mod hints;
mod hover;
mod ignoring;
mod inbox;
mod key_names;
mod lines;
mod locale;
mod naming;
mod placeholders;
mod project;
mod protocol;
mod refusal;
mod relations;
mod renaming;
mod roots;
mod rule_files;
mod rule_link;
mod server;
mod stdio;
mod suggestion;
mod symbols;
mod tokens;
mod toml_place;
mod value_names;

use gouji_config::Workspace;
use gouji_pack::Packs;
use lsp_server::Connection;

use project::Projects;
use server::Server;

pub use error::LspError;
pub use locale::Locale;

/// Serves an editor over standard input and output until it says `exit`. The packs are in force
/// where a configuration names no rules.
///
/// # Errors
/// When the editor goes away without `shutdown` and `exit`, or in the middle of a message.
pub fn run(packs: &Packs, workspace: Workspace, locale: Locale) -> Result<(), LspError> {
    let (connection, threads) = stdio::connect()?;
    let served = serve(&connection, packs, workspace, locale);
    if matches!(served, Err(LspError::ExitWithoutShutdown)) {
        // The editor wants the end at once; the reading thread may wait for more for ever.
        return served;
    }
    // The writing thread ends only when nothing can be sent any more.
    drop(connection);
    threads.join()?;
    served
}

/// Serves a client over any connection until it says `exit`; see [`run`].
///
/// # Errors
/// When the client goes away without `shutdown` and `exit`, or the system has no thread left.
pub fn serve(
    connection: &Connection,
    packs: &Packs,
    workspace: Workspace,
    locale: impl Into<Locale>,
) -> Result<(), LspError> {
    let projects = Projects::new(packs, workspace);
    Server::new(connection, projects, locale.into())?.serve()
}
