//! Every mapping there is, and which of them a text is for.

use std::sync::OnceLock;

use gouji_model::records::{DataFormat, DataSource};
use memchr::memmem;
use serde_json::Value;

use crate::namespaces::is_like;
use crate::plan::Plan;
use crate::recognize::root;
use crate::records::Records;
use crate::rows;
use crate::{RecordsError, csv, json, xml};

/// The mappings of all packs, laid out when a file first needs one.
#[derive(Debug, Default)]
pub struct Known<F> {
    mappings: Vec<Mapping<F>>,
}

/// A mapping and what it is of.
#[derive(Debug)]
struct Mapping<F> {
    of: F,
    source: DataSource,
    plan: OnceLock<Plan>,
}

/// The mapping that a text is for.
#[derive(Debug)]
pub struct Match<'k, F> {
    mapping: &'k Mapping<F>,
}

impl<F> Known<F> {
    /// Those mappings, each with what it is of.
    pub fn new(mappings: impl IntoIterator<Item = (F, DataSource)>) -> Self {
        let mappings = mappings.into_iter().map(|(of, source)| Mapping {
            of,
            source,
            plan: OnceLock::new(),
        });
        Self {
            mappings: mappings.collect(),
        }
    }

    /// The first mapping that a text is for, recognized by its content.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Match<'_, F>> {
        let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let found = match start.chars().next()? {
            '<' => self.xml(start),
            '{' | '[' => self.json(text),
            _ => None,
        };
        let found = found.or_else(|| {
            let mut tables = self.of(DataFormat::Csv);
            tables.find(|mapping| csv::has_names(&mapping.source.has, text))
        });
        found.map(|mapping| Match { mapping })
    }

    fn of(&self, format: DataFormat) -> impl Iterator<Item = &Mapping<F>> {
        let of = move |mapping: &&Mapping<F>| mapping.source.format == format;
        self.mappings.iter().filter(of)
    }

    fn xml(&self, text: &str) -> Option<&Mapping<F>> {
        let mut all = self.of(DataFormat::Xml).peekable();
        all.peek()?;
        let found = root(text)?;
        all.find(|mapping| {
            let wanted = mapping.source.root.as_ref();
            wanted.is_some_and(|wanted| {
                let namespace = wanted.prefix.as_ref().map(|prefix| {
                    let mut known = mapping.source.namespaces.iter();
                    known
                        .find(|(own, _)| own == prefix)
                        .map_or(&[][..], |(_, uris)| uris)
                });
                wanted.names.contains(&found.name)
                    && namespace.is_none_or(|uris| is_like(&found.uri, uris))
            })
        })
    }

    fn json(&self, text: &str) -> Option<&Mapping<F>> {
        let mut all = self.of(DataFormat::Json).peekable();
        all.peek()?;
        let stands = |name: &String| {
            let name = Value::String(name.clone()).to_string();
            memmem::find(text.as_bytes(), name.as_bytes()).is_some()
        };
        all.find(|mapping| {
            let has = &mapping.source.has;
            !has.is_empty() && has.iter().all(stands)
        })
    }
}

impl<'k, F> Match<'k, F> {
    /// What the mapping is of.
    #[must_use]
    pub fn of(&self) -> &'k F {
        &self.mapping.of
    }

    /// The mapping.
    #[must_use]
    pub fn source(&self) -> &'k DataSource {
        &self.mapping.source
    }

    /// Reads a text.
    ///
    /// # Errors
    /// When it is not well-formed, or holds more than any report.
    pub fn read<'t>(&self, text: &'t str) -> Result<Records<'t>, RecordsError> {
        let source = &self.mapping.source;
        let plan = self.mapping.plan.get_or_init(|| Plan::new(source));
        let captured = match source.format {
            DataFormat::Xml => xml::read(source, plan, text)?,
            DataFormat::Json => json::read(plan, text)?,
            DataFormat::Csv => csv::read(plan, &source.has, text)?,
        };
        rows::resolve(source, plan, &captured, text)
    }
}
