//! One `gouji.toml`, parsed and checked against the definition of its keys.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji_model::{Bilingual, Language, Severity};
use toml::de::{DeTable, DeValue};

use crate::checking;
use crate::error::ConfigError;
use crate::exclusion::{self, Exclusion};
use crate::file_place::FilePlace;
use crate::patterns::{Patterns, shown};
use crate::shape::ROOT;
use crate::suppression::WrittenSuppression;
use crate::tree::{self, At};
use crate::written::Written;

/// Largest configuration read, in bytes.
const LARGEST: u64 = 1 << 20;

/// A configuration file; rule names are not looked up yet, because the file may name folders that
/// bring more rules.
#[derive(Clone, Debug)]
pub(crate) struct ConfigFile {
    /// Its path, absolute.
    pub path: PathBuf,
    /// Its folder, absolute.
    pub folder: PathBuf,
    /// Its text.
    pub text: Arc<str>,
    /// The configuration it starts from.
    pub extends: Option<At<String>>,
    /// Folders with more rules, absolute.
    pub rules: Vec<PathBuf>,
    /// The language.
    pub language: Option<At<Language>>,
    /// What is passed over in folders.
    pub exclude: Vec<At<String>>,
    /// The same, ready to be asked.
    pub exclusion: Exclusion,
    /// The units file.
    pub units: Option<PathBuf>,
    /// The baseline, absolute.
    pub baseline: Option<At<PathBuf>>,
    /// Its own settings, then those for some paths, in the order they are written.
    pub layers: Vec<WrittenLayer>,
    /// Its suppressions.
    pub suppressions: Vec<WrittenSuppression>,
}

/// Settings of rules as written.
#[derive(Clone, Debug, Default)]
pub(crate) struct WrittenLayer {
    /// For these files only.
    pub path: Option<Patterns>,
    /// Only these rules.
    pub select: Option<Vec<At<String>>>,
    /// These too.
    pub extend_select: Vec<At<String>>,
    /// Not these.
    pub ignore: Vec<At<String>>,
    /// Other severities.
    pub severity: Vec<(At<String>, Severity)>,
    /// The least severity that makes the exit status 1.
    pub fail_on: Option<At<Severity>>,
}

impl ConfigFile {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read or says something that is not allowed.
    pub(crate) fn read(path: &Path) -> Result<Self, ConfigError> {
        let path = path
            .canonicalize()
            .map_err(|error| ConfigError::unreadable(path, &error))?;
        let size = fs::metadata(&path).map(|about| about.len());
        if size.is_ok_and(|size| size > LARGEST) {
            return Err(ConfigError::unreadable(&path, &"larger than 1 MiB"));
        }
        let text =
            fs::read_to_string(&path).map_err(|error| ConfigError::unreadable(&path, &error))?;
        Self::parse(path, &text)
    }

    /// Parses the text of a file.
    pub(crate) fn parse(path: PathBuf, text: &str) -> Result<Self, ConfigError> {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let text: Arc<str> = Arc::from(text);
        let mut file = Self {
            path,
            folder,
            text: Arc::clone(&text),
            extends: None,
            rules: Vec::new(),
            language: None,
            exclude: Vec::new(),
            exclusion: Exclusion::default(),
            units: None,
            baseline: None,
            layers: Vec::new(),
            suppressions: Vec::new(),
        };
        let document = DeTable::parse(&text).map_err(|error| file.syntax(&error))?;
        let table = document.get_ref();
        checking::table(table, document.span(), ROOT)
            .map_err(|(what, help, span)| file.fault(span, what, help))?;
        file.fill(table)?;
        Ok(file)
    }

    fn fill(&mut self, table: &DeTable<'_>) -> Result<(), ConfigError> {
        self.extends = tree::text(table, "extends");
        for folder in tree::texts(table, "rules").unwrap_or_default() {
            let path = self.folder.join(&folder.value);
            if !path.exists() {
                return Err(self.fault(folder.span, no_folder(&path), relative()));
            }
            self.rules.push(path);
        }
        self.language = tree::text(table, "lang").map(|lang| {
            let language = match lang.value.as_str() {
                "en" => Language::English,
                _ => Language::Chinese,
            };
            At::new(language, lang.span)
        });
        self.baseline = tree::text(table, "baseline")
            .map(|path| At::new(self.folder.join(path.value), path.span));
        let audit = tree::value(table, "audit").and_then(|audit| audit.get_ref().as_table());
        let units = audit.and_then(|audit| tree::text(audit, "units"));
        self.units = units.map(|path| self.folder.join(path.value));
        self.exclude = tree::texts(table, "exclude").unwrap_or_default();
        self.exclusion = self.excluded()?;
        self.layers.push(self.layer(table)?);
        for (table, _) in tree::tables(table, "per-path") {
            let layer = self.layer(table)?;
            let path = Some(self.written().patterns(table)?);
            self.layers.push(WrittenLayer { path, ..layer });
        }
        for (table, span) in tree::tables(table, "suppress") {
            let suppression = WrittenSuppression::read(self.written(), table, span)?;
            self.suppressions.push(suppression);
        }
        Ok(())
    }

    fn layer(&self, table: &DeTable<'_>) -> Result<WrittenLayer, ConfigError> {
        let severity = tree::entries(table, "severity");
        let severity = severity
            .into_iter()
            .filter_map(|(name, value)| Some((name, severity_of(value.get_ref())?)));
        Ok(WrittenLayer {
            path: None,
            select: tree::texts(table, "select"),
            extend_select: tree::texts(table, "extend-select").unwrap_or_default(),
            ignore: tree::texts(table, "ignore").unwrap_or_default(),
            severity: severity.collect(),
            fail_on: tree::value(table, "fail-on")
                .and_then(|value| Some(At::new(severity_of(value.get_ref())?, value.span()))),
        })
    }

    /// What `exclude` means.
    fn excluded(&self) -> Result<Exclusion, ConfigError> {
        let texts = self.exclude.iter().map(|text| text.value.as_str());
        Exclusion::read(&self.folder, texts).map_err(|(index, why)| {
            let span = self.exclude.get(index).map_or(0..0, |at| at.span.clone());
            self.fault(span, why, exclusion::how_to_write())
        })
    }

    /// Its text and where it stands.
    pub(crate) fn written(&self) -> Written<'_> {
        Written {
            path: &self.path,
            folder: &self.folder,
            text: &self.text,
        }
    }

    /// An error at a place in this file.
    pub(crate) fn fault(
        &self,
        span: Range<usize>,
        what: Bilingual,
        help: Bilingual,
    ) -> ConfigError {
        self.written().fault(span, what, help)
    }

    /// A place in this file.
    pub(crate) fn spot(&self, span: Range<usize>) -> FilePlace {
        self.written().spot(span)
    }

    fn syntax(&self, error: &toml::de::Error) -> ConfigError {
        let message = error.message();
        self.fault(
            error.span().unwrap_or(0..0),
            Bilingual::new(
                format!("不是合格的 TOML：{message}"),
                format!("not TOML: {message}"),
            ),
            Bilingual::new(
                "写法见 https://toml.io/cn/",
                "see https://toml.io for how to write it",
            ),
        )
    }
}

fn no_folder(path: &Path) -> Bilingual {
    let path = shown(path);
    let path = path.display();
    Bilingual::new(format!("没有 {path}"), format!("there is no {path}"))
}

/// What paths in a configuration start from.
pub(crate) fn relative() -> Bilingual {
    Bilingual::new(
        "路径从本文件所在的文件夹算起",
        "paths start from the folder of this file",
    )
}

fn severity_of(value: &DeValue<'_>) -> Option<Severity> {
    let name = value.as_str()?;
    let all = [Severity::Error, Severity::Warning, Severity::Info];
    all.into_iter().find(|severity| severity.name() == name)
}
