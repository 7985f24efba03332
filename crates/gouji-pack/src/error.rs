//! What can be wrong with a pack, shown at its place in the file.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji_model::{Bilingual, Language};
use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode, SourceSpan};
use thiserror::Error;

use crate::mistake::{self, Mistake};

/// A pack that cannot be used.
#[derive(Debug, Error)]
pub enum PackError {
    /// A file says something that is not allowed there.
    #[error("{}", mistake.message.en)]
    Invalid {
        /// What is wrong, and what to do.
        mistake: Box<Mistake>,
        /// The file.
        source_code: Arc<NamedSource<String>>,
        /// Where in the file.
        span: SourceSpan,
    },
    /// A file or folder could not be read.
    #[error("cannot read {}: {}", path.display(), reason.en)]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        reason: Bilingual,
        /// What to do.
        help: Bilingual,
    },
}

impl PackError {
    /// An error at a place in a file.
    pub(crate) fn at(file: &str, text: &str, span: Range<usize>, mistake: Mistake) -> Self {
        let end = span.end.min(text.len());
        let start = span.start.min(end);
        Self::Invalid {
            mistake: Box::new(mistake),
            source_code: Arc::new(NamedSource::new(file, text.to_owned())),
            span: (start, end - start).into(),
        }
    }

    /// A file that every pack has and this one lacks.
    pub(crate) fn needed_by_pack(path: String) -> Self {
        Self::Unreadable {
            path: path.into(),
            reason: Bilingual::new("每个规则包都要有这个文件", "a pack needs this file"),
            help: Bilingual::new(
                "补上这个文件；`gouji pack new` 做出一个完整的规则包，可以照着写",
                "add the file; `gouji pack new` makes a whole pack to take it from",
            ),
        }
    }

    /// A file or folder that the system does not give.
    pub(crate) fn not_given(path: &Path, error: &io::Error) -> Self {
        let zh = match error.kind() {
            io::ErrorKind::NotFound => "没有这个文件或文件夹".to_owned(),
            io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
            io::ErrorKind::InvalidData => "不是 UTF-8 编码的文字".to_owned(),
            _ => error.to_string(),
        };
        Self::Unreadable {
            path: path.to_owned(),
            reason: Bilingual::new(zh, error.to_string()),
            help: not_given_help(error.kind()),
        }
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Invalid { mistake, .. } => mistake.message.clone(),
            Self::Unreadable { path, reason, .. } => {
                let zh = format!("无法读取 {}：{}", path.display(), reason.zh);
                Bilingual::new(zh, self.to_string())
            }
        }
    }

    /// The message with the file, line and column it is about, where that is in a file.
    #[must_use]
    pub fn message_with_place(&self) -> Bilingual {
        let message = self.message();
        let Self::Invalid {
            source_code, span, ..
        } = self
        else {
            return message;
        };
        let before = source_code.inner().get(..span.offset()).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let last = before.rsplit('\n').next().unwrap_or_default();
        let place = format!("{}:{line}:{}", source_code.name(), last.chars().count() + 1);
        Bilingual::new(
            format!("{place}：{}", message.zh),
            format!("{place}: {}", message.en),
        )
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Bilingual {
        match self {
            Self::Invalid { mistake, .. } => mistake.help.clone(),
            Self::Unreadable { help, .. } => help.clone(),
        }
    }

    /// It in one language, as miette draws it.
    #[must_use]
    pub fn diagnostic(&self, language: Language) -> PackDiagnostic {
        let (source, span) = match self {
            Self::Invalid {
                source_code, span, ..
            } => (Some(Arc::clone(source_code)), *span),
            Self::Unreadable { .. } => (None, SourceSpan::from(0)),
        };
        PackDiagnostic {
            message: self.message().get(language).to_owned(),
            help: self.help().get(language).to_owned(),
            source,
            span,
        }
    }

    /// What makes it this error: file, place and what is wrong.
    pub(crate) fn key(&self) -> (String, usize, String) {
        match self {
            Self::Invalid {
                mistake,
                source_code,
                span,
            } => (
                source_code.name().to_owned(),
                span.offset(),
                mistake.message.en.clone(),
            ),
            Self::Unreadable { path, reason, .. } => {
                (path.to_string_lossy().into_owned(), 0, reason.en.clone())
            }
        }
    }

    /// A TOML error at its place.
    pub(crate) fn toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let span = error.span().unwrap_or(0..0);
        let mistake = match text.get(span.clone()) {
            Some(key) if error.message().starts_with("duplicate key") && !key.is_empty() => {
                mistake::key_twice(key)
            }
            _ => mistake::toml(error.message()),
        };
        Self::at(file, text, span, mistake)
    }
}

/// What to do about a file or folder that the system does not give.
fn not_given_help(kind: io::ErrorKind) -> Bilingual {
    match kind {
        io::ErrorKind::InvalidData => Bilingual::new(
            "把它另存为 UTF-8；不是规则文件的，移出这个文件夹",
            "save it as UTF-8; where it is no file of a pack, move it out of the folder",
        ),
        io::ErrorKind::PermissionDenied => Bilingual::new(
            "核对这个文件或文件夹的权限",
            "see to it that the file or folder may be read",
        ),
        _ => Bilingual::new(
            "检查 --rules 给出的路径",
            "check the path given with --rules",
        ),
    }
}

/// What is wrong with a pack, in one language, with its place.
#[derive(Debug)]
pub struct PackDiagnostic {
    message: String,
    help: String,
    source: Option<Arc<NamedSource<String>>>,
    span: SourceSpan,
}

impl fmt::Display for PackDiagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for PackDiagnostic {}

impl Diagnostic for PackDiagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let code = if self.source.is_some() {
            "pack"
        } else {
            "pack::unreadable"
        };
        Some(Box::new(code))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.source.as_ref()?;
        let label = LabeledSpan::new_with_span(None, self.span);
        Some(Box::new(std::iter::once(label)))
    }
}
