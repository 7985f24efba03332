//! Why serving an editor ended badly.

use gouji_model::Bilingual;
use thiserror::Error;

/// Why serving an editor ended badly.
#[derive(Debug, Error)]
pub enum LspError {
    /// Messages could not be read or written.
    #[error("the connection to the editor broke: {0}")]
    Broken(#[from] std::io::Error),
    /// The editor went away in the middle.
    #[error("the editor closed the connection without `exit`")]
    Disconnected,
    /// The editor said `exit` before `shutdown`.
    #[error("the editor said `exit` before `shutdown`")]
    ExitWithoutShutdown,
}

impl LspError {
    /// What happened and what to do about it, for users.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Broken(error) => Bilingual::new(
                format!("与编辑器的连接中断：{error}；请由编辑器启动 `gouji lsp`"),
                format!(
                    "the connection to the editor broke: {error}; let an editor start `gouji lsp`"
                ),
            ),
            Self::Disconnected => Bilingual::new(
                "编辑器未发 exit 就断开了连接；请由编辑器启动 `gouji lsp`",
                "the editor closed the connection without `exit`; let an editor start `gouji lsp`",
            ),
            Self::ExitWithoutShutdown => Bilingual::new(
                "编辑器未发 shutdown 就发了 exit；请检查编辑器的设置",
                "the editor said `exit` before `shutdown`; look at its settings",
            ),
        }
    }
}
