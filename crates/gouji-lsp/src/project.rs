//! The configuration and the packs that go with an open document, as `gouji check` settles them.
//!
//! A configuration that cannot be used leaves its documents unchecked, and says so in each: what
//! was not checked must not look clean.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use gouji_check::Outcome;
use gouji_config::{Chain, Date, Finder, Overrides, Settings, Source, Subject};
use gouji_lint::Linter;
use gouji_model::{Bilingual, Report};
use gouji_pack::{Pack, Packs};

/// What the command line says of configurations.
#[derive(Clone, Debug)]
pub struct Project {
    /// Where configurations come from.
    pub source: Source,
    /// Folders with more rules, besides those that configurations name. The packs the server is
    /// started with hold them already.
    pub rules: Vec<PathBuf>,
    /// The day suppressions expire by.
    pub today: Date,
}

/// What one document is checked with.
#[derive(Debug)]
pub(crate) struct Governing {
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

impl Governing {
    /// Where the document is on disk.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The configuration that was found for it.
    pub(crate) fn configuration(&self) -> Option<&Path> {
        self.configuration.as_deref()
    }

    /// Whether a new configuration near the document would hold for it.
    pub(crate) fn is_looked_for(&self) -> bool {
        self.is_looked_for
    }

    /// Why the document cannot be checked, if so.
    pub(crate) fn trouble(&self) -> Option<&Bilingual> {
        self.settings.as_ref().err()
    }

    /// Takes out of an outcome what is not to be shown, and grades the rest.
    pub(crate) fn apply(&self, pack: &Pack, report: &Report, outcome: &mut Outcome) {
        let Ok(settings) = &self.settings else {
            return;
        };
        let subject = Subject {
            path: &self.path,
            pack,
            report,
            compared: false,
        };
        settings.apply(outcome, &subject);
    }
}

/// Settles what documents are checked with. Every configuration is read once, until told to
/// forget.
pub(crate) struct Governor {
    project: Project,
    own: Rc<Linter>,
    finder: Finder,
    settled: BTreeMap<Vec<PathBuf>, Settled>,
    /// The linters of configurations that name folders with rules.
    linters: BTreeMap<Vec<PathBuf>, Rc<Linter>>,
}

type Settled = (Rc<Linter>, Result<Rc<Settings>, Bilingual>);

impl Governor {
    /// A governor that has read nothing yet.
    pub(crate) fn new(packs: &Packs, project: &Project) -> Self {
        Self {
            own: Rc::new(Linter::new(packs)),
            finder: Finder::new(project.source.clone()),
            settled: BTreeMap::new(),
            linters: BTreeMap::new(),
            project: project.clone(),
        }
    }

    /// The linter for documents of which nothing is settled.
    pub(crate) fn own(&self) -> &Linter {
        &self.own
    }

    /// What a file is checked with.
    pub(crate) fn of(&mut self, path: PathBuf) -> Governing {
        let found = self.finder.find(&path);
        let configuration = found.as_ref().ok().and_then(|chain| chain.paths().last());
        let configuration = configuration.map(Path::to_owned);
        let (linter, settings) = match found {
            Ok(chain) => self.settled(&chain),
            Err(error) => (Rc::clone(&self.own), Err(error.message())),
        };
        Governing {
            linter,
            path,
            settings,
            configuration,
            is_looked_for: matches!(self.project.source, Source::Nearest),
        }
    }

    /// Forgets configurations, so that they are read again; rules on disk as well where asked.
    pub(crate) fn forget(&mut self, rules: bool) {
        self.finder = Finder::new(self.project.source.clone());
        self.settled.clear();
        if rules {
            self.linters.clear();
        }
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
        let settings = Settings::new(chain, linter.packs(), &overrides, self.project.today);
        let settings = settings.map(Rc::new).map_err(|error| error.message());
        (linter, settings)
    }

    fn linter(&mut self, chain: &Chain) -> Result<Rc<Linter>, Bilingual> {
        let mut folders = chain.rule_folders();
        if folders.is_empty() {
            return Ok(Rc::clone(&self.own));
        }
        folders.extend(self.project.rules.iter().cloned());
        let folders = each_once(folders);
        if let Some(known) = self.linters.get(&folders) {
            return Ok(Rc::clone(known));
        }
        let packs = Packs::load(&folders).map_err(|error| error.message())?;
        let linter = Rc::new(Linter::new(&packs));
        self.linters.insert(folders, Rc::clone(&linter));
        Ok(linter)
    }
}

/// A folder named twice would bring each of its rules twice.
fn each_once(mut folders: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut seen = Vec::new();
    folders.retain(|folder| {
        let known = folder.canonicalize().unwrap_or_else(|_| folder.clone());
        let new = !seen.contains(&known);
        seen.push(known);
        new
    });
    folders
}
