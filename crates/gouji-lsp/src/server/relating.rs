//! Relations between the files of the client's folders: when they are checked, and how what they come to
//! is shown.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Server;
use crate::LspError;
use crate::address::{path_of, uri_of};
use crate::document::Document;
use crate::protocol::{MessageType, TextDocumentItem, Uri};
use crate::refusal::{Refusal, guarded};
use crate::relations::Step;

impl Server {
    /// Begins anew: the folders, the settings or the rules are others.
    pub(super) fn begin_relations(&mut self) -> Result<(), LspError> {
        let folders = self.roots.folders().iter();
        let units = folders.filter(|folder| folder.is_absolute());
        let units = units.clone().find_map(|folder| self.projects.units(folder));
        let files = self.roots.comparable();
        match self.relations.begin(files, units) {
            Some(why) => self.log_as(MessageType::INFO, why.get(self.language).to_owned()),
            None => Ok(()),
        }
    }

    /// Takes note of files that were changed on the disk; whether all of them are reports or units and
    /// nothing else can follow from them.
    pub(super) fn note_changed(&mut self, paths: &[PathBuf]) -> bool {
        let mut is_all = true;
        for path in paths {
            let is_known = self.relations.knows(path);
            if is_known || self.is_comparable(path) {
                self.relations.changed(path);
            }
            is_all &= self.relations.is_units(path) || is_known;
        }
        is_all
    }

    /// Whether a file may be a report of the folders.
    fn is_comparable(&self, path: &Path) -> bool {
        self.roots.around(path).is_some() && crate::roots::may_be_compared(path)
    }

    /// Works at relations between files until all are known or the client says something.
    pub(super) fn relate(&mut self) -> Result<(), LspError> {
        while self.inbox.is_empty() {
            let (encoding, language) = (self.agreement.encoding, self.language);
            let step = guarded(|| Ok(self.relations.step(&mut self.projects, encoding, language)));
            match step {
                Ok(Step::More) => {}
                Ok(Step::Idle) => return Ok(()),
                Ok(Step::Done(changed)) => self.show_related(&changed)?,
                Ok(Step::Unknown(changed, why)) => {
                    self.log(why.get(self.language).to_owned())?;
                    self.show_related(&changed)?;
                }
                Err(Refusal { message, .. }) => self.log(message)?,
            }
        }
        Ok(())
    }

    /// Shows what changed: in open documents and in files that are not open.
    fn show_related(&mut self, changed: &BTreeSet<PathBuf>) -> Result<(), LspError> {
        if changed.is_empty() {
            return Ok(());
        }
        for path in changed {
            self.known.remove(path);
        }
        if self.agreement.client_pulls {
            return self.ask_to_pull();
        }
        let is_open = |path: &PathBuf| {
            let mut open = self.documents.iter();
            let open = open.find(|(_, document)| path_of(&document.uri) == *path);
            open.map(|(address, _)| address.clone())
        };
        let (open, closed): (Vec<_>, Vec<_>) = changed
            .iter()
            .map(|path| (path, is_open(path)))
            .partition(|(_, address)| address.is_some());
        let open = open.into_iter().filter_map(|(_, address)| address);
        self.waiting.extend(open.collect::<Vec<String>>());
        for (path, _) in closed {
            if let Some(uri) = uri_of(path) {
                self.publish_closed(path, uri)?;
            }
        }
        self.publish_waiting()
    }

    /// Publishes what was found between a file that is not open and others: what is wrong in it alone is
    /// shown when it is opened.
    pub(super) fn publish_closed(&mut self, path: &Path, uri: Uri) -> Result<(), LspError> {
        let found = self.relations.of_file(path).to_vec();
        let text = (!found.is_empty()).then(|| std::fs::read_to_string(path).ok());
        let items = text.flatten().map(|text| {
            let item = TextDocumentItem::new(uri.clone(), String::new(), 0, text);
            let mut document = Document::new(item, self.agreement.encoding);
            document.check_with(self.projects.of(path.to_owned()));
            let linter = self.linter(&document);
            crate::diagnostics::between(&document, linter, &found, self.language)
        });
        self.publish(uri, None, items.unwrap_or_default())
    }
}
