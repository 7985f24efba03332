//! A pack: a form, its rules and the words they share, whatever they are read from.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use gouji_model::records::{DataFormat, DataSource};
use gouji_model::{Bilingual, Form, Report};
use rustc_hash::FxHashMap;

use crate::needs_prior::needs_prior;
use crate::packing::{Deferred, Packed, PackedPack, Source, Texts, Writer};
use crate::rule::Rule;
use crate::template_index::TemplateIndex;
use crate::vocabulary::Vocabulary;

/// What a pack holds beside its form.
#[derive(Debug, Default)]
pub struct Contents {
    /// The rules in force, in the order in which they are checked.
    pub rules: Vec<Rule>,
    /// The words its narrative rules share.
    pub vocabulary: Box<Vocabulary>,
    /// What [`Pack::template_index`] is, where it was put together with the program.
    template_index: Option<Deferred<TemplateIndex>>,
}

impl Contents {
    /// Rules, in the order in which they are checked, and the words they share.
    #[must_use]
    pub fn new(rules: Vec<Rule>, vocabulary: Vocabulary) -> Self {
        Self {
            rules,
            vocabulary: Box::new(vocabulary),
            template_index: None,
        }
    }

    /// What [`Pack::packed`] wrote, but for the examples of the rules; nothing where the bytes are of
    /// something else.
    #[must_use]
    pub fn read(source: &Arc<Source>) -> Option<Self> {
        let mut from = source.reader();
        Some(Self {
            rules: Packed::unpack(&mut from)?,
            vocabulary: Packed::unpack(&mut from)?,
            template_index: Some(Packed::unpack(&mut from)?),
        })
    }
}

/// What gives a pack's contents when they are first asked for.
type Reader = Box<dyn FnOnce() -> Contents + Send + UnwindSafe + RefUnwindSafe>;
/// What gives a pack's contents for its form made concrete.
type Maker = Box<dyn Fn(&Form) -> Contents + Send + Sync + UnwindSafe + RefUnwindSafe>;

/// Packs of forms made concrete that are kept: the reports of one organ mostly have the same rows.
const KEPT: usize = 8;

/// How a pack is made for its form made concrete.
struct Concrete {
    make: Maker,
    /// Those made last.
    kept: Mutex<Vec<Arc<Pack>>>,
}

/// What gives a pack's data sources when they are first asked for.
type SourcesReader = Box<dyn FnOnce() -> Vec<DataSource> + Send + UnwindSafe + RefUnwindSafe>;

/// A pack: a form and its rules.
pub struct Pack {
    /// The form.
    pub form: Arc<Form>,
    /// The path of its `pack.toml`.
    pub origin: String,
    /// The document that prescribes the form.
    pub notice: Option<Bilingual>,
    /// Rules it had once, by name, with the rules that say the same now; empty where none does.
    pub retired: BTreeMap<String, String>,
    /// The path of the file with the words its narrative rules share, where it has one.
    pub vocabulary_origin: Option<String>,
    /// The JSON Schema it gives for the form's canonical report in place of what is made of the form.
    pub own_schema: Option<Cow<'static, str>>,
    /// The formats of its data sources, which are known before these are read.
    pub data_formats: Vec<DataFormat>,
    contents: LazyLock<Contents, Reader>,
    data_sources: LazyLock<Vec<DataSource>, SourcesReader>,
    concrete: Option<Concrete>,
    /// Large, as most packs are moved about and not asked for it.
    template_index: OnceLock<Box<TemplateIndex>>,
    /// Which of its rules look at last year's report, by their numbers.
    between: OnceLock<Box<[usize]>>,
    /// The numbers of its rules by their names: each finding asks for its rule.
    by_name: OnceLock<FxHashMap<String, usize>>,
}

impl Pack {
    /// A pack whose contents are read when they are first asked for: most runs need the rules of one
    /// pack of many.
    #[must_use]
    pub fn new(
        form: Arc<Form>,
        contents: impl FnOnce() -> Contents + Send + UnwindSafe + RefUnwindSafe + 'static,
    ) -> Self {
        Self {
            form,
            origin: String::new(),
            notice: None,
            retired: BTreeMap::new(),
            vocabulary_origin: None,
            own_schema: None,
            contents: LazyLock::new(Box::new(contents)),
            data_formats: Vec::new(),
            data_sources: LazyLock::new(Box::new(Vec::new)),
            concrete: None,
            template_index: OnceLock::new(),
            between: OnceLock::new(),
            by_name: OnceLock::new(),
        }
    }

    /// The same pack, with data sources that are read when they are first asked for.
    #[must_use]
    pub fn with_data_sources(
        mut self,
        sources: impl FnOnce() -> Vec<DataSource> + Send + UnwindSafe + RefUnwindSafe + 'static,
    ) -> Self {
        self.data_sources = LazyLock::new(Box::new(sources));
        self
    }

    /// The data files whose records are reports in its form.
    #[must_use]
    pub fn data_sources(&self) -> &[DataSource] {
        &self.data_sources
    }

    /// The same pack, with what gives its contents for its form made concrete.
    #[must_use]
    pub fn for_open_rows(
        mut self,
        make: impl Fn(&Form) -> Contents + Send + Sync + UnwindSafe + RefUnwindSafe + 'static,
    ) -> Self {
        self.concrete = Some(Concrete {
            make: Box::new(make),
            kept: Mutex::new(Vec::new()),
        });
        self
    }

    /// The pack for a report: its rules compiled for the rows that the report has.
    #[must_use]
    pub fn for_report(self: &Arc<Self>, report: &Report) -> Arc<Self> {
        let concrete = report.concrete.as_ref();
        let pack = concrete.and_then(|form| self.for_form(form));
        pack.unwrap_or_else(|| Arc::clone(self))
    }

    /// The pack for its form made concrete; nothing where the form leaves no rows open.
    #[must_use]
    pub fn for_form(&self, form: &Arc<Form>) -> Option<Arc<Self>> {
        let concrete = self.concrete.as_ref()?;
        let same =
            |pack: &Arc<Self>| Arc::ptr_eq(&pack.form, form) || pack.form.keys() == form.keys();
        // A thread that panicked while it held the lock left the list as it was.
        let mut kept = concrete.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = kept.iter().position(same) {
            let pack = kept.remove(at);
            kept.push(Arc::clone(&pack));
            return Some(pack);
        }
        drop(kept);
        let contents = (concrete.make)(form);
        let pack = Arc::new(Self {
            origin: self.origin.clone(),
            notice: self.notice.clone(),
            retired: self.retired.clone(),
            vocabulary_origin: self.vocabulary_origin.clone(),
            own_schema: self.own_schema.clone(),
            ..Self::new(Arc::clone(form), move || contents)
        });
        kept = concrete.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(Arc::clone(&pack));
        Some(pack)
    }

    /// The rules in force, by severity of purpose: relations first, then by name.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.contents.rules
    }

    /// The rules that look at last year's report, found once: an audit asks for every pair of years.
    pub fn rules_between(&self) -> impl Iterator<Item = &Rule> {
        let found = self.between.get_or_init(|| {
            let rules = self.rules().iter().enumerate();
            let between = rules.filter(|(_, rule)| needs_prior(rule));
            between.map(|(number, _)| number).collect()
        });
        found.iter().filter_map(|number| self.rules().get(*number))
    }

    /// The words its narrative rules share.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.contents.vocabulary
    }

    /// Its contents as bytes, with its templates as they are looked for; its texts are added to others.
    ///
    /// # Panics
    /// Where a sum that a sentence may mean is not compiled yet.
    #[must_use]
    pub fn packed(&self, texts: &mut Texts) -> PackedPack {
        let mut out = Writer::new(texts);
        out.list(self.rules());
        self.vocabulary().pack(&mut out);
        out.measured(self.template_index());
        out.finish()
    }

    /// The rule with this name.
    #[must_use]
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        let by_name = self.by_name.get_or_init(|| {
            let rules = self.rules().iter().enumerate();
            // Of two with one name the first counts.
            let named = rules
                .rev()
                .map(|(number, rule)| (rule.name.clone(), number));
            named.collect()
        });
        self.rules().get(*by_name.get(name)?)
    }

    /// The templates and words of its narrative rules as they are looked for, put together at
    /// first use.
    #[must_use]
    pub fn template_index(&self) -> &TemplateIndex {
        match &self.contents.template_index {
            Some(known) => known,
            None => self
                .template_index
                .get_or_init(|| Box::new(TemplateIndex::new(self.rules(), self.vocabulary()))),
        }
    }
}

/// Its contents are shown as far as they are read.
impl fmt::Debug for Pack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Pack");
        shown
            .field("form", &self.form.id)
            .field("origin", &self.origin);
        shown
            .field("contents", &self.contents)
            .finish_non_exhaustive()
    }
}
