//! The configuration and the packs that go with an open document, as `gouji check` settles them.
//!
//! A configuration that cannot be used leaves its documents unchecked, and says so in each: what
//! was not checked must not look clean.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use gouji_check::Outcome;
use gouji_config::{Chain, Overrides, Settings, Subject, Workspace};
use gouji_lint::Linter;
use gouji_model::{Bilingual, Report};
use gouji_pack::Packs;
use gouji_rule::Pack;

/// What one document is checked with.
#[derive(Debug)]
pub(crate) struct Project {
    /// The linter with the packs in force.
    pub linter: Rc<Linter>,
    /// Where the document is on disk.
    path: PathBuf,
    settings: Result<Rc<Settings>, Bilingual>,
    /// The configuration that was found for it.
    configuration: Option<PathBuf>,
    /// Whether the nearest configuration holds, and not a named one or none.
    is_looked_for: bool,
}

impl Project {
    /// Where the document is on disk.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The configuration that was found for it.
    pub(crate) fn configuration(&self) -> Option<&Path> {
        self.configuration.as_deref()
    }

    /// Whether a new configuration near the document would hold for it.
    pub(crate) const fn is_looked_for(&self) -> bool {
        self.is_looked_for
    }

    /// Why the document cannot be checked, if so.
    pub(crate) fn trouble(&self) -> Option<&Bilingual> {
        self.settings.as_ref().err()
    }

    /// Takes out of an outcome what is not to be shown, and grades the rest. `compared` is whether other
    /// reports were there to compare with.
    pub(crate) fn apply(
        &self,
        pack: &Pack,
        report: &Report,
        outcome: &mut Outcome,
        compared: bool,
    ) {
        let Ok(settings) = &self.settings else {
            return;
        };
        let subject = Subject {
            path: &self.path,
            pack,
            report,
            compared,
        };
        settings.apply(outcome, &subject);
    }
}

/// The projects of all documents: linters and settings, those of a configuration settled once,
/// until asked to forget.
pub(crate) struct Projects {
    workspace: Workspace,
    /// For documents whose configuration names no rules.
    own: Rc<Linter>,
    settled: BTreeMap<Vec<PathBuf>, Settled>,
    /// The linters of configurations that name folders with rules.
    linters: Vec<Rc<Linter>>,
}

type Settled = (Rc<Linter>, Result<Rc<Settings>, Bilingual>);

impl Projects {
    /// Nothing is settled yet. `packs` are in force where a configuration names no rules.
    pub(crate) fn new(packs: &Packs, workspace: Workspace) -> Self {
        Self {
            workspace,
            own: Rc::new(Linter::new(packs)),
            settled: BTreeMap::new(),
            linters: Vec::new(),
        }
    }

    /// The linter for documents of which nothing is settled.
    pub(crate) fn own(&self) -> &Linter {
        &self.own
    }

    /// What a file is checked with.
    pub(crate) fn of(&mut self, path: PathBuf) -> Project {
        let found = self.workspace.of_file(&path);
        let configuration = found.as_ref().ok().and_then(|chain| chain.paths().last());
        let configuration = configuration.map(Path::to_owned);
        let (linter, settings) = match found {
            Ok(chain) => self.settled(&chain),
            Err(error) => (Rc::clone(&self.own), Err(error.message_with_place())),
        };
        Project {
            linter,
            path,
            settings,
            configuration,
            is_looked_for: self.workspace.is_nearest(),
        }
    }

    /// The units file that the configuration of a folder names.
    pub(crate) fn units(&mut self, folder: &Path) -> Option<PathBuf> {
        let chain = self.workspace.of_folder(folder).ok()?;
        chain.units().map(Path::to_owned)
    }

    /// Forgets configurations, so that they are read again; rules on disk are looked at again
    /// where asked.
    pub(crate) fn forget(&mut self, rules: bool) {
        self.workspace.forget(rules);
        self.settled.clear();
    }

    fn settled(&mut self, chain: &Arc<Chain>) -> Settled {
        let key: Vec<PathBuf> = chain.paths().map(Path::to_owned).collect();
        if let Some((linter, settings)) = self.settled.get(&key) {
            return (Rc::clone(linter), settings.clone());
        }
        let settled = self.settle(chain);
        self.settled
            .insert(key, (Rc::clone(&settled.0), settled.1.clone()));
        settled
    }

    fn settle(&mut self, chain: &Arc<Chain>) -> Settled {
        let linter = match self.linter(chain) {
            Ok(linter) => linter,
            Err(why) => return (Rc::clone(&self.own), Err(why)),
        };
        let overrides = Overrides::default();
        let settings = self.workspace.settings(chain, linter.packs(), &overrides);
        let settings = settings.map(Rc::new);
        let settings = settings.map_err(|error| error.message_with_place());
        (linter, settings)
    }

    fn linter(&mut self, chain: &Chain) -> Result<Rc<Linter>, Bilingual> {
        if chain.rule_folders().is_empty() {
            return Ok(Rc::clone(&self.own));
        }
        let packs = self.workspace.packs(chain);
        let packs = packs.map_err(|error| error.message_with_place())?;
        let mut linters = self.linters.iter();
        if let Some(known) = linters.find(|linter| linter.packs().ptr_eq(&packs)) {
            return Ok(Rc::clone(known));
        }
        let linter = Rc::new(Linter::new(&packs));
        // Those that no document is checked with any more are of rules that have changed.
        self.linters.retain(|known| Rc::strong_count(known) > 1);
        self.linters.push(Rc::clone(&linter));
        Ok(linter)
    }
}
