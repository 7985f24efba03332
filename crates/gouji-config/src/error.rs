//! What can be wrong with a configuration or a baseline, shown at its place in the file.

use std::fmt;
use std::path::{Path, PathBuf};

use gouji_model::{Bilingual, Language};
use thiserror::Error;

use crate::diagnostic::ConfigDiagnostic;
use crate::file_place::FilePlace;

/// Settings that cannot be used. Nothing is checked with them.
#[derive(Clone, Debug, Error)]
pub enum ConfigError {
    /// A file says something that is not allowed there.
    #[error("{}", .0.what.en)]
    Invalid(Box<Mistake>),
    /// A file could not be read.
    #[error("cannot read {}: {reason}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A file could not be written; what was there before still is.
    #[error("cannot write {}: {reason}", path.display())]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// An option of the command line names something that does not exist.
    #[error("{}", .0.en)]
    Option(Box<Bilingual>),
}

/// A mistake with its place.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// What is wrong.
    pub what: Bilingual,
    /// What to do.
    pub help: Bilingual,
    /// The file and the place.
    pub spot: FilePlace,
}

impl ConfigError {
    pub(crate) fn at(spot: FilePlace, what: Bilingual, help: Bilingual) -> Self {
        Self::Invalid(Box::new(Mistake { what, help, spot }))
    }

    pub(crate) fn unreadable(path: &Path, reason: &dyn fmt::Display) -> Self {
        Self::Unreadable {
            path: path.to_owned(),
            reason: reason.to_string(),
        }
    }

    pub(crate) fn option(what: Bilingual) -> Self {
        Self::Option(Box::new(what))
    }

    /// What happened and where, for users.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Invalid(mistake) => mistake.what.clone(),
            Self::Unreadable { path, reason } => Bilingual::new(
                format!("无法读取 {}：{reason}", path.display()),
                self.to_string(),
            ),
            Self::Unwritable { path, reason } => Bilingual::new(
                format!("无法写入 {}：{reason}", path.display()),
                self.to_string(),
            ),
            Self::Option(what) => (**what).clone(),
        }
    }

    /// The message with the file, line and column it is about, where that is in a file.
    #[must_use]
    pub fn message_with_place(&self) -> Bilingual {
        let message = self.message();
        let Self::Invalid(mistake) = self else {
            return message;
        };
        let (line, column) = mistake.spot.line_and_column();
        let place = format!("{}:{line}:{column}", mistake.spot.path.display());
        Bilingual::new(
            format!("{place}：{}", message.zh),
            format!("{place}: {}", message.en),
        )
    }

    /// What to do about it, where there is more to say than the message does.
    fn help(&self) -> Option<Bilingual> {
        match self {
            Self::Invalid(mistake) => Some(mistake.help.clone()),
            Self::Unreadable { .. } => Some(Bilingual::new(
                "请核对路径，以及是否有权读取",
                "check the path, and whether you may read it",
            )),
            Self::Unwritable { .. } => Some(Bilingual::new(
                "请核对路径，以及是否有权写入该文件夹",
                "check the path, and whether you may write to that folder",
            )),
            Self::Option(_) => None,
        }
    }

    /// The error as miette draws it.
    #[must_use]
    pub fn diagnostic(&self, language: Language) -> ConfigDiagnostic {
        let spot = match self {
            Self::Invalid(mistake) => Some(&mistake.spot),
            _ => None,
        };
        let help = self.help();
        let words = (self.message(), help.unwrap_or_default());
        ConfigDiagnostic::new(&words, "config", spot, miette::Severity::Error, language)
    }
}
