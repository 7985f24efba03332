//! Requests to rename something in rule files.

use std::fs;
use std::path::PathBuf;

use gouji_config::FILE_NAME;
use gouji_model::Bilingual;
use lsp_server::ErrorCode;

use super::Server;
use crate::address::path_of;
use crate::document::Document;
use crate::naming::{Naming, Open, open};
use crate::protocol::{
    PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit,
};
use crate::refusal::Refusal;
use crate::renaming::{Configuration, Renaming, workspace_edit};

impl Server {
    /// The name at a position, where it can be changed; nothing where there is none.
    pub(super) fn renamable(
        &self,
        asked: &TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>, Refusal> {
        let document = self.document(&asked.text_document.uri)?;
        let naming = Naming::at(document, asked.position, &open(self.documents.values()));
        let Some(naming) = naming else {
            return Ok(None);
        };
        Renaming::of(&naming).map_err(|why| self.refused(&why))?;
        let at = |byte| document.position(byte);
        let range = &naming.mention.range;
        Ok(Some(PrepareRenameResponse::RangeWithPlaceholder {
            range: crate::protocol::Range::new(at(range.start), at(range.end)),
            placeholder: naming.mention.name,
        }))
    }

    /// The edits that rename what stands at a position.
    pub(super) fn renamed(&self, asked: &RenameParams) -> Result<WorkspaceEdit, Refusal> {
        let at = &asked.text_document_position;
        let document = self.document(&at.text_document.uri)?;
        let open = open(self.documents.values());
        let naming = Naming::at(document, at.position, &open).ok_or_else(|| {
            self.refused(&Bilingual::new(
                "这里没有可以改名的东西",
                "nothing here can be renamed",
            ))
        })?;
        let renaming = Renaming::of(&naming).map_err(|why| self.refused(&why))?;
        let configurations = self.configurations(document, &open);
        let edits = renaming
            .edits(&asked.new_name, configurations, document)
            .map_err(|why| self.refused(&why))?;
        Ok(workspace_edit(edits, self.agreement.client_versions))
    }

    /// The configurations of the folders that are open, and of those around a rule file.
    fn configurations(&self, document: &Document, open: &Open<'_>) -> Vec<Configuration> {
        let path = path_of(&document.uri);
        let around = path.ancestors().skip(1);
        let mut paths: Vec<PathBuf> = around.map(|folder| folder.join(FILE_NAME)).collect();
        paths.extend(self.roots.configurations());
        paths.sort();
        paths.dedup();
        let read = |path: PathBuf| {
            let (text, version) = match open.get(&path) {
                Some((text, version)) => ((*text).to_owned(), Some(*version)),
                None => (fs::read_to_string(&path).ok()?, None),
            };
            Configuration::new(&path, text, version)
        };
        paths.into_iter().filter_map(read).collect()
    }

    fn refused(&self, why: &Bilingual) -> Refusal {
        Refusal::new(ErrorCode::RequestFailed, why.get(self.language))
    }
}
